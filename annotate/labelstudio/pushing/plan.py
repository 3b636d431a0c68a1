"""What a push would do, known before anything is written: each article new, changed, unchanged or touched by a person."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from annotate.annotations import HEURISTICS, Annotation, Article, Entity, text_hash
from annotate.errors import LabelStudioError
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.api.predictions import counted_again, stored
from annotate.labelstudio.api.projects import examined, is_current, title_of
from annotate.labelstudio.api.records import ProjectInfo, TaskInfo
from annotate.labelstudio.api.views import listed_facts
from annotate.labelstudio.memory.manifest import Manifest, Sent
from annotate.labelstudio.page.controls import Page, page
from annotate.labelstudio.page.options import option_data, with_entities
from annotate.labelstudio.pushing.doubled import Doubled, by_article, is_touched
from annotate.labelstudio.results.sendable import refuse_unsendable
from annotate.labelstudio.results.tasks import TEXT_HASH, to_prediction, to_task
from annotate.scheme import Pass, Scheme

Fate = Literal["new", "changed", "unchanged", "touched"]
Old = tuple[Article, TaskInfo]

LISTS: Literal["lists"] = "lists"


class Sending(NamedTuple):
    """What is to be sent in one pass, by article id, and how its page shows it."""

    shown: Page
    suggestions: Mapping[str, Annotation]
    confirmed: Mapping[str, Sequence[Entity]]

    def task(self, article: Article) -> dict[str, Any]:
        """Return the task of an article with its suggestion."""
        task = to_task(article, self.suggestions[article.id], self.shown)
        task["data"] |= self.lists(article)
        return task

    def lists(self, article: Article) -> dict[str, Any]:
        """Return what may be renewed of a task's data: what can be picked, and what the task list sorts by.

        The actors are the suggestion's entities, and those that people confirmed.
        """
        known = with_entities(self.suggestions[article.id], self.confirmed.get(article.id, ()))
        return option_data(known, self.shown.fields) | listed_facts(article)

    def prediction(self, article: Article) -> dict[str, Any]:
        """Return the prediction of an article."""
        return to_prediction(self.suggestions[article.id], self.shown)

    def sent(self, task: int, article: Article, *, beside: bool = False) -> Sent:
        """Return the manifest's entry of a task."""
        alone = Article(
            id=article.id, text=article.text, meta=article.meta, annotations=(self.suggestions[article.id],)
        )
        return Sent(task=task, article=alone, beside=beside)


class Change(NamedTuple):
    """What of a task is not as we would send it: rules, scheme, suggestions or lists; versions before and after."""

    what: Literal["rules", "scheme", "suggestions", "lists"]
    before: str | None = None
    after: str | None = None

    def __str__(self) -> str:
        """Return `rules 1.0-aa -> 1.0-bb`, or the bare word where nothing has a version."""
        return (
            self.what if self.before == self.after else f"{self.what} {self.before or 'none'} -> {self.after or 'none'}"
        )


class Step(NamedTuple):
    """What becomes of one article: `task` is None where it is new, `changes` say what the server shows otherwise."""

    article: Article
    task: TaskInfo | None
    fate: Fate
    changes: tuple[Change, ...] = ()

    @property
    def suggests(self) -> bool:
        """Say whether the suggestion is another than the one that is there."""
        return any(change.what != LISTS for change in self.changes)

    @property
    def number(self) -> int:
        """Return the task's id; 0 for one that is new."""
        return 0 if self.task is None else self.task.id


class Plan(NamedTuple):
    """What a push will do in one pass. `info` is None where the project is yet to be made.

    `orphaned` are the ids of articles that are there and were not named, `there` the number of tasks before the push,
    `page` what becomes of the labelling page; with `refresh` tasks that people touched get newer suggestions beside.
    """

    title: str
    info: ProjectInfo | None
    sending: Sending
    steps: tuple[Step, ...]
    orphaned: tuple[str, ...] = ()
    doubled: tuple[Doubled, ...] = ()
    there: int = 0
    page: Literal["new", "current", "outdated"] = "new"
    refresh: bool = False

    def of(self, fate: Fate) -> list[Step]:
        """Return the steps of one fate."""
        return [step for step in self.steps if step.fate == fate]

    @property
    def refreshed(self) -> list[Step]:
        """Return the tasks that get a newer suggestion beside a person's work."""
        return [step for step in self.of("touched") if step.suggests] if self.refresh else []

    @property
    def counts(self) -> dict[str, int]:
        """Return how many articles fare how; refreshed ones are among the touched."""
        fates: tuple[Fate, ...] = ("new", "changed", "unchanged", "touched")
        counts = {fate: len(self.of(fate)) for fate in fates} | {"orphaned": len(self.orphaned)}
        if self.refresh:
            counts["refreshed"] = len(self.refreshed)
        return counts | ({"doubled": len(self.doubled)} if self.doubled else {})

    def described(self) -> dict[str, Any]:
        """Return the whole plan as JSON: each article with its fate, its task and what changed."""
        return {
            "project": None if self.info is None else self.info.id,
            "page": self.page,
            "counts": self.counts,
            "articles": [_described(step) for step in self.steps],
            "orphaned": list(self.orphaned),
            "doubled": [one._asdict() for one in self.doubled],
        }


def _described(step: Step) -> dict[str, Any]:
    said: dict[str, Any] = {"id": step.article.id, "fate": step.fate}
    if step.task is not None:
        said["task"] = step.task.id
    return said | ({"changes": [change._asdict() for change in step.changes]} if step.changes else {})


def planned(
    articles: Sequence[Article],
    name: str,
    client: Client,
    scheme: Scheme,
    *,
    passes: Sequence[Pass],
    folder: Path,
    confirmed: Mapping[str, Sequence[Entity]] | None = None,
    refresh: bool = False,
) -> list[Plan]:
    """Return the plan of each pass; nothing is written to the server.

    `confirmed` holds the entities that people confirmed, by article id: the lists of tasks nobody touched are made from
    them. LabelStudioError names every record that is not sound, texts that are not what was pushed before, and a label
    config that was changed by hand.
    """
    suggestions = {article.id: suggestion_of(article) for article in articles}
    refuse_unsendable(articles, scheme)
    plans = []
    for shown in passes:
        sending = Sending(page(scheme, shown), suggestions, confirmed or {})
        title, info = title_of(name, shown), examined(client, name, shown, scheme)
        if info is None:
            new = tuple(Step(article, None, "new") for article in articles)
            plans.append(Plan(title, None, sending, new, refresh=refresh))
            continue
        plan = _compared(articles, title, info, sending, client, Manifest(folder, client.url, info.id))
        current = is_current(client, info, shown, scheme)
        plans.append(plan._replace(page="current" if current else "outdated", refresh=refresh))
    return plans


def suggestion_of(article: Article) -> Annotation:
    """Return the heuristics' annotation of an article; LabelStudioError if it was never pre-annotated."""
    found = next((a for a in article.annotations if a.author == HEURISTICS), None)
    if found is None:
        raise LabelStudioError(f"article {article.id} has no suggestions: run `annotate preannotate` on it first")
    return found


def _compared(  # noqa: PLR0917 - the two sides of a comparison
    articles: Sequence[Article], title: str, info: ProjectInfo, sending: Sending, client: Client, manifest: Manifest
) -> Plan:
    tasks = counted_again(client, info.id, list(client.tasks(info.id)))
    there, doubled, nameless = by_article(tasks, title)
    _refuse_changed_texts(articles, there, title)
    old = [(article, there[article.id]) for article in articles if article.id in there]
    _recover(old, info.id, sending, client, manifest)
    steps = tuple(
        _step(article, there[article.id], sending, manifest) if article.id in there else Step(article, None, "new")
        for article in articles
    )
    orphaned = [*sorted(there.keys() - sending.suggestions.keys()), *(f"task {task.id}" for task in nameless)]
    return Plan(title, info, sending, steps, tuple(orphaned), tuple(doubled), len(tasks))


def _step(article: Article, task: TaskInfo, sending: Sending, manifest: Manifest) -> Step:
    changes = list(_changes(task, manifest.newest(task.id, article.text), sending.suggestions[article.id]))
    if is_touched(task):
        return Step(article, task, "touched", tuple(changes))
    if any(task.data.get(key) != value for key, value in sending.lists(article).items()):
        changes.append(Change(LISTS))
    return Step(article, task, "changed" if changes else "unchanged", tuple(changes))


def _changes(task: TaskInfo, before: Sent | None, now: Annotation) -> Iterator[Change]:
    """Yield how the suggestion that the server shows differs from ours."""
    if before is not None and before.blind:
        return
    if before is None or not task.total_predictions:
        yield Change("suggestions")
        return
    was = before.suggestion
    if was.version != now.version:
        yield Change("rules", was.version, now.version)
    if was.scheme != now.scheme:
        yield Change("scheme", was.scheme, now.scheme)
    if was != now and (was.version, was.scheme) == (now.version, now.scheme):
        yield Change("suggestions")


def _recover(old: Sequence[Old], project: int, sending: Sending, client: Client, manifest: Manifest) -> None:
    """Make a lost manifest good: where the server shows exactly what we would send, that is what was sent."""
    lost = [(article, task) for article, task in old if manifest.of(task.id, article.text) is None]
    shown = stored(client, project, [task.id for _, task in lost if task.total_predictions])
    kept = []
    for article, task in lost:
        ours = sending.prediction(article)
        same = [(x.model_version, x.result) == (ours["model_version"], ours["result"]) for x in shown.get(task.id, [])]
        if same == [True]:
            kept.append(sending.sent(task.id, article))
        elif is_touched(task) and any(same):
            kept.append(sending.sent(task.id, article, beside=True))
    if kept:
        manifest.keep(kept)


def _refuse_changed_texts(articles: Sequence[Article], there: Mapping[str, TaskInfo], title: str) -> None:
    changed = [a.id for a in articles if a.id in there and there[a.id].data.get(TEXT_HASH) != text_hash(a.text)]
    if changed:
        raise LabelStudioError(
            f"{title}: the text of {', '.join(changed)} is not what was pushed before; offsets would rot. "
            "Give the new text a new id, or push under another --project name"
        )
