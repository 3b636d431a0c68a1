"""What stands beside the tables for tools: CITATION.cff, croissant.json and pictures."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

from annotate.dataset.card.about import About, read_about
from annotate.dataset.card.citation import bibtex, citation
from annotate.dataset.card.plots import Bar, bars, pairs
from annotate.dataset.card.tally import Summary
from annotate.dataset.export import export
from annotate.dataset.standoff.modes import STANDOFF
from annotate.errors import DatasetError
from tests.dataset.corpus import corpus
from tests.records import SCHEME

Written = tuple[Path, Summary, list[str]]
ABOUT = """---
title: Port news
version: 2.1.0
license: CC-BY-4.0
released: 2026-03-02
authors:
- family-names: Mora
  given-names: Ana
  orcid: 0000-0001-2345-6789
- The port study
---
News of ports.
"""


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the libraries that mlcroissant reads JSON-LD with
def test_croissant_is_valid_and_loads_every_row(written: Written) -> None:
    import mlcroissant

    dataset = mlcroissant.Dataset(str(written[0] / "croissant.json"))
    assert not dataset.metadata.issues.errors
    assert [records.id for records in dataset.metadata.record_sets] == list(written[1].rows)
    for config, counts in written[1].rows.items():
        assert sum(1 for _ in dataset.records(config)) == sum(counts)
    document = next(row for row in dataset.records("documents") if row["documents/id"] == b"oran")
    text = document["documents/text"].decode()
    for span in document["documents/spans"]:
        assert (
            text[span["documents/spans/start"] : span["documents/spans/end"]] == span["documents/spans/text"].decode()
        )


def test_croissant_names_every_file_with_its_hash(written: Written) -> None:
    from annotate.dataset.files.hashes import file_hash

    described = json.loads((written[0] / "croissant.json").read_text("utf-8"))
    told = {
        part["contentUrl"]: part["sha256"] for part in described["distribution"] if part["@type"] == "cr:FileObject"
    }
    assert told == {p.relative_to(written[0]).as_posix(): file_hash(p) for p in written[0].rglob("*.parquet")}


def test_a_citation_names_whom_the_makers_name() -> None:
    about = read_about(ABOUT, "about.md")
    assert about.words == "News of ports.\n"
    cited = yaml.safe_load(citation(about, name="ports", scheme=SCHEME))
    assert cited["authors"] == [
        {"family-names": "Mora", "given-names": "Ana", "orcid": "https://orcid.org/0000-0001-2345-6789"},
        {"name": "The port study"},
    ]
    assert (cited["cff-version"], cited["title"], cited["version"]) == ("1.2.0", "Port news", "2.1.0")
    assert (cited["license"], cited["date-released"]) == ("CC-BY-4.0", "2026-03-02")
    assert "author = {Mora, Ana and {The port study}}" in bibtex(about, name="ports")


def test_without_authors_no_person_is_made_up() -> None:
    cited = yaml.safe_load(citation(About(), name="ports", scheme=SCHEME))
    assert cited["authors"] == [{"name": "The makers of ports"}]
    assert {"cff-version", "message", "title", "authors"} <= cited.keys()


REFUSED = {
    "---\nauthor: Ana\n---\n": "'author' is not one of title, version",
    "---\nversion: new\n---\n": "should be three numbers",
    "---\nauthors: Ana\n---\n": "authors should be a list",
    "---\nauthors:\n- orcid: x\n---\n": "an author should be a name",
    "---\n- x\n---\n": "key: value",
    "---\na: [\n---\n": "is no YAML",
    "---\ntitle: [x]\n---\n": "should be plain text",
}


@pytest.mark.parametrize("text", list(REFUSED))
def test_a_head_that_cannot_be_understood_is_refused(text: str) -> None:
    with pytest.raises(DatasetError, match=REFUSED[text]):
        read_about(text, "about.md")


def test_the_pictures_are_in_the_card_and_are_well_formed(written: Written) -> None:
    card = (written[0] / "README.md").read_text("utf-8")
    pictures = sorted((written[0] / "plots").glob("*.svg"))
    assert [path.stem for path in pictures] == ["agreement", "labels", "span-lengths"]
    for path in pictures:
        assert f"](plots/{path.name})" in card
        assert ET.fromstring(path.read_bytes()).tag.endswith("svg")


def test_a_bar_is_as_long_as_its_value_and_names_are_escaped() -> None:
    drawn = ET.fromstring(bars("A <b>", ["x", "y"], [Bar("R&D", (1, 3), "4"), Bar("none", (0, 0), "0")]))
    rows = [e for e in drawn if e.tag.endswith("rect") and e.get("height") == "16"]
    first, second = (float(e.get("width", "")) for e in rows)
    assert second == pytest.approx(3 * first)
    assert float(rows[1].get("x", "")) == pytest.approx(float(rows[0].get("x", "")) + first)


def test_bars_of_a_pair_stand_below_each_other_and_are_as_long_as_their_shares() -> None:
    drawn = ET.fromstring(pairs("F1", ["exact", "overlap"], [Bar("ORG", (0.25, 0.75), "")]))
    first, second = (e for e in drawn if e.tag.endswith("rect") and e.get("height") == "8")
    assert float(second.get("width", "")) == pytest.approx(3 * float(first.get("width", "")))
    assert (first.get("x"), float(second.get("y", "")) - float(first.get("y", ""))) == (second.get("x"), 8.0)


def test_a_release_without_texts_shows_no_word_in_its_papers(tmp_path: Path) -> None:
    export(corpus(), tmp_path / "bare", SCHEME, name="bare", mode=STANDOFF)
    for path in (
        *(tmp_path / "bare" / "plots").iterdir(),
        *(tmp_path / "bare" / n for n in ("CITATION.cff", "croissant.json")),
    ):
        told = path.read_text("utf-8").casefold()
        assert not [word for word in ("mora", "oran", "harbour", "quay") if word in told.replace("oranges", "")], path
