"""Trends: whether the words around a quantity say that it went up or down: `rose 3%`, `down 28 cents`, `a 5% drop`."""

from annotate.text.closed_classes import words
from annotate.text.view import View

RULES = ("quantities.trend",)
_UP = words("""rose rise rises risen rising up gained gain gains gaining jumped jump jumps jumping climbed climb climbs
    climbing increased increase increases increasing grew grow grows grown growing growth soared soar soaring
    surged surge surging added adding advanced advance higher raised raise raising upped expanded accelerated
    boosted leaped leapt rallied rally""")
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
_LOOK_BACK = 9
_NEAR = 6
_RANGING = words("range ranges ranged ranging anywhere vary varies varying of")
_MOST_FIGURES = 2
_NO_TREND = frozenset({"duration", "age", "score"})


def of(seen: View, first: int, stop: int, kind: str) -> str | None:
    """Return up, down or None for the quantity of tokens first to stop: the verb before it, or the noun after it."""
    words = seen.words
    if kind in _NO_TREND or (first and words[first - 1] == "from"):  # from: where it was before
        return None
    figures = 0
    for index in range(first - 1, max(-1, first - 1 - _LOOK_BACK), -1):
        word = seen.lower[index]
        if word in _UP and not (word == "up" and words[index + 1] == "to"):
            return "up"
        if word in _DOWN:
            return "down"
        if word[0].isdigit():
            figures += 1
        if figures > _MOST_FIGURES or (word not in _BETWEEN and not word[0].isdigit() and word not in "$£€%"):
            break
    if stop < len(words) and words[stop] in _AFTER:
        return _AFTER[words[stop]]
    return None


def has_moved(seen: View, first: int) -> bool:
    """Say whether something went up or down in the few words before a token: rose, raised its forecast; not: ranges."""
    if first and seen.lower[first - 1] in _RANGING:
        return False
    for index in range(first - 1, max(-1, first - 1 - _NEAR), -1):
        word = seen.lower[index]
        if word in _UP or word in _DOWN:
            return True
        if not word[0].isalnum():
            return False
    return False
