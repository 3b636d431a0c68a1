"""What was pulled, on our side: whole, private, and told from what a new server under an old number holds."""

import stat
from pathlib import Path

import msgspec
import pytest

from annotate.errors import AnnotateError
from annotate.labelstudio.memory.mirror import Cursor, Held, Mark, Piece, mirror

SERVER = "http://127.0.0.1:9"
MARK = Mark("2024-10-18T00:00:00.000000Z", "1", "0", "1")
PIECE = Piece(id=1, who="a01", status="submitted", result=[])
TASK = Held(id=7, data={"text": "Lima"}, mark=MARK, pieces=(PIECE,))


def test_what_is_kept_is_there_the_next_day(tmp_path: Path):
    with mirror(tmp_path, SERVER) as held:
        held.keep(held.project(1, "monday", "demo · actors", ["actors"]), [("story", TASK)])
    with mirror(tmp_path, SERVER) as held:
        project = held.project(1, "monday", "demo · actors", ["actors"])
        assert (held.task(project, 7), held.of_article(project, "story")) == (TASK, [TASK])
        assert (held.marks(project), held.begun(project), held.articles([project])) == ({7: MARK}, set(), ["story"])


def test_a_task_that_is_gone_has_no_mark_and_is_still_there(tmp_path: Path):
    with mirror(tmp_path, SERVER) as held:
        project = held.project(1, "monday", "demo · actors", ["actors"])
        held.keep(project, [("story", msgspec.structs.replace(TASK, gone=True))])
        assert (held.marks(project), held.numbers(project)) == ({}, [7])


def test_drafts_are_told(tmp_path: Path):
    with mirror(tmp_path, SERVER) as held:
        project = held.project(1, "monday", "demo · actors", ["actors"])
        held.keep(
            project,
            [("story", msgspec.structs.replace(TASK, pieces=(msgspec.structs.replace(PIECE, status="draft"),)))],
        )
        assert held.begun(project) == {7}


def test_a_project_made_anew_under_an_old_number_is_another_one(tmp_path: Path):
    with mirror(tmp_path, SERVER) as held:
        first = held.project(1, "monday", "demo · actors", ["actors"])
        held.keep(first, [("story", TASK)])
        second = held.project(1, "tuesday", "demo · actors", ["actors"])
        assert (held.task(second, 7), [p.key for p in held.projects("demo · ")]) == (None, [first.key, second.key])


def test_the_cursor_is_kept(tmp_path: Path):
    cursor = Cursor(since="2024-10-18T00:00:00.000000Z", versions={"rules-1": 3})
    with mirror(tmp_path, SERVER) as held:
        project = held.project(1, "monday", "demo · actors", ["actors"])
        held.read_until(project, cursor)
        assert (project.cursor, held.project(1, "monday", "demo", []).cursor) == (Cursor(), cursor)


def test_what_is_set_aside_is_there_until_the_mirror_is_closed(tmp_path: Path):
    with mirror(tmp_path, SERVER) as held:
        held.set_aside([("story", b"one"), ("other", b"two")])
        held.set_aside([("story", b"three")])
        assert [held.aside(article) for article in ("story", "other", "third")] == [b"three", b"two", None]
    with mirror(tmp_path, SERVER) as held:
        assert held.aside("story") is None


def test_where_temporary_files_have_no_room_nothing_is_set_aside_and_nothing_else_suffers(tmp_path: Path):
    with mirror(tmp_path, SERVER) as held:
        held.set_aside([("story", b"one")])
        held._base.execute("PRAGMA temp.max_page_count = 1")
        held.set_aside([("story", b"another" * 10_000)])
        assert held.aside("story") is None
        held.keep(held.project(1, "monday", "demo · actors", ["actors"]), [("story", TASK)])


def test_only_the_owner_can_read_it(tmp_path: Path):
    with mirror(tmp_path, SERVER):
        (file,) = tmp_path.glob("pulled/*.sqlite")
        assert [stat.S_IMODE(path.stat().st_mode) for path in (file.parent, file)] == [0o700, 0o600]


def test_a_damaged_file_is_said_with_what_to_do(tmp_path: Path):
    with mirror(tmp_path, SERVER):
        (file,) = tmp_path.glob("pulled/*.sqlite")
    file.write_bytes(b"no database at all" * 100)
    with pytest.raises(AnnotateError, match="move it away and pull again"), mirror(tmp_path, SERVER):
        pass
