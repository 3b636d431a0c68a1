"""A Label Studio of our own: started in the background on this machine, found again, stopped.

It listens on 127.0.0.1 only, keeps everything in the working folder, and never calls home.
"""

import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from annotate.errors import LabelStudioError
from annotate.labelstudio.own.environment import REUSE, VERSION, environment_folder, environment_python, is_complete
from annotate.labelstudio.own.ports import HOST, claimed_port
from annotate.labelstudio.own.private import private_folder
from annotate.labelstudio.own.whereabouts import (
    OwnServer,
    data_folder,
    is_alive,
    new_server,
    read_server,
    stopped,
    write_server,
)

_FIRST_PORT = 8080
_HEALTHY_WITHIN_S = 300.0
_STOPPED_WITHIN_S = 15.0
_PATIENCE_S = 20.0
_POLL_S = 0.25
_LAST_LINES = 15
_MOVED = re.compile(r"^\* Trying to start at (\d+)$", re.MULTILINE)
_DATABASE = ("DJANGO_DB", *(f"POSTGRE_{name}" for name in ("HOST", "PORT", "NAME", "USER", "PASSWORD")))
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


@dataclass(frozen=True, kw_only=True)
class Running:
    """Our server, ready. `started` tells whether this call started it."""

    server: OwnServer
    started: bool
    version: str = VERSION

    @property
    def url(self) -> str:
        """Return the address for browser and client."""
        return self.server.url


@dataclass(frozen=True, kw_only=True)
class Status:
    """What there is in a working folder: an environment, a server that was started, one that answers."""

    installed: bool
    alive: bool
    healthy: bool
    server: OwnServer | None


def up(folder: Path, *, port: int | None = None, live: bool = False, report: Callable[[str], None]) -> Running:
    """Return the running server of a working folder (`.annotate`), installing and starting it where needed.

    With `live` it may call private addresses, such as that of `annotate serve`; one that runs without is started
    again. A port that is taken gives way to the next free one, and `report` is told. LabelStudioError carries the last lines
    of the server's log.
    """
    with private_folder(folder):
        known = read_server(folder)
        if known is not None and is_alive(folder, known):
            if known.live or not live:
                return Running(server=_ready(folder, known, report=report), started=False)
            report(f"starting the Label Studio at {known.url} again, so that it may call private addresses")
            _stop(folder, known)
        if known is None and any(data_folder(folder).glob("*.sqlite3")):
            raise LabelStudioError(
                f"{data_folder(folder)} holds a server's database, but {folder / 'server.json'} with its password is "
                "gone: restore that file, or move the database away to start with an empty server"
            )
        python = environment_python(folder, report=report)
        server = known or new_server()
        # The port of last time, if it is free: links that people keep stay good.
        with claimed_port(port or server.port or _FIRST_PORT, report=report) as free:
            server = _begun(folder, python, replace(server, port=free, live=live))
            report(f"starting Label Studio {VERSION} at {server.url} (the first start takes a minute)")
            try:
                server = _ready(folder, server, report=report)
            except BaseException:
                _stop(folder, server)
                write_server(folder, stopped(server))
                raise
        return Running(server=server, started=True)


def down(folder: Path) -> bool:
    """Stop the server of a working folder and wait until it is gone; tell whether there was one. Its data stays."""
    if not folder.is_dir():
        return False
    with private_folder(folder):
        server = read_server(folder)
        if server is None or not server.pid:
            return False
        was_alive = is_alive(folder, server)
        _stop(folder, server)
        write_server(folder, stopped(server))
        return was_alive


def status(folder: Path) -> Status:
    """Return what there is in a working folder; changes nothing."""
    server = read_server(folder) if folder.is_dir() else None
    alive = server is not None and is_alive(folder, server)
    healthy = server is not None and alive and not _not_ready(server)
    installed = bool(os.environ.get(REUSE)) or is_complete(environment_folder(folder))
    return Status(installed=installed, alive=alive, healthy=healthy, server=server)


def running_server(folder: Path) -> OwnServer | None:
    """Return the server of a working folder if its process lives."""
    server = read_server(folder) if folder.is_dir() else None
    return server if server is not None and is_alive(folder, server) else None


def _begun(folder: Path, python: Path, server: OwnServer) -> OwnServer:
    """Start the server and return it with its process id; server.json has it."""
    # Kept before the start: whatever the server creates on its first run, it creates with these.
    write_server(folder, stopped(server))
    server = replace(server, pid=_start(folder, python, server))
    write_server(folder, server)
    return server


def _start(folder: Path, python: Path, server: OwnServer) -> int:
    """Start the server as the head of a session of its own and return its process id."""
    words = ["-I", "-u", "-m", "label_studio.server", "start", "--no-browser", "--internal-host", HOST]
    words += ["--port", str(server.port), "--data-dir", str(data_folder(folder))]
    log = folder / "server.log"
    log.touch(mode=0o600)
    output = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    return os.posix_spawn(
        python,
        [str(python), *words],
        dict(_environ(folder, server)),
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, str(log), output, 0o600),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ],
        setsid=True,
    )


def _environ(folder: Path, server: OwnServer) -> Iterator[tuple[str, str]]:
    """Yield the environment of the server: of the user's settings for it those alone that name another database."""
    yield from ((name, os.environ[name]) for name in (*_KEPT, *_DATABASE) if name in os.environ)
    # Some of its pages fetch news from the network whatever the settings say: that road ends here.
    yield from ((name, f"http://{HOST}:9") for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"))
    yield from ((name, f"{HOST},localhost,::1") for name in ("NO_PROXY", "no_proxy"))
    settings = {
        "BASE_DATA_DIR": str(data_folder(folder)),
        "USERNAME": server.user,
        "PASSWORD": server.password,
        "USER_TOKEN": server.token,
        "ENABLE_LEGACY_API_TOKEN": "true",
        "DISABLE_SIGNUP_WITHOUT_LINK": "true",
        "LATEST_VERSION_CHECK": "false",
        "COLLECT_ANALYTICS": "false",
        "SENTRY_DSN": "",
        "FRONTEND_SENTRY_DSN": "",
        "ML_TIMEOUT_HEALTH": "10",  # instead of 1 and 3 s, which `annotate serve` may exceed while it is busy
        "ML_TIMEOUT_SETUP": "30",
    }
    if server.live:  # one guard is of its calls to ML backends, the other of its webhooks and of both on registration
        settings |= {"ML_BLOCK_LOCAL_IP": "false", "SSRF_PROTECTION_ENABLED": "false"}
    yield from ((f"LABEL_STUDIO_{name}", value) for name, value in settings.items())


def _ready(folder: Path, server: OwnServer, *, report: Callable[[str], None]) -> OwnServer:
    """Wait until a server that lives answers, and return it with the port that it took in the end."""
    began = said = time.monotonic()
    while reason := _not_ready(server):
        time.sleep(_POLL_S)  # first of all: a process that was made this very moment has no command line yet
        now = time.monotonic()
        if not is_alive(folder, server):
            raise LabelStudioError(f"Label Studio ended while it was starting; {_last_words(folder, server)}")
        if now - began > _HEALTHY_WITHIN_S:
            raise LabelStudioError(
                f"Label Studio is not ready after {now - began:.0f} s ({reason}); {_last_words(folder, server)}"
            )
        if now - said > _PATIENCE_S:
            report(f"still starting ({now - began:.0f} s)")
            said = now
        moved = _moved(folder, server)
        if moved.port != server.port:
            report(f"port {server.port} was taken meanwhile: using {moved.port}")
            write_server(folder, moved)
        server = moved
    return server


def _moved(folder: Path, server: OwnServer) -> OwnServer:
    """Return a server with the port that its log names: it takes the next one when another is quicker than it starts."""
    tried = _MOVED.findall((folder / "server.log").read_text("utf-8", "replace"))
    return replace(server, port=int(tried[-1])) if tried else server


def _not_ready(server: OwnServer) -> str:
    """Return why the server cannot be used yet, empty if it can: it is healthy, and it is ours."""
    import httpx

    with httpx.Client(base_url=server.url, timeout=10.0, trust_env=False) as http:
        try:
            if http.get("/health").status_code != httpx.codes.OK:
                return "it does not say that it is healthy"
            who = http.get("/api/current-user/whoami", headers={"Authorization": f"Token {server.token}"})
        except httpx.HTTPError as error:
            return f"no answer: {type(error).__name__}"
        return "" if who.status_code == httpx.codes.OK else f"it does not know our token: status {who.status_code}"


def _last_words(folder: Path, server: OwnServer) -> str:
    log = folder / "server.log"
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-_LAST_LINES:] if log.exists() else []
    return server.masked("\n".join([f"the end of {log}:", *lines]))


def _stop(folder: Path, server: OwnServer) -> None:
    """End the server's session, gently and then not; what is no longer ours is left alone."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        if not is_alive(folder, server):
            break
        with suppress(ProcessLookupError):
            os.killpg(server.pid, sign)
        until = time.monotonic() + _STOPPED_WITHIN_S
        while time.monotonic() < until and is_alive(folder, server):
            time.sleep(0.1)
    with suppress(ChildProcessError):  # the child of another process is reaped by that one
        os.waitpid(server.pid, os.WNOHANG)
