"""Index points: `the Dow fell 77.33 points to 7,425.81`; the points of a game are counted, not measured."""

from annotate.heuristics.quantities.extents import Quantity
from annotate.text.view import View

RULES = ("quantities.index_points", "quantities.index_points_level")
SCORE = 0.9
_MARKETS = frozenset(
    "index average dow nasdaq ftse nikkei dax cac s&p stoxx composite benchmark stocks shares market exchange sensex nifty"
    " hang seng kospi trading".split(),
)
_LOOK_BACK = 14


def is_market(seen: View, quantity: Quantity) -> bool:
    """Say whether points are those of an index: a market is named before them in the neighbourhood, or decimals follow."""
    if quantity.value is not None and quantity.value % 1 > 0:
        return True
    near = seen.words[max(0, quantity.first - _LOOK_BACK) : quantity.first]
    return any(word.lower() in _MARKETS for word in near)


def is_level(seen: View, left: Quantity, right: Quantity) -> bool:
    """Say whether a bare number is the level that an index reached: points or a percentage before it, and `to` or `at`."""
    if right.unit is not None or right.noun is not None or left.unit not in {"point", "%"} or right.form != "digits":
        return False
    gap = seen.text[left.end : right.start].strip(" ,")
    return gap in {"to", "to close at", "at", "to end at", "to finish at"} and is_market(seen, left)
