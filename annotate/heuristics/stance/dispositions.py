"""Dispositions: "X is opposed to C", "X was confident that C"."""

from annotate.heuristics.stance import sources
from annotate.heuristics.stance.complements import complement
from annotate.heuristics.stance.contents import content_end
from annotate.heuristics.stance.cues import Attribution, Cue
from annotate.text.clauses import Reading, trimmed

RULES = ("stance.dispositions",)


def find(reading: Reading, cue: Cue, floor: int, ceiling: int) -> Attribution | None:
    """Return the attribution of an adjective cue behind a form of "be" or "seem"."""
    if cue.kind != "adjective":
        return None
    source = sources.before(reading, cue.first, floor)
    found = complement(reading, cue, ceiling)
    if (
        source is None
        or found is None
        or found.form == "object"
        or reading.lower[source[0]] in {"it", "there", "that", "this"}
    ):
        return None
    content = trimmed(reading, found.start, content_end(reading, found.start, ceiling, clausal=True))
    return content and Attribution(cue, (cue.first, found.cue_last), source, (content,), RULES[0], 0.7, None, "that")
