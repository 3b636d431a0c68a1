"""Cues: the words of the lexicon where they are read as verbs, nouns or adjectives of stance."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from annotate.heuristics.stance.attributions import Cue
from annotate.heuristics.stance.cue_lexicon import lexicon
from annotate.heuristics.stance.verb_cues import verb_cue
from annotate.text.clauses import Reading, group_start
from annotate.text.closed_classes import BE, NEGATIONS, is_adverb, words

_HEADLINE = 0.7
_LONG_WORD = 4
_DEGREES = words("more most less so too very far much rather quite pretty all deeply")
_LINKING = words("seem seems seemed become became remain remains remained feel feels felt")


def cues(reading: Reading, places: Iterable[int]) -> Iterator[Cue]:
    """Yield every cue candidate in reading order, at most one for a head token; `places` hold all that may be one."""
    known = lexicon().first_words
    places = [index for index in places if reading.lower[index] in known]
    for first, last in reading.units:
        here = places[bisect_left(places, first) : bisect_left(places, last)]
        if not here:
            continue
        capitals = [reading.capital(index) and index > first for index in here]
        headline = any(capitals) and _headline(reading, first, last)
        for index, capital in zip(here, capitals, strict=True):
            if capital and not headline:
                continue
            cue = (
                _adjective(reading, index, first, last)
                or verb_cue(reading, index, first, last)
                or _noun(reading, index, last)
            )
            if cue is not None:
                yield cue


def as_noun(reading: Reading, cue: Cue, ceiling: int) -> Cue | None:
    """Return the reading of a verb form without helpers as a noun: what no clause can be made of may be one."""
    return _noun(reading, cue.head, ceiling) if cue.first == cue.head and cue.kind in {"finite", "to"} else None


def _headline(reading: Reading, first: int, last: int) -> bool:
    """Say whether most longer words of a unit are capitalised, as in a headline."""
    longer = [i for i in range(first, last) if len(reading.lower[i]) >= _LONG_WORD]
    return len(longer) >= _LONG_WORD and sum(reading.capital(i) for i in longer) >= _HEADLINE * len(longer)


def _noun(reading: Reading, index: int, ceiling: int) -> Cue | None:
    word, last = reading.lower[index], index + 1
    if word == "red" and reading.word(index + 1) in {"line", "lines"} and index + 1 < ceiling:
        word, last = "red line", index + 2
    entry = lexicon().nouns.get(word)
    return None if entry is None else Cue(index, last - 1, last, "noun", entry, negated=False)


def _adjective(reading: Reading, index: int, floor: int, ceiling: int) -> Cue | None:
    """Return the cue of an adjective behind "be" or a verb like it, with adverbs of degree: "is deeply worried"."""
    word, last = reading.lower[index], index + 1
    if word == "in" and index + 1 < ceiling:
        word, last = f"in {reading.lower[index + 1]}", index + 2
    entry = lexicon().adjectives.get(word)
    if entry is None:
        return None
    head = index
    while head > floor and reading.lower[head - 1] in _DEGREES:
        head -= 1
    first = group_start(reading, head, floor)
    while first < head and is_adverb(reading.lower[first]):
        first += 1
    group = reading.lower[first:head]
    if BE.isdisjoint(group):
        linking = head - 1 if not is_adverb(reading.word(head - 1)) else head - 2
        if reading.word(linking) not in _LINKING:
            return None
        first = group_start(reading, linking, floor)
    negated = any(w in NEGATIONS or w.endswith(("n't", "n’t")) for w in group)
    return Cue(first, last - 1, last, "adjective", entry, negated)
