"""The gazetteer's automaton finds what its plain reference finds: longest first, whole words, in order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.text.gazetteer import Gazetteer, Match, plain_matches, whole_word

COUNTRIES = {"Guinea": "GN", "Guinea-Bissau": "GW", "Papua New Guinea": "PG", "U.S.": "US", "Côte d’Ivoire": "CI"}
TEXTS = (
    "",
    "Guinea-Bissau and Guinea, then Papua New Guinea.",
    "Papua New Guineas are no country, guinea pigs neither.",
    "the U.S. and Côte d’Ivoire; U.S.-led",
    "GuineaGuinea Guinea",
    "😀Guinea😀",
)


@pytest.mark.parametrize("text", TEXTS)
def test_automaton_and_reference_agree(text: str) -> None:
    assert list(Gazetteer(COUNTRIES).matches(text)) == list(plain_matches(COUNTRIES, text))


def test_the_longest_phrase_wins_and_offsets_count_code_points() -> None:
    assert list(Gazetteer(COUNTRIES).matches("😀 Papua New Guinea")) == [Match(2, 18, "PG")]


def test_a_phrase_inside_a_word_is_no_match() -> None:
    assert not whole_word("Guineas", 0, 6)
    assert list(Gazetteer(COUNTRIES).matches("Guineas")) == []


def test_an_empty_lexicon_matches_nothing() -> None:
    assert list(Gazetteer({}).matches("Guinea")) == []


@given(
    st.dictionaries(st.text("ab .", min_size=1, max_size=4), st.integers(), max_size=6),
    st.text("ab .", max_size=30),
)
def test_automaton_and_reference_agree_on_anything(facts: dict[str, int], text: str) -> None:
    assert list(Gazetteer(facts).matches(text)) == list(plain_matches(facts, text))
