"""The counting one: `one soldier`, `one of the men`, where `two` could stand too; not the pronoun (`no one`, `one day`)."""

from annotate.heuristics.quantities.counts import STOP
from annotate.heuristics.quantities.numbers import Number
from annotate.text.view import View

RULES = ("quantities.counting_one",)
SCORE = 0.8
_BEFORE = frozenset(
    "no some any every which this that the each another these those big new good bad little old young right wrong great"
    " loved first last next second third other former latter a an for no. formula number square".split(),
)
_AFTER = frozenset(
    "another day morning night evening that who which whose whom can cannot could should would will must may might has had"
    " is was does did needs wants gets knows feels sees thing said says way time moment".split(),
)
_HYPHEN = frozenset("time way on off sided liner to stop half man up size party".split())
_RATIO = frozenset({"in", "out"})


def counts(seen: View, number: Number) -> bool:
    """Say whether a `one` counts something."""
    words, stop = seen.words, number.stop
    if number.end < seen.ends[stop - 1]:
        return number.tail(seen).lower().split("-", 1)[0] not in _HYPHEN
    before = words[number.first - 1].lower() if number.first else ""
    if before in _BEFORE or stop >= len(words):
        return False
    after = words[stop]
    lower = after.lower()
    if lower == "of":
        return True
    if lower in {"or", "to", "and"}:
        return stop + 1 < len(words) and words[stop + 1].lower() in {"two", "three"}
    if not after[0].isalpha() or lower in _AFTER or lower in STOP:
        return False
    past = lower.endswith(("ed", "ly")) and not (stop + 1 < len(words) and words[stop + 1].isalpha() and words[stop + 1].lower() not in STOP)
    return not past
