"""Asides: what the writer adds behind a content and a comma: ", a move that C", ", with fans booing"."""

from annotate.text.clauses import Reading
from annotate.text.closed_classes import DETERMINERS, RELATIVES, SUBJECTS, is_adverb, words
from annotate.text.noun_phrase_ends import noun_phrase_end

SUMMING = words("""accusation allegation amount argument assertion attack blow change charge claim complaint concern conclusion contention
    decision decline demand development denial drop fall feat figure finding forecast gap idea incident increase jump killing level move
    notion offer outcome pledge policy position practice prediction promise proposal prospect rate reference result reversal rise scenario
    sentiment setback shift sign step suggestion sum trend tally toll total verdict view warning""")
_RESULTING = words("""escalating sparking raising fuelling fueling dealing marking deepening prompting drawing ending dashing hitting sending
    triggering leaving forcing putting bringing giving paving clearing setting""")
_LONGEST = 6
_LONGEST_WITH = 12
_HOLDERS = DETERMINERS | SUBJECTS | {"few", "most", "critics", "analysts"}
_RELATIVE = RELATIVES | {"that"}


def begins(reading: Reading, comma: int, ceiling: int) -> bool:
    """Say whether an aside begins behind the comma: a noun that sums up what was said, or "with X doing Y"."""
    word = reading.word(comma + 1) if comma + 1 < ceiling else ""
    if word == "in" and reading.word(comma + 2) in {"a", "what"}:
        word, comma = "a" if reading.word(comma + 2) == "a" else "what", comma + 1
    if word in _RESULTING:
        return True
    if word == "what":
        return True  # ", in what X called C"
    if word in {"a", "an"}:
        return _sums_up(reading, comma + 2, ceiling)
    return word == "with" and _accompanies(reading, comma + 2, ceiling)


def _sums_up(reading: Reading, first: int, ceiling: int) -> bool:
    """Say whether a summing noun with a clause or participle behind it stands at the index: "move that", "view shared by"."""
    for index in range(first, min(ceiling - 1, first + _LONGEST)):
        word = reading.lower[index]
        if word in SUMMING:
            following = reading.lower[index + 1]
            relative = following in _RELATIVE or reading.word(index + 2) in _RELATIVE
            told = following.endswith("ed") or reading.capital(index + 1) or following in _HOLDERS
            return relative or told
        if not word.isalpha() or word in _RELATIVE:
            return False
    return False


def _accompanies(reading: Reading, first: int, ceiling: int) -> bool:
    """Say whether somebody and what they are doing stand at the index: "several lawmakers privately grumbling"."""
    end = noun_phrase_end(reading, first, min(ceiling, first + _LONGEST_WITH))
    if end - first > 1 and reading.lower[end - 1].endswith("ing"):
        return True
    while end < ceiling and is_adverb(reading.lower[end]):
        end += 1
    return first < end < ceiling and reading.lower[end].endswith("ing")
