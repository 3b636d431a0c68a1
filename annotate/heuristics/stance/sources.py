"""Sources: the words that name who speaks, before the cue or behind it."""

from annotate.heuristics.stance.adjuncts import OCCASIONS, TIMES
from annotate.heuristics.stance.cue_lexicon import lexicon
from annotate.heuristics.stance.openings import OPENERS
from annotate.text.clauses import Reading, is_finite
from annotate.text.closed_classes import (
    CONJUNCTIONS,
    DETERMINERS,
    HAVE,
    PREPOSITIONS,
    PUNCTUATION,
    RELATIVES,
    SUBJECTS,
    WEEKDAYS,
    is_adverb,
    words,
)
from annotate.text.noun_phrase_ends import noun_phrase_end
from annotate.text.noun_phrases import noun_phrase_before, possesses

_LONGEST = 45
_LONGEST_TITLE = 4
_LONGEST_BETWEEN = 7
_LONGEST_NEITHER = 12
_BREAKING = frozenset([";", ":", "—", "–", "-", ".", "?", "!", "”", *OPENERS])
_GOING_ON = words("who whose which then now a an the one of from managing including")
_LEAVING = frozenset({"but", "while", "because", "when", "after", "as", "before"})
_COUNTING = words("many some most all both none several few each neither half one two three four")
EMPTY = frozenset({"it", "there", "this", "these", "those"})
_PARTED = frozenset({"on", "in", "at", "during", "so", "thus"})
_PERSONAL = SUBJECTS - {"this", "these", "those", "both"}
_ARTICLES = DETERMINERS - {"that", "this"}
_BREAKS = PREPOSITIONS | CONJUNCTIONS | PUNCTUATION | TIMES
_NO_NOUNS = CONJUNCTIONS | PREPOSITIONS | SUBJECTS | OPENERS | TIMES


def before(reading: Reading, first: int, floor: int) -> tuple[int, int] | None:
    """Return the source that ends right before token `first`; None where another word stands there."""
    found = noun_phrase_before(reading, first, floor)
    if found is None:
        return None
    if reading.lower[first - 1] in WEEKDAYS:
        found = _untimed(reading, found)
    before = reading.lower[found[0] - 1]
    if before in _PARTED and (parted := _apart(reading, first, floor)) is not None:
        return parted
    if before == "of" and reading.word(found[0] - 2) in _COUNTING:
        return max(floor, found[0] - 2), found[1]  # "some of you"
    if before == "nor" and "neither" in reading.lower[max(floor, found[0] - _LONGEST_NEITHER) : found[0]]:
        return reading.lower.index("neither", max(floor, found[0] - _LONGEST_NEITHER)), found[1]
    return found


def _apart(reading: Reading, first: int, floor: int) -> tuple[int, int] | None:
    """Return the source before an auxiliary that a time or place parts from its verb: "X had on Sunday urged"."""
    for place in range(first - 2, max(floor, first - _LONGEST_BETWEEN) - 1, -1):
        word = reading.lower[place]
        if word in HAVE:
            return noun_phrase_before(reading, place, floor) if reading.lower[place + 1] in _PARTED else None
        if word not in _PARTED and (word in PUNCTUATION or word in CONJUNCTIONS or word in SUBJECTS):
            return None
    return None


def _untimed(reading: Reading, found: tuple[int, int]) -> tuple[int, int]:
    """Return a source without the day behind it: "[The court] on Monday said"."""
    first, last = found
    timed = reading.lower[last - 1] in WEEKDAYS and reading.lower[last - 2] == "on" and last - first > len("on")
    return (first, last - 2) if timed and not reading.lower[last - 3].endswith("ed") else found


def clause_subject(reading: Reading, first: int, floor: int) -> tuple[int, int] | None:
    """Return the subject of the clause that holds token `first`, found at its first finite verb from the left."""
    for index in range(floor + 1, first):
        if reading.quote_of[index] < 0 and is_finite(reading, index) and reading.lower[index - 1] not in PREPOSITIONS:
            start = index
            while start > floor + 1 and is_adverb(reading.lower[start - 1]):
                start -= 1
            subject = noun_phrase_before(reading, start, floor)
            if subject is None or reading.lower[subject[0]] not in RELATIVES:
                return subject and _untimed(reading, subject)
            edge = subject[0] - (reading.word(subject[0] - 1) == ",")
            return _with_name(reading, noun_phrase_before(reading, edge, floor), floor)
    return first_phrase(reading, floor, first)


def _with_name(reading: Reading, found: tuple[int, int] | None, floor: int) -> tuple[int, int] | None:
    """Return an apposition together with the name before its comma: "Ann Ott, a teacher" in "Ann Ott, a teacher who ...,"."""
    if found is None or found[0] - 2 < floor or reading.lower[found[0] - 1] != "," or not reading.capital(found[0] - 2):
        return found
    if reading.lower[found[0]] not in {"a", "an", "the"}:
        return found
    named = noun_phrase_before(reading, found[0] - 1, floor)
    return (named[0], found[1]) if named is not None else found


def first_phrase(reading: Reading, floor: int, ceiling: int) -> tuple[int, int] | None:
    """Return the noun phrase that begins at `floor`, behind a conjunction or adverb; None where something else does."""
    start = floor
    while start < ceiling and (reading.lower[start] in {"and", "but", "yet", "so"} or is_adverb(reading.lower[start])):
        start += 1
    if start >= ceiling or not _starts_name(reading, start) or reading.lower[start].endswith("ing"):
        return None
    end = noun_phrase_end(reading, start, ceiling)
    return (start, end) if end > start else None


def inverted(reading: Reading, first: int, ceiling: int) -> tuple[int, int] | None:
    """Return the source behind an inverted cue, appositions included ("said Ann Ott, a teacher in Ohio")."""
    if first >= ceiling or not _starts_name(reading, first):
        return None
    if reading.lower[first] in SUBJECTS:
        return first, first + 1
    index, relative = first, False
    limit = min(ceiling, first + _LONGEST)
    while index < limit:
        word = reading.lower[index]
        relative = relative or word in RELATIVES
        if word in _BREAKING and not _inner_stop(reading, index):
            break
        if word == "," and (not _apposition_follows(reading, index, limit) or _cue_follows(reading, index, limit)):
            break
        if index > first and not relative and (_leaves(reading, index, limit) or word in _LEAVING):
            break
        index += 1
    while index > first and (reading.lower[index - 1] in {",", "and", "."} or _adverb(reading, index - 1)):
        index -= 1
    return (first, index) if index > first else None


def _starts_name(reading: Reading, index: int) -> bool:
    word = reading.lower[index]
    if word in _PERSONAL:
        return word not in {"you", "which"}
    return (
        word in _ARTICLES
        or reading.capital(index)
        or (word.isalpha() and word not in _BREAKS and not is_adverb(word) and word != "to")
    )


def _inner_stop(reading: Reading, index: int) -> bool:
    """Say whether a sign belongs to a word: a hyphen, the stop of "Gen. Ott", "(D-Conn.)", "Va., who", the owners' sign."""
    if reading.lower[index] in {"'", "’"}:
        return possesses(reading, index)
    if reading.lower[index] == "-":
        return reading.seen.ends[index - 1] == reading.seen.starts[index]
    if (
        reading.lower[index] != "."
        or index + 1 >= len(reading.lower)
        or reading.unit_of[index + 1] != reading.unit_of[index]
    ):
        return False
    following = reading.seen.words[index + 1]
    return (
        following in {")", ",", "-"}
        or following[0].islower()
        or (reading.capital(index + 1) and len(reading.lower[index - 1]) <= _LONGEST_TITLE)
    )


def _apposition_follows(reading: Reading, comma: int, limit: int) -> bool:
    if comma + 1 >= limit:
        return False
    word = reading.lower[comma + 1]
    if word in _GOING_ON:
        return True
    if word.endswith("ing") and not reading.capital(comma + 1):
        return False
    amount = (
        word[:1].isdigit()
        and reading.word(comma + 2).isalpha()
        and reading.word(comma + 2) not in {"of", "from", "and"}
    )
    blocked = amount or word in _NO_NOUNS or word in {"”", "however", "too"}
    return not blocked and not is_adverb(word)


def _cue_follows(reading: Reading, comma: int, limit: int) -> bool:
    """Say whether a relative clause that is a statement of its own follows: ", who added that C"."""
    if reading.word(comma + 1) != "who" or comma + 3 >= limit:
        return False
    verb = comma + 2 + is_adverb(reading.lower[comma + 2])
    return any(
        tag in {"past", "s", "base"} and not entry.weak for tag, entry in lexicon().verbs.get(reading.word(verb), [])
    )


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
        return any(
            reading.lower[i] in OCCASIONS or reading.lower[i] in {"reporters", "journalists"}
            for i in range(index + 1, end)
        )
    return False


def _adverb(reading: Reading, index: int) -> bool:
    """Say whether a token is an adverb and no name: Kelly and Reilly end in -ly as well."""
    return is_adverb(reading.lower[index]) and not reading.capital(index)
