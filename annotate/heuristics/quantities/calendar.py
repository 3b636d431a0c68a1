"""The calendar: numbers that are dates, years, decades, clock times or points in time, and so no quantities."""

import re

from annotate.heuristics.quantities.numbers import Number
from annotate.heuristics.quantities.plurals import is_plural
from annotate.text.closed_classes import words
from annotate.text.view import View

RULES = ("quantities.calendar",)
_MONTHS = words("""January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul
    Aug Sep Sept Oct Nov Dec JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER""")
_SEASONS = words("""spring summer autumn fall winter fiscal early late mid year calendar circa pre post since in until till during
    by between of from season monday tuesday wednesday thursday friday saturday sunday christmas easter""")
# What digits look like when they tell a date or an hour; read where a number starts.
_SHAPE = re.compile(
    r"""
      \d{1,4}(?:[-/.]\d{1,2}){2}\b(?![.,]?\d) | \d{1,2}/\d{1,2}/\d{2,4}\b    # 2012-05-06  5/6/2012
    | (?:1[89]|20)\d\d(?:[-–/](?:\d\d|(?:1[89]|20)\d\d)|\s[-–]\s(?:1[89]|20)\d\d)(?!\d|[.,]\d)           # 2012-13  1990–1995
    | \d{1,2}(?:[:.]\d{2})?\s?(?:[ap]\.m\b|[ap]m\b|[AP]M\b|[AP]\.M\b|o['’]clock)
    | \d{1,2}\s(?:in\sthe\s(?:morning|afternoon|evening)|at\snight)\b
    | \d{1,2}[:.]?\d{2}\s(?:GMT|UTC|EST|EDT|PST|PDT|CET|BST|hours\sGMT|hrs)\b
    | \d{1,2}:\d{2}(?![:.]?\d)                                              # 17:30
    | \d{1,2}(?::\d\d)?\s?(?:[-–]|to|and)\s?\d{1,2}(?:[:.]\d\d)?\s?  # 9 to 5 p.m.  5-7 March
      (?:[ap]\.m\b|[ap]m\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\b)
    | \d{2}(?:\d\d)?['’]?s\b                                              # 1990s  60s
    | \d{1,4}\s(?:B\.?C\.?(?:E\b\.?)?|A\.D\.|AD|C\.E\.)(?![\w-]|\s[a-z]+s\b)   # 30 B.C.  79 AD
    | (?:9/11|24/7|9-to-5|7-Eleven)\b
    """,
    re.VERBOSE,
)
# What must follow the digits for a shape to be possible: a quick look before the long one.
_SHAPED = re.compile(r"\d+(?:[-–/.:'’s]|\s?[-–aApPo]|\s[GUECBhtin])")
_JOINTS = frozenset({"-", "–", " and ", " to ", " or ", " through "})
_ONE_TIME = words("day night week month quarter season year decade")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|ST|ND|RD|TH|[ -](?:hundred|thousand|million|billion)th)\b")
_YEAR = re.compile(r"(?:1[1-9]|20)\d\d")
_DAYS = 31
_TWO = 2
_RECENT, _SOON = 1900, 2049
# What is counted even where its number looks like a year of our time.
_HEADS = words("""people men women children soldiers troops votes deaths homes jobs employees workers students cases miles
    kilometres kilometers dollars euros""")
_DONE = words("made sold built won lost had has have cut bought sent took found")  # made 1950 cars
_AGO = re.compile(r"[ \n](?:or so )?ago\b")
_PASSING = frozenset({"past", "last", "next", "coming", "previous"})
_EACH = frozenset({"each", "any", "every"})
_PAST = (["half", "past"], ["quarter", "past"])
_WORD_CLOCK = re.compile(r" (?:o['’]clock|[ap]\.m\.)")
_QUANTIFIERS = words("about some nearly over than almost around roughly approximately least another only")


def time_end(seen: View, number: Number, *, unit: str | None) -> int:
    """Return where the date, year or hour ends that a number without a currency is part of; 0 if it is none.

    `unit` is the surface of the unit after it: a year has none, or a singular word (`the 2018 season`).
    """
    if seen.words[max(0, number.first - 2) : number.first] in _PAST:
        return number.end
    if number.form == "words":
        clock = _WORD_CLOCK.match(seen.text, number.end)
        return clock.end() if clock else number.end * _day(seen, number)
    if number.scale > 1:
        return 0
    text, start = seen.text, seen.starts[number.first]
    if _SHAPED.match(text, start) and "/" not in text[start + 2 : number.end]:  # 6-1/4 cents
        shape = _SHAPE.match(text, start)
        if shape is not None:
            return shape.end()
    if _ORDINAL.match(seen.text, number.end) or _day(seen, number):
        return number.end
    return number.end * ((unit is None or unit in _ONE_TIME) and _year(seen, number, unit))


def is_when(seen: View, first: int, end: int) -> bool:
    """Say whether a duration tells a point in time: three years ago, in the past 24 hours; over the past year it lasts."""
    words = seen.words
    if _AGO.match(seen.text, end) is not None:
        return True
    if first <= _TWO or words[first - 1] not in _PASSING or words[first - 2] != "the":
        return False
    before = words[first - 3]
    return before in {"in", "In"} or (before == "of" and words[first - 4].lower() in _EACH and first > _TWO + 1)


def _day(seen: View, number: Number) -> bool:
    """Say whether a month stands before or after: Nov. 29, 29 November, March five."""
    words, first = seen.words, number.first
    if first:
        before = first - 2 if words[first - 1] == "." and first > 1 else first - 1
        if words[before] in _MONTHS and seen.starts[first] - seen.ends[first - 1] <= 1:
            return True
    small = number.value <= _DAYS and number.end == seen.ends[number.stop - 1]
    return small and number.stop < len(words) and words[number.stop] in _MONTHS


def _year(seen: View, number: Number, unit: str | None) -> bool:
    """Say whether four digits are a year: unless a plural noun follows that no word of time before them claims."""
    words, first, stop = seen.words, number.first, number.stop
    token = words[first]
    if not _YEAR.fullmatch(token):
        return (
            first > 0
            and words[first - 1] in "'’‘"
            and len(token) == _TWO
            and seen.ends[first - 1] == seen.starts[first]
        )
    before = seen.lower[first - 1] if first else ""
    if before in _QUANTIFIERS and _recent(token) and unit is None:  # about 2001, over 2023
        return not (stop < len(words) and words[stop].islower() and is_plural(words[stop]))
    if before in _QUANTIFIERS or (before == "of" and first > 1 and words[first - 2] in {"average", "total", "maximum"}):
        return False
    if stop >= len(words) or unit is not None:
        return True
    after = words[stop]
    counted = (
        after.islower()
        and is_plural(after)
        and (after in _HEADS or not _recent(token) or before.endswith("ed") or before in _DONE)
    )
    if not counted or (before in _SEASONS and before not in {"of", "by", "from", "to", "between"}):
        return True
    return before in {"the", "a", "his", "her", "its", "their", "this", "s", "'s", "’s"}


def _recent(token: str) -> bool:
    """Say whether four digits are a year that news speaks of: 1998 results; 1600 jobs and 2000 homes are counted."""
    return _RECENT <= int(token) <= _SOON and token[-2:] != "00"


def goes_on(seen: View, date_end: int, number: Number) -> bool:
    """Say whether a small bare number continues the date that ends before it: March 5-7, Jan. 5 and 6."""
    gap = seen.text[date_end : number.start].replace("\n", " ")
    if gap in _JOINTS and number.end - number.start == _TWO and _YEAR.fullmatch(seen.text, date_end - 4, date_end):
        return gap != " to " or seen.text.startswith("rom ", date_end - 8)  # from 1846 to 48
    return gap in _JOINTS and number.value <= _DAYS and number.value % 1 == 0
