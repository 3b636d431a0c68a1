"""Names: sequences of capitalised words, with the small words that may stand inside them.

A capital at the beginning of a sentence says nothing, so what opens a sentence needs other evidence: the word stands
capitalised elsewhere, or is unknown as a common word.
"""

from collections.abc import Iterator
from typing import NamedTuple

from annotate.heuristics.actor_reading import Reading

_PARTICLES = frozenset(
    ["de", "del", "della", "di", "da", "dos", "das", "van", "von", "der", "den", "bin", "ibn", "bint", "al", "el", "la", "le", "ul", "ur", "abu", "ben", "y", "e", "zu", "zur", "du"]
)
_HOLDS_OF = frozenset(
    ["ministry", "department", "bank", "university", "republic", "kingdom", "church", "college", "institute", "academy", "court", "house", "council", "board", "chamber", "office", "bureau", "union", "league", "association", "federation", "centre", "center", "school", "faculty", "organisation", "organization", "society", "committee", "commission", "parliament", "state", "states", "times", "voice", "archives", "city", "government", "association", "army", "party", "secretary", "minister", "ministers", "directorate", "confederation", "group", "fund", "company", "assembly", "congress", "museum", "international", "authority", "agency", "conference", "movement", "front", "prince", "duke", "duchess", "archbishop", "bishop", "isle", "order", "bay", "gulf", "cape", "province", "emirate", "united", "sons", "daughters", "friends", "lord", "chancellor", "master"],
)
_HOLDS_FOR = _HOLDS_OF | frozenset(
    ["campaign", "fund", "network", "coalition", "alliance", "foundation", "initiative", "party", "people", "doctors"]
)
_HOLDS_ON = frozenset(["council", "committee", "commission", "conference", "institute"])
_LISTED = frozenset(["ministry", "department", "committee", "office", "secretary", "minister", "ministries"])
_OWNERS = frozenset(
    ["king", "queen", "people", "women", "children", "men", "workers", "farmers", "lloyd", "moody", "st", "teachers", "mothers", "prisoners", "minister", "president", "governor", "mayor", "attorney", "students", "players", "veterans", "nurses", "employers", "employees", "scholars"],
)
_LONGEST = 24
_LIST_LONGEST = 12
_ABBREVIATED = frozenset(
    ["mr", "mrs", "ms", "dr", "gen", "lt", "col", "sgt", "maj", "capt", "cmdr", "adm", "brig", "sen", "rep", "gov", "prof", "st", "rev", "hon", "jr", "sr", "fr", "pres", "no"],
)
_SUFFIXES = (
    "ing",
    "ly",
    "ed",
    "tion",
    "tions",
    "ness",
    "ment",
    "ments",
    "sion",
    "ities",
    "ity",
    "less",
    "ful",
    "isation",
)
_SHORT = 2


class Name(NamedTuple):
    """A capitalised sequence as token indices, half-open. `sure` is false where only a sentence start speaks for it."""

    first: int
    last: int
    sure: bool


def find(reading: Reading) -> list[Name]:
    """Return the names in order, headlines left to what is known from elsewhere."""
    found = [name for run in _runs(reading) if (name := _without_opener(reading, run)) is not None]
    inside = {reading.lower[i] for name in found if name.sure for i in range(name.first, name.last)}
    sure = []
    for name in found:
        if name.sure or _attested(reading, name, inside):
            sure.append(name._replace(sure=True))
    return sure


def _runs(reading: Reading) -> Iterator[Name]:
    index, size = 0, len(reading.lower)
    while index < size:
        if not reading.capital[index] or reading.headline[index]:
            known = reading.known.get(index)
            if (known is not None and reading.headline[index]) or (known is not None and reading.seen.words[index][0].islower()):
                yield Name(index, known[0], sure=True)
                index = known[0]
            else:
                index += 1
            continue
        end = index + 1
        while end < min(size, index + _LONGEST) and (step := _step(reading, index, end)):
            end += step
        end = _known_end(reading, index, end)
        yield Name(index, end, sure=True)
        index = end


def _known_end(reading: Reading, start: int, end: int) -> int:
    """Return the end of a run, moved past a gazetteer name that it cuts ("Trinidad and Tobago")."""
    for index in range(start, end):
        known = reading.known.get(index)
        if known is not None and known[0] > end:
            return known[0]
    return end


def _step(reading: Reading, start: int, end: int) -> int:
    """Return how many tokens the run takes in at its end; 0 closes it."""
    if not reading.beside(end):
        return 0
    word = reading.lower[end]
    if reading.capital[end]:
        return 0 if reading.opening[end] and not reading.headline[end] else 1
    if word == "." and _abbreviates(reading, end) and _capital_at(reading, end + 1):
        return 2
    if word == "&" and _capital_at(reading, end + 1):
        return 2
    if word in _PARTICLES and reading.seen.words[end].islower():
        if _capital_at(reading, end + 1):
            return 2
        return 3 if reading.after(end + 1) in _PARTICLES and _capital_at(reading, end + 2) else 0
    if word in {"'s", "'"} and reading.lower[end - 1] in _OWNERS and _capital_at(reading, end + 1):
        return (
            2
            if reading.lower[end + 1] in reading.words.name_heads or reading.lower[end - 1] not in reading.words.heads
            else 0
        )
    return _linked(reading, start, end)


def _abbreviates(reading: Reading, stop: int) -> bool:
    before = reading.lower[stop - 1]
    return reading.seen.starts[stop] == reading.seen.ends[stop - 1] and (len(before) == 1 or before in _ABBREVIATED)


def _capital_at(reading: Reading, index: int) -> bool:
    return index < len(reading.lower) and reading.beside(index) and reading.capital[index]


def _linked(reading: Reading, start: int, end: int) -> int:
    """Return how many tokens of, for, on, and or a comma bring into a name that an organisation noun has begun."""
    word = reading.lower[end]
    held = reading.lower[end - 1]
    if word in {"of", "for", "on"}:
        allowed = {"of": _HOLDS_OF, "for": _HOLDS_FOR, "on": _HOLDS_ON}[word]
        headed = held in reading.words.name_heads and start < end - 1
        goes_on = _is_common(reading, held) and any(reading.lower[i] == "of" for i in range(start + 1, end))
        if held not in allowed and (word == "on" or not (headed or goes_on)):
            return 0
        if _capital_at(reading, end + 1):
            return 0 if _is_state(reading, end + 1) and held in {"minister", "secretary", "ministers"} else 2
        return 3 if reading.after(end + 1) == "the" and _capital_at(reading, end + 2) else 0
    if word == "and" and _capital_at(reading, end + 1):
        return 2 if _is_listed(reading, start, end) or _is_paired(reading, start, end) else 0
    if (
        word == ","
        and _capital_at(reading, end + 1)
        and any(reading.lower[i] in _LISTED for i in range(start, min(end, start + 4)))
    ):
        return _listed_step(reading, end)
    return 0


def _listed_step(reading: Reading, end: int) -> int:
    """Return 2 where a comma goes on with a list of capitalised words that "and" closes, else 0."""
    for index in range(end + 1, min(end + _LIST_LONGEST, len(reading.lower))):
        if reading.after(index) in {"and", "&"}:
            return 2 if _capital_at(reading, index + 1) else 0
        if not reading.capital[index] and reading.lower[index] != ",":
            return 0
    return 0


def _is_state(reading: Reading, index: int) -> bool:
    known = reading.known.get(index)
    return known is not None and bool(known[1].kinds & {"name", "state"})


def _is_listed(reading: Reading, start: int, end: int) -> bool:
    """Say whether "and" goes on with a list of subjects: Department of Health and Human Services."""
    begun = any(reading.lower[i] in {"of", "for", "on"} for i in range(start + 1, end))
    heads = reading.words.name_heads
    head = any(reading.lower[i] in heads or reading.lower[i] in _LISTED for i in range(start, min(end, start + 4)))
    return (
        begun and head and _is_common(reading, reading.lower[end - 1]) and _is_common(reading, reading.lower[end + 1])
    )


def _is_paired(reading: Reading, start: int, end: int) -> bool:
    """Say whether "and" joins common words before an organisation noun: Food and Drug Administration."""
    if not _is_common(reading, reading.lower[end - 1]) or (reading.opening[end - 1] and end - start == 1):
        return False
    stop = end + 1
    while (
        stop < min(end + 7, len(reading.lower)) and (stop == end + 1 or reading.beside(stop)) and reading.capital[stop]
    ):
        stop += 1
    last = reading.lower[stop - 1]
    return stop > end + _SHORT and last in reading.words.name_heads and _is_common(reading, reading.lower[end + 1])


def _is_common(reading: Reading, word: str) -> bool:
    lexicon = reading.words
    known = word in lexicon.common or word in lexicon.modifiers or word in lexicon.verbs or word in reading.small
    return known or word.removesuffix("s") in lexicon.common or word.endswith(_SUFFIXES)


def _without_opener(reading: Reading, run: Name) -> Name | None:
    """Return the run without the small words that open its sentence; None if nothing is left of it."""
    first, last = run.first, run.last
    lexicon = reading.words
    if first in reading.known and reading.known[first][0] <= last:
        return Name(first, last, sure=True)
    opened = reading.opening[first]
    while first < last and (
        (
            reading.lower[first] in lexicon.function
            and not _shouted(reading, first)
            and (opened or reading.seen.words[first] not in lexicon.given)
        )
        or reading.lower[first] in {"the", "a", "an", "his", "her", "their", "its", "our", "my", "your", "."}
        or reading.seen.words[first] in lexicon.refused
    ):
        first += 1
    if first >= last or (
        not opened and last - first == 1 and reading.lower[first] in lexicon.function and not _shouted(reading, first)
    ):
        return None
    if not opened or first > run.first or reading.headline[first]:
        return Name(first, last, sure=True)
    word = reading.lower[first]
    if last - first == 1:
        return Name(first, last, sure=False)
    title = word in lexicon.titles or word in lexicon.name_heads or word in lexicon.heads
    if (
        not title
        and (word in lexicon.verbs or word.endswith(("ing", "ly")))
        and reading.seen.words[first] not in lexicon.given
    ):
        return Name(first + 1, last, sure=True)
    return Name(first, last, sure=True)


def _shouted(reading: Reading, index: int) -> bool:
    word = reading.seen.words[index]
    return len(word) > 1 and word.isupper() and not reading.headline[index]


def _attested(reading: Reading, name: Name, inside: set[str]) -> bool:
    """Say whether a lone capitalised word at a sentence start is a name all the same."""
    word, lexicon = reading.lower[name.first], reading.words
    if word in inside and word not in reading.small and word not in lexicon.heads:
        return True
    surface = reading.seen.words[name.first]
    if surface.isupper() and len(surface) > 1 and surface.isalpha():
        return True
    if word in reading.small or word in lexicon.function or word in lexicon.common or word in lexicon.verbs:
        return False
    if word in lexicon.heads or word in lexicon.modifiers or word in lexicon.name_heads or len(word) == 1:
        return False
    if surface in lexicon.given:
        return True
    if word.endswith(_SUFFIXES) or ("-" in word[:-1] and word.split("-")[0] in lexicon.common):
        return False
    return not (word.endswith("s") and (word[:-1] in lexicon.common or word[:-1] in reading.small))
