"""A folder that `load_dataset` loads: every config, map and streaming, the same bytes twice, whole or not at all."""

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from annotate.dataset.card.tally import Summary
from annotate.dataset.export import export
from annotate.dataset.files.folder import replaced
from annotate.dataset.rows.columns import configs
from annotate.dataset.rows.features import features, yaml_features
from annotate.dataset.splits.splits import read_lock
from annotate.errors import DatasetError, RecordError
from tests.dataset.corpus import corpus, story
from tests.heard import heard
from tests.records import SCHEME

Written = tuple[Path, Summary, list[str]]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_features_are_those_that_the_library_would_write_itself() -> None:
    found = features(SCHEME)
    for name, columns in configs(SCHEME).items():
        assert found[name]._to_yaml_list() == yaml_features(columns)
    assert found["documents"]["spans"].feature["label"].names == list(SCHEME.labels)


@pytest.mark.parametrize("config", list(configs(SCHEME)))
def test_every_config_loads_mapped_and_streaming(config: str, written: Written, offline: Path) -> None:
    from datasets import load_dataset

    folder, summary, _ = written
    mapped = load_dataset(str(folder), config, cache_dir=str(offline))
    assert tuple(mapped) == summary.splits
    assert tuple(len(mapped[split]) for split in summary.splits) == summary.rows[config]
    streamed = load_dataset(str(folder), config, streaming=True)
    for split, rows in mapped.items():
        assert rows.features == features(SCHEME)[config]
        assert list(streamed[split]) == list(rows)


def test_documents_are_the_default_and_say_what_is_in_them(written: Written, offline: Path) -> None:
    from datasets import load_dataset

    folder, summary, said = written
    rows = load_dataset(str(folder), cache_dir=str(offline))["train"]
    labels = rows.features["spans"].feature["label"]
    row = next(row for row in rows if row["id"] == "oran")
    quantity = next(span for span in row["spans"] if labels.int2str(span["label"]) == "QUANTITY")
    assert (quantity["value_exact"], quantity["noun_start"], quantity["use"]) == ("12.1", None, None)
    assert [row["id"] for row in rows] == sorted(row["id"] for row in rows)
    assert summary.documents == 13
    assert summary.untouched == ("untouched",)
    assert any("touched by no person: 1 article" in sentence for sentence in said)


def test_the_copy_stands_beside_its_original_and_every_split_has_gold(written: Written) -> None:
    places = read_lock(written[0] / "splits.lock")
    assert places["oran"].split == places["oran-brief"].split
    assert all(written[1].rows["documents"])


def test_the_same_articles_give_the_same_bytes(written: Written, tmp_path: Path) -> None:
    export(reversed(corpus()), tmp_path / "again", SCHEME, name="Small corpus")
    assert contents(tmp_path / "again") == contents(written[0])


def test_a_later_export_moves_no_article(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    export(corpus()[:8], folder, SCHEME, name="set")
    (folder / "LICENSE").write_text("mine")
    before = (folder / "splits.lock").read_bytes()
    export(corpus(), folder, SCHEME, name="set")
    assert (folder / "splits.lock").read_bytes().startswith(before)
    assert (folder / "LICENSE").read_text() == "mine"


def test_an_interrupted_export_leaves_the_previous_one_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "set"
    export(corpus()[:3], folder, SCHEME, name="set")
    before = contents(folder)
    monkeypatch.setattr("annotate.dataset.export.card", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export(corpus(), folder, SCHEME, name="set")
    assert contents(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["set"]


def test_an_export_that_died_between_two_renames_is_put_back(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    export(corpus()[:3], folder, SCHEME, name="set")
    folder.rename(tmp_path / ".set.previous")
    with replaced(folder) as building:
        assert (folder / "splits.lock").exists()
        (building / "splits.lock").touch()
    assert (folder / "splits.lock").read_bytes() == b""
    assert [path.name for path in tmp_path.iterdir()] == ["set"]


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(DatasetError, match="is no export"):
        export(corpus()[:1], tmp_path, SCHEME, name="set")


def test_broken_records_and_addresses_are_refused_by_name(tmp_path: Path) -> None:
    good = story("Oran")
    spans = tuple(msgspec.structs.replace(s, text="x") for s in good.annotations[0].spans)
    bad = msgspec.structs.replace(good, annotations=(msgspec.structs.replace(good.annotations[0], spans=spans),))
    with pytest.raises(RecordError, match="oran: R03"):
        export([bad], tmp_path / "set", SCHEME, name="set")
    with pytest.raises(RecordError, match="2 articles have this id"):
        export([good, good], tmp_path / "set", SCHEME, name="set")
    with pytest.raises(DatasetError, match="write a pseudonym"):
        export([heard("a", {"ana@example.org": "Hello."})], tmp_path / "set", SCHEME, name="set")
    assert not (tmp_path / "set").exists()


def test_a_config_without_rows_is_not_named_and_the_others_load(tmp_path: Path, offline: Path) -> None:
    from datasets import get_dataset_config_names, load_dataset

    export([heard("a", {"a01": "[Ana|PERSON] left."})], tmp_path / "one", SCHEME, name="one")
    names = get_dataset_config_names(str(tmp_path / "one"))
    assert names == ["documents", "actors", "tokens", "by_annotator", "span_votes"]
    for name in names:
        assert len(load_dataset(str(tmp_path / "one"), name, cache_dir=str(offline))["train"]) == 1
    with pytest.raises(DatasetError, match="no articles to export"):
        export([], tmp_path / "none", SCHEME, name="none")


def test_the_card_counts_warns_and_leaves_nothing_open(written: Written) -> None:
    card = (written[0] / "README.md").read_text("utf-8")
    assert "More Information Needed" not in card
    assert "| documents" not in card
    assert "| `documents` | 11 | 1 | 1 |" in card
    assert "| actors | `PERSON` | 9 | 1 | 1 |" in card
    assert "**Warning:** texts of 3 articles have no licence that is told." in card
    assert "Dataset version 1.0.0, scheme 1.0, guidelines 1.0" in card
    assert "a01, a02 (pseudonyms)" in card


def test_the_snippet_of_the_card_runs(written: Written, tmp_path: Path) -> None:
    card = (written[0] / "README.md").read_text("utf-8")
    snippet = card.split("## Train")[1].split("```python\n")[1].split("```")[0]
    environment = {"HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path), "PATH": "", "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", snippet], cwd=written[0], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "9 tags; each word with its usual tag:" in done.stdout
