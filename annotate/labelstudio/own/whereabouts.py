"""What is known of our own server: who may enter it, where it listens, whether it is alive. Kept in server.json."""

import secrets
import subprocess
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from annotate.errors import LabelStudioError
from annotate.labelstudio.own.private import write_private

USER = "annotate@localhost.localdomain"


@dataclass(frozen=True, kw_only=True)
class OwnServer:
    """A server that we started, or can start again. What opens it is not shown when this is printed."""

    user: str
    password: str = field(repr=False)
    token: str = field(repr=False)
    port: int = 0
    pid: int = 0
    live: bool = False  # it was started so that it may call private addresses: those of `annotate serve`

    @property
    def url(self) -> str:
        """Return the address for browser and client."""
        return f"http://127.0.0.1:{self.port}"

    def masked(self, text: str) -> str:
        """Return the text without the password and the token."""
        for secret in (self.password, self.token):
            text = text.replace(secret, "***")
        return text


def new_server() -> OwnServer:
    """Return a server with a fresh password and token that has never been started."""
    return OwnServer(user=USER, password=secrets.token_urlsafe(12), token=secrets.token_hex(20))


def read_server(folder: Path) -> OwnServer | None:
    """Return what server.json of a working folder says; None without one. LabelStudioError if it is damaged."""
    path = folder / "server.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=OwnServer)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LabelStudioError(
            f"{path}: cannot be read ({error.strerror}); it belongs to whoever ran `annotate up`"
        ) from error
    except msgspec.DecodeError as error:
        raise LabelStudioError(f"{path}: damaged ({error}); restore it: it holds the server's password") from error


def write_server(folder: Path, server: OwnServer) -> None:
    """Keep server.json so that only this user can read it; whole or not at all."""
    write_private(folder / "server.json", msgspec.json.format(msgspec.json.encode(server)) + b"\n")


def stopped(server: OwnServer) -> OwnServer:
    """Return the server as one that no process serves."""
    return replace(server, pid=0)


def data_folder(folder: Path) -> Path:
    """Return where the server of a working folder keeps its database."""
    return (folder / "label-studio-data").resolve()


def is_alive(folder: Path, server: OwnServer) -> bool:
    """Say whether the process of this server lives: not a zombie, and not another program that got its number."""
    return bool(server.pid) and str(data_folder(folder)) in _command_line(server.pid)


def _command_line(pid: int) -> str:
    proc = Path("/proc")
    if (proc / "self").exists():
        try:
            return (proc / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            return ""
    ps = ["/bin/ps", "-ww", "-o", "command=", "-p", str(pid)]
    return subprocess.run(ps, capture_output=True, text=True, check=False).stdout  # noqa: S603 - our own words
