"""The counting one: `one soldier`, `one of the men`, where `two` could stand too; not the pronoun (`no one`, `one day`)."""

from annotate.heuristics.quantities import rates
from annotate.heuristics.quantities.counts import IRREGULAR, STOP, is_plural
from annotate.heuristics.quantities.numbers import Number
from annotate.heuristics.quantities.quoted_nouns import quoted_end
from annotate.text.closed_classes import words
from annotate.text.view import View

RULES = ("quantities.counting_one",)
SCORE = 0.95
_BEFORE = words("""no some any either neither every which this the each another these those big new good bad little old young right wrong
    great loved first last next second third other former latter a an formula number square""")
_AFTER = words("""another day morning night evening that who which whose whom can cannot could should would will must may might
    has had is was does did needs wants gets knows feels sees said says time moment""")
_AFTER_NOUN = frozenset({",", ".", ";", ":", "?", "!", ")", "and", "of", "in", "is", "was", "that", "or", "at", "on"})
_ADVERBS = words(
    "apparently really clearly probably certainly only largely simply merely possibly usually obviously finally"
)
_VERBAL = words("being having coming going working looking trying talking speaking dealing relying depending")
_HYPHEN = words("time way on off sided liner to stop half man up size party two upmanship upsmanship")


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
    after = words[stop] if stop < len(words) else ""
    quoted = quoted_end(seen, stop) if after else 0
    if quoted and quoted < len(words):  # one "high-risk" patient
        stop, after = quoted, words[quoted]
    if before in _BEFORE or not after:
        return False
    lower = after.lower()
    if lower in {"a", "an", "per", "every"}:  # one a month
        return rates.of_time(seen, number.end) is not None
    if lower in {"of", "or", "to", "and"}:
        return lower == "of" or (stop + 1 < len(words) and words[stop + 1].lower() in {"two", "three", "more"})
    return after[0].isalpha() and lower not in _AFTER and lower not in STOP and _is_noun(words, stop, lower)


def _is_noun(words: list[str], stop: int, lower: str) -> bool:
    """Say whether the word after `one` can be what is counted: one plane, one thing; one claims, one offering a rate are not."""
    if lower.endswith("ing") and (stop + 1 >= len(words) or words[stop + 1] in _AFTER_NOUN):  # one thing, one meeting
        return lower not in _VERBAL
    if lower in _ADVERBS:
        return False
    claims = is_plural(lower) and lower not in IRREGULAR  # One claims
    goes_on = stop + 1 < len(words) and words[stop + 1].isalpha() and words[stop + 1].lower() not in STOP
    return not claims and (goes_on or not lower.endswith(("ed", "ly", "ing")))
