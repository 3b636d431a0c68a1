"""Nesting: which stances inside quotations are told: only those inside what somebody is said to say."""

from annotate.heuristics.stance.attributions import Attribution
from annotate.text.clauses import Reading


def spoken(reading: Reading, found: list[Attribution]) -> list[Attribution]:
    """Return the attributions without those inside a quotation that is no one's content.

    Whose stance "I think" is cannot be known where nothing says who speaks.
    """
    told: set[int] = set()
    for one in found:
        own = reading.quote_of[one.cue[0]]
        for first, last in one.contents:
            told.update(quote for quote in reading.quote_of[first:last] if quote != own)
    return [one for one in found if (quote := reading.quote_of[one.cue[0]]) < 0 or quote in told]
