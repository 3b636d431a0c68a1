"""Quotations: the stretches between quote marks, straight, doubled or curly, carried over paragraphs where repeated."""

import re
from collections.abc import Iterator

from msgspec import Struct

# A single mark opens only before a word and after a gap; it closes only before a gap or punctuation. Two apostrophes in
# a row are a double mark of old typesetting. The pattern begins with the set of all signs, and tells them apart behind:
# so the text between them is skipped.
_MARK = re.compile(
    r"""
      ["“”«»„‘’'`]
      (?: (?<=')' | (?<=`)` | (?<=["“”«»„])
        | (?<=[‘'])(?:(?<=[\s(—–-].)|(?<!..))(?=[^\W\d_])(?!(?:em|til|tis|twas|cause|bout)\b)
        | (?<=[’'])(?=[\s.,;:!?)—–-]|$)
      )
    """,
    re.VERBOSE,
)
_PAIRS = {"“": "”", "«": "»", "„": "“", "‘": "’", "'": "'", "''": "''", "``": "''", '"': '"'}
_LOOSE = {('"', "”"), ("”", '"'), ("’", "'"), ("'", "’"), ("''", '"')}


class Quotation(Struct, frozen=True):
    """A quoted stretch with its marks. `closed` is false where a paragraph ended before a closing mark."""

    start: int
    end: int
    closed: bool


def quotations(text: str) -> Iterator[Quotation]:
    """Yield the outermost quotations in order.

    A quotation ends at its closing mark or at the end of its paragraph; a paragraph that opens with a quote mark after
    an unclosed one is a quotation of its own (the continuation convention of the press). A single mark that is never
    closed is an apostrophe and yields nothing.
    """
    offset = 0
    for paragraph in text.split("\n"):
        yield from _in_paragraph(paragraph, offset)
        offset += len(paragraph) + 1


def _in_paragraph(paragraph: str, offset: int) -> Iterator[Quotation]:
    """Yield the quotations of one paragraph; one that stays open reaches to its end."""
    opened: int | None = None
    closing = ""
    for match in _MARK.finditer(paragraph):
        mark = match.group()
        mistyped = mark == "“" and closing == "”" and paragraph[match.start() - 1] in ",.?!" and opened is not None
        if opened is not None and (mark == closing or mistyped or (mark, closing) in _LOOSE):
            yield Quotation(offset + opened, offset + match.end(), closed=True)
            opened = None
        elif mark == "'" and paragraph[match.start() - 1 : match.start()].isalnum():
            continue  # the players' union: an owner's sign, which may close and never opens
        elif opened is None or (closing in {"'", "’"} and mark not in {"'", "’", "‘"}):
            opened, closing = (match.start(), _PAIRS[mark]) if mark in _PAIRS else (None, "")
    if opened is not None and closing not in {"'", "’"}:
        end = len(paragraph.rstrip())
        if end > opened + 1:
            yield Quotation(offset + opened, offset + end, closed=False)
