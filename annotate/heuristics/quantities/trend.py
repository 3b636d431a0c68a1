"""Trends: whether the words around a quantity say that it went up or down: `rose 3%`, `cut the fee to $5`, `a 5% drop`."""

import re

from annotate.heuristics.quantities.extents import Quantity
from annotate.heuristics.quantities.number_words import number_word
from annotate.heuristics.quantities.phrase_ends import STOP
from annotate.text.closed_classes import GENITIVES, words
from annotate.text.view import View

RULES = ("quantities.trend", "quantities.trend_object", "quantities.trend_carried", "quantities.trend_since")
_UP = words("""rose rise rises risen rising up gained gain gains gaining jumped jump jumps jumping climbed climb climbs
    climbing increased increase increases increasing grew grow grows grown growing growth soared soar soaring
    surged surge surging added adding advanced advance higher raised raise raising upped expanded accelerated
    boosted leaped leapt rallied rally add adds""")
_DOWN = words("""fell fall falls fallen falling dropped drop drops dropping declined decline declines declining down lost lose
    loses losing slid slide slides sliding plunged plunge plunging lower cut cuts cutting decreased decrease
    decreases decreasing slipped slip slipping tumbled tumble tumbling shed sank sink shrank shrunk slumped slump
    slumping reduced reduce reduction eased lowered slashed slash dipped plummeted contracted""")
_BETWEEN = words("""by to from of about around nearly almost some more than less over just an a the another additional further
    only as much at least up sharply slightly cents cent percent points million billion percentage pence roughly
    approximately estimated between in - , or""")
_AFTER = {
    "higher": "up", "lower": "down", "increase": "up", "rise": "up", "gain": "up", "jump": "up", "growth": "up", "surge": "up",
    "decrease": "down", "drop": "down", "decline": "down", "fall": "down", "cut": "down", "reduction": "down", "loss": "down",
    "slump": "down", "raise": "up", "hike": "up", "plunge": "down",
}  # fmt: skip
# What these move stands between them and the quantity, or is their subject: cut the fee by 3%, sales doubled to 40.
_RAISES = words("""raise raises raised raising increase increases increased increasing boost boosts boosted boosting lift lifts lifted
    lifting hike hikes hiked hiking expand expands expanded expanding grow grows grew grown growing widen widens widened widening
    deepen deepens deepened deepening strengthen strengthens strengthened strengthening up ups upped upping
    double doubles doubled doubling treble trebles trebled trebling triple triples tripled tripling quadruple quadruples
    quadrupled quadrupling""")
_LOWERS = words("""cut cuts cutting reduce reduces reduced reducing lower lowers lowered lowering slash slashes slashed slashing
    trim trims trimmed trimming halve halves halved halving shrink shrinks shrank shrunk shrinking narrow narrows narrowed narrowing
    decrease decreases decreased decreasing weaken weakens weakened weakening pare pares pared paring down""")
# Up and down move something only behind these: pushed up the price by 3%.
_PUSHES = words("""push pushes pushed pushing drive drives drove driven driving bring brings brought bringing put puts putting force
    forces forced forcing scale scales scaled scaling bid bids bidding""")
# To so many things is no new level unless a number of them is moved: cut flights to 12 cities.
_LEVELS = words("""number numbers total toll tally workforce staff headcount fleet count population membership output production
    capacity quota target limit ceiling estimate forecast projection intake""")
_OBJECTLESS = words("concerns fears doubts questions objections hopes awareness money funds cash alarm issues")
_COLLECTS = words("raised raise raises raising")
_WITHIN = words("""a an the this its his her their our my your all both of in on for at from to with and or between across it
    them some any each another other""")
_ARTICLES = frozenset({"a", "an", "another"})
_MOST_OBJECT = 9
_YEAR = 4
_FAR = 60
# What may stand between a change and the level it led to: rose 3% last year to 40, fell by 11%, police said, to 1,240.
_ON_TO = re.compile(
    r"(?:,? (?:(?:last|this) [a-z]+|(?:on|in) (?:[A-Z][a-z]+|\d{4})|from (?:a|the) (?:year|month|week|quarter)"
    r" (?:ago|earlier|before)|overnight))?(?:, [^,;()\d\n]{2,40},|,)? to "
)
# A currency that gained 1% to 5.38 per dollar has fewer of them.
_EXCHANGED = (" per dollar", " per US dollar", " to the dollar", " to the US dollar")
_SAME = frozenset({", or ", " or ", " ("})
_SINCE = re.compile(r"(?P<between>[^\d.,;:()\n]{0,40})(?:, ?| ?\(| ?[-–—] ?)(?P<way>up|down)(?: [a-z]+ly)?")
_LOOK_BACK = 9
_NEAR = 6
_ADDS = words("add adds added adding")
_MOVING = frozenset({"by", "to", "from"})
_RANGING = words("range ranges ranged ranging anywhere vary varies varying of")
_MOST_FIGURES = 2
_NO_TREND = frozenset({"duration", "age", "score"})


def told(seen: View, quantity: Quantity, before: Quantity | None) -> tuple[str, str] | None:
    """Return up or down for a finished quantity and the rule that says so, or None; `before` is the quantity before it."""
    if quantity.kind in _NO_TREND or (quantity.first and seen.lower[quantity.first - 1] == "from"):
        return None
    if quantity.kind == "number" and seen.text.startswith(_EXCHANGED, quantity.end):
        return None
    way = of(seen, quantity.first, quantity.stop, quantity.kind)
    if way is not None:
        return way, RULES[0]
    way = _of_object(seen, quantity, before)
    if way is not None:
        return way, RULES[1]
    way = _carried(seen, quantity, before) if before is not None and before.trend is not None else None
    if way is not None:
        return way, RULES[2]
    way = _since(seen, quantity.end)
    return (way, RULES[3]) if way is not None else None


def _of_object(seen: View, quantity: Quantity, before: Quantity | None) -> str | None:
    """Return what a verb with its object before `by` or `to` says of a quantity: cut subsidies by 40%; or None."""
    lower, link = seen.lower, quantity.first - 1
    if link > 0 and lower[link] in _ARTICLES:
        link -= 1
    if link < 1 or lower[link] not in {"by", "to"}:
        return None
    begins = link
    if before is not None and before.stop == link and before.first and lower[before.first - 1] == "from":
        begins = before.first - 1  # raised the wage from $5 to $6
    counted = quantity.kind == "count"
    for index in range(begins - 1, max(-1, begins - 1 - _MOST_OBJECT), -1):
        word = lower[index]
        way = _way(lower, index, touching=index == begins - 1)
        if way is not None:
            thing = lower[index + 1 : begins]
            if counted and lower[link] == ("to" if thing else "by") and _LEVELS.isdisjoint(thing):
                return None
            return way if _OBJECTLESS.isdisjoint(thing[:2]) else None
        year = word.isdigit() and len(word) == _YEAR
        if (word in STOP and word not in _WITHIN) or not (word[0].isalpha() or year or word in GENITIVES):
            return None
        if index == begins - 1 and word.endswith("ed"):  # a rise caused by 3 firms
            return None
    return None


def _way(lower: list[str], index: int, *, touching: bool) -> str | None:
    """Return up or down for the word at a token if it moves what stands behind it, or None."""
    word = lower[index]
    if word in {"up", "down"} and (touching or not index or lower[index - 1] not in _PUSHES):  # free up to 60 km
        return None
    if word in _RAISES or (touching and word in _UP and word not in _ADDS):
        return "up"
    return "down" if word in _LOWERS or (touching and word in _DOWN) else None


def _carried(seen: View, quantity: Quantity, before: Quantity) -> str | None:
    """Return the trend of the change before a quantity that is its outcome or the same change: fell 21 points to 9.87%."""
    if quantity.start - before.end > _FAR:
        return None
    gap = seen.text[before.end : quantity.start].replace("\n", " ")
    if gap in _SAME:
        closed = gap != " (" or seen.text.startswith(")", quantity.end)
        return before.trend if closed and quantity.kind != "count" else None
    counted = quantity.kind == "count" and before.kind != "percent" and quantity.noun != before.noun
    return before.trend if not counted and _ON_TO.fullmatch(gap) else None


def _since(seen: View, end: int) -> str | None:
    """Return what is said of a quantity behind it, against an older one: 64% backed it, up from 51%; or None."""
    text = seen.text
    stop = text.find(" from ", end, end + _FAR)
    match = _SINCE.fullmatch(text, end, stop) if stop >= 0 else None
    if match is None or any(map(number_word, match["between"].split())):
        return None
    return match["way"]


def of(seen: View, first: int, stop: int, kind: str) -> str | None:
    """Return up, down or None for the quantity of tokens first to stop: the verb before it, or the noun after it."""
    words = seen.words
    if kind in _NO_TREND or (first and words[first - 1] == "from"):  # from: where it was before
        return None
    figures = 0
    for index in range(first - 1, max(-1, first - 1 - _LOOK_BACK), -1):
        word = seen.lower[index]
        if word in _UP and not (word == "up" and words[index + 1] == "to"):
            return None if _gathers(seen, index, first, kind) else "up"
        if word in _DOWN:
            return "down"
        if word[0].isdigit():
            figures += 1
        if figures > _MOST_FIGURES or (word not in _BETWEEN and not word[0].isdigit() and word not in "$£€%"):
            break
    if stop < len(words) and words[stop] in _AFTER:
        return _AFTER[words[stop]]
    return None


def _gathers(seen: View, index: int, first: int, kind: str) -> bool:
    """Say whether a verb of rises tells none: raised $3m is collected, it adds to 3 taxes, they rise at twice the speed."""
    word, behind = seen.lower[index], seen.lower[index + 1 : first]
    if word in _ADDS and behind[:1] == ["to"]:
        return True
    if kind == "multiple" and behind[-1:] == ["at"]:
        return True
    return kind == "money" and word in _COLLECTS and _MOVING.isdisjoint(behind)


def has_moved(seen: View, first: int) -> bool:
    """Say whether something went up or down in the few words before a token: rose, raised its forecast; not: ranges."""
    if first and seen.lower[first - 1] in _RANGING:
        return False
    for index in range(first - 1, max(-1, first - 1 - _NEAR), -1):
        word = seen.lower[index]
        if word in _UP or word in _DOWN or word in _RAISES or word in _LOWERS:
            return True
        if not word[0].isalnum():
            return False
    return False
