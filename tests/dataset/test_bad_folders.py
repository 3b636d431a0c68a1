"""A folder that cannot be written, a disk that fills up, an author with an address: said by name, nothing half-written."""

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from annotate import store
from annotate.annotations import Article, Relation
from annotate.dataset.export import export
from annotate.errors import DatasetError, RecordError
from tests.dataset.corpus import corpus, story
from tests.records import SCHEME

FULL_DISK = """
import resource, sys
from pathlib import Path
from annotate import store
from annotate.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))  # what a disk does when it is full: the next write fails
sys.exit(main(["export", "ports"]))
"""


def test_a_full_disk_leaves_the_previous_export_whole(tmp_path: Path) -> None:
    folder = tmp_path / "exports" / "ports"
    export(corpus()[:2], folder, SCHEME, name="ports")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    store.write(tmp_path / "exports" / "ports.jsonl", corpus())

    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=600
    )

    assert done.returncode == 1
    assert "exports/ports: the export cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert sorted(path.name for path in folder.parent.iterdir()) == ["ports", "ports.jsonl"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "file" / "set", Path("/proc/set"), tmp_path / "file"):
        with pytest.raises(DatasetError, match=str(folder)):
            export(corpus()[:1], folder, SCHEME, name="set")
    assert (tmp_path / "file").read_text() == "x"


def broken(**changes: object) -> Article:
    good = story("Oran")
    annotation = msgspec.structs.replace(good.annotations[1], **changes)
    return msgspec.structs.replace(good, annotations=(annotation,))


FIRST = story("Oran").annotations[1].spans[0]
BROKEN = {
    "a span outside the text": broken(spans=(msgspec.structs.replace(FIRST, start=90_000, end=90_009),), relations=()),
    "an unknown label": broken(spans=(msgspec.structs.replace(FIRST, label="CITY"),), relations=()),
    "a dangling relation": broken(relations=(Relation(id="r", label="target", head="nobody", tail=FIRST.id),)),
}


@pytest.mark.parametrize("name", list(BROKEN))
def test_a_broken_article_is_named_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="oran: R0"):
        export([BROKEN[name], story("Lima")], tmp_path / "set", SCHEME, name="set")
    assert list(tmp_path.iterdir()) == []
