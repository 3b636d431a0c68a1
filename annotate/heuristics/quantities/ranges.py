"""Ranges: `10 to 15 km`, `$89-93 billion`, `two or three goals`, `between 5% and 10%`: one region with two values."""

import re

from msgspec.structs import replace

from annotate.heuristics.quantities.ages import follows_age
from annotate.heuristics.quantities.extents import Quantity
from annotate.heuristics.quantities.measures import Unit
from annotate.heuristics.quantities.number_words import number_word
from annotate.heuristics.quantities.numbers import Number
from annotate.heuristics.quantities.trend import has_moved
from annotate.heuristics.quantities.trend import of as trend_of
from annotate.text.view import View

RULES = ("quantities.ranges", "quantities.ranges_between")
SCORE = 0.9
_TO = frozenset(
    {
        " to ",
        "-",
        "–",
        "—",
        " - ",
        " – ",
        "-to-",
        "- to ",
        "-to ",
        " to as much as ",
        " to about ",
        " up to ",
        " to as many as ",
        " to nearly ",
        " to almost ",
    }
)
_OR = frozenset({" or ", "-or-"})
_TIED = re.compile(r"-to-(\d{1,6}|[a-z]+)(?![^\W_])")
_GLUED = re.compile(r"[-–](\d{1,9}(?:\.\d{1,9})?)([^\W\d_]{1,4})(?![^\W_])")
_AND = frozenset({" and "})
HYPHENS = frozenset({"-", "–", "—"})
_FAR_APART = 1000
_CLOSE = 1.5
_HUNDRED = 100.0
_TEN = 10


def tied(seen: View, number: Number) -> Number:
    """Return a number grown by the end that hyphens tie to it (`five-to-10-year terms`, `a 10-to-12-foot wall`), or itself."""
    match = _TIED.match(seen.text, number.end)
    if match is None:
        return number
    spelt = number_word(match[1]) if match[1].isalpha() else None
    high = (
        spelt[0] if spelt is not None and spelt[1] == len(match[1]) else float(match[1]) if match[1].isdigit() else 0.0
    )
    if high <= number.value:
        return number
    stop = seen.token_at(match.end() - 1) + 1
    return replace(number, end=match.end(), stop=stop, high=high)


def grow(seen: View, quantity: Quantity, unit: Unit) -> None:
    """Let a quantity grow by an upper end that one token ties to its unit: the 100mm of `50mm-100mm`."""
    match = _GLUED.match(seen.text, unit.end)
    if match is None or match[2] != seen.text[unit.start : unit.end] or quantity.high is not None:
        return
    high = float(match[1])
    if quantity.value is not None and quantity.value < high:
        quantity.end, quantity.high = match.end(), high
        quantity.number = (quantity.number[0], match.end(1))
        quantity.stop = seen.token_at(match.end() - 1) + 1
        quantity.rules.append(RULES[0])


def is_range(seen: View, left: Quantity, right: Quantity, gap: str) -> bool:
    """Say whether two neighbours are the ends of one range: alike, rising, and joined by to, or, a hyphen or between-and."""
    before = seen.words[left.first - 1].lower() if left.first else ""
    between = gap in _AND and before == "between"
    if not (between or gap in _TO or gap in _OR) or left.value is None or right.value is None:
        return False
    low = left.value * carried_scale(left, right)
    if left.high is not None or right.high is not None or not low < right.value or not _alike(left, right):
        return False
    if gap in _OR:  # 128GB or 256GB are two
        told = left.unit_extent is not None and left.unit_extent[0] >= left.number[1]
        return right.value <= low * 3 + 2 and left.noun is None and not told
    if gap == " to " and before == "from" and left.unit and right.unit and has_moved(seen, left.first - 1):
        return False  # rose from 4% to 6%: an old and a new value
    moved = gap not in HYPHENS and not _starts_at(seen, left.first) and trend_of(seen, left.first, left.stop, left.kind)
    close = right.value <= low * _CLOSE  # rose by $1,800 to $2,400: what has come to $2,400 hardly rose by $1,800
    of_one = left.unit is None and right.unit == "%"  # rose by 5 to 10 percent
    if not between and (before == "by" or moved) and not close and not of_one:
        return False
    return between or low <= 0 or right.value / low < _FAR_APART or left.unit is not None


def _starts_at(seen: View, first: int) -> bool:
    """Say whether `from` or `from the` stands before a token: the ends of a movement are given."""
    return "from" in (word.lower() for word in seen.words[max(0, first - 2) : first])


def _alike(left: Quantity, right: Quantity) -> bool:
    """Say whether the units allow a range: equal, or said once; `3% to 88` and `$5 to 10%` are no ranges."""
    if left.kind in {"ratio", "fraction", "multiple", "score", "ordinal"} or right.kind in {
        "ratio",
        "score",
        "ordinal",
    }:
        return False
    if left.unit == right.unit or (left.unit and right.unit and right.unit.startswith(f"{left.unit}/")):
        return True
    if left.unit is None:
        return right.unit_extent is None or right.unit_extent[0] >= right.number[0]
    if right.unit is None:
        return left.unit_extent is not None and left.unit_extent[0] < left.number[0]
    return False


def carried_scale(left: Quantity, right: Quantity) -> float:
    """Return the scale that the upper end lends to the lower one: `$89 to $93 billion`, `four to five thousand`."""
    if left.form == right.form == "words" and (left.value or 0) < (right.value or 0) / _HUNDRED < _TEN:
        return _HUNDRED  # five or six hundred
    if left.scale > 1 or right.scale <= 1 or left.value is None or right.value is None:
        return 1.0
    return right.scale if left.value < right.value / right.scale else 1.0


def join(seen: View, left: Quantity, right: Quantity) -> Quantity:
    """Return the two ends as one quantity; `between` belongs to the region."""
    before = left.first - 1
    between = left.first > 0 and seen.words[before].lower() == "between"
    if left.value is not None:
        left.value = round(left.value * carried_scale(left, right), 6)
    left.high = right.value
    left.number = (left.number[0], right.number[1])
    left.end, left.stop, left.last = right.end, right.stop, right.last
    if right.unit is not None and (
        left.unit is None or right.unit_extent is None or right.unit_extent[0] > right.number[0]
    ):
        left.unit, left.kind, left.unit_extent = right.unit, right.kind, right.unit_extent
        if left.kind == "duration" and follows_age(seen, left.first):  # aged 8 to 10 years
            left.kind = "age"
    elif right.kind == "multiple":  # two to three times as many
        left.kind, left.unit_extent = right.kind, right.unit_extent
    if between:
        left.start, left.first = seen.starts[before], before
        left.modifier_extent = (seen.starts[before], seen.ends[before])
    left.rules = [*left.rules, *(rule for rule in right.rules if rule not in left.rules)]
    left.rules.append(RULES[1] if between else RULES[0])
    left.score = min(left.score, right.score, SCORE)
    return left
