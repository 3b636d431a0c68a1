"""Adjuncts: times and occasions that stand between a cue and its content: "said on Monday that", "said in a statement"."""

from annotate.text.clauses import Reading
from annotate.text.closed_classes import GENITIVES, WEEKDAYS, words
from annotate.text.noun_phrase_ends import noun_phrase_end

OCCASIONS = words("""statement interview tweet letter email e-mail speech report memo post message briefing news press conference
    release filing video article column essay blog televised television op-ed text call""")
TIMES = WEEKDAYS | {"yesterday", "today", "tonight", "earlier", "later", "recently", "last", "this"}
SPANS = WEEKDAYS | words("week month year summer spring fall night morning weekend")
_ALONE = WEEKDAYS | words("yesterday tonight earlier again recently publicly repeatedly")
_ADJOINING = _ALONE | words("on for last this , in at during via through")
_PERIODS = words("days weeks months years decades hours")

_MONTHS = words("january february march april may june july august september october november december")
_YEAR_DIGITS = 4


def skip_adjuncts(reading: Reading, index: int, ceiling: int) -> int:
    """Return the first token after times, places of speech and adverbs that stand between cue and content."""
    while index < ceiling:
        word = reading.lower[index]
        if word not in _ADJOINING:
            break
        following = reading.word(index + 1)
        if following in GENITIVES:
            break
        if word in _ALONE:
            index += 2 if following in {"night", "morning", "afternoon", "evening"} else 1
        elif word == "on" and following in WEEKDAYS:
            index += 1
        elif (word == "for" and following in _PERIODS) or (word in {"last", "this"} and following in SPANS):
            index += 2
        elif word == "in" and (dated := _dated(reading, index + 1)):
            index = dated
        elif word == "," and following in {"however", "though", "too"} and reading.word(index + 2) == ",":
            index += 3
        elif (end := occasion_end(reading, index, ceiling)) > index:
            index = end
        else:
            break
    return index


def _dated(reading: Reading, index: int) -> int:
    """Return the end of a month or year at the index, 0 where there is none: "in 2013", "in late May", "in March 2022"."""
    index += reading.word(index) in {"early", "late", "mid"}
    month = reading.word(index) in _MONTHS and reading.capital(index)
    index += month
    year = reading.word(index)
    if year.isdigit() and len(year) == _YEAR_DIGITS:
        return index + 1
    return index if month else 0


def occasion_end(reading: Reading, index: int, ceiling: int) -> int:
    """Return the end of "in a statement", "at a news conference in Ohio"; `index` where there is none."""
    if reading.lower[index] not in {"in", "at", "during", "on", "via", "through"}:
        return index
    end = noun_phrase_end(reading, index + 1, min(ceiling, index + 9))
    return index if OCCASIONS.isdisjoint(reading.lower[index + 1 : end]) else end


def with_occasion(reading: Reading, last: int, after: int) -> int:
    """Return the cue's end with an occasion right behind it ("said in a statement"); times stay outside."""
    if last < after and reading.lower[last] in {"in", "at", "during", "via", "through"}:
        end = occasion_end(reading, last, after)
        return max(last, end)
    return last
