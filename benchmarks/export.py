"""A Label Studio export into a dataset, beside what Label Studio's own converter needs for CoNLL on the same file.

    .venv/bin/python benchmarks/export.py [--tasks 10000]

Tasks of 40 spans and 30 relations, all three layers on one page. Ours is everything: JSON read, offsets proven, every
invariant checked, eight configs, splits, card. Each runs in a process of its own: seconds of the clock and of all cores,
and peak memory. On a machine that others use, compare seconds of all cores.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
from tasks import exported  # beside this file

from annotate.annotations import Annotation, Article, Entity
from annotate.labelstudio.page.config import label_config
from annotate.labelstudio.page.controls import Page, page
from annotate.labelstudio.results.tasks import from_result
from annotate.scheme import load_scheme

_MEBI = 1 << 10  # ru_maxrss counts KiB
_STRETCH = 4 << 20  # bytes of the file that are read at once


def all_layers() -> Page:
    """Return a page with every layer of the scheme."""
    scheme = load_scheme()
    return page(scheme, scheme.cut(tuple(layer.name for layer in scheme.layers)))


def generate(folder: Path, count: int) -> None:
    """Write the export of a project, and its label config."""
    shown = all_layers()
    (folder / "config.xml").write_text(label_config(shown.scheme, shown.shown), "utf-8")
    with (folder / "tasks.json").open("wb") as target:
        for number, task in enumerate(exported(count, shown)):
            target.write((b",\n" if number else b"[") + msgspec.json.encode(task))
        target.write(b"]")


def ours(folder: Path) -> None:
    """Read the export and write the dataset, in as many processes as there are cores."""
    from annotate.dataset.export import export
    from annotate.dataset.streaming.portions import Portions

    each = [partial(_articles, folder / "tasks.json", start, end) for start, end in stretches(folder / "tasks.json")]
    export(Portions(each), folder / "dataset", load_scheme(), name="benchmark", processes=os.cpu_count() or 1)


def stretches(path: Path) -> list[tuple[int, int]]:
    """Return where the file can be cut into stretches of whole lines: it has a task a line."""
    size = path.stat().st_size
    cuts = [0]
    with path.open("rb") as file:
        while cuts[-1] < size:
            file.seek(cuts[-1] + _STRETCH)
            file.readline()
            cuts.append(min(file.tell(), size))
    return list(pairwise(cuts))


class Data(msgspec.Struct):
    """What of a task's data is read."""

    doc_id: str
    text: str
    entity_ids: dict[str, str]


class Done(msgspec.Struct):
    """What of a submitted annotation is read."""

    result: list[dict[str, Any]]


class Task(msgspec.Struct):
    """What of an exported task is read."""

    data: Data
    annotations: list[Done]


def _articles(path: Path, start: int, end: int) -> Iterator[Article]:
    shown = all_layers()
    decoder = msgspec.json.Decoder(Task)
    with path.open("rb") as file:
        file.seek(start)
        stretch = file.read(end - start)
    for line in stretch.splitlines():
        task = decoder.decode(line.strip(b"[,]"))
        article = Article(id=task.data.doc_id, text=task.data.text)
        listed = tuple(Entity(id=key, name=name) for name, key in task.data.entity_ids.items())
        cast = Annotation(id="", author="", role="person", entities=listed)
        reading = from_result(article, task.annotations[0].result, shown, actors=cast)
        assert not reading.problems, reading.problems[0]
        done = msgspec.structs.replace(reading.annotation, id="a01", author="a01")
        yield msgspec.structs.replace(article, annotations=(done,))


def theirs(folder: Path) -> None:
    """Convert the export to CoNLL with Label Studio's own converter."""
    from label_studio_sdk.converter import Converter

    converter = Converter((folder / "config.xml").read_text("utf-8"), str(folder), download_resources=False)
    converter.convert_to_conll2003(str(folder / "tasks.json"), str(folder / "conll"), is_dir=False)


WAYS: dict[str, Callable[[Path], None]] = {"ours": ours, "theirs": theirs}


def main() -> None:
    """Run both ways and print what each took."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--tasks", type=int, default=10_000)
    asked.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    asked.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.way:
        WAYS[given.way](given.folder)
        print(_spent())
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder, given.tasks)
        print(f"{given.tasks} tasks, {(folder / 'tasks.json').stat().st_size >> 20} MB")
        took = {way: run(way, folder) for way in WAYS}
    print(f"ours takes {took['ours'] / took['theirs']:.2f} of the converter's time")


def _spent() -> str:
    """Return seconds of all cores, and the most memory in MB: this process's, and that of each process it had."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    cores = own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
    return f"{cores:.1f} {own.ru_maxrss // _MEBI} {others.ru_maxrss // _MEBI}"


def run(way: str, folder: Path) -> float:
    """Run one way in a process of its own, print what it took, and return the time of the clock."""
    started = time.perf_counter()
    command = [sys.executable, __file__, "--way", way, "--folder", str(folder)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    took = time.perf_counter() - started
    cores, memory, others = ended.stdout.split()[-3:]
    print(
        f"{way}: {took:.1f} s, {cores} s of all cores, {memory} MB"
        + (f", {others} MB each further process" * (others != "0"))
    )
    return took


if __name__ == "__main__":
    main()
