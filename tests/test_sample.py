"""The committed sample is what the seeds give: rows, splits and features, so that a change of the dataset is seen."""

import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from annotate import store
from annotate.checks.check import check
from annotate.dataset.card.about import read_about
from annotate.dataset.export import export
from annotate.dataset.files.hashes import file_hash
from tests.places import ROOT, SEEDS
from tests.records import SCHEME

SAMPLE = ROOT / "exports" / "sample"
ABOUT = (SEEDS / "README.md").read_text("utf-8")
FILES = sorted(path.relative_to(SAMPLE) for path in SAMPLE.rglob("*.parquet"))
PAPERS = sorted(p.relative_to(SAMPLE) for p in SAMPLE.rglob("*") if p.is_file() and p.suffix != ".parquet")


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exports") / "sample"
    articles = store.load(SEEDS / "corrected.jsonl", SCHEME)
    export(articles, folder, SCHEME, name="sample", about=read_about(ABOUT, "seeds/README.md"), report=lambda _: None)
    return folder


def test_the_sample_has_every_config(rebuilt: Path) -> None:
    assert sorted(path.relative_to(rebuilt) for path in rebuilt.rglob("*.parquet")) == FILES
    assert len({path.parts[0] for path in FILES}) == 8


@pytest.mark.parametrize("name", FILES, ids=str)
def test_the_rows_of_a_file_are_those_committed(rebuilt: Path, name: Path) -> None:
    was, now = pq.read_table(SAMPLE / name), pq.read_table(rebuilt / name)

    assert now.schema == was.schema
    assert now.to_pylist() == was.to_pylist(), "if this is meant: make sample"


@pytest.mark.parametrize("name", PAPERS, ids=str)
def test_what_stands_beside_the_tables_is_that_committed(rebuilt: Path, name: Path) -> None:
    assert said(rebuilt, name) == said(SAMPLE, name), "if this is meant: make sample"


def said(folder: Path, name: Path) -> str:
    """What a file says, but for the hashes and sizes of Parquet files, which follow the library that wrote them."""
    text = (folder / name).read_text("utf-8")
    for table in FILES:
        text = text.replace(file_hash(folder / table), "HASH").replace(f"{(folder / table).stat().st_size} B", "SIZE")
    return re.sub(r"download_size: \d+", "download_size: SIZE", text)


def test_the_sample_is_sound() -> None:
    assert check([SAMPLE, SEEDS / "corrected.jsonl", SEEDS / "articles.jsonl"], SCHEME) == []
