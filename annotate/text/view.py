"""The shared token view: an article's text cut into tokens and sentences, once, for every rule."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from msgspec import Struct

from annotate.annotations import Extent, Zone


def _tokens(letter: str, digit: str, either: str) -> re.Pattern[str]:
    """Return the pattern of a token, its one group, from the classes of characters that make words and numbers."""
    joined = rf"(?:[-'’](?!(?:s|S|d|ll|re|ve|m)\b){either}+)*"
    return re.compile(
        rf"""
        (?=\S)(                            # a blank is passed by without a try at each kind
          {letter}{either}+{joined}         # words, anti-tank, don't: first, because most tokens are
        | (?:{letter}\.){{2,}}              # U.S.  U.N.  a.m.
        | {digit}+(?:[.,:/]{digit}+)*      # 12.5  13,000  4:07  5/8
        | ['’](?:s|S|d|ll|re|ve|m)\b       # the 's of "Yoon's", "it'll"
        | {letter}{joined}                 # words of one letter, X-ray, O'Brien
        | \.\.\.                           # an ellipsis is one token
        | [^\w\s]                          # each other sign alone
        | \w+                             # what is left: underscores, marks
        )
        """,
        re.VERBOSE,
    )


TOKEN = _tokens(r"[^\W\d_]", r"\d", r"[^\W_]")
_PLAIN = _tokens("[A-Za-z]", "[0-9]", "[A-Za-z0-9]")  # the same tokens of a text in ASCII, a third faster
_FIRST_WORDS = frozenset(["the", "it", "he", "she", "they", "but", "in", "a", "we", "that"])
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof gen lt col sgt maj capt cmdr adm brig sen rep gov pres st jr sr hon rev no nos vs etc inc corp co
    ltd jan feb mar apr jun jul aug sep sept oct nov dec mt ft fig vol art sec dept univ assn bros cf eg ie approx est al
    """.split(),  # noqa: SIM905 - read as words
)
_BREAK = re.compile("\n")
_FARTHEST = 3
_STOPS = ".!?…"
_CLOSERS = "\"'”’)]»"
_OPENERS = "\"'“‘([«"


class Tokens(Struct, frozen=True):
    """A text and its tokens: parallel lists of surface, start and end (code points, half-open).

    `sentences` are extents in code points, `sentence_ends` their ends, `sentence_tokens` the same in tokens, which they
    share out without a rest; a line break always ends a sentence.
    """

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    sentences: list[Extent]
    sentence_ends: list[int]
    sentence_tokens: list[tuple[int, int]]

    def token_at(self, offset: int) -> int:
        """Return the index of the first token that ends after the offset; len(words) past the last."""
        return bisect_right(self.ends, offset)

    def tokens_in(self, start: int, end: int) -> range:
        """Return the indices of the tokens that lie wholly in [start, end)."""
        return range(bisect_left(self.starts, start), bisect_right(self.ends, end))

    def sentence_at(self, offset: int) -> int:
        """Return the index of the sentence that holds the offset, or of the next one."""
        return bisect_right(self.sentence_ends, offset)


class View(Tokens, frozen=True):
    """The tokens of an article, and what rules ask of them again and again.

    `lower` are the words in small letters, `vocabulary` the words without repeats. `apart` are the tokens that a line
    break, or more than three blanks, parts from the one before. `zones` are stretches that get no spans, in order.
    """

    lower: list[str]
    vocabulary: frozenset[str]
    apart: frozenset[int]
    zones: tuple[Zone, ...]

    def in_zone(self, start: int, end: int) -> bool:
        """Say whether [start, end) touches a dateline, byline or furniture."""
        for zone in self.zones:  # noqa: SIM110 - asked of every proposal: any() would start a generator each time
            if start < zone.end and zone.start < end:
                return True
        return False


def tokens(text: str) -> Tokens:
    """Return the tokens and sentences of a text; linear in its length."""
    return _cut(text).tokens


def view(text: str, zones: Iterable[Zone] = ()) -> View:
    """Return the token view of a text; linear in its length."""
    cut, gaps, breaks = _cut(text)
    wide = {gap for gap in set(gaps) if len(gap) > _FARTHEST}
    after = {index for index, gap in enumerate(gaps) if gap in wide} if wide else set()
    vocabulary = frozenset(cut.words)
    small = {word: word.lower() for word in vocabulary}  # one string for a word: it is looked up in many sets
    lower = [small[word] for word in cut.words]
    return View(
        cut.text,
        cut.words,
        cut.starts,
        cut.ends,
        cut.sentences,
        cut.sentence_ends,
        cut.sentence_tokens,
        lower,
        vocabulary,
        frozenset(breaks.union(after) - {0, len(cut.words)}),
        tuple(zones),
    )


class _Cut(NamedTuple):
    """A text's tokens, the blanks before each and behind the last, and the tokens that stand behind a line break."""

    tokens: Tokens
    gaps: list[str]
    breaks: set[int]


def _cut(text: str) -> _Cut:
    """Return a text cut into tokens and sentences: only blanks are between tokens, so that all lengths add up to places."""
    pieces: list[str] = (_PLAIN if text.isascii() else TOKEN).split(text)
    places = list(accumulate(map(len, pieces)))
    words, starts, ends = pieces[1::2], places[:-1:2], places[1::2]
    breaks = {bisect_right(ends, place.start()) for place in _BREAK.finditer(text)}
    told = _sentences(text, words, starts, ends, {index - 1 for index in breaks - {0}})
    sentences = [(starts[first], ends[last - 1]) for first, last in told]
    return _Cut(Tokens(text, words, starts, ends, sentences, [end for _, end in sentences], told), pieces[::2], breaks)


def _sentences(
    text: str, words: Sequence[str], starts: Sequence[int], ends: Sequence[int], breaks: set[int]
) -> list[tuple[int, int]]:
    """Return the sentences' token ranges: they end at line breaks, and after . ! ? … with closing quotes before a new start.

    `breaks` are the last tokens before line breaks.
    """
    found: list[tuple[int, int]] = []
    last = len(words) - 1
    stops = set(_stopping(text, ends))
    first = after = 0
    for index in sorted({*stops, *breaks, last}) if words else ():
        if index < after:
            continue
        stop = index
        anew = False
        if index in stops:
            while stop < last and text[starts[stop + 1]] in _CLOSERS and starts[stop + 1] == ends[stop]:
                stop += 1
            anew = stop < last and ends[stop] < starts[stop + 1] and _starts_anew(words, index, stop + 1)
        if anew or stop == last or stop in breaks:
            found.append((first, stop + 1))
            first = stop + 1
        after = stop + 1
    return found


def _stopping(text: str, ends: Sequence[int]) -> Iterator[int]:
    """Yield the tokens that end in a full stop or the like: the stops are looked for, since few tokens do."""
    for stop in _STOPS:
        end = text.find(stop) + 1
        while end:
            token = bisect_left(ends, end)
            if ends[token] == end:
                yield token
            end = text.find(stop, end) + 1


def _starts_anew(words: Sequence[str], stop: int, following: int) -> bool:
    """Say whether the token after a full stop begins a sentence: no abbreviation before, no small letter after."""
    after = words[following]
    if after[0].islower():
        return False
    if words[stop] == "." and stop and words[stop - 1].lower() in _ABBREVIATIONS:
        return words[stop - 1].lower() == "no" and not after[0].isdigit()  # “No.” is an answer, No. 5 is not
    if words[stop] == "." and stop and len(words[stop - 1]) == 1 and words[stop - 1].isupper():
        return (
            words[stop - 1] == "X" and stop > 1 and words[stop - 2] == "on"
        )  # an initial: "J. Smith", but "wrote on X."
    if len(words[stop]) > 1 and words[stop] != "...":  # "U.S." ends a sentence only before a clear opener
        return after[0] in _OPENERS or after.lower() in _FIRST_WORDS
    return after[0].isalnum() or after[0] in _OPENERS or after[0] in "$€£¥—-•"
