"""A whole corpus from a server into a folder: projects, tasks, predictions, everybody's work, what we know of what was sent."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import msgspec

from annotate.labelstudio.api.client import Client
from annotate.labelstudio.api.projects import Found, found
from annotate.labelstudio.backups.archive import (
    DELETED,
    FORMAT,
    PROJECTS,
    TASKS,
    USERS,
    AnnotationRow,
    DeletedRow,
    DraftRow,
    FileRow,
    Head,
    Json,
    PredictionRow,
    ProjectRow,
    Row,
    TaskRow,
    UserRow,
    written,
)
from annotate.labelstudio.backups.remembered import remembered
from annotate.labelstudio.memory.lock import alone
from annotate.labelstudio.memory.manifest import Manifest, Sent
from annotate.labelstudio.memory.people import People
from annotate.labelstudio.memory.restored import Restored
from annotate.labelstudio.memory.roster import Roster
from annotate.scheme import Scheme

MARK = "news-annotate"  # key of a restored task's meta: the backup and the task it was there
_UNKNOWN = "unknown"  # whoever worked under an account that was deleted since
_SETTINGS = (
    *("label_config", "expert_instruction", "show_instruction", "description", "color", "is_published"),
    *("maximum_annotations", "sampling", "skip_queue", "show_skip_button", "enable_empty_annotation"),
    *("show_annotation_history", "show_collab_predictions", "reveal_preannotations_interactively", "model_version"),
    *("show_ground_truth_first", "show_overlap_first", "overlap_cohort_percentage"),
    *("min_annotations_to_start_training", "evaluate_predictions_automatically"),
)


class BackedUp(NamedTuple):
    """A backup that was made, and how many of what are in it."""

    head: Head
    counts: dict[str, int]


def backup(
    name: str,
    client: Client,
    scheme: Scheme,
    *,
    folder: Path,
    out: Path,
    report: Callable[[str], None] = lambda _: None,
) -> BackedUp:
    """Write a corpus into the folder `out` and say what is in it; nothing on the server changes.

    AnnotateError if the corpus is not there, a push to it is under way, or `out` is there already.
    """
    people = Roster(folder)
    with alone(folder, client.url, name):
        contents = _Contents(found(client, name, scheme), client, folder, people, report)
        made = written(out, partial(_head, name, client, people), contents.tables())
    return BackedUp(made, contents.counts)


def _head(name: str, client: Client, people: Roster, files: dict[str, FileRow]) -> Head:
    return Head(
        format=FORMAT,
        id=uuid4().hex,
        corpus=name,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        server=client.url,
        label_studio=client.version(),
        annotate=version("news-annotate"),
        people=people.name,
        files=files,
    )


class _Contents:
    """The rows of a backup, read from the server as they are asked for; `counts` is how many of what there were."""

    def __init__(
        self, projects: list[Found], client: Client, folder: Path, people: Roster, report: Callable[[str], None]
    ) -> None:
        self.counts = dict.fromkeys(
            ("projects", "tasks", "predictions", "annotations", "drafts", "deleted", "people"), 0
        )
        self._projects, self._client, self._folder = projects, client, folder
        self._people, self._report = people, report
        self._seen: set[str] = set()

    def tables(self) -> Iterator[tuple[str, Iterable[Row]]]:
        """Yield each file's name with its rows, people last: the others say who there is."""
        self.counts["projects"] = len(self._projects)
        yield PROJECTS, [_project(project, self._client) for project in self._projects]
        yield TASKS, self._tasks()
        yield DELETED, self._deleted()
        self.counts["people"] = len(self._seen)
        yield USERS, [UserRow(pseudonym=pseudonym) for pseudonym in sorted(self._seen)]

    def _tasks(self) -> Iterator[TaskRow]:
        for project in self._projects:
            self._report(f"{project.info.title}: reading {project.info.tasks} tasks")
            for row in _tasks(project, self._client, self._folder, self._people):
                self.counts["tasks"] += 1
                self.counts["predictions"] += len(row.predictions)
                self.counts["annotations"] += len(row.annotations)
                self.counts["drafts"] += len(row.drafts)
                self._seen.update([one.by for one in row.annotations] + [one.by for one in row.drafts])
                yield row

    def _deleted(self) -> Iterator[DeletedRow]:
        for project in self._projects:
            for row in remembered(self._client, project, self._folder):
                self.counts["deleted"] += len(row.held.pieces)
                self._seen.update(piece.who for piece in row.held.pieces)
                yield row


def _project(project: Found, client: Client) -> ProjectRow:
    settings = client.project_settings(project.info.id)
    return ProjectRow(
        id=project.info.id,
        title=project.info.title,
        layers=project.shown.layers,
        settings={key: settings[key] for key in _SETTINGS if settings.get(key) is not None},
        views=[view.data for view in client.views(project.info.id)],
    )


def _tasks(project: Found, client: Client, folder: Path, people: People) -> Iterator[TaskRow]:
    manifest = Manifest(folder, client.url, project.info.id)
    times = Restored(folder, client.url, project.info.id)
    for task in client.export(project.info.id):
        text = str(task["data"].get("text", ""))
        shown, newest = manifest.of(task["id"], text), manifest.newest(task["id"], text)
        sent = tuple(one for one in (shown, None if newest is shown else newest) if one is not None)
        row = row_of(task, project.info.id, people.pseudonym, sent=sent)
        yield msgspec.structs.replace(
            row, annotations=tuple(map(times.dated, row.annotations)), drafts=tuple(map(times.dated, row.drafts))
        )


def row_of(task: Json, project: int, pseudonym: Callable[[str], str], *, sent: tuple[Sent, ...] = ()) -> TaskRow:
    """Return the line of an exported task; `pseudonym` says who has an e-mail address."""

    def who(email: str | None) -> str:
        return pseudonym(email) if email else _UNKNOWN

    def by_id(kind: str) -> list[Json]:
        return sorted(task.get(kind) or [], key=lambda one: int(one["id"]))

    return TaskRow(
        id=task["id"],
        project=project,
        data=task["data"],
        meta={key: value for key, value in (task.get("meta") or {}).items() if key != MARK},
        predictions=tuple(_prediction(raw) for raw in by_id("predictions")),
        annotations=tuple(
            _annotation(raw, who((raw["completed_by"] or {}).get("email"))) for raw in by_id("annotations")
        ),
        drafts=tuple(_draft(raw, who(raw["user"])) for raw in by_id("drafts")),
        sent=sent,
    )


def _prediction(raw: Json) -> PredictionRow:
    return PredictionRow(
        id=raw["id"], model_version=raw["model_version"] or "undefined", score=raw["score"], result=raw["result"]
    )


def _annotation(raw: Json, by: str) -> AnnotationRow:
    return AnnotationRow(
        id=raw["id"],
        by=by,
        result=raw["result"] or [],
        skipped=raw["was_cancelled"],
        ground_truth=raw["ground_truth"],
        saved=raw["updated_by"] is not None,
        lead_time=raw["lead_time"],
        parent_prediction=raw["parent_prediction"],
        parent_annotation=raw["parent_annotation"],
        created_at=raw["created_at"],
        updated_at=raw["updated_at"],
    )


def _draft(raw: Json, by: str) -> DraftRow:
    return DraftRow(
        id=raw["id"],
        by=by,
        result=raw["result"] or [],
        lead_time=raw["lead_time"],
        annotation=raw["annotation"],
        created_at=raw["created_at"],
        updated_at=raw["updated_at"],
    )
