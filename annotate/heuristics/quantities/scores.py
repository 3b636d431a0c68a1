"""Scores and votes: `won 2-1`, `voted 382-37`: one region without a value; `Peru 1 – 2 Ghana`: two, as on a scoreboard."""

import re

from annotate.heuristics.quantities.extents import Quantity
from annotate.text.view import View

RULES = ("quantities.scores",)
SCORE = 0.9
_CONTEXT = re.compile(
    r"\b(?:won|win|wins|winning|beat|beats|beating|beaten|lost|lose|loss|defeat\w*|victory|lead|leads|led|leading|trail\w*|drew"
    r"|draw|tie|tied|vote[ds]?|voting|score[ds]?|passed|ruled|ruling|match|game|down|ahead|edged|downed|topped|routed"
    r"|record|sets?|deadlocked|split|divided)\b",
)
# What shares do in a session is counted, no score: advancers led decliners, 847 to 644.
_BREADTH = re.compile(
    r"\b(?:advanc(?:ers|es|ing (?:issues|stocks|shares))|declin(?:ers|es|ing (?:issues|stocks|shares))"
    r"|gainers|losers|(?:rising|falling) (?:issues|stocks|shares)|winners)\b",
    re.IGNORECASE,
)
_BREADTH_BEFORE = 120
_FEWEST = 20
_LARGEST = 999
_AROUND = 45
HYPHENS = frozenset({"-", "–", "—"})
GAPS = HYPHENS | {"to"}


def is_score(seen: View, left: Quantity, right: Quantity, gap: str) -> bool:
    """Say whether two bare whole numbers are a score: falling or level around a hyphen, or in the words of sport and votes."""
    if left.unit is not None or right.unit is not None or left.value is None or right.value is None:
        return False
    if (
        left.form != "digits"
        or right.form != "digits"
        or left.value % 1
        or right.value % 1
        or left.scale * right.scale > 1
    ):
        return False
    if not 0 <= left.value <= _LARGEST or not 0 <= right.value <= _LARGEST:
        return False
    falling = left.value >= right.value or left.value == 0
    if gap.strip() in HYPHENS and (falling or _stands_at_names(seen, left.first, right.stop)):
        return True
    if left.value < right.value and gap == " to ":
        return False
    around = seen.text[max(0, left.start - _AROUND) : right.end + _AROUND]
    return _CONTEXT.search(around) is not None


def are_counted(seen: View, left: Quantity, right: Quantity) -> bool:
    """Say whether two bare numbers count the shares that rose and those that fell: decliners led advancers, 847 to 644."""
    if left.unit or right.unit or not left.value or not right.value or min(left.value, right.value) < _FEWEST:
        return False
    return _BREADTH.search(seen.text, max(0, left.start - _BREADTH_BEFORE), left.start) is not None


def _stands_at_names(seen: View, first: int, stop: int) -> bool:
    """Say whether two numbers stand between two names (Tunisia 1 – 2 England) or in brackets behind one: Lima (1-2)."""
    words = seen.words
    if not first or stop >= len(words):
        return False
    before, after = words[first - 1], words[stop]
    if before == "(" and first > 1:
        return after == ")" and words[first - 2][0].isupper() and words[first - 2][-1].islower()
    return before[0].isupper() and before[-1].islower() and after[0].isupper() and after[-1].islower()


def read(left: Quantity, right: Quantity, gap: str) -> Quantity | None:
    """Return the two numbers as one score; None if they stay two, as on a scoreboard, each a score of its own."""
    left.kind, left.score = "score", SCORE
    left.rules.append(RULES[0])
    if gap != gap.strip() and gap.strip() in HYPHENS:
        right.kind, right.score = "score", SCORE
        right.rules.append(RULES[0])
        return None
    left.number = (left.number[0], right.number[1])
    left.end, left.stop, left.last = right.end, right.stop, right.last
    left.value = left.high = None
    return left
