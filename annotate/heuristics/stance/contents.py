"""Contents: where what is said or held begins and ends."""

from typing import NamedTuple

from annotate.heuristics.stance.cues import Attribution, Cue, lexicon
from annotate.text.clauses import (
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    MODALS,
    POSSESSIVES,
    PREPOSITIONS,
    PUNCTUATION,
    QUOTE_MARKS,
    RELATIVES,
    SUBJECTS,
    Reading,
    group_start,
    is_adverb,
    is_helper,
    noun_phrase_end,
)

OPENERS = frozenset(['"', "“", "‘", "«", "''", "'", "`"])
THAT = frozenset("that whether how why what if who where when".split())
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
OCCASIONS = frozenset(
    """statement interview tweet letter email e-mail speech report memo post message briefing news press conference
    release filing video article column essay blog televised television op-ed text call""".split()
)
TIMES = WEEKDAYS | {"yesterday", "today", "tonight", "earlier", "later", "recently", "last", "this"}
FRONTING = frozenset("despite if when while after before although though because in under with without until since as unless once".split())
FARTHEST = 14
RESUMING = frozenset({"but", "while", "which", "whereas", "although", "though", "according", "citing"})
NOT_LABELLED = PREPOSITIONS - {"as"} | {"and", "or", "to"}


class Complement(NamedTuple):
    """What follows a cue: the cue's end with the words that joined it, where the content starts, who is spoken to."""

    cue_last: int
    start: int
    form: str
    person: tuple[int, int] | None = None


def complement(reading: Reading, cue: Cue, ceiling: int) -> Complement | None:
    """Return the complement that makes the cue one, or None where the lexicon's patterns do not fit."""
    takes, after = cue.entry.takes, skip_adjuncts(reading, cue.last, ceiling)
    if after >= ceiling:
        return None
    cue_last = _with_occasion(reading, cue.last, after)
    found = _clause(reading, takes, after, ceiling)
    if found:
        return Complement(cue_last, found[0], found[1])
    word = reading.lower[after]
    if word in cue.entry.preps and after + 1 < ceiling and reading.lower[after + 1] not in PUNCTUATION - OPENERS:
        return Complement(after + 1, after + 1, "preposition")
    if word == "to" and "to" in takes and _base_verb(reading, after + 1):
        return Complement(cue_last, after, "to")
    if word == "not" and "to" in takes and reading.word(after + 1) == "to":
        return Complement(cue_last, after, "to")
    return _phrase(reading, cue, after, ceiling)


def _fronted(reading: Reading, cue: Cue, after: int, ceiling: int) -> Complement | None:
    """Return a content that begins with a phrase of circumstance, or follows one: "said at a rally that C"."""
    if "clause" not in cue.entry.takes and "quote" not in cue.entry.takes:
        return None
    if reading.lower[after] not in PREPOSITIONS | CONJUNCTIONS:
        return None
    for index in range(after + 1, min(ceiling, after + FARTHEST)):
        if reading.lower[index] == "," and reading.word(index + 1) not in OPENERS:
            break
        if reading.lower[index] == "that" and reading.word(index - 1) not in PREPOSITIONS:
            return Complement(cue.last, index, "that")
        quote = reading.quote_of[index]
        if quote >= 0 and reading.quotes[quote][0] == index and reading.word(index - 1) in {",", ":"}:
            return Complement(cue.last, index, "quote")
    fronting = reading.lower[after] in FRONTING and "clause" in cue.entry.takes and not cue.entry.weak
    return Complement(cue.last, after, "bare") if fronting else None


def _clause(reading: Reading, takes: frozenset[str], after: int, ceiling: int) -> tuple[int, str] | None:
    word = reading.lower[after]
    clausal = takes & {"clause", "that", "quote", "person"}
    if clausal and word in {",", ":"} and after + 1 < ceiling and reading.lower[after + 1] in OPENERS:
        return after + 1, "quote"
    if clausal and word == ":" and after + 1 < ceiling:
        return after + 1, "quote"
    if clausal and reading.quote_of[after] >= 0 and reading.quotes[reading.quote_of[after]][0] == after:
        return after, "quote"
    if word in THAT and takes & {"clause", "that", "person"}:
        return after, "that"
    return None


def _phrase(reading: Reading, cue: Cue, after: int, ceiling: int) -> Complement | None:
    """Return complements that begin with a noun phrase: spoken to, object, label, clause without "that"."""
    takes = cue.entry.takes
    if not _begins_phrase(reading, after):
        if "clause" in takes and not cue.entry.weak and is_adverb(reading.lower[after]):
            return Complement(cue.last, after, "bare")
        return _fronted(reading, cue, after, ceiling)
    end = noun_phrase_end(reading, after, ceiling)
    if "person" in takes and after < end < ceiling:
        following = skip_adjuncts(reading, end, ceiling)
        found = _clause(reading, takes, following, ceiling) if following < ceiling else None
        if found:
            return Complement(cue.last, found[0], found[1], (after, end))
        if reading.word(following) in {"to", "about", "of"} and following < ceiling:
            return Complement(cue.last, following, "told", (after, end))
        if reading.lower[following - 1] != "," and _begins_phrase(reading, following) and following < ceiling:
            return Complement(cue.last, following, "bare", (after, end))
        return _told_crowd(reading, cue, after, end, ceiling)
    if "label" in takes and _labelled(reading, after, end, ceiling):
        return Complement(cue.last, after, "object")
    if "order" in takes and reading.word(end) in {"to", "for"} and end < ceiling:
        return Complement(cue.last, after, "object")
    if takes & {"object", "clause"}:
        return Complement(cue.last, after, "object" if "object" in takes else "bare")
    return None


def _told_crowd(reading: Reading, cue: Cue, after: int, end: int, ceiling: int) -> Complement | None:
    """Return a content behind a long phrase for those spoken to: "told a crowd at the fair that C"."""
    for index in range(end, min(ceiling, end + FARTHEST)):
        quote = reading.quote_of[index]
        opens = quote >= 0 and reading.quotes[quote][0] == index
        if opens or (reading.lower[index] == "that" and reading.word(index - 1) not in PREPOSITIONS):
            return Complement(cue.last, index, "quote" if opens else "that", (after, end))
        if (reading.lower[index] in PUNCTUATION and reading.word(index + 1) not in OPENERS) or is_helper(reading.lower[index]):
            break
    return None


def _begins_phrase(reading: Reading, index: int) -> bool:
    word = reading.word(index)
    if word in PREPOSITIONS or word in CONJUNCTIONS or word in RELATIVES or is_helper(word):
        return word in {"no", "more", "up to"}
    return bool(word) and (word not in PUNCTUATION or word in OPENERS | {"$"}) and word not in TIMES


def _base_verb(reading: Reading, index: int) -> bool:
    word = reading.word(index)
    return bool(word) and word not in DETERMINERS and word not in POSSESSIVES and word not in PUNCTUATION and not word.endswith("ing") and not reading.capital(index)


def _labelled(reading: Reading, first: int, end: int, ceiling: int) -> bool:
    """Say whether a noun phrase is followed by what it is called: "called him a liar", "sees it as unfair"."""
    following = reading.word(end)
    if end >= ceiling or end == first:
        return False
    if following in {"a", "an", "the", "as", "one", "his", "her", "their"} or following in OPENERS:
        return True
    for index in range(end, min(ceiling, end + FARTHEST)):
        quote = reading.quote_of[index]
        if quote >= 0 and reading.quotes[quote][0] == index:
            return True
        if reading.lower[index] in PUNCTUATION or is_helper(reading.lower[index]):
            break
    pronoun = end - first == 1 and reading.lower[first] in {"him", "them", "it", "me", "us", "her", "himself", "herself", "this", "that"}
    return pronoun and following not in PUNCTUATION and following not in NOT_LABELLED


def skip_adjuncts(reading: Reading, index: int, ceiling: int) -> int:
    """Return the first token after times, places of speech and adverbs that stand between cue and content."""
    while index < ceiling:
        word, following = reading.lower[index], reading.word(index + 1)
        if word in WEEKDAYS or word in {"yesterday", "tonight", "earlier", "again", "recently", "publicly", "repeatedly"}:
            index += 2 if following in {"night", "morning", "afternoon", "evening"} else 1
        elif word == "on" and following in WEEKDAYS:
            index += 1
        elif word in {"last", "this"} and following in {"week", "month", "year", "summer", "spring", "fall", "night", "morning", "weekend"} | WEEKDAYS:
            index += 2
        elif word == "," and following in {"however", "though", "too"} and reading.word(index + 2) == ",":
            index += 3
        elif (end := _occasion_end(reading, index, ceiling)) > index:
            index = end
        else:
            break
    return index


def _occasion_end(reading: Reading, index: int, ceiling: int) -> int:
    """Return the end of "in a statement", "at a news conference in Ohio"; `index` where there is none."""
    if reading.lower[index] not in {"in", "at", "during", "on", "via", "through"}:
        return index
    end = noun_phrase_end(reading, index + 1, min(ceiling, index + 9))
    return end if any(reading.lower[i] in OCCASIONS for i in range(index + 1, end)) else index


def _with_occasion(reading: Reading, last: int, after: int) -> int:
    """Return the cue's end with an occasion right behind it ("said in a statement"); times stay outside."""
    if last < after and reading.lower[last] in {"in", "at", "during", "via", "through"}:
        end = _occasion_end(reading, last, after)
        return end if end > last else last
    return last


def content_end(reading: Reading, start: int, ceiling: int, *, clausal: bool) -> int:
    """Return where the content that begins at `start` ends: the unit's end, or where the next clause of the teller begins."""
    index = start
    while index < ceiling:
        quote = reading.quote_of[index]
        if quote >= 0 and reading.quotes[quote][0] >= start:
            index = min(reading.quotes[quote][1], ceiling)
            continue
        if index > start + 1 and _teller_resumes(reading, index, ceiling, clausal=clausal):
            return index
        index += 1
    return ceiling


def _teller_resumes(reading: Reading, index: int, ceiling: int, *, clausal: bool) -> bool:
    """Say whether a clause of the teller's begins at the index; noun phrases end earlier than clauses."""
    word = reading.lower[index]
    following = reading.word(index + 1) if index + 1 < ceiling else ""
    if word == ";":
        return True
    if word in {"and", "but"}:
        return _cue_verb(reading, index + 1, ceiling)
    if word != ",":
        return not clausal and (word == "when" or _occasion_end(reading, index, ceiling) > index)
    if following in RESUMING:
        return True
    if following == "and":
        return _cue_verb(reading, index + 2, ceiling)
    participle = following.endswith("ing") and not reading.capital(index + 1)
    if clausal:
        return participle and (following in lexicon().verbs or following == "according")
    return participle or following in {"who", "the", "when"} or (following.endswith("ed") and not reading.capital(index + 1))


def _cue_verb(reading: Reading, index: int, ceiling: int) -> bool:
    """Say whether a finite cue verb without subject begins at the index, so that the earlier subject goes on."""
    while index < ceiling and (is_adverb(reading.lower[index]) or reading.lower[index] in {"has", "had", "have"}):
        index += 1
    if index >= ceiling:
        return False
    tags = {tag for tag, entry in lexicon().verbs.get(reading.lower[index], []) if not entry.weak}
    return bool(tags & {"past", "s"}) and reading.word(index + 1) not in {"by"} and group_start(reading, index, index - 1) >= index - 1 and reading.word(index - 1) not in BE | MODALS | SUBJECTS | QUOTE_MARKS


def clipped(found: list[Attribution]) -> list[Attribution]:
    """Return the attributions, those inside the content of a later "..., X said" cut where that content ends."""
    result: list[Attribution] = []
    edge = -1
    for one in reversed(found):
        contents = one.contents
        first, last = contents[0]
        if last <= one.cue[0]:
            edge = last
        elif first < edge:
            contents = ((first, min(last, edge)), *(x for x in contents[1:] if x[1] <= edge))
        result.append(one._replace(contents=contents))
    return result[::-1]
