"""`annotate pull --watch` without a server: what a round that failed leaves to the next, and what ctrl-c waits for."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from annotate.annotations import Article
from annotate.cli import pull
from annotate.errors import LabelStudioError
from annotate.labelstudio.api.client import KEY, URL
from annotate.labelstudio.pulling.reading import Reject
from annotate.labelstudio.pulling.refresh import Changes
from tests.cli.terminal import Said, Terminal


class Brought:
    """What a round brings: so many articles, so many of them changed; ctrl-c is pressed so often while they are read."""

    def __init__(self, articles: int, changed: int, *, interrupted: int = 0) -> None:
        self.counts = {"submitted": articles}
        self.changes = Changes(changed, changed, 0)
        self.rejects: list[Reject] = []
        self.remarks: list[str] = []
        self.projects = [1]
        self._interrupted = interrupted

    def records(self) -> Iterator[Article]:
        for number in range(self.counts["submitted"]):
            if number < self._interrupted:
                signal.raise_signal(signal.SIGINT)
            yield Article(id=str(number), text="It rained.")


class Watch:
    """Looks as often as there are rounds, then ctrl-c."""

    def __init__(self, rounds: int) -> None:
        self.left = rounds

    def wait(self) -> None:
        self.left -= 1
        if self.left < 0:
            signal.raise_signal(signal.SIGINT)

    def follow(self, projects: list[int]) -> None:
        assert projects == [1]


def watched(terminal: Terminal, monkeypatch: pytest.MonkeyPatch, *rounds: Brought | LabelStudioError) -> Said:
    """Pull, watch for the rounds, press ctrl-c; return what was said."""
    left = iter(rounds)

    @contextmanager
    def pulling(*_: object, **__: object) -> Iterator[Brought]:
        brought = next(left)
        if isinstance(brought, LabelStudioError):
            raise brought
        yield brought

    @contextmanager
    def watching(*_: object, **__: object) -> Iterator[Watch]:
        yield Watch(len(rounds) - 1)

    monkeypatch.setattr(pull, "pulling", pulling)
    monkeypatch.setattr(pull, "watching", watching)
    return terminal("pull demo -o out.jsonl --watch --json", environment={URL: "http://127.0.0.1:9", KEY: "k"})


def written(terminal: Terminal) -> int:
    return len((terminal.folder / "out.jsonl").read_text().splitlines())


def test_what_changed_in_a_round_that_failed_is_written_by_the_next(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = LabelStudioError("the connection broke")
    said = watched(terminal, monkeypatch, Brought(1, 1), failed, Brought(2, 0))

    assert (written(terminal), said.out) == (2, '{"submitted": 2}\n')
    assert "the connection broke; it is tried again" in said.err


def test_a_round_without_a_change_writes_nothing(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    said = watched(terminal, monkeypatch, Brought(1, 1), Brought(2, 0))
    assert (written(terminal), said.out) == (1, '{"submitted": 1}\n')


def test_ctrl_c_while_the_file_is_written_ends_when_file_and_summary_agree(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = watched(terminal, monkeypatch, Brought(1, 1), Brought(3, 1, interrupted=1), Brought(9, 9))
    assert (said.code, written(terminal), said.out) == (0, 3, '{"submitted": 3}\n')


def test_who_presses_ctrl_c_twice_does_not_wait(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    said = watched(terminal, monkeypatch, Brought(1, 1), Brought(3, 1, interrupted=2))
    assert (said.code, written(terminal), said.out) == (0, 1, '{"submitted": 1}\n')
