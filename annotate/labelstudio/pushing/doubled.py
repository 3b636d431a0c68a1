"""Articles that a project holds more than once: two pushes from two folders, or a request that outlived its sender.

Which task stays is the same from wherever it is looked at, so that all who look agree: one that a person touched, else
the oldest. Work of people is never removed.
"""

import time
from collections.abc import Iterable
from typing import NamedTuple

from annotate.errors import LabelStudioError
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.api.predictions import delete_tasks, untouched
from annotate.labelstudio.api.records import TaskInfo
from annotate.labelstudio.memory.manifest import Manifest
from annotate.labelstudio.results.tasks import DOC_ID, TEXT_HASH

OUTLIVES_S = 10.0  # a request whose sender is gone is waited for so long; what comes later, the next push sorts out
_LOOK_S = 0.5


class Doubled(NamedTuple):
    """An article that is there several times: the task that counts, those to be removed, those with people's work."""

    article: str
    kept: int
    removed: tuple[int, ...]
    left: tuple[int, ...]

    def __str__(self) -> str:
        """Return what becomes of it in a sentence."""
        said = f"article {self.article} is there {1 + len(self.removed) + len(self.left)} times: task {self.kept} stays"
        if self.removed:
            said += f", {_numbers(self.removed)} go, nobody touched them"
        return said + (f", {_numbers(self.left)} stay too: people worked on them" if self.left else "")


def _numbers(tasks: Iterable[int]) -> str:
    return ", ".join(map(str, tasks))


def is_touched(task: TaskInfo) -> bool:
    """Say whether a person has worked on a task: it is then never changed."""
    return bool(task.total_annotations or task.drafts)


def by_article(tasks: Iterable[TaskInfo], title: str) -> tuple[dict[str, TaskInfo], list[Doubled], list[TaskInfo]]:
    """Return the task of each article, the articles that are there several times, and tasks that name no article.

    LabelStudioError if an article is there with two texts.
    """
    groups: dict[str, list[TaskInfo]] = {}
    nameless = []
    for task in tasks:
        if task.data.get(DOC_ID):
            groups.setdefault(str(task.data[DOC_ID]), []).append(task)
        else:
            nameless.append(task)
    found, doubled = {}, []
    for article, copies in groups.items():
        kept, *others = sorted(copies, key=lambda task: (not is_touched(task), task.id))
        found[article] = kept
        if any(task.data.get(TEXT_HASH) != kept.data.get(TEXT_HASH) for task in others):
            ids = _numbers(sorted(task.id for task in copies))
            raise LabelStudioError(
                f"{title}: article {article!r} is there with different texts, as tasks {ids}; delete one"
            )
        if others:
            gone = tuple(task.id for task in others if not is_touched(task))
            left = tuple(task.id for task in others if is_touched(task))
            doubled.append(Doubled(article, kept.id, gone, left))
    return found, doubled, nameless


def remove(doubled: Iterable[Doubled], client: Client, project: int) -> None:
    """Delete the surplus tasks that nobody has touched to this moment."""
    surplus = [task for one in doubled for task in one.removed]
    free = sorted(untouched(client, project, surplus))
    if free:
        delete_tasks(client, project, free)


def settled(client: Client, project: int, manifest: Manifest, *, title: str, expected: int) -> list[Doubled]:
    """Remove what is there twice after a push, and return it.

    `expected` tasks are there if nobody else sent any: then one question is all it takes. A request whose end we never
    saw is waited for.
    """
    while True:
        doubled: list[Doubled] = []
        if client.project_settings(project)["task_number"] != expected:
            _, doubled, _ = by_article(client.tasks(project), title)
            remove(doubled, client, project)
        age = manifest.cut_off_s()
        if doubled or age is None or age > OUTLIVES_S:
            manifest.forget_cut_off()
            return doubled
        time.sleep(_LOOK_S)
