"""Stance: who says or holds what toward whom. One idea a file; this file conducts."""

from annotate.heuristics.found import Found
from annotate.heuristics.stance import floating_quotes, nesting
from annotate.heuristics.stance.clipping import clipped
from annotate.heuristics.stance.holders import mentions
from annotate.heuristics.stance.proposals import propose
from annotate.heuristics.stance.settling import settle
from annotate.heuristics.stance.writing import write
from annotate.text.clauses import read
from annotate.text.view import View


def find(seen: View, acting: Found) -> Found:
    """Return cues with their sources, contents and targets; holders are entities of the actors' layer."""
    reading = read(seen)
    kept, lost = settle(propose(reading))
    kept = nesting.spoken(reading, floating_quotes.attach(reading, clipped(reading, kept)))
    return write(reading, kept, lost, mentions(acting.spans), acting.entities)
