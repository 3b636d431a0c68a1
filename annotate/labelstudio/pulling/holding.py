"""Tasks as the mirror holds them: what the server answers, people as pseudonyms, and what was deleted since kept as such."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from annotate.annotations import article_id
from annotate.labelstudio.api.accounts import Addresses
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.api.predictions import stored
from annotate.labelstudio.memory.manifest import Manifest
from annotate.labelstudio.memory.mirror import Held, Known, Mark, Mirror, Piece, Suggested
from annotate.labelstudio.memory.people import People
from annotate.labelstudio.page.controls import TEXT
from annotate.labelstudio.results.tasks import DOC_ID


class Reader(NamedTuple):
    """What reading the tasks of one project needs."""

    client: Client
    project: Known
    manifest: Manifest
    mirror: Mirror
    people: People
    emails: Addresses


def tasks_of(reader: Reader, answer: Sequence[dict[str, Any]]) -> Iterator[Held]:
    """Yield the tasks of an answer by id, with their predictions where our manifest does not tell them."""
    read = sorted((_read(raw, reader) for raw in answer), key=lambda held: held.id)
    asked = [held.id for held in read if not held.is_blind and _needs_predictions(held, reader.manifest)]
    predictions = stored(reader.client, reader.project.id, asked) if asked else {}
    for held in read:
        told = tuple(Suggested(one.model_version, one.result) for one in predictions.get(held.id, ()))
        yield msgspec.structs.replace(held, predictions=told)


def _needs_predictions(held: Held, manifest: Manifest) -> bool:
    unattended = any(piece.unattended for piece in held.pieces)
    return unattended or not manifest.knows(held.id, str(held.data.get(TEXT, "")))


def _read(raw: dict[str, Any], reader: Reader) -> Held:
    made = [_annotation(one, reader) for one in sorted(raw["annotations"], key=lambda one: int(one["id"]))]
    begun = [_draft(one, reader) for one in sorted(raw["drafts"], key=lambda one: int(one["id"]))]
    return Held(id=int(raw["id"]), data=raw["data"], mark=mark_of(raw), pieces=(*made, *begun))


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


def _email(user: Any, emails: Addresses) -> str:
    """Return the address of a user, told by number or by address; a removed account keeps its number as its name."""
    return str(user) if isinstance(user, str) else emails.of(int(user or 0))


def mark_of(task: Mapping[str, Any]) -> Mark:
    """Return by what a task is seen to have changed: when it moved, and its counts."""
    counts = (task["total_annotations"], task["cancelled_annotations"], task["total_predictions"])
    return Mark(task["updated_at"], *map(str, counts))


def article_id_of(held: Held) -> str:
    """Return the id of a task's article; a task that was imported by hand gets the one that its text has."""
    return str(held.data.get(DOC_ID) or article_id(str(held.data.get(TEXT, ""))))


def with_deleted(was: Held | None, now: Held) -> Held:
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


def as_deleted(was: Held) -> Held:
    """Return a task that the server has no more, with everything in it as deleted."""
    pieces = tuple(msgspec.structs.replace(piece, status="deleted") for piece in was.pieces)
    return msgspec.structs.replace(was, pieces=pieces, gone=True)
