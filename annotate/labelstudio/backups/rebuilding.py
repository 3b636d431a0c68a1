"""One project of a backup on a server again: its tasks, everybody's work in them, its tabs, and all of it compared."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from annotate.errors import LabelStudioError
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.api.predictions import batches, delete_tasks
from annotate.labelstudio.api.projects import made_once
from annotate.labelstudio.api.records import ProjectInfo
from annotate.labelstudio.backups.archive import AnnotationRow, Archive, DraftRow, Json, ProjectRow, TaskRow
from annotate.labelstudio.backups.backup import MARK, row_of
from annotate.labelstudio.backups.fidelity import differences
from annotate.labelstudio.backups.remembered import recall
from annotate.labelstudio.backups.standins import StandIns
from annotate.labelstudio.memory.manifest import Manifest
from annotate.labelstudio.memory.restored import OriginalTime, Restored
from annotate.labelstudio.memory.roster import Roster

_BATCH = 100  # tasks a request, each with the work of everybody in it
_TRIES = 3
_SHOWN = 5  # differences named in an error

Report = Callable[[str], None]
Counts = Counter[str]


def by_mark(exported: list[Json], archive: Archive) -> dict[int, Json]:
    """Return those of the exported tasks that are a backup's, by their id in it."""
    marks = [((task.get("meta") or {}).get(MARK) or {}, task) for task in exported]
    return {mark["task"]: task for mark, task in marks if mark.get("backup") == archive.head.id}


class Rebuilding(NamedTuple):
    """One project on its way back; `counts` is added to while things are written."""

    row: ProjectRow
    title: str
    archive: Archive
    client: Client
    folder: Path
    people: StandIns
    roster: Roster
    report: Report
    counts: Counts

    def rows(self) -> Iterator[TaskRow]:
        """Yield the backup's tasks of the project, by id."""
        return self.archive.tasks(self.row.id)

    def made(self) -> ProjectInfo:
        """Make the project and return it; what is known here of another that had its number is forgotten."""
        settings = self.row.settings
        words = settings.get("expert_instruction", "")
        project = made_once(self.client, self.title, settings["label_config"], words)
        Manifest(self.folder, self.client.url, project.id).path.unlink(missing_ok=True)
        Restored(self.folder, self.client.url, project.id).forget()
        self.counts["projects"] += 1
        return project

    def finish(self, info: ProjectInfo, there: dict[int, Json]) -> None:
        """Send what is not there yet, compare all of it, and write down on our side what belongs to it."""
        project = info.id
        settings = {key: value for key, value in self.row.settings.items() if key != "model_version"}
        manifest = Manifest(self.folder, self.client.url, project)
        self.client.update_project(project, **settings)
        self.send(project, there, manifest)
        tasks = by_mark(self.client.export(project), self.archive)
        self.link(tasks)
        self.keep_drafts(tasks, manifest)
        new = {old: int(task["id"]) for old, task in tasks.items()}
        self.make_views(project, new, manifest)
        versions = {one["model_version"] for task in tasks.values() for one in task["predictions"]}
        if self.row.settings.get("model_version") in versions:
            self.client.set_model_version(project, self.row.settings["model_version"])
        times = self.compared(project, self.client.export(project))
        self.keep_manifest(manifest, tasks)
        recall(self.archive, self.row, self.client, info, folder=self.folder, tasks=new)
        Restored(self.folder, self.client.url, project).keep(self.archive.head.id, times)

    def send(self, project: int, there: dict[int, Json], manifest: Manifest) -> None:
        """Send the tasks that are not there, each with its predictions and annotations: all of a batch or none."""
        done = len(there)
        for batch in batches((row for row in self.rows() if row.id not in there), _BATCH):
            with manifest.sending():  # accounts that are made for it
                tasks = [self.task(row) for row in batch]
            self.import_whole(project, tasks, manifest)
            done += len(batch)
            self.counts["tasks"] += len(batch)
            self.counts["annotations"] += sum(len(row.annotations) for row in batch)
            self.report(f"{self.title}: {done} tasks are there")

    def import_whole(self, project: int, tasks: list[Json], manifest: Manifest) -> None:
        """Send tasks until the server kept all that came with them; what it kept in part goes again."""
        for _ in range(_TRIES):
            with manifest.sending():
                made, whole = self.client.import_tasks(project, tasks)
            if whole:
                return
            delete_tasks(self.client, project, made)
        raise LabelStudioError(
            f"Label Studio at {self.client.url} keeps tasks without what was sent with them, as it does while others "
            f"write to it: {self.title} is not whole; the same command completes it"
        )

    def task(self, row: TaskRow) -> Json:
        """Return a task as a server imports it."""
        return {
            "data": row.data,
            "meta": row.meta | {MARK: {"backup": self.archive.head.id, "task": row.id}},
            "predictions": [
                {"model_version": one.model_version, "score": one.score, "result": one.result}
                for one in row.predictions
            ],
            "annotations": [
                {
                    "id": one.id,  # kept as import_id
                    "completed_by": {"email": self.people.account(one.by)},
                    "result": one.result,
                    "was_cancelled": one.skipped,
                    "ground_truth": one.ground_truth,
                    "lead_time": one.lead_time,
                }
                for one in row.annotations
            ],
        }

    def link(self, tasks: dict[int, Json]) -> None:
        """Tell each annotation what it was made from; copies made in bulk stay as they are, nobody ever saved them."""
        new = {raw["import_id"]: raw for task in tasks.values() for raw in task["annotations"]}
        for row in self.rows():
            sent = sorted(int(one["id"]) for one in tasks[row.id]["predictions"])
            predictions = dict(zip((one.id for one in row.predictions), sent, strict=True))
            for one in row.annotations:
                raw = new[one.id]
                if one.saved and raw["updated_by"] is None:
                    parents = {
                        "parent_prediction": predictions.get(one.parent_prediction or 0),
                        "parent_annotation": new.get(one.parent_annotation, {}).get("id"),
                    }
                    self.client.call(
                        f"link annotation {raw['id']}", "PATCH", f"api/annotations/{raw['id']}/", json=parents
                    )

    def keep_drafts(self, tasks: dict[int, Json], manifest: Manifest) -> None:
        """Keep the drafts that are not there yet, each as whoever began it."""
        for row in self.rows():
            task = tasks[row.id]
            there = {draft["import_id"] for draft in task["drafts"]}
            annotations = {raw["import_id"]: raw["id"] for raw in task["annotations"]}
            for one in row.drafts:
                if one.id in there:
                    continue
                of = f"/annotations/{annotations[one.annotation]}" if one.annotation in annotations else ""
                body = {"result": one.result, "lead_time": one.lead_time, "import_id": one.id}
                with manifest.sending():
                    self.people.draft(one.by, f"api/tasks/{task['id']}{of}/drafts", body)
                self.counts["drafts"] += 1

    def make_views(self, project: int, tasks: dict[int, int], manifest: Manifest) -> None:
        """Make the tabs that are not there yet, in their order; tasks that a filter names get their new ids."""
        made = len(self.client.views(project))
        for data in self.row.views[made:]:
            with manifest.sending():
                self.client.create_view(project, data.get("title", ""), _with_new_ids(data, tasks))

    def compared(self, project: int, exported: list[Json]) -> list[OriginalTime]:
        """Return the original times of all that was restored; LabelStudioError if it is not what the backup holds."""
        tasks = {
            old: (raw, row_of(raw, project, self.roster.pseudonym))
            for old, raw in by_mark(exported, self.archive).items()
        }
        wrong: list[str] = [] if len(tasks) == len(exported) else ["tasks are there twice or were added meanwhile"]
        times: list[OriginalTime] = []
        for row in self.rows():
            raw, there = tasks[row.id]
            wrong += [f"task {raw['id']}: {what}" for what in differences(row, there)]
            pairs: list[tuple[AnnotationRow | DraftRow, AnnotationRow | DraftRow]] = [
                *zip(row.annotations, there.annotations, strict=False),  # compared above
                *zip(row.drafts, there.drafts, strict=False),
            ]
            times += [
                OriginalTime(
                    draft=new.draft,
                    id=new.id,
                    created_at=old.created_at,
                    updated_at=old.updated_at,
                    restored_at=new.updated_at,
                )
                for old, new in pairs
            ]
        if wrong:
            more = f", and {len(wrong) - _SHOWN} more" if len(wrong) > _SHOWN else ""
            raise LabelStudioError(
                f"{self.title!r} on {self.client.url} is not what the backup holds: {'; '.join(wrong[:_SHOWN])}{more}. If "
                "somebody has worked there meanwhile, nothing is wrong; else delete that project and restore again"
            )
        return times

    def keep_manifest(self, manifest: Manifest, tasks: dict[int, Json]) -> None:
        """Write down what was once sent as these tasks, with their new ids."""
        for row in self.rows():
            new = int(tasks[row.id]["id"])
            if row.sent and manifest.newest(new, row.sent[-1].article.text) != msgspec.structs.replace(
                row.sent[-1], task=new
            ):
                manifest.keep([msgspec.structs.replace(one, task=new) for one in row.sent])


def _with_new_ids(data: Json, tasks: dict[int, int]) -> Json:
    """Return a tab whose filter on task ids names the new ones; what is no list of ids stays as it is."""
    filters = data.get("filters") or {}
    items = []
    for item in filters.get("items") or []:
        value = item.get("value")
        named = item.get("filter") == "filter:tasks:id" and isinstance(value, list)
        items.append(item | ({"value": [tasks[one] for one in value if one in tasks]} if named else {}))
    return data | ({"filters": filters | {"items": items}} if items else {})
