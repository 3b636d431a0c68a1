"""A road to the real server that can be cut: forwards requests, and breaks the one it is told to."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal

import httpx

Fault = Literal["refused", "answer lost", "answer cut", "500", "429", "expired", "slow", "twice", "tasks alone"]
SLOW_S = 3.0
_DROPPED = {"transfer-encoding", "content-encoding", "content-length", "connection", "host"}


class Road(ThreadingHTTPServer):
    """Forwards to `target`; the nth request whose path holds `breaking` meets the fault, once."""

    daemon_threads = True

    def __init__(self, target: str, fault: Fault, breaking: str, nth: int) -> None:
        super().__init__(("127.0.0.1", 0), Traveller)
        self.target, self.fault, self.breaking, self.left = target, fault, breaking, nth
        self.url = f"http://127.0.0.1:{self.server_port}"

    def fault_of(self, method: str, path: str) -> Fault | None:
        """Return what this request meets: the fault, if it is the nth of those that it waits for."""
        if method != "POST" or self.breaking not in path:
            return None
        self.left -= 1
        return self.fault if self.left == 0 else None

    def handle_error(self, *_: object) -> None:
        """Say nothing: breaking connections is what this is for."""


class Traveller(BaseHTTPRequestHandler):
    """One request on its way."""

    server: Road
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.travel()

    do_POST = do_PATCH = do_DELETE = do_PUT = do_GET  # noqa: N815 - names that http.server asks for

    def travel(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.close_connection = True
        fault = self.server.fault_of(self.command, self.path)
        if fault == "refused":
            return
        if fault in {"500", "429"}:
            self.answer(int(fault), b'{"detail": "broken on purpose"}', [])
            return
        if fault == "expired":
            self.answer(401, b'{"detail": "Invalid token."}', [])
            return
        if fault == "slow":
            time.sleep(SLOW_S)
        if fault == "tasks alone":  # what the server keeps of an import that found its database locked
            body = json.dumps(
                [{"data": task["data"], "meta": task.get("meta", {})} for task in json.loads(body)]
            ).encode()
        headers = {name: value for name, value in self.headers.items() if name.lower() not in _DROPPED}
        with httpx.Client(timeout=120) as http:
            if fault == "twice":
                http.request(self.command, self.server.target + self.path, content=body, headers=headers)
            there = http.request(self.command, self.server.target + self.path, content=body, headers=headers)
        if fault != "answer lost":
            self.answer(there.status_code, there.content, there.headers.multi_items(), cut=fault == "answer cut")

    def answer(self, status: int, content: bytes, headers: list[tuple[str, str]], *, cut: bool = False) -> None:
        self.send_response(status)
        for name, value in headers:
            if name.lower() not in _DROPPED:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if cut else content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def road(target: str, fault: Fault, *, breaking: str = "/import?", nth: int = 1) -> Iterator[Road]:
    """Open a road to a server that breaks at the nth POST to a path that holds `breaking`."""
    opened = Road(target, fault, breaking, nth)
    thread = threading.Thread(target=opened.serve_forever, daemon=True)
    thread.start()
    try:
        yield opened
    finally:
        opened.shutdown()
        opened.server_close()
        thread.join()
