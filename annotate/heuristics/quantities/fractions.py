"""Fractions: `two-thirds`, `a quarter of`, `half the seats`, `one third`, `5/8`; not the first half, a quarter's results."""

import re
from functools import lru_cache

from msgspec.structs import replace

from annotate.heuristics.quantities.number_words import SCALES, small_numbers
from annotate.heuristics.quantities.numbers import SIGNS, Number
from annotate.heuristics.quantities.phrase_ends import STOP
from annotate.text.closed_classes import words
from annotate.text.view import View

RULES = ("quantities.fractions",)
SCORE = 0.95
_SLASH = re.compile(r"(\d{1,2})/(\d{1,3})(?![\d/]|[,.]\d)")
_UNDERS = frozenset({2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 32, 64, 100})
_HUNDRED = 100
_BOUNDS = words("than nearly almost roughly about by")
_NAMES = ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_SMALL = {"hundredth": 0.01, "thousandth": 0.001}
_AFTER_IN_HALF = words("and but as by to from on at since")
_TIMES = words("million billion dozen")
_OF_UNITS = words(
    "hour minute second mile inch acre pound ton point percentage percent gallon pint litre liter kilometre kilometer"
)
_HALF_OF = words("""of the a an its their his her our my all that as those them these were was is are had have will or to what , .
    ; )""")
_BOUNDED = words("than nearly almost roughly about approximately only over")  # fewer than half attended
_NO_SHARE = words(
    "time way dozen times hour brother sister brothers sisters price day year century back full empty past"
)
_NOT_BEFORE_HALF = words(
    "first second last other latter top bottom early better 1st 2nd final this each per one- a the that"
)


@lru_cache(maxsize=1 << 16)
def denominator(word: str) -> float | None:
    """Return the value of one part: half, third(s), quarter(s), tenth(s)."""
    lower = word.lower()
    if lower in {"half", "halves"}:
        return 0.5
    singular = lower.removesuffix("s")
    if singular == "quarter":
        return 0.25
    if singular in _SMALL:
        return _SMALL[singular]
    return 1 / (_NAMES.index(singular) + 3) if singular in _NAMES else None


@lru_cache(maxsize=1 << 16)
def starts_fraction(token: str) -> bool:
    """Say whether a token may be or begin a fraction: half, third, quarter, two-thirds, three-quarters."""
    pieces = token.lower().split("-")
    return denominator(pieces[0]) is not None or (len(pieces) > 1 and denominator(pieces[1]) is not None)


def read(seen: View, first: int) -> Number | None:
    """Return the fraction at a token with its value, or None."""
    token = seen.words[first]
    if token in SIGNS or token[0].isdigit():
        return _in_signs(seen, first)
    pieces = token.lower().split("-")
    if pieces == ["half"]:
        return _half(seen, first)
    if pieces[0] in small_numbers():
        return _counted_parts(seen, first, pieces)
    if pieces[0] == "half" and pieces[1] in SCALES:  # half-million
        start = seen.starts[first]
        return Number(start, start + len("half-") + len(pieces[1]), first, first + 1, SCALES[pieces[1]] / 2, "words")
    if (
        len(pieces) > 1 and pieces[0] in {"half", "quarter"} and pieces[1] in _OF_UNITS
    ):  # a half-hour, a quarter-point cut
        start = seen.starts[first]
        return Number(start, start + len(pieces[0]), first, first + 1, denominator(pieces[0]) or 0.0, "words")
    return _one_part(seen, first)


def _counted_parts(seen: View, first: int, pieces: list[str]) -> Number | None:
    """Return two-thirds, two thirds of, one quarter of."""
    over, start, stop = small_numbers()[pieces[0]], seen.starts[first], first + 1
    if over == 0:
        return None
    if len(pieces) > 1:
        part = denominator(pieces[1]) if over <= 1 or pieces[1] not in _SMALL else None  # the two-hundredth visit
        return _of_scale(seen, Number(start, seen.ends[first], first, stop, over * part, "words")) if part else None
    word = seen.words[stop] if stop < len(seen.words) else ""
    part = denominator(word) if word.islower() else None
    if part is None or (word[-1] == "s") != (over > 1) or not _is_share(seen, stop):
        return None
    return _of_scale(seen, Number(start, seen.ends[stop], first, stop + 1, over * part, "words"))


def _of_scale(seen: View, number: Number) -> Number:
    """Return the fraction, grown by the million it is a part of: a quarter of a million."""
    words, stop = seen.words, number.stop + 2
    scale = SCALES.get(words[stop], 0.0) if words[number.stop : stop] == ["of", "a"] and stop < len(words) else 0.0
    if scale <= _HUNDRED:
        return replace(number, value=round(number.value, 6))
    return replace(number, value=round(number.value * scale, 6), end=seen.ends[stop], stop=stop + 1, scale=scale)


def _one_part(seen: View, first: int) -> Number | None:
    """Return a third of, a quarter of; the article belongs to the region."""
    word, stop = seen.words[first], first + 1
    part = denominator(word)
    article = first > 0 and seen.words[first - 1] in {"a", "A"}
    if part is None or not article or word[-1] == "s":
        return None
    if seen.words[stop : stop + 1] != ["of"] and not _is_bounded(seen, first):
        return None
    number = Number(
        seen.starts[first], seen.ends[first], first - 1, stop, part, "words", article=seen.starts[first - 1]
    )
    return _of_scale(seen, number)


def _is_bounded(seen: View, index: int) -> bool:
    """Say whether words before `a third` make it a share although no `of` follows: less than a third; cut by a quarter."""
    after = seen.words[index + 1] if index + 1 < len(seen.words) else "."
    ends = not after[0].isalpha() or after in STOP
    return ends and index > 1 and seen.words[index - 2].lower() in _BOUNDS


def _is_share(seen: View, index: int) -> bool:
    """Say whether `quarter` or `third` after a number is a share: `of` follows, or it is a third and no noun follows."""
    after = seen.words[index + 1] if index + 1 < len(seen.words) else "."
    return after in {"of", "the", "full", "as"} or (seen.words[index][:5] == "third" and not after[0].isalpha())


def _half(seen: View, first: int) -> Number | None:
    """Return half where it is a share (half the seats, half of, cut in half), not a time or a side (first half, half a day)."""
    words = seen.words
    before = words[first - 1].lower() if first else ""
    after, second = [*words[first + 1 : first + 3], ".", "."][:2]
    if before == "in":
        is_share = not after[0].isalpha() or after in _AFTER_IN_HALF
    elif after in {"a", "an"}:
        is_share = before not in _NOT_BEFORE_HALF and second not in _TIMES
    else:
        bounded = before in _BOUNDED and after not in _NO_SHARE and after not in small_numbers() and "-" not in after
        is_share = bounded or (before not in _NOT_BEFORE_HALF and after in _HALF_OF)
    return Number(seen.starts[first], seen.ends[first], first, first + 1, 0.5, "words") if is_share else None


def _in_signs(seen: View, first: int) -> Number | None:
    """Return ½ or 5/8."""
    if seen.words[first] in SIGNS:
        return Number(
            seen.starts[first], seen.ends[first], first, first + 1, round(SIGNS[seen.words[first]], 6), "digits"
        )
    match = _SLASH.match(seen.text, seen.starts[first])
    if match is None or match.end() != seen.ends[first]:
        return None
    over, under = int(match[1]), int(match[2])
    if under not in _UNDERS or not 0 < over < under:
        return None
    return Number(match.start(), match.end(), first, first + 1, round(over / under, 6), "digits")
