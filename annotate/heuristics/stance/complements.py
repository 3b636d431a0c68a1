"""Complements: what follows a cue and makes it one: a clause, an infinitive, a noun phrase, one spoken to."""

from annotate.heuristics.stance.adjuncts import skip_adjuncts, with_occasion
from annotate.heuristics.stance.attributions import Complement, Cue
from annotate.heuristics.stance.clause_complements import (
    amount_clause,
    clause_complement,
    content_behind_aside,
    fronted_content,
)
from annotate.heuristics.stance.openings import CLOSING_MARKS, SURE, base_verb
from annotate.heuristics.stance.phrase_complements import phrase_complement
from annotate.text.clauses import Reading
from annotate.text.closed_classes import PREPOSITIONS, is_adverb
from annotate.text.noun_phrase_ends import noun_phrase_end


def complement(reading: Reading, cue: Cue, ceiling: int) -> Complement | None:
    """Return the complement that makes the cue one, or None where the lexicon's patterns do not fit."""
    place = (cue.last, ceiling)
    if place not in cue.complements:
        cue.complements[place] = _complement(reading, cue, ceiling)
    return cue.complements[place]


def _complement(reading: Reading, cue: Cue, ceiling: int) -> Complement | None:  # noqa: PLR0911 - one return a pattern
    """Return the first complement that fits: a clause, then one joined by a preposition, an infinitive, a phrase."""
    takes, after = cue.entry.takes, skip_adjuncts(reading, cue.last, ceiling)
    if after >= ceiling:
        return None
    cue_last = with_occasion(reading, cue.last, after)
    found = clause_complement(reading, takes, after, ceiling, weak=cue.entry.weak) or amount_clause(
        reading, takes, after
    )
    if found:
        return Complement(cue_last, found[0], found[1])
    word = reading.lower[after]
    fronted = fronted_content(reading, cue, after, ceiling) if word in PREPOSITIONS else None
    if fronted and fronted.form == "quote":
        return fronted
    if word == "to" and "to" in takes and base_verb(reading, after + 1):
        return Complement(cue_last, after, "to")
    if word in cue.entry.preps and after + 1 < ceiling and reading.lower[after + 1] not in CLOSING_MARKS:
        return Complement(after + 1, after + 1, "preposition")
    aside = content_behind_aside(reading, cue, after, ceiling) if word == "," else None
    if aside:
        return aside
    joined = _joined_later(reading, cue, after, ceiling)
    if joined:
        return joined
    if word in SURE and "object" in takes:
        return Complement(cue_last, after, "object")
    if word == "not" and "to" in takes and reading.word(after + 1) == "to":
        return Complement(cue_last, after, "to")
    return phrase_complement(reading, cue, after, ceiling)


def _joined_later(reading: Reading, cue: Cue, after: int, ceiling: int) -> Complement | None:
    """Return the complement of a preposition behind adverbs or those spoken to: "spoke at length to X about C"."""
    index = after
    while index < ceiling and is_adverb(reading.lower[index]):
        index += 1
    if reading.word(index) in {"to", "with"} and index + 1 < ceiling:
        index = noun_phrase_end(reading, index + 1, ceiling)
    if index == after or index + 1 >= ceiling or reading.lower[index] not in cue.entry.preps - {"to", "with"}:
        return None
    return Complement(cue.last if index > after + 1 else index + 1, index + 1, "preposition")
