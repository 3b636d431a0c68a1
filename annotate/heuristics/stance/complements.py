"""Complements: what follows a cue and makes it one: a clause, an infinitive, a noun phrase, one spoken to."""

from annotate.heuristics.stance.adjuncts import SPANS, TIMES, skip_adjuncts, with_occasion
from annotate.heuristics.stance.cues import Complement, Cue
from annotate.heuristics.stance.judgements import JUDGING
from annotate.text.clauses import Reading, is_finite
from annotate.text.closed_classes import (
    CONJUNCTIONS,
    DETERMINERS,
    LINKS,
    POSSESSIVES,
    PREPOSITIONS,
    PUNCTUATION,
    RELATIVES,
    is_adverb,
    is_helper,
    words,
)
from annotate.text.noun_phrases import noun_phrase_end

OPENERS = frozenset(['"', "“", "‘", "«", "''", "'", "`"])
CLOSING_MARKS = PUNCTUATION - OPENERS
THAT = words("that whether how why what if who where when which")
SURE = words("that whether how why")
FRONTING = words(
    "despite if when while after before although though because in under with without until since as unless once"
)
NOMINATIVE = frozenset({"i", "he", "she", "we", "they", "it"})
FARTHEST = 14
NEAR = 4
NOT_RATING = words("table timetable cable stable vegetable variable constable parable bible crucible mouthful handful")
OF_WHAT = words("remind inform notify assure reassure convince persuade warn")
RATING = ("able", "ible", "ous", "ful", "less", "istic")
NEAR_ASIDE = 10
AMOUNTS = words(
    "half two three four five six seven eight nine ten a-third two-thirds one-third one-quarter one-fifth $ £ €"
)
BASES_IN_ING = words("bring sing ring cling swing spring sting fling sling wring string")
NOT_LABELLED = PREPOSITIONS - {"as"} | {"and", "or", "to"}
_CLAUSE_SUBJECTS = NOMINATIVE | {"there"}
_CONTENT_OPENERS = OPENERS | {"that"}
_PHRASE_OPENERS = OPENERS | {"$"}


def complement(reading: Reading, cue: Cue, ceiling: int) -> Complement | None:
    """Return the complement that makes the cue one, or None where the lexicon's patterns do not fit."""
    place = (cue.last, ceiling)
    if place not in cue.complements:
        cue.complements[place] = _complement(reading, cue, ceiling)
    return cue.complements[place]


def _complement(reading: Reading, cue: Cue, ceiling: int) -> Complement | None:  # noqa: PLR0911 - one return a pattern
    takes, after = cue.entry.takes, skip_adjuncts(reading, cue.last, ceiling)
    if after >= ceiling:
        return None
    cue_last = with_occasion(reading, cue.last, after)
    found = _clause(reading, takes, after, ceiling, weak=cue.entry.weak) or _amount(reading, takes, after)
    if found:
        return Complement(cue_last, found[0], found[1])
    word = reading.lower[after]
    fronted = _fronted(reading, cue, after, ceiling) if word in PREPOSITIONS else None
    if fronted and fronted.form == "quote":
        return fronted
    if word == "to" and "to" in takes and base_verb(reading, after + 1):
        return Complement(cue_last, after, "to")
    if word in cue.entry.preps and after + 1 < ceiling and reading.lower[after + 1] not in CLOSING_MARKS:
        return Complement(after + 1, after + 1, "preposition")
    aside = _behind_aside(reading, cue, after, ceiling) if word == "," else None
    if aside:
        return aside
    joined = _joined_later(reading, cue, after, ceiling)
    if joined:
        return joined
    if word in SURE and "object" in takes:
        return Complement(cue_last, after, "object")
    if word == "not" and "to" in takes and reading.word(after + 1) == "to":
        return Complement(cue_last, after, "to")
    return _phrase(reading, cue, after, ceiling)


def _amount(reading: Reading, takes: frozenset[str], after: int) -> tuple[int, str] | None:
    """Return a clause that begins with an amount: "said about half of C", where "about" joins nothing."""
    amount = reading.word(after + 1)
    roughly = reading.lower[after] in {"about", "over"} and "clause" in takes
    return (after, "bare") if roughly and (amount[:1].isdigit() or amount in AMOUNTS) else None


def _behind_aside(reading: Reading, cue: Cue, comma: int, ceiling: int) -> Complement | None:
    """Return the content behind an aside between commas: "said, with some regret, that C"."""
    if not cue.entry.takes & {"clause", "that"}:
        return None
    for index in range(comma + 2, min(ceiling - 1, comma + NEAR_ASIDE)):
        if reading.lower[index] == ",":
            opens = reading.lower[index + 1] in SURE
            return Complement(cue.last, index + 1, "that") if opens else None
    return None


def _joined_later(reading: Reading, cue: Cue, after: int, ceiling: int) -> Complement | None:
    """Return the complement of a preposition behind adverbs or those spoken to: "spoke at length to X about C"."""
    index = after
    while index < ceiling and is_adverb(reading.lower[index]):
        index += 1
    if reading.word(index) in {"to", "with"} and index + 1 < ceiling:
        index = noun_phrase_end(reading, index + 1, ceiling)
    if index == after or index + 1 >= ceiling or reading.lower[index] not in cue.entry.preps - {"to", "with"}:
        return None
    return Complement(cue.last if index > after + 1 else index + 1, index + 1, "preposition")


def _fronted(reading: Reading, cue: Cue, after: int, ceiling: int) -> Complement | None:
    """Return a content that begins with a phrase of circumstance, or follows one: "said at a rally that C"."""
    if "clause" not in cue.entry.takes and "quote" not in cue.entry.takes:
        return None
    if reading.lower[after] not in LINKS:
        return None
    clause = 0
    for index in range(after + 1, min(ceiling, after + FARTHEST)):
        if reading.lower[index] == "," and reading.word(index + 1) not in OPENERS:
            break
        if reading.lower[index] == "that" and reading.word(index - 1) not in PREPOSITIONS and not clause:
            clause = index
        quote = reading.quote_of[index]
        if quote >= 0 and reading.quotes[quote][0] == index and reading.word(index - 1) in {",", ":"}:
            return Complement(cue.last, index, "quote")
    if clause:
        return Complement(cue.last, clause, "that")
    fronting = reading.lower[after] in FRONTING and "clause" in cue.entry.takes and not cue.entry.weak
    return Complement(cue.last, after, "bare") if fronting else None


def _clause(
    reading: Reading, takes: frozenset[str], after: int, ceiling: int, *, weak: bool = False
) -> tuple[int, str] | None:
    word = reading.lower[after]
    clausal = takes & {"clause", "that", "quote", "person"}
    if clausal and word in {",", ":"} and after + 1 < ceiling and reading.lower[after + 1] in OPENERS:
        return after + 1, "quote"
    if clausal and word == ":" and after + 1 < ceiling:
        return after + 1, "quote"
    if clausal and reading.quote_of[after] >= 0 and reading.quotes[reading.quote_of[after]][0] == after:
        return after, "quote"
    if word in (SURE if weak else THAT) and takes & {"clause", "that", "person"}:
        return after, "that"
    return None


def _phrase(reading: Reading, cue: Cue, after: int, ceiling: int) -> Complement | None:  # noqa: PLR0911 - one return a pattern
    """Return complements that begin with a noun phrase: spoken to, object, label, clause without "that"."""
    takes = cue.entry.takes
    if not begins_phrase(reading, after):
        if "clause" in takes and not cue.entry.weak and is_adverb(reading.lower[after]):
            return Complement(cue.last, after, "bare")
        return _fronted(reading, cue, after, ceiling)
    end = noun_phrase_end(reading, after, ceiling)
    if _pronoun_clause(reading, cue, after):
        return Complement(cue.last, after, "bare")
    if "person" in takes and after < end < ceiling:
        following = skip_adjuncts(reading, end, ceiling)
        found = _clause(reading, takes, following, ceiling) if following < ceiling else None
        if found and reading.lower[following] in {"who", "when", "where"}:
            crowd = _told_crowd(reading, cue, (after, end), ceiling, relative=True)
            return crowd or Complement(cue.last, *found, (after, end))
        if found:
            return Complement(cue.last, found[0], found[1], (after, end))
        if reading.word(following) in {"to", "about", "of", "against", "not"} and following < ceiling:
            return Complement(cue.last, following, "told", (after, end))
        if reading.lower[following - 1] != "," and begins_phrase(reading, following) and following < ceiling:
            return Complement(cue.last, following, "bare", (after, end))
        if cue.entry.lemma in OF_WHAT and "of" in reading.lower[after + 1 : end - 1]:
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
    if "label" in takes and (_labelled(reading, after, end, ceiling) or rated(reading, after, end)):
        return Complement(cue.last, after, "object")
    if "rated" in takes and rated(reading, after, end):
        return Complement(cue.last, after, "object")
    if "order" in takes and reading.word(end) in {"to", "for"} and end < ceiling:
        return Complement(cue.last, after, "object")
    if "object" in takes:
        return Complement(cue.last, after, "object")
    clause = any(is_finite(reading, i) for i in range(end, min(ceiling, end + NEAR)))
    certain = clause or not (cue.entry.weak or "holder" in takes)
    return Complement(cue.last, after, "bare") if "clause" in takes and certain else None


def _told_crowd(
    reading: Reading, cue: Cue, crowd: tuple[int, int], ceiling: int, *, relative: bool = False
) -> Complement | None:
    """Return a content behind a long phrase for those spoken to: "told a crowd at the fair that C".

    `relative` lets a clause belong to the phrase: "told those who had come that C".
    """
    after, end = crowd
    for index in range(end, min(ceiling, end + FARTHEST)):
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


def begins_phrase(reading: Reading, index: int) -> bool:
    """Say whether a noun phrase or a clause without "that" can begin at the index."""
    word = reading.word(index)
    if word == "next" and reading.word(index + 1) in SPANS:
        return False  # "reports next Tuesday"
    if word in {"having", "being", "neither", "this"} or (word == "yet" and reading.word(index + 1) == "another"):
        return True
    if word in PREPOSITIONS or word in CONJUNCTIONS or word in RELATIVES or is_helper(word):
        return word in {"no", "more", "what"}
    return bool(word) and (word not in PUNCTUATION or word in _PHRASE_OPENERS) and word not in TIMES


def base_verb(reading: Reading, index: int) -> bool:
    """Say whether a verb without "to" may stand at the index: no determiner, sign, name or form in -ing."""
    index += reading.word(index) in OPENERS
    word = reading.word(index)
    return (
        bool(word)
        and word not in DETERMINERS
        and word not in POSSESSIVES
        and word not in PUNCTUATION
        and (not word.endswith("ing") or word in BASES_IN_ING)
        and not reading.capital(index)
    )


def rated(reading: Reading, first: int, end: int) -> bool:
    """Say whether a noun phrase takes in an adjective that judges it: "[the fees] unfair", "[the strike] illegal"."""
    last = reading.lower[end - 1]
    judging = last in JUDGING or (last.endswith(RATING) and last not in NOT_RATING and not reading.capital(end - 1))
    return end - first > 1 and judging and reading.lower[end - 2] not in DETERMINERS


def _labelled(reading: Reading, first: int, end: int, ceiling: int) -> bool:
    """Say whether a noun phrase is followed by what it is called: "called him a liar", "sees it as unfair"."""
    if end >= ceiling or end == first:
        return False
    following = reading.word(skip_adjuncts(reading, end, ceiling))
    if following in {"a", "an", "the", "as", "one", "his", "her", "their"} or following in OPENERS:
        return True
    for index in range(end, min(ceiling, end + FARTHEST)):
        quote = reading.quote_of[index]
        if quote >= 0 and reading.quotes[quote][0] == index:
            return True
        if reading.lower[index] in PUNCTUATION or is_helper(reading.lower[index]):
            break
    pronoun = end - first == 1 and reading.lower[first] in {
        "him",
        "them",
        "it",
        "me",
        "us",
        "her",
        "himself",
        "herself",
        "this",
        "that",
    }
    pronoun = pronoun or (reading.capital(end - 1) and following.isalpha() and not reading.capital(end))
    return pronoun and following not in PUNCTUATION and following not in NOT_LABELLED and following not in CONJUNCTIONS
