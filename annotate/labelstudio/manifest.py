"""What we sent, on our side: the suggestion behind each task, so that corrections are told from what people added.

One append-only JSON Lines file a project, `.annotate/pushed/<server>-<project>.jsonl`; the last line of a task counts.
It can be lost without harm: the server's predictions say the same, but for parts.
"""

import re
from os import SEEK_END
from pathlib import Path

import msgspec

from annotate import store
from annotate.annotations import Annotation, Article, text_hash
from annotate.errors import Fault
from annotate.labelstudio.ownserver import read_server


class Sent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A task and the article as it was sent: with one annotation, the suggestion. `blind`: it was not shown."""

    task: int
    article: Article
    blind: bool = False

    @property
    def suggestion(self) -> Annotation:
        """Return the annotation that the task was made from."""
        return self.article.annotations[0]


class Manifest:
    """The sent tasks of one project; `keep` appends at once, so that a kill loses nothing that the server has."""

    def __init__(self, folder: Path, server: str, project: int) -> None:
        """Read what was kept of the project; a line that cannot be read counts as lost."""
        own = read_server(folder)  # it may come back on another port
        slug = (
            "own"
            if own is not None and own.url == server
            else re.sub(r"[^\w.]+", "-", server.partition("://")[2]).strip("-")
        )
        self.path = folder / "pushed" / f"{slug}-{project}.jsonl"
        self._sent: dict[int, Sent] = {}
        if self.path.exists():
            with self.path.open("rb") as source:
                for _, item in store.lines(source, str(self.path), msgspec.json.Decoder(Sent).decode):
                    if not isinstance(item, Fault):
                        self._sent[item.task] = item

    def keep(self, sent: list[Sent]) -> None:
        """Append what was sent, on a line of its own even after a line that a kill cut off."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab+") as target:
            if target.tell():
                target.seek(-1, SEEK_END)
                target.write(b"" if target.read() == b"\n" else b"\n")
            store.write_to(target, sent)
        self._sent |= {item.task: item for item in sent}

    def of(self, task: int, text: str) -> Sent | None:
        """Return what was sent as this task, None if that is unknown or was another text."""
        item = self._sent.get(task)
        return item if item is not None and text_hash(item.article.text) == text_hash(text) else None
