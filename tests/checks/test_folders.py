"""Everything that `load_dataset` takes silently is found: each way to spoil a dataset, one at a time."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from annotate.checks.check import check
from annotate.checks.findings import RULES
from annotate.dataset.export import export
from tests.dataset.corpus import corpus
from tests.records import SCHEME

TRAIN = "train-00000-of-00001.parquet"
COPIED = " ".join(f"word{i}" for i in range(400))


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checked") / "good"
    export(corpus(), folder, SCHEME, name="good")
    return folder


def rewrite(path: Path, change: Callable[[list[dict[str, Any]]], object]) -> None:
    table = pq.read_table(path)
    rows = table.to_pylist()
    change(rows)
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), path)


def in_readme(old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        readme = folder / "README.md"
        assert old in readme.read_text("utf-8")
        readme.write_text(readme.read_text("utf-8").replace(old, new, 1), "utf-8")

    return change


def in_rows(config: str, change: Callable[[list[dict[str, Any]]], object]) -> Callable[[Path], None]:
    return lambda folder: rewrite(folder / config / TRAIN, change)


def without_features(folder: Path) -> None:
    path = folder / "actors" / TRAIN
    table = pq.read_table(path)
    pq.write_table(table.replace_schema_metadata({}), path)


def other_types(folder: Path) -> None:
    path = folder / "actors" / TRAIN
    table = pq.read_table(path)
    place = table.schema.get_field_index("start")
    pq.write_table(table.set_column(place, "start", table["start"].cast(pa.int64())), path)


def leak(folder: Path) -> None:
    def copy(rows: list[dict[str, Any]]) -> None:
        first = rows[0].get("article_id", rows[0]["id"])
        for row in rows:
            if row.get("article_id", row["id"]) == first:
                row["text"] = COPIED

    for config in ("documents", "by_annotator"):
        for file in (folder / config).glob("*.parquet"):
            rewrite(file, copy)


def shift(rows: list[dict[str, Any]]) -> None:
    rows[0]["start"] += 1
    rows[0]["end"] += 1


def shift_nested(rows: list[dict[str, Any]]) -> None:
    rows[0]["spans"][0]["end"] -= 1


def spoil_lock(folder: Path, *, twice: bool = False) -> None:
    lock = folder / "splits.lock"
    text = lock.read_text()
    lock.write_text(text + text.splitlines()[0] + "\n" if twice else text.replace('"train"', '"test"', 1))


SPOILED: dict[str, tuple[str, Callable[[Path], object]]] = {
    "label order in README": (
        "D02",
        in_readme("'0': PERSON\n            '1': ORG", "'0': ORG\n            '1': PERSON"),
    ),
    "column gone from README": ("D02", in_readme("  - name: text_sha256\n    dtype: string\n", "")),
    "row count in README": ("D04", in_readme("num_examples: 11", "num_examples: 12")),
    "no front matter": ("D01", lambda folder: (folder / "README.md").write_text("# a card\n")),
    "no README": ("D01", lambda folder: (folder / "README.md").unlink()),
    "broken YAML": ("D01", in_readme("configs:", "configs: [")),
    "file gone": ("D01", lambda folder: (folder / "stance" / TRAIN).unlink()),
    "file cut": ("D01", lambda folder: (folder / "stance" / TRAIN).write_bytes(b"PAR1")),
    "file that nobody names": (
        "D01",
        lambda folder: shutil.copy(folder / "stance" / TRAIN, folder / "stance/x.parquet"),
    ),
    "no embedded features": ("D03", without_features),
    "other types": ("D03", other_types),
    "label id out of range": ("D05", in_rows("actors", lambda rows: rows[0].update(label=7))),
    "nested id out of range": ("D05", in_rows("documents", lambda rows: rows[0]["spans"][0].update(label=99))),
    "offset shifted": ("D06", in_rows("quantities", shift)),
    "nested offset shifted": ("D06", in_rows("documents", shift_nested)),
    "sentence changed": ("D06", in_rows("stance", lambda rows: rows[0].update(sentence="No."))),
    "token changed": ("D06", in_rows("tokens", lambda rows: rows[0]["tokens"].__setitem__(0, "x"))),
    "text of one table changed": (
        "D06",
        in_rows("by_annotator", lambda rows: rows[0].update(text="x" + rows[0]["text"])),
    ),
    "target changed": ("D06", in_rows("stance", lambda rows: rows[1]["contents"][0].update(text="x"))),
    "row missing": ("D04", in_rows("actors", lambda rows: rows.pop())),
    "row missing and counted": ("D11", in_rows("actors", lambda rows: rows.pop())),
    "row twice": ("D07", in_rows("entities", lambda rows: rows.insert(0, rows[0]))),
    "rows in another order": ("D07", in_rows("entities", lambda rows: rows.reverse())),
    "relation to nowhere": ("D08", in_rows("documents", lambda rows: rows[0]["relations"][0].update(tail_index=99))),
    "relation to another span": (
        "D08",
        in_rows("documents", lambda rows: rows[0]["relations"][0].update(tail_index=0)),
    ),
    "split of a row": ("D09", in_rows("entities", lambda rows: rows[0].update(split="test"))),
    "lock changed": ("D09", spoil_lock),
    "lock line twice": ("D09", lambda folder: spoil_lock(folder, twice=True)),
    "no lock": ("D01", lambda folder: (folder / "splits.lock").unlink()),
    "splits that leak": ("D10", leak),
}


def test_a_dataset_as_exported_has_no_findings(good: Path) -> None:
    assert check([good], SCHEME) == []


@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_dataset_is_found_out(name: str, good: Path, tmp_path: Path) -> None:
    rule, spoil = SPOILED[name]
    folder = tmp_path / "spoiled"
    shutil.copytree(good, folder)
    spoil(folder)
    findings = check([folder], SCHEME)
    assert rule in {finding.rule for finding in findings}, findings
    assert {finding.rule for finding in findings} <= RULES.keys()
    assert all(str(folder) in finding.file for finding in findings)


def test_findings_say_which_column_and_row(good: Path, tmp_path: Path) -> None:
    folder = tmp_path / "spoiled"
    shutil.copytree(good, folder)
    SPOILED["offset shifted"][1](folder)
    SPOILED["label order in README"][1](folder)
    said = "\n".join(map(str, check([folder], SCHEME)))
    assert "documents.spans.label is classes 0 ORG, 1 PERSON" in said
    assert "row 1 (bari/quantity-" in said
