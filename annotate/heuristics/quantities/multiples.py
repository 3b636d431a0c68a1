"""Multiples: `twice`, `once a week`, `tenfold`, `three times as many`, `10x`; `doubled` as a verb is none."""

import re
from functools import lru_cache

from annotate.heuristics.quantities.measures import Unit
from annotate.heuristics.quantities.number_words import number_word
from annotate.heuristics.quantities.numbers import Number
from annotate.text.view import View

RULES = ("quantities.multiples", "quantities.multiples_fold")
SCORE = 0.9
_FOLD = re.compile(r"(?P<word>[^\W\d_]+?)-?fold")
_AFTER = re.compile(
    r"[ \n-](times)\b(?=[ \n](?:as|more|the|its|their|his|her|larger|higher|bigger|greater|faster|that|what|lower|less"
    r"|earnings|revenues?|sales|book|profits?|annual|normal|average|current|forward|income|cash|operating|EBITDA|ebitda|estimated|projected|trailing)\b)|(x)\b|(?<=[\w])-(times)\b(?= [a-z])"
)
_LETTER = 2
_DIGITS_FOLD = re.compile(r"-?fold\b")
_ADVERBS = {"twice": 2.0, "thrice": 3.0}
# Once is a number where it is told how often (only once, once a week), and else means formerly or as soon as.
_ONCE = re.compile(
    r"(?:(?<=\b[Oo]nly )|(?<=\bjust )|(?<=\bleast )|(?<=\bthan ))once\b(?! (?:the|an?|s?he|it|they|we|I|you|th[eio]s[es]?|that|his|her|its|their|more|again|it's)\b)"
    r"|[Oo]nce (?:every|or twice|per|an? (?:day|week|month|year|night|season|quarter|decade|century|fortnight|generation|lifetime)\b)"
)


@lru_cache(maxsize=1 << 16)
def starts_multiple(token: str) -> bool:
    """Say whether a token is a multiple by itself: twice, thrice, tenfold, five-fold."""
    return token.lower() in _ADVERBS or token in {"once", "Once"} or _fold(token) is not None


@lru_cache(maxsize=1 << 16)
def _fold(token: str) -> tuple[float, int] | None:
    """Return the value of `tenfold` or `ten-fold` and the length of its number."""
    match = _FOLD.fullmatch(token.lower())
    known = number_word(match["word"]) if match else None
    return (known[0], known[1]) if match and known and known[1] == len(match["word"]) else None


def read(seen: View, first: int) -> Number | None:
    """Return the multiple that is one word, or None."""
    token = seen.words[first]
    start = seen.starts[first]
    once = token in {"once", "Once"} and _ONCE.match(seen.text, start) is not None
    value = 1.0 if once else _ADVERBS.get(token.lower())
    if value is not None:
        return Number(start, seen.ends[first], first, first + 1, value, "words")
    folded = _fold(token)
    return Number(start, seen.ends[first], first, first + 1, folded[0], "words") if folded else None


def after(seen: View, number: Number) -> Unit | None:
    """Return `times`, `x` or `-fold` after a number as the sign of a multiple, or None."""
    match = _AFTER.match(seen.text, number.end)
    if match is not None:
        group = match.lastindex or 0
        if group != _LETTER or number.form == "digits":
            return Unit(match.start(group), match.end(group), "times", "multiple", seen.token_at(match.end() - 1) + 1)
    folded = _DIGITS_FOLD.match(seen.text, number.end) if number.form == "digits" else None
    return (
        Unit(folded.start(), folded.end(), "times", "multiple", seen.token_at(folded.end() - 1) + 1) if folded else None
    )
