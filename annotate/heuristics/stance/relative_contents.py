"""Relative contents: "what X called C", "which X said would C", and "as X noted, C"."""

from annotate.heuristics.stance import sources
from annotate.heuristics.stance.adjuncts import skip_adjuncts
from annotate.heuristics.stance.complements import OPENERS, complement
from annotate.heuristics.stance.contents import content_end
from annotate.heuristics.stance.cue_lexicon import lexicon
from annotate.heuristics.stance.cues import Attribution, Cue
from annotate.text.clauses import Reading, trimmed
from annotate.text.closed_classes import is_helper

RULES = ("stance.relative_contents", "stance.relative_contents_as")
RELATIVE = frozenset({"what", "which", "that", "who", "whom"})
SPEECH = frozenset({"clause", "that", "quote", "label", "person"})
TRANSITIVE = frozenset({"object", "label"})


def find(reading: Reading, cue: Cue, floor: int, ceiling: int) -> Attribution | None:  # noqa: PLR0911 - one return a pattern
    """Return the attribution whose content is a relative pronoun before the source and the words behind the cue."""
    if cue.kind != "finite" or not cue.entry.takes & (SPEECH | TRANSITIVE):
        return None
    source = sources.before(reading, cue.first, floor)
    if source is None or source[0] <= floor - 1 or cue.last >= ceiling:
        return None
    before = reading.lower[source[0] - 1] if source[0] > floor else ""
    after = reading.lower[cue.last]
    if before == "as" and reading.word(skip_adjuncts(reading, cue.last, ceiling)) in {",", ".", "—", "–", "-"}:
        return _as_clause(reading, cue, source, floor, ceiling)
    if before not in RELATIVE or cue.entry.weak:
        return None
    if not (is_helper(after) or after in OPENERS or (before == "what" and "label" in cue.entry.takes)):
        return _gap(reading, cue, source, ceiling) if cue.entry.takes & TRANSITIVE else None
    if before == "that" and reading.word(source[0] - 2) in lexicon().verbs:
        return None  # "said that X feared": no relative pronoun
    rest = trimmed(reading, cue.last, content_end(reading, cue.last, ceiling, clausal=False))
    pronoun = (source[0] - 1, source[0])
    return rest and Attribution(cue, (cue.first, cue.last), source, (pronoun, rest), RULES[0], 0.5)


def _gap(reading: Reading, cue: Cue, source: tuple[int, int], ceiling: int) -> Attribution | None:
    """Return "which X opposed", "whom X described as C": the pronoun is the content, with what it is called."""
    if complement(reading, cue, ceiling) is not None or reading.lower[source[0]] in RELATIVE:
        return None
    pronoun = (source[0] - 1, source[0])
    rest = None
    if reading.word(cue.last) in {"as", "to"}:
        rest = trimmed(reading, cue.last, content_end(reading, cue.last, ceiling, clausal=False))
    return Attribution(cue, (cue.first, cue.last), source, (pronoun, rest) if rest else (pronoun,), RULES[0], 0.5)


def _as_clause(reading: Reading, cue: Cue, source: tuple[int, int], floor: int, ceiling: int) -> Attribution | None:
    """Return "as X noted, C" or "C, as X noted"."""
    if source[0] - 1 - floor > 2:  # noqa: PLR2004 - "But as X noted"
        content = trimmed(reading, floor, source[0] - 1)
    else:
        start = skip_adjuncts(reading, cue.last, ceiling)
        content = trimmed(reading, start, content_end(reading, start, ceiling, clausal=True))
    return content and Attribution(cue, (cue.first, cue.last), source, (content,), RULES[1], 0.75)
