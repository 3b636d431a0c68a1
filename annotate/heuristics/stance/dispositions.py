"""Dispositions: "X is opposed to C", "X was confident that C"."""

from annotate.heuristics.stance import sources
from annotate.heuristics.stance.attributions import Attribution, Complement, Cue
from annotate.heuristics.stance.complements import complement
from annotate.heuristics.stance.contents import content_end
from annotate.heuristics.stance.openings import begins_phrase
from annotate.text.clauses import Reading, is_finite, trimmed
from annotate.text.closed_classes import words

RULES = ("stance.dispositions",)
_IMPERSONAL = words(
    "clear certain right wrong sad uncertain doubtful curious positive vague open critical embarrassed surprised"
)
_NEAR = 7
_HOLDING = words("he she they we i who")


def find(reading: Reading, cue: Cue, floor: int, ceiling: int) -> Attribution | None:
    """Return the attribution of an adjective cue behind a form of "be" or "seem"."""
    if cue.kind != "adjective":
        return None
    source = sources.before(reading, cue.first, floor)
    found = complement(reading, cue, ceiling) or _clause(reading, cue, ceiling)
    if (
        source is None
        or found is None
        or (found.form == "object" and not _against(reading, cue, source))
        or reading.lower[source[0]] in {"there", "that", "this"}
        or (reading.lower[source[0]] == "it" and cue.entry.lemma in _IMPERSONAL)
    ):
        return None
    content = trimmed(reading, found.start, content_end(reading, found.start, ceiling, clausal=True))
    form = found.form if found.form in {"preposition", "object"} else "that"
    return content and Attribution(cue, (cue.first, found.cue_last), source, (content,), RULES[0], 0.7, None, form)


def _against(reading: Reading, cue: Cue, source: tuple[int, int]) -> bool:
    """Say whether the predicate is "against" and its subject somebody: a person's pronoun or plural."""
    last = reading.lower[source[1] - 1]
    return cue.entry.lemma == "against" and (last in _HOLDING or last.endswith("s"))


def _clause(reading: Reading, cue: Cue, ceiling: int) -> Complement | None:
    """Return the clause without "that" behind an adjective: "is convinced the plan will fail"."""
    if "that" not in cue.entry.takes or cue.last >= ceiling or not begins_phrase(reading, cue.last):
        return None
    verb = any(is_finite(reading, index) for index in range(cue.last + 1, min(ceiling, cue.last + _NEAR)))
    return Complement(cue.last, cue.last, "bare") if verb else None
