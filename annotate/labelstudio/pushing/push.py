"""Articles to the server, as planned: new ones sent, changed ones exchanged, what a person touched left alone."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from annotate.annotations import Article, Entity
from annotate.errors import LabelStudioError
from annotate.labelstudio.api import views
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.api.predictions import ahead, bare, batches, exchange, stored, untouched
from annotate.labelstudio.api.projects import Project, ensure
from annotate.labelstudio.memory.lock import alone
from annotate.labelstudio.memory.manifest import Manifest
from annotate.labelstudio.pushing.doubled import Doubled, remove, settled
from annotate.labelstudio.pushing.plan import LISTS, Plan, Step, planned
from annotate.scheme import Pass, Scheme

BATCH = 250  # tasks a request; the server takes 250 MB and answers a quarter of a thousand in under two seconds

Progress = Callable[[str, int, int], None]  # title of the project, articles done, articles in all


class Pushed(NamedTuple):
    """A project that now is as it was planned; `doubled` is what another push had sent at the same time."""

    project: Project
    counts: Mapping[str, int]
    doubled: tuple[Doubled, ...] = ()


def push(
    articles: Sequence[Article],
    name: str,
    client: Client,
    scheme: Scheme,
    *,
    passes: Sequence[Pass],
    folder: Path,
    confirmed: Mapping[str, Sequence[Entity]] | None = None,
    overlap: int | None = None,
    refresh: bool = False,
    progress: Progress = lambda *_: None,
) -> list[Pushed]:
    """Send articles with their suggestions to one project a pass, and return what happened in each: plan, then apply.

    LabelStudioError if another push of this corpus is under way from this working folder.
    """
    with alone(folder, client.url, name):
        plans = planned(
            articles, name, client, scheme, passes=passes, folder=folder, confirmed=confirmed, refresh=refresh
        )
        return applied(plans, name, client, scheme, folder=folder, overlap=overlap, progress=progress)


def applied(
    plans: Sequence[Plan],
    name: str,
    client: Client,
    scheme: Scheme,
    *,
    folder: Path,
    overlap: int | None = None,
    progress: Progress = lambda *_: None,
) -> list[Pushed]:
    """Do what was planned and return the projects.

    `overlap` is how many people are to annotate each article (None: as it is, one at first). LabelStudioError if the
    server fails, with what is left: what was sent by then is known, and planning again completes the rest.
    """
    done = []
    for plan in plans:
        project = ensure(client, name, plan.sending.shown.shown, scheme, overlap=overlap)
        manifest = Manifest(folder, client.url, project.info.id)
        doubled = _Work(plan, project.info.id, client, manifest, progress).done()
        done.append(Pushed(project, plan.counts, tuple(doubled)))
    return done


class _Work:
    """The writing of one plan; `count` is how many articles are known to be done."""

    def __init__(self, plan: Plan, project: int, client: Client, manifest: Manifest, progress: Progress) -> None:
        self.plan, self.sending, self.project = plan, plan.sending, project
        self.client, self.manifest, self.progress = client, manifest, progress
        self.count, self.total = 0, len(plan.of("new")) + len(plan.of("changed")) + len(plan.refreshed)

    def done(self) -> list[Doubled]:
        """Write, in batches, and return what was found to be there twice."""
        plan = self.plan
        with self._said_what_is_left():
            remove(plan.doubled, self.client, self.project)
            for batch, tasks in ahead(self._tasks, batches(plan.of("new"), BATCH)):
                self._send(batch, tasks)
                self._advance(batch)
            self._each(plan.of("changed"), self._change)
            self._each(plan.refreshed, self._add_beside)
            versions = {suggestion.version for suggestion in self.sending.suggestions.values()}
            if len(versions) == 1 and self.total:
                self.client.set_model_version(self.project, str(versions.pop()))
            there = plan.there - sum(len(one.removed) for one in plan.doubled) + len(plan.of("new"))
            doubled = settled(self.client, self.project, self.manifest, title=plan.title, expected=there)
            views.refreshed(self.client, self.project)
        return doubled

    @contextmanager
    def _said_what_is_left(self) -> Iterator[None]:
        try:
            yield
        except LabelStudioError as error:
            left = self.total - self.count
            said = f"{self.plan.title}: {self.count} of {self.total} articles are known to be done, {left} are left"
            raise LabelStudioError(f"{error}\n{said}; the same command completes them") from error

    def _each(self, steps: Sequence[Step], write: Callable[[list[Step]], None]) -> None:
        for batch in batches(steps, BATCH):
            write(batch)
            self._advance(batch)

    def _advance(self, batch: list[Step]) -> None:
        self.count += len(batch)
        self.progress(self.plan.title, self.count, self.total)

    def _tasks(self, batch: list[Step]) -> list[dict[str, Any]]:
        return [self.sending.task(step.article) for step in batch]

    def _send(self, batch: list[Step], tasks: list[dict[str, Any]]) -> None:
        with self.manifest.sending():
            ids, whole = self.client.import_tasks(self.project, tasks)
            made = {task: step.article for task, step in zip(ids, batch, strict=True)}
            self.manifest.keep([self.sending.sent(task, article) for task, article in made.items()])
        if not whole:
            self._add({task: made[task] for task in bare(self.client, self.project, ids)})

    def _change(self, batch: list[Step]) -> None:
        """Renew tasks that to this moment nobody has touched: suggestions in place of the old, lists."""
        free = untouched(self.client, self.project, [step.number for step in batch])
        batch = [step for step in batch if step.number in free]
        self._suggest([step for step in batch if step.suggests])
        for step in batch:
            if step.task is not None and any(change.what == LISTS for change in step.changes):
                self.client.patch_task_data(step.number, {**step.task.data, **self.sending.lists(step.article)})

    def _suggest(self, batch: list[Step]) -> None:
        there = stored(self.client, self.project, [step.number for step in batch])
        for step in batch:
            if step.number in there:
                shown, *surplus = reversed(there[step.number])
                exchange(self.client, shown.id, self.sending.prediction(step.article))
                for one in surplus:
                    self.client.delete_prediction(one.id)
        self._add({step.number: step.article for step in batch if step.number not in there})
        self.manifest.keep([self.sending.sent(step.number, step.article) for step in batch])

    def _add_beside(self, batch: list[Step]) -> None:
        """Add a suggestion to tasks that people touched; annotations, drafts and what they were shown stay as they are."""
        version = {step.number: self.sending.suggestions[step.article.id].version for step in batch}
        there = stored(self.client, self.project, list(version))
        known = {task: {one.model_version for one in some} for task, some in there.items()}
        self._add({x.number: x.article for x in batch if version[x.number] not in known.get(x.number, ())})
        self.manifest.keep([self.sending.sent(step.number, step.article, beside=True) for step in batch])

    def _add(self, articles: Mapping[int, Article]) -> None:
        """Add the suggestions of articles to tasks, by task."""
        if articles:
            predictions = [{"task": task, **self.sending.prediction(article)} for task, article in articles.items()]
            self.client.import_predictions(self.project, predictions)
