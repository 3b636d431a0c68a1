"""Readings, units, verb groups and noun phrases, as the stance rules use them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.annotations import Zone
from annotate.text.clauses import LONGEST_UNIT, group_start, read, trimmed
from annotate.text.noun_phrase_ends import noun_phrase_end
from annotate.text.noun_phrases import noun_phrase_before
from annotate.text.view import view


def units(text: str, *zones: Zone) -> list[str]:
    reading = read(view(text, zones))
    return [reading.surface(*unit) for unit in reading.units]


def test_sentences_inside_one_quotation_are_one_unit() -> None:
    assert units('"One. Two," she said. Three.') == ['"One. Two," she said.', "Three."]


def test_zones_belong_to_no_unit() -> None:
    assert units("LYON: One two. Three.", Zone(start=0, end=5, kind="dateline")) == ["One two.", "Three."]


def test_what_stands_behind_a_zone_begins_a_paragraph() -> None:
    reading = read(view("LYON: One two. Three.\nFour.", [Zone(start=0, end=5, kind="dateline")]))
    assert [reading.new_paragraph(unit) for unit in range(3)] == [True, False, True]


@pytest.mark.parametrize(
    ("text", "head", "group"),
    [
        ("The mayor has repeatedly denied it.", "denied", "has repeatedly denied"),
        ("The mayor did not say so.", "say", "did not say"),
        ("Kelly said so.", "said", "said"),
        ("Ott's claim is old.", "claim", "claim"),
    ],
)
def test_a_verb_group_holds_auxiliaries_negations_and_adverbs(text: str, head: str, group: str) -> None:
    reading = read(view(text))
    index = reading.lower.index(head)
    assert reading.surface(group_start(reading, index, 0), index + 1) == group


@pytest.mark.parametrize(
    ("text", "verb", "phrase"),
    [
        ("The mayor of Lyon said so.", "said", "The mayor of Lyon"),
        ("The mayor of Lyon, a former judge, said so.", "said", "The mayor of Lyon, a former judge"),
        ("Ott, however, said so.", "said", "Ott"),
        ("Men who saw the ship said so.", "said", "Men who saw the ship"),
        ("Many judges said so.", "said", "Many judges"),
        ("The bank (BNP) said so.", "said", "The bank (BNP)"),
        ("When asked, he said so.", "said", "he"),
    ],
)
def test_the_noun_phrase_before_a_verb(text: str, verb: str, phrase: str) -> None:
    reading = read(view(text))
    found = noun_phrase_before(reading, reading.lower.index(verb), 0)
    assert found is not None
    assert reading.surface(*found) == phrase


def test_the_noun_phrase_behind_a_place_ends_before_the_next_phrase() -> None:
    reading = read(view("He told the mayor of Lyon that it rained."))
    assert reading.surface(2, noun_phrase_end(reading, 2, len(reading.lower))) == "the mayor of Lyon"


@given(st.text(alphabet="aA .,\n\"'“”()-;:5", max_size=80))
def test_units_are_in_order_and_bounded(text: str) -> None:
    reading = read(view(text))
    last = 0
    for first, end in reading.units:
        assert last <= first < end <= len(reading.lower)
        assert end - first <= LONGEST_UNIT
        last = end
        cut = trimmed(reading, first, end)
        assert cut is None or first <= cut[0] < cut[1] <= end
