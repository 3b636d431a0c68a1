"""Light clause and noun phrase segmentation: by closed-class words and punctuation, without a part-of-speech tagger.

All positions are token indices of the view, ranges half-open. Every search is bounded, so that work stays linear.
"""

from typing import NamedTuple

from annotate.text.quotations import quotations
from annotate.text.view import View

LONGEST_PHRASE = 30
LONGEST_UNIT = 260

BE = frozenset("be is are was were am been being 's 're 'm ’s ’re ’m get got gets getting".split())
HAVE = frozenset("have has had having 've ’ve 'd ’d".split())
DO = frozenset("do does did don't doesn't didn't don’t doesn’t didn’t".split())
MODALS = frozenset("will would can could may might must shall should cannot 'll ’ll 'd ’d".split())
NEGATIONS = frozenset("not never no neither nor hardly barely".split())
ADVERBS = frozenset(
    """also now then later still already ever just even once again often soon only always sometimes further earlier first
    instead today yesterday simply perhaps maybe almost quite very too so long since previously well much""".split()
) - {"so", "since", "very", "much", "well", "long"}
ADJECTIVES_IN_LY = frozenset("family rally ally july italy reply supply early only daily weekly likely friendly elderly assembly".split())
DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your some any no every each another both all either".split()
)
POSSESSIVES = frozenset("his her its their our my your 's ’s whose".split())
SUBJECTS = frozenset(
    """i you he she it they we who which this these those others everyone someone everybody somebody nobody anyone many
    both himself herself themselves""".split()
)
PREPOSITIONS = frozenset(
    """of in on at by for from to with about against into over under after before during between among through without
    within across toward towards since until upon amid despite near behind beyond like as per than via off out up""".split()
)
CONJUNCTIONS = frozenset(
    """and or but nor that because while when where if as although though unless whether since so yet whereas once until
    than what how why""".split()
)
RELATIVES = frozenset("who which whose whom where".split())
PUNCTUATION = frozenset([",", ";", ":", "—", "–", "-", '"', "“", "”", "(", ")", ".", "?", "!", "…", "...", "[", "]", "'", "‘", "’", "«", "»", "''"])
PASTS = frozenset(
    """took made went came won lost got gave held ran led put set saw knew became began broke brought built bought fell
    felt found kept left let met paid rose sat sent shot spent stood struck threw told said wrote rode drew drove""".split()
)
QUOTE_MARKS = frozenset(['"', "“", "”", "‘", "’", "'", "«", "»", "„", "`"])
_STOPS = frozenset([".", ",", ";", ":", "—", "–", "-", "…"])


class Reading(NamedTuple):
    """A view with its quotations and units.

    `quotes` are token ranges with their marks, `quote_of` the index of each token's quotation or -1. `units` are
    sentences in token ranges, those inside one quotation joined, zones left out; `unit_of` is -1 in zones.
    """

    seen: View
    lower: list[str]
    quotes: list[tuple[int, int]]
    quote_of: list[int]
    units: list[tuple[int, int]]
    unit_of: list[int]

    def surface(self, first: int, last: int) -> str:
        """Return the text from token `first` to before token `last`."""
        return self.seen.text[self.seen.starts[first] : self.seen.ends[last - 1]]

    def word(self, index: int) -> str:
        """Return the small-letter token at the index, "" outside the text."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""

    def capital(self, index: int) -> bool:
        """Say whether the token at the index begins with a capital letter."""
        return 0 <= index < len(self.lower) and self.seen.words[index][0].isupper()

    def new_paragraph(self, unit: int) -> bool:
        """Say whether a unit begins a paragraph."""
        first = self.units[unit][0]
        return first == 0 or "\n" in self.seen.text[self.seen.ends[first - 1] : self.seen.starts[first]]


def read(seen: View) -> Reading:
    """Return the reading of a view; linear in its length."""
    lower = [word.lower() for word in seen.words]
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
    for start, end in seen.sentences:
        tokens = seen.tokens_in(start, end)
        if tokens.stop <= tokens.start:
            continue
        first = tokens.start if open_at is None else open_at
        last = tokens.stop
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
        tokens.update(range(seen.token_at(zone.start), min(seen.token_at(max(zone.start, zone.end - 1)) + 1, len(seen.words))))
    return tokens


def _pieces(first: int, last: int, zoned: set[int]) -> list[tuple[int, int]]:
    """Return [first, last) without zoned tokens, in stretches of at most LONGEST_UNIT tokens."""
    pieces: list[tuple[int, int]] = []
    start = first
    for index in range(first, last + 1):
        full = index - start >= LONGEST_UNIT
        if index == last or full or index in zoned:
            if index > start:
                pieces.append((start, index))
            start = index + 1 if index in zoned else index
    return pieces


def is_adverb(word: str) -> bool:
    """Say whether a small-letter word is an adverb that may stand in a verb group."""
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in ADJECTIVES_IN_LY)  # noqa: PLR2004 - "only"


def is_helper(word: str) -> bool:
    """Say whether a small-letter word is an auxiliary, modal or negation."""
    return word in BE or word in HAVE or word in DO or word in MODALS or word in NEGATIONS or word.endswith(("n't", "n’t"))


def is_finite(reading: Reading, index: int) -> bool:
    """Say whether a token looks like a finite verb or auxiliary; a guess from closed classes and endings."""
    word = reading.word(index)
    if word in POSSESSIVES:
        return False
    if (is_helper(word) and word not in NEGATIONS) or word in PASTS:
        return True
    return word.endswith("ed") and len(word) > 4 and not reading.capital(index) and word not in {"united", "indeed", "hundred"}  # noqa: PLR2004


def group_start(reading: Reading, head: int, floor: int) -> int:
    """Return where the verb group that ends with the verb at `head` begins: auxiliaries, negations, adverbs, "to"."""
    index = head
    while index > floor and head - index < 6:  # noqa: PLR2004 - "has not yet been openly"
        word = reading.lower[index - 1]
        genitive = word in {"'s", "’s"} and not (reading.word(index - 2) in SUBJECTS or index < head)
        extra = word in {"yet", "to"} or (word == "long" and is_helper(reading.word(index - 2)))
        adverb = is_adverb(word) and (word in ADVERBS or not reading.capital(index - 1))
        if genitive or not (is_helper(word) or adverb or extra):
            break
        if reading.seen.starts[index] - reading.seen.ends[index - 1] > 1 and "\n" in reading.surface(index - 1, index + 1):
            break
        index -= 1
    return index


def noun_phrase_before(reading: Reading, end: int, floor: int) -> tuple[int, int] | None:
    """Return the noun phrase that ends before token `end`, appositions between commas included; None if there is none."""
    last = end - 1
    if last < floor:
        return None
    word = reading.lower[last]
    if word in SUBJECTS or word == "that":
        return last, end
    if word == ",":
        return _with_apposition(reading, last, floor)
    if word == ")":
        opening = _find_back(reading, "(", last, floor)
        inner = noun_phrase_before(reading, opening, floor) if opening is not None and opening > floor else None
        return (inner[0], end) if inner and reading.word(opening - 1 if opening else 0) not in PUNCTUATION else None
    if word in PUNCTUATION or word in CONJUNCTIONS or word in PREPOSITIONS or is_helper(word):
        return None
    start = _core_start(reading, last, floor)
    return None if start > last else (_before_relative(reading, start, floor), end)


def _core_start(reading: Reading, last: int, floor: int) -> int:
    """Return the first token of the plain noun phrase that ends at token `last`."""
    index = last
    start = last
    while index >= floor and last - index < LONGEST_PHRASE:
        word = reading.lower[index]
        before = reading.word(index - 1) if index > floor else ""
        if word in PUNCTUATION and word not in {"'s", "’s"} and not _inner_sign(reading, index):
            break
        if word in SUBJECTS or (word in CONJUNCTIONS and word not in {"and", "or", "as"}) or (index < last and is_finite(reading, index) and not _reduced(reading, index)):
            break
        if word in {"and", "or"} and not _joins_names(reading, index):
            break
        if word not in PREPOSITIONS and word not in {"and", "or"}:
            start = index
        embedded = before in PREPOSITIONS or before in {"and", "all", "both"} or before.endswith("ing")
        if word in DETERMINERS and word not in {"all", "both"} and not embedded:
            break
        index -= 1
    while start < last and ((is_adverb(reading.lower[start]) and (reading.lower[start] in ADVERBS or not reading.capital(start))) or reading.lower[start] == "including" or reading.lower[start] == "not" or reading.lower[start] in {"'s", "’s"}) and not reading.capital(start + 1):
        start += 1
    return start


def _reduced(reading: Reading, index: int) -> bool:
    """Say whether a word in -ed is an adjective or a reduced relative: "a backed plan", "a plan backed by X"."""
    word = reading.lower[index]
    if not word.endswith("ed") or word in {"had"}:
        return False
    before = reading.word(index - 1)
    return reading.word(index + 1) in PREPOSITIONS - {"about"} or before in DETERMINERS or is_adverb(before)


def _inner_sign(reading: Reading, index: int) -> bool:
    """Say whether a sign stands inside a name: a hyphen or stop without blanks around, "Gen." before a capital."""
    seen = reading.seen
    if reading.lower[index] == "-":
        return 0 < index < len(seen.words) - 1 and seen.ends[index - 1] == seen.starts[index] and seen.ends[index] == seen.starts[index + 1]
    adjoining = reading.lower[index] == "." and 0 < index < len(seen.words) - 1 and seen.ends[index - 1] == seen.starts[index]
    return adjoining and reading.unit_of[index] == reading.unit_of[index + 1] and reading.capital(index + 1)


def _joins_names(reading: Reading, index: int) -> bool:
    """Say whether "and" at the index joins two like noun phrases rather than two clauses."""
    left, right = reading.word(index - 1), reading.word(index + 1)
    if left in PUNCTUATION or left in SUBJECTS or right in SUBJECTS:
        return False
    if right in DETERMINERS:
        return left.endswith("s") or reading.capital(index - 1)
    return reading.capital(index - 1) == reading.capital(index + 1) or left.endswith("s")


def _with_apposition(reading: Reading, comma: int, floor: int) -> tuple[int, int] | None:
    """Return the noun phrase before ", a teacher in Ohio," together with that apposition; `comma` is the closing one."""
    opening = _find_back(reading, ",", comma, floor)
    if opening is None or opening + 1 >= comma:
        return None
    first = reading.lower[opening + 1]
    inner = noun_phrase_before(reading, opening, floor)
    if inner is None or reading.lower[inner[1] - 1] == "that":
        return None
    if first in PREPOSITIONS or is_adverb(first) or first in {"however", "meanwhile", "though", "too", "for", "who"}:
        return inner
    if first in CONJUNCTIONS or first in SUBJECTS - RELATIVES or first.endswith("ing"):
        return None
    return inner[0], comma


def _find_back(reading: Reading, sign: str, index: int, floor: int) -> int | None:
    """Return the last token equal to `sign` before `index`, within a phrase's length and not over quote marks."""
    for place in range(index - 1, max(floor, index - LONGEST_PHRASE) - 1, -1):
        if reading.lower[place] == sign:
            return place
        if reading.lower[place] in {'"', "“", "”", ";"}:
            return None
    return None


def _before_relative(reading: Reading, start: int, floor: int) -> int:
    """Return the start of the antecedent where a noun phrase ends a relative clause ("people who saw the film")."""
    for place in range(start - 1, max(floor, start - 12), -1):
        word = reading.lower[place]
        if word in PUNCTUATION or word in {"and", "but", "that"}:
            return start
        if word == "who" and reading.word(place - 1) not in PUNCTUATION:
            antecedent = _core_start(reading, place - 1, floor)
            return min(antecedent, start)
    return start


def noun_phrase_end(reading: Reading, first: int, ceiling: int) -> int:
    """Return where the plain noun phrase that begins at token `first` ends; `first` itself if there is none."""
    if first >= ceiling or reading.lower[first] in SUBJECTS or reading.lower[first] in {"him", "them", "me", "us"}:
        return min(first + 1, ceiling)
    index = first
    named = reading.capital(first)
    while index < ceiling and index - first < LONGEST_PHRASE // 2:
        word = reading.lower[index]
        inside = index > first
        if word in PUNCTUATION and not _inner_sign(reading, index):
            break
        if word in RELATIVES or word in SUBJECTS or is_helper(word) and word not in {"'s", "’s", "no"}:
            break
        if word in CONJUNCTIONS and not (word == "and" and inside and _joins_names(reading, index)) and not (word == "that" and not inside):
            break
        if word in PREPOSITIONS and not (word == "of" and inside):
            break
        joined = reading.word(index - 1) in {"of", "and"} or word in {"of", "and", "'s", "’s", "&"}
        if inside and not joined and (word in DETERMINERS or (named and not reading.capital(index) and not _inner_sign(reading, index) and reading.word(index - 1) not in {"'s", "’s"} and reading.capital(index - 1))):
            break
        index += 1
    while index > first and (reading.lower[index - 1] in {"and", "of"} or is_adverb(reading.lower[index - 1])):
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
