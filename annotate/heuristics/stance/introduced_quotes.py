"""Introduced quotes: "X returned to a familiar line: C", a quotation behind a colon that no cue verb brings in."""

from annotate.heuristics.stance import sources
from annotate.heuristics.stance.attributions import Attribution, Cue
from annotate.heuristics.stance.cue_lexicon import Entry
from annotate.text.clauses import Reading, is_finite, trimmed
from annotate.text.closed_classes import is_adverb

RULES = ("stance.introduced_quotes",)
_ENTRY = Entry(":", frozenset({"quote"}), frozenset(), "report", "certain", weak=False)
_LONGEST_CUE = 10
_SHORTEST = 4


def find(reading: Reading, unit: int, found: list[Attribution]) -> Attribution | None:
    """Return the attribution of a colon and the quotation behind it, which may begin the next unit.

    The cue is the predicate of the clause with its colon; nothing where one of the `found` holds the quotation already.
    """
    first, last = reading.units[unit]
    for colon in range(first + 2, last):
        if reading.lower[colon] != ":" or reading.quote_of[colon] >= 0 or colon + 1 >= len(reading.lower):
            continue
        quote = reading.quote_of[colon + 1]
        if quote < 0 or reading.quotes[quote][0] != colon + 1 or reading.unit_of[colon + 1] < 0:
            return None
        end = min(reading.quotes[quote][1], reading.units[reading.unit_of[colon + 1]][1])
        held = any(start < end and colon + 1 < stop for one in found for start, stop in one.contents)
        content = trimmed(reading, colon + 1, end)
        if held or content is None or end - colon < _SHORTEST:
            return None
        return _of_clause(reading, first, colon, content)
    return None


def _of_clause(reading: Reading, first: int, colon: int, content: tuple[int, int]) -> Attribution | None:
    """Return the attribution of the clause before a colon: its subject and its predicate."""
    source = sources.clause_subject(reading, colon, first)
    source = source if source and source[1] < colon else None
    verb = source[1] if source else colon
    while verb < colon and is_adverb(reading.lower[verb]):
        verb += 1
    if source and reading.lower[source[0]] in sources.EMPTY:
        return None
    begin = colon
    if source and is_finite(reading, verb) and colon - source[1] <= _LONGEST_CUE:
        begin = source[1]
    elif source and not is_finite(reading, verb) and content[0] < reading.units[reading.unit_of[colon]][1]:
        return None  # "the sign at the gate: 'no smoking'"
    cue = Cue(begin, min(verb, colon), colon + 1, "finite", _ENTRY, negated=False)
    return Attribution(cue, (begin, colon + 1), source, (content,), RULES[0], 0.85, None, "quote")
