"""Actors on text that nobody would write: nothing raises, time grows with length, spans keep the invariants."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.annotations import Article
from annotate.heuristics import actors
from annotate.heuristics.actors.kinds import elect
from annotate.heuristics.actors.votes import weights
from annotate.heuristics.actors.words import words
from annotate.heuristics.preannotate import preannotate
from annotate.scheme import load_scheme
from annotate.text.canonical import canonical
from annotate.text.gazetteer import plain_matches
from annotate.text.view import view
from tests.heuristics.marked import read_twin

SCHEME = load_scheme()
SHORT, LONG = 20_000, 80_000
GROWTH, SLACK = 9.0, 0.3  # four times the text: far from the sixteen times of a square, with room for a busy machine
PATTERNS = {
    "digits": "1",
    "blanks": " ",
    "commas": ",",
    "one": "one ",
    "dollars": "$",
    "brackets": "(",
    "emoji": "😀",
    "ministries": "Ministry of A and ",
    "listed ministries": "Ministry, Health, ",
    "capitals": "A ",
    "officials": "the officials ",
    "owners": "Kim's ",
    "presidents": "the president's ",
    "coordinated": "senior military and ",
    "of the": "Unit of the ",
    "addresses": "http://",
    "at signs": "a@",
    "hyphens": "A-",
    "titles": "Mr. ",
    "countries": "North Korea ",
    "states": "US ",
    "sentences": "The agency said. ",
    "adjectives": "the violent legal small ",
    "groups": "a team of a group of ",
    "and names": "Anna and ",
    "quotes": '"Anna" ',
    "may": "Mrs. May in May May ",
}
ALPHABET = st.one_of(
    st.characters(),
    st.sampled_from(
        ["Yoon", " President ", "the ", "South Korea", "'s ", "’s ", " said", "Mr. ", ". ", "\n", "NIS", "(", ")", " of ", " and ",
         "troops ", "İ", "ß", "ſ", "Ⅻ", "\u2028", "\u200f", "May ", "The ", "Ministry ", "7", ","]
    ),
)  # fmt: skip


def seconds(text: str) -> float:
    seen = view(text)
    started = time.process_time()
    actors.find(seen, ())
    return time.process_time() - started


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS.keys())
def test_time_grows_with_the_text_and_nothing_raises(pattern: str) -> None:
    words()
    short, long = (pattern * (size // len(pattern)) for size in (SHORT, LONG))
    assert seconds(long) <= GROWTH * seconds(short) + SLACK


def test_many_different_names_stay_linear() -> None:
    def text(count: int) -> str:
        return " ".join(
            f"Xq{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}{i}x Bank said the bank met Bb{i}." for i in range(count)
        )

    assert seconds(text(2000)) <= GROWTH * seconds(text(500)) + SLACK


@settings(max_examples=300, deadline=None)
@given(st.lists(ALPHABET, max_size=40).map("".join))
def test_any_text_gives_a_record_that_is_well(text: str) -> None:
    clean = canonical(text)
    if clean.strip():
        preannotate(Article(id="x", text=clean), SCHEME)  # raises if an invariant is broken


def test_the_gazetteer_and_its_plain_reference_agree_on_every_example_of_the_layer() -> None:
    lexicon = words()
    folder = Path(__file__).parent / "actors"
    texts = [one.text for path in sorted(folder.glob("*.txt")) for one in read_twin(path, ("PERSON",))]
    assert texts
    some = {form: fact for form, fact in lexicon.known.items() if any(form in text for text in texts)}
    for text in texts:
        assert list(lexicon.gazetteer.matches(text)) == list(plain_matches(some, text))


def test_the_vote_does_not_depend_on_the_order_in_which_votes_are_counted() -> None:
    votes = sorted(weights())
    for size in range(2, 40):
        assert elect(votes[:size]) == elect(reversed(votes[:size]))
