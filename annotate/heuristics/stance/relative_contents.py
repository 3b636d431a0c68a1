"""Relative contents: "what X called C", "which X said would C", and "as X noted, C"."""

from annotate.heuristics.stance import sources
from annotate.heuristics.stance.adjuncts import skip_adjuncts
from annotate.heuristics.stance.asides import SUMMING
from annotate.heuristics.stance.attributions import Attribution, Cue
from annotate.heuristics.stance.complements import complement
from annotate.heuristics.stance.contents import content_end
from annotate.heuristics.stance.cue_lexicon import lexicon
from annotate.heuristics.stance.openings import CLOSING_MARKS, OPENERS
from annotate.text.clauses import Reading, is_finite, trimmed
from annotate.text.closed_classes import (
    CONJUNCTIONS,
    DETERMINERS,
    NEGATIONS,
    NOMINATIVE,
    PREPOSITIONS,
    SUBJECTS,
    is_adverb,
    is_helper,
)
from annotate.text.noun_phrase_ends import noun_phrase_end

RULES = (
    "stance.relative_contents",
    "stance.relative_contents_as",
    "stance.relative_contents_contact",
    "stance.relative_contents_as_by",
)
_RELATIVE = frozenset({"what", "which", "that", "who", "whom"})
_SPEECH = frozenset({"clause", "that", "quote", "label", "person"})
_ARTICLES = frozenset({"a", "an"})
_ASIDE_SIGNS = frozenset({'"', "”", ",", "—", "–", "-"})
_FARTHEST = 4
_TOLD = frozenset({"clause", "that", "quote"})
_TRANSITIVE = frozenset({"object", "label"})
_NOT_NOUNS = (
    PREPOSITIONS | CONJUNCTIONS | SUBJECTS | frozenset({"said", "then", "now", "when", "time", "way", "day", "moment"})
)
_TAKING = _SPEECH | _TRANSITIVE


def find(reading: Reading, cue: Cue, floor: int, ceiling: int) -> Attribution | None:  # noqa: PLR0911 - one return a pattern
    """Return the attribution whose content is a relative pronoun before the source and the words behind the cue."""
    if cue.kind in {"participle", "finite"} and reading.word(cue.last) == "by":
        return _as_by(reading, cue, floor, ceiling)
    if cue.kind != "finite" or not cue.entry.takes & _TAKING:
        return None
    source = sources.before(reading, cue.first, floor)
    if source is None or source[0] <= floor - 1 or cue.last >= ceiling:
        return None
    start = source[0] - (source[0] > floor and reading.lower[source[0] - 1] in {"even", "only"})
    before = reading.lower[start - 1] if start > floor else ""
    after = reading.lower[cue.last]
    behind = skip_adjuncts(reading, cue.last, ceiling)
    if before == "as" and "person" in cue.entry.takes and behind < ceiling:
        behind = skip_adjuncts(reading, noun_phrase_end(reading, behind, ceiling), ceiling)
    if before in {"as", "than"} and (behind >= ceiling or reading.lower[behind] in {",", ".", "—", "–", "-", ";"}):
        return _as_clause(reading, cue, source, floor, ceiling)
    if before not in _RELATIVE or cue.entry.weak:
        return _contact(reading, cue, source, floor, ceiling)
    if not (is_helper(after) or after in OPENERS or (before == "what" and "label" in cue.entry.takes)):
        return _gap(reading, cue, source, start, ceiling) if cue.entry.takes & _TRANSITIVE else None
    if before == "that" and reading.word(source[0] - 2) in lexicon().verbs:
        return None  # "said that X feared": no relative pronoun
    rest = trimmed(reading, cue.last, content_end(reading, cue.last, ceiling, clausal=False))
    pronoun = (start - 1, start)
    return rest and Attribution(cue, (cue.first, cue.last), source, (pronoun, rest), RULES[0], 0.5)


def _gap(reading: Reading, cue: Cue, source: tuple[int, int], start: int, ceiling: int) -> Attribution | None:
    """Return "which X opposed", "whom X described as C": the pronoun is the content, with what it is called."""
    if complement(reading, cue, ceiling) is not None or reading.lower[source[0]] in _RELATIVE:
        return None
    pronoun = (start - 1, start)
    rest = None
    if reading.word(cue.last) in {"as", "to"} or (reading.word(cue.last) == "of" and cue.entry.act == "oppose"):
        rest = trimmed(reading, cue.last, content_end(reading, cue.last, ceiling, clausal=False))
    return Attribution(cue, (cue.first, cue.last), source, (pronoun, rest) if rest else (pronoun,), RULES[0], 0.5)


def _contact(  # noqa: PLR0911 - one return a pattern
    reading: Reading, cue: Cue, source: tuple[int, int], floor: int, ceiling: int
) -> Attribution | None:
    """Return "the knife he prefers", "a fence they say would hold": the noun before the pronoun is the content."""
    if cue.entry.weak:
        return None
    charged = _charge(reading, cue, source, floor, ceiling) if cue.entry.takes & _TRANSITIVE else None
    if charged is not None:
        return charged
    if reading.lower[source[0]] in DETERMINERS:
        return _named_contact(reading, cue, source, ceiling)
    if reading.lower[source[0]] not in NOMINATIVE or source[0] - 1 <= floor:
        return None
    noun = reading.lower[source[0] - 1]
    if (
        not noun.isalpha()
        or noun in _NOT_NOUNS
        or noun in lexicon().verbs
        or is_adverb(noun)
        or is_finite(reading, source[0] - 1)
    ):
        return None
    antecedent = sources.before(reading, source[0], floor)
    if antecedent is None or not _introduced(reading, antecedent):
        return None
    after = reading.lower[cue.last]
    if cue.entry.takes & _SPEECH and is_helper(after) and after not in NEGATIONS:
        rest = trimmed(reading, cue.last, content_end(reading, cue.last, ceiling, clausal=False))
        return rest and Attribution(cue, (cue.first, cue.last), source, (antecedent, rest), RULES[2], 0.6)
    if cue.entry.takes & _TRANSITIVE and (after in CLOSING_MARKS or is_helper(after)):
        return Attribution(cue, (cue.first, cue.last), source, (antecedent,), RULES[2], 0.5, None, "object")
    return None


def _named_contact(reading: Reading, cue: Cue, phrase: tuple[int, int], ceiling: int) -> Attribution | None:
    """Return "a fence Ott says would hold": a noun phrase and behind it the name of who says so, a verb behind both."""
    after = reading.lower[cue.last]
    if not (cue.entry.takes & _SPEECH and is_helper(after)) or after in NEGATIONS:
        return None
    if reading.lower[cue.head].endswith("s") and cue.entry.lemma in lexicon().also_nouns and cue.first == cue.head:
        return None  # "no new Chinese projects had begun"
    first, last = phrase
    split = next((i for i in range(first + 2, last) if reading.capital(i) and not reading.capital(i - 1)), last)
    if split == last or reading.lower[split - 1] in _NOT_NOUNS or not reading.lower[split - 1].isalpha():
        return None
    rest = trimmed(reading, cue.last, content_end(reading, cue.last, ceiling, clausal=False))
    return rest and Attribution(cue, (cue.first, cue.last), (split, last), ((first, split), rest), RULES[2], 0.6)


def _charge(reading: Reading, cue: Cue, source: tuple[int, int], floor: int, ceiling: int) -> Attribution | None:
    """Return ", a charge X denies": a noun that sums up what was said is the content, the name behind it the source."""
    behind = skip_adjuncts(reading, cue.last, ceiling)
    if behind < ceiling and reading.lower[behind] not in CLOSING_MARKS:
        return None
    first, last = source
    for noun in range(max(floor + 1, first - 1), min(last - 1, first + _FARTHEST)):
        if reading.lower[noun] in SUMMING:
            near = range(noun - 1, max(floor, noun - _FARTHEST), -1)
            opening = next((place for place in near if reading.lower[place] in _ARTICLES), floor)
            if opening <= floor or reading.word(opening - 1) not in _ASIDE_SIGNS:
                return None
            holder, content = (noun + 1, last), (opening, noun + 1)
            return Attribution(cue, (cue.first, cue.last), holder, (content,), RULES[2], 0.85, None, "object")
    return None


def _introduced(reading: Reading, antecedent: tuple[int, int]) -> bool:
    """Say whether a noun phrase begins as one: with a determiner or possessor, not with a conjunction's clause."""
    return reading.lower[antecedent[0]] in DETERMINERS or reading.lower[antecedent[0]] in {
        "everything",
        "anything",
        "something",
    }


def _as_by(reading: Reading, cue: Cue, floor: int, ceiling: int) -> Attribution | None:
    """Return "C, as first reported by X" or "as reported by X, C"."""
    place = cue.head - 1
    while place > floor and is_adverb(reading.lower[place]):
        place -= 1
    end = noun_phrase_end(reading, cue.last + 1, ceiling)
    if place < floor or reading.lower[place] != "as" or end <= cue.last + 1 or not cue.entry.takes & _TOLD:
        return None
    fronted = place - floor <= 1
    if fronted:
        comma = next((i for i in range(end, ceiling) if reading.lower[i] == ","), ceiling)
        content = trimmed(reading, comma, content_end(reading, comma + 1, ceiling, clausal=True))
    else:
        content = trimmed(reading, floor, place)
    source = (cue.last + 1, end)
    return content and Attribution(cue, (place + 1, cue.last + 1), source, (content,), RULES[3], 0.9)


def _as_clause(reading: Reading, cue: Cue, source: tuple[int, int], floor: int, ceiling: int) -> Attribution | None:
    """Return "as X noted, C" or "C, as X noted"."""
    if source[0] - 1 - floor > 2:  # noqa: PLR2004 - "But as X noted"
        content = trimmed(reading, floor, source[0] - 1)
    else:
        if reading.lower[source[0] - 1] == "than":
            return None
        start = next((i for i in range(cue.last, ceiling) if reading.lower[i] in {",", "—", "–", "-"}), ceiling)
        content = trimmed(reading, start, content_end(reading, start, ceiling, clausal=True))
    return content and Attribution(cue, (cue.first, cue.last), source, (content,), RULES[1], 0.75)
