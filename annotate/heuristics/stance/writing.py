"""Writing: spans, relations and votes of the attributions that stand."""

from msgspec import Struct
from msgspec.structs import replace

from annotate.annotations import Entity, Extent, Relation, Span, Value, Vote, reading_order, relation_id, span_id
from annotate.heuristics.found import Found
from annotate.heuristics.stance import floating_quotes
from annotate.heuristics.stance.aimed_phrases import Aim
from annotate.heuristics.stance.attributions import Attribution
from annotate.heuristics.stance.holders import Mentions, holders
from annotate.heuristics.stance.inherited_acts import Facts, acts
from annotate.heuristics.stance.targets import aims
from annotate.text.clauses import Reading

_NOBODY = frozenset({"neither", "none", "nobody"})


class _Marks(Struct, frozen=True):
    """Spans and relations by id, in the making."""

    reading: Reading
    spans: dict[str, Span]
    relations: dict[str, Relation]

    def span(self, tokens: tuple[int, int], label: str, one: Attribution, attributes: dict[str, Value]) -> Span:
        """Return the span of a token range, a new one where there is none with this label yet."""
        start, end = _extent(self.reading, tokens)
        name = span_id(label, start, end)
        words = self.reading.seen.text[start:end]
        made = Span(
            id=name,
            start=start,
            end=end,
            label=label,
            text=words,
            attributes=attributes,
            rules=(one.rule,),
            score=one.score,
        )
        return self.spans.setdefault(name, made)

    def link(
        self, label: str, cue: Span, tail: str, one: Attribution, *, rule: str, polarity: str | None = None
    ) -> None:
        """Add a relation from the cue, once."""
        name = relation_id(label, cue.id, tail)
        attributes: dict[str, Value] = {} if polarity is None else {"polarity": polarity}
        made = Relation(
            id=name, label=label, head=cue.id, tail=tail, attributes=attributes, rules=(rule,), score=one.score
        )
        self.relations.setdefault(name, made)


def write(
    reading: Reading,
    kept: list[Attribution],
    lost: list[Attribution],
    known: Mentions,
    entities: tuple[Entity, ...],
) -> Found:
    """Return spans, relations and votes of the attributions; targets last, when every content is known."""
    marks = _Marks(reading, {}, {})
    facts = Facts(known, {entity.id: entity.country for entity in entities}, {m.entity: m.label for m in known.all})
    held = holders(reading, kept, known)
    meant, inherited = acts(reading, kept, held, facts)
    aimed: list[tuple[Span, Attribution, Aim]] = []
    for number, (one, holder) in enumerate(zip(kept, held, strict=True)):
        kind, certainty = meant[number]
        negated = one.reading.negated or _of_nobody(reading, one)
        attributes: dict[str, Value] = {"act": kind, "certainty": certainty, "negated": negated}
        if holder is not None:
            attributes["holder"] = holder
        cue = marks.span(one.cue, "CUE", one, attributes)
        if one.source is not None:
            marks.link("source", cue, marks.span(one.source, "SOURCE", one, {}).id, one, rule=one.rule)
        later = replace(one, rule=floating_quotes.RULES[0]) if one.floating else one
        for place, extent in enumerate(one.contents):
            by = one if place < len(one.contents) - one.floating else later
            marks.link("content", cue, marks.span(extent, "CONTENT", by, {}).id, one, rule=by.rule)
        aimed += [(cue, one, aim) for aim in aims(reading, one, kind, known, negated=negated)]
        inner = inherited[number]
        if inner is not None:
            aimed += [(cue, one, aim) for aim in _toward(reading, kept[inner], meant[inner][0], known)]
    for cue, one, aim in aimed:
        _aim(marks, cue, one, aim)
    votes = tuple(Vote(one.rule, *_extent(reading, one.cue), "CUE", one.score) for one in lost)
    return Found(reading_order(marks.spans.values()), tuple(marks.relations.values()), (), votes)


def _of_nobody(reading: Reading, one: Attribution) -> bool:
    """Say whether the source is nobody: "neither side accepted C"; "No. 10" is somebody."""
    if one.source is None:
        return False
    first, last = one.source
    word, following = reading.lower[first], reading.word(first + 1)
    alone = reading.word(first - 1) == "not" and word in {"a", "one"}
    return (
        alone
        or word in _NOBODY
        or (word in {"no", "not"} and last - first > 1 and following != "." and not following[:1].isdigit())
    )


def _toward(reading: Reading, inner: Attribution, act: str, known: Mentions) -> list[Aim]:
    """Return the targets of an inner stance that is the speaker's own: what it opposes, "said it opposes C" does too."""
    found = aims(reading, inner, act, known, negated=inner.reading.negated)
    return [aim for aim in found if aim.polarity is not None]


def _aim(marks: _Marks, cue: Span, one: Attribution, aim: Aim) -> None:
    """Write a target or addressee: a relation to an actor, or to a TARGET span."""
    label = "addressee" if aim.polarity is None else "target"
    tail = ""
    if aim.mention is not None:
        tail = aim.mention.span
    elif aim.extent is not None:
        tail = marks.span(aim.extent, "TARGET", replace(one, rule=aim.rule), {}).id
    if tail:
        marks.link(label, cue, tail, one, rule=aim.rule, polarity=aim.polarity)


def _extent(reading: Reading, tokens: tuple[int, int]) -> Extent:
    return reading.seen.starts[tokens[0]], reading.seen.ends[tokens[1] - 1]
