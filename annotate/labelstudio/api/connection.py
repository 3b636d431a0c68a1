"""The road to a Label Studio server: its SDK with our errors. The one file that imports the SDK.

Requests are never repeated behind the caller's back: a repeated import duplicates tasks. Whatever a server or the
network does becomes a LabelStudioError that names what was asked.
"""

import base64
import hmac
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

import httpx
import msgspec

from annotate.labelstudio.api.http import TIMEOUT_S, http_client, refused, unreached


class Connection:
    """A server and a key for it. The key is kept out of everything that is shown."""

    def __init__(self, url: str, key: str) -> None:
        """Make a connection; nothing is sent yet. Legacy tokens and personal access tokens both do as a key."""
        self.url = url
        self._key = key
        self._made: Any = None

    def __repr__(self) -> str:
        """Return the address, without the key."""
        return f"{type(self).__name__}({self.url!r})"

    def __enter__(self) -> Self:
        """Return itself; leaving the block closes the connection."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connection."""
        self.close()

    def close(self) -> None:
        """Give back the sockets; a later call opens new ones."""
        if self._made is not None:
            self._made._client_wrapper.httpx_client.httpx_client.close()  # noqa: SLF001 - it has no public name
            self._made = None

    def password_for(self, account: str) -> str:
        """Return a password for an account of ours that a holder of this key can make again, and nobody else."""
        made = hmac.digest(self._key.encode(), account.encode(), "sha256")
        return base64.urlsafe_b64encode(made).decode().rstrip("=")

    def call(
        self, asked: str, method: str, path: str, *, params: dict[str, Any] | None = None, json: Any = None
    ) -> Any:
        """Send one request as the key's user and return the JSON of its answer exactly as the server sent it.

        `asked` completes the sentence "refused to ...".
        """
        return self.said(asked, self.answered(asked, method, path, params=params, json=json))

    def said(self, asked: str, answer: httpx.Response) -> Any:
        """Return the JSON of an answer; LabelStudioError if it cannot be read."""
        with self.asked(asked):
            return _decoded(answer) if answer.content else None

    def answered(
        self, asked: str, method: str, path: str, *, params: dict[str, Any] | None = None, json: Any = None
    ) -> httpx.Response:
        """Send one request and return its answer as it came; LabelStudioError if it is a refusal."""
        with self.asked(asked) as sdk:
            # The SDK's models reshape what they read; its HTTP client renews access tokens and leaves answers alone.
            http = sdk._client_wrapper.httpx_client  # noqa: SLF001 - it has no public name
            body: dict[str, Any] = {}
            if json is not None:  # encoded here: the SDK copies every value of it first
                body = {"content": msgspec.json.encode(json), "headers": {"Content-Type": "application/json"}}
            answer: httpx.Response = http.request(path, method=method, params=params, **body)
            if answer.is_success:
                return answer
            raise refused(asked, self.url, answer.status_code, _body(answer), key=self._key)

    @contextmanager
    def asked(self, asked: str) -> Iterator[Any]:
        """Lend the SDK; what it raises meanwhile becomes a LabelStudioError that says what was asked."""
        from label_studio_sdk.core.api_error import ApiError
        from label_studio_sdk.core.parse_error import ParsingError

        try:
            yield self._sdk()
        except (ApiError, ParsingError) as error:
            # "from None": the SDK's error shows headers.
            raise refused(asked, self.url, error.status_code, error.body, key=self._key) from None
        except httpx.HTTPError as error:
            raise unreached(asked, self.url, error, key=self._key) from error
        except ValueError as error:  # an answer that is no JSON
            raise refused(asked, self.url, None, f"its answer cannot be read ({error})", key=self._key) from error

    def _sdk(self) -> Any:
        if self._made is None:
            from label_studio_sdk.client import LabelStudio

            made: Any = LabelStudio
            http = http_client(self.url)
            weakref.finalize(self, http.close)  # nobody has to remember to close a connection
            self._made = made(base_url=self.url, api_key=self._key, timeout=TIMEOUT_S, max_retries=0, httpx_client=http)
        return self._made


def _decoded(answer: httpx.Response) -> Any:
    try:
        return msgspec.json.decode(answer.content)
    except msgspec.DecodeError:  # half a surrogate pair, NaN: what people pasted may hold what strict JSON does not
        return answer.json()


def _body(answer: httpx.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        return answer.text
