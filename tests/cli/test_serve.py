"""`annotate serve` as a process: it says where it is, keeps its secret, ends politely; `push --live` needs it."""

import os
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx
import msgspec
import pytest

from annotate.labelstudio.api.client import KEY, URL
from annotate.labelstudio.live.registration import Address, read_address, write_address
from annotate.labelstudio.own.private import private_folder
from annotate.labelstudio.own.whereabouts import new_server, write_server
from tests.cli.terminal import Terminal, process
from tests.postgresql import free_port

ENDED_WITHIN_S = 300  # it reads its lexicons to the end first


class Served(NamedTuple):
    process: subprocess.Popen[str]
    address: Address
    first_line: str


def started(folder: Path, *words: str) -> Served:
    command = [sys.executable, "-m", "annotate.cli", "serve", "--processes", "1", *words]
    running = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert running.stderr is not None
    line = running.stderr.readline()
    running.stderr.readline()
    address = read_address(folder / ".annotate")
    assert address is not None, line
    return Served(running, address, line)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    served = started(tmp_path, "--port", str(free_port()))
    yield served
    served.process.kill()
    served.process.communicate()


def test_it_answers_whoever_has_the_secret_that_only_its_user_can_read(served: Served, tmp_path: Path) -> None:
    url, secret = served.address.url, served.address.secret
    kept = tmp_path / ".annotate" / "serve.json"

    assert re.match(rf"suggestions by rules \S+ at {re.escape(url)}; stop with ctrl\+c", served.first_line)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert httpx.get(f"{url}/health").status_code == 401
    assert httpx.get(f"{url}/health", auth=("label-studio", secret)).json()["status"] == "UP"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_politely_and_comes_back_with_the_same_secret(served: Served, tmp_path: Path, number: int) -> None:
    os.kill(served.process.pid, number)
    out, err = served.process.communicate(timeout=ENDED_WITHIN_S)

    assert (served.process.returncode, out, err) == (0, "", "0 tasks, 0 without suggestions\n")
    port = free_port()
    again = started(tmp_path, "--port", str(port))
    again.process.terminate()
    out, err = again.process.communicate(timeout=ENDED_WITHIN_S)
    assert again.address == Address(url=f"http://127.0.0.1:{port}", secret=served.address.secret)
    assert again.address.secret not in again.first_line + err


def test_a_taken_port_is_said_and_nothing_kept(served: Served, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()

    said = process("serve", "--port", served.address.url.rpartition(":")[2], cwd=other)

    assert said.code == 1
    assert f"cannot listen at {served.address.url.removeprefix('http://')}" in said.err
    assert not (other / ".annotate" / "serve.json").exists()


def test_the_address_is_shown_without_the_secret() -> None:
    assert "open-sesame" not in repr(Address(url="http://127.0.0.1:9090", secret="open-sesame"))


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (None, "start `annotate serve`, in another terminal"),
        (Address(url="http://127.0.0.1:9", secret="x"), "nothing answers at http://127.0.0.1:9"),
    ],
)
def test_push_live_without_it_sends_nothing(terminal: Terminal, kept: Address | None, said: str) -> None:
    folder = terminal.folder / ".annotate"
    terminal.write("articles.jsonl", msgspec.json.encode({"id": "a", "text": "Prices rose by 3%."}) + b"\n")
    with private_folder(folder):
        write_server(folder, new_server())
    if kept is not None:
        write_address(folder, kept)

    ended = terminal("push articles.jsonl --project demo --live", environment={URL: "http://127.0.0.1:9", KEY: "k"})

    assert ended.code == 1
    assert said in ended.err


def test_a_damaged_address_is_named(terminal: Terminal) -> None:
    terminal.write("serve.json", b"{")

    ended = terminal("serve --folder .")

    assert ended.code == 1
    assert "serve.json: damaged" in ended.err
