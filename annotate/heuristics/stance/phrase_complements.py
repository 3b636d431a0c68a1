"""Complements that begin with a noun phrase: those spoken to, an object, a label, a clause without "that"."""

from annotate.heuristics.stance.adjuncts import SPANS, skip_adjuncts
from annotate.heuristics.stance.attributions import Complement, Cue
from annotate.heuristics.stance.clause_complements import clause_complement, fronted_content
from annotate.heuristics.stance.judgements import JUDGING
from annotate.heuristics.stance.openings import OPENERS, begins_phrase
from annotate.text.clauses import Reading, is_finite
from annotate.text.closed_classes import (
    CONJUNCTIONS,
    DETERMINERS,
    NOMINATIVE,
    PREPOSITIONS,
    PUNCTUATION,
    is_adverb,
    is_helper,
    words,
)
from annotate.text.noun_phrase_ends import noun_phrase_end

_OF_WHAT = words("remind inform notify assure reassure convince persuade warn")
_RATING = ("able", "ible", "ous", "ful", "less", "istic")
_NOT_RATING = words("table timetable cable stable vegetable variable constable parable bible crucible mouthful handful")
_ALONE = words("him them it me us her himself herself this that")
_FARTHEST = 14
_NEAR = 4
_NOT_LABELLED = PREPOSITIONS - {"as"} | {"and", "or", "to"}
_CLAUSE_SUBJECTS = NOMINATIVE | {"there"}
_CONTENT_OPENERS = OPENERS | {"that"}


def phrase_complement(reading: Reading, cue: Cue, after: int, ceiling: int) -> Complement | None:  # noqa: PLR0911 - one return a pattern
    """Return complements that begin with a noun phrase: spoken to, object, label, clause without "that"."""
    takes = cue.entry.takes
    if not begins_phrase(reading, after):
        if "clause" in takes and not cue.entry.weak and is_adverb(reading.lower[after]):
            return Complement(cue.last, after, "bare")
        return fronted_content(reading, cue, after, ceiling)
    end = noun_phrase_end(reading, after, ceiling)
    if _pronoun_clause(reading, cue, after):
        return Complement(cue.last, after, "bare")
    if "person" in takes and after < end < ceiling:
        following = skip_adjuncts(reading, end, ceiling)
        found = clause_complement(reading, takes, following, ceiling) if following < ceiling else None
        if found and reading.lower[following] in {"who", "when", "where"}:
            crowd = _told_crowd(reading, cue, (after, end), ceiling, relative=True)
            return crowd or Complement(cue.last, *found, (after, end))
        if found:
            return Complement(cue.last, found[0], found[1], (after, end))
        if reading.word(following) in {"to", "about", "of", "against", "not"} and following < ceiling:
            return Complement(cue.last, following, "told", (after, end))
        if reading.lower[following - 1] != "," and begins_phrase(reading, following) and following < ceiling:
            return Complement(cue.last, following, "bare", (after, end))
        if cue.entry.lemma in _OF_WHAT and "of" in reading.lower[after + 1 : end - 1]:
            of = reading.lower.index("of", after + 1)
            return Complement(cue.last, of, "told", (after, of))  # "reminded the parties of C"
        crowd = _told_crowd(reading, cue, (after, end), ceiling)
        return crowd or (Complement(cue.last, after, "object") if "object" in takes else None)
    return _object(reading, cue, after, end, ceiling)


def _pronoun_clause(reading: Reading, cue: Cue, after: int) -> bool:
    """Say whether a clause without "that" begins with a pronoun: "vowed he would return"."""
    if reading.lower[after] not in _CLAUSE_SUBJECTS or not cue.entry.takes & {"clause", "that"}:
        return False
    verb = after + 1 + is_adverb(reading.word(after + 1))
    helper = is_helper(reading.word(verb))
    return helper if cue.entry.weak or "clause" not in cue.entry.takes else helper or is_finite(reading, verb)


def _object(reading: Reading, cue: Cue, after: int, end: int, ceiling: int) -> Complement | None:
    """Return the complement that is the noun phrase [after, end) itself or a clause that begins with it."""
    takes = cue.entry.takes
    if "label" in takes and (_labelled(reading, after, end, ceiling) or _rated(reading, after, end)):
        return Complement(cue.last, after, "object")
    if "rated" in takes and _rated(reading, after, end):
        return Complement(cue.last, after, "object")
    if "order" in takes and reading.word(end) in {"to", "for"} and end < ceiling:
        return Complement(cue.last, after, "object")
    if "object" in takes:
        return Complement(cue.last, after, "object")
    clause = any(is_finite(reading, i) for i in range(end, min(ceiling, end + _NEAR)))
    certain = clause or not (cue.entry.weak or "holder" in takes)
    return Complement(cue.last, after, "bare") if "clause" in takes and certain else None


def _told_crowd(
    reading: Reading, cue: Cue, crowd: tuple[int, int], ceiling: int, *, relative: bool = False
) -> Complement | None:
    """Return a content behind a long phrase for those spoken to: "told a crowd at the fair that C".

    `relative` lets a clause belong to the phrase: "told those who had come that C".
    """
    after, end = crowd
    for index in range(end, min(ceiling, end + _FARTHEST)):
        quote = reading.quote_of[index]
        opens = quote >= 0 and reading.quotes[quote][0] == index
        night = reading.word(index + 1) in SPANS or reading.word(index + 1) in {"day", "evening", "time"}
        if opens or (reading.lower[index] == "that" and reading.word(index - 1) not in PREPOSITIONS and not night):
            return Complement(cue.last, index, "quote" if opens else "that", (after, end))
        if (
            reading.lower[index] in PUNCTUATION
            and reading.word(index + 1) not in _CONTENT_OPENERS
            and not _place(reading, index)
        ) or (is_helper(reading.lower[index]) and not relative):
            break
    return None


def _place(reading: Reading, comma: int) -> bool:
    """Say whether a comma stands inside a place, "in Columbus, Ohio, that": a name on both sides."""
    return reading.lower[comma] == "," and reading.capital(comma - 1) and reading.capital(comma + 1)


def _rated(reading: Reading, first: int, end: int) -> bool:
    """Say whether a noun phrase takes in an adjective that judges it: "[the fees] unfair", "[the strike] illegal"."""
    last = reading.lower[end - 1]
    rating = last.endswith(_RATING) and last not in _NOT_RATING and not reading.capital(end - 1)
    return end - first > 1 and (last in JUDGING or rating) and reading.lower[end - 2] not in DETERMINERS


def _labelled(reading: Reading, first: int, end: int, ceiling: int) -> bool:
    """Say whether a noun phrase is followed by what it is called: "called him a liar", "sees it as unfair"."""
    if end >= ceiling or end == first:
        return False
    following = reading.word(skip_adjuncts(reading, end, ceiling))
    if following in {"a", "an", "the", "as", "one", "his", "her", "their"} or following in OPENERS:
        return True
    for index in range(end, min(ceiling, end + _FARTHEST)):
        quote = reading.quote_of[index]
        if quote >= 0 and reading.quotes[quote][0] == index:
            return True
        if reading.lower[index] in PUNCTUATION or is_helper(reading.lower[index]):
            break
    pronoun = end - first == 1 and reading.lower[first] in _ALONE
    pronoun = pronoun or (reading.capital(end - 1) and following.isalpha() and not reading.capital(end))
    return pronoun and following not in PUNCTUATION and following not in _NOT_LABELLED and following not in CONJUNCTIONS
