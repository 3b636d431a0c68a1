"""Record batches into Parquet: the same rows give the same bytes, and a changed row changes little else of the file."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from annotate.dataset.files.hashes import RowsHash, file_hash
from annotate.dataset.rows.columns import Columns
from annotate.dataset.rows.schema import arrow_schema
from annotate.dataset.splits.splits import SPLITS

_BYTES_PER_GROUP = 1 << 23  # in memory; a group is made of whole batches until they have so many,
ROWS_PER_GROUP = 50_000  # or rows so many
_OPTIONS = {
    "compression": "zstd",
    "write_page_index": True,
    "use_dictionary": False,  # zstd alone is smaller and faster, on real news and on made-up words
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

    def __init__(
        self, folder: Path, configs: Mapping[str, Columns], stack: ExitStack, threads: Executor | None
    ) -> None:
        """Keep where to write and what; a file is opened for its first rows and closed with the stack."""
        self._folder = folder
        self._configs = configs
        self._stack = stack
        self._threads = threads
        self._files: dict[tuple[str, str], _File] = {}

    def add(self, split: str, batches: Mapping[str, tuple[Path, int]]) -> None:
        """Append the record batches of several configs: the Arrow stream that each is in, and how many rows it has."""
        for config in batches:
            if (config, split) not in self._files:
                self._files[config, split] = self._open(config, split)
        files = [self._files[config, split] for config in batches]
        self._each(_File.add, files, [path for path, _ in batches.values()], [rows for _, rows in batches.values()])

    def finish(self, threads: int) -> None:
        """Write what is left and close the files, so many at once."""
        with ThreadPoolExecutor(threads) as pool:
            for _ in pool.map(_File.finish, self._files.values()):
                pass

    def _each(self, work: Callable[..., None], *of: Iterable[Any]) -> None:
        for _ in map(work, *of) if self._threads is None else self._threads.map(work, *of):
            pass

    def sizes(self) -> dict[str, dict[str, Size]]:
        """Return the size of each file by config and split in their order, once all is finished."""
        found: dict[str, dict[str, Size]] = {}
        for config in self._configs:
            for split in SPLITS:
                if (config, split) in self._files:
                    found.setdefault(config, {})[split] = self._files[config, split].size
        return found

    def _open(self, config: str, split: str) -> "_File":
        import pyarrow as pa
        import pyarrow.parquet as pq

        path = self._folder / shard(config, split)
        path.parent.mkdir(exist_ok=True)
        schema = arrow_schema(self._configs[config])
        return _File(
            path,
            schema,
            self._stack.enter_context(pq.ParquetWriter(path, schema, memory_pool=pa.system_memory_pool(), **_OPTIONS)),
        )


@contextmanager
def opened(folder: Path, configs: Mapping[str, Columns], *, threads: int = 1, at_last: int = 1) -> Iterator[Tables]:
    """Yield tables to add batches to; they are written out and closed at the end.

    So many files are written at once, and `at_last` so many: when no others are at work any more.
    """
    with ExitStack() as stack:
        pool = stack.enter_context(ThreadPoolExecutor(threads)) if threads > 1 else None
        tables = Tables(folder, configs, stack, pool)
        yield tables
        tables.finish(at_last)


class _File:
    """Record batches on their way into one Parquet file: whole batches make a row group once they are large enough.

    They wait on disk: a row group of documents is many times larger than all else that an export keeps in memory.
    """

    def __init__(self, path: Path, schema: Any, writer: Any) -> None:
        self._path = path
        self._schema = schema
        self._writer = writer
        self._waiting: list[Path] = []
        self._ready = 0
        self._bytes = 0
        self._rows = 0
        self._memory = 0
        self._hash = RowsHash()
        self.size = Size(0, 0, 0, "", "")

    def add(self, path: Path, rows: int) -> None:
        self._waiting.append(path)
        self._ready += rows
        self._bytes += path.stat().st_size
        if self._ready >= ROWS_PER_GROUP or self._bytes >= _BYTES_PER_GROUP:
            self.flush()

    def flush(self) -> None:
        import pyarrow as pa

        if not self._waiting:
            return
        table = pa.concat_tables([_read(path) for path in self._waiting]).replace_schema_metadata(self._schema.metadata)
        self._memory += table.nbytes
        table = table.combine_chunks(pa.system_memory_pool())
        for batch in table.to_batches():
            self._hash.add(batch)
        self._rows += table.num_rows
        self._writer.write_table(table, row_group_size=table.num_rows)
        del table  # which is the files that go now
        for path in self._waiting:
            path.unlink()
        self._waiting, self._ready, self._bytes = [], 0, 0

    def finish(self) -> None:
        self.flush()
        self._writer.close()
        size, digest = self._path.stat().st_size, file_hash(self._path)
        self.size = Size(self._rows, self._memory, size, digest, self._hash.hexdigest())


def _read(path: Path) -> Any:
    import pyarrow as pa

    with pa.memory_map(str(path)) as file, pa.ipc.open_stream(file) as stream:
        return stream.read_all()
