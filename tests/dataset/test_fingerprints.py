"""Hashes that differ by article, and seals that only the right words open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.dataset.standoff.fingerprints import DIGITS, Fingerprints

WORDS = st.text(max_size=40)
ONE = Fingerprints("one")


@given(WORDS, WORDS, WORDS)
def test_a_seal_opens_with_its_words_and_with_no_others(value: str, words: str, others: str) -> None:
    sealed = ONE.seal(value, words)
    assert ONE.unseal(sealed, words) == value
    assert sealed == ONE.seal(value, words)
    if others != words:
        assert ONE.unseal(sealed, others) is None
    assert Fingerprints("two").unseal(sealed, words) is None


@pytest.mark.parametrize("damaged", ["", "x", "00", "0" * 15, "00" * 40])
def test_a_damaged_seal_is_no_value(damaged: str) -> None:
    assert ONE.unseal(damaged, "words") is None


def test_equal_words_of_two_articles_have_unequal_hashes() -> None:
    assert len({Fingerprints(name).surface("the port board") for name in ("one", "two", "x" * 200)}) == 3
    assert len(ONE.surface("the port board")) == DIGITS


def test_the_surroundings_are_twelve_characters_on_each_side_and_not_the_words() -> None:
    text = "It was said that the port board lost 12 dollars on Monday."
    start = text.index("the port board")
    same = text.replace("the port board", "an older quay").replace("It was", "It is").replace("Monday", "Friday")
    assert ONE.context(text, start, start + 14) == ONE.context(same, start - 1, start + 12)
    assert ONE.context(text, start, start + 14) != ONE.context(text.replace("lost", "cost"), start, start + 14)
    assert ONE.surface("a") != ONE.context("a", 0, 0)
