"""Index points: `the Dow fell 77.33 points to 7,425.81`; the points of a game are counted, not measured."""

import re

from annotate.heuristics.quantities.extents import Quantity
from annotate.text.closed_classes import words
from annotate.text.view import View

RULES = ("quantities.index_points", "quantities.index_points_level", "quantities.index_points_error")
SCORE = 0.95
_MARKETS = words("""index average dow nasdaq ftse nikkei dax cac s&p stoxx composite benchmark stocks shares market exchange
    sensex nifty hang seng kospi trading nzx asx tsx topix csi klci jse ibovespa bovespa ibex aex psei kse smi omx wig mib
    ordinaries straits bourse gauge blue-chip""")
_REACHED = frozenset((
    "to", "at", "to close at", "to end at", "to finish at", "to settle at", "to fall to", "to rise to", "to reach",
    "higher at", "lower at", "up at", "down at",
))  # fmt: skip
_WENT = frozenset({"up", "down", "off", "a gain of", "a loss of", "a rise of", "a fall of", "a drop of"})
# The error of a poll is told in points of a percentage; an error that cost six points is one of a game.
_ERROR = re.compile(
    r"(?:\berror (?:of|is|was|at|stands at|stood at)(?: (?:about|around|roughly|approximately|up to))?|\bplus[ -]or[ -]minus|\+/-|±) ?$"
)
_ERROR_BEFORE = 60
_LOOK_BACK = 14
_LEAST = 10
_GAMES = words("averaged averages averaging scored scoring rebounds assists game games season")
_GAME = 9


def is_market(seen: View, quantity: Quantity) -> bool:
    """Say whether points are those of an index: a market is named before them in the neighbourhood, or decimals follow."""
    if quantity.value is not None and quantity.value % 1 > 0 and quantity.value >= _LEAST:
        return _GAMES.isdisjoint(seen.lower[max(0, quantity.first - _GAME) : quantity.stop + _GAME])
    return _market_near(seen, quantity.first)


def is_error(seen: View, quantity: Quantity) -> bool:
    """Say whether points are the error of a poll: a margin of error of 2.8 points, plus or minus 3 points."""
    before = seen.text[max(0, quantity.start - _ERROR_BEFORE) : quantity.start]
    return _ERROR.search(before) is not None


def is_level(seen: View, left: Quantity, right: Quantity) -> bool:
    """Say whether a bare number is the level that an index reached: points or a percentage before it, and `to` or `at`."""
    if right.unit is not None or right.noun is not None or left.unit not in {"point", "%"} or right.form != "digits":
        return False
    if seen.text[left.end : right.start].strip(" ,") not in _REACHED:
        return False
    return is_market(seen, left) if left.unit == "point" else _market_near(seen, left.first)


def is_level_before(seen: View, left: Quantity, right: Quantity, gap: str) -> bool:
    """Say whether a bare number is the level of an index whose points follow: closed at 10,234.56, down 45.2 points."""
    if left.unit is not None or left.noun is not None or right.unit != "point" or left.form != "digits":
        return False
    return gap.strip(" ,(") in _WENT and _market_near(seen, left.first)


def _market_near(seen: View, first: int) -> bool:
    return not _MARKETS.isdisjoint(seen.lower[max(0, first - _LOOK_BACK) : first])
