"""Counts: what a number counts: `1,500 special forces troops`, `a nine-member panel`, `eight artillery and rocket rounds`."""

from msgspec import Struct
from msgspec.structs import replace

from annotate.annotations import Extent
from annotate.heuristics.quantities import modifiers
from annotate.heuristics.quantities.heads import plural_head, singular_head
from annotate.heuristics.quantities.numbers import Number
from annotate.heuristics.quantities.plurals import is_acronyms, singular
from annotate.heuristics.quantities.possessors import past_possessor
from annotate.heuristics.quantities.quoted_nouns import QUOTES, quoted_end
from annotate.text.closed_classes import words
from annotate.text.view import View

RULES = ("quantities.counts", "quantities.counts_hyphen", "quantities.counts_bare")
SCORE = 0.95
SCORE_HYPHEN = 0.95
SCORE_BARE = 0.9
_NO_HYPHEN_NOUN = words(
    "to on in of for by under over and or plus strong some something somethings odd and-a-half th st nd rd d x"
)
_BEHIND_NUMBERS = words("more such fewer less")  # one more increase, two such cases, one less vote
_TEN_AND_TEN = 20
_DETERMINERS = words("the these those his her its their our my your several many")


class Noun(Struct, frozen=True):
    """What is counted: the extent of the noun phrase up to its head, its lemma, and the token after it."""

    extent: Extent
    lemma: str
    stop: int


def after(seen: View, number: Number, *, one: bool = False) -> Noun | None:
    """Return the noun phrase after a number: up to the last of its plural nouns; with `one`, up to a singular head."""
    number = modifiers.behind(seen, number)
    words, begins = seen.words, number.stop
    if begins < len(words) and words[begins] in _BEHIND_NUMBERS:
        begins += 1
    else:
        one = one and words[begins - 1] != "more"  # one or more transactions
    head, index = plural_head(seen, begins, one=one)
    if head < 0 and one:
        head = singular_head(seen, quoted_end(seen, begins) or begins, index)
    if head < 0:
        return None
    return Noun((seen.starts[begins], seen.ends[head]), _lemma(seen, begins, head), head + 1)


def of_these(seen: View, number: Number) -> Noun | None:
    """Return the group that a number is taken from, up to its head: `one of the most gifted players`, `22 of Ann's cards`."""
    words, index = seen.words, number.stop
    if words[index : index + 1] != ["of"] or number.end != seen.ends[index - 1] or index + 2 >= len(words):
        return None
    begins = past_possessor(words, index + 1)
    if not begins and words[index + 1].lower() in _DETERMINERS:
        begins = index + 2
    if begins and words[begins : begins + 1] in (["most"], ["more"], ["least"], ["few"], ["many"], ["several"]):
        begins += 1
    return after(seen, replace(number, stop=begins)) if begins else None


def hyphened(seen: View, number: Number) -> Noun | None:
    """Return the noun that a hyphen ties to a number: `nine-member`, `10-team`; not `two-to-one`, `20-odd`."""
    text, end = seen.text, number.end
    if end + 2 >= len(text) or text[end] not in "-‐‑" or not text[end + 1].isalpha():
        return None
    if not text[end + 1].islower() and (number.value >= _TEN_AND_TEN or not text[end + 2].islower()):  # a 5-Word Plan
        return None
    index = number.stop - 1 if seen.ends[number.stop - 1] > end else number.stop + 1
    if index >= len(seen.words):
        return None
    token_end = seen.ends[index]
    tail = text[end + 1 : token_end]
    piece = tail.split("-", 1)[0].lower()
    if not piece or piece in _NO_HYPHEN_NOUN:
        return None
    return Noun((end + 1, token_end), singular(tail.lower()), index + 1)


def _lemma(seen: View, first: int, head: int) -> str:
    """Return the words up to the head, the head in the singular; names keep their capitals."""
    words = [word for word in seen.words[first : head + 1] if word not in QUOTES]
    last = words[-1]
    if is_acronyms(last):
        return " ".join([*words[:-1], last[:-1]])
    bare = singular(last.lower())
    words[-1] = bare if last.islower() else last[: len(bare)] if last.lower().startswith(bare) else bare
    return (
        " ".join(words)
        .replace(" 's", "'s")
        .replace(" ’s", "’s")
        .replace(" - ", "-")
        .replace(" . ", ". ")
        .replace(" , ", ", ")
        .replace(" ' ", "' ")
    )
