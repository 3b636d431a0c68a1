"""One at a time: a second push from a working folder is told so at once, who reads and writes files of it waits."""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotate.errors import LabelStudioError
from annotate.labelstudio.memory.manifest import pushed_folder, server_slug


@contextmanager
def alone(folder: Path, server: str, name: str) -> Iterator[None]:
    """Hold a corpus on a server against other pushes from this working folder; LabelStudioError if one is under way.

    A process that is killed lets go. Working folders elsewhere are not known here: what two pushes from two of them
    send twice is found afterwards (`doubled`).
    """
    place = pushed_folder(folder)
    place.mkdir(parents=True, exist_ok=True)
    corpus = re.sub(r"[^\w.-]+", "-", name)
    path = place / f"{server_slug(folder, server)}-{corpus}.lock"
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise LabelStudioError(
                f"another push to {name!r} on {server} is under way (process {holder}); this one wrote nothing: "
                "run it again when that one has ended"
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


@contextmanager
def waiting(path: Path) -> Iterator[None]:
    """Hold a file against others that do the same, waiting for our turn; a process that is killed lets go."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
