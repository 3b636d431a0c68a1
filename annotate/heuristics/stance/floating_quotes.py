"""Floating quotes: sentences and paragraphs that are only a quotation go on with what the last source said."""

from msgspec.structs import replace

from annotate.heuristics.stance.attributions import Attribution
from annotate.text.clauses import Reading, trimmed
from annotate.text.closed_classes import PUNCTUATION

RULES = ("stance.floating_quotes",)
_FARTHEST_PARAGRAPH = 2


def attach(reading: Reading, found: list[Attribution]) -> list[Attribution]:
    """Return the attributions, speech that ends a unit lengthened by the quotation-only units right behind it."""
    last_of: dict[int, int] = {}
    covered: set[int] = set()
    for number, one in enumerate(found):
        if (
            one.source is not None
            and one.form in {"quote", "that", "bare"}
            and one.reading.kind == "finite"
            and reading.quote_of[one.cue[0]] < 0
        ):
            last_of[reading.unit_of[one.cue[0]]] = number
        if reading.quote_of[one.cue[0]] < 0:
            covered.update({reading.unit_of[one.cue[0]], *(reading.unit_of[first] for first, _ in one.contents)})
    result = list(found)
    current, paragraphs = -1, 0
    for unit in range(len(reading.units)):
        paragraphs += reading.new_paragraph(unit)
        if unit in last_of:
            current, paragraphs = last_of[unit], 0
        elif unit in covered:
            continue
        elif current >= 0 and paragraphs <= _FARTHEST_PARAGRAPH and (content := _only_quotation(reading, unit)):
            one = result[current]
            result[current] = replace(one, contents=(*one.contents, content), floating=one.floating + 1)
            if paragraphs:
                paragraphs = 0
        else:
            current = -1
    return result


def _only_quotation(reading: Reading, unit: int) -> tuple[int, int] | None:
    """Return the extent of a unit that is a quotation and nothing else."""
    first, last = reading.units[unit]
    if reading.quote_of[first] < 0:
        return None
    end = last
    while end > first and reading.lower[end - 1] in PUNCTUATION and reading.quote_of[end - 1] < 0:
        end -= 1
    if any(reading.quote_of[index] < 0 for index in (first, end - 1)) or end - first < 3:  # noqa: PLR2004 - a scare quote
        return None
    outside = sum(reading.quote_of[index] < 0 for index in range(first, end))
    return trimmed(reading, first, end) if outside == 0 else None
