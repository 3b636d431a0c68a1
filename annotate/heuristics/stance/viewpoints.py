"""Viewpoints: "in X's view, C" and "C, in X's opinion, C"."""

from annotate.heuristics.stance import sources
from annotate.heuristics.stance.attributions import Attribution, Cue
from annotate.heuristics.stance.contents import content_end
from annotate.heuristics.stance.cue_lexicon import Entry
from annotate.text.clauses import Reading, trimmed
from annotate.text.closed_classes import POSSESSIVE_PRONOUNS, words

RULES = ("stance.viewpoints",)
FORMS = words("view opinion estimation judgment judgement telling eyes words mind reckoning account assessment")
_ENTRY = Entry("view", frozenset({"clause"}), frozenset(), "claim", "probable", weak=False)
_RETOLD = Entry("telling", frozenset({"clause"}), frozenset(), "report", "certain", weak=False)
_RETELLING = frozenset({"telling", "words", "account"})
_LONGEST = 12


def find(reading: Reading, index: int, floor: int, ceiling: int) -> Attribution | None:
    """Return the attribution of "in X's view", set off by a comma: at the start of its clause, inside it or behind it."""
    if index + 1 >= ceiling and reading.word(index - 2) != "in":
        return None
    holder = _holder(reading, index, floor)
    if holder is None:
        return None
    opening = holder[0] - 1
    if reading.word(opening) not in {"in", "by", "to"} or reading.word(opening - 1) in {"is", "was", "lies"}:
        return None
    entry = _RETOLD if reading.lower[index] in _RETELLING else _ENTRY
    cue = Cue(index, index, index + 1, "noun", entry, negated=False)
    contents = _contents(reading, opening, index + 1, floor, ceiling)
    return Attribution(cue, (index, index + 1), holder, contents, RULES[0], 0.7, None, "bare") if contents else None


def _holder(reading: Reading, index: int, floor: int) -> tuple[int, int] | None:
    if reading.word(index - 1) in POSSESSIVE_PRONOUNS:
        return (index - 1, index) if index > floor else None
    if reading.word(index - 1) not in {"'s", "’s", "'", "’"} or index - 2 < floor:
        return None
    for place in range(index - 2, max(floor, index - _LONGEST) - 1, -1):
        if reading.lower[place] in {"in", "by", "to"}:
            return (place + 1, index - 1) if place + 1 < index - 1 else None
    return sources.before(reading, index - 1, floor)


def _contents(reading: Reading, opening: int, end: int, floor: int, ceiling: int) -> tuple[tuple[int, int], ...]:
    """Return the clause before the words, behind them, or on both sides."""
    fronted = opening <= floor + 1
    if reading.word(end) != "," and not (end >= ceiling or reading.lower[end] in {".", ";"}):
        return ()
    left = None if fronted else trimmed(reading, floor, opening)
    if not fronted and reading.lower[opening - 1] != "," and end < ceiling and reading.lower[end] == ",":
        return ()
    behind = end + 1 < ceiling and reading.lower[end] == ","
    rest = trimmed(reading, end + 1, content_end(reading, end + 1, ceiling, clausal=True)) if behind else None
    return tuple(part for part in (left, rest) if part is not None)
