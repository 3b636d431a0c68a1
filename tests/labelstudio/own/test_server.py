"""Our own Label Studio, for real: started once, found again, not mistaken for another."""

import os
import stat
import sys
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from annotate.errors import LabelStudioError
from annotate.labelstudio.api.client import connect
from annotate.labelstudio.own import private, server, whereabouts


@pytest.mark.server
def test_starting_again_finds_the_running_server(label_studio: Path):
    told: list[str] = []
    again = server.up(label_studio, report=told.append)

    assert not again.started
    assert not told
    status = server.status(label_studio)
    assert (status.installed, status.alive, status.healthy) == (True, True, True)
    assert status.server == again.server


@pytest.mark.server
def test_only_this_machine_is_listened_to(label_studio: Path):
    port = server.up(label_studio, report=print).server.port
    listening = f":{port:04X}"
    rows = [line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]

    assert {row for row in rows if row.endswith(listening)} == {f"0100007F{listening}"}


@pytest.mark.server
def test_secrets_are_for_the_owner_alone(label_studio: Path):
    own = whereabouts.read_server(label_studio)

    assert own is not None
    assert stat.S_IMODE(label_studio.stat().st_mode) == 0o700
    assert stat.S_IMODE((label_studio / "server.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((label_studio / "server.log").stat().st_mode) == 0o600
    for shown in (repr(own), repr(server.up(label_studio, report=print)), repr(connect(label_studio, {}))):
        assert own.token not in shown
        assert own.password not in shown
    command = Path(f"/proc/{own.pid}/cmdline").read_bytes().decode()
    assert own.password not in command
    assert own.token not in command


def test_server_that_found_its_port_taken_is_followed_to_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Between our look at the port and the start of the server, seconds later, another one may have taken it."""
    folder, told = tmp_path / ".annotate", list[str]()
    says = "*** WARNING! ***\n* Port 1 is in use.\n* Trying to start at 4242"
    python = tmp_path / "python"
    python.write_text(f"#!{sys.executable} -u\nimport time\nprint({says!r})\ntime.sleep(60)\n", "utf-8")
    python.chmod(0o755)
    monkeypatch.setattr(server, "environment_python", lambda _folder, **_: python)
    monkeypatch.setattr(server, "_not_ready", lambda own: "" if own.port == 4242 else "it does not know our token")

    try:
        up = server.up(folder, report=told.append)

        assert up.url == "http://127.0.0.1:4242"
        assert server.running_server(folder) == up.server
        assert told[-1].endswith("was taken meanwhile: using 4242")
    finally:
        assert server.down(folder)


def test_server_that_dies_while_starting_shows_its_last_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Its environment is a Python without Label Studio, so that the process ends at once."""
    folder = tmp_path / ".annotate"
    monkeypatch.setattr(server, "environment_python", lambda _folder, **_: Path(sys.executable))
    monkeypatch.setattr(server, "_environ", lambda _folder, _server: [("PYTHONHOME", "/nowhere")])

    with pytest.raises(LabelStudioError, match=r"ended while it was starting; the end of .*server\.log"):
        server.up(folder, report=print)
    status = server.status(folder)
    assert not status.alive
    assert status.server is not None
    assert not server.down(folder)


def test_only_a_live_server_has_its_guards_open(tmp_path: Path):
    shut = whereabouts.new_server()

    opened = set(server._environ(tmp_path, replace(shut, live=True))) - set(server._environ(tmp_path, shut))

    assert opened == {
        ("LABEL_STUDIO_ML_BLOCK_LOCAL_IP", "false"),
        ("LABEL_STUDIO_SSRF_PROTECTION_ENABLED", "false"),
    }


def test_process_number_of_another_program_is_not_our_server(tmp_path: Path):
    """After a restart of the machine the number may belong to anybody: it is neither trusted nor killed."""
    folder = tmp_path / ".annotate"
    with private.private_folder(folder):
        whereabouts.write_server(
            folder, whereabouts.OwnServer(user="u", password="p", token="t", port=1, pid=os.getpid())
        )

    assert server.running_server(folder) is None
    assert not server.down(folder)


def test_database_without_its_password_is_explained(tmp_path: Path):
    data = whereabouts.data_folder(tmp_path)
    data.mkdir()
    (data / "label_studio.sqlite3").touch()

    with pytest.raises(LabelStudioError, match=r"server\.json with its password is gone"):
        server.up(tmp_path, report=print)


def test_damaged_server_file_is_named(tmp_path: Path):
    (tmp_path / "server.json").write_text("{", encoding="utf-8")

    with pytest.raises(LabelStudioError, match=r"server\.json: damaged"):
        server.status(tmp_path)


@pytest.mark.server
def test_pages_call_nobody_else(label_studio: Path):
    """What a page fetches from the network by way of the server ends on this machine."""
    own = whereabouts.read_server(label_studio)
    assert own is not None
    environ = dict(
        entry.split("=", 1) for entry in Path(f"/proc/{own.pid}/environ").read_text().split("\0") if "=" in entry
    )

    assert environ["HTTPS_PROXY"] == "http://127.0.0.1:9"
    assert environ["LABEL_STUDIO_COLLECT_ANALYTICS"] == "false"
    assert environ["LABEL_STUDIO_SENTRY_DSN"] == ""
    assert httpx.get(own.url + "/heidi-tips", trust_env=False).status_code == httpx.codes.NOT_FOUND
