"""A Hugging Face Hub of one process: it keeps what it is asked, and answers what the real one answers to an upload."""

import json
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

REPO = "/api/datasets/me/ports"


class Hub:
    """What was asked of it, what it holds, and how it answers a wish to create."""

    def __init__(self, *, status: int = 200, holds: tuple[str, ...] = ()) -> None:
        self.status = status
        self.holds = holds
        self.asked: list[tuple[str, str, str | None]] = []
        self.created: dict[str, Any] = {}
        self.files: dict[str, bytes] = {}
        self.deleted: list[str] = []
        self.url = ""

    @property
    def private(self) -> bool:
        """Whether a private dataset was created; the clients of several years say it differently."""
        return self.created.get("visibility") == "private" or self.created.get("private") is True

    def answer(self, path: str, body: bytes) -> tuple[int, object]:
        """Return the status and the JSON that a path is answered with."""
        if path == "/api/repos/create":
            self.created = json.loads(body)
            return self.status, {"url": f"{self.url}/datasets/me/ports", "error": "refused"}
        if path.startswith(f"{REPO}/commit/"):
            self._commit(body)
        return 200, self._told(path, body)

    def _told(self, path: str, body: bytes) -> object:
        if path == "/api/validate-yaml":
            return {"errors": [], "warnings": []}
        if path.startswith(f"{REPO}/preupload/"):
            wanted = json.loads(body)["files"]
            return {"files": [{"path": f["path"], "uploadMode": "regular", "shouldIgnore": False} for f in wanted]}
        if path.startswith(f"{REPO}/commit/"):
            return {"commitUrl": f"{self.url}/datasets/me/ports/commit/0", "commitOid": "0" * 40, "success": True}
        if path.startswith(f"{REPO}/tree/"):
            return [{"type": "file", "path": p, "size": 1, "oid": "0"} for p in self.holds]
        siblings = [{"rfilename": name} for name in self.holds]
        return {"id": "me/ports", "private": True, "sha": "0" * 40, "siblings": siblings}

    def _commit(self, body: bytes) -> None:
        for line in body.splitlines():
            item = json.loads(line)
            if item["key"] == "file":
                self.files[item["value"]["path"]] = b64decode(item["value"]["content"])
            elif item["key"] == "deletedFile":
                self.deleted.append(item["value"]["path"])


@contextmanager
def running(hub: Hub) -> Iterator[Hub]:
    """Serve a hub on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            path = self.path.split("?")[0]
            hub.asked.append((self.command, path, self.headers.get("authorization")))
            status, answer = hub.answer(path, body)
            content = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_HEAD = _serve  # noqa: N815 - the names that the library calls

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        hub.url = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield hub
        server.shutdown()
        thread.join()
