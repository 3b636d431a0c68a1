"""The least that an export of Label Studio tasks can take: what it does beside our own Python, by itself.

    .venv/bin/python benchmarks/export_floor.py [--tasks 10000]

The JSON is decoded, columns that are ready are handed to another process, hashed and written as Parquet, in as many
processes as `benchmarks/export.py` has; nothing is read from the results, proven or made. The columns are those of an
export of the same tasks, which is written first and not counted.
"""

import argparse
import os
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec
from export import Task, generate, ours, spent, stretches, task_lines  # beside this file

from annotate.dataset.files.parquet import opened
from annotate.dataset.rows.columns import DOCUMENTS, configs
from annotate.dataset.splits.splits import SPLITS
from annotate.dataset.streaming.crew import crew, no_idle_threads
from annotate.dataset.streaming.making import ARTICLES, hand_over
from annotate.scheme import load_scheme


class Ready(NamedTuple):
    """A batch of rows of each config: the files that they are in, and those to hand them over in."""

    split: str
    made: dict[str, Path]
    given: dict[str, Path]


def prepare(folder: Path) -> list[Ready]:
    """Write a dataset and cut its tables into batches as large as those of an export."""
    import pyarrow.parquet as pq

    ours(folder)
    (folder / "ready").mkdir()
    batches: list[Ready] = []
    for split in SPLITS:
        tables = {path.parent.name: pq.read_table(path) for path in (folder / "dataset").glob(f"*/{split}-*.parquet")}
        for number in range(count := -(-tables[DOCUMENTS].num_rows // ARTICLES)):
            ready = Ready(split, {}, {})
            for config, table in tables.items():
                first, behind = (table.num_rows * at // count for at in (number, number + 1))
                made = folder / "ready" / f"{split}-{number}-{config}.arrow"
                hand_over(table.slice(first, behind - first).combine_chunks().to_batches()[0], made)
                ready.made[config] = made
                ready.given[config] = made.with_suffix(".given")
            batches.append(ready)
    return batches


def decode(path: Path, stretch: tuple[int, int]) -> None:
    """Decode the tasks in a stretch of the file."""
    decoder = msgspec.json.Decoder(Task)
    for line in task_lines(path, *stretch):
        decoder.decode(line)


def give(ready: Ready) -> tuple[str, dict[str, tuple[Path, int]]]:
    """Hand the columns over, as an export does."""
    import pyarrow as pa

    files: dict[str, tuple[Path, int]] = {}
    for config, made in ready.made.items():
        with pa.memory_map(str(made)) as file, pa.ipc.open_stream(file) as stream:
            batch = stream.read_next_batch()
            hand_over(batch, ready.given[config])
            files[config] = ready.given[config], batch.num_rows
    return ready.split, files


def main() -> None:
    """Print what the least takes."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--tasks", type=int, default=10_000)
    given = asked.parse_args()
    no_idle_threads()
    hands = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder, given.tasks)
        batches = prepare(folder)
        (folder / "least").mkdir()
        before, started = spent(), time.perf_counter()
        with crew(hands) as workers:
            list(workers.each(partial(decode, folder / "tasks.json"), stretches(folder / "tasks.json")))
            with opened(folder / "least", configs(load_scheme()), at_last=hands) as tables:
                for split, files in workers.each(give, batches):
                    tables.add(split, files)
                workers.dismiss()
        took = time.perf_counter() - started
    print(f"{given.tasks} tasks: {took:.1f} s, {spent() - before:.1f} s of all cores")


if __name__ == "__main__":
    main()
