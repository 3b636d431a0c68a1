"""What a second push may do to what is there: newer suggestions, suggestions taken back, doubles, all around people's work."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from annotate.annotations import Article
from annotate.errors import LabelStudioError
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.api.predictions import exchange
from annotate.labelstudio.api.projects import found
from annotate.labelstudio.api.records import TaskInfo
from annotate.labelstudio.memory.lock import alone
from annotate.labelstudio.pushing.plan import Plan, planned
from annotate.labelstudio.pushing.push import Pushed, applied, push
from annotate.labelstudio.pushing.withdrawal import withdraw, withdrawal
from annotate.labelstudio.results.tasks import DOC_ID
from tests.labelstudio.deeds import begin
from tests.labelstudio.on_server import OnServer
from tests.records import SCHEME, record

FIRST = msgspec.structs.replace(record("[Peru|STATE entity=Peru] raised [3%|QUANTITY value=3]."), id="first")
OTHER = msgspec.structs.replace(record("[Chile|STATE entity=Chile] sold [40 ships|QUANTITY value=40]."), id="other")


def newer(article: Article, version: str = "rules-2", **changes: Any) -> Article:
    """The article with the suggestion of newer rules."""
    suggestion = msgspec.structs.replace(article.annotations[0], version=version, **changes)
    return msgspec.structs.replace(article, annotations=(suggestion,))


class Corpus(OnServer):
    """Two articles on the server; the calls act on the pass of actors and quantities."""

    @property
    def project(self) -> int:
        return found(self.client, self.name, SCHEME)[0].info.id

    def tasks(self) -> dict[str, dict[str, Any]]:
        return {task["data"][DOC_ID]: task for task in self.client.export(self.project)}

    def plan(self, *articles: Article, folder: Path | None = None) -> Plan:
        where = folder or self.folder
        return planned(articles, self.name, self.client, SCHEME, passes=SCHEME.passes[:1], folder=where)[0]

    def push(self, *articles: Article, folder: Path | None = None, refresh: bool = False) -> Pushed:
        where, passes = folder or self.folder, SCHEME.passes[:1]
        return push(articles, self.name, self.client, SCHEME, passes=passes, folder=where, refresh=refresh)[0]

    def work_on(self, article: str) -> None:
        task = self.tasks()[article]
        (shown,) = task["predictions"]
        self.client.create_annotation(task["id"], shown["result"][:1], lead_time=5.0, parent_prediction=shown["id"])

    def suggestions(self) -> dict[str, list[str]]:
        return {doc: [one["model_version"] for one in task["predictions"]] for doc, task in self.tasks().items()}


@pytest.fixture
def corpus(client: Client, tmp_path: Path) -> Corpus:
    return Corpus(client, tmp_path, [FIRST, OTHER])


def told(plan: Plan) -> dict[str, tuple[str, list[str]]]:
    return {step.article.id: (step.fate, [str(change) for change in step.changes]) for step in plan.steps}


def test_a_plan_says_of_each_article_what_changed(corpus: Corpus) -> None:
    corpus.work_on("first")
    renamed = msgspec.structs.replace(OTHER.annotations[0].entities[0], name="Chili")

    assert told(corpus.plan(FIRST, OTHER)) == {"first": ("touched", []), "other": ("unchanged", [])}
    assert told(corpus.plan(newer(FIRST), newer(OTHER, scheme="9.9"))) == {
        "first": ("touched", ["rules rules-1 -> rules-2"]),
        "other": ("changed", ["rules rules-1 -> rules-2", "scheme none -> 9.9"]),
    }
    assert told(corpus.plan(newer(OTHER, "rules-1", entities=(renamed,)))) == {
        "other": ("changed", ["suggestions", "lists"])
    }


def test_a_plan_is_json_that_names_every_article(corpus: Corpus) -> None:
    extra = msgspec.structs.replace(FIRST, id="extra")

    plan = corpus.plan(newer(FIRST), extra).described()

    task = corpus.tasks()["first"]["id"]
    change = {"what": "rules", "before": "rules-1", "after": "rules-2"}
    assert plan == {
        "project": corpus.project,
        "page": "current",
        "counts": {"new": 1, "changed": 1, "unchanged": 0, "touched": 0, "orphaned": 1},
        "articles": [
            {"id": "first", "fate": "changed", "task": task, "changes": [change]},
            {"id": "extra", "fate": "new"},
        ],
        "orphaned": ["other"],
        "doubled": [],
    }


def test_a_page_opened_before_suggestions_were_exchanged_can_still_be_submitted(corpus: Corpus) -> None:
    task = corpus.tasks()["first"]
    opened_with = task["predictions"][0]

    corpus.push(newer(FIRST))
    corpus.client.create_annotation(
        task["id"], opened_with["result"], lead_time=9.0, parent_prediction=opened_with["id"]
    )

    assert corpus.suggestions()["first"] == ["rules-2"]


def test_a_newer_suggestion_beside_a_persons_work_alters_neither_it_nor_their_draft(corpus: Corpus) -> None:
    corpus.work_on("first")
    begin(corpus.client, corpus.tasks()["other"]["id"], [])
    before = corpus.tasks()

    done = corpus.push(newer(FIRST), newer(OTHER), refresh=True)
    again = corpus.push(newer(FIRST), newer(OTHER), refresh=True)

    after = corpus.tasks()
    assert (done.counts["refreshed"], again.counts["refreshed"]) == (2, 0)
    assert corpus.suggestions() == {"first": ["rules-1", "rules-2"], "other": ["rules-1", "rules-2"]}
    for doc, task in before.items():
        for kept in ("annotations", "drafts", "data"):
            assert after[doc][kept] == task[kept]
        assert task["predictions"][0] in after[doc]["predictions"]


def test_work_is_still_compared_with_what_was_shown_after_newer_suggestions_came_beside_it(corpus: Corpus) -> None:
    corpus.work_on("first")
    corpus.push(newer(FIRST), refresh=True)

    (suggestion,) = (a for x in corpus.pull().articles if x.id == "first" for a in x.annotations if a.role == "machine")

    assert suggestion.version == "rules-1"


def test_without_being_asked_a_push_leaves_what_people_touched(corpus: Corpus) -> None:
    corpus.work_on("first")
    corpus.push(newer(FIRST), newer(OTHER))
    assert corpus.suggestions() == {"first": ["rules-1"], "other": ["rules-2"]}


def test_what_is_withdrawn_is_gone_where_nobody_worked_and_a_push_brings_it_back(corpus: Corpus) -> None:
    corpus.work_on("first")
    before = corpus.tasks()["first"]

    (plan,) = withdrawal(corpus.name, corpus.client, SCHEME, passes=SCHEME.passes[:1])
    planned_only = corpus.suggestions()
    withdraw([plan], corpus.client)

    assert plan.counts == {"withdrawn": 1, "bare": 0, "touched": 1}
    assert planned_only == {"first": ["rules-1"], "other": ["rules-1"]}
    assert corpus.suggestions() == {"first": ["rules-1"], "other": []}
    assert corpus.tasks()["first"] == before
    assert corpus.push(FIRST, OTHER).counts["changed"] == 1
    assert corpus.suggestions() == {"first": ["rules-1"], "other": ["rules-1"]}


def test_what_is_withdrawn_comes_back_although_the_server_has_not_noticed_that_it_is_gone(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    withdraw(withdrawal(corpus.name, corpus.client, SCHEME, passes=SCHEME.passes[:1]), corpus.client)
    whole = corpus.client.tasks

    def behind(project: int) -> Iterator[TaskInfo]:
        yield from (task._replace(total_predictions=1) for task in whole(project))

    monkeypatch.setattr(corpus.client, "tasks", behind)
    corpus.push(FIRST)
    assert corpus.suggestions() == {"first": ["rules-1"], "other": []}


def test_work_begun_after_the_plan_was_made_is_not_withdrawn(corpus: Corpus) -> None:
    plans = withdrawal(corpus.name, corpus.client, SCHEME, passes=SCHEME.passes[:1])
    corpus.work_on("first")
    withdraw(plans, corpus.client)
    assert corpus.suggestions() == {"first": ["rules-1"], "other": []}


def test_a_second_push_from_the_same_folder_says_so_at_once_and_writes_nothing(corpus: Corpus) -> None:
    with (
        alone(corpus.folder, corpus.client.url, corpus.name),
        pytest.raises(
            LabelStudioError, match=r"another push to .* is under way \(process \d+\); this one wrote nothing"
        ),
    ):
        corpus.push(newer(FIRST))
    assert corpus.suggestions() == {"first": ["rules-1"], "other": ["rules-1"]}


def test_what_another_folder_sent_at_the_same_time_is_there_once_in_the_end(corpus: Corpus, tmp_path: Path) -> None:
    third = msgspec.structs.replace(FIRST, id="third")
    plans = planned(
        [third], corpus.name, corpus.client, SCHEME, passes=SCHEME.passes[:1], folder=tmp_path / "elsewhere"
    )
    corpus.push(third)
    first = corpus.tasks()["third"]["id"]

    (done,) = applied(plans, corpus.name, corpus.client, SCHEME, folder=tmp_path / "elsewhere")

    (doubled,) = done.doubled
    assert (doubled.article, doubled.kept, doubled.left) == ("third", first, ())
    assert [task["id"] for task in corpus.client.export(corpus.project) if task["data"][DOC_ID] == "third"] == [first]


def test_a_double_that_somebody_worked_on_is_the_one_that_stays(corpus: Corpus) -> None:
    task = corpus.tasks()["first"]
    (copy,) = corpus.client.import_tasks(corpus.project, [{"data": task["data"], "predictions": []}]).tasks
    corpus.client.create_annotation(copy, [], lead_time=4.0)

    plan = corpus.plan(FIRST, OTHER)
    corpus.push(FIRST, OTHER)

    assert [str(one) for one in plan.doubled] == [
        f"article first is there 2 times: task {copy} stays, {task['id']} go, nobody touched them"
    ]
    assert corpus.tasks()["first"]["id"] == copy
    assert len(corpus.client.export(corpus.project)) == 2


def test_doubles_that_people_worked_on_all_stay(corpus: Corpus) -> None:
    task = corpus.tasks()["first"]
    (copy,) = corpus.client.import_tasks(corpus.project, [{"data": task["data"], "predictions": []}]).tasks
    for one in (copy, task["id"]):
        corpus.client.create_annotation(one, [], lead_time=4.0)

    (doubled,) = corpus.plan(FIRST, OTHER).doubled
    corpus.push(FIRST, OTHER)

    assert (doubled.kept, doubled.removed, doubled.left) == (task["id"], (), (copy,))
    assert len(corpus.client.export(corpus.project)) == 3


def test_a_lost_manifest_is_rebuilt_only_from_suggestions_that_are_exactly_ours(corpus: Corpus, tmp_path: Path) -> None:
    prediction = corpus.tasks()["other"]["predictions"][0]
    exchange(corpus.client, prediction["id"], {"result": prediction["result"][:1]})

    plan = corpus.plan(FIRST, OTHER, folder=tmp_path / "elsewhere")

    assert told(plan) == {"first": ("unchanged", []), "other": ("changed", ["suggestions"])}
