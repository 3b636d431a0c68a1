"""Unnamed sources: "Urges voters to C", "while praising C": a cue whose clause does not name who holds it."""

from msgspec.structs import replace

from annotate.heuristics.stance import attitudes, intentions, reported_speech
from annotate.heuristics.stance.attributions import Attribution, Cue
from annotate.text.clauses import Reading

RULES = ("stance.unnamed_sources",)
_KINDS = frozenset({"finite", "ing"})


def find(reading: Reading, cue: Cue, ceiling: int) -> Attribution | None:
    """Return the attribution without source of a cue that is no ordinary word and has its complement behind it."""
    imperative = cue.kind == "finite" and reading.lower[cue.head] == cue.entry.lemma
    if cue.kind not in _KINDS or cue.entry.weak or imperative:
        return None
    found = (
        reported_speech.leading(reading, cue, None, ceiling)
        or intentions.infinitive(reading, cue, None, ceiling)
        or attitudes.toward(reading, cue, None, ceiling)
    )
    return found and replace(found, rule=RULES[0], score=min(0.5, found.score))
