"""According to: "according to X, C" and "C, according to X"."""

from annotate.heuristics.stance import sources
from annotate.heuristics.stance.attributions import Attribution, Cue
from annotate.heuristics.stance.contents import content_end
from annotate.heuristics.stance.cue_lexicon import Entry
from annotate.text.clauses import Reading, trimmed

RULES = ("stance.according_to",)
_LONGEST = 18
FORMS = frozenset({"according", "per"})
_ENTRY = Entry("according", frozenset({"object"}), frozenset({"to"}), "report", "certain", weak=False)


def find(reading: Reading, index: int, floor: int, ceiling: int) -> Attribution | None:
    """Return the attribution whose cue begins at the token, "according to" or ", per X"; the content is the rest of its sentence."""
    named = reading.capital(index + 1) or reading.word(index + 1) == "the"
    per = reading.lower[index] == "per" and reading.word(index - 1) == "," and named
    last = index + 1 if per else index + 2
    if not (per or reading.word(index + 1) == "to") or last >= ceiling:
        return None
    cue = Cue(index, index, last, "finite", _ENTRY, negated=False)
    source = sources.inverted(reading, last, ceiling)
    if source is None:
        return None
    if index <= floor + 1:
        source = _to_first_comma(reading, source, ceiling)
        content = trimmed(reading, source[1], content_end(reading, source[1], ceiling, clausal=True))
        contents = (content,) if content else ()
    else:
        left = trimmed(reading, floor, index)
        contents = (left,) if left else ()
    return Attribution(cue, (index, last), source, contents, RULES[0], 0.95) if contents else None


def _to_first_comma(reading: Reading, source: tuple[int, int], ceiling: int) -> tuple[int, int]:
    """Return the source up to the comma that ends its phrase: "according to [a poll released on Monday by X], C"."""
    first, last = source
    for place in range(first, min(ceiling, max(last, first + _LONGEST))):
        if reading.lower[place] == ",":
            return first, place
    return source
