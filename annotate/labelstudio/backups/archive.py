"""A backup on disk: a folder of JSON Lines that a person can read, with the sha256 of each file in backup.json.

It holds no e-mail address, no password and no key: people are pseudonyms, which `.annotate/people.json` alone explains.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator
from hashlib import file_digest
from pathlib import Path
from typing import Any, Self, TypeVar

import msgspec

from annotate import store
from annotate.errors import AnnotateError, Fault, RecordError
from annotate.labelstudio.memory.manifest import Sent
from annotate.labelstudio.memory.mirror import Held

FORMAT = 1
HEAD = "backup.json"
_TABLES = (PROJECTS, TASKS, DELETED, USERS) = ("projects.jsonl", "tasks.jsonl", "deleted.jsonl", "users.jsonl")

Json = dict[str, Any]
T = TypeVar("T")


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of what a line holds."""


class ProjectRow(Row, frozen=True, kw_only=True):
    """A project: its title, the layers of its pass, the settings that can be set, its tabs by id."""

    id: int
    title: str
    layers: tuple[str, ...]
    settings: Json
    views: list[Json]


class PredictionRow(Row, frozen=True, kw_only=True):
    """A prediction of a task."""

    id: int
    model_version: str
    score: float | None = None
    result: list[Json]


class AnnotationRow(Row, frozen=True, kw_only=True):
    """What one person submitted or skipped; not `saved` if nobody looked at it: a copy of a prediction made in bulk."""

    id: int
    by: str
    result: list[Json]
    skipped: bool = False
    ground_truth: bool = False
    saved: bool = True
    lead_time: float | None = None
    parent_prediction: int | None = None
    parent_annotation: int | None = None
    created_at: str
    updated_at: str

    @property
    def draft(self) -> bool:
        """Return False: it was submitted, or skipped."""
        return False


class DraftRow(Row, frozen=True, kw_only=True):
    """What one person has begun: of a task, or changes to an annotation."""

    id: int
    by: str
    result: list[Json]
    lead_time: float | None = None
    annotation: int | None = None
    created_at: str
    updated_at: str

    @property
    def draft(self) -> bool:
        """Return True: it was not submitted yet."""
        return True


class TaskRow(Row, frozen=True, kw_only=True):
    """A task with everything in it, each list by id, and what our manifest says of it, oldest first."""

    id: int
    project: int
    data: Json
    meta: Json = {}
    predictions: tuple[PredictionRow, ...] = ()
    annotations: tuple[AnnotationRow, ...] = ()
    drafts: tuple[DraftRow, ...] = ()
    sent: tuple[Sent, ...] = ()


class DeletedRow(Row, frozen=True, kw_only=True):
    """Work that is on the server no more and that pulls remember: by the task it was in, which may be gone too."""

    project: int
    held: Held


class UserRow(Row, frozen=True, kw_only=True):
    """Somebody whose work is in the backup."""

    pseudonym: str


class FileRow(Row, frozen=True, kw_only=True):
    """A file of the backup: how many lines, and their sha256 in hexadecimal."""

    lines: int
    sha256: str


class Head(Row, frozen=True, kw_only=True):
    """What backup.json says; `people` names the people.json whose pseudonyms these are, without saying what is in it."""

    format: int
    id: str
    corpus: str
    made_at: str
    server: str
    label_studio: str
    annotate: str
    people: str
    files: dict[str, FileRow]


class Archive:
    """A backup that was proven whole; its tasks are read as they are asked for."""

    def __init__(self, folder: Path, head: Head) -> None:
        """Keep what backup.json says; `opened` is the way to one."""
        self.folder, self.head = folder, head
        self.projects = list(_rows(folder / PROJECTS, ProjectRow))
        self.users = list(_rows(folder / USERS, UserRow))

    @classmethod
    def opened(cls, folder: Path) -> Self:
        """Return the backup in a folder; AnnotateError names the file that is missing, cut off, changed or too new."""
        path = folder / HEAD
        try:
            said = path.read_bytes()
        except OSError as error:
            raise AnnotateError(
                f"{path}: cannot be read ({error.strerror}); a backup is the folder that `annotate backup` made"
            ) from error
        try:
            version = msgspec.json.decode(said, type=_Versioned).format
            if version > FORMAT:
                raise AnnotateError(
                    f"{path}: format {version} is newer than this program, which reads up to {FORMAT}: install a newer news-annotate"
                )
            head = msgspec.json.decode(said, type=Head)
        except msgspec.DecodeError as error:
            raise AnnotateError(f"{path}: not what `annotate backup` wrote ({error}); take another copy") from error
        for name in _TABLES:
            _prove(folder / name, head.files.get(name))
        return cls(folder, head)

    def tasks(self, project: int) -> Iterator[TaskRow]:
        """Yield the tasks of a project of the backup, by id."""
        return (row for row in _rows(self.folder / TASKS, TaskRow) if row.project == project)

    def deleted(self, project: int) -> Iterator[DeletedRow]:
        """Yield what pulls remember of a project beyond what was on the server, by task."""
        return (row for row in _rows(self.folder / DELETED, DeletedRow) if row.project == project)


class _Versioned(Row, frozen=True, kw_only=True):
    format: int


def written(
    folder: Path, head: Callable[[dict[str, FileRow]], Head], tables: Iterable[tuple[str, Iterable[Row]]]
) -> Head:
    """Write a backup and return its head: the folder appears whole or not at all.

    `head` is asked last, with the files as they are. AnnotateError if the folder is there already or cannot be written.
    """
    if folder.exists():
        raise AnnotateError(f"{folder}: is there already; a backup is never overwritten, name another folder")
    growing = folder.with_name(f".{folder.name}.unfinished")
    try:
        shutil.rmtree(growing, ignore_errors=True)  # what a kill left
        growing.mkdir(parents=True, mode=0o700)
        files = {}
        for name, rows in tables:
            lines = store.write(growing / name, rows)
            files[name] = FileRow(lines=lines, sha256=_sha256(growing / name))
        made = head(files)
        (growing / HEAD).write_bytes(msgspec.json.format(msgspec.json.encode(made)) + b"\n")
        growing.rename(folder)
    except OSError as error:
        raise AnnotateError(f"{folder}: cannot be written ({error.strerror}); nothing of it was kept") from error
    finally:
        shutil.rmtree(growing, ignore_errors=True)
    return made


def _prove(path: Path, said: FileRow | None) -> None:
    if said is None:
        raise AnnotateError(f"{path}: {HEAD} does not know this file; take another copy of the backup")
    try:
        there = _sha256(path)
    except OSError as error:
        raise AnnotateError(f"{path}: cannot be read ({error.strerror}); take another copy of the backup") from error
    if there != said.sha256:
        raise AnnotateError(
            f"{path}: not as it was written (its sha256 is {there[:12]}…, not {said.sha256[:12]}…): cut off, or "
            "changed since; nothing was restored, take another copy of the backup"
        )


def _sha256(path: Path) -> str:
    with path.open("rb") as source:
        return file_digest(source, "sha256").hexdigest()


def _rows(path: Path, kind: type[T]) -> Iterator[T]:
    decode = msgspec.json.Decoder(kind).decode
    with path.open("rb") as source:
        for number, item in store.lines(source, str(path), decode):
            if isinstance(item, Fault):
                raise RecordError([Fault(str(path), number, item.message)])
            yield item
