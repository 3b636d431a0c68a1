"""Percentages: `12.5%`, `five per cent`, `10-percent`, `two percentage points`."""

import re

from annotate.heuristics.quantities.measures import Unit
from annotate.heuristics.quantities.numbers import Number
from annotate.text.view import View

RULES = ("quantities.percent",)
SCORE = 0.95
_PERCENT = re.compile(r"\s?%|pc\b|[\s-](?:per\s?cent|percent|pct)(?!\w)(?![ -](?:age )?points?\b)", re.IGNORECASE)


def after(seen: View, number: Number) -> Unit | None:
    """Return the percent sign or word after a number, or None; percentage points are units of the lexicon."""
    match = _PERCENT.match(seen.text, number.end)
    if match is None:
        return None
    start = match.start() + (match.group()[0] != "%")
    return Unit(start, match.end(), "%", "percent", seen.token_at(match.end() - 1) + 1)
