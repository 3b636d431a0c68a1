"""A backup on disk: whole or not there, and what is wrong with a copy is said with the file's name."""

import json
import resource
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from annotate.errors import AnnotateError, RecordError
from annotate.labelstudio.backups.archive import (
    DELETED,
    FORMAT,
    HEAD,
    PROJECTS,
    TASKS,
    USERS,
    Archive,
    FileRow,
    Head,
    PredictionRow,
    ProjectRow,
    Row,
    TaskRow,
    UserRow,
    written,
)

PROJECT = ProjectRow(id=3, title="news · actors", layers=("actors",), settings={"label_config": "<View/>"}, views=[])
TASK = TaskRow(
    id=7,
    project=3,
    data={"text": "Ash \U0001f30b fell.\r\n"},
    predictions=(PredictionRow(id=1, model_version="v", result=[{"id": "a"}]),),
)


def head(files: dict[str, FileRow]) -> Head:
    told = {"id": "b1", "corpus": "news", "made_at": "2026-01-01", "server": "http://x", "people": "people-1"}
    return Head(format=FORMAT, label_studio="1.23.2", annotate="0.1.0", files=files, **told)


def made(folder: Path, tasks: int = 1) -> Path:
    rows: list[tuple[str, Sequence[Row]]] = [
        (PROJECTS, [PROJECT]),
        (TASKS, [TASK] * tasks),
        (DELETED, []),
        (USERS, [UserRow(pseudonym="a01")]),
    ]
    written(folder / "backup", head, rows)
    return folder / "backup"


def test_a_backup_is_read_as_it_was_written(tmp_path: Path) -> None:
    archive = Archive.opened(made(tmp_path))

    assert (archive.projects, list(archive.tasks(3)), list(archive.tasks(4))) == ([PROJECT], [TASK], [])
    assert [user.pseudonym for user in archive.users] == ["a01"]


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def change(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"fell", b"rose"))


@pytest.mark.parametrize("damage", [cut, change, Path.unlink])
def test_a_file_that_is_cut_changed_or_missing_is_named(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    folder = made(tmp_path)
    damage(folder / TASKS)

    with pytest.raises(AnnotateError, match=r"backup/tasks\.jsonl: .*take another copy of the backup"):
        Archive.opened(folder)


def test_a_newer_format_is_refused_before_anything_else_is_read(tmp_path: Path) -> None:
    folder = made(tmp_path)
    (folder / HEAD).write_text(json.dumps({"format": FORMAT + 1, "what": "nobody knows yet"}))

    with pytest.raises(AnnotateError, match=rf"backup\.json: format {FORMAT + 1} is newer than this program"):
        Archive.opened(folder)


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"format": 1}'])
def test_a_head_that_is_none_is_said_so(tmp_path: Path, content: str) -> None:
    folder = made(tmp_path)
    (folder / HEAD).write_text(content)

    with pytest.raises(AnnotateError, match=r"backup\.json: not what `annotate backup` wrote"):
        Archive.opened(folder)


def test_a_folder_that_is_no_backup_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(AnnotateError, match=r"backup\.json: cannot be read .* the folder that `annotate backup` made"):
        Archive.opened(tmp_path)


def test_a_line_that_is_no_task_is_named_even_if_the_sums_are_right(tmp_path: Path) -> None:
    rows: list[tuple[str, Sequence[Row]]] = [
        (PROJECTS, [PROJECT]),
        (TASKS, [UserRow(pseudonym="a01")]),
        (DELETED, []),
        (USERS, []),
    ]
    written(tmp_path / "backup", head, rows)

    with pytest.raises(RecordError, match=r"tasks\.jsonl:1: "):
        list(Archive.opened(tmp_path / "backup").tasks(3))


def test_a_backup_is_never_overwritten(tmp_path: Path) -> None:
    folder = made(tmp_path)
    before = (folder / TASKS).read_bytes()

    with pytest.raises(AnnotateError, match="is there already; a backup is never overwritten"):
        made(tmp_path)
    assert (folder / TASKS).read_bytes() == before


def test_a_disk_that_is_full_leaves_nothing_and_is_said(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, hard))  # the nearest thing to a full disk without being root
    try:
        with pytest.raises(AnnotateError, match=r"cannot be written \(File too large\)"):
            made(tmp_path, tasks=1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(tmp_path.iterdir()) == []


def test_what_a_kill_left_of_an_earlier_backup_is_no_hindrance(tmp_path: Path) -> None:
    left = tmp_path / ".backup.unfinished"
    left.mkdir()
    (left / TASKS).write_text("half")

    made(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["backup"]


def test_a_backup_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    assert made(tmp_path).stat().st_mode & 0o077 == 0
