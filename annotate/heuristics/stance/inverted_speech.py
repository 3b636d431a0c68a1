"""Inverted speech: "C, said X"."""

from annotate.heuristics.stance import sources
from annotate.heuristics.stance.attributions import Attribution, Cue
from annotate.heuristics.stance.reported_speech import continued, ends_content, quote_start
from annotate.text.clauses import Reading, is_finite, trimmed
from annotate.text.closed_classes import RELATIVES, SUBJECTS

RULES = ("stance.inverted_speech", "stance.inverted_speech_fronted")
_SHORTEST_LEFT = 3
_LONGEST = 45
_LONGEST_NAME = 10


def find(reading: Reading, cue: Cue, floor: int, ceiling: int) -> Attribution | None:
    """Return the attribution of a bare finite cue between its content and its source."""
    helped = cue.first < cue.head - (0 if cue.entry.weak else 1)
    if cue.kind not in {"finite", "participle"} or not _inverts(cue) or helped:
        return None
    if cue.first == floor:
        return _fronted(reading, cue, ceiling)
    edge = cue.first - 1
    if edge <= floor or not ends_content(reading, edge, floor):
        return None
    source = sources.inverted(reading, cue.last, ceiling)
    if source is None or (reading.quote_of[edge] < 0 and not _plain(reading, cue, source, edge, floor)):
        return None
    begin = quote_start(reading, edge, floor)
    left = trimmed(reading, begin, cue.first)
    if left is None:
        return None
    contents = (left, *continued(reading, source[1], ceiling, split=False))
    return Attribution(cue, (cue.first, cue.last), source, contents, RULES[0], 0.95, None, "quote")


def _fronted(reading: Reading, cue: Cue, ceiling: int) -> Attribution | None:
    """Return "Said X: C": the verb opens the sentence, a name and a colon or comma with the quotation follow."""
    if not reading.capital(cue.last):
        return None
    end = next(
        (i for i in range(cue.last, min(ceiling, cue.last + _LONGEST_NAME)) if reading.lower[i] in {":", ","}), None
    )
    quote = reading.quote_of[end + 1] if end is not None and end + 1 < len(reading.lower) else -1
    if end is None or quote < 0 or reading.quotes[quote][0] != end + 1 or reading.unit_of[end + 1] < 0:
        return None
    limit = min(reading.quotes[quote][1], reading.units[reading.unit_of[end + 1]][1])
    content = trimmed(reading, end + 1, limit)
    return content and Attribution(
        cue, (cue.first, cue.last), (cue.last, end), (content,), RULES[1], 0.95, None, "quote"
    )


def _inverts(cue: Cue) -> bool:
    """Say whether the cue stands beside quotations and is not followed by the one spoken to."""
    return "quote" in cue.entry.takes and ("person" not in cue.entry.takes or cue.entry.lemma in {"ask", "warn"})


def _plain(reading: Reading, cue: Cue, source: tuple[int, int], edge: int, floor: int) -> bool:
    """Say whether a comma before the cue ends a clause, and a name, not a clause, follows the cue."""
    if (
        "object" in cue.entry.takes
        or edge - floor < _SHORTEST_LEFT
        or reading.lower[source[0]] in SUBJECTS
        or _has_verb(reading, source[0] + 1, source[1])
    ):
        return False
    if source[1] < cue.last + _LONGEST and is_finite(reading, min(source[1], len(reading.lower) - 1)):
        return False
    return _has_verb(reading, floor + 1, edge)


def _has_verb(reading: Reading, first: int, last: int) -> bool:
    """Say whether a finite verb stands in [first, last) outside the relative clauses and appositions behind its start."""
    relative = False
    for index in range(first, last):
        word = reading.lower[index]
        relative = (relative or word in RELATIVES) and word != ","
        if not relative and is_finite(reading, index):
            return True
    return False
