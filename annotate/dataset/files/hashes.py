"""Hashes of rows, whatever the bytes of their file: a newer Parquet writer changes files, only people change rows.

A row is the JSON that `msgspec.json.encode(row, order="sorted")` gives: keys sorted, classes as ids, null left out. The hash
of a split is the SHA-256 of its rows in order, each with a line end; that of a config is the SHA-256 of the lines
`SPLIT HASH` of its splits in the order train, validation, test.
"""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

_BLOCK = 1 << 20


class RowsHash:
    """The hash of the rows added so far."""

    def __init__(self) -> None:
        """Start with no row."""
        self._state = sha256()
        self._encode = msgspec.json.Encoder(order="sorted").encode

    def add(self, row: Mapping[str, Any]) -> None:
        """Add a row that has no nulls in it."""
        self._state.update(self._encode(row))
        self._state.update(b"\n")

    def hexdigest(self) -> str:
        """Return the hash, 64 hexadecimal digits."""
        return self._state.hexdigest()


def config_hash(splits: Mapping[str, str]) -> str:
    """Return the hash of a config from those of its splits, which are in their order."""
    return sha256("".join(f"{split} {digest}\n" for split, digest in splits.items()).encode()).hexdigest()


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    state = sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            state.update(block)
    return state.hexdigest()


def without_nulls(value: Any) -> Any:
    """Return a row as read from Parquet without what is null in it, all the way down."""
    if isinstance(value, dict):
        return {name: without_nulls(inner) for name, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [without_nulls(item) for item in value]
    return value
