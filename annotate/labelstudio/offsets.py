"""Offsets as Label Studio gives them back, proven against the article's own text.

Label Studio 1.23 counts code points; its `value.text` is not the text (line breaks come back as a backslash and an n,
runs of blanks collapse), so it serves only to tell which counting a server used. Older servers counted UTF-16 units.
"""

import re
from typing import Any

from annotate.annotations import Extent

_BLANKS = re.compile(r"(?:\\n|\s)+")
_OPENING = '([{"“‘«'
_CLOSING = {")": "(", "]": "[", "}": "{", '"': '"', "”": "“", "’": "‘", "»": "«"}
_LOOSE = ",;:"


def located(text: str, value: dict[str, Any]) -> Extent | None:
    """Return where in the text a result's value stands, half-open in code points, or None if it is not in it.

    Code points are believed unless the surface that came along fits only the UTF-16 reading of the same numbers.
    """
    start, end = value.get("start"), value.get("end")
    if not isinstance(start, int) or not isinstance(end, int) or isinstance(start, bool):
        return None
    surface = value.get("text")
    here = (start, end) if 0 <= start < end <= len(text) else None
    if not isinstance(surface, str) or (here and same_words(text[start:end], surface)):
        return here
    shifted = from_utf16(text, start, end)
    return shifted if shifted and same_words(text[slice(*shifted)], surface) else here


def same_words(first: str, second: str) -> bool:
    """Say whether two surfaces are equal but for blanks and line breaks."""
    return _BLANKS.sub("", first) == _BLANKS.sub("", second)


def from_utf16(text: str, start: int, end: int) -> Extent | None:
    """Return the code point extent of a UTF-16 extent, None if it lies outside or splits a character."""
    units = text.encode("utf-16-le", "surrogatepass")
    if not 0 <= start < end <= len(units) // 2:
        return None
    try:
        before = units[: 2 * start].decode("utf-16-le")
        inside = units[2 * start : 2 * end].decode("utf-16-le")
    except UnicodeDecodeError:
        return None
    return len(before), len(before) + len(inside)


def trimmed(text: str, start: int, end: int, *, words: bool) -> Extent:
    """Return the extent without blanks at its edges and, for labels selected by words, without stray punctuation.

    Selecting by words takes what touches the word along: "(Ana Ruiz)," is meant as "Ana Ruiz". Brackets and quotes go
    where they hold the whole or their partner is not inside; full stops stay, since "U.S." and "Inc." end in one.
    """
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if not words:
        return start, end
    changed = True
    while changed and end - start > 1:
        first, last = text[start], text[end - 1]
        changed = True
        if last in _LOOSE or last.isspace() or (last in _CLOSING and _CLOSING[last] not in text[start : end - 1]):
            end -= 1
        elif first in _OPENING and _wraps(text[start:end]):
            start, end = start + 1, end - 1
        elif first.isspace() or (first in _OPENING and not _closed(text[start:end])):
            start += 1
        else:
            changed = False
    return start, end


def _wraps(surface: str) -> bool:
    """Say whether a surface is wholly held by one pair of brackets or quotes, with something in it."""
    first, last = surface[0], surface[-1]
    inner = surface[1:-1]
    return _CLOSING.get(last) == first and first not in inner and last not in inner and bool(inner.strip())


def _closed(surface: str) -> bool:
    """Say whether the bracket or quote that a surface opens with is closed inside it."""
    partners = {opening: closing for closing, opening in _CLOSING.items()}
    return partners.get(surface[0], surface[0]) in surface[1:]
