"""Fractions: `two-thirds`, `a quarter of`, `half the seats`, `one third`, `5/8`; not the first half, a quarter's results."""

import re
from functools import cache

from annotate.heuristics.quantities.number_words import SCALES, small_numbers
from annotate.heuristics.quantities.numbers import Number
from annotate.text.view import View

RULES = ("quantities.fractions",)
SCORE = 0.9
_SLASH = re.compile(r"(\d{1,2})/(\d{1,3})(?![\d/]|[,.]\d)")
_UNDERS = frozenset({2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 32, 64, 100})
_NAMES = "third quarter fifth sixth seventh eighth ninth tenth".split()
_HALF_OF = frozenset(
    "of the a an its their his her our my all that as those them these were was is are had have will or to what , . ; )".split(),
)
_NOT_BEFORE_HALF = frozenset("first second last other latter top bottom early better 1st 2nd final this each per one-".split())


@cache
def denominator(word: str) -> float | None:
    """Return the value of one part: half, third(s), quarter(s), tenth(s)."""
    lower = word.lower()
    if lower in {"half", "halves"}:
        return 0.5
    singular = lower.removesuffix("s")
    if singular in _NAMES:
        return 0.25 if singular == "quarter" else 1 / (_NAMES.index(singular) + 3)
    return None


@cache
def starts_fraction(token: str) -> bool:
    """Say whether a token may be or begin a fraction: half, third, quarter, two-thirds, three-quarters."""
    pieces = token.lower().split("-")
    return denominator(pieces[0]) is not None or (len(pieces) > 1 and denominator(pieces[1]) is not None)


def read(seen: View, first: int) -> Number | None:
    """Return the fraction at a token with its value, or None."""
    token = seen.words[first]
    if token[0].isdigit():
        return _slash(seen, first)
    lower = token.lower()
    pieces = lower.split("-")
    over = small_numbers().get(pieces[0])
    start, end, stop = seen.starts[first], seen.ends[first], first + 1
    if pieces[0] == "half" and len(pieces) > 1:
        scale = SCALES.get(pieces[1])
        return Number(start, start + len(pieces[0]) + 1 + len(pieces[1]), first, stop, scale / 2, "words") if scale else None
    if over is not None and len(pieces) == 2: # noqa: PLR2004 - two-thirds
        part = denominator(pieces[1])
        return Number(start, end, first, stop, over * part, "words") if part and 0 < over else None
    if over is not None and len(pieces) == 1 and stop < len(seen.words):  # two thirds, one quarter
        part = denominator(seen.words[stop])
        plural = seen.words[stop][-1] == "s"
        if part and over and plural == (over > 1) and seen.words[stop].islower() and _is_share(seen, stop):
            return Number(start, seen.ends[stop], first, stop + 1, over * part, "words")
        return None
    if lower == "half":
        return _half(seen, first)
    part = denominator(lower)
    article = first > 0 and seen.words[first - 1] in {"a", "A"}
    if part and article and lower[-1] != "s" and stop < len(seen.words) and seen.words[stop] == "of":
        return Number(seen.starts[first - 1], end, first - 1, stop, part, "words")
    return None


def _is_share(seen: View, index: int) -> bool:
    """Say whether `quarter` or `third` after a number is a share: `of` follows, or it is a third and no noun follows."""
    after = seen.words[index + 1] if index + 1 < len(seen.words) else "."
    return after in {"of", "the", "full", "as"} or (seen.words[index][:5] == "third" and not after[0].isalpha())


def _half(seen: View, first: int) -> Number | None:
    words = seen.words
    before = words[first - 1].lower() if first else ""
    after = words[first + 1] if first + 1 < len(words) else "."
    if before in _NOT_BEFORE_HALF or after not in _HALF_OF:
        return None
    if after in {"a", "an"} and first + 2 < len(words) and words[first + 2] in {"million", "billion", "dozen", "century", "hour"}:  # noqa: PLR2004 - said in words
        return None
    if before in {"a", "the", "that", "in"} and after not in {"of"}:
        return None if before != "in" else Number(seen.starts[first], seen.ends[first], first, first + 1, 0.5, "words")
    return Number(seen.starts[first], seen.ends[first], first, first + 1, 0.5, "words")


def _slash(seen: View, first: int) -> Number | None:
    match = _SLASH.match(seen.text, seen.starts[first])
    if match is None or match.end() != seen.ends[first]:
        return None
    over, under = int(match[1]), int(match[2])
    if under not in _UNDERS or not 0 < over < under:
        return None
    return Number(match.start(), match.end(), first, first + 1, over / under, "digits")

