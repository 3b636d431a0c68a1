"""Carried units and nouns: what is said once for two numbers: `7- and 8-inch`, `from 21 mpg to 23`, `up from 2.4 million`."""

from collections.abc import Sequence

from annotate.heuristics.quantities.extents import Quantity
from annotate.heuristics.quantities.phrase_ends import STOP, ends
from annotate.text.closed_classes import words
from annotate.text.view import View

RULES = ("quantities.carried_unit", "quantities.carried_noun")
SCORE = 0.8
_AND = frozenset({" and ", "- and ", "- or ", " or ", "-and-", "/"})
_LINKS = words("from to with against versus than including and or vs but")
_COMPARED = words("with against versus than vs")
_MOVED = words("up down rise drop fall increase decrease decline higher lower jump improvement")
_LATER = (" later", " ago", " after", " before", " earlier")
_SET_BESIDE = words("injured wounded killed missing hurt arrested dead others more last this next")
_HOLDS = words("has have had won got received 's ’s")
_TWO = 2
_NEAR = 60
LOOK_BACK = 4  # quantities before, of which one may lend its unit or noun
_FAR = 240
_CLOSE = 5.0
_RATED = frozenset({"measure", "rate", "index"})
_PASSED_OVER = frozenset({"duration", "age", "ratio", "fraction", "multiple", "score", "number"})


def back(seen: View, left: Quantity, right: Quantity, gap: str) -> bool:
    """Give a bare number the unit of the number that `and` ties to it, and say whether it did: `7- and 8-inch screens`."""
    if left.unit is not None or right.unit is None or left.kind != "number" or right.unit_extent is None:
        return False
    spelt_after = right.unit_extent[0] >= right.number[1] or gap == " or "  # 8 or $9
    falling = gap == " to " and right.kind in {"percent", "index"} and (left.value or 0) > (right.value or 0)
    if (gap not in _AND and not falling) or not spelt_after or left.form != right.form or left.scale > right.scale:
        return False
    if seen.text.startswith(_LATER, right.end):
        return False
    _take_unit(left, right)
    return True


def forward(seen: View, done: Sequence[Quantity], right: Quantity) -> None:
    """Give a bare number the unit or the noun of a quantity before it in its sentence that it is set beside."""
    if right.kind != "number" or right.unit is not None or right.noun is not None or not right.first:
        return
    if right.value == 1 and seen.words[right.stop : right.stop + 1] == ["of"]:  # of what follows
        return
    link = _link(seen, right)
    if not link or not _ends_here(seen, right):
        return
    if link == "or":
        _a_thing_or_two(seen, right)
        return
    begins = max(seen.sentences[seen.sentence_at(right.start)][0], right.start - _FAR)
    for left in reversed(done):
        if left.start < begins or (not _is_aside(seen, left, right) and _lends(seen, left, right, link)):
            return


def _lends(seen: View, left: Quantity, right: Quantity, link: str) -> bool:
    """Let the right number take what it is set beside on its left; say whether the search is over."""
    if left.kind == "duration" and seen.text[left.end : right.start] == " to ":  # from six hours to two and a half
        _take_unit(right, left)
        return True
    if left.kind in _PASSED_OVER and left.noun is None:
        beside = link == "and" or seen.text[left.end : right.start] == " to "
        return beside and left.kind == "number"  # two bombs killed 21 and wounded 66; led decliners 943 to 531
    return _take(seen, left, right, link)


def _is_aside(seen: View, left: Quantity, right: Quantity) -> bool:
    """Say whether the left number only converts another one: 3.4 billion euros ($3.7 billion) from 3.1 billion."""
    return seen.text[left.start - 1 : left.start] == "(" and seen.text.find(")", left.end, right.start) >= 0


def _take(seen: View, left: Quantity, right: Quantity, link: str) -> bool:
    """Let the right number take what the left one measures or counts; say whether the search is over."""
    if link == "has" and (left.kind != "count" or right.start - left.end > _NEAR):
        return True
    if left.kind == "percent":
        alike = _is_alike(seen, left, right, link)
        if alike:
            _take_unit(right, left)
        return alike
    if left.noun is not None and left.kind == "count":
        right.noun, right.kind = left.noun, "count"
        right.rules.append(RULES[1])
    elif left.kind in _RATED or (left.kind == "money" and _is_price(seen, left, right, link)):
        _take_unit(right, left)
    return True


def _a_thing_or_two(seen: View, right: Quantity) -> None:
    """Let two count what stands before its `or`: a delegate or two."""
    one = seen.words[right.first - 2] if right.first > 1 else ""
    if right.value == _TWO and one.isalpha() and one not in STOP:
        right.noun, right.kind = one, "count"
        right.rules.append(RULES[1])


def _take_unit(taker: Quantity, giver: Quantity) -> None:
    taker.unit, taker.kind, taker.score = giver.unit, giver.kind, SCORE
    taker.rules.append(RULES[0])


def _link(seen: View, right: Quantity) -> str:
    """Return the word that sets a number beside an earlier one: from, to, (compared) with, and; `and injured 50` counts."""
    first = right.first
    if not first:
        return ""
    before = seen.words[first - 1].lower()
    if before in _LINKS:
        return before
    if before in _HOLDS and seen.words[right.stop : right.stop + 1] != ["of"]:
        return "has"
    return "and" if before.endswith("ed") and seen.words[first - 2].lower() == "and" and first > 1 else ""


def _ends_here(seen: View, right: Quantity) -> bool:
    """Say whether nothing that could be counted follows the number."""
    if right.stop >= len(seen.words):
        return True
    after = seen.words[right.stop]
    return (not after[0].isalnum() and after not in "-–$£€") or ends(after) or after.lower() in _SET_BESIDE


def _is_price(seen: View, left: Quantity, right: Quantity, link: str) -> bool:
    """Say whether a bare number is money as the amount before it: $3 billion to 4 billion; 1.85 euros, up from 1.60."""
    exact = (left.value or 0) % 1 > 0 and (right.value or 0) % 1 > 0
    return (left.scale > 1 and right.scale > 1) or (exact and _is_alike(seen, left, right, link))


def _is_alike(seen: View, left: Quantity, right: Quantity, link: str) -> bool:
    """Say whether a bare number is set beside one alike: `5.2 percent, up from 4.8`; `rose 5% to 450` is none."""
    if right.scale > 1 or not left.value or not right.value or right.high is not None:
        return False
    alike = 1 / _CLOSE < right.value / left.value < _CLOSE
    direct = seen.text[left.end : right.start] == " from "
    moved = link == "from" and (direct or (right.first > 1 and seen.words[right.first - 2].lower() in _MOVED))
    return alike and (moved or link in _COMPARED)
