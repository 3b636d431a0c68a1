"""Names: sequences of capitalised words, with the small words that may stand inside them.

A capital at the beginning of a sentence says nothing, so what opens a sentence needs other evidence: the word stands
capitalised elsewhere, or is unknown as a common word.
"""

from collections.abc import Iterator
from itertools import compress, count

from msgspec import Struct
from msgspec.structs import replace

from annotate.heuristics.actors.joiners import ABSTRACT, capital_at, is_common, step
from annotate.heuristics.actors.reading import Reading
from annotate.heuristics.actors.words import OWN, Words

_CUT_OFF = frozenset(["the", "a", "an", "his", "her", "their", "its", "our", "my", "your", "."])
_LONGEST = 24
_SHORT = 2
_PARTIES = frozenset(["r-", "d-", "i-"])
_BEFORE_LISTED = frozenset("(:,")
_EXCHANGES = frozenset(["nyse", "nasdaq", "lse", "asx", "tsx", "nse", "bse", "otc", "amex"])
_ORDINAL = frozenset(["st", "nd", "rd", "th"])
_UNITS = frozenset(
    ["squadron", "fleet", "wing", "brigade", "division", "regiment", "battalion", "group", "army", "corps", "congress"]
)
_COMPANY_SIGNS = frozenset(["plc", "gmbh"])
_CUT_SHORT = frozenset(["corp", "inc", "ltd", "co", "jr", "sr", "bros"])


class Name(Struct, frozen=True):
    """A capitalised sequence as token indices, half-open. `sure` is false where only a sentence start speaks for it."""

    first: int
    last: int
    sure: bool


def find(reading: Reading) -> list[Name]:
    """Return the names in order; in headlines those that the gazetteer or the rest of the article knows."""
    opened = (name for run in _runs(reading) if (name := _without_opener(reading, run)) is not None)
    found = [
        _with_number(reading, _without_event(reading, name))
        for name in opened
        if reading.lower[name.first - 1] not in _BEFORE_LISTED or not _is_listed(reading, name)
    ]
    inside = {reading.lower[i] for name in found if name.sure for i in range(name.first, name.last)}
    sure = [
        name if name.sure else replace(name, sure=True)
        for name in found
        if name.sure or _attested(reading, name, inside)
    ]
    return sorted([*sure, *_in_headlines(reading, sure)], key=lambda name: (name.first, name.last))


def _is_listed(reading: Reading, name: Name) -> bool:
    """Say whether a name is the sign of a share or where a politician is from: "(CLDR.N)", "(NYSE: CLDR)", "(R-Maine)"."""
    opening, first, last = reading.before(name.first), name.first, name.last
    if reading.lower[first][:2] in _PARTIES and opening in {"(", ","}:
        return reading.seen.words[first][2:3].isupper()
    if last - first > 1:
        return False
    if opening == "(":
        dotted = reading.word(last) == "." and reading.word(last + 2) == ")" and len(reading.word(last + 1)) <= _SHORT
        return (dotted and reading.seen.words[first].isupper()) or (
            reading.word(last) == ":" and reading.lower[first] in _EXCHANGES
        )
    return opening == ":" and reading.lower[first - 2] in _EXCHANGES and reading.word(first - 3) == "("


def _runs(reading: Reading) -> Iterator[Name]:
    capital, headline, known_at = reading.capital, reading.headline, reading.known
    size, end = len(capital), 0
    for index in sorted({*compress(count(), capital), *known_at}):
        if index < end:
            continue
        known = known_at.get(index)
        if known is not None and OWN in known[1].kinds:
            end = known[0]
        elif capital[index] and not headline[index]:
            end = index + 1
            while end < min(size, index + _LONGEST) and (taken := step(reading, index, end)):
                end += taken
            end = _with_company_sign(reading, _with_stop(reading, _known_end(reading, index, end)))
        elif known is not None:  # in a headline, or with a small first letter: al-Qaeda
            end = known[0]
        else:
            continue
        yield Name(index, end, sure=True)


def _without_event(reading: Reading, run: Name) -> Name:
    """Return the body alone where a document or an event of a known body is named: UN Security Council Resolution."""
    if run.last - run.first == 1 or reading.seen.words[run.last - 1] not in reading.words.events:
        return run
    end = run.first
    while (known := reading.known.get(end)) is not None and "organisation" in known[1].kinds:
        end = known[0]
    return replace(run, last=end) if end == run.last - 1 else run


def _with_number(reading: Reading, name: Name) -> Name:
    """Return the name of a unit with the ordinal before it: the 3rd Infantry Division, the U.S. 5th Fleet."""
    first = name.first - 2
    if first < 0 or reading.lower[name.first - 1] not in _ORDINAL or reading.lower[name.last - 1] not in _UNITS:
        return name
    adjoins = reading.seen.ends[first] == reading.seen.starts[first + 1] and reading.beside(name.first)
    return replace(name, first=first) if adjoins and reading.lower[first].isdigit() else name


def _in_headlines(reading: Reading, sure: list[Name]) -> Iterator[Name]:
    """Yield what headlines repeat of the article's names, and given names with what follows them."""
    shouted = [index for index in compress(count(), reading.headline) if reading.capital[index]]
    if not shouted:
        return
    by_first: dict[str, set[tuple[str, ...]]] = {}
    for name in sure:
        words = tuple(reading.lower[name.first : name.last])
        by_first.setdefault(words[0], set()).add(words)
        if len(words) > 1:
            by_first.setdefault(words[-1], set()).add(words[-1:])
    taken = {index for name in sure if reading.headline[name.first] for index in range(name.first, name.last)}
    done, size = 0, len(reading.lower)
    for index in shouted:
        if index < done or index in taken or reading.lower[index] in reading.words.common:
            continue
        sizes = {len(words) for words in by_first.get(reading.lower[index], ()) if len(words) <= _SHORT + 1}
        fits = [n for n in sizes if tuple(reading.lower[index : index + n]) in by_first[reading.lower[index]]]
        end = index + max(fits, default=0)
        if end == index and _is_full_name(reading, index):
            end = index + _SHORT
        if index < end <= size:
            yield Name(index, end, sure=True)
            done = end


def _is_full_name(reading: Reading, index: int) -> bool:
    if reading.seen.words[index] not in reading.words.given or not capital_at(reading, index + 1):
        return False
    return not is_common(reading, reading.lower[index + 1])


def _known_end(reading: Reading, start: int, end: int) -> int:
    """Return the end of a run, moved past a gazetteer name that it cuts ("Trinidad and Tobago")."""
    for index in range(start, end):
        known = reading.known.get(index)
        if known is not None and known[0] > end:
            return known[0]
    return end


def _with_stop(reading: Reading, end: int) -> int:
    """Return the end of a run with the full stop of an abbreviation that the sentence goes on after: Acme Corp. is."""
    stop = end < len(reading.lower) - 1 and reading.lower[end] == "." and reading.lower[end - 1] in _CUT_SHORT
    goes_on = (
        stop and reading.beside(end + 1) and (reading.word(end + 1) == "," or reading.seen.words[end + 1][0].islower())
    )
    return end + 1 if goes_on else end


def _with_company_sign(reading: Reading, end: int) -> int:
    """Return the end of a run with the sign of a company in small letters behind it: Brightwell plc."""
    sign = end < len(reading.lower) and reading.seen.words[end] in _COMPANY_SIGNS and reading.beside(end)
    return end + 1 if sign else end


def _without_opener(reading: Reading, run: Name) -> Name | None:
    """Return the run without the small words that open its sentence; None if nothing is left of it."""
    first, last = run.first, run.last
    lexicon = reading.words
    if _known_within(reading, first, last):
        return Name(first, last, sure=True)
    opened = reading.opening[first]
    while first < last and not _known_within(reading, first, last) and _only_opens(reading, first, opened=opened):
        first += 1
    if first >= last:
        return None
    if not opened or first > run.first:
        return Name(first, last, sure=True)
    if last - first == 1:
        return Name(first, last, sure=False)
    word = reading.lower[first]
    title = word in lexicon.titles or word in lexicon.name_heads or word in lexicon.heads
    acts = word in lexicon.verbs or word.endswith("ing") or (word.endswith("ly") and is_common(reading, word[:-2]))
    if acts and not title and reading.seen.words[first] not in lexicon.given:
        first += 1
    return Name(first, last, sure=True)


def _known_within(reading: Reading, first: int, last: int) -> bool:
    """Say whether the gazetteer knows a name that begins at a token and ends by another: New York, not New."""
    known = reading.known.get(first)
    return known is not None and known[0] <= last


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
    if surface in lexicon.refused:  # a month's name that the article has for a person
        return True
    if word in inside and word not in reading.small and word not in lexicon.heads:
        return True
    if len(surface) > 1 and surface.isupper() and surface.isalpha():
        return True
    role = word in lexicon.heads or word in lexicon.modifiers or word in lexicon.name_heads
    if role or word in reading.small or word in lexicon.function or word in lexicon.common or word in lexicon.verbs:
        return False
    return surface in lexicon.given or (len(word) > 1 and not _may_be_common(reading, lexicon, word))


def _may_be_common(reading: Reading, lexicon: Words, word: str) -> bool:
    """Say whether a word is in the dictionary, or made like a common word."""
    if word in lexicon.dictionary or word.replace("'", "") in lexicon.dictionary:
        return True
    compound = "-" in word[:-1] and word.split("-", maxsplit=1)[0] in lexicon.common
    single = word.removesuffix("s")
    return (
        compound
        or word.endswith(ABSTRACT)
        or (single != word and (single in lexicon.common or single in reading.small))
    )
