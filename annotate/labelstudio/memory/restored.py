"""When restored work was done: a server dates what it is sent by its own clock, so the true times stay on our side.

One JSON Lines file a project, `.annotate/restored/<server>-<project>.jsonl`, written once a restore is proven. It can be
lost without harm to the work: its times are then those of the restore.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol, TypeVar, cast

import msgspec

from annotate import store
from annotate.labelstudio.memory.manifest import server_slug

Key = tuple[bool, int]  # whether it is a draft; its id on the server


class Dated(Protocol):
    """One annotation or draft, a backup's or the server's: a msgspec.Struct with these fields."""

    @property
    def id(self) -> int: ...  # noqa: D102 - the field is its own words
    @property
    def draft(self) -> bool: ...  # noqa: D102
    @property
    def updated_at(self) -> str | None: ...  # noqa: D102


T = TypeVar("T", bound=Dated)


class OriginalTime(msgspec.Struct, frozen=True, kw_only=True, tag_field="is", tag="time"):
    """When an annotation or a draft of this server was made and last changed; `restored_at` is what the server says."""

    draft: bool
    id: int
    created_at: str
    updated_at: str
    restored_at: str


class _From(msgspec.Struct, frozen=True, kw_only=True, tag_field="is", tag="restored"):
    """The first line: the backup that was restored."""

    backup: str


_line = msgspec.json.Decoder(_From | OriginalTime)


class Restored:
    """What is known of a project that was restored; nothing of one that was not."""

    def __init__(self, folder: Path, server: str, project: int) -> None:
        """Read the file if there is one; a line that cannot be read counts as lost."""
        self.path = folder / "restored" / f"{server_slug(folder, server)}-{project}.jsonl"
        self.backup: str | None = None
        self._times: dict[Key, OriginalTime] = {}
        if self.path.exists():
            with self.path.open("rb") as source:
                for _, item in store.lines(source, str(self.path), _line.decode):
                    if isinstance(item, _From):
                        self.backup = item.backup
                    elif isinstance(item, OriginalTime):
                        self._times[item.draft, item.id] = item

    def keep(self, backup: str, times: Iterable[OriginalTime]) -> None:
        """Write down that the project is the backup's now, whole."""
        store.write(self.path, [_From(backup=backup), *times])

    def forget(self) -> None:
        """Take the file away: the project is another that got the same number."""
        self.path.unlink(missing_ok=True)

    def dated(self, piece: T) -> T:
        """Return an annotation or draft with the times of the original; what was changed since keeps its last change."""
        known = self._times.get((piece.draft, piece.id))
        if known is None:
            return piece
        updated_at = known.updated_at if piece.updated_at == known.restored_at else piece.updated_at
        times = {"created_at": known.created_at, "updated_at": updated_at}
        return cast("T", msgspec.structs.replace(cast("msgspec.Struct", piece), **times))
