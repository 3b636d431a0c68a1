"""Resumed clauses: where the teller's own sentence goes on behind a noun phrase or deed: "and is expected to C", ", but X left"."""

from annotate.heuristics.stance.cue_lexicon import lexicon
from annotate.text.clauses import Reading, is_finite
from annotate.text.closed_classes import (
    DETERMINERS,
    HELPERS,
    NEGATIONS,
    PASTS,
    PREPOSITIONS,
    PUNCTUATION,
    RELATIVES,
    SUBJECTS,
    is_adverb,
    words,
)
from annotate.text.noun_phrase_ends import noun_phrase_end

NOMINATIVE = words("i he she they we")
_NEAR = 9
_BEHIND_PASTS = DETERMINERS | PREPOSITIONS | words("him them me us nothing himself themselves")
_HELPING = HELPERS - NEGATIONS - {"'s", "’s", "being", "been", "be", "having"}
_INNER = RELATIVES | {"that"}


def begins(reading: Reading, index: int, ceiling: int) -> bool:
    """Say whether the teller's sentence goes on at "and", "but", "or" or "as" at the index."""
    if reading.lower[index] == "as":
        return _other_clause(reading, index + 1, ceiling)
    place = index + 1
    while place < ceiling and is_adverb(reading.lower[place]):
        place += 1
    if place >= ceiling:
        return False
    word = reading.lower[place]
    if word in NOMINATIVE or word in _HELPING:
        return True
    past = word in PASTS or (word.endswith("ed") and not reading.capital(place) and is_finite(reading, place))
    return past and reading.word(place + 1) in _BEHIND_PASTS and reading.word(place + 1) != "by"


def behind_comma(reading: Reading, comma: int, ceiling: int) -> bool:
    """Say whether ", and" begins a clause with a subject of its own: ", and more than 500 fans left"."""
    if reading.word(comma + 1) != "and":
        return False
    for index in range(comma + 3, min(ceiling, comma + _NEAR)):
        word = reading.lower[index]
        if word in PUNCTUATION or word in _INNER:
            return False
        if is_finite(reading, index) and reading.word(index + 1) != "by":
            return True
    return False


def behind_deed(reading: Reading, start: int, index: int, ceiling: int) -> bool:
    """Say whether the teller's sentence goes on behind the infinitive that begins at `start`: "[to pay] and filed a suit"."""
    if reading.lower[start + (reading.lower[start] == "not")] != "to":
        return False
    word = reading.lower[index]
    going_on = (word in {"and", "but"} and begins(reading, index, ceiling)) or (
        word == "," and behind_comma(reading, index, ceiling)
    )
    return going_on and not any(
        is_finite(reading, place) or reading.lower[place] in _INNER for place in range(start + 2, index)
    )


def _other_clause(reading: Reading, first: int, ceiling: int) -> bool:
    """Say whether a noun phrase and its verb stand at the index: "as rescuers searched", "as ruling party concedes"."""
    if first >= ceiling or reading.word(first - 2) in {"such", "as", "so", "same"}:
        return False
    if reading.lower[first] in SUBJECTS:
        return reading.lower[first] in NOMINATIVE
    end = noun_phrase_end(reading, first, ceiling)
    if end <= first or end >= ceiling or reading.word(end) in {"'s", "’s"}:
        return False
    past = is_finite(reading, end) and reading.word(end + 1) != "by"
    return past or any(tag == "s" for tag, _ in lexicon().verbs.get(reading.lower[end - 1], []) if end - first > 1)
