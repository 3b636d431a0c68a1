"""Use: whether a country acts in the sentence or is only where something happens."""

from annotate.heuristics.actors.reading import Reading

RULES = ("actors.use_place",)
_LOOKED_AT = 3


def is_located(reading: Reading, first: int, last: int) -> bool:
    """Say whether the place, not the power, is meant: after "in", before "'s far east", with "eastern" before it."""
    index = first
    if reading.before(index) == "the":
        index -= 1
    if reading.before(index) in reading.words.sets["use_sides"]:
        return True
    if reading.before(index) in reading.words.sets["use_locative"]:
        return not _involved(reading, last)
    if reading.before(index) in {"and", "or"} and index > 1 and reading.beside(index - 1):
        return _listed_in_place(reading, index - 1)
    if reading.after(last) == "'s":
        return any(
            reading.word(last + step) in reading.words.sets["use_parts"]
            for step in range(1, _LOOKED_AT + 1)
            if reading.beside(last + step)
        )
    return False


def _involved(reading: Reading, last: int) -> bool:
    """Say whether what follows owns or acts: "in Russia's war" is about the power."""
    if reading.after(last) != "'s":
        return False
    return not any(reading.word(last + step) in reading.words.sets["use_parts"] for step in range(1, _LOOKED_AT + 1))


def _listed_in_place(reading: Reading, conjunction: int) -> bool:
    """Say whether "X and Y" stands as a whole after a locative word, X being one name."""
    index = conjunction - 1
    while index > conjunction - 4 and index > 0 and reading.capital[index] and reading.beside(index + 1):
        index -= 1
    return reading.lower[index] in reading.words.sets["use_locative"] and index < conjunction - 1
