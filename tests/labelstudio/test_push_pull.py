"""Push and pull against a real Label Studio: nothing twice, nothing lost, nothing changed that a person did not change."""

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from annotate import store
from annotate.align import Pair, align, align_relations
from annotate.annotations import Annotation, Article, Span
from annotate.errors import LabelStudioError
from annotate.heuristics.preannotate import preannotate
from annotate.invariants import breaches
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.api.projects import found
from annotate.labelstudio.api.records import Imported
from annotate.labelstudio.api.signup import add_user
from annotate.labelstudio.memory.manifest import Manifest
from annotate.labelstudio.page.controls import page
from annotate.labelstudio.page.options import ENTITY_IDS
from annotate.labelstudio.pulling.pull import Pulled, confirmed_entities, pull
from annotate.labelstudio.pushing.plan import planned, suggestion_of
from annotate.labelstudio.pushing.push import Pushed, push
from annotate.labelstudio.results.replay import replayed
from annotate.labelstudio.results.tasks import DOC_ID
from tests.labelstudio.deeds import begin
from tests.places import SEEDS
from tests.records import SCHEME

CORRECTED = {article.id: article for article in store.load(SEEDS / "corrected.jsonl", SCHEME)}


class Corpus:
    """A corpus of its own on the run's server, with the verbs as short calls."""

    def __init__(self, client: Client, folder: Path, articles: list[Article]) -> None:
        self.client, self.folder, self.articles = client, folder, articles
        self.name = f"t{uuid.uuid4().hex[:12]}"

    def push(self, articles: list[Article], **options: Any) -> list[Pushed]:
        return push(articles, self.name, self.client, SCHEME, passes=SCHEME.passes, folder=self.folder, **options)

    def pull(self) -> Pulled:
        return pull([self.name], self.client, SCHEME, folder=self.folder)

    def confirmed(self) -> dict:
        return confirmed_entities(self.name, self.client, SCHEME, folder=self.folder)

    def project(self, turn: int = 0) -> int:
        return found(self.client, self.name, SCHEME)[turn].info.id

    def tasks(self, turn: int = 0) -> dict[str, dict]:
        return {task["data"][DOC_ID]: task for task in self.client.export(self.project(turn))}

    def manifest(self, turn: int = 0) -> Manifest:
        return Manifest(self.folder, self.client.url, self.project(turn))

    def correct(self, annotation: Annotation, article: str, turn: int, token: str | None = None) -> int:
        """Submit a correction as the page of the pass would have sent it."""
        task = self.tasks(turn)[article]
        suggestion = next(suggestion_of(a) for a in self.articles if a.id == article)
        result = replayed(annotation, suggestion, page(SCHEME, SCHEME.passes[turn]), task["data"][ENTITY_IDS])
        parent = task["predictions"][0]["id"]
        with self.client.acting_as(token) if token else self.client as person:
            return person.create_annotation(task["id"], result, lead_time=60.0, parent_prediction=parent)


def said(span: Span) -> dict:
    """What a span says but for who is meant: actors that the suggestion names otherwise keep its name."""
    return {key: value for key, value in span.attributes.items() if key not in {"entity", "holder"}}


def shared_names(pairs: list[Pair]) -> dict[object, set[object]]:
    """For each actor of the correction, the actors that its mentions came back with."""
    names: dict[object, set[object]] = {}
    for pair in pairs:
        for key in {"entity", "holder"} & pair.before.attributes.keys():
            names.setdefault(pair.before.attributes[key], set()).add(pair.after.attributes.get(key))
    return names


@pytest.fixture(scope="module")
def suggested() -> list[Article]:
    return [preannotate(article, SCHEME) for article in store.load(SEEDS / "articles.jsonl", SCHEME)[:2]]


@pytest.fixture
def corpus(client: Client, tmp_path: Path, suggested: list[Article]) -> Corpus:
    return Corpus(client, tmp_path / ".annotate", suggested)


@pytest.fixture(scope="module")
def second(client: Client) -> str:
    return add_user(client, f"{uuid.uuid4().hex[:8]}@localhost.localdomain", uuid.uuid4().hex)


def test_pushing_twice_writes_nothing_twice(corpus: Corpus, suggested: list[Article]) -> None:
    first, again = corpus.push(suggested), corpus.push(suggested)

    assert [(p.counts["new"], p.counts["unchanged"]) for p in first] == [(2, 0), (2, 0)]
    assert [(p.counts["new"], p.counts["unchanged"], p.counts["changed"]) for p in again] == [(0, 2, 0), (0, 2, 0)]
    assert [len(corpus.tasks(turn)) for turn in (0, 1)] == [2, 2]


def test_a_plan_tells_what_a_push_will_do_and_writes_nothing(corpus: Corpus, suggested: list[Article]) -> None:
    def plan(articles: list[Article]) -> list[tuple[int, ...]]:
        plans = planned(articles, corpus.name, corpus.client, SCHEME, passes=SCHEME.passes, folder=corpus.folder)
        return [tuple(plan.counts[key] for key in ("new", "unchanged", "orphaned")) for plan in plans]

    before = plan(suggested)
    made = corpus.client.projects(corpus.name)
    corpus.push(suggested[:1])

    assert (before, made) == ([(2, 0, 0), (2, 0, 0)], [])
    assert [plan(suggested), plan(suggested[1:])] == [[(1, 1, 0), (1, 1, 0)], [(1, 0, 1), (1, 0, 1)]]
    assert sorted(corpus.tasks()) == [suggested[0].id]


def test_suggestions_come_back_as_they_were_sent(corpus: Corpus, suggested: list[Article]) -> None:
    corpus.push(suggested)

    assert {a.id: a for a in corpus.pull().articles} == {
        a.id: msgspec.structs.replace(a, annotations=(suggestion_of(a),)) for a in suggested
    }


def test_corrections_of_two_people_in_two_passes_come_back_as_they_made_them(
    corpus: Corpus, suggested: list[Article], second: str
) -> None:
    corpus.push(suggested)
    for turn in (0, 1):
        for article in suggested:
            for annotation, token in zip(CORRECTED[article.id].annotations, (None, second), strict=True):
                corpus.correct(annotation, article.id, turn, token)
        corpus.push(suggested, confirmed=corpus.confirmed())

    pulled = corpus.pull()

    assert (pulled.rejects, pulled.counts["submitted"]) == ([], 8)
    for article in pulled.articles:
        assert breaches(article, SCHEME) == []
        made = [a for a in article.annotations if a.role == "person"]
        assert [(a.layers, a.parent) for a in made] == [(("actors", "quantities", "stance"), "heuristics")] * 2
        for got, wanted in zip(made, CORRECTED[article.id].annotations, strict=True):
            pairs = align(wanted, got, SCHEME)
            assert {pair.verdict for pair in pairs} <= {"accepted", "changed"}
            assert [said(p.before) for p in pairs if p.before] == [said(p.after) for p in pairs if p.after]
            assert {len(names) for names in shared_names(pairs).values()} == {1}


def test_a_run_cut_in_the_middle_is_completed_by_the_next(
    corpus: Corpus, suggested: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotate.labelstudio.pushing.push.BATCH", 1)
    monkeypatch.setattr(
        "annotate.labelstudio.pushing.doubled.OUTLIVES_S", 0.5
    )  # nothing was sent that could outlive us
    original = corpus.client.import_tasks
    sent: list[int] = []

    def breaks_after_the_first(project: int, tasks: list[dict]) -> Imported:
        if sent:
            raise LabelStudioError("the connection broke")
        sent.append(project)
        return original(project, tasks)

    with monkeypatch.context() as patch:
        patch.setattr(corpus.client, "import_tasks", breaks_after_the_first)
        with pytest.raises(LabelStudioError):
            corpus.push(suggested)

    resumed = corpus.push(suggested)

    assert [(p.counts["new"], p.counts["unchanged"]) for p in resumed] == [(1, 1), (2, 0)]
    assert sorted(corpus.tasks()) == sorted(a.id for a in suggested)


def test_tasks_that_the_server_has_and_the_manifest_lost_are_not_sent_again(
    corpus: Corpus, suggested: list[Article]
) -> None:
    corpus.push(suggested)
    corpus.manifest(0).path.unlink()

    again = corpus.push(suggested)

    assert [(p.counts["new"], p.counts["unchanged"], p.counts["changed"]) for p in again] == [(0, 2, 0), (0, 2, 0)]


def test_without_a_manifest_the_suggestion_is_rebuilt_from_the_server(corpus: Corpus, suggested: list[Article]) -> None:
    corpus.push(suggested)
    for turn in (0, 1):
        corpus.manifest(turn).path.unlink()

    articles = {article.id: article for article in corpus.pull().articles}

    for sent in suggested:
        (rebuilt,) = articles[sent.id].annotations
        pairs = align(suggestion_of(sent), rebuilt, SCHEME)
        assert rebuilt.layers == ("actors", "quantities", "stance")
        assert {pair.verdict for pair in pairs} == {"accepted"}
        assert {link.verdict for link in align_relations(suggestion_of(sent), rebuilt, pairs)} == {"accepted"}


def test_newer_rules_replace_suggestions_nobody_touched_and_leave_the_others(
    corpus: Corpus, suggested: list[Article]
) -> None:
    corpus.push(suggested)
    touched, untouched = (article.id for article in suggested)
    corpus.correct(CORRECTED[touched].annotations[0], touched, 0)
    newer = [
        msgspec.structs.replace(a, annotations=(msgspec.structs.replace(suggestion_of(a), version="9.9.9-newer"),))
        for a in suggested
    ]

    done = corpus.push(newer)

    assert [(p.counts["changed"], p.counts["touched"]) for p in done] == [(1, 1), (2, 0)]
    versions = {doc: [p["model_version"] for p in task["predictions"]] for doc, task in corpus.tasks().items()}
    assert versions == {touched: [suggestion_of(suggested[0]).version], untouched: ["9.9.9-newer"]}


def test_lists_of_untouched_stance_tasks_know_the_actors_that_were_confirmed(
    corpus: Corpus, suggested: list[Article]
) -> None:
    corpus.push(suggested)
    article = suggested[1].id
    corpus.correct(CORRECTED[article].annotations[0], article, 0)
    before = set(corpus.tasks(1)[article]["data"][ENTITY_IDS])

    corpus.push(suggested, confirmed=corpus.confirmed())

    after = set(corpus.tasks(1)[article]["data"][ENTITY_IDS])
    typed = {e.name for entities in corpus.confirmed().values() for e in entities} - before
    assert typed
    assert after == before | typed


def test_a_changed_text_is_refused(corpus: Corpus, suggested: list[Article]) -> None:
    corpus.push(suggested[:1])

    with pytest.raises(LabelStudioError, match="is not what was pushed before"):
        corpus.push([preannotate(Article(id=suggested[0].id, text="Another text."), SCHEME)])


def test_a_broken_record_is_refused_before_anything_is_written(corpus: Corpus, suggested: list[Article]) -> None:
    suggestion = suggestion_of(suggested[0])
    dangling = msgspec.structs.replace(suggestion.relations[0], tail="nowhere")
    broken = msgspec.structs.replace(suggestion, relations=(dangling,))

    with pytest.raises(LabelStudioError, match="R06"):
        corpus.push([msgspec.structs.replace(suggested[0], annotations=(broken,))])

    assert corpus.client.projects(corpus.name) == []


def test_a_label_config_changed_by_hand_is_noticed(corpus: Corpus, suggested: list[Article]) -> None:
    corpus.push(suggested[:1])
    config = corpus.client.project_config(corpus.project()).replace('value="GROUP"', 'value="BAND"')
    corpus.client.update_project(corpus.project(), label_config=config)

    with pytest.raises(LabelStudioError, match=r"label config of project .* changed by hand"):
        corpus.push(suggested)


def test_an_unknown_label_goes_to_the_rejects_and_the_rest_is_kept(corpus: Corpus, suggested: list[Article]) -> None:
    corpus.push(suggested[:1])
    task = corpus.tasks()[suggested[0].id]
    item = {"from_name": "span", "to_name": "text", "type": "labels"}
    good = {**item, "id": "n1", "value": {"start": 7, "end": 18, "labels": ["STATE"]}}
    bad = {**item, "id": "n2", "value": {"start": 31, "end": 58, "labels": ["FOO"]}}
    corpus.client.create_annotation(task["id"], [good, bad], lead_time=3.0)

    pulled = corpus.pull()

    assert [(r.task, r.article, r.result) for r in pulled.rejects] == [(task["id"], suggested[0].id, [good, bad])]
    assert "'FOO' is not on this page" in pulled.rejects[0].reason
    assert [[s.text for s in a.spans] for a in pulled.articles[0].annotations if a.role == "person"] == [
        ["North Korea"]
    ]


def test_a_text_changed_on_the_server_rejects_the_work_on_it(corpus: Corpus, suggested: list[Article]) -> None:
    corpus.push(suggested[:1])
    task = corpus.tasks()[suggested[0].id]
    corpus.correct(CORRECTED[suggested[0].id].annotations[0], suggested[0].id, 0)
    corpus.client.patch_task_data(task["id"], {**task["data"], "text": "Shorter."})

    (reject,) = corpus.pull().rejects

    assert "its text is not what was pushed" in reject.reason
    assert reject.result


def test_skips_and_drafts_are_kept_apart(corpus: Corpus, suggested: list[Article]) -> None:
    corpus.push(suggested)
    tasks = corpus.tasks()
    skipped, unfinished = (article.id for article in suggested)
    corpus.client.create_annotation(tasks[skipped]["id"], [], lead_time=1.0, skipped=True)
    begin(corpus.client, tasks[unfinished]["id"], [])

    pulled = corpus.pull()

    statuses = {a.id: [x.status for x in a.annotations if x.role == "person"] for a in pulled.articles}
    assert statuses == {skipped: ["skipped"], unfinished: ["draft"]}
    assert pulled.counts["submitted"] == 0


def test_a_bulk_copy_of_suggestions_is_nobodys_work(corpus: Corpus, suggested: list[Article]) -> None:
    corpus.push(suggested[:1])
    action, project = "predictions_to_annotations", corpus.project()
    everything = {"selectedItems": {"all": True, "excluded": []}, "project": str(project)}
    params = {"id": action, "project": project}
    corpus.client.call("copy suggestions", "POST", "api/dm/actions", params=params, json=everything)

    pulled = corpus.pull()

    assert len(corpus.tasks()[suggested[0].id]["annotations"]) == 1
    assert [r.reason for r in pulled.rejects] == ["a copy of the suggestions made in bulk, not a person's work"]
    assert [a.role for a in pulled.articles[0].annotations] == ["machine"]


def test_people_are_pseudonyms_in_what_is_pulled(corpus: Corpus, suggested: list[Article], second: str) -> None:
    corpus.push(suggested[:1])
    annotation = CORRECTED[suggested[0].id].annotations[0]
    for token in (None, second):
        corpus.correct(annotation, suggested[0].id, 0, token)

    lines = b"".join(map(store.dumps, corpus.pull().articles))

    assert b"@" not in lines
    assert [x in lines for x in (b'"author":"a01"', b'"author":"a02"')] == [True, True]
    assert (corpus.folder / "people.json").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (lambda client: Client(client.url, "0" * 40), "key is wrong"),
        (lambda _: Client("http://127.0.0.1:9", "0" * 40), "no server answers"),
    ],
    ids=["wrong key", "no server"],
)
def test_a_server_that_refuses_is_said_in_a_sentence_without_the_key(
    corpus: Corpus, suggested: list[Article], broken: Callable[[Client], Client], words: str
) -> None:
    with broken(corpus.client) as client, pytest.raises(LabelStudioError, match=words) as caught:
        Corpus(client, corpus.folder, suggested).push(suggested[:1])

    assert "0" * 40 not in str(caught.value)
