"""An article as the actor rules read it: for each token what it could be, worked out once and shared."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import chain, compress

from msgspec import Struct

from annotate.annotations import Extent, Span
from annotate.heuristics.actors.words import OWN, Known, Words, words
from annotate.text.spelling import lowered
from annotate.text.view import View

_PART, _OF_THE = "quantities.ratios_part", 26  # some of a counted group; how far apart the two counts may stand
MEMBERS = frozenset(["MPs", "MEPs", "MSPs", "MLAs", "MLCs", "TDs"])
_MARKS_OF_OPENING = frozenset('"“‘«„([-–—•*:>|·')
_LETTERS_OF_A_WORD = 4
_HEADLINE_SHARE = 0.6
_HEADLINE_WORDS = 3
_HEADLINE_TOKENS = 25
_CLOSING = frozenset(".!?):,")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)\S{0,64}@\S+")
_OF_ADDRESSES = ("@", "://", "www.")
_ARABIC = re.compile(r"(?:al|el|as|ad|ar|an|az|ash|at|ul|ur)[-'’][A-ZÀ-Þ]")
_MONTHS_AND_NAMES = frozenset(["May", "March", "April", "June", "August", "Jan"])
_DESCRIBES = re.compile(
    r".+-(?:based|led|like|backed|style|controlled|held|run|born|trained|owned|listed|funded|made|related|occupied|ruled"
    r"|aligned|allied|sponsored|linked|era|wide|level|friendly|speaking|dominated|driven|brokered|mediated|supported|type"
    r"|sized|only|free|inspired|registered|domiciled|built|educated|American|Asian|affiliated|flagged|majority|wing)",
)


class Reading(Struct, frozen=True):
    """Token facts in parallel lists, indexed as the view's tokens.

    `lower` small-letter forms; `capital` begins with a capital and may be a name; `opening` begins a sentence, a
    quotation or a list item, or stands in a headline, so that a capital says nothing; `headline` the latter alone;
    `apart` the tokens that do not stand beside the one before (see beside); `known` gazetteer entries by first token, with the token after the last; `small` every word seen in small letters;
    `counted` quantity extents in order, with their starts.
    """

    seen: View
    words: Words
    lower: list[str]
    capital: list[bool]
    opening: list[bool]
    headline: list[bool]
    apart: frozenset[int]
    known: dict[int, tuple[int, Known]]
    small: frozenset[str]
    counted: list[Extent]
    counted_starts: list[int]

    def beside(self, index: int) -> bool:
        """Say whether the token and the one before it stand on one line with at most three blanks between."""
        return 0 < index < len(self.lower) and index not in self.apart

    def word(self, index: int) -> str:
        """Return a token's small-letter form, empty outside the text."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""

    def before(self, index: int) -> str:
        """Return the word before a token if it stands beside it, else nothing."""
        return self.lower[index - 1] if 0 < index < len(self.lower) and index not in self.apart else ""

    def after(self, index: int) -> str:
        """Return the word at a token if it stands beside the one before, else nothing."""
        return self.lower[index] if 0 < index < len(self.lower) and index not in self.apart else ""

    def quantity_over(self, start: int, end: int) -> Extent | None:
        """Return the quantity that touches [start, end), if one does."""
        index = bisect_right(self.counted_starts, end - 1) - 1
        if index >= 0 and self.counted[index][1] > start:
            return self.counted[index]
        return None


def _counted(quantities: Iterable[Span]) -> list[Extent]:
    """Return the extents of quantities in order; some of a counted group and the group are one: three of the 66 members."""
    extents: list[Extent] = []
    part = False
    for span in sorted(quantities, key=lambda span: (span.start, span.end)):
        if part and span.start - extents[-1][1] <= _OF_THE:
            extents[-1] = (extents[-1][0], span.end)
        else:
            extents.append((span.start, span.end))
        part = _PART in span.rules
    return extents


def read(seen: View, quantities: Iterable[Span], lexicon: Words | None = None) -> Reading:
    """Return the reading of an article, by the package's lexicons or those given; linear in its length."""
    lexicon = lexicon or words()
    lower = _straight(seen)
    vocabulary = seen.vocabulary
    large = {word for word in vocabulary if word[0].isupper() or (word[0] in "aeu" and not word.isalpha())}
    headline, opening = _openings(seen, large)
    capital = [word in large and _may_be_a_name(seen, lexicon, index) for index, word in enumerate(seen.words)]
    refused = lexicon.refused & vocabulary
    called = refused.intersection(compress(seen.words, capital)) if refused else ()
    for index, word in enumerate(
        seen.words if called else ()
    ):  # Mrs. May is May from then on, but not in "in May" or "May 3"
        if word in called and not capital[index]:
            dated = (
                lower[index - 1] in {"in", "of", "on", "last", "next", "since", "early", "late", "by"}
                if index
                else False
            )
            capital[index] = not dated and not seen.text[seen.ends[index] : seen.ends[index] + 2].strip().isdigit()
    held = any(sign in seen.text for sign in _OF_ADDRESSES)
    for match in _ADDRESS.finditer(seen.text) if held else ():
        for index in range(seen.token_at(match.start()), seen.token_at(match.end() - 1) + 1):
            capital[index : index + 1] = [False] if index < len(capital) else []
    counted = _counted(quantities)
    return Reading(
        seen=seen,
        words=lexicon,
        lower=lower,
        capital=capital,
        opening=opening,
        headline=headline,
        apart=seen.apart,
        known={
            first: entry
            for first, entry in _known(seen, lexicon).items()
            if capital[first] or seen.words[first][0].islower() or OWN in entry[1].kinds
        },
        small=frozenset([word for word in vocabulary if word[0].islower()]),
        counted=counted,
        counted_starts=[start for start, _ in counted],
    )


def _straight(seen: View) -> list[str]:
    """Return the small-letter tokens with straight apostrophes."""
    place = seen.text.find("’")
    if place < 0:
        return seen.lower
    lower = seen.lower.copy()
    while place >= 0:
        index = seen.token_at(place)
        lower[index] = lower[index].replace("’", "'")
        place = seen.text.find("’", seen.ends[index])
    return lower


def _may_be_a_name(seen: View, lexicon: Words, index: int) -> bool:
    """Say whether a token's capital may be a name's: no date, currency, pronoun, or adjective like "US-backed"."""
    word = seen.words[index]
    if not word[0].isupper():
        return _ARABIC.match(word) is not None
    if word in {"I", "I'm", "I'll", "I've", "I'd"} or "_" in word or word in MEMBERS:
        return False
    if word in lexicon.refused:
        before = seen.words[index - 1] if index else ""
        if before == "." and index > 1:
            before = seen.words[index - 2]
        return before.lower() in lexicon.titles or (word in _MONTHS_AND_NAMES and before in lexicon.given)
    end = seen.ends[index]
    short = len(word) < _LETTERS_OF_A_WORD and word not in lexicon.known
    if seen.text[end : end + 1] in {"$", "£", "€"} or (short and seen.text[end : end + 2].strip()[:1].isdigit()):
        return False
    if "-" not in word or word in lexicon.known:
        return True
    parts = word.split("-")
    return _DESCRIBES.fullmatch(word) is None and not all(
        part in lexicon.known or part in {"Sino", "Russo", "Anglo", "Franco"} for part in parts
    )


def _openings(seen: View, large: set[str]) -> tuple[list[bool], list[bool]]:
    """Return for each token whether it stands in a headline, and whether its capital says nothing.

    `large` are the words that begin with a capital: a sentence that is closed is a headline only where some are shouted.
    """
    size = len(seen.words)
    headline = [False] * size
    opening = [False] * size
    shouted = {word for word in large if len(word) >= _LETTERS_OF_A_WORD and word.isupper()}
    for first, last in seen.sentence_tokens:
        words = seen.words[first:last]
        closed = words[-1] in _CLOSING or len(words) > _HEADLINE_TOKENS
        if not (closed and shouted.isdisjoint(words)) and _is_headline(words, closed=closed):
            headline[first:last] = opening[first:last] = [True] * len(words)
            continue
        fresh = True
        unmarked = _MARKS_OF_OPENING.isdisjoint(words)
        for i, word in enumerate(words, start=first):
            if unmarked and not fresh:
                break
            if fresh:
                opening[i] = True
                if word[0].isalnum():
                    fresh = word[0].isdigit() and i == first
                    continue
            if word in _MARKS_OF_OPENING:
                spaced = i == 0 or seen.starts[i] > seen.ends[i - 1]
                fresh = fresh or (word not in {":", "-", "(", "["} and spaced) or word == ":"
    return headline, opening


def _is_headline(words: list[str], *, closed: bool) -> bool:
    """Say whether most longer words of a sentence begin with a capital; of one that is closed, are all capitals."""
    long_words = [word for word in words if len(word) >= _LETTERS_OF_A_WORD and word[0].isalpha()]
    enough = _HEADLINE_SHARE * len(long_words)
    if len(long_words) < _HEADLINE_WORDS or sum([word[0].isupper() for word in long_words]) < enough:
        return False
    return not closed or sum([word.isupper() for word in long_words]) >= enough


def _known(seen: View, lexicon: Words) -> dict[int, tuple[int, Known]]:
    found: dict[int, tuple[int, Known]] = {}
    text = seen.text.replace("’", "'")
    matches = [lexicon.gazetteer.matches(text)]
    if lexicon.anycase is not None:
        matches.append(lexicon.anycase.matches(lowered(text)))
    for match in chain.from_iterable(matches):
        tokens = seen.tokens_in(match.start, match.end)
        whole = tokens and seen.starts[tokens[0]] == match.start and seen.ends[tokens[-1]] == match.end
        if whole and seen.text[match.end : match.end + 1] != "$":
            found[tokens[0]] = (tokens[-1] + 1, match.fact)
    return found


class Mention(Struct, frozen=True):
    """One rule's proposal in token indices, half-open, with what is needed to say which actor it is.

    `name` is the proper name inside; `lemma` the common noun it turns on; `country` and `role` facts seen in the words;
    `owner` the token extent of a possessor.
    """

    first: int
    last: int
    label: str
    rule: str
    score: float
    name: tuple[int, int] | None = None
    lemma: str = ""
    country: str | None = None
    role: str | None = None
    owner: tuple[int, int] | None = None
