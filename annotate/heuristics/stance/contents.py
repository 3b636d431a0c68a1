"""Contents: where what is said or held ends."""

from annotate.heuristics.stance.complements import occasion_end
from annotate.heuristics.stance.cues import Attribution, lexicon
from annotate.text.clauses import Reading, group_start
from annotate.text.closed_classes import BE, MODALS, QUOTE_MARKS, RELATIVES, SUBJECTS, is_adverb

OPEN_ENDED = frozenset({"object", "preposition", "to", "noun", "passive"})
RESUMING = frozenset({"but", "while", "which", "whereas", "although", "though", "according", "citing"})


def content_end(reading: Reading, start: int, ceiling: int, *, clausal: bool) -> int:
    """Return where the content that begins at `start` ends: the unit's end, or where the next clause of the teller begins."""
    index = start
    while index < ceiling:
        quote = reading.quote_of[index]
        if quote >= 0 and reading.quotes[quote][0] >= start:
            index = min(reading.quotes[quote][1], ceiling)
            continue
        if index > start and _teller_resumes(reading, index, ceiling, clausal=clausal):
            return index
        index += 1
    return ceiling


def _teller_resumes(reading: Reading, index: int, ceiling: int, *, clausal: bool) -> bool:  # noqa: PLR0911 - one return a pattern
    """Say whether a clause of the teller's begins at the index; noun phrases end earlier than clauses."""
    word = reading.lower[index]
    following = reading.word(index + 1) if index + 1 < ceiling else ""
    if word == ";":
        return True
    if word in {"and", "but"}:
        return _cue_verb(reading, index + 1, ceiling)
    if word != ",":
        return not clausal and (word == "when" or occasion_end(reading, index, ceiling) > index)
    if following in RESUMING:
        return True
    if following == "and":
        return _cue_verb(reading, index + 2, ceiling)
    participle = following.endswith("ing") and not reading.capital(index + 1)
    if clausal:
        return participle and (following in lexicon().verbs or following == "according")
    return (
        participle
        or following in {"who", "the", "when"}
        or (following.endswith("ed") and not reading.capital(index + 1))
    )


def _cue_verb(reading: Reading, index: int, ceiling: int) -> bool:
    """Say whether a finite cue verb without subject begins at the index, so that the earlier subject goes on."""
    while index < ceiling and (is_adverb(reading.lower[index]) or reading.lower[index] in {"has", "had", "have"}):
        index += 1
    if index >= ceiling:
        return False
    tags = {tag for tag, entry in lexicon().verbs.get(reading.lower[index], []) if not entry.weak}
    return (
        bool(tags & {"past", "s"})
        and reading.word(index + 1) != "by"
        and group_start(reading, index, index - 1) >= index - 1
        and reading.word(index - 1) not in BE | MODALS | SUBJECTS | QUOTE_MARKS
    )


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
        if last <= one.cue[0]:
            edge = last
        elif first < edge:
            contents = ((first, min(last, edge)), *(x for x in contents[1:] if x[1] <= edge))
        if one.form in OPEN_ENDED and (cut := _next_clause(sources, contents[-1])):
            contents = (*contents[:-1], (contents[-1][0], cut))
        result.append(one._replace(contents=contents))
        if one.source is not None and (start := _clause_start(reading, one.source[0])):
            sources = [start, *sources[:7]]
    return result[::-1]


def _clause_start(reading: Reading, source: int) -> int:
    """Return the comma or dash before a source that begins a clause of its own, 0 where there is none."""
    before = source - 1 - (reading.word(source - 1) in {"and", "while", "but"})
    named = reading.lower[source] not in RELATIVES and reading.quote_of[source] < 0
    return before if named and before > 0 and reading.lower[before] in {",", "—", "–"} else 0


def _next_clause(starts: list[int], content: tuple[int, int]) -> int:
    """Return the first of the clause starts inside a content, 0 where there is none."""
    return next((start for start in starts if content[0] < start < content[1]), 0)
