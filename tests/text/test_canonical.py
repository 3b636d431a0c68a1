"""Canonical text: what is taken out, what stays, and that once is enough."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.text.canonical import canonical

CASES = {
    "line ends of Windows": ("a\r\nb", "a\nb"),
    "line ends of old Macs": ("a\rb", "a\nb"),
    "form feed and vertical tab end a line": ("a\x0cb\x0bc", "a\nb\nc"),
    "a byte order mark, wherever it is": ("\ufeffa\ufeffb", "ab"),
    "control characters": ("a\x00b\x08c\x1bd\x7fe\x9f", "abcde"),
    "tabs and blanks stay": ("  a\t b  \n", "  a\t b  \n"),
    "no-break blanks stay": ("12\u00a0km", "12\u00a0km"),
    "composed and decomposed letters stay": ("\u00e9 e\u0301", "\u00e9 e\u0301"),
    "joiners of emoji and Persian stay": (
        "\U0001f469\u200d\U0001f467 \u0645\u06cc\u200c\u0631",
        "\U0001f469\u200d\U0001f467 \u0645\u06cc\u200c\u0631",
    ),
    "marks of direction stay": ("\u200fabc\u200e", "\u200fabc\u200e"),
    "half a surrogate pair is replaced": ("a\ud83db", "a\ufffdb"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize("case", CASES)
def test_what_goes_and_what_stays(case: str):
    given_text, wanted = CASES[case]
    assert canonical(given_text) == wanted


HOSTILE = st.text(st.characters(codec=None) | st.sampled_from("\r\n\x0b\x0c\ufeff\x00\ud800\udc00"))


@given(HOSTILE)
def test_canonical_text_stays_as_it_is(text: str):
    once = canonical(text)
    assert canonical(once) == once


@given(HOSTILE)
def test_canonical_text_can_be_written_to_a_file(text: str):
    assert canonical(text).encode().decode() == canonical(text)


@given(HOSTILE)
def test_no_letter_goes(text: str):
    assert [c for c in canonical(text) if c.isalpha()] == [c for c in text if c.isalpha()]
