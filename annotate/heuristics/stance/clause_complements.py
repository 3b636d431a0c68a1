"""Complements that are clauses or quotations, also behind an aside, an amount or a phrase of circumstance."""

from annotate.heuristics.stance.attributions import Complement, Cue
from annotate.heuristics.stance.openings import AMOUNTS, OPENERS, SURE, THAT
from annotate.text.clauses import Reading
from annotate.text.closed_classes import LINKS, PREPOSITIONS, words

_FRONTING = words(
    "despite if when while after before although though because in under with without until since as unless once"
)
_FARTHEST = 14
_NEAR_ASIDE = 10


def clause_complement(
    reading: Reading, takes: frozenset[str], after: int, ceiling: int, *, weak: bool = False
) -> tuple[int, str] | None:
    """Return where a clause or quotation right behind a cue begins, and its form; a weak cue needs a sure word.

    `takes` are the patterns of the cue.
    """
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


def fronted_content(reading: Reading, cue: Cue, after: int, ceiling: int) -> Complement | None:
    """Return a content that begins with a phrase of circumstance, or follows one: "said at a rally that C"."""
    if "clause" not in cue.entry.takes and "quote" not in cue.entry.takes:
        return None
    if reading.lower[after] not in LINKS:
        return None
    clause = 0
    for index in range(after + 1, min(ceiling, after + _FARTHEST)):
        if reading.lower[index] == "," and reading.word(index + 1) not in OPENERS:
            break
        if reading.lower[index] == "that" and reading.word(index - 1) not in PREPOSITIONS and not clause:
            clause = index
        quote = reading.quote_of[index]
        if quote >= 0 and reading.quotes[quote][0] == index and reading.word(index - 1) in {",", ":"}:
            return Complement(cue.last, index, "quote")
    if clause:
        return Complement(cue.last, clause, "that")
    fronting = reading.lower[after] in _FRONTING and "clause" in cue.entry.takes and not cue.entry.weak
    return Complement(cue.last, after, "bare") if fronting else None


def amount_clause(reading: Reading, takes: frozenset[str], after: int) -> tuple[int, str] | None:
    """Return a clause that begins with an amount: "said about half of C", where "about" joins nothing."""
    amount = reading.word(after + 1)
    roughly = reading.lower[after] in {"about", "over"} and "clause" in takes
    return (after, "bare") if roughly and (amount[:1].isdigit() or amount in AMOUNTS) else None


def content_behind_aside(reading: Reading, cue: Cue, comma: int, ceiling: int) -> Complement | None:
    """Return the content behind an aside between commas: "said, with some regret, that C"."""
    if not cue.entry.takes & {"clause", "that"}:
        return None
    for index in range(comma + 2, min(ceiling - 1, comma + _NEAR_ASIDE)):
        if reading.lower[index] == ",":
            opens = reading.lower[index + 1] in SURE
            return Complement(cue.last, index + 1, "that") if opens else None
    return None
