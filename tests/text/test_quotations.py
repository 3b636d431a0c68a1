"""Quotations are found by their marks, of every style that the press uses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.text.quotations import quotations


def cut(text: str) -> list[str]:
    return [text[found.start : found.end] for found in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("He said “yes” and left.", ["“yes”"]),
        ("Il a dit «oui».", ["«oui»"]),
        ("Er sagte „ja“ dazu.", ["„ja“"]),
        ("He said ''yes'' and left.", ["''yes''"]),
        ("She said ‘yes’ and left.", ["‘yes’"]),
        ("She said 'yes' and left.", ["'yes'"]),
        ("“He said ‘yes’ to me,” she said.", ["“He said ‘yes’ to me,”"]),
        ("“It's the farmers' land,” she said.", ["“It's the farmers' land,”"]),
        ("The farmers' land isn't theirs.", []),
        ("The farmers' union met the owners' lawyers.", []),
        ("'We won,' the farmers' union said of the owners' plan.", ["'We won,'"]),
        ("Get 'em now, the farmers' land is yours.", []),
        ('"yes”, he said.', ['"yes”']),
        ("“It is late,“ said Ott.", ["“It is late,“"]),
        ("", []),
    ],
)
def test_each_style_of_marks(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_a_quotation_goes_on_in_the_next_paragraph_with_a_mark_of_its_own() -> None:
    found = list(quotations("“One.\n“Two,” she said."))
    assert [(q.start, q.end, q.closed) for q in found] == [(0, 5, False), (6, 12, True)]


def test_a_single_mark_that_is_never_closed_is_an_apostrophe() -> None:
    assert cut("The 'rock idea was dropped.\nNothing else.") == []


@given(st.text(alphabet="ab .,\n\"'“”‘’«»„`", max_size=60))
def test_quotations_are_in_order_and_inside_one_paragraph(text: str) -> None:
    last = 0
    for found in quotations(text):
        assert last <= found.start < found.end <= len(text)
        assert "\n" not in text[found.start : found.end]
        last = found.end
