"""The token view: tokens and sentences as readers see them, and what holds for any text at all."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.annotations import Zone
from annotate.text.view import TOKEN, view

TOKENS = {
    "a clitic is a token": ("Yoon's office", ["Yoon", "'s", "office"]),
    "a curly clitic too": ("Yoon’s office", ["Yoon", "’s", "office"]),
    "a plural possessive is a mark": ("miners' union", ["miners", "'", "union"]),
    "a negation is one word": ("They don't know", ["They", "don't", "know"]),
    "a hyphenated word is one": ("anti-tank rockets", ["anti-tank", "rockets"]),
    "a name with an apostrophe is one": ("O'Brien left", ["O'Brien", "left"]),
    "an abbreviation keeps its stops": ("the U.S. army", ["the", "U.S.", "army"]),
    "a number keeps its separators": ("13,000 or 12.5%", ["13,000", "or", "12.5", "%"]),
    "a number at the end of a sentence does not": ("It was 12.", ["It", "was", "12", "."]),
    "a currency sign is a token": ("$3bn", ["$", "3", "bn"]),
    "an ellipsis is one": ("well... no", ["well", "...", "no"]),
    "brackets and quotes stand alone": ("(“NIS”)", ["(", "“", "NIS", "”", ")"]),
    "letters with accents": ("São Tomé", ["São", "Tomé"]),
    "nothing": ("", []),
    "only blanks": (" \n\t", []),
}


@pytest.mark.parametrize("case", TOKENS)
def test_tokens(case: str):
    text, wanted = TOKENS[case]
    assert view(text).words == wanted


@given(st.text(st.characters(codec="ascii")))
def test_the_faster_pattern_of_plain_texts_finds_the_same_tokens(text: str):
    assert view(text).words == TOKEN.findall(text)


SENTENCES = {
    "two": ("He left. She stayed.", ["He left.", "She stayed."]),
    "a closing quote belongs to its sentence": ("“Go!” she said. He went.", ["“Go!” she said.", "He went."]),
    "a quote that ends a sentence": ("He said: “No.” She left.", ["He said: “No.”", "She left."]),
    "a title is no end": ("Mr. Ruiz met Gen. Brandt.", ["Mr. Ruiz met Gen. Brandt."]),
    "an initial is no end": ("J. Smith left.", ["J. Smith left."]),
    "a small letter goes on": ("It cost 3 approx. in all. then he left.", ["It cost 3 approx. in all. then he left."]),
    "a country's stop before a noun": ("The U.S. Army left.", ["The U.S. Army left."]),
    "a country's stop before a new start": (
        "It left the U.S. The rest stayed.",
        ["It left the U.S.", "The rest stayed."],
    ),
    "a line break ends a sentence": ("A heading\nThe story", ["A heading", "The story"]),
    "several line breaks end one": ("One.\n\nTwo", ["One.", "Two"]),
    "a question and a cry": ("Who? Me! Yes…", ["Who?", "Me!", "Yes…"]),
    "no stop at the end": ("He left", ["He left"]),
}


@pytest.mark.parametrize("case", SENTENCES)
def test_sentences(case: str):
    text, wanted = SENTENCES[case]
    assert [text[start:end] for start, end in view(text).sentences] == wanted


def test_places_are_found_by_offset():
    seen = view("He left. She stayed.")
    assert [seen.words[i] for i in seen.tokens_in(3, 12)] == ["left", ".", "She"]
    assert [seen.token_at(0), seen.token_at(2), seen.token_at(99)] == [0, 1, 6]
    assert [seen.sentence_at(0), seen.sentence_at(8), seen.sentence_at(99)] == [0, 1, 2]


@pytest.mark.parametrize(("extent", "inside"), [((0, 6), True), ((5, 9), True), ((6, 9), False)])
def test_a_stretch_that_touches_a_zone_is_in_it(extent: tuple[int, int], *, inside: bool):
    assert view("SEOUL: He left.", (Zone(start=0, end=6, kind="dateline"),)).in_zone(*extent) is inside


PROSE = st.lists(
    st.sampled_from(
        ["He", "left", ".", " ", "\n", "“", "”", "U.S.", "12.5", "'s", "é", "e\u0301", "👩\u200d👧", "_", "...", "\t"]
    )
).map("".join)
HOSTILE = st.one_of(PROSE, st.text())


@given(HOSTILE)
def test_tokens_are_the_text_in_order_and_nothing_but_blanks_is_between_them(text: str):
    seen = view(text)
    assert [text[a:b] for a, b in zip(seen.starts, seen.ends, strict=True)] == seen.words
    borders = [0, *(x for pair in zip(seen.starts, seen.ends, strict=True) for x in pair), len(text)]
    assert borders == sorted(borders)
    assert all(not text[a:b].strip() for a, b in zip(borders[::2], borders[1::2], strict=True))


@given(HOSTILE)
def test_each_token_is_in_just_one_sentence_and_no_sentence_crosses_a_line(text: str):
    seen = view(text)
    inside = [i for start, end in seen.sentences for i in seen.tokens_in(start, end)]
    assert inside == list(range(len(seen.words)))
    assert not any("\n" in text[start:end] for start, end in seen.sentences)
    assert all(seen.sentence_at(start) == i for i, (start, _) in enumerate(seen.sentences))


def test_the_view_of_a_long_text_is_made_in_linear_time():
    text = "“Prices rose 3.5% in the U.S.,” said Mr. Ruiz' aide (Ana). " * 400
    times = []
    for size in (1, 8):
        started = time.process_time()
        view(text * size)
        times.append(time.process_time() - started)
    assert times[1] < 8 * 4 * max(times[0], 0.005)
