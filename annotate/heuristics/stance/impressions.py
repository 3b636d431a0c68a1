"""Impressions: "C seems to C", what the teller makes of what can be seen; a cue without a source."""

from annotate.heuristics.stance import sources
from annotate.heuristics.stance.attributions import Attribution, Cue
from annotate.heuristics.stance.contents import content_end
from annotate.heuristics.stance.cue_lexicon import Entry
from annotate.text.clauses import Reading, group_start, trimmed
from annotate.text.closed_classes import PREPOSITIONS, PUNCTUATION, words

RULES = ("stance.impressions",)
FORMS = words("seem seems seemed appear appears appeared")
_ENTRY = Entry("seem", frozenset({"to"}), frozenset(), "expect", "probable", weak=True)
_SUBJECTLESS = frozenset({"it", "there"})


def find(reading: Reading, index: int, floor: int, ceiling: int) -> Attribution | None:
    """Return the attribution of "seem" or "appear" with a subject before it and what it seems behind it."""
    if reading.capital(index) or index + 2 >= ceiling:
        return None
    following = reading.lower[index + 1]
    if following in PUNCTUATION or (following in PREPOSITIONS and following not in {"like", "as", "to"}):
        return None
    first = group_start(reading, index, floor)
    subject = sources.before(reading, first, floor)
    rest = trimmed(reading, index + 1, content_end(reading, index + 1, ceiling, clausal=True))
    if subject is None or rest is None:
        return None
    cue = Cue(first, index, index + 1, "finite", _ENTRY, negated=False)
    contents = (rest,) if reading.lower[subject[0]] in _SUBJECTLESS else (subject, rest)
    return Attribution(cue, (first, index + 1), None, contents, RULES[0], 0.65, None, "to")
