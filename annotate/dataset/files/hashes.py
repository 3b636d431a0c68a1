"""Hashes of rows, whatever the bytes of their file: a newer Parquet writer changes files, only people change rows.

Rows are hashed by column, a nested column by its path (`spans.label`). A column has up to three streams: `valid`, a byte
for each value, 0 where it is null; `lengths`, for texts and lists that of each value, 0 for null; `values`, texts in UTF-8,
numbers and class ids little-endian as wide as their type, booleans as bytes, 0 for null. Values under a null list are
none. The hash of a split is the SHA-256 of a line `PATH TYPE STREAM SHA-256` for each stream, in the order of the columns;
that of a config is the SHA-256 of a line `SPLIT HASH` for each split in the order train, validation, test.
"""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

_BLOCK = 1 << 20


class RowsHash:
    """The hash of the rows added so far; it is the same however they are cut into batches."""

    def __init__(self) -> None:
        """Start with no row."""
        self._streams: dict[str, Any] = {}

    def add(self, batch: Any) -> None:
        """Add the rows of a record batch."""
        for name, values in zip(batch.schema.names, batch.columns, strict=True):
            self._add(name, values)

    def hexdigest(self) -> str:
        """Return the hash, 64 hexadecimal digits."""
        return sha256("".join(f"{name} {s.hexdigest()}\n" for name, s in self._streams.items()).encode()).hexdigest()

    def _add(self, path: str, values: Any) -> None:
        """Take the values of a column into its streams: nulls, lengths and values apart, also inside lists and structs."""
        import pyarrow as pa
        import pyarrow.compute as pc

        kind = values.type
        whole = values.null_count == 0
        self._update(f"{path} {_named(kind)} valid", b"\1" * len(values) if whole else _bytes(values.is_valid()))
        if pa.types.is_struct(kind):
            for name, inner in zip([field.name for field in kind], values.flatten(), strict=True):
                self._add(f"{path}.{name}", inner)
        elif pa.types.is_list(kind):
            self._update(f"{path} list lengths", _bytes(pc.list_value_length(values)))
            self._add(f"{path}.item", values.flatten())
        elif pa.types.is_string(kind):
            self._update(f"{path} string lengths", _bytes(pc.binary_length(values)))
            self._update(f"{path} string values", _texts(values if whole else values.drop_null()))
        else:
            self._update(f"{path} {kind} values", _bytes(values))

    def _update(self, stream: str, data: Any) -> None:
        if stream not in self._streams:
            self._streams[stream] = sha256()
        self._streams[stream].update(data)


def _named(kind: Any) -> str:
    """Return the name of a type; what is in lists and structs says itself."""
    import pyarrow as pa

    return "struct" if pa.types.is_struct(kind) else "list" if pa.types.is_list(kind) else str(kind)


def _bytes(values: Any) -> Any:
    """Return numbers or booleans as bytes, null as 0; what is in memory already is not copied."""
    import numpy as np
    import pyarrow as pa

    if values.null_count:
        values = values.fill_null(False if pa.types.is_boolean(values.type) else 0)
    if pa.types.is_boolean(values.type):
        values = values.cast(pa.uint8())
    kind = np.dtype(values.type.to_pandas_dtype())
    _, data = values.buffers()
    if data is None or not len(values):
        return b""
    numbers = np.frombuffer(data, dtype=kind, count=len(values), offset=values.offset * kind.itemsize)
    return numbers.astype(kind.newbyteorder("<"), copy=False).view(np.uint8)


def _texts(values: Any) -> Any:
    """Return texts, none of them null, one after another in UTF-8."""
    import numpy as np

    _, offsets, data = values.buffers()
    if not len(values) or data is None:
        return b""
    bounds = np.frombuffer(offsets, dtype=np.int32)[[values.offset, values.offset + len(values)]]
    return memoryview(data)[int(bounds[0]) : int(bounds[1])]


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
