"""What we sent, on our side: the suggestion behind each task, so that corrections are told from what people added.

One append-only JSON Lines file a project, `.annotate/pushed/<server>-<project>.jsonl`; the last line of a task counts.
It can be lost without harm: the server's predictions say the same, but for parts.
"""

import os
import re
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import msgspec

from annotate import store
from annotate.annotations import Annotation, Article
from annotate.labelstudio.own.whereabouts import read_server

_BUFFER = 1 << 16  # bytes: a few articles


class Sent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A task and the article as it was sent: with one annotation, the suggestion.

    `blind`: it was not shown. `beside`: it was added beside the work of a person who had been shown an earlier one.
    """

    task: int
    article: Article
    blind: bool = False
    beside: bool = False

    @property
    def suggestion(self) -> Annotation:
        """Return the annotation that the task was made from."""
        return self.article.annotations[0]


def pushed_folder(folder: Path) -> Path:
    """Return where a working folder keeps what was pushed."""
    return folder / "pushed"


def server_slug(folder: Path, server: str) -> str:
    """Return a server's address as part of a file name; "own" for the folder's own, which may come back on another port."""
    own = read_server(folder)
    if own is not None and own.url == server:
        return "own"
    return re.sub(r"[^\w.]+", "-", server.partition("://")[2]).strip("-")


class _Head(msgspec.Struct, frozen=True):
    """What tells lines apart; the rest of a line is read when it is asked for."""

    task: int
    article: msgspec.Raw
    beside: bool = False


class _Text(msgspec.Struct, frozen=True):
    """An article, of which nothing but the text is decoded."""

    text: str


class _Told(msgspec.Struct, frozen=True):
    """A line, of which nothing but the article's text is decoded."""

    article: _Text


class Manifest:
    """The sent tasks of one project; `keep` appends at once, so that a kill loses nothing that the server has.

    Held are the places of the lines only: a project of any size takes no more memory than its numbers.
    """

    def __init__(self, folder: Path, server: str, project: int) -> None:
        """Find what was kept of the project; a line that cannot be read counts as lost."""
        self.path = pushed_folder(folder) / f"{server_slug(folder, server)}-{project}.jsonl"
        self._source: BinaryIO | None = None
        self._sent: dict[int, int] = {}
        self._beside: dict[int, int] = {}
        if self.path.exists():
            with self.path.open("rb") as source:
                place = 0
                for line in source:
                    with suppress(msgspec.DecodeError):
                        self._know(_head.decode(line), place)
                    place += len(line)

    def _know(self, item: _Head | Sent, place: int) -> None:
        (self._beside if item.beside else self._sent)[item.task] = place

    def keep(self, sent: list[Sent]) -> None:
        """Append what was sent, on a line of its own even after a line that a kill cut off."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab+") as target:
            if target.tell():
                target.seek(-1, os.SEEK_END)
                target.write(b"" if target.read() == b"\n" else b"\n")
            places = []
            for item in sent:
                places.append(target.tell())
                store.write_to(target, [item])
        for item, place in zip(sent, places, strict=True):
            self._know(item, place)

    def of(self, task: int, text: str) -> Sent | None:
        """Return what was sent as this task, None if that is unknown or was another text."""
        return self._read(self._sent.get(task), text)

    def knows(self, task: int, text: str) -> bool:
        """Say whether `of` returns something."""
        line = self._line(self._sent.get(task))
        with suppress(msgspec.DecodeError):
            return line != b"" and _text.decode(line).article.text == text
        return False

    def newest(self, task: int, text: str) -> Sent | None:
        """Return the last thing sent for this task: what stands beside a person's work, else what they were shown."""
        return self._read(self._beside.get(task), text) or self.of(task, text)

    def _read(self, place: int | None, text: str) -> Sent | None:
        line = self._line(place)
        with suppress(msgspec.DecodeError):
            item = _whole.decode(line) if line else None
            return item if item is not None and item.article.text == text else None
        return None

    def _line(self, place: int | None) -> bytes:
        """Return the line at a place of the file, which is opened once; nothing without a place."""
        if place is None:
            return b""
        if self._source is None:
            self._source = self.path.open("rb", buffering=_BUFFER)
            weakref.finalize(self, self._source.close)
        self._source.seek(place)
        return self._source.readline()

    @contextmanager
    def sending(self) -> Iterator[None]:
        """Leave a mark while a request is under way that makes something; it stays if we are killed or the answer is lost.

        The mark of an earlier one stays as it was; that of the last one to begin says how long to wait.
        """
        earlier = self._marked_at()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._mark.touch()
        yield
        if earlier is None:
            self.forget_cut_off()
        else:
            os.utime(self._mark, (earlier, earlier))

    def forget_cut_off(self) -> None:
        """Take the mark away: what it stood for is looked after."""
        self._mark.unlink(missing_ok=True)

    def cut_off_s(self) -> float | None:
        """Return how many seconds ago a request began whose end we never saw, None if there is none."""
        marked = self._marked_at()
        return None if marked is None else max(0.0, time.time() - marked)

    def _marked_at(self) -> float | None:
        try:
            return self._mark.stat().st_mtime
        except FileNotFoundError:
            return None

    @property
    def _mark(self) -> Path:
        return self.path.with_suffix(".sending")


_head = msgspec.json.Decoder(_Head)
_whole = msgspec.json.Decoder(Sent)
_text = msgspec.json.Decoder(_Told)
