"""The card of a dataset: its tables, its hashes, and the words that people wrote into it."""

from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest

from annotate.checks.check import check
from annotate.dataset.card.front_matter import as_yaml
from annotate.dataset.card.own_words import own_words
from annotate.dataset.card.tally import Summary
from annotate.dataset.export import export
from annotate.dataset.files.hashes import RowsHash, config_hash, file_hash
from annotate.dataset.standoff.modes import STANDOFF
from annotate.errors import DatasetError, RecordError
from tests.dataset.corpus import corpus
from tests.heard import heard
from tests.records import SCHEME

Written = tuple[Path, Summary, list[str]]
WORDS = "\nCollected for a course: {not a field}, | nor a table |.\n\n"


def section(folder: Path, head: str) -> str:
    return (folder / "README.md").read_text("utf-8").split(f"\n{head}\n")[1].split("\n#")[0]


def write_into(folder: Path, name: str, words: str) -> None:
    readme = folder / "README.md"
    text = readme.read_text("utf-8")
    empty = f"<!-- yours: begin {name} -->\n<!-- yours: end {name} -->"
    assert empty in text
    readme.write_text(text.replace(empty, f"<!-- yours: begin {name} -->{words}<!-- yours: end {name} -->"), "utf-8")


def test_what_people_wrote_between_markers_is_kept_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    export(corpus()[:3], folder, SCHEME, name="set")
    write_into(folder, "limits", WORDS)
    with (folder / "README.md").open("a", encoding="utf-8") as card:
        card.write("\n<!-- yours: begin thanks -->\nThanks, Ana.\n<!-- yours: end thanks -->\n")
    for articles in (corpus()[:5], corpus()):
        export(articles, folder, SCHEME, name="set")
        assert own_words(folder / "README.md")["limits"] == WORDS
        assert own_words(folder / "README.md")["thanks"] == "\nThanks, Ana.\n"
    assert WORDS in section(folder, "## Limits")


def test_a_card_is_the_same_when_it_is_written_over_itself(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    export(corpus()[:3], folder, SCHEME, name="set")
    write_into(folder, "uses", WORDS)
    export(corpus()[:3], folder, SCHEME, name="set")
    before = (folder / "README.md").read_bytes()
    export(corpus()[:3], folder, SCHEME, name="set")
    assert (folder / "README.md").read_bytes() == before


BROKEN = {
    "no end": ("<!-- yours: begin a -->\nmine\n", "the begin of 'a' has no end"),
    "no begin": ("mine\n<!-- yours: end a -->\n", "the end of 'a' has no begin"),
    "one inside another": (
        "<!-- yours: begin a -->\n<!-- yours: begin b -->\nmine\n<!-- yours: end b -->\n",
        "the begin of 'a' has no end",
    ),
    "another name at the end": (
        "<!-- yours: begin a -->\nmine\n<!-- yours: end b -->\n",
        "the end of 'b' has no begin",
    ),
    "twice": ("<!-- yours: begin a -->x<!-- yours: end a -->\n" * 2, "'a' is there twice"),
    "a word missing": ("<!-- yours: a -->\nmine\n<!-- yours: end a -->\n", "is no marker"),
    "a colon missing": ("<!-- yours begin a -->\nmine\n<!-- yours: end a -->\n", "is no marker"),
}


@pytest.mark.parametrize("name", list(BROKEN))
def test_broken_markers_stop_the_export_and_nothing_is_lost(name: str, tmp_path: Path) -> None:
    text, message = BROKEN[name]
    folder = tmp_path / "set"
    export(corpus()[:3], folder, SCHEME, name="set")
    readme = folder / "README.md"
    lines = readme.read_text("utf-8").count("\n")
    with readme.open("a", encoding="utf-8") as card:
        card.write(text)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    with pytest.raises(RecordError) as caught:
        export(corpus(), folder, SCHEME, name="set")

    assert any(message in fault.message for fault in caught.value.faults)
    assert all(fault.line > lines for fault in caught.value.faults)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_words_in_a_release_without_texts_must_not_quote_one(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    export(corpus()[:3], folder, SCHEME, name="set", mode=STANDOFF)
    write_into(folder, "uses", f"\n{corpus()[0].text[:80]}\n")
    with pytest.raises(DatasetError, match="quotes it"):
        export(corpus()[:3], folder, SCHEME, name="set", mode=STANDOFF)


def test_the_hash_of_the_rows_is_what_the_card_says_it_is(written: Written) -> None:
    card = (written[0] / "README.md").read_text("utf-8")
    for config in written[1].rows:
        hashes = {}
        for split in written[1].splits:
            path = written[0] / config / f"{split}-00000-of-00001.parquet"
            state = RowsHash()
            if path.exists():
                for batch in pq.ParquetFile(path).iter_batches(batch_size=7):  # cut otherwise than when it was written
                    state.add(batch)
                hashes[split] = state.hexdigest()
                assert f"| `{path.relative_to(written[0])}` | `{file_hash(path)}` |" in card
        assert f"| `{config}` | rows | `{config_hash(hashes)}` |" in card


def test_other_bytes_with_the_same_rows_are_told_from_other_rows(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    export(corpus(), folder, SCHEME, name="set")
    path = folder / "actors" / "train-00000-of-00001.parquet"
    whole = path.read_bytes()
    pq.write_table(pq.read_table(path), path, compression="snappy")
    (finding,) = check([folder], SCHEME)
    assert (finding.rule, finding.file) == ("D12", str(path))
    assert "with the same rows" in finding.message

    path.write_bytes(whole)
    table = pq.read_table(path)
    place = table.schema.get_field_index("entity_country")
    import pyarrow as pa

    pq.write_table(table.set_column(place, "entity_country", pa.array(["FR"] * len(table))), path)
    metadata = pq.read_table(path).replace_schema_metadata(table.schema.metadata)
    pq.write_table(metadata, path)
    (finding,) = check([folder], SCHEME)
    assert finding.rule == "D12"
    assert "the rows of 'actors' have another hash" in finding.message


def test_leakage_is_measured_between_all_splits(written: Written) -> None:
    leaks = {leak.splits: leak for leak in written[1].leaks}
    assert list(leaks) == [("train", "validation"), ("train", "test"), ("validation", "test")]
    assert all(0 < leak.jaccard < 0.5 and leak.closest for leak in leaks.values())
    leak = leaks["train", "test"]
    closest = ", ".join(f"`{name}`" for name in leak.closest or ())
    assert f"| train – test | {leak.jaccard:.3f} | {closest} |" in section(written[0], "### Splits")
    assert "of all pairs of articles" in section(written[0], "### Splits")


def test_a_large_corpus_says_that_sketches_measured_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotate.dataset.splits.clusters._EXACT_UP_TO", 0)
    export(corpus(), tmp_path / "set", SCHEME, name="set")
    assert "of the pairs that MinHash and rare phrases find alike" in section(tmp_path / "set", "### Splits")


def test_class_ids_sources_and_lengths_are_told(written: Written) -> None:
    ids = section(written[0], "### Class ids")
    assert "0=`PERSON` 1=`ORG` 2=`STATE` 3=`GROUP` | `actors.label`" in ids
    assert "`tokens.actors`" in ids
    texts = section(written[0], "### Texts")
    lengths = sorted(len(a.text) for a in corpus() if a.id != "untouched")
    assert f"| 13 | {lengths[0]} | {lengths[6]} |" in texts
    assert "| unknown | 14 |" in texts


def test_sources_that_are_many_are_cut_and_counted(tmp_path: Path) -> None:
    articles = [
        msgspec.structs.replace(a, meta=msgspec.structs.replace(a.meta, source=f"Out|let {i}"))
        for i, a in enumerate(corpus()[:11])
    ]
    export(articles, tmp_path / "set", SCHEME, name="set")
    assert "| Out\\|let 0 | 1 |" in section(tmp_path / "set", "### Texts")
    assert "| 1 others | 1 |" in section(tmp_path / "set", "### Texts")


def test_what_is_not_present_is_said_in_words(tmp_path: Path) -> None:
    export([heard("a", {"a01": "[Ana|PERSON] left."})], tmp_path / "one", SCHEME, name="one")
    assert "No two people have judged" in section(tmp_path / "one", "### Agreement")
    assert "No annotation was made on suggestions" in section(
        tmp_path / "one", "### What people made of the suggestions"
    )
    assert not (tmp_path / "one" / "plots" / "agreement.svg").exists()


def test_the_front_matter_is_what_the_hub_writes(written: Written) -> None:
    import yaml
    from huggingface_hub import DatasetCardData

    head = (written[0] / "README.md").read_text("utf-8").split("---\n")[1]
    odd = {**yaml.safe_load(head), "pretty_name": "Ünä: “x” # no", "language": None, "license_name": "mixed " * 30}
    for facts in (yaml.safe_load(head), odd):
        assert as_yaml(facts) == DatasetCardData(**facts).to_yaml() + "\n"
