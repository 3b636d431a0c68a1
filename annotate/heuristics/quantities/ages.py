"""Ages: `42 years old`, `a 42-year-old`, `aged 42`, and the bare number after a name: `Jane Roe, 42, said`."""

import re

from annotate.heuristics.quantities.counts import after as counted_after
from annotate.heuristics.quantities.extents import Quantity
from annotate.heuristics.quantities.measures import Unit
from annotate.heuristics.quantities.numbers import Number
from annotate.heuristics.quantities.phrase_ends import STOP
from annotate.text.closed_classes import words
from annotate.text.view import View

RULES = ("quantities.ages", "quantities.ages_bare", "quantities.ages_decade")
SCORE = 0.95
SCORE_BARE = 0.9
_OLD = re.compile(r"[ -](?:year|month|week|day)s?[ -](?:olds?|of[ -]age)\b")
_UNITS = {"y": "year", "m": "month", "w": "week", "d": "day"}
_AGE = frozenset({"aged", "Aged", "age", "Age", "ages", "Ages"})
_EXPECTED = re.compile(
    r"\b(?:[Ll]ife expectancy|(?:average|median|mean|[Rr]etirement|minimum|pension) age)\b[^.;\n]{0,70}$"
)
_EXPECTED_BEFORE = 100
_TURNED = re.compile(
    r"\b(?:[Tt]urn(?:s|ed|ing)?|(?:[Ww]hen|[Bb]efore|[Uu]ntil|[Ss]ince|[Aa]fter|[Bb]y the time) (?:(?:he|she|I|they|you|we) (?:was|were|turned|turns|is)|(?:you|they|we)['’]re|(?:he|she)['’]s)"
    r"|(?:aged|ages) between \d+ and) (?:just |only |about |nearly |almost )?$"
)
_TURNED_BEFORE = 50
_IS = re.compile(
    r"\b(?:[Ss]he|[Hh]e|I) (?:is|was|will be|would be) (?:now |only |just |about )?$|\b(?:I|[Ss]he|[Hh]e)['’](?:m|s|ll be) $"
)
_YOUNG_AND_OLD = words("children child kids those people adults women men girls boys anyone youths adolescents")
_OF_THEM = frozenset({"them", "us", "you"})
_OF_AGE = words("man woman boy girl child person youth baby pensioner widow widower patient")
_BEFORE_AGE = words("of between from just only about around nearly almost roughly under over")
_LEAST_TOLD = 5
_OR_OLDER = re.compile(r" (?:(?:and|or) (?:older|younger|over|above)\b|years? (?:and|or) (?:older|younger|over)\b)")
_DECADE = re.compile(
    r"\b(?:his|her|their|my|your|our|its) (?:(?:early|mid|late)[- ](?:to[ -]late[ -])?)?(?:[2-9]0s (?:and|or|to) )?$"
)
_DECADE_BEFORE = 40
_TENS = re.compile(r"([2-9]0)['’]?s\b(?! [a-z]+ers)")
_TIED_AGES = frozenset({" and ", ", ", ", and ", " or ", " to ", "-", "–"})
_NAME_AND_COMMA = 2
_PERSONS = words("""child boy girl son daughter man woman brother sister twin wife husband mother father girlfriend boyfriend
    grandson granddaughter grandmother grandfather nephew niece cousin teenager baby toddler driver suspect victim""")
_OLDEST = 120
_CLOSERS = frozenset({",", ";", ".", ")"})
_ENDINGS = _CLOSERS | {"when"}


def after(seen: View, number: Number) -> Unit | None:
    """Return `years old` after a number as a unit of age, or None."""
    match = _OLD.match(seen.text, number.end)
    if match is None:
        return None
    unit = _UNITS[match.group()[1]]
    return Unit(match.start() + 1, match.end(), unit, "age", seen.token_at(match.end() - 1) + 1)


def decade(seen: View, first: int) -> Number | None:
    """Return the age in tens at a token (`in his early 50s`: 50 to 59), or None; `the 1950s` and `the 50s` are years."""
    match = _TENS.match(seen.text, seen.starts[first])
    if match is None or _DECADE.search(seen.text, max(0, match.start() - _DECADE_BEFORE), match.start()) is None:
        return None
    low = float(match[1])
    stop = seen.token_at(match.end() - 1) + 1
    return Number(match.start(), match.end(1), first, stop, low, "digits", high=low + 9)


def is_second_age(seen: View, left: Quantity | None, right: Quantity) -> bool:
    """Say whether a bare number goes on after an age: two men, aged 23 and 31."""
    if left is None or left.kind != "age" or right.kind != "number" or right.unit is not None or not right.value:
        return False
    gap = seen.text[left.end : right.start]
    bare = left.unit_extent is None
    return gap in _TIED_AGES and right.value < _OLDEST and bare and (gap == " and " or follows_age(seen, left.first))


def is_bare_age(seen: View, number: Number, first: int) -> bool:
    """Say whether a number without a unit is an age: after `aged` or `age`, or between commas after a capitalised name.

    `first` is where the quantity begins: a range's lower end (`aged 20 to 49`).
    """
    words, stop = seen.words, number.stop
    if not first or not 0 < number.value < _OLDEST or number.value % 1 or number.end != seen.ends[stop - 1]:
        return False
    if follows_age(seen, first) or _is_bound(seen, number, first) or _is_of_age(seen, number, first):
        return True
    if first != number.first:
        return False
    before = words[first - 1]
    if _OR_OLDER.match(seen.text, number.end) or _is_expected(seen, number):
        return True
    if before not in {",", "("} or first < _NAME_AND_COMMA or stop >= len(words) or number.form != "digits":
        return False
    name = words[first - 2]
    named = (name[0].isupper() and name[-1].islower() and len(name) > 1) or (
        before == "," and name.rpartition("-")[2] in _PERSONS
    )
    two = words[stop] == "and" and stop + 2 < len(words) and words[stop + 1].isdigit() and words[stop + 2] in _CLOSERS
    return named and (words[stop] in _CLOSERS or two) and not (words[stop] == "." and before == "(")


def _is_expected(seen: View, number: Number) -> bool:
    """Say whether a life expectancy or a mean age is told before a number: life expectancy is around 73."""
    ends = number.stop >= len(seen.words) or not seen.words[number.stop][0].isalpha() or seen.words[number.stop] in STOP
    of_several = seen.words[number.stop : number.stop + 1] == ["of"]  # he turned one of his firms into gold
    turned = (
        not of_several
        and ends
        and _TURNED.search(seen.text, max(0, seen.starts[number.first] - _TURNED_BEFORE), seen.starts[number.first])
    )
    if turned:
        return True
    ends = ends or seen.words[number.stop].endswith("ing")
    start = seen.starts[number.first]
    before = seen.text[max(0, start - _TURNED_BEFORE) : start]
    if before.endswith(", then ") and number.form == "digits":
        return True
    plain = number.form == "digits" and number.stop < len(seen.words) and seen.words[number.stop] in _ENDINGS
    if plain and number.value >= _LEAST_TOLD and _IS.search(before):
        return True
    return ends and _EXPECTED.search(seen.text, max(0, start - _EXPECTED_BEFORE), start) is not None


def _is_bound(seen: View, number: Number, first: int) -> bool:
    """Say whether a number bounds the age of people: children under five, those over 65, half of them under 18."""
    lower = seen.lower
    if first < len("of") or lower[first - 1] not in {"under", "over"}:
        return False
    told = lower[first - 2] in _YOUNG_AND_OLD or (lower[first - 2] in _OF_THEM and lower[first - 3] == "of")
    return told and counted_after(seen, number) is None


def _is_of_age(seen: View, number: Number, first: int) -> bool:
    """Say whether a number behind `of` is a person's age: a man of 81."""
    lower = seen.lower
    told = first > len("of") and lower[first - 1] == "of" and lower[first - 2] in _OF_AGE
    return told and lower[first - 3] in {"a", "an", "another"} and counted_after(seen, number) is None


def follows_age(seen: View, first: int) -> bool:
    """Say whether `aged`, `age` or `the age of` stands before a token."""
    words = seen.words
    if not first:
        return False
    before = words[first - 1]
    if before in _BEFORE_AGE and first > 1:
        before = words[first - 2]
    return before in _AGE
