"""Offsets as Label Studio gives them back, proven against the article's own text.

Label Studio 1.23 counts code points; its `value.text` is not the text (line breaks come back as a backslash and an n,
runs of blanks collapse), so it serves only to tell which counting a server used. Older servers counted UTF-16 units.
"""

import re
import unicodedata
from typing import Any

from annotate.annotations import Extent

_BLANKS = re.compile(r"(?:\\n|\s)+")
_OPENING = '([{"“‘«'
_CLOSING = {")": "(", "]": "[", "}": "{", '"': '"', "”": "“", "’": "‘", "»": "«"}
_LOOSE = ",;:"


def located(text: str, value: dict[str, Any]) -> Extent | None:
    """Return where in the text a result's value stands, half-open in code points, or None if it is not in it.

    The numbers are believed if the surface that came along fits them, or if none came along; else they are tried as
    UTF-16 units; else the surface is looked for where it stands nearest to them.
    """
    start, end, surface = value.get("start"), value.get("end"), value.get("text")
    if not isinstance(start, int) or not isinstance(end, int) or isinstance(start, bool):
        return None
    here = (start, end) if 0 <= start < end <= len(text) else None
    exact = here is not None and text[start:end] == surface
    if exact or not isinstance(surface, str) or not _BLANKS.sub("", surface):
        return here
    if here and same_words(text[start:end], surface):
        return here
    shifted = from_utf16(text, start, end)
    if shifted and same_words(text[slice(*shifted)], surface):
        return shifted
    if here and _drawn(surface) and _drawn(text[slice(*here)]) == _drawn(surface):
        return here  # a browser may lose signs that it does not draw
    return nearest(text, surface, start) if 0 <= start < end else None


def moved(text: str, value: dict[str, Any]) -> str | None:
    """Return in words that a value does not stand where its numbers say, None if it does or has no place at all."""
    extent = located(text, value)
    if extent is None or extent == (value["start"], value["end"]):
        return None
    utf16 = extent == from_utf16(text, value["start"], value["end"])
    how = "its numbers count UTF-16 units" if utf16 else "the nearest place with these words"
    return f"{text[slice(*extent)][:40]!r} was sent as {value['start']} to {value['end']}, taken as {extent[0]} to {extent[1]}: {how}"


def unplaced(text: str, value: dict[str, Any]) -> str:
    """Return in words why a value has no place in the text."""
    start, end = value.get("start"), value.get("end")
    if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text):
        return f"[{start}, {end}) is not {str(value.get('text'))[:40]!r}, which stands nowhere in the text"
    return f"[{start}, {end}) is not inside a text of {len(text)} characters"


def nearest(text: str, surface: str, start: int) -> Extent | None:
    """Return where a surface stands in the text, blanks aside, nearest to a place; None if it is nowhere."""
    words = [re.escape(word) for word in _BLANKS.split(surface) if word]
    found = [match.span() for match in re.finditer(r"\s+".join(words), text)] if words else []
    return min(found, key=lambda extent: (abs(extent[0] - start), extent), default=None)


def _drawn(surface: str) -> str:
    """Return the signs of a surface that can be seen."""
    return "".join(sign for sign in _BLANKS.sub("", surface) if unicodedata.category(sign)[0] not in "CZ")


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
    if start < end and text[start].isalnum() and text[end - 1].isalnum():
        return start, end
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
