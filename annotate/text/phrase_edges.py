"""Phrase edges: which words on the left belong to the noun phrase before a verb, and which begin the verb's clause."""

from annotate.text.clauses import LONGEST_PHRASE, Reading, is_finite
from annotate.text.closed_classes import BE, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, PUNCTUATION, words

SUBORDINATING = frozenset({"after", "before", "until", "as"})
INDEFINITE = words("everyone everybody someone somebody anyone anybody nobody others those one none")
_NUMBER_WORDS = words("""two three four five six seven eight nine ten eleven twelve dozens scores hundreds thousands millions
    half two-thirds three-quarters""")
_BEFORE_NUMBERS = words("about around nearly almost roughly approximately over under some only just close")
_PAIRED = frozenset(
    {("more", "than"), ("less", "than"), ("fewer", "than"), ("at", "least"), ("up", "to"), ("all", "but")}
)
_CLAUSE_OPENERS = PUNCTUATION | CONJUNCTIONS
_LONGEST_LEFT = 4


def subordinates(reading: Reading, index: int, floor: int) -> bool:
    """Say whether "after", "before", "until" or "as" begins the verb's clause: a finite verb stands before it."""
    if reading.word(index - 1) in {"even", "just"}:
        return True
    return any(is_finite(reading, place) for place in range(index - 1, max(floor, index - LONGEST_PHRASE) - 1, -1))


def heads_phrase(reading: Reading, index: int) -> bool:
    """Say whether an indefinite pronoun is described by what follows: "nobody under 40", "someone close to X"."""
    following = reading.word(index + 1)
    return following in PREPOSITIONS or following in {"else", "close", "familiar"}


def before_number(reading: Reading, start: int, floor: int) -> int:
    """Return where the words before a number begin that say how it is meant: "as many as 41 MPs", "all but two"."""
    word = reading.lower[start]
    if word in {"least", "most"} and start > floor and reading.lower[start - 1] == "at":
        return start - 1
    if not (word[:1].isdigit() or word in _NUMBER_WORDS or word == "many"):
        return start
    if start - 1 >= floor and reading.lower[start - 1] in _BEFORE_NUMBERS:
        return start - 1
    if start - 2 >= floor and (reading.lower[start - 2], reading.lower[start - 1]) in _PAIRED:
        return start - 2
    if word == "many" and start > floor and reading.lower[start - 1] == "as" and reading.word(start + 1) == "as":
        return start - 1
    return start


def opens_clause(reading: Reading, index: int, floor: int) -> bool:
    """Say whether the phrase before "and" at the index, "a coach" in "a coach and a player", is all that its clause has so far."""
    for place in range(index - 1, max(floor, index - _LONGEST_LEFT) - 1, -1):
        if reading.lower[place] in DETERMINERS:
            return place == floor or reading.lower[place - 1] in _CLAUSE_OPENERS
    return False


def past_progressive(reading: Reading, start: int, last: int) -> int:
    """Return where the phrase begins behind a progressive verb: "[are pushing back against] the mayor's plan"."""
    if reading.word(start - 1) not in BE:
        return start
    index = start + 1
    while index < last and (reading.lower[index] in PREPOSITIONS or reading.lower[index] == "back"):
        index += 1
    return index if index <= last else start
