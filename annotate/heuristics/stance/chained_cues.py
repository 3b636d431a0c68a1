"""Chained cues: ", adding that C", "... and called for C": further cues of a source that was named before."""

from msgspec.structs import replace

from annotate.heuristics.stance import attitudes, intentions, reported_speech, sources
from annotate.heuristics.stance.adjuncts import OCCASIONS, TIMES
from annotate.heuristics.stance.attributions import Attribution, Cue
from annotate.heuristics.stance.openings import OPENERS
from annotate.text.clauses import Reading, group_start, is_finite
from annotate.text.closed_classes import LINKS, PREPOSITIONS, PUNCTUATION, words

RULES = (
    "stance.chained_cues_participle",
    "stance.chained_cues_coordinated",
    "stance.chained_cues_infinitive",
    "stance.chained_cues_fronted",
)
_FRONTED = 2
_GOING_ON = words("kept keeps keep began begins started starts stopped stops continued continues avoided avoids")
_PLACING = frozenset({"in", "at", "outside", "inside", "into", "near", "through", "across", "along", "on"})
_LEADING = words("""continue continues continued continuing try tries tried trying struggle struggles struggled begin begins began
    start starts started come comes came go goes went going have has had fail fails failed hesitate hesitated manage manages
    managed free likely quick careful reluctant rush rushed join joined help helped""")
_CLAUSAL = frozenset({"that", "clause"})
_PURPOSED = frozenset({"quote", "bare"})
_PURPOSES = frozenset({"oppose", "demand", "reject", "deny", "concern", "report", "claim"})
_WHEN = OCCASIONS | TIMES
_LEADING_OFF = PREPOSITIONS - {"of"}


def find(reading: Reading, cue: Cue, floor: int, ceiling: int, earlier: Attribution | None) -> Attribution | None:
    """Return the attribution of a cue without subject of its own; `earlier` is the last attribution of the unit."""
    before = reading.word(cue.first - 1) if cue.first > floor else ""
    known = earlier.source if earlier is not None else None
    if cue.kind == "ing" or reading.lower[cue.first] == "having":
        if cue.first - floor <= _FRONTED and (one := _fronted(reading, cue, floor, ceiling)):
            return one
        source = _of_participle(reading, cue, floor, before, known) if _certain(reading, cue) else None
        rule, score = RULES[0], 0.75
    elif cue.kind == "finite" and before in {"and", "but", ",", "then"}:
        past_relative = known is not None and _past_relative(reading, cue, before, known)
        source = sources.clause_subject(reading, cue.first, floor) if past_relative else known
        source = source or sources.clause_subject(reading, cue.first, floor)
        rule, score = RULES[1], 0.7
    elif (
        cue.kind == "to"
        and not cue.entry.weak
        and (cue.entry.act in _PURPOSES or cue.entry.takes & _PURPOSED or before in _LEADING)
    ):
        leading = group_start(reading, cue.first - 1, floor) if before in _LEADING else cue.first
        source = known or (sources.before(reading, leading, floor) if before in _LEADING else None)
        source = source or sources.clause_subject(reading, cue.first, floor)
        rule, score = RULES[2], 0.6
    else:
        return None
    if source is None or source[1] > cue.first:
        return None
    found = _completed(reading, cue, source, ceiling)
    if found is None:
        return None
    if before == "without":
        found = replace(found, reading=replace(cue, negated=True), cue=(cue.first - 1, found.cue[1]))
    return replace(found, rule=rule, score=min(score, found.score))


def _past_relative(reading: Reading, cue: Cue, before: str, known: tuple[int, int]) -> bool:
    """Say whether ", and" leads past the relative clause of the last source: "investors who bet on C, and warned"."""
    if before != "and" or reading.word(cue.first - 2) != ",":
        return False
    return reading.lower[known[0]] in {"who", "that"} and reading.word(known[0] - 1) != ","


def _of_participle(
    reading: Reading, cue: Cue, floor: int, before: str, known: tuple[int, int] | None
) -> tuple[int, int] | None:
    """Return whose participle it is: of the noun right before it, else of the clause."""
    if before and before not in PUNCTUATION and before not in PREPOSITIONS and before not in {"and", "or"}:
        if before in _GOING_ON:
            return sources.before(reading, cue.first - 1, floor)  # "X kept refusing to C"
        if known is not None and known[1] == cue.first - 1:
            return known  # "X denies supporting C"
        source = sources.before(reading, cue.first, floor)
        there = source is not None and reading.word(source[0] - 1) in _PLACING
        if source is None or (reading.lower[cue.first - 1] not in _WHEN and not there):
            return source and _nearest(reading, source)
        return known if known and known[1] < source[0] else sources.clause_subject(reading, cue.first, floor)
    return known or sources.clause_subject(reading, cue.first, floor)


def _certain(reading: Reading, cue: Cue) -> bool:
    """Say whether a participle is a cue by its word, or by the clause or quotation right behind it: "stating that C"."""
    following = reading.word(cue.last)
    opens = following in {",", ":"} and reading.word(cue.last + 1) in OPENERS
    return not cue.entry.weak or (following == "that" and bool(cue.entry.takes & _CLAUSAL)) or opens


def _fronted(reading: Reading, cue: Cue, floor: int, ceiling: int) -> Attribution | None:
    """Return the attribution of "In rejecting C, X ...": the source is the subject behind the comma."""
    if any(reading.lower[i] not in LINKS for i in range(floor, cue.first)):
        return None
    comma = next((i for i in range(cue.last, ceiling) if reading.lower[i] == "," and reading.quote_of[i] < 0), None)
    source = sources.first_phrase(reading, comma + 1, ceiling) if comma is not None else None
    found = _completed(reading, cue, source, comma) if source and comma is not None else None
    return found and replace(found, rule=RULES[3], score=min(0.6, found.score))


def _completed(reading: Reading, cue: Cue, source: tuple[int, int], ceiling: int) -> Attribution | None:
    """Return the attribution to a known source by whichever complement the cue has."""
    return (
        reported_speech.leading(reading, cue, source, ceiling)
        or intentions.infinitive(reading, cue, source, ceiling)
        or attitudes.toward(reading, cue, source, ceiling)
    )


def _nearest(reading: Reading, source: tuple[int, int]) -> tuple[int, int]:
    """Return the last noun phrase of a source that holds prepositions: "money from [groups] supporting C"."""
    for index in range(source[1] - 2, source[0], -1):
        if reading.lower[index] in _PLACING:
            return _placed(reading, source, index)
        if reading.lower[index] in _LEADING_OFF:
            return index + 1, source[1]
    return source


def _placed(reading: Reading, source: tuple[int, int], preposition: int) -> tuple[int, int]:
    """Return a source from its last noun phrase before a place on, no verb in it: "to find [rebels in the hills] supporting C"."""
    for index in range(preposition - 2, source[0] - 1, -1):
        if is_finite(reading, index) or reading.word(index - 1) == "to":
            return source if reading.lower[index + 1] in LINKS else (index + 1, source[1])  # "X pulled out at Y"
    return source
