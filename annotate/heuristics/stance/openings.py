"""Openings: the signs and words that a content begins with, and where a phrase or a bare verb can begin."""

from annotate.heuristics.stance.adjuncts import SPANS, TIMES
from annotate.text.clauses import Reading
from annotate.text.closed_classes import (
    CONJUNCTIONS,
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    PUNCTUATION,
    RELATIVES,
    is_helper,
    words,
)

OPENERS = frozenset(['"', "“", "‘", "«", "''", "'", "`"])
CLOSING_MARKS = PUNCTUATION - OPENERS
THAT = words("that whether how why what if who where when which")
SURE = words("that whether how why")  # these open a clause and are hardly ever anything else
AMOUNTS = words(
    "half two three four five six seven eight nine ten a-third two-thirds one-third one-quarter one-fifth $ £ €"
)
_BASES_IN_ING = words("bring sing ring cling swing spring sting fling sling wring string")
_PHRASE_OPENERS = OPENERS | {"$"}


def begins_phrase(reading: Reading, index: int) -> bool:
    """Say whether a noun phrase or a clause without "that" can begin at the index."""
    word = reading.word(index)
    if word == "next" and reading.word(index + 1) in SPANS:
        return False  # "reports next Tuesday"
    if word in {"having", "being", "neither", "this"} or (word == "yet" and reading.word(index + 1) == "another"):
        return True
    if word in PREPOSITIONS or word in CONJUNCTIONS or word in RELATIVES or is_helper(word):
        return word in {"no", "more", "what"}
    return bool(word) and (word not in PUNCTUATION or word in _PHRASE_OPENERS) and word not in TIMES


def base_verb(reading: Reading, index: int) -> bool:
    """Say whether a verb without "to" may stand at the index: no determiner, sign, name or form in -ing."""
    index += reading.word(index) in OPENERS
    word = reading.word(index)
    return (
        bool(word)
        and word not in DETERMINERS
        and word not in POSSESSIVES
        and word not in PUNCTUATION
        and (not word.endswith("ing") or word in _BASES_IN_ING)
        and not reading.capital(index)
    )
