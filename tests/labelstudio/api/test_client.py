"""What a client asks of a real server, and what goes wrong, said in a sentence."""

import json
import socket
import subprocess
import sys
from contextlib import suppress
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
from annotate.labelstudio.own import environment, whereabouts
from annotate.labelstudio.page.config import label_config
from annotate.labelstudio.page.instructions import instructions
from tests.labelstudio.deeds import begin
from tests.records import SCHEME

TEXT = "OSLO: Ana Ruiz 🙂 said two ships left."
PASSWORD = "only-for-this-test-1"


@pytest.fixture(scope="module")
def project(client: Client):
    """A project of the quantities page with three tasks, and a prediction on the first."""
    shown = SCHEME.cut(("quantities",))
    made = client.create_project(f"test {uuid4().hex[:8]}", label_config(SCHEME, shown), instructions(SCHEME, shown))
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
    client.call("revoke a token", "POST", "api/token/blacklist", json={"refresh": token})  # a user has one at a time


@pytest.mark.server
def test_export_loses_nothing(client: Client, project):
    """Tasks nobody annotated, skips, everybody's drafts, drafts of annotations, whole predictions, ids and e-mails."""
    made, ids = project
    people = [client.acting_as(add_user(client, f"{name}@localhost.localdomain", PASSWORD)) for name in ("ann", "ben")]
    key = str(uuid4())
    done = people[0].create_annotation(ids[0], [span("x", 20, 29)], lead_time=4.5, unique_id=key)
    people[1].create_annotation(ids[0], [], skipped=True)
    begin(people[1], ids[1], [span("y", 20, 23)], lead_time=2)
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
