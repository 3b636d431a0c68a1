"""A small HTTP listener for what Label Studio sends us: questions for suggestions, news of what people did.

JSON in, JSON out. Nothing of a request is ever logged, neither its body nor its headers.
"""

import base64
import binascii
import hmac
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar, NamedTuple
from urllib.parse import urlsplit

from annotate.errors import AnnotateError, LabelStudioError

LOCAL = "127.0.0.1"
SECRET_HEADER = "X-Annotate-Secret"  # noqa: S105 - the name of a header
_LARGEST = 250 * 1024 * 1024  # bytes of a body: as much as Label Studio itself takes
_SILENCE_S = 120.0  # a connection on which nothing comes for so long is closed

Handler = Callable[[dict[str, Any]], Any]
Routes = Mapping[tuple[str, str], Handler]


class RequestError(AnnotateError):
    """A request that cannot be answered; the status and the sentence are what the sender gets."""

    def __init__(self, status: HTTPStatus, message: str) -> None:
        """Keep the status of the answer and what it says."""
        super().__init__(message)
        self.status = status


class Rules(NamedTuple):
    """What one listener answers, and to whom; `failed` is told of an error in a handler, as (method and path, error)."""

    routes: Routes
    secret: str | None
    largest: int
    failed: Callable[[str, Exception], None]


@contextmanager
def listening(
    routes: Routes,
    *,
    host: str = LOCAL,
    port: int = 0,
    secret: str | None = None,
    largest: int = _LARGEST,
    failed: Callable[[str, Exception], None] = lambda _asked, _error: None,
) -> Iterator[str]:
    """Listen while the block lasts, and lend the address, such as http://127.0.0.1:9090; port 0 takes a free one.

    A route is (method, path) -> handler of the body's JSON object ({} without a body); what it returns is the answer.
    With a secret, a request without it gets 401: in the header X-Annotate-Secret (webhooks can have headers) or as the
    password of basic authentication (Label Studio calls ML backends so). No JSON object is 400, a body of more
    than `largest` bytes 413, an unknown path 404, another method 405, an error in a handler 500 with its message.
    Requests under way are answered before the block is left. LabelStudioError if the address cannot be had.
    """
    rules = Rules(routes, secret, largest, failed)
    bound = type("BoundRequest", (_Request,), {"rules": rules})
    try:
        server = _Server((host, port), bound)
    except OSError as error:
        raise LabelStudioError(f"cannot listen at {host}:{port} ({error.strerror}): name another --port") from error
    thread = threading.Thread(target=server.serve_forever, args=(0.1,), name="listening", daemon=True)
    thread.start()
    try:
        yield f"http://{host}:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    request_queue_size = 64
    daemon_threads = False  # closing waits for the requests under way


class _Request(BaseHTTPRequestHandler):
    """One request; a connection serves one and is closed, so that an idle one never holds up the end."""

    rules: ClassVar[Rules]
    server_version = "news-annotate"
    sys_version = ""
    timeout = _SILENCE_S

    def __getattr__(self, name: str) -> Callable[[], None]:
        """Return `answer` as do_GET, do_POST and the like: the routes say which methods there are."""
        if name.startswith("do_"):
            return self.answer
        raise AttributeError(name)

    def answer(self) -> None:
        """Send what the route's handler says, or in a sentence why there is nothing to say."""
        try:
            status, said = HTTPStatus.OK, self._handled()
        except RequestError as error:
            status, said = error.status, {"detail": str(error)}
        body = json.dumps(said).encode()  # ASCII: a lone surrogate of a text passes as an escape
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)
        except OSError:
            self.close_connection = True  # who asked has left

    def _handled(self) -> Any:
        handler = self._handler()
        asked = self._body()
        try:
            return handler(asked)
        except RequestError:
            raise
        except Exception as error:
            self.rules.failed(f"{self.command} {self._path}", error)
            raise RequestError(HTTPStatus.INTERNAL_SERVER_ERROR, f"{type(error).__name__}: {error}") from error

    @property
    def _path(self) -> str:
        return urlsplit(self.path).path.rstrip("/") or "/"

    def _handler(self) -> Handler:
        """Return the handler of this path; what may not be asked is refused before its body is read."""
        secret = self.rules.secret
        if secret is not None and not hmac.compare_digest(self._given_secret(), secret.encode()):
            raise RequestError(HTTPStatus.UNAUTHORIZED, f"the secret is missing or wrong: it goes into {SECRET_HEADER}")
        methods = {method: handler for (method, path), handler in self.rules.routes.items() if path == self._path}
        if not methods:
            raise RequestError(HTTPStatus.NOT_FOUND, f"nothing is at {self._path}")
        if self.command not in methods:
            message = f"{self._path} takes {' or '.join(sorted(methods))}, not {self.command}"
            raise RequestError(HTTPStatus.METHOD_NOT_ALLOWED, message)
        return methods[self.command]

    def _given_secret(self) -> bytes:
        given = self.headers.get(SECRET_HEADER)
        if given is not None:
            return given.encode("latin-1")  # as http.server has decoded it
        kind, _, coded = self.headers.get("Authorization", "").partition(" ")
        try:
            return base64.b64decode(coded, validate=True).partition(b":")[2] if kind.lower() == "basic" else b""
        except binascii.Error:
            return b""

    def _body(self) -> dict[str, Any]:
        length = self.headers.get("Content-Length", "0")
        if self.headers.get("Transfer-Encoding") or not length.isdecimal():
            raise RequestError(HTTPStatus.LENGTH_REQUIRED, "the body needs a Content-Length")
        if int(length) > self.rules.largest:
            message = f"the body has {length} bytes, {self.rules.largest} are taken: send fewer articles at once"
            raise RequestError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, message)
        try:
            raw = self.rfile.read(int(length))
        except OSError as error:
            raise RequestError(HTTPStatus.REQUEST_TIMEOUT, "the body did not come to its end") from error
        if len(raw) < int(length):
            raise RequestError(HTTPStatus.BAD_REQUEST, f"the body ended after {len(raw)} of {length} bytes")
        try:
            body = json.loads(raw or b"{}")
        except (ValueError, RecursionError) as error:
            raise RequestError(HTTPStatus.BAD_REQUEST, f"the body is no JSON ({type(error).__name__})") from error
        if not isinstance(body, dict):
            raise RequestError(HTTPStatus.BAD_REQUEST, f"the body is a JSON {type(body).__name__}, not an object")
        return body

    def log_message(self, *_: object) -> None:
        """Log nothing: paths and headers may hold secrets."""
