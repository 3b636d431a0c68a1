"""A user's own lexicon: names that the rules cannot know, in our form and in Prodigy's."""

import json
from pathlib import Path

import pytest

from annotate.annotations import Article
from annotate.errors import AnnotateError
from annotate.heuristics.own_lexicon import Entry, OwnLexicon, entries_of, read, with_own
from annotate.heuristics.preannotate import preannotate
from annotate.scheme import load_scheme

SCHEME = load_scheme()
LABELS = {"PERSON", "ORG", "STATE", "GROUP"}


def lexicon(*lines: object) -> OwnLexicon:
    return with_own(entry for line in lines for entry in entries_of(json.dumps(line)))


def actors_of(text: str, own: OwnLexicon | None) -> list[tuple[str, str]]:
    annotation = preannotate(Article(id="x", text=text), SCHEME, own).annotations[0]
    return [(span.label, span.text) for span in annotation.spans if span.label in LABELS]


def test_a_name_of_the_lexicon_is_found_with_country_and_sector() -> None:
    own = lexicon({"label": "ORG", "pattern": "Oman Observer", "country": "OM", "role": "JRN"})
    article = preannotate(Article(id="x", text="Later Oman Observer reported it."), SCHEME, own)
    annotation = article.annotations[0]
    assert [(span.label, span.text) for span in annotation.spans if span.label in LABELS] == [("ORG", "Oman Observer")]
    assert [(one.name, one.country, one.role) for one in annotation.entities] == [("Oman Observer", "OM", "JRN")]


@pytest.mark.parametrize(
    ("line", "text", "found"),
    [
        ({"label": "PERSON", "pattern": "grotto"}, "They asked grotto for help.", ("PERSON", "grotto")),
        ({"label": "GPE", "pattern": "Lower Plovna"}, "They praised Lower Plovna.", ("STATE", "Lower Plovna")),
        ({"label": "NORP", "pattern": "Plovnans"}, "They met Plovnans.", ("GROUP", "Plovnans")),
        ({"label": "ORG", "pattern": "Monday Club"}, "They met Monday Club.", ("ORG", "Monday Club")),
        ({"label": "ORG", "pattern": "Queen’s Hand"}, "They met Queen's Hand.", ("ORG", "Queen's Hand")),
    ],
)
def test_each_label_is_found(line: dict[str, object], text: str, found: tuple[str, str]) -> None:
    assert actors_of(text, lexicon(line)) == [found]


def test_patterns_of_prodigy_match_in_any_case_and_over_signs() -> None:
    own = lexicon({"label": "ORG", "pattern": [{"lower": "acme"}, {"lower": "-"}, {"lower": "corp"}], "id": "acme"})
    assert actors_of("They sued ACME-Corp and acme-corp.", own) == [("ORG", "ACME-Corp"), ("ORG", "acme-corp")]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"label": "PRODUCT", "pattern": "N4"}, "label 'PRODUCT' is none of PERSON, ORG, STATE, GROUP"),
        ({"label": "ORG", "pattern": [{"POS": "NOUN"}]}, "cannot be matched"),
        ({"label": "ORG", "pattern": []}, '"pattern" is a string or a list'),
        ({"label": "ORG", "pattern": " "}, '"pattern" is empty'),
        ({"label": "ORG", "pattern": "N4", "country": "XX"}, "country 'XX' is no ISO 3166-1"),
        ({"label": "ORG", "pattern": "N4", "role": "ABC"}, "role 'ABC' is none of"),
        (["ORG"], "a line is an object"),
    ],
)
def test_a_line_that_cannot_be_used_says_why(line: object, said: str) -> None:
    with pytest.raises(ValueError, match="(?s).*" + said.replace("(", r"\(")):
        entries_of(json.dumps(line))


def test_a_file_gives_its_good_lines_and_names_its_bad_ones(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text('{"label": "ORG", "pattern": "Acme"}\n\nnonsense\n', "utf-8")
    entries, faults = read(path)
    assert entries == [Entry("ORG", "Acme", None, None, anycase=False)]
    assert [(fault.file, fault.line) for fault in faults] == [(str(path), 3)]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(AnnotateError, match=r"nowhere\.jsonl: cannot be read"):
        read(tmp_path / "nowhere.jsonl")


def test_the_version_says_that_a_lexicon_was_used() -> None:
    article = Article(id="x", text="It rained.")
    plain = preannotate(article, SCHEME).annotations[0].version
    own = lexicon({"label": "ORG", "pattern": "Acme"})
    assert preannotate(article, SCHEME, own).annotations[0].version == f"{plain}+{own.version}"
