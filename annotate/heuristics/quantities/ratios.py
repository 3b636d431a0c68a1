"""Ratios: `three of five`, `nine out of 10`, `one in four`, `two-to-one`: one region whose value is the share."""

from annotate.heuristics.quantities.extents import Quantity

RULES = ("quantities.ratios",)
SCORE = 0.85
_JOINTS = frozenset({" out of ", " out of every ", " in ", " in every ", " of "})
_LARGEST_IN = 1000


def is_ratio(left: Quantity, right: Quantity, gap: str) -> bool:
    """Say whether two bare whole numbers are a share of a whole; `two in 1990` and `one of two men` need care."""
    if gap not in _JOINTS or left.value is None or right.value is None:
        return False
    if left.unit or right.unit or left.noun or left.high is not None or right.high is not None:
        return False
    if left.value % 1 or right.value % 1 or not 0 < left.value < right.value:
        return False
    if gap == " of ":
        return left.value > 1
    return gap != " in " or right.value <= _LARGEST_IN


def join(left: Quantity, right: Quantity) -> Quantity:
    """Return the two numbers as one ratio."""
    if left.value is not None and right.value:
        left.value = round(left.value / right.value, 6)
    left.number = (left.number[0], right.number[1])
    left.end, left.stop, left.last = right.end, right.stop, right.last
    left.kind, left.score, left.scale = "ratio", SCORE, 1.0
    left.rules = [*left.rules, RULES[0]]
    return left
