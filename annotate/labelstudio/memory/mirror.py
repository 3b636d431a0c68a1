"""What the server held at the last pull, on our side: the cursor, and the memory of what was deleted there since.

One SQLite file a server, `.annotate/pulled/<server>.sqlite`, readable by its owner only; people are in it by their
pseudonyms. A task and its mark are written together, so that a pull that is killed leaves a cursor that is true.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from annotate.annotations import Status
from annotate.errors import AnnotateError
from annotate.labelstudio.memory.lock import waiting
from annotate.labelstudio.memory.manifest import server_slug

_OWNER_ONLY = 0o600
_WAIT_S = 60.0
_TABLES = """
CREATE TABLE IF NOT EXISTS projects (key INTEGER PRIMARY KEY, id INTEGER NOT NULL, made TEXT NOT NULL,
  title TEXT NOT NULL, layers TEXT NOT NULL, cursor TEXT NOT NULL DEFAULT '{}', UNIQUE (id, made));
CREATE TABLE IF NOT EXISTS tasks (project INTEGER NOT NULL, id INTEGER NOT NULL, article TEXT NOT NULL,
  mark TEXT NOT NULL, begun INTEGER NOT NULL, gone INTEGER NOT NULL, held BLOB NOT NULL, UNIQUE (project, id));

CREATE INDEX IF NOT EXISTS by_article ON tasks (article, project, id);
CREATE INDEX IF NOT EXISTS marked ON tasks (project, gone, begun, id, mark);
CREATE TEMP TABLE aside (article TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID;
"""


class Piece(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One annotation or draft of one person. `of` is the annotation that a draft changes.

    `unattended`: neither a time nor a hand on it, as the server's own copies of suggestions are.
    """

    id: int
    who: str
    status: Status
    result: list[dict[str, Any]]
    draft: bool = False
    of: int | None = None
    created_at: str | None = None
    updated_at: str | None = None
    lead_time_s: float | None = None
    unattended: bool = False


class Suggested(msgspec.Struct, frozen=True, omit_defaults=True):
    """One prediction of a task."""

    version: str
    result: list[dict[str, Any]]


class Mark(NamedTuple):
    """What the server says of a task without its annotations: any change of them but of drafts is another mark."""

    updated_at: str
    annotations: str
    skipped: str
    predictions: str


NEVER_READ = Mark("1970-01-01T00:00:00+00:00", "0", "0", "0")  # no task has it: the next pull reads it


class Held(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One task; `predictions` has them where our manifest does not tell them. `gone`: the server has it no more."""

    id: int
    data: dict[str, Any]
    mark: Mark
    pieces: tuple[Piece, ...] = ()
    predictions: tuple[Suggested, ...] = ()
    gone: bool = False

    @property
    def is_begun(self) -> bool:
        """Say whether somebody has a draft of it."""
        return any(piece.status == "draft" for piece in self.pieces)

    @property
    def is_blind(self) -> bool:
        """Say whether no suggestion is shown."""
        return self.mark.predictions == "0"


class Cursor(msgspec.Struct, frozen=True, kw_only=True):
    """Up to where a project was read: to the end, what moved after `since` aside (None: it never was).

    `versions` counts its predictions by model version.
    """

    since: str | None = None
    versions: dict[str, int] = {}


class Known(NamedTuple):
    """A project of a corpus as it was pulled."""

    key: int
    id: int
    title: str
    layers: tuple[str, ...]
    cursor: Cursor


_held = msgspec.json.Decoder(Held)


class Mirror:
    """The tasks of one server that were pulled."""

    def __init__(self, base: sqlite3.Connection) -> None:
        """Use an open database; `mirror` opens one."""
        self._base, self._sets_aside = base, True

    def project(self, number: int, made: str, title: str, layers: Iterable[str]) -> Known:
        """Return a project, known from now on; one that was made anew under an old number is another one."""
        with self._base:
            self._base.execute(
                "INSERT INTO projects (id, made, title, layers) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (id, made) DO UPDATE SET title = excluded.title, layers = excluded.layers",
                (number, made, title, " ".join(layers)),
            )
        return next(self._projects("id = ? AND made = ?", number, made))

    def projects(self, prefix: str) -> list[Known]:
        """Return all projects whose title begins so, those that are gone from the server too."""
        return list(self._projects("substr(title, 1, length(?)) = ?", prefix, prefix))

    def _projects(self, where: str, *values: object) -> Iterator[Known]:
        asked = f"SELECT key, id, title, layers, cursor FROM projects WHERE {where} ORDER BY key"  # noqa: S608 - our own words
        for key, number, title, layers, cursor in self._base.execute(asked, values):
            yield Known(key, number, title, tuple(layers.split()), msgspec.json.decode(cursor, type=Cursor))

    def read_until(self, project: Known, cursor: Cursor) -> None:
        """Remember that a project was read to its end."""
        with self._base:
            self._base.execute(
                "UPDATE projects SET cursor = ? WHERE key = ?", (msgspec.json.encode(cursor).decode(), project.key)
            )

    def marks(self, project: Known) -> dict[int, Mark]:
        """Return the mark of each task that is not gone."""
        asked = "SELECT id, mark FROM tasks INDEXED BY marked WHERE project = ? AND gone = 0"
        return {task: Mark(*mark.split(" ")) for task, mark in self._base.execute(asked, (project.key,))}

    def numbers(self, project: Known) -> list[int]:
        """Return the ids of all tasks that were ever pulled."""
        asked = "SELECT id FROM tasks INDEXED BY marked WHERE project = ? ORDER BY id"
        return [task for (task,) in self._base.execute(asked, (project.key,))]

    def begun(self, project: Known) -> set[int]:
        """Return the tasks that had drafts."""
        asked = "SELECT id FROM tasks INDEXED BY marked WHERE project = ? AND gone = 0 AND begun = 1"
        return {task for (task,) in self._base.execute(asked, (project.key,))}

    def task(self, project: Known, task: int) -> Held | None:
        """Return a task, None if it was never pulled."""
        row = self._base.execute("SELECT held FROM tasks WHERE project = ? AND id = ?", (project.key, task)).fetchone()
        return None if row is None else _held.decode(row[0])

    def keep(self, project: Known, tasks: Iterable[tuple[str, Held]]) -> None:
        """Write tasks, each with its article's id; all of them or none."""
        rows = [
            (project.key, held.id, article, " ".join(held.mark), held.is_begun, held.gone, msgspec.json.encode(held))
            for article, held in tasks
        ]
        with self._base:
            self._base.executemany("INSERT OR REPLACE INTO tasks VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def articles(self, projects: Iterable[Known]) -> list[str]:
        """Return the ids of the articles of projects, in order."""
        rows = (self._base.execute("SELECT DISTINCT article FROM tasks WHERE project = ?", (p.key,)) for p in projects)
        return sorted({article for some in rows for (article,) in some})

    def of_article(self, project: Known, article: str) -> list[Held]:
        """Return the tasks of an article in a project, by id; those still on the server first."""
        asked = "SELECT held FROM tasks INDEXED BY by_article WHERE article = ? AND project = ? ORDER BY id"
        found = [_held.decode(row[0]) for row in self._base.execute(asked, (article, project.key))]
        return sorted(found, key=lambda held: held.gone)

    def set_aside(self, contents: Iterable[tuple[str, bytes]]) -> None:
        """Keep something for each article until this mirror is closed, in a temporary file; the last word counts.

        Where the folder for those is full, nothing is kept from then on.
        """
        try:
            with self._base:
                self._base.executemany("INSERT OR REPLACE INTO aside VALUES (?, ?)", contents)
        except sqlite3.OperationalError:
            self._sets_aside = False

    def aside(self, article: str) -> bytes | None:
        """Return what was set aside for an article; None if nothing was, or not all that was to be."""
        if not self._sets_aside:
            return None
        row = self._base.execute("SELECT content FROM aside WHERE article = ?", (article,)).fetchone()
        return None if row is None else bytes(row[0])


@contextmanager
def mirror(folder: Path, server: str) -> Iterator[Mirror]:
    """Open what was pulled from a server; another pull of this working folder waits until this one is done.

    AnnotateError if the file is damaged or another version's.
    """
    place = folder / "pulled"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = place / f"{server_slug(folder, server)}.sqlite"
    with waiting(path.with_suffix(".lock")):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, _OWNER_ONLY))
        with closing(sqlite3.connect(path, timeout=_WAIT_S)) as base:
            try:
                base.executescript(_TABLES)
                yield Mirror(base)
            except (sqlite3.DatabaseError, msgspec.DecodeError) as error:
                raise AnnotateError(
                    f"{path}: cannot be read ({error}); move it away and pull again: all that is on the server comes "
                    "anew, only what was deleted there is forgotten"
                ) from error
