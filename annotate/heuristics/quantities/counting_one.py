"""The counting one: `one soldier`, `one of the men`, where `two` could stand too; not the pronoun (`no one`, `one day`)."""

from annotate.heuristics.quantities.counts import IRREGULAR, STOP, is_plural
from annotate.heuristics.quantities.numbers import Number
from annotate.text.closed_classes import words
from annotate.text.view import View

RULES = ("quantities.counting_one",)
SCORE = 0.8
_BEFORE = words("""no some any every which this the each another these those big new good bad little old young right wrong
    great loved first last next second third other former latter a an formula number square""")
_AFTER = words("""another day morning night evening that who which whose whom can cannot could should would will must may might
    has had is was does did needs wants gets knows feels sees said says time moment""")
_HYPHEN = words("time way on off sided liner to stop half man up size party")


def is_idle(seen: View, number: Number, unit: str) -> bool:
    """Say whether `one` before a unit counts nothing: one day it will come, no one minute."""
    before = seen.words[number.first - 1].lower() if number.first else ""
    apart = seen.text[number.end : number.end + 1] == " "
    return apart and (unit == "day" or before in {"no", "any", "every", "the"})


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
    if lower in {"of", "or", "to", "and"}:
        return lower == "of" or (stop + 1 < len(words) and words[stop + 1].lower() in {"two", "three"})
    if not after[0].isalpha() or lower in _AFTER or lower in STOP:
        return False
    claims = is_plural(lower) and lower not in IRREGULAR  # One claims
    goes_on = stop + 1 < len(words) and words[stop + 1].isalpha() and words[stop + 1].lower() not in STOP
    return not claims and (goes_on or not lower.endswith(("ed", "ly", "ing")))
