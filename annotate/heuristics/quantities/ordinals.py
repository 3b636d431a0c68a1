"""Ordinals: which one in a row: `the third attack`, `its 25th visit`; a 14th-minute goal; not the first half, a second, Fifth Avenue."""

import re
from functools import lru_cache

from annotate.heuristics.quantities.number_words import number_word
from annotate.heuristics.quantities.numbers import Number
from annotate.heuristics.quantities.phrase_ends import STOP
from annotate.text.closed_classes import words
from annotate.text.view import View

RULES = ("quantities.ordinals",)
SCORE = 0.8
_NAMES = dict(
    zip(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
        sixteenth seventeenth eighteenth nineteenth twentieth""".split(),  # noqa: SIM905 - read as words, in order
        range(1, 21),
        strict=True,
    )
)
_DIGITS = re.compile(r"(\d{1,4})(?:st|nd|rd|th)\b(?!-[^\W\d_]*-)")
_BEFORE = words("the a an its his her their our my your this that every each for one's s 's ’s another only very")
# What an ordinal names rather than counts: parts of a year, a building or a family, set phrases.
_NAMED = words("""half halves quarter quarters century centuries lady ladies world hand person party parties degree degrees cousin
    cousins class floor nature thought thoughts aid base avenue street amendment grade graders grader name names
    few couple several ever impression sight millennium place language weeks months years days hours minutes""")
_MINUTE = "-minute"
_LAST_OF_ROW = words("millionth billionth hundredth thousandth")


@lru_cache(maxsize=1 << 16)
def starts_ordinal(token: str) -> bool:
    """Say whether a token is an ordinal in small letters."""
    return token in _NAMES or (token.endswith(_MINUTE) and token.removesuffix(_MINUTE) in _NAMES)


def read(seen: View, first: int) -> Number | None:
    """Return the ordinal at a token if a determiner stands before it and a thing follows, or None."""
    token = seen.words[first]
    match = _DIGITS.match(seen.text, seen.starts[first]) if token[0].isdigit() else None
    name = token.removesuffix(_MINUTE)
    value = int(match[1]) if match is not None else _NAMES.get(name, 0)
    end = match.end() if match is not None else seen.starts[first] + len(name)
    stop = first + 1 if seen.ends[first] >= end else seen.token_at(end - 1) + 1
    if not value or not first or stop >= len(seen.words) or seen.lower[first - 1] not in _BEFORE:
        return None
    after, tied = seen.words[stop], seen.text[end + 1 : seen.ends[stop - 1]]
    thing = after[0].isalpha() and after.islower() and after not in STOP and number_word(after) is None
    if not thing or after in _NAMED or after in _LAST_OF_ROW:
        return None
    if seen.ends[stop - 1] != end and (not tied.islower() or tied in _NAMED or tied == "hour"):  # an 11th-hour deal
        return None
    return Number(seen.starts[first], end, first, stop, float(value), "words")
