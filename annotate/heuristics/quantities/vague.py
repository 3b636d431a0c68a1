"""Vague numbers: `dozens`, `hundreds of people`, `tens of thousands`, `several million`: a value and an upper end."""

from msgspec.structs import replace

from annotate.annotations import Extent
from annotate.heuristics.quantities.number_words import SCALES
from annotate.heuristics.quantities.numbers import Number
from annotate.text.view import View

RULES = ("quantities.vague",)
SCORE = 0.95
_LOW = {
    "tens": 10.0, "dozens": 12.0, "scores": 20.0, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9,
    "trillions": 1e12, "lakhs": 1e5, "crores": 1e7,
}  # fmt: skip
_FEW = {"several", "few"}


def starts_vague(token: str) -> bool:
    """Say whether a token is a vague plural."""
    return token.lower() in _LOW


def read(seen: View, first: int) -> Number | None:
    """Return the vague number at a token: value and ten times the value; `tens of thousands` is one number."""
    words = seen.words
    low = _LOW[words[first].lower()]
    stop = first + 1
    before = words[first - 1].lower() if first else ""
    if words[first] == "tens" or words[first].lower() == "scores":
        goes_on = words[stop : stop + 1] == ["of"]
        if not goes_on or before in {"the", "his", "her", "their", "test", "a", "high", "low"}:
            return None
    scale = words[stop + 1].lower() if stop + 1 < len(words) and words[stop] == "of" else ""
    size = _LOW.get(scale) or SCALES.get(scale, 0.0)
    if size > low:
        low, stop = low * size, stop + 2
    start, article = seen.starts[first], -1
    if before in _FEW:
        first -= 1
        article = seen.starts[first]
    return Number(start, seen.ends[stop - 1], first, stop, low, "vague", 1.0, low * 10, article=article)


def few(seen: View, first: int) -> Number | None:
    """Return `several hundred`, `a few thousand`, `a couple hundred` at its scale word; without a value, since nobody knows it."""
    words = seen.words
    scale = SCALES.get(words[first].lower())
    if scale is None or not first or words[first - 1].lower() not in {*_FEW, "couple"}:
        return None
    begins = (
        first - 2
        if first > 1 and words[first - 1] in {"few", "couple"} and words[first - 2] in {"a", "A"}
        else first - 1
    )
    low, high = scale * 2, scale * 9 if words[first - 1].lower() != "couple" else None
    begin = seen.starts[begins]
    return Number(seen.starts[first], seen.ends[first], begins, first + 1, low, "vague", 1.0, high, article=begin)


def modifier(seen: View, number: Number) -> Extent | None:
    """Return the `several`, `few` or `a couple` before the number, which says how it is to be read; or None."""
    scale = seen.token_at(number.start)
    return (seen.starts[number.first], seen.ends[scale - 1]) if number.first < scale else None


def behind_of(seen: View, number: Number) -> Number:
    """Return the vague number as it is looked at for units and nouns: past its `of`."""
    if number.stop < len(seen.words) and seen.words[number.stop] == "of":
        return replace(number, end=seen.ends[number.stop], stop=number.stop + 1)
    return number
