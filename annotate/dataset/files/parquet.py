"""Record batches into Parquet: the same rows give the same bytes, and a changed row changes little else of the file."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from annotate.dataset.files.hashes import RowsHash, file_hash
from annotate.dataset.rows.columns import Column, Columns
from annotate.dataset.rows.schema import arrow_schema
from annotate.dataset.rows.subject import Row
from annotate.dataset.splits.splits import SPLITS
from annotate.errors import DatasetError

ROWS_PER_GROUP = 1000
_OPTIONS = {
    "compression": "zstd",
    "write_page_index": True,
    "use_content_defined_chunking": {"min_chunk_size": 1 << 18, "max_chunk_size": 1 << 20, "norm_level": 0},
}


class Size(NamedTuple):
    """What a split of a config weighs: rows, bytes in memory, bytes of its file; the hashes of that file and of its rows."""

    rows: int
    memory: int
    file: int
    file_sha256: str
    rows_sha256: str


def shard(config: str, split: str) -> str:
    """Return the path of a split's file inside a dataset folder."""
    return f"{config}/{split}-00000-of-00001.parquet"


class Tables:
    """A Parquet file for each config and split that gets a row; there is none for the others.

    A split without rows is left out because `datasets` refuses to load a config that names one.
    """

    def __init__(self, folder: Path, configs: Mapping[str, Columns], stack: ExitStack) -> None:
        """Keep where to write and what; a file is opened for its first rows and closed with the stack."""
        self._folder = folder
        self._configs = configs
        self._stack = stack
        self._files: dict[tuple[str, str], _File] = {}

    def add(self, config: str, split: str, batch: Any) -> None:
        """Append a record batch."""
        if (config, split) not in self._files:
            path = self._folder / shard(config, split)
            path.parent.mkdir(exist_ok=True)
            self._files[config, split] = self._stack.enter_context(_open(path, self._configs[config]))
        self._files[config, split].add(batch)

    def sizes(self) -> dict[str, dict[str, Size]]:
        """Return the size of each file by config and split in their order, once the files are closed."""
        found: dict[str, dict[str, Size]] = {}
        for config in self._configs:
            for split in SPLITS:
                if (config, split) in self._files:
                    found.setdefault(config, {})[split] = self._files[config, split].size()
        return found


@contextmanager
def opened(folder: Path, configs: Mapping[str, Columns]) -> Iterator[Tables]:
    """Yield tables to add batches to; they are written out and closed at the end."""
    with ExitStack() as stack:
        yield Tables(folder, configs, stack)


class _File:
    """Record batches on their way into one Parquet file, in row groups of one size however they come."""

    def __init__(self, path: Path, schema: Any, writer: Any) -> None:
        self._path = path
        self._schema = schema
        self._writer = writer
        self._waiting: list[Any] = []
        self._ready = 0
        self._rows = 0
        self._memory = 0
        self._hash = RowsHash()

    def add(self, batch: Any) -> None:
        self._hash.add(batch)
        self._rows += batch.num_rows
        self._memory += batch.nbytes
        self._waiting.append(batch)
        self._ready += batch.num_rows
        if self._ready >= ROWS_PER_GROUP:
            self._write(self._ready - self._ready % ROWS_PER_GROUP)

    def _write(self, rows: int) -> None:
        import pyarrow as pa

        table = pa.Table.from_batches(self._waiting, schema=self._schema)
        self._writer.write_table(table.slice(0, rows).combine_chunks(), row_group_size=ROWS_PER_GROUP)
        self._waiting = table.slice(rows).to_batches()
        self._ready -= rows

    def flush(self) -> None:
        if self._ready:
            self._write(self._ready)

    def size(self) -> Size:
        return Size(self._rows, self._memory, self._path.stat().st_size, file_hash(self._path), self._hash.hexdigest())


@contextmanager
def _open(path: Path, columns: Columns) -> Iterator[_File]:
    import pyarrow.parquet as pq

    schema = arrow_schema(columns)
    with pq.ParquetWriter(path, schema, **_OPTIONS) as writer:
        file = _File(path, schema, writer)
        yield file
        file.flush()


def as_batch(rows: Iterable[Row], columns: Columns, where: str) -> Any:
    """Return rows (classes as names) as a record batch: the plain way, one row at a time."""
    import pyarrow as pa

    return pa.RecordBatch.from_pylist(list(map(encoder(columns, where), rows)), schema=arrow_schema(columns))


def encoder(column: Column, where: str) -> Callable[[Any], Any]:
    """Return what turns names of classes into ids, all the way down, and leaves out of structs what is null.

    DatasetError names a class or a column that the scheme does not have: Parquet writers drop unknown keys silently.
    """
    return _encoder(column, where) or (lambda value: value)


def _encoder(column: Column, where: str) -> Callable[[Any], Any] | None:
    """Return what encodes the values of a column that are not null; None if they stay as they are."""
    if column == "float64":
        return float
    if isinstance(column, str):
        return None
    if isinstance(column, tuple):
        return _class_encoder(column, where)
    if isinstance(column, list):
        item = _encoder(column[0], where)
        return None if item is None else lambda value: [None if x is None else item(x) for x in value]
    fields = {name: _encoder(inner, f"{where}.{name}") for name, inner in column.items()}
    changed = [(name, encode) for name, encode in fields.items() if encode is not None]
    known = fields.keys()

    def struct(value: Row) -> Row:
        encoded = {name: inner for name, inner in value.items() if inner is not None}
        if not encoded.keys() <= known:
            unknown = min(encoded.keys() - known)
            raise DatasetError(f"{where}: column {unknown!r} is not in the scheme, the row cannot be written")
        for name, encode in changed:
            if name in encoded:
                encoded[name] = encode(encoded[name])
        return encoded

    return struct


def _class_encoder(names: tuple[str, ...], where: str) -> Callable[[Any], Any]:
    ids = {name: i for i, name in enumerate(names)}

    def encode(value: str) -> int:
        if value not in ids:
            raise DatasetError(f"{where}: {value!r} is not one of {', '.join(names)}")
        return ids[value]

    return encode
