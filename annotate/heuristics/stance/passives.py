"""Passives: "C was condemned by X", "Y was accused of C", "it was reported that C"."""

from msgspec.structs import replace

from annotate.heuristics.stance import sources
from annotate.heuristics.stance.adjuncts import TIMES, skip_adjuncts
from annotate.heuristics.stance.attributions import Attribution, Cue
from annotate.heuristics.stance.complements import complement
from annotate.heuristics.stance.contents import content_end
from annotate.heuristics.stance.openings import begins_phrase
from annotate.text.clauses import Reading, is_finite, trimmed
from annotate.text.closed_classes import DETERMINERS, POSSESSIVES, SUBJECTS
from annotate.text.noun_phrase_ends import noun_phrase_end

RULES = (
    "stance.passives_agent",
    "stance.passives_open",
    "stance.passives_impersonal",
    "stance.passives_asked",
    "stance.passives_reduced",
)
_TRANSITIVE = frozenset({"object", "clause", "label", "person", "order"})
_ASKED = frozenset({"that", "preposition", "to", "told"})
_FOLLOWING = frozenset({"of", "to", "as", "for", "that", "by", "over", "on"})
_ADJUNCT_OPENERS = TIMES | {"on"}


def find(reading: Reading, cue: Cue, floor: int, ceiling: int) -> Attribution | None:
    """Return the attribution of a passive cue: its subject is content, the agent after "by" its source."""
    if cue.kind not in {"passive", "participle"}:
        return None
    if cue.entry.lemma == "ask" and cue.kind == "participle":
        return _asked(reading, cue, ceiling)
    subject = sources.before(reading, cue.first, floor)
    if subject is not None and cue.kind == "participle" and reading.lower[cue.first - 1] in TIMES:
        subject = None  # "appeared on Tuesday charged with C"
    if subject is None and cue.kind == "passive" and reading.word(cue.first - 1) in {"and", "but"}:
        that = next((i + 1 for i in range(cue.first - 1, floor, -1) if reading.lower[i] == "that"), floor)
        subject = sources.clause_subject(reading, cue.first, that)
    if subject is None and cue.kind == "participle" and cue.entry.rest:
        comma = next((i for i in range(cue.last, ceiling) if reading.lower[i] == ","), ceiling)
        rest = _rest(reading, cue, comma, labelled=True)
        return Attribution(cue, (cue.first, cue.last), None, rest, RULES[1], 0.55, None, "passive") if rest else None
    if subject is None:
        return None
    if reading.word(cue.last) == "by" and cue.last + 1 < ceiling:
        return _with_agent(reading, cue, subject, ceiling)
    return None if cue.kind == "participle" and not cue.entry.rest else _without_agent(reading, cue, subject, ceiling)


def _without_agent(reading: Reading, cue: Cue, subject: tuple[int, int], ceiling: int) -> Attribution | None:
    """Return the attribution of a passive without a source: "it was reported that C", "Y was accused of C"."""
    if reading.lower[subject[0]] in sources.EMPTY and subject[1] - subject[0] == 1:
        found = complement(reading, cue, ceiling)
        if found and found.form in {"that", "bare", "quote"}:
            content = trimmed(reading, found.start, content_end(reading, found.start, ceiling, clausal=True))
            return content and Attribution(cue, (cue.first, found.cue_last), None, (content,), RULES[2], 0.65)
        return None
    following = reading.word(cue.last) if cue.last < ceiling else ""
    labelled = "label" in cue.entry.takes and (following == "as" or begins_phrase(reading, cue.last))
    if following == "to" and not cue.entry.rest and _destination(reading, cue.last + 1):
        return None
    followed = reading.word(cue.last) in _FOLLOWING or cue.entry.takes & {"clause", "quote"}
    if not labelled and not (cue.entry.rest and cue.entry.takes != {"that"}) and (cue.entry.weak or not followed):
        return None
    rest = _rest(reading, cue, ceiling, labelled=labelled)
    return Attribution(cue, (cue.first, cue.last), None, (subject, *rest), RULES[1], 0.65, None, "passive")


def _destination(reading: Reading, index: int) -> bool:
    """Say whether "to" leads to a place or body rather than a deed: "was called to the port", "is referred to Ms Ott"."""
    return reading.word(index) in DETERMINERS or reading.word(index) in POSSESSIVES or reading.capital(index)


def _asked(reading: Reading, cue: Cue, ceiling: int) -> Attribution | None:
    """Return the attribution of "Asked whether C, Y said"."""
    source, asked = None, cue
    end = noun_phrase_end(reading, cue.last + 1, ceiling) if reading.word(cue.last) == "by" else cue.last
    if end > cue.last + 1:
        source = (cue.last + 1, end)
        asked = replace(cue, last=end)
    found = complement(reading, asked, ceiling)
    end = next((i for i in range(asked.last, ceiling) if reading.lower[i] == ","), ceiling)
    content = trimmed(reading, found.start, end) if found and found.form in _ASKED else None
    last = found.cue_last if found and source is None else cue.last + (source is not None)
    return content and Attribution(cue, (cue.first, last), source, (content,), RULES[3], 0.85)


def _with_agent(reading: Reading, cue: Cue, subject: tuple[int, int], ceiling: int) -> Attribution | None:
    end = noun_phrase_end(reading, cue.last + 1, ceiling)
    if (
        cue.entry.weak
        or not cue.entry.takes & _TRANSITIVE
        or end <= cue.last + 1
        or reading.lower[end - 1].endswith("ing")
    ):
        return None
    deed = None
    if reading.word(end) == "to" and end + 1 < ceiling and cue.entry.act == "demand":
        deed = trimmed(reading, end, content_end(reading, end, ceiling, clausal=True))
    if deed is None and cue.entry.lemma == "advise":
        return None  # "was advised by two banks"
    contents = (subject, deed) if deed else (subject,)
    return Attribution(cue, (cue.first, cue.last + 1), (cue.last + 1, end), contents, RULES[0], 0.55, None, "passive")


def reduced(reading: Reading, cue: Cue, floor: int, ceiling: int) -> Attribution | None:
    """Return "the deal announced Friday would C": a participle with a time behind it and the clause's own verb."""
    if cue.first != cue.head or cue.entry.weak or not cue.entry.takes & _TRANSITIVE or cue.entry.rest:
        return None
    after = skip_adjuncts(reading, cue.last, ceiling)
    parenthetic = reading.word(cue.first - 1) == "," and reading.word(after) == ","
    if after == cue.last or after >= ceiling or not (parenthetic or is_finite(reading, after)):
        return None
    if not reading.lower[cue.head].endswith("ed") or reading.lower[cue.last] not in _ADJUNCT_OPENERS:
        return None
    subject = sources.before(reading, cue.first - parenthetic, floor)
    if subject is None or reading.lower[subject[0]] in SUBJECTS:
        return None
    return Attribution(cue, (cue.first, cue.last), None, (subject,), RULES[4], 0.6, None, "passive")


def _rest(reading: Reading, cue: Cue, ceiling: int, *, labelled: bool) -> tuple[tuple[int, int], ...]:
    if cue.last >= ceiling or not (labelled or cue.entry.rest or reading.lower[cue.last] in _FOLLOWING):
        return ()
    rest = trimmed(reading, cue.last, content_end(reading, cue.last, ceiling, clausal=False))
    return (rest,) if rest else ()
