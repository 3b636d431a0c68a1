"""Proposals: what each idea makes of each cue, unit by unit; a cue may have several."""

from bisect import bisect_left
from collections.abc import Callable
from functools import cache

from annotate.heuristics.stance import (
    according_to,
    attitudes,
    chained_cues,
    dispositions,
    findings,
    hearsay,
    impressions,
    intentions,
    introduced_quotes,
    inverted_speech,
    light_verbs,
    moved_holders,
    noun_cues,
    ordinary_deeds,
    passives,
    points,
    reactions,
    relative_contents,
    reported_speech,
    speaker_labels,
    unnamed_sources,
    viewpoints,
)
from annotate.heuristics.stance.attributions import Attribution, Cue
from annotate.heuristics.stance.cue_lexicon import lexicon
from annotate.heuristics.stance.cues import as_noun, cues
from annotate.text.clauses import Reading
from annotate.text.closed_classes import QUOTE_MARKS

_NEAR = 2
_MOST_CUES = 40
_CLOSING = frozenset({"stance.reported_speech_trailing", "stance.inverted_speech"})
Idea = Callable[[Reading, Cue, int, int], Attribution | None]
_NOUN_IDEAS: tuple[Idea, ...] = (reactions.find, light_verbs.find, noun_cues.find)
_IDEAS: dict[str, tuple[Idea, ...]] = {
    "finite": (
        relative_contents.find,
        inverted_speech.find,
        reported_speech.find,
        attitudes.find,
        intentions.find,
        findings.find,
        moved_holders.find,
        passives.reduced,
    ),
    "participle": (relative_contents.find, inverted_speech.find, passives.find),
    "passive": (passives.find,),
    "noun": _NOUN_IDEAS,
    "adjective": (dispositions.find,),
    "ing": (),
    "to": (),
}
_WORD_IDEAS = (
    (according_to.FORMS, according_to.find),
    (impressions.FORMS, impressions.find),
    (hearsay.FORMS, hearsay.find),
    (viewpoints.FORMS, viewpoints.find),
    (points.FORMS, points.find),
)
_BY_WORD = {
    word: tuple(idea for forms, idea in _WORD_IDEAS if word in forms) for word in {w for f, _ in _WORD_IDEAS for w in f}
}


@cache
def _watched() -> frozenset[str]:
    """Return the words at which an idea may begin: all tokens are looked at once for them."""
    return lexicon().first_words | _BY_WORD.keys() | {":"}


def propose(reading: Reading) -> list[Attribution]:
    """Return every proposal of every idea, unit by unit; a cue may have several."""
    found: list[Attribution] = []
    watched, lower = _watched(), reading.lower
    places = [index for index, word in enumerate(lower) if word in watched]
    candidates = list(cues(reading, places))
    heads = [cue.head for cue in candidates]
    told = [index for index in places if lower[index] in _BY_WORD]
    parted = {reading.unit_of[index] for index in places if lower[index] == ":"}
    for unit, (floor, ceiling) in enumerate(reading.units):
        here = candidates[bisect_left(heads, floor) : bisect_left(heads, ceiling)][:_MOST_CUES]
        labelled = speaker_labels.find(reading, unit) if unit in parted else None
        found += [labelled] if labelled else []
        words = told[bisect_left(told, floor) : bisect_left(told, ceiling)][:_MOST_CUES]
        inside = _in_unit(reading, here, words, floor, ceiling)
        introduced = introduced_quotes.find(reading, unit, [*found[-1:], *inside]) if unit in parted else None
        found += [*inside, introduced] if introduced else inside
    return found


def _in_unit(reading: Reading, here: list[Cue], words: list[int], floor: int, ceiling: int) -> list[Attribution]:
    """Return the proposals of one unit's cues, and of its words that are looked at by themselves."""
    found: list[Attribution] = []
    for index in words:
        quote = reading.quote_of[index]
        first, last = _inside(reading, quote, floor, ceiling) if quote >= 0 else (floor, ceiling)
        ideas = _BY_WORD[reading.lower[index]]
        one = next((one for idea in ideas if (one := idea(reading, index, first, last))), None)
        found += [one] if one else []
    begin = floor
    for cue in here:
        quote = reading.quote_of[cue.head]
        first, last = _inside(reading, quote, floor, ceiling) if quote >= 0 else (begin, ceiling)
        one = _of_cue(reading, cue, first, last, found)
        if one is None:
            continue
        found.append(one)
        if quote < 0 and one.rule in _CLOSING and len(one.contents) == 1:
            begin = max(begin, one.cue[1])
    return found


def _teller(reading: Reading, found: list[Attribution], cue: Cue) -> Attribution | None:
    """Return the earlier attribution that a cue without subject belongs to: the outermost that ends where it begins."""
    inside = reading.quote_of[cue.head]
    earlier = [
        one for one in found[-8:] if one.source and one.form != "noun" and reading.quote_of[one.cue[0]] == inside
    ]
    closing = [one for one in earlier[-1:] if one.rule in _CLOSING and cue.first - one.cue[1] <= _NEAR]
    ending = closing or [one for one in earlier if abs(cue.first - one.contents[-1][1]) <= _NEAR]
    return ending[0] if ending else earlier[-1] if earlier else None


def _inside(reading: Reading, quote: int, floor: int, ceiling: int) -> tuple[int, int]:
    """Return the tokens of a quotation without its marks, within a unit."""
    first, last = reading.quotes[quote]
    closed = reading.lower[last - 1] in QUOTE_MARKS
    return max(floor, first + 1), min(ceiling, last - closed)


def _relative_ceiling(reading: Reading, cue: Cue, ceiling: int) -> int:
    """Return where the clause of a cue ends: at the next comma in "X, who backs C, left"."""
    before = cue.first - 1
    if before < 1 or reading.lower[before] not in {"who", "which"} or reading.lower[before - 1] != ",":
        return ceiling
    commas = (i for i in range(cue.last + 1, ceiling) if reading.lower[i] == "," and reading.quote_of[i] < 0)
    return next(commas, ceiling)


def _of_cue(reading: Reading, cue: Cue, floor: int, ceiling: int, found: list[Attribution]) -> Attribution | None:
    """Return the proposal for one cue: the first idea of direct grammar that fits, else the chained reading."""
    ceiling = _relative_ceiling(reading, cue, ceiling)
    alone = reading.word(cue.first - 1) == "you" and reading.word(cue.first - 2) != "of"
    if (alone and reading.quote_of[cue.first] < 0) or ordinary_deeds.does(reading, cue):
        return None  # "as you know": no one's in particular
    for idea in _IDEAS[cue.kind]:
        one = idea(reading, cue, floor, ceiling)
        if one is not None:
            return one
    chained = chained_cues.find(reading, cue, floor, ceiling, _teller(reading, found, cue))
    if chained is not None:
        return chained
    noun = as_noun(reading, cue, ceiling)
    if noun is not None and (named := next((a for i in _NOUN_IDEAS if (a := i(reading, noun, floor, ceiling))), None)):
        return named
    return unnamed_sources.find(reading, cue, ceiling)
