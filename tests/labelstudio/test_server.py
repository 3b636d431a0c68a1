"""Our own Label Studio, for real: started once, found again, not mistaken for another; and what its client says."""

import json
import os
import socket
import stat
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Thread
from uuid import uuid4

import httpx
import pytest

from annotate.errors import LabelStudioError
from annotate.labelstudio.api.client import Client, connect
from annotate.labelstudio.api.http import detail, http_client
from annotate.labelstudio.api.predictions import clear, stored
from annotate.labelstudio.api.signup import add_user
from annotate.labelstudio.own import environment, private, server, whereabouts
from annotate.labelstudio.own.ports import claimed_port
from annotate.labelstudio.page.config import label_config
from annotate.labelstudio.page.instructions import instructions
from annotate.scheme import load_scheme

TEXT = "OSLO: Ana Ruiz 🙂 said two ships left."
PASSWORD = "only-for-this-test-1"


@pytest.fixture(scope="module")
def project(client: Client):
    """A project of the quantities page with three tasks, and a prediction on the first."""
    scheme = load_scheme()
    shown = scheme.cut(("quantities",))
    made = client.create_project(f"test {uuid4().hex[:8]}", label_config(scheme, shown), instructions(scheme, shown))
    tasks = [{"data": {"text": TEXT, "title": f"article {n}"}} for n in range(3)]
    ids = client.import_tasks(made.id, tasks).tasks
    client.import_predictions(
        made.id, [{"task": ids[0], "result": [span("quantity-20-29", 20, 29)], "score": 0.5, "model_version": "v1"}]
    )
    yield made, ids
    client.delete_project(made.id)


def span(name: str, start: int, end: int) -> dict[str, object]:
    value = {"start": start, "end": end, "text": TEXT[start:end], "labels": ["QUANTITY"]}
    return {"id": name, "from_name": "span", "to_name": "text", "type": "labels", "value": value}


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

    assert [row for row in rows if row.endswith(listening)] == [f"0100007F{listening}"] or all(
        row.startswith("0100007F") for row in rows if row.endswith(listening)
    )


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


@pytest.mark.server
def test_server_says_who_we_are(client: Client, label_studio: Path):
    own = whereabouts.read_server(label_studio)

    assert own is not None
    assert client.whoami().email == own.user
    assert client.version() == environment.VERSION


@pytest.mark.server
@pytest.mark.filterwarnings("ignore:The `parse_obj` method:DeprecationWarning")  # the SDK's own
def test_personal_access_token_is_a_key_too(client: Client):
    token = client.call("make a token", "POST", "api/token/")["token"]

    assert Client(client.url, token).whoami() == client.whoami()


@pytest.mark.server
def test_export_loses_nothing(client: Client, project):
    """Tasks nobody annotated, skips, everybody's drafts, drafts of annotations, whole predictions, ids and e-mails."""
    made, ids = project
    people = [client.acting_as(add_user(client, f"{name}@localhost.localdomain", PASSWORD)) for name in ("ann", "ben")]
    key = str(uuid4())
    done = people[0].create_annotation(ids[0], [span("x", 20, 29)], lead_time=4.5, unique_id=key)
    people[1].create_annotation(ids[0], [], skipped=True)
    people[1].create_draft(ids[1], [span("y", 20, 23)], lead_time=2)
    path = f"api/tasks/{ids[0]}/annotations/{done}/drafts"
    body = {"result": [span("z", 24, 29)], "lead_time": 1}
    people[0].call("keep a draft", "POST", path, json=body)

    first, second, third = client.export(made.id)

    assert [task["id"] for task in (first, second, third)] == ids
    annotations = {one["completed_by"]["email"]: one for one in first["annotations"]}
    ann, ben = annotations["ann@localhost.localdomain"], annotations["ben@localhost.localdomain"]
    assert (ann["id"], ann["unique_id"], ann["lead_time"], ann["result"]) == (done, key, 4.5, [span("x", 20, 29)])
    assert ben["was_cancelled"]
    assert [(one["annotation"], one["result"]) for one in first["drafts"]] == [(done, [span("z", 24, 29)])]
    assert [(one["user"], one["result"]) for one in second["drafts"]] == [
        ("ben@localhost.localdomain", [span("y", 20, 23)])
    ]
    assert first["predictions"][0]["result"] == [span("quantity-20-29", 20, 29)]
    assert third["annotations"] == third["drafts"] == []
    assert third["data"]["text"] == TEXT
    touched = {task.id: (task.total_annotations, task.drafts) for task in client.tasks(made.id)}
    assert touched == {ids[0]: (2, 1), ids[1]: (0, 1), ids[2]: (0, 0)}
    with pytest.raises(LabelStudioError, match=r"status 409"):
        people[0].create_annotation(ids[0], [], unique_id=key)


@pytest.mark.server
def test_predictions_are_counted_shown_and_taken_back(client: Client, project):
    made, ids = project
    client.import_predictions(made.id, [{"task": ids[2], "result": [], "score": 0.1, "model_version": "v2"}])
    client.set_model_version(made.id, "v2")

    assert client.model_versions(made.id) == {"v1": 1, "v2": 1}
    assert [one.model_version for one in stored(client, made.id, [ids[2]])[ids[2]]] == ["v2"]
    assert client.project_settings(made.id)["model_version"] == "v2"
    clear(client, made.id, [ids[2]])
    assert stored(client, made.id, [ids[2]]) == {}


@pytest.mark.server
def test_views_and_task_data(client: Client, project):
    made, ids = project
    view = client.create_view(made.id, "Articles", {"ordering": ["tasks:id"]})

    assert (view, "Articles") in [(one.id, one.title) for one in client.views(made.id)]
    client.patch_task_data(ids[2], {"text": TEXT, "title": "other"})
    assert {task.id: task.data["title"] for task in client.tasks(made.id)}[ids[2]] == "other"


@pytest.mark.server
def test_refusals_are_sentences_without_the_key(client: Client, label_studio: Path, project):
    own = whereabouts.read_server(label_studio)
    made, _ = project
    wrong = Client(client.url, "0" * 40)
    asked = {
        r"whose key .*status 401.*; the key is wrong": wrong.whoami,
        r"show project 999999 \(status 404\)": lambda: client.project_config(999999),
        r"no server answers at http://127\.0\.0\.1:9 .*annotate up": Client("http://127.0.0.1:9", "x").whoami,
        r"web page": Client(client.url + "/nothing", "x").whoami,
        r"label_config": lambda: client.create_project("broken page", "<View>", ""),
        r'"text" key is expected': lambda: client.import_tasks(made.id, [{"data": {}}]),
        r"8.128 characters": lambda: add_user(client, "eve@localhost.localdomain", "short"),
    }
    for pattern, call in asked.items():
        with pytest.raises(LabelStudioError, match=pattern) as raised:
            call()
        assert own is not None
        assert own.token not in str(raised.value)
        assert "0" * 40 not in str(raised.value)
        assert "Cookie" not in str(raised.value)


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"LABEL_STUDIO_URL": "http://x.test"}, "LABEL_STUDIO_API_KEY is not"),
        ({"LABEL_STUDIO_API_KEY": "abc"}, "LABEL_STUDIO_URL is not"),
        ({"LABEL_STUDIO_URL": "x.test", "LABEL_STUDIO_API_KEY": "abc"}, "is no address"),
        ({"LABEL_STUDIO_URL": "http://a:b@x.test", "LABEL_STUDIO_API_KEY": "abc"}, "must not hold"),
        ({"LABEL_STUDIO_URL": "http://x.test", "LABEL_STUDIO_API_KEY": "sécret"}, "no key has"),
        ({}, "`annotate up` starts one"),
    ],
)
def test_connecting_says_what_is_missing(tmp_path: Path, environ: dict[str, str], said: str):
    with pytest.raises(LabelStudioError, match=said) as raised:
        connect(tmp_path, environ)
    assert "sécret" not in str(raised.value)


def test_taken_port_gives_way_and_is_told():
    told: list[str] = []
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with claimed_port(port, report=told.append) as free:
            assert free > port

    assert told == [f"port {port} is taken: using {free}"]


def test_servers_that_start_at_the_same_time_take_different_ports():
    """Neither listens yet, so that the port alone tells nothing."""
    with claimed_port(23_456, report=print) as first:
        with claimed_port(first, report=print) as second:
            assert second > first
        with claimed_port(second, report=print) as third:
            assert third == second


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


def test_half_made_environment_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Only the mark that is written last makes an environment; the installer is stood in for."""
    monkeypatch.delenv(environment.REUSE, raising=False)
    venv = environment.environment_folder(tmp_path)
    (venv / "bin").mkdir(parents=True)
    (venv / "leftover").touch()
    told: list[str] = []

    def install(_command: list[str]) -> None:
        record = venv / f"lib/python3.11/site-packages/label_studio-{environment.VERSION}.dist-info/RECORD"
        record.parent.mkdir(parents=True, exist_ok=True)
        record.touch()

    monkeypatch.setattr(environment, "_run", install)
    for _ in range(2):
        assert environment.environment_python(tmp_path, report=told.append) == venv / "bin" / "python"
    assert not (venv / "leftover").exists()
    assert len(told) == 2, "made once: half-made, then installing"


def test_failed_installation_says_the_installers_last_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(environment.REUSE, raising=False)
    monkeypatch.setattr(
        environment, "_commands", lambda _venv: [[sys.executable, "-c", "raise SystemExit('no index')"]]
    )

    with pytest.raises(LabelStudioError, match=r"(?s)cannot be installed.*no index.*python3-venv"):
        environment.environment_python(tmp_path, report=print)
    assert not environment.is_complete(environment.environment_folder(tmp_path))


def test_reused_environment_must_have_label_studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(environment.REUSE, str(tmp_path))

    with pytest.raises(LabelStudioError, match="there is no label-studio"):
        environment.environment_python(tmp_path, report=print)


def test_servers_answer_is_cut_to_its_reasons():
    body = {"detail": "Validation error", "validation_errors": {"title": ["too short", "odd"]}, "exc_info": None}

    assert detail(body) == "Validation error; title: too short, odd"
    assert "web page" in detail("<!DOCTYPE html><html>" + "x" * 10_000)
    assert len(detail(json.dumps(["y" * 10_000]))) < 700


def test_a_connection_to_this_machine_is_not_used_twice_and_one_to_elsewhere_is(monkeypatch: pytest.MonkeyPatch):
    """A Label Studio of this machine answers three times as fast on a fresh connection."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url, came = f"http://127.0.0.1:{listening.getsockname()[1]}", list[int]()
        Thread(target=_answering, args=(listening, came), daemon=True).start()
        with http_client(url) as near:
            codes = [near.get(url).status_code for _ in range(3)]
        monkeypatch.setattr("annotate.labelstudio.api.http._is_loopback", lambda _: False)
        with http_client(url) as far:
            codes += [far.get(url).status_code for _ in range(3)]

    assert codes == [httpx.codes.NO_CONTENT] * 6
    assert came == [1, 1, 1, 3]


def _answering(listening: socket.socket, came: list[int]) -> None:
    """Answer whatever is asked, and count the requests of each connection."""
    with suppress(OSError):  # it is closed at the end
        while True:
            connection, _ = listening.accept()
            came.append(0)
            while connection.recv(4096):
                came[-1] += 1
                connection.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
            connection.close()


def test_clean_import_is_light():
    """The SDK takes a second to import: it waits until something is asked of a server."""
    code = "import sys, annotate.labelstudio.api.client; sys.exit('label_studio_sdk' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


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
