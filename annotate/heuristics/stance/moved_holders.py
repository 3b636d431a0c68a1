"""Moved holders: "C angered X", "C worries X": the object holds the attitude toward the subject."""

from annotate.heuristics.stance import sources
from annotate.heuristics.stance.attributions import Attribution, Cue
from annotate.heuristics.stance.openings import begins_phrase
from annotate.text.clauses import Reading
from annotate.text.closed_classes import OBJECTS, QUANTIFIERS, RELATIVES
from annotate.text.noun_phrase_ends import noun_phrase_end

RULES = ("stance.moved_holders",)


def find(reading: Reading, cue: Cue, floor: int, ceiling: int) -> Attribution | None:
    """Return the attribution of a verb of moving somebody: the subject is the content, the object the source."""
    if "holder" not in cue.entry.takes or cue.kind != "finite" or cue.last + 1 >= ceiling:
        return None
    if not begins_phrase(reading, cue.last) or reading.lower[cue.last] in {
        "himself",
        "herself",
        "itself",
        "themselves",
    }:
        return None
    subject = sources.before(reading, cue.first, floor)
    if subject is None or reading.lower[subject[0]] in {"it", "there"}:
        return None
    head = cue.last + (reading.lower[cue.last] in QUANTIFIERS)
    end = head + 1 if reading.lower[head] in OBJECTS else noun_phrase_end(reading, head, ceiling)
    if end <= cue.last or reading.lower[cue.last] in RELATIVES:
        return None
    return Attribution(cue, (cue.first, cue.last), (cue.last, end), (subject,), RULES[0], 0.65, None, "passive")
