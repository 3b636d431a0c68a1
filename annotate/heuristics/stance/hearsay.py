"""Hearsay: "X has reportedly C": an adverb says that the teller has it from somebody, nobody says from whom."""

from annotate.heuristics.stance import sources
from annotate.heuristics.stance.attributions import Attribution, Cue
from annotate.heuristics.stance.contents import content_end
from annotate.heuristics.stance.cue_lexicon import Entry
from annotate.text.clauses import Reading, group_start, is_finite, trimmed
from annotate.text.closed_classes import PREPOSITIONS, words

RULES = ("stance.hearsay",)
FORMS = words("reportedly allegedly purportedly supposedly")
_ENTRY = Entry("reportedly", frozenset({"clause"}), frozenset(), "report", "certain", weak=False)
_CLAIMED = Entry("allegedly", frozenset({"clause"}), frozenset(), "claim", "certain", weak=False)
_LONGEST_GROUP = 5


def find(reading: Reading, index: int, floor: int, ceiling: int) -> Attribution | None:
    """Return the attribution of an adverb of hearsay in a verb group, or at the start of a clause."""
    entry = _ENTRY if reading.lower[index] == "reportedly" else _CLAIMED
    rest = trimmed(reading, index + 1, content_end(reading, index + 1, ceiling, clausal=True))
    if rest is None:
        return None
    cue = Cue(index, index, index + 1, "finite", entry, negated=False)
    if index == floor or reading.lower[index - 1] == ",":
        return Attribution(cue, (index, index + 1), None, (rest,), RULES[0], 0.6, None, "bare")
    first = group_start(reading, index, floor)
    subject = sources.before(reading, first, floor)
    verbal = any(is_finite(reading, place) for place in range(first, min(ceiling, index + _LONGEST_GROUP)))
    if subject is None or not verbal or reading.word(index - 1) in PREPOSITIONS:
        return None
    left = trimmed(reading, subject[0], index)
    contents = (left, rest) if left else (rest,)
    return Attribution(cue, (index, index + 1), None, contents, RULES[0], 0.6, None, "bare")
