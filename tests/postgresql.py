"""A PostgreSQL of the machine's own packages, started for the run and thrown away after it."""

import os
import random
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

USER = DATABASE = "labelstudio"
PASSWORD = "only-for-this-run"
_PORTS = (20_000, 32_000)
_OWNER = "postgres"  # initdb refuses to work for root


def binaries() -> Path | None:
    """Where PostgreSQL's programs are: where Debian keeps them, or on the path."""
    found = shutil.which("initdb")
    kept = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return kept[-1].parent if kept else Path(found).parent if found else None


def needed(program: str | Path | None, package: str) -> None:
    """Skip the test where a program is missing; in CI, which installs it, fail."""
    if program is None:
        missing = f"no {package} on this machine (Debian: apt install {package})"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)


def free_port() -> int:
    """A port that nobody listens at, of those that no system gives to connections: it stays free until it is used."""
    while True:
        port = random.SystemRandom().randrange(*_PORTS)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


@contextmanager
def postgresql() -> Iterator[dict[str, str]]:
    """Yield Label Studio's settings for an empty database, listening on 127.0.0.1 alone."""
    programs = binaries()
    needed(programs, "postgresql")
    assert programs is not None
    as_owner = ["runuser", "-u", _OWNER, "--"] if os.getuid() == 0 else []
    folder, port = Path(tempfile.mkdtemp(prefix="pg-")), free_port()  # not pytest's: the owner has to get there
    password = folder / "password"
    password.write_text(PASSWORD)
    if as_owner:
        shutil.chown(folder, _OWNER)
        shutil.chown(password, _OWNER)

    def run(program: str, *words: str) -> None:
        ended = subprocess.run(
            [*as_owner, str(programs / program), *words], check=False, capture_output=True, text=True, cwd=folder
        )
        assert ended.returncode == 0, f"{program}: {ended.stderr}"

    data = str(folder / "data")
    try:
        run(
            "initdb",
            "-D",
            data,
            "-U",
            USER,
            "--pwfile",
            str(password),
            "--auth",
            "scram-sha-256",
            "-E",
            "UTF8",
            "--no-sync",
        )
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
        run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
        where = f"host=127.0.0.1 port={port} user={USER} password={PASSWORD}"
        run("psql", f"{where} dbname=postgres", "-c", f"CREATE DATABASE {DATABASE}")
        named = {"HOST": "127.0.0.1", "PORT": str(port), "NAME": DATABASE, "USER": USER, "PASSWORD": PASSWORD}
        yield {"DJANGO_DB": "default", **{f"POSTGRE_{name}": value for name, value in named.items()}}
    finally:
        subprocess.run(
            [*as_owner, str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "stop"],
            check=False,
            capture_output=True,
            cwd=folder,
        )
        shutil.rmtree(folder, ignore_errors=True)
