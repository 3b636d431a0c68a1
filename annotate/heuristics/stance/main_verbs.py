"""Main verbs of contents: the first finite one, what it helps, whether it is negated, how sure it is."""

from annotate.text.clauses import Reading, is_finite
from annotate.text.closed_classes import BE_OR_MODALS, MODALS, NEGATIONS, is_adverb, words

WILL = words("will 'll ’ll would won't won’t wouldn't wouldn’t")
DEMANDING = frozenset({"must", "should", "ought"})
POSSIBLE = frozenset({"may", "might", "could"})
_LIKELY = words("likely probably unlikely")
_CONDITIONS = frozenset({"if", "unless", "once"})
_FARTHEST = 25


def main_verb(reading: Reading, first: int, last: int) -> int | None:
    """Return the first finite verb of a content that no "and" joins to an earlier one, within a few words."""
    for index in range(first, min(last, first + _FARTHEST)):
        if reading.lower[index] in MODALS or is_finite(reading, index):
            joined = index > first and reading.lower[index - 1] in {"and", "or", "but"}
            return None if joined else index
    return None


def first_verb(reading: Reading, verb: int) -> int:
    """Return the verb that a modal helps: past negations and adverbs."""
    index = verb + 1
    while reading.word(index) in NEGATIONS or is_adverb(reading.word(index)):
        index += 1
    return min(index, len(reading.lower) - 1)


def hedge(reading: Reading, verb: int) -> str | None:
    """Return how sure the main verb of a content is, None where it is not hedged; "could not" is no hedge."""
    if is_likely(reading, verb):
        return "probable"
    word = reading.lower[verb]
    hedged = word in POSSIBLE and not (word == "could" and is_negated(reading, verb))
    return "possible" if hedged or reading.word(verb + 1) == "possible" else None


def is_likely(reading: Reading, verb: int) -> bool:
    """Say whether "likely" or the like stands beside a verb that helps another: "will probably fall"."""
    near = {reading.word(verb - 1), reading.word(verb + 1), reading.word(verb + 2)}
    return bool(near & _LIKELY) and reading.lower[verb] in BE_OR_MODALS


def is_negated(reading: Reading, verb: int) -> bool:
    """Say whether a verb is negated: by "never" before it, its own "n't", or a negation right after it."""
    return (
        reading.word(verb - 1) == "never"
        or reading.lower[verb].endswith(("n't", "n’t"))
        or reading.word(verb + 1) in NEGATIONS
        or (reading.word(verb + 1) in {"“", '"'} and reading.word(verb + 2) in NEGATIONS)
    )


def past_condition(reading: Reading, first: int, last: int) -> int:
    """Return where the main clause of a content begins: behind the comma of "if A, C"."""
    opening = first + (not reading.lower[first].isalnum())
    if reading.word(opening) == "that":
        opening += 1
    if reading.word(opening) not in _CONDITIONS:
        return first
    return next((i + 1 for i in range(opening, min(last - 1, opening + _FARTHEST)) if reading.lower[i] == ","), first)
