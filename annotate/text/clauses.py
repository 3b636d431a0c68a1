"""Light clause and noun phrase segmentation: by closed-class words and punctuation, without a part-of-speech tagger.

All positions are token indices of the view, ranges half-open. Every search is bounded, so that work stays linear.
"""

from msgspec import Struct, field

from annotate.text.closed_classes import (
    ADVERBS,
    GENITIVES,
    NEGATIONS,
    PASTS,
    POSSESSIVES,
    SUBJECTS,
    is_adverb,
    is_helper,
    is_past,
)
from annotate.text.quotations import quotations
from annotate.text.view import View

LONGEST_PHRASE = 30
_STOPS = frozenset([".", ",", ";", ":", "—", "–", "-", "…"])
LONGEST_UNIT = 260


class Reading(Struct, frozen=True):
    """A view with its quotations and units.

    `quotes` are token ranges with their marks, `quote_of` the index of each token's quotation or -1. `units` are
    sentences in token ranges, those inside one quotation joined, zones left out; `unit_of` is -1 in zones. `phrases_before`
    and `phrase_ends` remember the noun phrases found so far by where they were looked for: several rules ask the same.
    """

    seen: View
    lower: list[str]
    quotes: list[tuple[int, int]]
    quote_of: list[int]
    units: list[tuple[int, int]]
    unit_of: list[int]
    phrases_before: dict[tuple[int, int], tuple[int, int] | None] = field(default_factory=dict)
    phrase_ends: dict[tuple[int, int], int] = field(default_factory=dict)

    def surface(self, first: int, last: int) -> str:
        """Return the text from token `first` to before token `last`."""
        return self.seen.text[self.seen.starts[first] : self.seen.ends[last - 1]]

    def word(self, index: int) -> str:
        """Return the small-letter token at the index, "" outside the text, which is asked for too seldom to look first."""
        try:
            return self.lower[index] if index >= 0 else ""
        except IndexError:
            return ""

    def capital(self, index: int) -> bool:
        """Say whether the token at the index begins with a capital letter."""
        try:
            return index >= 0 and self.seen.words[index][0].isupper()
        except IndexError:
            return False

    def new_paragraph(self, unit: int) -> bool:
        """Say whether a unit begins a paragraph, as what stands behind a dateline does."""
        first = self.units[unit][0]
        return (
            first == 0
            or self.unit_of[first - 1] < 0
            or "\n" in self.seen.text[self.seen.ends[first - 1] : self.seen.starts[first]]
        )


def read(seen: View) -> Reading:
    """Return the reading of a view; linear in its length."""
    lower = seen.lower
    quotes: list[tuple[int, int]] = []
    quote_of = [-1] * len(lower)
    for found in quotations(seen.text):
        inside = seen.tokens_in(found.start, found.end)
        if inside.stop > inside.start:
            for index in inside:
                quote_of[index] = len(quotes)
            quotes.append((inside.start, inside.stop))
    units = _units(seen, quotes, quote_of)
    unit_of = [-1] * len(lower)
    for number, (first, last) in enumerate(units):
        unit_of[first:last] = [number] * (last - first)
    return Reading(seen, lower, quotes, quote_of, units, unit_of)


def _units(seen: View, quotes: list[tuple[int, int]], quote_of: list[int]) -> list[tuple[int, int]]:
    """Return sentences joined where a break lies inside a quotation, cut at zones and at LONGEST_UNIT tokens."""
    zoned = _zoned(seen)
    units: list[tuple[int, int]] = []
    open_at: int | None = None
    for begins, last in seen.sentence_tokens:
        first = begins if open_at is None else open_at
        quote = quote_of[last - 1]
        broken = quote >= 0 and quotes[quote][1] > last and last - first < LONGEST_UNIT
        open_at = first if broken else None
        if not broken:
            units += _pieces(first, last, zoned)
    if open_at is not None:
        units += _pieces(open_at, len(seen.words), zoned)
    return units


def _zoned(seen: View) -> set[int]:
    tokens: set[int] = set()
    for zone in seen.zones:
        tokens.update(
            range(seen.token_at(zone.start), min(seen.token_at(max(zone.start, zone.end - 1)) + 1, len(seen.words)))
        )
    return tokens


def _pieces(first: int, last: int, zoned: set[int]) -> list[tuple[int, int]]:
    """Return [first, last) without zoned tokens, in stretches of at most LONGEST_UNIT tokens."""
    if 0 < last - first <= LONGEST_UNIT and zoned.isdisjoint(range(first, last)):
        return [(first, last)]
    pieces: list[tuple[int, int]] = []
    start = first
    for index in range(first, last + 1):
        full = index - start >= LONGEST_UNIT
        if index == last or full or index in zoned:
            if index > start:
                pieces.append((start, index))
            start = index + 1 if index in zoned else index
    return pieces


def is_finite(reading: Reading, index: int) -> bool:
    """Say whether a token looks like a finite verb or auxiliary; a guess from closed classes and endings."""
    word = reading.word(index)
    if word in POSSESSIVES:
        return False
    if (is_helper(word) and word not in NEGATIONS) or word in PASTS:
        return True
    return is_past(word) and not reading.capital(index)


def group_start(reading: Reading, head: int, floor: int) -> int:
    """Return where the verb group that ends with the verb at `head` begins: auxiliaries, negations, adverbs, "to"."""
    index = head
    while index > floor and head - index < 6:  # noqa: PLR2004 - "has not yet been openly"
        word = reading.lower[index - 1]
        genitive = word in GENITIVES and not (reading.word(index - 2) in SUBJECTS or index < head)
        extra = word in {"yet", "to"} or (word == "long" and is_helper(reading.word(index - 2)))
        adverb = is_adverb(word) and (word in ADVERBS or not reading.capital(index - 1))
        if genitive or not (is_helper(word) or adverb or extra):
            break
        if reading.seen.starts[index] - reading.seen.ends[index - 1] > 1 and "\n" in reading.surface(
            index - 1, index + 1
        ):
            break
        index -= 1
    return index


def trimmed(reading: Reading, first: int, last: int) -> tuple[int, int] | None:
    """Return the range without stops and commas at its edges; None if nothing is left."""
    while first < last and reading.lower[first] in _STOPS and reading.quote_of[first] < 0:
        first += 1
    while first < last and reading.lower[last - 1] in _STOPS and not reading.seen.words[last - 1].startswith("..."):
        last -= 1
    while first < last and reading.lower[first] in {",", ";", ":", "—", "–"}:
        first += 1
    return (first, last) if first < last else None
