"""Durations: `three years`, `a five-year deal`, `2 hours, 32 minutes`, `4:07.36`; what ends in `ago` is a date, not one."""

import re

from annotate.heuristics.quantities.extents import Quantity
from annotate.heuristics.quantities.measures import singular_words
from annotate.text.view import View

RULES = ("quantities.durations", "quantities.durations_clock", "quantities.durations_compound")
SCORE = 0.95
_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d{2}\.\d+)(?!\d)|(\d{1,2}):(\d{2}):(\d{2})(?!\d)")
_SHARES = {
    ("year", "month"): 12, ("week", "day"): 7, ("day", "hour"): 24, ("hour", "minute"): 60, ("minute", "second"): 60,
    ("foot", "inch"): 12, ("pound", "ounce"): 16, ("stone", "pound"): 14, ("hour", "second"): 3600, ("mile", "yard"): 1760,
    ("year", "week"): 52, ("year", "day"): 365, ("month", "day"): 30, ("day", "minute"): 1440, ("month", "week"): 4,
    ("yard", "foot"): 3, ("yard", "inch"): 36,
}  # fmt: skip
_INCHES = re.compile(
    r"(?:-| (?=\d{1,2}(?:[,.;)](?!\d)|$| and | tall\b)))(\d{1,2})(?:-inch(?:es)?\b)?(?!\d|[.,]\d|-?[^\W_])"
)
_QUOTED = re.compile(r"[ ]?['’′] ?(\d{1,2})(?:[\"”″]|''|’’)(?![^\W_])")
_FOOT = 12
_TWO = 2
_TALLEST = 9
_ARTICLES = frozenset({"a", "an", "A", "An"})
_JOINTS = frozenset({" ", ", ", " and ", ", and "})


def clock(seen: View, first: int) -> tuple[int, float] | None:
    """Return the end and the seconds of a running time at a token: 4:07.36, 2:05:11; 10:30 is an hour of the day."""
    match = _CLOCK.match(seen.text, seen.starts[first])
    if match is None:
        return None
    if match[4]:
        return match.end(), int(match[4]) * 3600.0 + int(match[5]) * 60 + int(match[6])
    return match.end(), int(match[1] or 0) * 3600.0 + int(match[2]) * 60 + float(match[3])


def inches(seen: View, end: int) -> tuple[int, float] | None:
    """Return the end and the feet of the inches tied to feet or alone behind them: 5-foot-10; 6 feet 7 and 240 pounds."""
    match = _INCHES.match(seen.text, end)
    inch = int(match[1]) if match is not None else _FOOT
    return (match.end(), inch / _FOOT) if match is not None and inch < _FOOT else None


def quoted_feet(seen: View, first: int) -> tuple[int, float] | None:
    """Return the end and the feet of a height in signs at a token: 6'2", 5’11”; or None."""
    token = seen.words[first]
    match = _QUOTED.match(seen.text, seen.ends[first]) if token.isdigit() and len(token) == 1 else None
    if match is None or int(match[1]) >= _FOOT or not 0 < int(token) <= _TALLEST:
        return None
    return match.end(), int(token) + int(match[1]) / _FOOT


def half_more(seen: View, half: int) -> int:
    """Return the token of the unit in `a year and a half`, whose `half` is at a token; -1 if it is none."""
    words = seen.words
    unit = half - 3
    joined = unit > 0 and words[half - 2 : half + 1] == ["and", "a", "half"]
    return unit if joined and words[unit - 1] in _ARTICLES and words[unit] in singular_words() else -1


def add_one(seen: View, quantity: Quantity) -> None:
    """Let a measure grow by the one of a bigger unit before it: an hour and 20 minutes."""
    words, first = seen.words, quantity.first
    if first <= _TWO or words[first - 1] != "and" or words[first - 3] not in _ARTICLES or quantity.value is None:
        return
    whole = words[first - 2]
    part = _SHARES.get((whole, quantity.unit or ""))
    if part is None or whole not in singular_words():
        return
    quantity.first = first - 3
    quantity.start = seen.starts[first - 3]
    quantity.number = (quantity.start, quantity.number[1])
    quantity.value, quantity.unit = round(1 + quantity.value / part, 6), whole
    quantity.rules.append(RULES[2])


def share(gap: str, left: Quantity, right: Quantity) -> float | None:
    """Return what the right unit is of the left one if both are one measure: 2 hours, 32 minutes; 5 feet 10 inches."""
    if left.unit is None or right.unit is None or gap not in _JOINTS:
        return None
    parts = _SHARES.get((left.unit, right.unit))
    return 1 / parts if parts and left.high is None and right.high is None else None


def join(left: Quantity, right: Quantity, part: float) -> Quantity:
    """Return the two as one measure in the unit of the left."""
    if left.value is not None and right.value is not None:
        left.value += right.value * part
    left.number = (left.number[0], right.number[1])
    left.end, left.stop, left.last = right.end, right.stop, right.last
    left.rules.append(RULES[2])
    return left
