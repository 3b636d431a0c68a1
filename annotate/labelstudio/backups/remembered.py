"""What pulls remember of work that is on the server no more, taken into a backup and back out of it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from annotate.labelstudio.api.client import Client
from annotate.labelstudio.api.projects import Found
from annotate.labelstudio.api.records import ProjectInfo
from annotate.labelstudio.backups.archive import Archive, DeletedRow, ProjectRow
from annotate.labelstudio.memory.mirror import NEVER_READ, Known, Mirror, mirror
from annotate.labelstudio.pulling.holding import article_id_of

Key = tuple[bool, int]


def remembered(client: Client, project: Found, folder: Path) -> Iterator[DeletedRow]:
    """Yield, by task, the work in a project that was deleted on the server and pulled before; nothing else of the tasks."""
    with mirror(folder, client.url) as held:
        known = _known(client, held, project.info.id, project.info.title, project.shown.layers)
        for task in held.numbers(known):
            was = held.task(known, task)
            pieces = tuple(piece for piece in was.pieces if piece.status == "deleted") if was else ()
            if was is not None and pieces:
                yield DeletedRow(project=known.id, held=msgspec.structs.replace(was, pieces=pieces))


def recall(
    archive: Archive, row: ProjectRow, client: Client, project: ProjectInfo, *, folder: Path, tasks: dict[int, int]
) -> None:
    """Let pulls of a restored project remember what they did before the backup; `tasks` are the new ids by the old.

    Where the project was lost on this same server, what was restored no longer counts as deleted there.
    """
    with mirror(folder, client.url) as held:
        known = _known(client, held, project.id, project.title, row.layers)
        rows = []
        for number, one in enumerate(archive.deleted(row.id), start=1):
            # Numbers below zero: the server gives none, so nothing it makes is taken for one of these.
            pieces = tuple(msgspec.structs.replace(p, id=-place) for place, p in enumerate(one.held.pieces, start=1))
            new = -number if one.held.gone else tasks[one.held.id]
            kept = msgspec.structs.replace(one.held, id=new, pieces=pieces, mark=NEVER_READ)
            rows.append((article_id_of(kept), kept))
        held.keep(known, rows)
        there = {one.id for one in client.projects(row.title)} - {project.id}  # whose number may be the lost one's
        for lost in held.projects(row.title):
            if (lost.id, lost.title) == (row.id, row.title) and lost.key != known.key and lost.id not in there:
                _let_go(archive, row, held, lost)


def _let_go(archive: Archive, row: ProjectRow, held: Mirror, lost: Known) -> None:
    """Forget of a lost project what was restored from it; what the backup does not have, or has otherwise, stays."""
    for one in archive.tasks(row.id):
        work = {(False, piece.id): piece.result for piece in one.annotations}
        work |= {(True, piece.id): piece.result for piece in one.drafts}
        _forget(held, lost, one.id, work)
    for gone in archive.deleted(row.id):
        _forget(held, lost, gone.held.id, {(piece.draft, piece.id): piece.result for piece in gone.held.pieces})


def _forget(held: Mirror, lost: Known, task: int, work: dict[Key, list[dict[str, object]]]) -> None:
    was = held.task(lost, task)
    if was is not None:
        pieces = tuple(piece for piece in was.pieces if work.get((piece.draft, piece.id)) != piece.result)
        held.keep(lost, [(article_id_of(was), msgspec.structs.replace(was, pieces=pieces))])


def _known(client: Client, held: Mirror, project: int, title: str, layers: Iterable[str]) -> Known:
    return held.project(project, str(client.project_settings(project)["created_at"]), title, layers)
