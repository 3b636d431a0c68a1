"""Possessors: the sign that makes a noun one (`Japan's`, `the teachers'`), and where a name with it ends."""

from annotate.heuristics.quantities.plurals import is_plural
from annotate.text.closed_classes import GENITIVES
from annotate.text.view import View

_APOSTROPHES = frozenset("'’")
_LONGEST_NAME = 4


def owns(seen: View, index: int) -> bool:
    """Say whether a token is the sign of a possessor: 's, or the apostrophe of a plural before another plural."""
    word = seen.words[index]
    touches = word in _APOSTROPHES and seen.ends[index - 1] == seen.starts[index] and seen.words[index - 1][-1] == "s"
    return word in GENITIVES or (touches and index + 1 < len(seen.words) and is_plural(seen.words[index + 1]))


def past_possessor(words: list[str], index: int) -> int:
    """Return the token after a name with its 's (`Japan's`, `the New York Mets'`), 0 if there is none."""
    for stop in range(index, min(index + _LONGEST_NAME, len(words))):
        if words[stop] in GENITIVES or (words[stop] in _APOSTROPHES and words[stop - 1][-1] == "s"):
            return stop + 1
        if not words[stop][0].isalpha():
            return 0
    return 0
