"""The hashes in a card beside those of the files: whether rows were changed after the export, or only their bytes."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from annotate.checks.findings import Finding
from annotate.dataset.card.front_matter import FILE_HASHES, ROWS_HASH
from annotate.dataset.files.folder import README
from annotate.dataset.files.hashes import RowsHash, config_hash, file_hash
from annotate.dataset.splits.splits import SPLITS

REWRITE = "write the dataset anew with `annotate export`"


class Hashed:
    """The hashes of a folder's rows, taken while they are read, and what its card says they should be."""

    def __init__(self, folder: Path, head: Mapping[str, Any]) -> None:
        """Keep what the card's front matter says."""
        self._folder = folder
        self._told = {kind: of if isinstance(of := head.get(kind), dict) else {} for kind in (ROWS_HASH, FILE_HASHES)}
        self._rows: dict[str, dict[str, RowsHash]] = {}
        self._paths: dict[str, list[Path]] = {}

    def batches(self, batches: Iterable[Any], path: Path, config: str, split: str) -> Iterator[Any]:
        """Yield the record batches of a file as they come; the hash of its rows is known when all are read."""
        self._paths.setdefault(config, []).append(path)
        state = self._rows.setdefault(config, {}).setdefault(split, RowsHash())
        for batch in batches:
            state.add(batch)
            yield batch

    def findings(self) -> list[Finding]:
        """Return the configs whose rows, and the files whose bytes, are not those of the card."""
        found = []
        for config, paths in self._paths.items():
            splits = {s: self._rows[config][s].hexdigest() for s in SPLITS if s in self._rows[config]}
            same = self._told[ROWS_HASH].get(config) == config_hash(splits)
            if not same:
                message = f"the rows of {config!r} have another hash than the card gives: they were changed; {REWRITE}"
                found.append(Finding("D12", str(self._folder / README), 0, message))
            for path in paths if same else ():
                if self._told[FILE_HASHES].get(path.relative_to(self._folder).as_posix()) != file_hash(path):
                    message = (
                        f"other bytes than the card says, with the same rows: written by another library? {REWRITE}"
                    )
                    found.append(Finding("D12", str(path), 0, message))
        return found
