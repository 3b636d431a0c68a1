"""Articles imported by hand get suggestions from a real server that asks a real ML backend, in a real browser too."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import msgspec
import pytest
from playwright.sync_api import BrowserContext

from annotate import store
from annotate.annotations import article_id
from annotate.errors import LabelStudioError
from annotate.heuristics.version import rules_version
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.api.projects import Found, Project, ensure, found
from annotate.labelstudio.live.backend import answered
from annotate.labelstudio.live.listening import listening
from annotate.labelstudio.live.registration import TITLE, Address, backends, register, unregister, write_address
from annotate.labelstudio.live.serving import serving
from annotate.labelstudio.own import server
from annotate.labelstudio.own.whereabouts import read_server
from annotate.labelstudio.page.config import label_config
from annotate.labelstudio.page.controls import TEXT
from annotate.labelstudio.results.regions import regions
from annotate.labelstudio.results.tasks import DOC_ID
from tests.cli.terminal import process
from tests.labelstudio.labelling_page import LabellingPage
from tests.records import SCHEME

pytestmark = pytest.mark.server

ACTORS, STANCE = SCHEME.passes
EMPTY: dict[str, list[str]] = {"entity_options": [], "country_options": [], "holder_options": []}
WORDS = "😀 Prices rose by 3.2% in May, the finance ministry said,\r\ndenying that more than 40 depots had closed."
SECRET = "open-sesame"
COMPLETED_WITHIN_S = 120.0


class Serving(NamedTuple):
    address: Address
    told: list[str]


@pytest.fixture(scope="module")
def live(label_studio: Path) -> Iterator[Serving]:
    """A backend that the run's server may call."""
    server.up(label_studio, live=True, report=print)
    told: list[str] = []
    with (
        serving(label_studio, {}, processes=2, report=told.append) as backend,
        listening(backend.routes(), secret=SECRET) as url,
    ):
        address = Address(url=url, secret=SECRET)
        write_address(label_studio, address)
        yield Serving(address, told)


@pytest.fixture
def made(client: Client) -> Callable[..., Project]:
    return lambda shown=ACTORS: ensure(client, f"t{uuid4().hex[:12]}", shown, SCHEME)


@pytest.fixture
def project(client: Client, live: Serving, made: Callable[..., Project]) -> Project:
    fresh = made()
    register(client, fresh.info.id, live.address)
    return fresh


def imported(client: Client, project: Project | Found, *texts: Any) -> list[int]:
    return client.import_tasks(project.info.id, [{"data": {TEXT: text, "title": "", **EMPTY}} for text in texts]).tasks


def completed(client: Client, project: Project | Found) -> bool:
    """Say whether each task has what a pushed one has; wait for it."""
    until = time.monotonic() + COMPLETED_WITHIN_S
    while not all(task.data.get(DOC_ID) for task in client.tasks(project.info.id)):
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


def opened(client: Client, task: int) -> dict[str, Any]:
    told: dict[str, Any] = client.call("open a task", "GET", f"api/tasks/{task}/")
    return told


def retrieve(client: Client, project: Project) -> None:
    """Do what Actions > Retrieve Predictions does for all tasks."""
    wanted = {"selectedItems": {"all": True, "excluded": []}, "project": str(project.info.id)}
    params = {"id": "retrieve_tasks_predictions", "project": project.info.id}
    client.call("retrieve predictions", "POST", "api/dm/actions", params=params, json=wanted)


def expected(shown: Any = ACTORS, text: str = WORDS) -> dict[str, Any]:
    task = {"data": {TEXT: text, **EMPTY}}
    (bare,) = answered([task], label_config(SCHEME, shown))
    (complete,) = answered([{"data": task["data"] | bare.lists}], label_config(SCHEME, shown))
    return complete.prediction


@pytest.mark.parametrize("shown", SCHEME.passes, ids=lambda shown: shown.name)
def test_a_task_imported_by_hand_is_opened_with_suggestions_and_lists(
    client: Client, live: Serving, made: Callable[..., Project], shown: Any
) -> None:
    fresh = made(shown)
    register(client, fresh.info.id, live.address)
    (number,) = imported(client, fresh, WORDS)
    assert completed(client, fresh)

    task = opened(client, number)

    (prediction,) = task["predictions"]
    assert prediction["result"] == expected(shown)["result"]
    assert prediction["model_version"] == rules_version()
    assert task["data"][TEXT] == WORDS
    assert [option["value"] for option in task["data"]["entity_options"]] == ["finance ministry"]
    assert task["data"][DOC_ID]


def test_opening_a_task_again_asks_for_nothing_new(client: Client, project: Project) -> None:
    (number,) = imported(client, project, WORDS)
    opened(client, number)

    assert len(opened(client, number)["predictions"]) == 1


def test_predictions_for_all_tasks_are_retrieved_in_one_go(client: Client, project: Project, live: Serving) -> None:
    texts = [f"Article {n}. {WORDS}" for n in range(40)]
    numbers = imported(client, project, *texts[:20], "", *texts[20:])
    live.told.clear()

    retrieve(client, project)

    tasks = {task.id: task.total_predictions for task in client.tasks(project.info.id)}
    assert tasks == dict.fromkeys(numbers, 1) | {numbers[20]: 0}
    assert live.told == [f"1 of 41 tasks got no suggestions: task {numbers[20]}: data.text is empty"]


def test_hostile_articles_do_not_disturb_each_other(client: Client, project: Project) -> None:
    texts = ["", "a" * 300_000, "<b>5%</b> {{text}} $text", "\u202e5%\u202c of 👩‍👩‍👧", WORDS]
    numbers = imported(client, project, *texts)

    retrieve(client, project)

    exported = {task["id"]: task for task in client.export(project.info.id)}
    assert [len(exported[number]["predictions"]) for number in numbers] == [0, 1, 1, 1, 1]
    for number, text in zip(numbers[1:], texts[1:], strict=True):
        assert exported[number]["data"][TEXT] == text
        for item in exported[number]["predictions"][0]["result"]:
            value = item["value"]
            assert (
                "text" not in value or item["type"] != "labels" or value["text"] == text[value["start"] : value["end"]]
            )


def test_where_a_person_draws_the_page_is_told_what_lies_there(client: Client, project: Project) -> None:
    (number,) = imported(client, project, WORDS)
    (row,) = backends(client, project.info.id)
    start = WORDS.index("3.2%")
    drawn = {"result": [{"value": {"start": start, "end": start + 4, "labels": ["QUANTITY"]}}]}

    asked = {"task": number, "context": drawn}
    answer = client.call("ask while drawing", "POST", f"api/ml/{row['id']}/interactive-annotating", json=asked)

    assert [region.id for region in regions(answer["data"]["result"]).regions.values()] == [
        f"quantity-{start}-{start + 4}"
    ]


def test_the_server_may_ask_for_versions_and_for_training(client: Client, project: Project) -> None:
    (row,) = backends(client, project.info.id)

    versions = client.call("list versions", "GET", f"api/ml/{row['id']}/versions")
    client.call("train", "POST", f"api/ml/{row['id']}/train", json={})

    assert versions == {"versions": [rules_version()]}
    assert backends(client, project.info.id)[0]["readable_state"] in {"Training", "Connected"}


def test_registering_twice_is_registering_once(client: Client, project: Project, live: Serving) -> None:
    before = [(row["id"], row["title"], row["url"]) for row in backends(client, project.info.id)]

    register(client, project.info.id, live.address)

    assert [(row["id"], row["title"], row["url"]) for row in backends(client, project.info.id)] == before
    assert before == [(before[0][0], TITLE, live.address.url)]


def test_the_backend_is_told_of_imports_and_of_nothing_else(client: Client, project: Project, live: Serving) -> None:
    hooks = client.call("list webhooks", "GET", "api/webhooks/", params={"project": project.info.id})

    told = [(hook["url"], hook["actions"], hook["send_for_all_actions"]) for hook in hooks]
    assert told == [(f"{live.address.url}/webhook", ["TASKS_CREATED"], False)]


def test_a_task_from_before_the_backend_is_opened_with_names_in_the_fields_for_new_actors(
    client: Client, live: Serving, made: Callable[..., Project]
) -> None:
    fresh = made()
    (number,) = imported(client, fresh, WORDS)
    register(client, fresh.info.id, live.address)

    task = opened(client, number)

    (prediction,) = task["predictions"]
    typed = [item["value"]["text"] for item in prediction["result"] if item["from_name"] == "entity_new"]
    assert typed == [["finance ministry"]]
    assert task["data"][DOC_ID]


def test_a_backend_that_moved_is_registered_in_place_of_itself(client: Client, project: Project, live: Serving) -> None:
    moved = msgspec.structs.replace(live.address, url=live.address.url.replace("127.0.0.1", "localhost"))

    register(client, project.info.id, moved)

    assert [row["url"] for row in backends(client, project.info.id)] == [moved.url]


def test_a_backend_taken_out_leaves_its_predictions(client: Client, project: Project, live: Serving) -> None:
    (number,) = imported(client, project, WORDS)
    opened(client, number)

    assert unregister(client, project.info.id, live.address)
    assert not unregister(client, project.info.id, live.address)
    assert backends(client, project.info.id) == []
    assert [task.total_predictions for task in client.tasks(project.info.id)] == [1]


def test_with_a_wrong_secret_nothing_is_registered(client: Client, live: Serving, made: Callable[..., Project]) -> None:
    fresh = made()
    wrong = msgspec.structs.replace(live.address, secret="guessed")

    with pytest.raises(LabelStudioError, match="refused to make an ML backend") as caught:
        register(client, fresh.info.id, wrong)

    assert "guessed" not in str(caught.value)
    assert backends(client, fresh.info.id) == []


def test_an_address_that_nothing_serves_leaves_no_half_made_row(client: Client, made: Callable[..., Project]) -> None:
    fresh = made()

    with pytest.raises(LabelStudioError, match="refused to make an ML backend"):
        register(client, fresh.info.id, Address(url="http://127.0.0.1:9", secret=SECRET))

    assert backends(client, fresh.info.id) == []


def test_an_article_imported_by_hand_goes_the_whole_way(
    client: Client, live: Serving, label_studio: Path, tmp_path: Path
) -> None:
    """Push registers, a person works on what the server was given by hand, pull brings it back."""
    name, folder = f"t{uuid4().hex[:12]}", str(label_studio)
    (tmp_path / "articles.jsonl").write_text('{"id": "a", "text": "Sales fell by 5%."}\n')
    pushed = process("push", "articles.jsonl", "--project", name, "--live", "--folder", folder, cwd=tmp_path)
    assert f"suggestions from {live.address.url}" in pushed.err
    project = found(client, name, SCHEME)[0]
    (number,) = imported(client, project, WORDS)
    assert completed(client, project)
    suggestion = opened(client, number)["predictions"][0]
    client.create_annotation(number, suggestion["result"], lead_time=9.0, parent_prediction=suggestion["id"])

    ended = process("pull", name, "--folder", folder, "-o", "pulled.jsonl", cwd=tmp_path)

    assert ended.code == 0, ended.err
    article = next(a for a in store.load(tmp_path / "pulled.jsonl", SCHEME) if a.id == article_id(WORDS))
    assert article.text == WORDS
    machine, person = article.annotations
    assert [span.text for span in person.spans] == ["3.2%", "the finance ministry", "more than 40 depots"]
    assert (machine.role, person.role, person.parent) == ("machine", "person", machine.id)
    assert machine.version == rules_version()


@pytest.mark.usefixtures("live")
def test_a_server_started_live_says_so_until_it_is_stopped(label_studio: Path, tmp_path: Path) -> None:
    said = process("up", "--folder", str(label_studio), cwd=tmp_path)

    assert "is already up at" in said.err
    assert "it may call private addresses (--live), and listens on 127.0.0.1 only" in said.err
    own = read_server(label_studio)
    assert own is not None
    assert own.live


@pytest.mark.browser
def test_in_the_browser_an_article_imported_by_hand_shows_its_suggestions(
    client: Client, project: Project, visitor: BrowserContext
) -> None:
    imported(client, project, WORDS)
    assert completed(client, project)
    sent = regions(expected()["result"]).regions

    page = LabellingPage(visitor, project.link)
    try:
        page.begin(len(sent))
        page.keep_picture("live-page")
        drawn = {number: len(places) for number, places in page.places().items()}
        page.select(next(number for number in sent if number.startswith("org-")))
        assert drawn == {region.id: region.value["end"] - region.value["start"] for region in sent.values()}
        assert page.fields()["entity"] == ["finance ministry"]
    finally:
        page.close()
