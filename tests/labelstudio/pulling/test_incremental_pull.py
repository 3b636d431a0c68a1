"""Pulling what changed brings the same as pulling everything, whatever people did in between, and forgets nothing."""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from annotate import store
from annotate.annotations import Article
from annotate.heuristics.preannotate import preannotate
from annotate.labelstudio.api.client import KEY, URL, Client
from annotate.labelstudio.api.signup import add_user
from annotate.labelstudio.pulling.pull import Pulled, Pulling, pull, pulling
from annotate.labelstudio.pulling.refresh import Changes
from annotate.labelstudio.pushing.push import push
from tests.labelstudio.deeds import begin, change, delete_annotation, delete_task
from tests.places import SEEDS
from tests.records import SCHEME
from tests.soak import SOAK, record

NEW = {"id": "n1", "from_name": "span", "to_name": "text", "type": "labels"}
MANY = 6


def marked(start: int) -> list[dict]:
    """A result with one actor over nine signs."""
    return [{**NEW, "value": {"start": start, "end": start + 9, "labels": ["STATE"]}}]


class Place:
    """A corpus on the run's server with a working folder, and people who work on it by chance."""

    def __init__(self, client: Client, second: str, folder: Path, articles: list[Article]) -> None:
        self.client, self.folder, self.name = client, folder, f"i{uuid.uuid4().hex[:12]}"
        self.second = client.acting_as(second)
        self.articles = articles
        pushed = push(articles, self.name, client, SCHEME, passes=SCHEME.passes, folder=folder)
        self.projects = [one.project.info.id for one in pushed]

    def leave(self) -> None:
        """Delete the corpus, so that the lists of those to come stay short."""
        for project in self.projects:
            self.client.delete_project(project)

    def pull(self, *, full: bool = False, folder: Path | None = None) -> Pulled:
        return pull([self.name], self.client, SCHEME, folder=folder or self.folder, full=full)

    def changes(self) -> Changes:
        with pulling([self.name], self.client, SCHEME, folder=self.folder) as brought:
            return brought.changes

    def tasks(self, turn: int = 0) -> list[dict]:
        return self.client.export(self.projects[turn])

    def act(self, chance: random.Random) -> str:
        """Let somebody do something, and say what."""
        turn = chance.randrange(2)
        tasks = self.tasks(turn)
        task = chance.choice(tasks)
        who = chance.choice((self.client, self.second))
        made = [annotation["id"] for annotation in task["annotations"]]
        begun = [draft["id"] for draft in task["drafts"]]
        result = marked(chance.randrange(90)) if turn == 0 else []
        acts: list[tuple[str, Callable[[], object]]] = [
            ("submit", lambda: who.create_annotation(task["id"], result, lead_time=chance.random())),
            ("skip", lambda: who.create_annotation(task["id"], [], lead_time=1.0, skipped=True)),
            ("begin", lambda: begin(who, task["id"], result)),
            ("predict", lambda: predicted(self.client, task, result)),
        ]
        if made:
            one = chance.choice(made)
            acts += [
                ("change", lambda: change(who, one, result)),
                ("delete", lambda: delete_annotation(self.client, one)),
                ("begin to change", lambda: begun_change(who, task["id"], one, result)),
            ]
        if begun:
            some = chance.choice(begun)
            acts += [
                ("go on", lambda: self.client.call("x", "PATCH", f"api/drafts/{some}/", json={"result": result})),
                ("discard", lambda: self.client.call("x", "DELETE", f"api/drafts/{some}/")),
            ]
        if len(tasks) > MANY // 2:
            acts.append(("delete the task", lambda: delete_task(self.client, task["id"])))
        said, act = chance.choice(acts)
        act()
        return f"{said} {task['id']}"


def predicted(client: Client, task: dict, result: list[dict]) -> None:
    prediction = {"task": task["id"], "result": result, "score": 0.5, "model_version": "other"}
    client.import_predictions(task["project"], [prediction])


def begun_change(who: Client, task: int, annotation: int, result: list[dict]) -> None:
    body = {"result": result, "lead_time": 1.0}
    who.call("x", "POST", f"api/tasks/{task}/annotations/{annotation}/drafts", json=body)


def written(pulled: Pulled) -> list[bytes]:
    """Everything as it would be written to files."""
    return [store.dumps(one) for one in (*pulled.articles, *pulled.rejects, pulled.remarks, pulled.counts)]


def there(pulled: Pulled) -> list[bytes]:
    """What a pull that knows nothing of the past would have: all but what was deleted."""
    live = [
        msgspec.structs.replace(a, annotations=tuple(x for x in a.annotations if x.status != "deleted"))
        for a in pulled.articles
    ]
    return [store.dumps(article) for article in live if article.annotations]


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return [preannotate(article, SCHEME) for article in store.load(SEEDS / "articles.jsonl", SCHEME)[:MANY]]


@pytest.fixture(scope="module")
def second(client: Client) -> str:
    return add_user(client, f"{uuid.uuid4().hex[:8]}@localhost.localdomain", uuid.uuid4().hex)


@pytest.fixture
def place(client: Client, second: str, tmp_path: Path, articles: list[Article]) -> Place:
    return Place(client, second, tmp_path / ".annotate", articles)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_pulling_what_changed_is_pulling_everything(
    client: Client, second: str, tmp_path: Path, articles: list[Article]
) -> None:
    times, acts = max(2, SOAK // 4), 0
    for number in range(times):
        place = Place(client, second, tmp_path / f"{number}" / ".annotate", articles)
        acts += worked_and_pulled(place, tmp_path / f"{number}", random.Random(number))
        place.leave()
    record(
        "pulls of what changed beside pulls of everything",
        f"{times} random sequences, {acts} acts of two people in four rounds each: the same bytes every time",
    )


def worked_and_pulled(place: Place, folder: Path, chance: random.Random) -> int:
    """Let people work in four rounds with both kinds of pull after each, and return how often they did something."""
    done: list[str] = []
    for round_ in range(4):
        done += [place.act(chance) for _ in range(chance.randrange(1, 5))]
        some = place.pull()
        copy = folder / f"copy{round_}"
        shutil.copytree(place.folder, copy)

        everything = place.pull(full=True, folder=copy)

        assert (done, written(some)) == (done, written(everything))
    for pulled in (copy / "pulled").iterdir():
        pulled.unlink()
    gone = {article.id for article in some.articles} - {article.id for article in place.pull(folder=copy).articles}
    fresh = there(place.pull(folder=copy))
    assert [line for line in there(some) if msgspec.json.decode(line)["id"] not in gone] == fresh
    return len(done)


def test_a_second_pull_looks_into_nothing_but_what_changed(place: Place) -> None:
    place.pull()
    first, other, *_ = place.tasks()
    place.client.create_annotation(first["id"], marked(3), lead_time=1.0)
    draft = begin(place.client, other["id"], marked(3))

    changes = [place.changes()]
    changes.append(place.changes())
    place.client.call("x", "PATCH", f"api/drafts/{draft}/", json={"result": marked(9)})
    changes.append(place.changes())
    place.client.call("x", "DELETE", f"api/drafts/{draft}/")
    changes += [place.changes(), place.changes()]

    assert changes == [(2, 2, 0), (1, 0, 0), (1, 1, 0), (1, 1, 0), (0, 0, 0)]


def test_what_is_deleted_on_the_server_is_kept_as_deleted(place: Place) -> None:
    first, other, *_ = place.tasks()
    annotation = place.client.create_annotation(first["id"], marked(3), lead_time=1.0)
    place.client.create_annotation(other["id"], marked(3), lead_time=1.0)
    before = place.pull()
    delete_annotation(place.client, annotation)
    delete_task(place.client, other["id"])

    pulled = place.pull()

    statuses = {a.id: [x.status for x in a.annotations if x.role == "person"] for a in pulled.articles}
    spans = [[x.spans for x in a.annotations] for p in (before, pulled) for a in p.articles]
    assert {key: told for key, told in statuses.items() if told} == {
        task["data"]["doc_id"]: ["deleted"] for task in (first, other)
    }
    assert spans[: len(spans) // 2] == spans[len(spans) // 2 :]
    assert [remark for remark in pulled.remarks if "was deleted on the server" in remark] == pulled.remarks != []
    assert (pulled.counts["submitted"], pulled.counts["deleted"]) == (0, 2)


def test_a_pass_that_is_deleted_on_the_server_is_kept_as_deleted(place: Place) -> None:
    place.client.create_annotation(place.tasks(1)[0]["id"], [], lead_time=1.0)
    place.pull()
    place.client.delete_project(place.projects[1])

    pulled = place.pull()

    assert [x.status for a in pulled.articles for x in a.annotations if x.role == "person"] == ["deleted"]


def test_a_draft_that_is_submitted_was_not_deleted(place: Place) -> None:
    task = place.tasks()[0]["id"]
    draft = begin(place.client, task, marked(3))
    place.pull()
    place.client.create_annotation(task, marked(3), lead_time=1.0)
    place.client.call("x", "DELETE", f"api/drafts/{draft}/")

    pulled = place.pull()

    assert [x.status for a in pulled.articles for x in a.annotations if x.role == "person"] == ["submitted"]


def test_a_task_imported_by_hand_is_an_article_by_its_text(place: Place) -> None:
    text = "North Korea said 1,500 boats left."
    lists: dict[str, list[str]] = {key: [] for key in place.tasks()[0]["data"] if key.endswith("_options")}
    (task,) = place.client.import_tasks(place.projects[0], [{"data": {"text": text, **lists}}]).tasks
    place.client.create_annotation(
        task, [{**NEW, "value": {"start": 0, "end": 11, "labels": ["STATE"]}}], lead_time=1.0
    )

    pulled = place.pull()

    (made,) = (article for article in pulled.articles if article.text == text)
    assert made.id == hashlib.sha256(text.encode()).hexdigest()[:16]
    assert [[span.text for span in x.spans] for x in made.annotations] == [["North Korea"]]
    assert (pulled.rejects, ["imported by hand" in remark for remark in pulled.remarks]) == ([], [True])


def test_what_a_person_writes_into_the_field_of_rules_is_no_rule_and_is_said(place: Place) -> None:
    task = place.tasks()[0]
    first, *suggested = (item for item in task["predictions"][0]["result"] if item["from_name"] == "span")
    edited = {**first, "meta": {"text": f"{first['meta']['text'][0]} is my rule"}}  # the page makes one line of them
    drawn = {**marked(3)[0], "meta": {"text": ["made up"]}}
    place.client.create_annotation(task["id"], [edited, *suggested, drawn], lead_time=1.0)

    pulled = place.pull()

    (article,) = (a for a in pulled.articles if a.id == task["data"]["doc_id"])
    machine, person = article.annotations
    rules = {span.id: span.rules for span in machine.spans}
    assert {span.id: span.rules for span in person.spans} == {span.id: rules.get(span.id, ()) for span in person.spans}
    assert [
        (edited["meta"]["text"] in said, "'made up'" in said) for said in pulled.remarks if "is not kept" in said
    ] == [
        (True, False),
        (False, True),
    ]


def test_articles_read_while_others_come_are_those_that_are_read_in_the_end(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for turn in (0, 1):
        first, *_, last = place.tasks(turn)
        place.client.import_tasks(place.projects[turn], [{"data": first["data"]}])  # the same article, batches later
        for task, label in ((first, "FOO"), (last, "STATE"), (place.tasks(turn)[-1], "STATE")):
            bad = {**NEW, "value": {"start": 3, "end": 12, "labels": [label]}, "meta": {"text": ["made up"]}}
            place.client.create_annotation(task["id"], [bad], lead_time=3.0)
    monkeypatch.setattr("annotate.labelstudio.pulling.refresh.BATCH", 2)
    folders = [tmp_path / name for name in ("ahead", "after")]
    for folder in folders:
        shutil.copytree(place.folder, folder)

    ahead = place.pull(folder=folders[0])
    monkeypatch.setattr(Pulling, "read_ahead", lambda *_: None)
    after = place.pull(folder=folders[1])

    assert written(ahead) == written(after)
    assert len(ahead.rejects) > 1
    assert len(ahead.remarks) > 0


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_a_pull_that_was_killed_and_run_again_leaves_the_files_of_an_undisturbed_one(
    place: Place, tmp_path: Path
) -> None:
    bad = [{**NEW, "value": {"start": 31, "end": 58, "labels": ["FOO"]}}]
    environ = {**os.environ, URL: place.client.url, KEY: place.client._key}
    command = [sys.executable, "-m", "annotate.cli", "pull", place.name]
    chance, times, took, amidst = random.Random(SOAK), max(2, SOAK // 2), 0.0, 0

    def run(folder: Path) -> dict[str, bytes]:
        done = subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=False)
        assert done.returncode == 1, done.stderr  # there is a reject
        return {file.name: file.read_bytes() for file in sorted((folder / "exports").iterdir())}

    for number in range(times):
        for _ in range(6 if number == 0 else 1):
            place.act(chance)
        place.client.create_annotation(place.tasks()[0]["id"], bad, lead_time=3.0)
        calm, disturbed = tmp_path / f"calm{number}", tmp_path / f"disturbed{number}"
        for folder in (calm, disturbed):
            shutil.copytree(place.folder, folder / ".annotate")
        began = time.monotonic()
        wanted = run(calm)
        took = time.monotonic() - began
        moment = chance.uniform(0, took)
        killed = subprocess.Popen(
            command, cwd=disturbed, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(moment)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        amidst += killed.returncode == -signal.SIGKILL and (disturbed / ".annotate" / "pulled").exists()

        assert run(disturbed) == wanted, f"killed after {moment:.3f} s"
    record(
        "kill -9 of pull and a rerun",
        f"{times} random moments of {took:.1f} s, {amidst} of them amid its work: every file as after an undisturbed pull",
    )
