"""Clipping: a content ends where a later attribution of its unit shows that it has ended."""

from msgspec.structs import replace

from annotate.heuristics.stance.attributions import Attribution
from annotate.heuristics.stance.contents import SUBORDINATE
from annotate.text.clauses import Reading
from annotate.text.closed_classes import PREPOSITIONS, RELATIVES, words

_OPEN_ENDED = frozenset({"object", "preposition", "to", "noun", "passive"})
_JOINING = words("and but while although though whereas because as so")
_CONTENT_FIRST = frozenset({"stance.reported_speech_trailing", "stance.inverted_speech", "stance.according_to"})
_BARE = words("while although whereas but and")
_ADJUNCT_OPENERS = SUBORDINATE | PREPOSITIONS


def clipped(reading: Reading, found: list[Attribution]) -> list[Attribution]:
    """Return the attributions, contents cut where a later attribution of the unit shows that they have ended.

    A content ends where that of a later "..., X said" ends; a noun phrase or infinitive also where the source of a later
    clause begins behind a comma.
    """
    result: list[Attribution] = []
    edge = -1
    sources: list[int] = []
    for one in reversed(found):
        contents = one.contents
        first, last = contents[0]
        if last <= one.cue[0] and one.rule in _CONTENT_FIRST:
            edge = last
        elif first < edge:
            contents = ((first, min(last, edge)), *(x for x in contents[1:] if x[1] <= edge))
        if _may_be_cut(reading, one, contents[-1]) and (cut := _next_clause(sources, contents[-1])):
            contents = (*contents[:-1], (contents[-1][0], cut))
        result.append(one if contents is one.contents else replace(one, contents=contents))
        if one.source is not None and (start := _clause_start(reading, one.source[0])):
            sources = [start, *sources[:7]]
    return result[::-1]


def _may_be_cut(reading: Reading, one: Attribution, content: tuple[int, int]) -> bool:
    """Say whether the next teller's clause may end a content: not that of a quotation or of "if A, B"."""
    if one.form in _OPEN_ENDED:
        return True
    first = content[0] + (reading.lower[content[0]] == "that")
    return content[0] >= one.cue[1] and reading.quote_of[content[0]] < 0 and reading.word(first) not in _ADJUNCT_OPENERS


def _clause_start(reading: Reading, source: int) -> int:
    """Return the comma or dash before a source that begins a clause of its own, 0 where there is none."""
    joined = reading.word(source - 1)
    before = source - 1 - (joined in _JOINING)
    named = reading.lower[source] not in RELATIVES and reading.quote_of[source] < 0
    if not named or before <= 0:
        return 0
    if reading.lower[before] in {",", "—", "–", "(", ";"}:
        return before
    return source - 1 if joined in _BARE else 0


def _next_clause(starts: list[int], content: tuple[int, int]) -> int:
    """Return the first of the clause starts inside a content, 0 where there is none."""
    return next((start for start in starts if content[0] < start < content[1]), 0)
