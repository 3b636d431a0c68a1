"""Sources: the words that name who speaks, before the cue or behind it."""

from annotate.heuristics.stance.contents import OCCASIONS, OPENERS, TIMES, WEEKDAYS
from annotate.text.clauses import (
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PUNCTUATION,
    RELATIVES,
    SUBJECTS,
    Reading,
    is_adverb,
    is_finite,
    noun_phrase_before,
    noun_phrase_end,
)

LONGEST = 45
BREAKING = frozenset([";", ":", "—", "–", "-", ".", "?", "!", "”", *OPENERS])
LEAVING = frozenset({"but", "while", "because", "when", "after", "as", "before"})
EMPTY = frozenset({"it", "there", "this", "these", "those"})


def before(reading: Reading, first: int, floor: int) -> tuple[int, int] | None:
    """Return the source that ends right before token `first`; None where another word stands there."""
    return noun_phrase_before(reading, first, floor)


def clause_subject(reading: Reading, first: int, floor: int) -> tuple[int, int] | None:
    """Return the subject of the clause that holds token `first`, found at its first finite verb from the left."""
    for index in range(floor + 1, first):
        if reading.quote_of[index] < 0 and is_finite(reading, index) and reading.lower[index - 1] not in PREPOSITIONS:
            start = index
            while start > floor + 1 and is_adverb(reading.lower[start - 1]):
                start -= 1
            subject = noun_phrase_before(reading, start, floor)
            if subject is None or reading.lower[subject[0]] not in RELATIVES:
                return subject
            edge = subject[0] - (reading.word(subject[0] - 1) == ",")
            return noun_phrase_before(reading, edge, floor)
    return None


def inverted(reading: Reading, first: int, ceiling: int) -> tuple[int, int] | None:
    """Return the source behind an inverted cue, appositions included ("said Ann Ott, a teacher in Ohio")."""
    if first >= ceiling or not _starts_name(reading, first):
        return None
    if reading.lower[first] in SUBJECTS:
        return first, first + 1
    index, relative = first, False
    limit = min(ceiling, first + LONGEST)
    while index < limit:
        word = reading.lower[index]
        relative = relative or word in RELATIVES
        if word in BREAKING and not _inner_stop(reading, index):
            break
        if word == "," and not _apposition_follows(reading, index, limit):
            break
        if index > first and not relative and (_leaves(reading, index, limit) or word in LEAVING):
            break
        index += 1
    while index > first and (reading.lower[index - 1] in {",", "and", "."} or is_adverb(reading.lower[index - 1])):
        index -= 1
    return (first, index) if index > first else None


def _starts_name(reading: Reading, index: int) -> bool:
    word = reading.lower[index]
    if word in SUBJECTS - {"this", "these", "those", "both"}:
        return word not in {"you", "which"}
    return word in DETERMINERS - {"that", "this"} or reading.capital(index) or (word.isalpha() and word not in PREPOSITIONS | CONJUNCTIONS | PUNCTUATION | TIMES and not is_adverb(word) and word != "to")


def _inner_stop(reading: Reading, index: int) -> bool:
    """Say whether a full stop belongs to an abbreviation ("Gen. Ott", "(D-Conn.)", "Va., who")."""
    if reading.lower[index] != "." or index + 1 >= len(reading.lower) or reading.unit_of[index + 1] != reading.unit_of[index]:
        return False
    following = reading.seen.words[index + 1]
    return following in {")", ","} or following[0].islower() or (reading.capital(index + 1) and len(reading.lower[index - 1]) <= 4)  # noqa: PLR2004 - "Gen."


def _apposition_follows(reading: Reading, comma: int, limit: int) -> bool:
    if comma + 1 >= limit:
        return False
    word = reading.lower[comma + 1]
    if word.endswith("ing") and not reading.capital(comma + 1):
        return False
    if word in {"who", "whose", "which", "then", "a", "an", "the", "one"}:
        return True
    blocked = word in CONJUNCTIONS | PREPOSITIONS | SUBJECTS | OPENERS | TIMES or word in {"”", "however", "too"}
    return not blocked and not is_adverb(word)


def _leaves(reading: Reading, index: int, limit: int) -> bool:
    """Say whether a phrase of time or occasion begins at the index, which is no part of a name."""
    word, following = reading.lower[index], reading.word(index + 1)
    if word in WEEKDAYS or word in {"yesterday", "tonight", "earlier"}:
        return True
    if word == "on" and following in WEEKDAYS:
        return True
    if word in {"last", "this"} and following in {"week", "month", "year"}:
        return True
    if word in {"in", "at", "during", "on", "to"}:
        end = noun_phrase_end(reading, index + 1, min(limit, index + 9))
        return any(reading.lower[i] in OCCASIONS or reading.lower[i] in {"reporters", "journalists"} for i in range(index + 1, end))
    return False
