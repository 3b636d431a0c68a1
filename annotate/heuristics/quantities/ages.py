"""Ages: `42 years old`, `a 42-year-old`, `aged 42`, and the bare number after a name: `Jane Roe, 42, said`."""

import re

from annotate.heuristics.quantities.measures import Unit
from annotate.heuristics.quantities.numbers import Number
from annotate.text.view import View

RULES = ("quantities.ages", "quantities.ages_bare")
SCORE = 0.97
SCORE_BARE = 0.9
_OLD = re.compile(r"[ -](?:year|month|week|day)s?[ -](?:olds?|of[ -]age)\b")
_UNITS = {"y": "year", "m": "month", "w": "week", "d": "day"}
_AGE = frozenset({"aged", "Aged", "age", "ages", "Ages"})
_NAME_AND_COMMA = 2
_OLDEST = 120
_CLOSERS = frozenset({",", ";", ".", ")"})


def after(seen: View, number: Number) -> Unit | None:
    """Return `years old` after a number as a unit of age, or None."""
    match = _OLD.match(seen.text, number.end)
    if match is None:
        return None
    unit = _UNITS[match.group()[1]]
    return Unit(match.start() + 1, match.end(), unit, "age", seen.token_at(match.end() - 1) + 1)


def is_bare_age(seen: View, number: Number) -> bool:
    """Say whether a number without a unit is an age: after `aged` or `age`, or between commas after a capitalised name."""
    words, first, stop = seen.words, number.first, number.stop
    if not first or not 0 < number.value < _OLDEST or number.value % 1 or number.end != seen.ends[stop - 1]:
        return False
    if follows_age(seen, first):
        return True
    before = words[first - 1]
    if before not in {",", "("} or first < _NAME_AND_COMMA or stop >= len(words) or number.form != "digits":
        return False
    name = words[first - 2]
    named = name[0].isupper() and name[-1].islower() and len(name) > 1
    return named and words[stop] in _CLOSERS and not (words[stop] == "." and before == "(")


def follows_age(seen: View, first: int) -> bool:
    """Say whether `aged`, `age` or `the age of` stands before a token."""
    words = seen.words
    if not first:
        return False
    return words[first - 1] in _AGE or (words[first - 1] == "of" and first > 1 and words[first - 2] in _AGE)
