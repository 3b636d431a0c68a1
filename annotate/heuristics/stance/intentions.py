"""Intentions: "X pledged to C", "X refused to C"."""

from annotate.heuristics.stance import sources, withheld_words
from annotate.heuristics.stance.attributions import Attribution, Cue
from annotate.heuristics.stance.complements import complement
from annotate.heuristics.stance.contents import clause_limit, content_end
from annotate.text.clauses import Reading, trimmed

RULES = ("stance.intentions",)


def find(reading: Reading, cue: Cue, floor: int, ceiling: int) -> Attribution | None:
    """Return the attribution of a finite cue that is followed by "to" and a verb."""
    source = sources.before(reading, cue.first, floor) if cue.kind == "finite" else None
    return source and infinitive(reading, cue, source, ceiling)


def infinitive(reading: Reading, cue: Cue, source: tuple[int, int] | None, ceiling: int) -> Attribution | None:
    """Return the attribution to a known source where the cue's complement is an infinitive."""
    found = complement(reading, cue, ceiling) if "to" in cue.entry.takes else None
    if found is None or found.form != "to":
        return None
    ceiling = clause_limit(reading, source, found.start, ceiling)
    content = trimmed(reading, found.start, content_end(reading, found.start, ceiling, clausal=True, tag=cue.kind))
    one = content and Attribution(cue, (cue.first, found.cue_last), source, (content,), RULES[0], 0.75, None, "to")
    return one and (withheld_words.find(reading, one) or one)
