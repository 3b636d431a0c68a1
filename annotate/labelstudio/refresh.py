"""What changed on the server since the last pull, and nothing else, read into the mirror.

Every annotation and every change of a task's data moves the task's `updated_at`; drafts do not, nor do predictions that
are imported (measured on 1.23.2). So the marks of all tasks are listed, which is cheap, and a task is read if its mark is
another than last time, if it has drafts or had some, or if predictions that we rely on may have been exchanged. Clocks
are never compared. What is not listed is asked for by its id before it counts as deleted.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from annotate.annotations import article_id
from annotate.labelstudio.client import Client
from annotate.labelstudio.controls import TEXT
from annotate.labelstudio.manifest import Manifest
from annotate.labelstudio.mirror import Held, Known, Mirror, Piece, Suggested
from annotate.labelstudio.people import People
from annotate.labelstudio.predictions import batches, stored
from annotate.labelstudio.tasks import DOC_ID

BATCH = 100  # tasks a request: few enough that memory stays flat, enough that the time goes into the tasks
_PAGE = 1000
_MARKS = "id,updated_at,total_annotations,cancelled_annotations,total_predictions"
_DRAFTED = {"filter": "filter:tasks:draft_exists", "operator": "equal", "type": "Boolean", "value": True}


class Changes(NamedTuple):
    """How many tasks were looked into, how many of them had changed, how many the server has no more."""

    read: int
    changed: int
    gone: int


class Reader(NamedTuple):
    """What reading the tasks of one project needs."""

    client: Client
    project: Known
    manifest: Manifest
    mirror: Mirror
    people: People
    emails: Mapping[int, str]


def refresh(reader: Reader, *, full: bool = False, report: Callable[[str], None] = lambda _: None) -> Changes:
    """Bring the mirror of a project up to date and return what that took; `full` reads every task again."""
    client, project, mirror = reader.client, reader.project, reader.mirror
    versions = json.dumps(client.model_versions(project.id), sort_keys=True)
    there = dict(_marks(client, project.id))
    drafted = {task["id"] for task in _listed(client, project.id, "id", _DRAFTED)}
    before = mirror.marks(project)
    missing = [task for task in sorted(before.keys() - there.keys()) if not _is_gone(mirror, project, task)]
    stale = [
        task
        for task in sorted(there)
        if full
        or before.get(task) != there[task]
        or task in drafted
        or _may_have_moved(mirror, project, task, exchanged=versions != project.versions)
    ]
    done = changed = gone = 0
    for batch in batches(sorted({*stale, *missing}), BATCH):
        held = {one.id: one for one in _whole(reader, batch)}
        rows = []
        for task in batch:
            was = mirror.task(project, task)
            now = held.get(task)
            kept = _with_deleted(was, now) if now is not None else was and _deleted(was)
            if kept is None:  # made and deleted while we looked
                continue
            changed += kept != was
            gone += now is None
            # With drafts there is no mark to trust: the empty one is another than any.
            rows.append((article_of(kept), there.get(task, "") if task not in drafted else "", kept))
        mirror.keep(project, rows)
        done += len(batch)
        if len(stale) > BATCH:
            report(f"{project.title}: {done} of {len(stale)} tasks read")
    mirror.counted(project, versions)
    return Changes(len(stale), changed, gone)


def vanish(mirror: Mirror, project: Known) -> Changes:
    """Mark every task of a project that the server has no more as deleted."""
    rows = []
    for task, mark in mirror.marks(project).items():
        held = mirror.task(project, task)
        if held is not None and not held.gone:
            kept = _deleted(held)
            rows.append((article_of(kept), mark, kept))
    mirror.keep(project, rows)
    return Changes(0, len(rows), len(rows))


def _marks(client: Client, project: int) -> Iterator[tuple[int, str]]:
    for task in _listed(client, project, _MARKS):
        counts = (task["total_annotations"], task["cancelled_annotations"], task["total_predictions"])
        yield task["id"], " ".join(map(str, (task["updated_at"], *counts)))


def _listed(client: Client, project: int, include: str, *filters: dict[str, Any]) -> Iterator[dict[str, Any]]:
    params: dict[str, Any] = {"project": project, "page_size": _PAGE, "ordering": "id", "include": include}
    if filters:
        params["query"] = json.dumps({"filters": {"conjunction": "and", "items": filters}})
    page, seen, total = 1, 0, 1
    while seen < total:
        asked = f"list the tasks of project {project}"
        answer = client.call(asked, "GET", "api/tasks", params=params | {"page": page})
        yield from answer["tasks"]
        if not answer["tasks"]:
            return
        page, seen, total = page + 1, seen + len(answer["tasks"]), answer["total"]


def _is_gone(mirror: Mirror, project: Known, task: int) -> bool:
    held = mirror.task(project, task)
    return held is None or held.gone


def _may_have_moved(mirror: Mirror, project: Known, task: int, *, exchanged: bool) -> bool:
    """Say whether predictions that the mirror holds may be others now: exchanging them in bulk leaves every mark as it is."""
    if not exchanged:
        return False
    held = mirror.task(project, task)
    return held is not None and bool(held.predictions)


def _whole(reader: Reader, tasks: Sequence[int]) -> Iterator[Held]:
    """Yield those of the tasks that the server has, as they are now, by id."""
    client, project = reader.client, reader.project
    params = {"exportType": "JSON", "download_all_tasks": "true", "ids[]": list(tasks)}
    found = client.call(f"export tasks of {project.title!r}", "GET", f"api/projects/{project.id}/export", params=params)
    read = sorted((_read(raw, reader) for raw in found), key=lambda held: held.id)
    asked = [held.id for held in read if held.shown and _needs_predictions(held, reader.manifest)]
    predictions = stored(client, project.id, asked) if asked else {}
    for held in read:
        told = tuple(Suggested(one.model_version, one.result) for one in predictions.get(held.id, ()))
        yield msgspec.structs.replace(held, predictions=told)


def _needs_predictions(held: Held, manifest: Manifest) -> bool:
    unattended = any(piece.unattended for piece in held.pieces)
    return unattended or manifest.of(held.id, str(held.data.get(TEXT, ""))) is None


def _read(raw: dict[str, Any], reader: Reader) -> Held:
    made = [_annotation(one, reader) for one in sorted(raw["annotations"], key=lambda one: int(one["id"]))]
    begun = [_draft(one, reader) for one in sorted(raw["drafts"], key=lambda one: int(one["id"]))]
    return Held(id=int(raw["id"]), data=raw["data"], pieces=(*made, *begun), shown=len(raw["predictions"]))


def _annotation(raw: dict[str, Any], reader: Reader) -> Piece:
    return Piece(
        id=int(raw["id"]),
        who=reader.people.pseudonym(_email(raw.get("completed_by"), reader.emails)),
        status="skipped" if raw.get("was_cancelled") else "submitted",
        result=raw.get("result") or [],
        created_at=raw.get("created_at"),
        updated_at=raw.get("updated_at"),
        lead_time_s=raw.get("lead_time"),
        unattended=not raw.get("was_cancelled") and raw.get("lead_time") is None and not raw.get("updated_by"),
    )


def _draft(raw: dict[str, Any], reader: Reader) -> Piece:
    return Piece(
        id=int(raw["id"]),
        who=reader.people.pseudonym(_email(raw.get("user"), reader.emails)),
        status="draft",
        result=raw.get("result") or [],
        draft=True,
        of=raw.get("annotation"),
        created_at=raw.get("created_at"),
        updated_at=raw.get("updated_at"),
        lead_time_s=raw.get("lead_time"),
    )


def _email(user: Any, emails: Mapping[int, str]) -> str:
    """Return the address of a user, told by number or by address; a removed account keeps its number as its name."""
    return str(user) if isinstance(user, str) else emails.get(int(user or 0), f"user {user}")


def article_of(held: Held) -> str:
    """Return the id of a task's article; a task that was imported by hand gets the one that its text has."""
    return str(held.data.get(DOC_ID) or article_id(str(held.data.get(TEXT, ""))))


def _with_deleted(was: Held | None, now: Held) -> Held:
    """Return a task with the pieces that it had and has no more as deleted; a draft that was submitted is not."""
    if was is None:
        return now
    here = {(piece.draft, piece.id): piece for piece in now.pieces}
    earlier = {(piece.draft, piece.id): piece for piece in was.pieces}
    fresh = {(piece.who, piece.of) for key, piece in here.items() if key not in earlier}
    resubmitted = {piece.id for key, piece in here.items() if not piece.draft and piece != earlier.get(key)}
    lost = [
        msgspec.structs.replace(piece, status="deleted")
        for key, piece in earlier.items()
        if key not in here and not (piece.draft and ((piece.who, piece.of) in fresh or piece.of in resubmitted))
    ]
    return msgspec.structs.replace(now, pieces=(*now.pieces, *lost))


def _deleted(was: Held) -> Held:
    pieces = tuple(msgspec.structs.replace(piece, status="deleted") for piece in was.pieces)
    return msgspec.structs.replace(was, pieces=pieces, gone=True)
