"""What changed on the server since the last pull, and nothing else, read into the mirror.

Every annotation and every change of a task's data moves the task's `updated_at`; drafts do not, nor do predictions that
are imported, nor is a deleted task listed anywhere (measured on 1.23.2). So those are asked for that moved since the
newest that we know, and those with drafts; then the project's own counts must agree with what we hold. Where they do not,
the marks of all tasks are listed, which costs the server as much as reading a third of them. No clock of ours is asked, and
what is not listed is asked for by its id before it counts as deleted.
"""

import gc
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, NamedTuple

import msgspec

from annotate.labelstudio.api.client import Client
from annotate.labelstudio.api.filters import BEGUN, Filter, query, where
from annotate.labelstudio.api.predictions import ahead, batches
from annotate.labelstudio.memory.mirror import NEVER_READ, Cursor, Held, Known, Mark, Mirror
from annotate.labelstudio.pulling.holding import Reader, article_id_of, as_deleted, mark_of, tasks_of, with_deleted

BATCH = 250  # tasks a request: few enough that memory stays flat; a hundred cost the server a fifth more
_MARKS = "id,updated_at,total_annotations,cancelled_annotations,total_predictions"
_OVERLAP = timedelta(seconds=30)  # a request that took longer may have been older than what we saw then
_SPARSE = 4  # ids for one task from which on the tasks are listed rather than asked for by number


class Changes(NamedTuple):
    """How many tasks were looked into, how many of them had changed, how many the server has no more."""

    read: int
    changed: int
    gone: int


def refresh(
    reader: Reader,
    *,
    full: bool = False,
    report: Callable[[str], None] = lambda _: None,
    came: Callable[[list[str]], None] = lambda _: None,
) -> Changes:
    """Bring the mirror of a project up to date and return what that took; `full` reads every task again.

    Where the mirror held nothing of the project, `came` is told of the articles whose tasks came, batch by batch, while
    the server makes the next; one that has several tasks may come several times.
    """
    client, project, mirror = reader.client, reader.project, reader.mirror
    versions = client.model_versions(project.id)
    before = mirror.marks(project)
    if before and not full:
        asked, since = _stale(reader, before, versions)
    else:
        asked, since = {*before, *_ids(client, project.id)}, None
    total, known = Changes(0, 0, 0), set(mirror.numbers(project))
    answers = ahead(partial(client.exported_of, project.id), batches(sorted(asked), BATCH))
    for number, (batch, there) in enumerate(answers, 1):
        with _uncollected():
            rows, changes = _looked_into(reader, batch, there(), known)
            named = [(article_id_of(held), held) for held in rows]
            mirror.keep(project, named)
            if not known:
                came([article for article, _ in named])
        # What moves from now on is newer than anything in the first answer.
        since = since or max((held.mark.updated_at for held in rows if not held.gone), default=None)
        total = Changes(*(a + b for a, b in zip(total, changes, strict=True)))
        if len(asked) > BATCH:
            report(f"{project.title}: {min(number * BATCH, len(asked))} of {len(asked)} tasks asked for")
    mirror.read_until(project, Cursor(since=since, versions=versions))
    return total


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leave cycles alone that would be looked for among the many small objects of a batch, which has none."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _looked_into(
    reader: Reader, tasks: Sequence[int], answer: Sequence[dict[str, Any]], known: Container[int]
) -> tuple[list[Held], Changes]:
    """Return those of the tasks that are there, or once were, as they are to be held from now on.

    `known` are the tasks that the mirror has.
    """
    there = {one.id: one for one in tasks_of(reader, answer)}
    rows, changed = [], 0
    for task in tasks:
        was = reader.mirror.task(reader.project, task) if task in known else None
        now = there.get(task)
        kept = with_deleted(was, now) if now is not None else was and as_deleted(was)
        if kept is not None:  # else it is another project's, or was made and deleted while we looked
            rows.append(kept)
            changed += was is None or kept != msgspec.structs.replace(was, mark=kept.mark)
    return rows, Changes(len(there), changed, sum(held.gone for held in rows))


def _stale(reader: Reader, before: dict[int, Mark], versions: dict[str, int]) -> tuple[set[int], str]:
    """Return the tasks that may be other than we hold them, and the newest moment at which one of all moved."""
    client, project, mirror = reader.client, reader.project, reader.mirror
    counts = client.project_settings(project.id)
    cursor = project.cursor
    now = {} if cursor.since is None else dict(_marks(client, project.id, _after(cursor.since)))
    if cursor.since is None or not _agree([*(before | now).values()], counts):
        now = dict(_marks(client, project.id))
        now |= dict.fromkeys(before.keys() - now.keys(), NEVER_READ)
    drafted = {task["id"] for task in client.listed(project.id, include="id", query=query(BEGUN))} | mirror.begun(
        project
    )
    moved = {task for task, mark in now.items() if before.get(task) != mark}
    exchanged = versions != cursor.versions
    swapped = {task for task in before if _relied_on(mirror, project, task)} if exchanged else set()
    return moved | drafted | swapped, max(mark.updated_at for mark in (before | now).values())


def _agree(marks: Sequence[Mark], counts: Mapping[str, Any]) -> bool:
    """Say whether marks are those of all tasks that a project has, by the project's own counts."""
    held = (
        len(marks),
        sum(int(mark.annotations) for mark in marks),
        sum(int(mark.skipped) for mark in marks),
        sum(int(mark.predictions) for mark in marks),
    )
    names = ("task_number", "total_annotations_number", "skipped_annotations_number", "total_predictions_number")
    return held == tuple(counts[name] for name in names)


def vanish(mirror: Mirror, project: Known) -> Changes:
    """Mark every task of a project that the server has no more as deleted."""
    held = (mirror.task(project, task) for task in mirror.marks(project))
    rows = [(article_id_of(one), as_deleted(one)) for one in held if one is not None]
    mirror.keep(project, rows)
    return Changes(0, len(rows), len(rows))


def _marks(client: Client, project: int, *filters: Filter) -> Iterator[tuple[int, Mark]]:
    for task in client.listed(project, include=_MARKS, query=query(*filters)):
        yield task["id"], mark_of(task)


def _after(since: str) -> Filter:
    moment = datetime.fromisoformat(since).astimezone(UTC) - _OVERLAP
    value = moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")  # without microseconds the server fails
    return where("updated_at", "greater", "Datetime", value)


def _ids(client: Client, project: int) -> Iterable[int]:
    """Return numbers among which those of all tasks are: listing tasks costs the server more than looking for numbers."""
    one = {"include": "id", "page_size": 1, "ordering": "id"}
    begin = _page(client, project, one)
    total = begin["total"]
    end = _page(client, project, one | {"page": total}) if total > 1 else begin
    ends = [task["id"] for task in (*begin["tasks"], *end["tasks"])]
    first, last = min(ends, default=0), max(ends, default=-1)
    if last - first < _SPARSE * total:
        return range(first, last + 1)
    return [task["id"] for task in client.listed(project, include="id")]


def _page(client: Client, project: int, params: dict[str, Any]) -> dict[str, Any]:
    asked = f"list the tasks of project {project}"
    return dict(client.call(asked, "GET", "api/tasks", params={"project": project, "page": 1} | params))


def _relied_on(mirror: Mirror, project: Known, task: int) -> bool:
    """Say whether the mirror holds predictions of a task: exchanging them in bulk leaves every mark as it is."""
    held = mirror.task(project, task)
    return held is not None and bool(held.predictions)
