"""Noun phrases before a place, appositions included: by closed-class words, capitals and punctuation."""

from annotate.text.clauses import LONGEST_PHRASE, Reading, is_finite
from annotate.text.closed_classes import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    GENITIVES,
    OBJECTS,
    PREPOSITIONS,
    PUNCTUATION,
    QUANTIFIERS,
    RELATIVES,
    SUBJECTS,
    is_adverb,
    is_helper,
    words,
)
from annotate.text.phrase_edges import (
    INDEFINITE,
    SUBORDINATING,
    before_number,
    heads_phrase,
    opens_clause,
    past_progressive,
    subordinates,
)

_NO_APPOSITION = CONJUNCTIONS | (SUBJECTS - RELATIVES - {"both"})
_EMBEDS = PREPOSITIONS | QUANTIFIERS | {"and", "all", "both"}
_AFTER_REDUCED = PREPOSITIONS - {"about"}
_PRONOUNS = SUBJECTS | OBJECTS
_BYGONE = words("overnight yesterday today tonight earlier later away again together apart here there")
_LONGEST_AGE = 3


def noun_phrase_before(reading: Reading, end: int, floor: int) -> tuple[int, int] | None:
    """Return the noun phrase that ends before token `end`, appositions between commas included; None if there is none."""
    place = (end, floor)
    if place not in reading.phrases_before:
        reading.phrases_before[place] = _phrase_before(reading, end, floor)
    return reading.phrases_before[place]


def _phrase_before(reading: Reading, end: int, floor: int) -> tuple[int, int] | None:  # noqa: PLR0911 - one return a pattern
    """Return the noun phrase that ends at a token, by the sign or word that it ends with; None where none can."""
    last = end - 1
    if last < floor:
        return None
    word = reading.lower[last]
    if word in SUBJECTS or word == "that":
        return last, end
    if word in {"...", "…"}:
        return noun_phrase_before(reading, last, floor)
    if word == ",":
        return _with_apposition(reading, last, floor)
    if word in {"—", "–", "-"}:
        opening = _find_back(reading, word, last, floor)
        inner = noun_phrase_before(reading, opening, floor) if opening is not None and opening > floor else None
        return (inner[0], last) if inner else None
    if word == ")":
        opening = _find_back(reading, "(", last, floor)
        inner = noun_phrase_before(reading, opening, floor) if opening is not None and opening > floor else None
        return (inner[0], end) if inner and reading.word(opening - 1 if opening else 0) not in PUNCTUATION else None
    if word in PUNCTUATION or word in CONJUNCTIONS or word in PREPOSITIONS or is_helper(word):
        return None
    start = _core_start(reading, last, floor)
    if (
        start > floor + 1
        and reading.lower[start - 1] == "and"
        and reading.lower[start - 2] in {"he", "she", "they", "we", "i"}
    ):
        return start - 2, end
    if start == last and _is_age(reading, last) and last - 2 >= floor:
        named = noun_phrase_before(reading, last - 1, floor)
        return (named[0], end) if named else (last, end)  # "Ann Ott, 44"
    return None if start > last else (_before_relative(reading, start, floor), end)


def _is_age(reading: Reading, index: int) -> bool:
    """Say whether a token is a bare number of two figures or less behind a name and a comma: "Ann Ott, 44"."""
    word = reading.lower[index]
    return word.isdigit() and len(word) < _LONGEST_AGE and reading.word(index - 1) == "," and reading.capital(index - 2)


def _core_start(reading: Reading, last: int, floor: int) -> int:
    """Return the first token of the plain noun phrase that ends at token `last`."""
    index = last
    start = last
    while index >= floor and last - index < LONGEST_PHRASE:
        word = reading.lower[index]
        before = reading.word(index - 1) if index > floor else ""
        if word in PUNCTUATION and word not in GENITIVES and not inner_sign(reading, index):
            break
        if word in INDEFINITE and index < last and heads_phrase(reading, index):
            start = index
            break
        if (
            (word in SUBJECTS and (word not in QUANTIFIERS or index == last))
            or (word in CONJUNCTIONS and word not in {"and", "or", "as"})
            or (index < last and is_finite(reading, index) and not _reduced(reading, index))
            or (word in SUBORDINATING and index < last and subordinates(reading, index, floor))
        ):
            break
        if word in {"and", "or"} and not (joins_names(reading, index) or _joins_all(reading, index, floor)):
            break
        if word not in PREPOSITIONS and word not in {"and", "or"}:
            start = index
        embedded = before in _EMBEDS or before.endswith("ing")
        if word in DETERMINERS and word not in {"all", "both"} and not embedded:
            break
        index -= 1
    while (
        start < last
        and (
            (is_adverb(reading.lower[start]) and (reading.lower[start] in ADVERBS or not reading.capital(start)))
            or reading.lower[start] == "including"
            or reading.lower[start] in GENITIVES
        )
        and not reading.capital(start + 1)
    ):
        start += 1
    start += start < last and reading.lower[start] == "not"
    if reading.lower[start].endswith("ing"):
        start = past_progressive(reading, start, last)
    return before_number(reading, start, floor)


def _reduced(reading: Reading, index: int) -> bool:
    """Say whether a word in -ed is an adjective or a reduced relative: "a backed plan", "a plan backed by X"."""
    word = reading.lower[index]
    if word == "be":
        return reading.word(index - 1) == "to"  # "a gang believed to be in Rome"
    if not word.endswith("ed") or word == "had":
        return False
    before = reading.word(index - 1)
    return reading.word(index + 1) in _AFTER_REDUCED or before in DETERMINERS or is_adverb(before)


def inner_sign(reading: Reading, index: int) -> bool:
    """Say whether a sign stands inside a phrase: a hyphen or stop without blanks around, "Gen.", the one of "miners' union"."""
    seen = reading.seen
    if reading.lower[index] in {"'", "’"}:
        return possesses(reading, index)
    if reading.lower[index] == "-":
        return (
            0 < index < len(seen.words) - 1
            and seen.ends[index - 1] == seen.starts[index]
            and seen.ends[index] == seen.starts[index + 1]
        )
    adjoining = (
        reading.lower[index] == "." and 0 < index < len(seen.words) - 1 and seen.ends[index - 1] == seen.starts[index]
    )
    return adjoining and reading.unit_of[index] == reading.unit_of[index + 1] and reading.capital(index + 1)


def possesses(reading: Reading, index: int) -> bool:
    """Say whether an apostrophe makes a plural an owner: right behind its s, no border of a quotation."""
    seen, quote = reading.seen, reading.quote_of[index]
    if not 0 < index < len(seen.words) - 1 or seen.ends[index - 1] != seen.starts[index]:
        return False
    border = quote >= 0 and index in (reading.quotes[quote][0], reading.quotes[quote][1] - 1)
    apart = seen.ends[index] < seen.starts[index + 1] and seen.words[index + 1][0].isalpha()
    return reading.lower[index - 1].endswith("s") and apart and not border


def joins_names(reading: Reading, index: int) -> bool:
    """Say whether "and" at the index joins two like noun phrases rather than two clauses."""
    left, right = reading.word(index - 1), reading.word(index + 1)
    if left in PUNCTUATION or left in SUBJECTS or left in _BYGONE or right in SUBJECTS or is_finite(reading, index + 1):
        return False
    if right in DETERMINERS:
        return left.endswith("s") or reading.capital(index - 1)
    return reading.capital(index - 1) == reading.capital(index + 1) or left.endswith("s")


def _joins_all(reading: Reading, index: int, floor: int) -> bool:
    """Say whether "and" joins two phrases with articles that begin the clause: "a coach and a player"."""
    return reading.word(index + 1) in DETERMINERS and opens_clause(reading, index, floor)


def _with_apposition(reading: Reading, comma: int, floor: int) -> tuple[int, int] | None:
    """Return the noun phrase before ", a teacher in Ohio," together with that apposition; `comma` is the closing one."""
    opening = _find_back(reading, ",", comma, floor)
    if opening is None or opening + 1 >= comma:
        return None
    first = reading.lower[opening + 1]
    inner = noun_phrase_before(reading, opening, floor)
    if inner is None or reading.lower[inner[1] - 1] == "that":
        return None
    if (
        first in PREPOSITIONS
        or is_adverb(first)
        or (first.endswith("ing") and not reading.capital(opening + 1))
        or first in {"however", "meanwhile", "though", "too", "for", "who", "which", "whose", "where"}
    ):
        return inner
    if first in _NO_APPOSITION:
        return None
    before = inner[0] - 1
    if reading.lower[inner[0]] in {"a", "an", "the"} and before > floor and reading.lower[before] == ",":
        named = _core_start(reading, before - 1, floor) if reading.capital(before - 1) else before
        return (named if named < before and reading.capital(named) else inner[0]), comma
    return inner[0], comma


def _find_back(reading: Reading, sign: str, index: int, floor: int) -> int | None:
    """Return the last token equal to `sign` before `index`, within a phrase's length and not over quote marks."""
    for place in range(index - 1, max(floor, index - LONGEST_PHRASE) - 1, -1):
        if reading.lower[place] == sign:
            return place
        if reading.lower[place] in {'"', "“", "”", ";"}:
            return None
    return None


def _before_relative(reading: Reading, start: int, floor: int) -> int:
    """Return the start of the antecedent where a noun phrase ends a relative clause ("people who saw the film")."""
    for place in range(start - 1, max(floor, start - 12), -1):
        word = reading.lower[place]
        if word in PUNCTUATION or word in {"and", "but", "that"}:
            return start
        if word == "who" and reading.word(place - 1) not in PUNCTUATION:
            antecedent = _core_start(reading, place - 1, floor)
            return min(antecedent, start)
    return start
