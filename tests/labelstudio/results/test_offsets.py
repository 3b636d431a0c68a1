"""Where a result stands in the article's text, whichever way the server counted, and what belongs to the words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.labelstudio.results.offsets import from_utf16, located, same_words, trimmed

FAMILY = "👩\u200d👧 [Lima] met Peru."  # the family is 3 code points and 5 UTF-16 units

LOCATED = {
    "code points, and the words agree": ((4, 10, "[Lima]"), (4, 10)),
    "UTF-16 units, and only they agree with the words": ((6, 12, "[Lima]"), (4, 10)),
    "no words to tell by": ((6, 12, None), (6, 12)),
    "words that stand nowhere": ((6, 12, "Chad"), None),
    "words that stand elsewhere": ((0, 4, "Peru"), (15, 19)),
    "words that stand elsewhere, in the text twice": ((5, 6, "e"), (12, 13)),
    "signs that a browser does not draw": ((0, 3, "👩👧"), (0, 3)),
    "words whose blanks were collapsed": ((4, 14, "[Lima]\\nmet"), (4, 14)),
    "outside either way": ((90, 95, "Lima"), (5, 9)),
    "outside either way, and the words are nowhere": ((90, 95, "Chad"), None),
    "outside in code points, inside in UTF-16": ((17, 22, "Peru."), (15, 20)),
    "nothing": ((4, 4, ""), None),
    "backwards": ((8, 4, "Lima"), None),
    "before the text": ((-1, 4, "Lima"), None),
    "text for a number": (("4", 8, "Lima"), None),
    "a truth value for a number": ((True, 8, "Lima"), None),
    "no number": ((None, 8, "Lima"), None),
}


@pytest.mark.parametrize("case", LOCATED)
def test_where_a_value_stands(case: str):
    (start, end, words), wanted = LOCATED[case]
    assert located(FAMILY, {"start": start, "end": end, "text": words}) == wanted


def test_a_utf_16_offset_inside_a_character_is_none():
    assert from_utf16("👩", 1, 2) is None


@given(st.text(), st.data())
def test_utf_16_extents_come_back_as_code_points(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    end = data.draw(st.integers(start, len(text)))
    units = [len(text[:x].encode("utf-16-le")) // 2 for x in (start, end)]
    assert from_utf16(text, *units) == ((start, end) if start < end else None)


def test_blanks_and_line_breaks_make_no_difference_to_words():
    assert same_words("fire\nin  the\tunion", "fire\\nin the union")
    assert not same_words("fire", "fires")


TRIMMED = {
    "(Ana Ruiz),": "Ana Ruiz",
    "(NIS)": "NIS",
    "“Ana Ruiz”": "Ana Ruiz",
    '"Ana Ruiz"': "Ana Ruiz",
    " Ana Ruiz ": "Ana Ruiz",
    "Ana Ruiz;": "Ana Ruiz",
    "Ana Ruiz:": "Ana Ruiz",
    "Ana Ruiz)": "Ana Ruiz",
    "(Ana Ruiz": "Ana Ruiz",
    "“Ana Ruiz,": "Ana Ruiz",
    "Ana Ruiz’": "Ana Ruiz",
    "U.S.": "U.S.",
    "Nordal Inc.,": "Nordal Inc.",
    "Ana “Doc” Ruiz": "Ana “Doc” Ruiz",
    '"Doc" Ruiz': '"Doc" Ruiz',
    "(Ana) or (Ruiz)": "(Ana) or (Ruiz)",
    "the union (north)": "the union (north)",
    "Yahoo!": "Yahoo!",
    ",": ",",
}


@pytest.mark.parametrize("drawn", TRIMMED)
def test_selecting_by_words_takes_no_stray_punctuation_along(drawn: str):
    start, end = trimmed(drawn, 0, len(drawn), words=True)
    assert drawn[start:end] == TRIMMED[drawn]


@pytest.mark.parametrize(("drawn", "kept"), [(" “No,” ", "“No,”"), ("(1.5)", "(1.5)"), ("\n", "")])
def test_selecting_by_signs_means_every_sign_but_blanks(drawn: str, kept: str):
    start, end = trimmed(drawn, 0, len(drawn), words=False)
    assert drawn[start:end] == kept


@given(text=st.text(st.sampled_from("ab .,()“”'\"\n")), words=st.booleans())
def test_trimming_stays_inside_keeps_every_letter_and_once_is_enough(text: str, *, words: bool):
    start, end = trimmed(text, 0, len(text), words=words)
    assert 0 <= start <= end <= len(text)
    assert [c for c in text[start:end] if c.isalpha()] == [c for c in text if c.isalpha()]
    assert trimmed(text, start, end, words=words) == (start, end)
