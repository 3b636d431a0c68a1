"""What was sent, kept on our side: appended, read again, and no harm done where a line is lost."""

import os
from pathlib import Path

import msgspec
import pytest

from annotate.labelstudio.memory.manifest import Manifest, Sent
from tests.records import record

SERVER = "http://127.0.0.1:8080"
STORY = record("[Peru|STATE] voted.")
LATER = msgspec.structs.replace(STORY, annotations=(msgspec.structs.replace(STORY.annotations[0], version="rules-2"),))


def manifest(folder: Path, server: str = SERVER, project: int = 1) -> Manifest:
    return Manifest(folder, server, project)


def test_what_was_kept_is_known_at_once_and_later(tmp_path: Path):
    first = manifest(tmp_path)
    first.keep([Sent(task=7, article=STORY, blind=True)])
    for known in (first, manifest(tmp_path)):
        assert known.of(7, STORY.text) == Sent(task=7, article=STORY, blind=True)


def test_the_suggestion_is_the_articles_annotation():
    assert Sent(task=7, article=STORY).suggestion == STORY.annotations[0]


def test_the_last_word_on_a_task_counts(tmp_path: Path):
    first = manifest(tmp_path)
    first.keep([Sent(task=7, article=STORY)])
    first.keep([Sent(task=7, article=LATER)])
    assert manifest(tmp_path).of(7, STORY.text) == Sent(task=7, article=LATER)


@pytest.mark.parametrize(("task", "text"), [(8, STORY.text), (7, "another text")])
def test_an_unknown_task_or_text_is_nothing(task: int, text: str, tmp_path: Path):
    first = manifest(tmp_path)
    first.keep([Sent(task=7, article=STORY)])
    assert first.of(task, text) is None


def test_each_server_and_project_has_a_file_of_its_own(tmp_path: Path):
    names = {
        manifest(tmp_path, server, project).path.name
        for server, project in [(SERVER, 1), (SERVER, 2), ("http://127.0.0.1:8081", 1), ("https://ls.example/a/b", 1)]
    }
    assert names == {
        "127.0.0.1-8080-1.jsonl",
        "127.0.0.1-8080-2.jsonl",
        "127.0.0.1-8081-1.jsonl",
        "ls.example-a-b-1.jsonl",
    }


def test_a_line_that_a_kill_cut_off_is_lost_alone(tmp_path: Path):
    first = manifest(tmp_path)
    first.keep([Sent(task=7, article=STORY), Sent(task=8, article=STORY)])
    first.path.write_bytes(first.path.read_bytes()[:-20])
    second = manifest(tmp_path)
    assert (second.of(7, STORY.text) is None, second.of(8, STORY.text) is None) == (False, True)
    second.keep([Sent(task=9, article=STORY)])
    third = manifest(tmp_path)
    assert third.of(7, STORY.text)
    assert third.of(9, STORY.text)


def test_a_request_that_was_cut_off_is_known_by_the_moment_it_began_until_it_is_looked_after(tmp_path: Path):
    sending = manifest(tmp_path)
    with sending.sending():
        assert age(sending) < 50
    assert sending.cut_off_s() is None

    cut_off(sending, ago=100)
    with sending.sending():
        assert age(sending) < 50, "whoever is killed now was asking a moment ago"
    assert age(sending) > 50
    cut_off(sending, ago=0)
    assert age(sending) < 50

    sending.forget_cut_off()
    assert manifest(tmp_path).cut_off_s() is None


def age(one: Manifest) -> float:
    found = one.cut_off_s()
    assert found is not None
    return found


def cut_off(one: Manifest, *, ago: float) -> None:
    """Leave the mark that a kill leaves, so many seconds ago."""
    with pytest.raises(KeyboardInterrupt), one.sending():
        raise KeyboardInterrupt
    (mark,) = one.path.parent.glob("*.sending")
    os.utime(mark, (mark.stat().st_mtime - ago,) * 2)
