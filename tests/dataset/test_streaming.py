"""A corpus in portions: the same bytes in one process or two, whatever the portions; what is wrong is told as ever."""

import importlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec
import pyarrow as pa
import pytest

from annotate import store
from annotate.annotations import Article
from annotate.dataset.export import export
from annotate.dataset.streaming.crew import crew
from annotate.dataset.streaming.portions import Portion, Portions, listed
from annotate.errors import DatasetError, Fault, RecordError
from tests.dataset.corpus import corpus, story
from tests.dataset.test_export import contents
from tests.records import SCHEME


def stored(path: Path) -> Iterator[Article]:
    yield from store.load(path, SCHEME)


def broken(path: Path) -> Iterator[Article]:
    yield from stored(path)
    raise RecordError([Fault("b.jsonl", 3, "no record")])


def ended(_: Path) -> Iterator[Article]:
    os.kill(os.getpid(), signal.SIGKILL)
    yield story("Oran")


def files(folder: Path, articles: Sequence[Article], size: int) -> list[Path]:
    paths = []
    for start in range(0, len(articles), size):
        paths.append(folder / f"{start}.jsonl")
        store.write(paths[-1], articles[start : start + size])
    return paths


def whoami(_: int) -> int:
    return os.getpid()


KILLED = """
import os, signal
from annotate.dataset.streaming.crew import crew
from tests.dataset.test_streaming import whoami

if __name__ == "__main__":
    with crew(1 + 1) as workers:
        print(*set(workers.each(whoami, range(8))), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_processes_end_when_their_caller_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "killed.py"
    script.write_text(KILLED)
    root = Path(__file__).parent.parent.parent
    done = subprocess.run(
        [sys.executable, script],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert done.returncode == -signal.SIGKILL
    workers = [int(pid) for pid in done.stdout.split()]
    assert workers, done.stderr
    until = time.monotonic() + 60
    while any(map(alive, workers)):
        assert time.monotonic() < until, "a process outlived its caller"
        time.sleep(0.05)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat").read_text().split()[2] if Path("/proc/self/stat").exists() else ""
    except (ProcessLookupError, FileNotFoundError):  # the latter if it ends between the two looks
        return False
    return state != "Z"


def double(number: int) -> int:
    return 2 * number


@pytest.mark.parametrize("processes", [1, 2])
def test_a_crew_gives_what_comes_of_each_job_in_their_order(processes: int) -> None:
    with crew(processes) as workers:
        assert list(workers.each(double, range(20))) == list(range(0, 40, 2))
        assert list(workers.each(double, ())) == []


def imports_pandas_for_a_list(_: int) -> bool:
    pa.array(["a"])
    return "pandas" in sys.modules


def imports_pandas(_: int) -> bool:
    return importlib.import_module("pandas").__name__ == "pandas"


def test_processes_of_an_export_import_pandas_only_if_they_are_asked_to() -> None:
    with crew(2) as workers:
        assert not any(workers.each(imports_pandas_for_a_list, range(4)))
        assert all(workers.each(imports_pandas, range(1)))


def test_portions_and_processes_change_no_byte(tmp_path: Path) -> None:
    articles = corpus()
    export(articles, tmp_path / "whole", SCHEME, name="set")
    each: list[Portion] = [partial(stored, path) for path in files(tmp_path, articles[::-1], 4)]
    export(Portions(each), tmp_path / "one", SCHEME, name="set")
    export(Portions(each), tmp_path / "two", SCHEME, name="set", processes=2)
    assert contents(tmp_path / "one") == contents(tmp_path / "whole")
    assert contents(tmp_path / "two") == contents(tmp_path / "whole")


def test_the_size_of_batches_changes_no_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export(corpus(), tmp_path / "whole", SCHEME, name="set")
    monkeypatch.setattr("annotate.dataset.export.ARTICLES", 3)
    monkeypatch.setattr("annotate.dataset.files.parquet.ROWS_PER_GROUP", 5)
    summary = export(iter(corpus()), tmp_path / "small", SCHEME, name="set")
    assert sum(summary.rows["documents"]) == 13
    hashes = [
        (tmp_path / name / "README.md").read_text("utf-8").split("rows_sha256:")[1] for name in ("whole", "small")
    ]
    assert hashes[0].split("files_sha256:")[0] == hashes[1].split("files_sha256:")[0]


@pytest.mark.parametrize("processes", [1, 2])
def test_all_that_is_wrong_in_any_portion_is_told_and_nothing_is_written(processes: int, tmp_path: Path) -> None:
    good = story("Oran")
    wrong = msgspec.structs.replace(good.annotations[0].spans[0], text="x")
    bad = msgspec.structs.replace(good, annotations=(msgspec.structs.replace(good.annotations[0], spans=(wrong,)),))
    paths = files(tmp_path, [story("Lima"), story("Bari")], 1)
    each: list[Portion] = [
        partial(stored, paths[0]),
        listed([bad]),
        partial(broken, paths[1]),
        partial(stored, paths[0]),
    ]
    with pytest.raises(RecordError) as told:
        export(Portions(each), tmp_path / "set", SCHEME, name="set", processes=processes)
    lines = str(told.value).splitlines()
    assert lines[0] == "b.jsonl:3: no record"
    assert "oran: R03" in lines[1]
    assert lines[-1] == "lima: 2 articles have this id, ids are unique"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.jsonl", "1.jsonl"]


def test_a_process_that_is_ended_from_outside_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    export(corpus()[:3], tmp_path / "set", SCHEME, name="set")
    before = contents(tmp_path / "set")
    paths = files(tmp_path, corpus(), 9)
    each = [partial(stored, paths[0]), partial(ended, paths[1])]
    with pytest.raises(DatasetError, match="ended from outside"):
        export(Portions(each), tmp_path / "set", SCHEME, name="set", processes=2)
    assert contents(tmp_path / "set") == before
