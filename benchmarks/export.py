"""A Label Studio export into a dataset, beside what Label Studio's own converter needs for CoNLL on the same file.

    .venv/bin/python benchmarks/export.py [--tasks 10000]

Tasks of 40 spans and 30 relations, all three layers on one page. Ours is everything: JSON read, offsets proven, every
invariant checked, eight configs, splits, card. Each runs in a process of its own: seconds of the clock and of all cores,
and the most memory that all processes of a way held at once (Linux tells it). On a machine that others use, compare seconds of all cores.
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
from annotate.labelstudio.results.readings import from_result
from annotate.scheme import load_scheme

_MEBI = 1 << 10  # the kernel counts KiB
_LOOK = 0.1  # seconds between two looks at the memory
_STRETCH = 4 << 20  # bytes of the file that make a portion
_BUFFER = 1 << 18  # bytes of the file that are read at once


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
    from annotate.dataset.streaming.crew import no_idle_threads
    from annotate.dataset.streaming.portions import Portions

    no_idle_threads()  # as `annotate export` does
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
    for line in task_lines(path, start, end):
        task = decoder.decode(line)
        article = Article(id=task.data.doc_id, text=task.data.text)
        listed = tuple(Entity(id=key, name=name) for name, key in task.data.entity_ids.items())
        cast = Annotation(id="", author="", role="person", entities=listed)
        reading = from_result(article, task.annotations[0].result, shown, actors=cast)
        assert not reading.problems, reading.problems[0]
        done = msgspec.structs.replace(reading.annotation, id="a01", author="a01")
        yield msgspec.structs.replace(article, annotations=(done,))


def task_lines(path: Path, start: int, end: int) -> Iterator[bytes]:
    """Yield the tasks between two places of the file, each a line of JSON."""
    with path.open("rb", buffering=_BUFFER) as file:
        file.seek(start)
        while start < end:
            line = file.readline()
            start += len(line)
            yield line.strip(b"[,]\n")


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
        print(f"{spent():.1f}")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder, given.tasks)
        print(f"{given.tasks} tasks, {(folder / 'tasks.json').stat().st_size >> 20} MB")
        took = {way: run(way, folder) for way in WAYS}
    print(f"ours takes {took['ours'] / took['theirs']:.2f} of the converter's time")


def spent() -> float:
    """Return the seconds that this process and those it had were at work on any core."""
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(of.ru_utime + of.ru_stime for of in both)


def run(way: str, folder: Path) -> float:
    """Run one way in a process of its own, print what it took, and return the time of the clock."""
    started = time.perf_counter()
    command = [sys.executable, __file__, "--way", way, "--folder", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        most = 0.0
        while process.poll() is None:
            most = max(most, sum(map(_memory, _with_children(process.pid))))
            time.sleep(_LOOK)
        took = time.perf_counter() - started
        said = (process.stdout.read() if process.stdout else "").split()
    if process.returncode:
        raise SystemExit(process.returncode)
    print(f"{way}: {took:.1f} s, {said[-1]} s of all cores, {most:.0f} MB in all its processes")
    return took


def _with_children(pid: int) -> Iterator[int]:
    yield pid
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = listed.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _with_children(int(child))


def _memory(pid: int) -> float:
    """Return the memory of a process in MB, what it shares with others divided among them; 0 if it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / _MEBI for line in lines if line.startswith("Pss:")), 0.0)


if __name__ == "__main__":
    main()
