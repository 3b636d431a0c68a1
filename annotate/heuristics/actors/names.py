"""Names: sequences of capitalised words, with the small words that may stand inside them.

A capital at the beginning of a sentence says nothing, so what opens a sentence needs other evidence: the word stands
capitalised elsewhere, or is unknown as a common word.
"""

from collections.abc import Iterator
from typing import NamedTuple

from annotate.heuristics.actor_reading import Reading

_HOLDS_ON = frozenset(["council", "committee", "commission", "conference", "institute"])
_LISTED = frozenset(["ministry", "department", "committee", "office", "secretary", "minister", "ministries"])
_CUT_OFF = frozenset(["the", "a", "an", "his", "her", "their", "its", "our", "my", "your", "."])
_LONGEST = 24
_LIST_LONGEST = 12
ABSTRACT = (
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
    """Return the names in order; in headlines those that the gazetteer or the rest of the article knows."""
    found = [name for run in _runs(reading) if (name := _without_opener(reading, run)) is not None]
    inside = {reading.lower[i] for name in found if name.sure for i in range(name.first, name.last)}
    sure = [name._replace(sure=True) for name in found if name.sure or _attested(reading, name, inside)]
    return sorted([*sure, *_in_headlines(reading, sure)])


def _runs(reading: Reading) -> Iterator[Name]:
    index, size = 0, len(reading.lower)
    while index < size:
        known = reading.known.get(index)
        if reading.capital[index] and not reading.headline[index]:
            end = index + 1
            while end < min(size, index + _LONGEST) and (step := _step(reading, index, end)):
                end += step
            end = _known_end(reading, index, end)
            yield Name(index, end, sure=True)
            index = end
        elif known is not None:  # in a headline, or with a small first letter: al-Qaeda
            yield Name(index, known[0], sure=True)
            index = known[0]
        else:
            index += 1


def _in_headlines(reading: Reading, sure: list[Name]) -> Iterator[Name]:
    """Yield what headlines repeat of the article's names, and given names with what follows them."""
    by_first: dict[str, set[tuple[str, ...]]] = {}
    for name in sure:
        words = tuple(reading.lower[name.first : name.last])
        by_first.setdefault(words[0], set()).add(words)
        if len(words) > 1:
            by_first.setdefault(words[-1], set()).add(words[-1:])
    taken = {index for name in sure if reading.headline[name.first] for index in range(name.first, name.last)}
    index, size = 0, len(reading.lower)
    while index < size:
        end = index
        if reading.headline[index] and reading.capital[index] and index not in taken:
            sizes = {len(words) for words in by_first.get(reading.lower[index], ()) if len(words) <= _SHORT + 1}
            fits = [n for n in sizes if tuple(reading.lower[index : index + n]) in by_first[reading.lower[index]]]
            end = index + max(fits, default=0)
            if end == index and _is_full_name(reading, index):
                end = index + _SHORT
        if end > index and reading.lower[index] not in reading.words.common and end <= size:
            yield Name(index, end, sure=True)
            index = end
        else:
            index += 1


def _is_full_name(reading: Reading, index: int) -> bool:
    if reading.seen.words[index] not in reading.words.given or not _capital_at(reading, index + 1):
        return False
    return not _is_common(reading, reading.lower[index + 1])


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
    if reading.capital[end]:
        return 0 if reading.opening[end] else 1
    word = reading.lower[end]
    if not _capital_at(reading, end + 1):
        if (
            word in reading.words.sets["names_particles"]
            and reading.after(end + 1) in reading.words.sets["names_particles"]
            and _capital_at(reading, end + 2)
        ):
            return 3
        return (
            3
            if word in {"of", "for"} and reading.after(end + 1) == "the" and _governs(reading, start, end, word)
            else 0
        )
    inside = word == "&" or (word == "." and _abbreviates(reading, end)) or _owns(reading, end)
    inside = inside or (word in reading.words.sets["names_particles"] and reading.seen.words[end].islower())
    return 2 if inside or _links(reading, start, end) else 0


def _owns(reading: Reading, mark: int) -> bool:
    """Say whether a possessive mark stands inside a name: King's College, Transport Workers' Federation."""
    owner = reading.lower[mark - 1]
    if reading.lower[mark] not in {"'s", "'"} or owner not in reading.words.sets["names_owners"]:
        return False
    return reading.lower[mark + 1] in reading.words.name_heads or owner not in reading.words.heads


def _abbreviates(reading: Reading, stop: int) -> bool:
    before = reading.lower[stop - 1]
    return reading.seen.starts[stop] == reading.seen.ends[stop - 1] and (
        len(before) == 1 or before in reading.words.sets["names_abbreviated"]
    )


def _capital_at(reading: Reading, index: int) -> bool:
    return index < len(reading.lower) and reading.beside(index) and reading.capital[index]


def _links(reading: Reading, start: int, end: int) -> bool:
    """Say whether of, for, on, and or a comma goes on with a name that an organisation noun has begun."""
    word = reading.lower[end]
    if word in {"of", "for", "on"}:
        office = reading.lower[end - 1] in {"minister", "secretary", "ministers"}
        return _governs(reading, start, end, word) and not (office and _is_state(reading, end + 1))
    if word == "and":
        return _is_listed(reading, start, end) or _is_paired(reading, start, end)
    listed = any(reading.lower[i] in _LISTED for i in range(start, min(end, start + 4)))
    return word == "," and listed and _goes_on_listing(reading, end)


def _governs(reading: Reading, start: int, end: int, word: str) -> bool:
    """Say whether the noun before a preposition takes it into its name, or a longer name goes on."""
    held = reading.lower[end - 1]
    allowed = {
        "of": reading.words.sets["names_holds_of"],
        "for": reading.words.sets["names_holds_for"],
        "on": _HOLDS_ON,
    }[word]
    if held in allowed or word == "on":
        return held in allowed
    headed = held in reading.words.name_heads and start < end - 1
    return headed or (_is_common(reading, held) and any(reading.lower[i] == "of" for i in range(start + 1, end)))


def _goes_on_listing(reading: Reading, end: int) -> bool:
    """Say whether a comma goes on with a list of capitalised words that "and" closes."""
    for index in range(end + 1, min(end + _LIST_LONGEST, len(reading.lower))):
        if reading.after(index) in {"and", "&"}:
            return _capital_at(reading, index + 1)
        if not reading.capital[index] and reading.lower[index] != ",":
            return False
    return False


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
    return known or word.removesuffix("s") in lexicon.common or word.endswith(ABSTRACT)


def _without_opener(reading: Reading, run: Name) -> Name | None:
    """Return the run without the small words that open its sentence; None if nothing is left of it."""
    first, last = run.first, run.last
    lexicon = reading.words
    if first in reading.known and reading.known[first][0] <= last:
        return Name(first, last, sure=True)
    opened = reading.opening[first]
    while first < last and _only_opens(reading, first, opened=opened):
        first += 1
    if first >= last:
        return None
    if not opened or first > run.first:
        return Name(first, last, sure=True)
    if last - first == 1:
        return Name(first, last, sure=False)
    word = reading.lower[first]
    title = word in lexicon.titles or word in lexicon.name_heads or word in lexicon.heads
    acts = word in lexicon.verbs or word.endswith("ing") or (word.endswith("ly") and _is_common(reading, word[:-2]))
    if acts and not title and reading.seen.words[first] not in lexicon.given:
        first += 1
    return Name(first, last, sure=True)


def _only_opens(reading: Reading, index: int, *, opened: bool) -> bool:
    """Say whether a word at the front of a run is no part of the name."""
    word, surface = reading.lower[index], reading.seen.words[index]
    if word in _CUT_OFF or surface in reading.words.refused:
        return not reading.capital[index] or word in _CUT_OFF
    shouted = len(surface) > 1 and surface.isupper()
    return word in reading.words.function and not shouted and (opened or surface not in reading.words.given)


def _attested(reading: Reading, name: Name, inside: set[str]) -> bool:
    """Say whether a lone capitalised word at a sentence start is a name all the same."""
    word, surface = reading.lower[name.first], reading.seen.words[name.first]
    lexicon = reading.words
    role = word in lexicon.heads or word in lexicon.modifiers or word in lexicon.name_heads
    if word in inside and word not in reading.small and word not in lexicon.heads:
        return True
    if len(surface) > 1 and surface.isupper() and surface.isalpha():
        return True
    if role or word in reading.small or word in lexicon.function or word in lexicon.common or word in lexicon.verbs:
        return False
    if surface in lexicon.given:
        return True
    compound = "-" in word[:-1] and word.split("-")[0] in lexicon.common
    single = word.removesuffix("s")
    common = (
        compound
        or word.endswith(ABSTRACT)
        or (single != word and (single in lexicon.common or single in reading.small))
    )
    return len(word) > 1 and not common
