"""Noun phrases behind a place: where the one that begins at a token ends."""

from annotate.text.clauses import LONGEST_PHRASE, Reading, is_finite
from annotate.text.closed_classes import (
    CONJUNCTIONS,
    DETERMINERS,
    GENITIVES,
    LINKS,
    OBJECTS,
    PASTS,
    PREPOSITIONS,
    PUNCTUATION,
    QUANTIFIERS,
    RELATIVES,
    SUBJECTS,
    is_adverb,
    is_helper,
)
from annotate.text.noun_phrases import inner_sign, joins_names

_PRONOUNS = SUBJECTS | OBJECTS


def noun_phrase_end(reading: Reading, first: int, ceiling: int) -> int:
    """Return where the plain noun phrase that begins at token `first` ends; `first` itself if there is none."""
    end = reading.phrase_ends.get((first, ceiling))
    if end is None:
        end = reading.phrase_ends[first, ceiling] = _phrase_end(reading, first, ceiling)
    return end


def _phrase_end(reading: Reading, first: int, ceiling: int) -> int:
    pronoun = first >= ceiling or (reading.lower[first] in _PRONOUNS and not _determines(reading, first))
    if pronoun:
        return min(first + 1, ceiling)
    named = reading.capital(first) and reading.lower[first] not in DETERMINERS
    index = first
    while index < ceiling and index - first < LONGEST_PHRASE // 2:
        closed = _closes_phrase(reading, index) and not (
            index == first and (reading.lower[index] == "that" or reading.lower[index] in QUANTIFIERS)
        )
        if closed or (index > first and _new_phrase(reading, index, named=named)):
            break
        index += 1
    while index > first and _no_end(reading, index - 1):
        index -= 1
    return index


def _determines(reading: Reading, first: int) -> bool:
    """Say whether a word that may stand alone has its noun behind it: "both parties", "these plans"."""
    following = reading.word(first + 1)
    stands = following in LINKS or following in _PRONOUNS or following in PUNCTUATION
    return (
        reading.lower[first] in QUANTIFIERS
        and not stands
        and not is_finite(reading, first + 1)
        and not is_adverb(following)
        and (following.endswith("s") or reading.lower[first] == "this")
    )


def _closes_phrase(reading: Reading, index: int) -> bool:
    """Say whether a word of a closed class ends a noun phrase; "of" and "and" between names go on."""
    word = reading.lower[index]
    if word in PUNCTUATION:
        return not inner_sign(reading, index)
    if word in RELATIVES or word in SUBJECTS or word in PASTS:
        return True
    if is_helper(word):
        return word not in {"'s", "’s", "no"}
    if word in CONJUNCTIONS:
        return not (word == "and" and joins_names(reading, index))
    return word in PREPOSITIONS and word != "of"


def _new_phrase(reading: Reading, index: int, *, named: bool) -> bool:
    """Say whether a word begins another phrase: a determiner, or a small letter behind a name."""
    word, before = reading.lower[index], reading.lower[index - 1]
    if before in {"of", "and"} or word in {"of", "and", "'s", "’s", "&"}:
        return False
    if word in DETERMINERS:
        return True
    small = not reading.capital(index) and not inner_sign(reading, index)
    return named and small and reading.capital(index - 1) and before not in GENITIVES


def _no_end(reading: Reading, index: int) -> bool:
    """Say whether a noun phrase cannot end with a token: "and", "of", an adverb that is no name (Kelly, Reilly)."""
    word = reading.lower[index]
    return word in {"and", "of"} or (is_adverb(word) and not reading.capital(index))
