"""A port for a server that is about to start: free, and claimed until it listens.

Label Studio looks at its port only when it is about to listen, half a minute later, and takes another without a word if
it finds it taken (`own.server` follows it there); two of ours that look at the same moment would both take one.
"""

import fcntl
import os
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from annotate.errors import LabelStudioError

HOST = "127.0.0.1"
_PORTS = 100


@contextmanager
def claimed_port(wanted: int, *, report: Callable[[str], None]) -> Iterator[int]:
    """Yield the wanted port, or the next one that nobody listens at and no other start of this user has claimed.

    `report` is told where it is not the wanted one; LabelStudioError if there is none.
    """
    for port in range(wanted, wanted + _PORTS):
        claim = _claim(port) if _is_free(port) else None
        if claim is None:
            continue
        try:
            if port != wanted:
                report(f"port {wanted} is taken: using {port}")
            yield port
        finally:
            os.close(claim)
        return
    raise LabelStudioError(f"no free port from {wanted} to {wanted + _PORTS - 1}; name another one with --port")


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # what just closed is free
        with suppress(OSError, OverflowError):
            probe.bind((HOST, port))
            return True
    return False


def _claim(port: int) -> int | None:
    """Return an open file whose lock says that the port is ours, None if it is another's; a process that dies lets go."""
    path = Path(tempfile.gettempdir()) / f"news-annotate-{os.getuid()}-port-{port}.lock"
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        return None
    return file
