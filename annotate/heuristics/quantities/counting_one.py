"""The counting one: `one soldier`, `one of the men`, where `two` could stand too; not the pronoun (`no one`, `one day`)."""

import re

from annotate.heuristics.quantities import rates
from annotate.heuristics.quantities.heads import LIKE_VERBS
from annotate.heuristics.quantities.number_words import number_word
from annotate.heuristics.quantities.numbers import Number
from annotate.heuristics.quantities.phrase_ends import STOP, ends
from annotate.heuristics.quantities.plurals import IRREGULAR, THIRD_PERSON, is_plural
from annotate.heuristics.quantities.quoted_nouns import QUOTES, quoted_end
from annotate.text.closed_classes import DETERMINERS, GENITIVES, words
from annotate.text.view import View

RULES = ("quantities.counting_one",)
SCORE = 0.95
_BEFORE = words("""no some any either neither every which this each another these those big new good bad little old young right wrong
    great loved first last next second third other former latter a an formula number square""")
_AFTER = words("""another day morning night evening that who which whose whom can cannot could should would will must may might
    has had is was does did need needs ought wants gets knows feels sees said says time moment better""")
_AFTER_NOUN = frozenset({",", ".", ";", ":", "?", "!", ")", "and", "of", "in", "is", "was", "that", "or", "at", "on"})
_ADVERBS = words(
    "apparently really clearly probably certainly only largely simply merely possibly usually obviously finally"
)
_VERBAL = words("being having coming going working looking trying talking speaking dealing relying depending")
_HURT = words("killed injured wounded hurt arrested rescued detained hospitalized hospitalised missing charged")
_HURTING = words("killed killing injured injuring wounded wounding hurt hurting leaving arrested arresting")
# One of a group that the sentence tells apart: two plants, one in Ohio and one in Texas; one offering bonds and the other cash.
_APART = words("in at on from by for with to near against under over about between outside inside")
_MADE = words("made built held run owned led written known sold set")
_BEGINS = frozenset(",;:(-–—_")
_THE_OTHER = re.compile(r"(?:,|;|\band|\bbut|\bwhile) (?:the (?:other|second)|one|another)\b(?!-)")
_FIRST_ONE = re.compile(r"[,;:(–—_-] ?one\b(?! ?-)")
_REACH = 120
_CHOSEN = _MADE | words(
    "chosen taken given seen shown drawn grown thrown broken spoken stolen hidden hand put sent won found left cut behind"
)
_PARTICIPLES = ("ed", "ing", "ly")
_MORE = frozenset({"more", "fewer", "less", "such"})
_LED_ON = frozenset({"of", "or", "to", "and"}) | _MORE
# No more, no less than one: only one survived, more than one left, at least one did; not: the only one, the one who did.
_BOUNDS = words("only just least than exactly even")
_SINGLED_OUT = words("the his her its their our my your 's ’s he she they we you i it")
_PRONOUN_AFTER = words("who that which whose whom can could would will must may might should thing day")
_SHARED_OUT = frozenset({"each", "apiece"})
_INCLUDED = _SHARED_OUT | words("in at on from by with near who that which for against")
# What `two` could not be tied to: a one-time mayor, one-on-one; but a two-way street, a two-man show, a two-stop flight.
_HYPHEN = words("time on off size to half up two upmanship upsmanship")
_HARMED = _HURT | {"dead"}
_TWO = 2
_GOES_ON = QUOTES | {"another", "a", "an", "per", "every"}


def is_idle(seen: View, number: Number, unit: str) -> bool:
    """Say whether `one` before a unit counts nothing: one day it will come, no one minute."""
    before = seen.words[number.first - 1].lower() if number.first else ""
    apart = seen.text[number.end : number.end + 1] == " "
    return apart and (unit == "day" or before in {"no", "any", "every", "the"})


def counts(seen: View, number: Number) -> bool:
    """Say whether a `one` counts something."""
    words, stop = seen.words, number.stop
    if number.end < seen.ends[stop - 1]:
        tail = number.tail(seen).lower()
        shops = tail == "stop" and words[stop : stop + 1] != [] and words[stop].startswith("shop")
        return tail.split("-", 1)[0] not in _HYPHEN and not shops
    before = words[number.first - 1].lower() if number.first else ""
    after = words[stop] if stop < len(words) else ""
    quoted = quoted_end(seen, stop) if after else 0
    if quoted and quoted < len(words):  # one "high-risk" patient
        stop, after = quoted, words[quoted]
    lower = after.lower()
    chosen = before == "the" and (lower in _LED_ON or lower in _CHOSEN or lower.endswith(_PARTICIPLES))
    # The one chosen, one's name; but the one candidate.
    if chosen or before in _BEFORE or not after or after in GENITIVES:
        return False
    if stands_alone(seen, number):
        return True
    if lower in {"a", "an", "per", "every"}:  # one a month
        return rates.of_time(seen, number.end) is not None
    if lower in _LED_ON:
        return _leads_on(lower, words[stop + 1].lower() if stop + 1 < len(words) else ".")
    return after[0].isalpha() and lower not in _AFTER and not ends(after) and _is_noun(words, stop, lower)


def _leads_on(lower: str, second: str) -> bool:
    """Say whether `one` counts before of, or, to, and, more: one of the men, one or both, one such case; not one more time."""
    if lower in _MORE:
        return second.isalpha() and second not in STOP and second != "time"
    return lower == "of" or second in {"two", "three", "more", "both"}


def stands_alone(seen: View, number: Number) -> bool:
    """Say whether `one` counts something that was named before or need not be: one in Ohio and one in Texas; One was killed."""
    first, stop = number.first, number.stop
    return (
        _is_member(seen, number)
        or _is_hurt(seen.words, first, stop)
        or (first > 0 and stop < len(seen.words) and _is_told(seen.words, first, stop))
    )


def _is_told(words: list[str], first: int, stop: int) -> bool:
    """Say whether the words before tell that `one` counts: only one survived, including one in Lima, one apiece, three games to one."""
    before, after = words[first - 1].lower(), words[stop].lower()
    ahead = words[first - 2].lower() if first > 1 else ""
    if before == "including" or after in _SHARED_OUT:
        return after in _INCLUDED or not after[0].isalpha()
    ends_here = not after[0].isalnum() or (after in STOP and after not in _LED_ON and after not in _PRONOUN_AFTER)
    if before == "to":
        score = first > _TWO and is_plural(ahead) and (words[first - 3][0].isdigit() or number_word(words[first - 3]))
        return bool(score) and ends_here
    if before not in _BOUNDS or ahead in _SINGLED_OUT or after in _GOES_ON:
        return False
    return ends_here or (after.endswith("ed") and after not in LIKE_VERBS)


def _is_member(seen: View, number: Number) -> bool:
    """Say whether `one` is one of a group that the sentence tells apart: one in Ohio and one in Texas."""
    words, first, stop = seen.words, number.first, number.stop
    if not first or stop >= len(words):
        return False
    before, after = words[first - 1], words[stop].lower()
    if words[stop : stop + 2] in (["by", "one"], ["short", "of"]):
        return False
    if after not in _APART and after not in _MADE and not after.endswith("ing"):
        return False
    text, start = seen.text, number.start
    if before in _BEGINS:
        end = seen.sentences[seen.sentence_at(start)][1]
        return _THE_OTHER.search(text, number.end, min(end, number.end + _REACH)) is not None
    if before != "and":
        return False
    begin = seen.sentences[seen.sentence_at(start)][0]
    return _FIRST_ONE.search(text, max(begin, start - _REACH), start) is not None


def _is_hurt(words: list[str], first: int, stop: int) -> bool:
    """Say whether `one` is a person hurt or dead: killing one and injuring two; One was killed."""
    if stop >= len(words):
        return False
    before = words[first - 1] if first else ""
    after = words[stop]
    if before.lower() in _HURTING:
        return not after[0].isalpha() or after in {"and", "in", "at", "on", "near"} or after in _HURT
    opens = words[first] == "One" or before in {"and", ","}
    was = stop + 1 < len(words) and after in {"was", "is"} and words[stop + 1] in _HARMED
    return opens and (was or after in _HURT)


def _is_noun(words: list[str], stop: int, lower: str) -> bool:
    """Say whether the word after `one` can be what is counted: one plane, one thing; one claims, one offering a rate are not."""
    if lower.endswith("ing") and (stop + 1 >= len(words) or words[stop + 1] in _AFTER_NOUN):  # one thing, one meeting
        return lower not in _VERBAL
    if lower in LIKE_VERBS:
        return not (lower.endswith("ing") and words[stop + 1 : stop + 2] and words[stop + 1].lower() in DETERMINERS)
    if lower in _ADVERBS:
        return False
    claims = lower not in IRREGULAR and (is_plural(lower) or lower in THIRD_PERSON)  # One claims
    goes_on = stop + 1 < len(words) and words[stop + 1].isalpha() and not ends(words[stop + 1])
    return not claims and (goes_on or not lower.endswith(("ed", "ly", "ing")))
