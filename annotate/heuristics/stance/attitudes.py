"""Attitudes: "X condemned C", "X called for C", "X accused Y of C"."""

from annotate.heuristics.stance import sources
from annotate.heuristics.stance.attributions import Attribution, Cue
from annotate.heuristics.stance.complements import complement
from annotate.heuristics.stance.contents import clause_limit, content_end, phrase_limit
from annotate.text.clauses import Reading, trimmed
from annotate.text.closed_classes import RELATIVES

RULES = ("stance.attitudes_object", "stance.attitudes_preposition")
_OBJECTS = frozenset({"object", "label", "order", "rated"})
_RELATIVES = RELATIVES | {"that"}


def find(reading: Reading, cue: Cue, floor: int, ceiling: int) -> Attribution | None:
    """Return the attribution of a finite cue whose content is a noun phrase and what belongs to it."""
    if cue.kind != "finite":
        return None
    source = sources.before(reading, cue.first, floor)
    return source and toward(reading, cue, source, ceiling)


def toward(reading: Reading, cue: Cue, source: tuple[int, int] | None, ceiling: int) -> Attribution | None:
    """Return the attribution to a known source where the cue's complement is a noun phrase."""
    possible = cue.entry.preps or cue.entry.takes & _OBJECTS
    found = complement(reading, cue, ceiling) if possible else None
    if found is None or found.form not in {"object", "preposition"}:
        return None
    if source is not None and (reading.lower[source[0]] in _RELATIVES or cue.kind == "ing"):
        ceiling = phrase_limit(reading, found.start, ceiling)
    ceiling = clause_limit(reading, source, found.start, ceiling)
    content = trimmed(reading, found.start, content_end(reading, found.start, ceiling, clausal=False, tag=cue.kind))
    if content is None:
        return None
    rule = RULES[0] if found.form == "object" else RULES[1]
    score = 0.55 if cue.entry.weak else 0.8 if found.form == "object" else 0.7
    return Attribution(cue, (cue.first, found.cue_last), source, (content,), rule, score, found.person, found.form)
