"""A backup into a server: projects, tasks, everybody's work under their pseudonyms, ids mapped, and the whole of it compared.

What is there already is known by marks that the server keeps (the task's meta, an annotation's and a draft's import id), so
a restore that was cut off is completed by running it again, and a second one writes nothing.
"""

import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from annotate.errors import LabelStudioError
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.api.records import ProjectInfo
from annotate.labelstudio.backups.archive import Archive, Json
from annotate.labelstudio.backups.rebuilding import Counts, Rebuilding, Report, by_mark
from annotate.labelstudio.backups.standins import StandIns
from annotate.labelstudio.memory.lock import alone
from annotate.labelstudio.memory.manifest import Manifest
from annotate.labelstudio.memory.restored import Restored
from annotate.labelstudio.memory.roster import Roster
from annotate.labelstudio.pushing.doubled import OUTLIVES_S


def restore(
    archive: Archive, client: Client, *, folder: Path, name: str | None = None, report: Report = lambda _: None
) -> Counts:
    """Bring a backup into a server, under another corpus name if one is given; return what was written.

    Nothing is written if a project of that name holds anything but this backup's tasks, or a pseudonym of the backup is
    somebody else here (AnnotateError). LabelStudioError if the server fails; run again, it goes on from there.
    """
    corpus = name or archive.head.corpus
    counts: Counts = Counter(dict.fromkeys(("projects", "tasks", "annotations", "drafts", "restored_before"), 0))
    with alone(folder, client.url, corpus):
        roster = Roster(folder)
        titles = {row.id: corpus + row.title.removeprefix(archive.head.corpus) for row in archive.projects}
        found = {row.id: _there(titles[row.id], archive, client, folder) for row in archive.projects}
        roster.take_over(archive.head.people, {user.pseudonym for user in archive.users})
        with StandIns(client, roster, archive.head.people) as people:
            for row in archive.projects:
                there = found[row.id]
                if there is not None and there.done:
                    counts["restored_before"] += 1
                    continue
                work = Rebuilding(row, titles[row.id], archive, client, folder, people, roster, report, counts)
                work.finish(*((there.info, there.tasks) if there else (work.made(), {})))
    return counts


class _There(NamedTuple):
    """A project of the right title: its tasks by their id in the backup, and whether a restore was completed."""

    info: ProjectInfo
    tasks: dict[int, Json]
    done: bool


def _there(title: str, archive: Archive, client: Client, folder: Path) -> _There | None:
    info = client.project(title)
    if info is None:
        return None
    _outlive(Manifest(folder, client.url, info.id))
    exported = client.export(info.id)
    tasks = by_mark(exported, archive)
    done = Restored(folder, client.url, info.id).backup == archive.head.id and bool(tasks)
    if len(tasks) != len(exported) and not done:
        raise LabelStudioError(
            f"project {title!r} on {client.url} has {len(exported) - len(tasks)} tasks that are not of this backup; nothing "
            "was written: restore under another name (--project), or delete that project first"
        )
    return _There(info, tasks, done)


def _outlive(manifest: Manifest) -> None:
    """Wait until no request of an earlier restore can be under way any more: what it made would not be seen."""
    age = manifest.cut_off_s()
    if age is not None:
        time.sleep(max(0.0, OUTLIVES_S - age))
        manifest.forget_cut_off()
