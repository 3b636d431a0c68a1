"""The stance layer in the forms of other schemes: attribution triples, MPQA attitudes, edges between actors.

Pure functions of one annotation. Triples and spans are two forms of the same thing: `as_spans(text, triples(a))` gives
the cues, sources and contents of `a` back. PolNeAR keeps the outermost triples, PARC3 all of them.
"""

from collections.abc import Iterable
from typing import NamedTuple

from annotate.annotations import Annotation, Extent, Relation, Span, reading_order, relation_id, span_id

_OBJECTIVE = "objective-speech"
ATTITUDES = {
    "report": _OBJECTIVE,
    "claim": "arguing-pos",
    "demand": "arguing-pos",
    "deny": "arguing-neg",
    "support": "sentiment-pos",
    "oppose": "sentiment-neg",
    "concern": "sentiment-neg",
    "agree": "agree-pos",
    "reject": "agree-neg",
    "commit": "intention-pos",
    "threat": "intention-pos",
    "refrain": "intention-neg",
    "expect": "speculation",
    "other": "other-attitude",
}


class Triple(NamedTuple):
    """One attribution: the cue's extent, and the extents of its sources and contents in text order."""

    cue: Extent
    source: tuple[Extent, ...]
    content: tuple[Extent, ...]


class Attitude(NamedTuple):
    """An MPQA attitude: its type, the direct-subjective cue, who holds it, and each target with its polarity."""

    type: str
    cue: Extent
    holder: tuple[Extent, ...]
    targets: tuple[tuple[Extent, str | None], ...]
    negated: bool


class Edge(NamedTuple):
    """One directed stance between two actors, by entity id, and the id of the cue that says so."""

    holder: str
    polarity: str
    target: str
    cue: str


def _extent(span: Span) -> Extent:
    return span.start, span.end


def _tails(annotation: Annotation) -> dict[tuple[str, str], list[Relation]]:
    """Return the relations by head and label."""
    found: dict[tuple[str, str], list[Relation]] = {}
    for relation in annotation.relations:
        found.setdefault((relation.head, relation.label), []).append(relation)
    return found


def _cues(annotation: Annotation) -> list[Span]:
    return [span for span in reading_order(annotation.spans) if span.label == "CUE"]


def triples(annotation: Annotation) -> tuple[Triple, ...]:
    """Return every cue with its sources and contents in reading order, as PARC3 has them: nested ones too."""
    spans = {span.id: span for span in annotation.spans}
    tails = _tails(annotation)

    def extents(cue: Span, label: str) -> tuple[Extent, ...]:
        return tuple(sorted(_extent(spans[relation.tail]) for relation in tails.get((cue.id, label), ())))

    return tuple(Triple(_extent(cue), extents(cue, "source"), extents(cue, "content")) for cue in _cues(annotation))


def outermost(found: Iterable[Triple]) -> tuple[Triple, ...]:
    """Return the triples whose cue lies in no other's content, as PolNeAR has them; of two in each other, the first."""
    kept = tuple(found)
    return tuple(
        one
        for number, one in enumerate(kept)
        if not any(
            place != number and _inside(one, other) and not (_inside(other, one) and number < place)
            for place, other in enumerate(kept)
        )
    )


def _inside(one: Triple, other: Triple) -> bool:
    return any(start <= one.cue[0] and one.cue[1] <= end for start, end in other.content)


def as_spans(text: str, found: Iterable[Triple]) -> tuple[tuple[Span, ...], tuple[Relation, ...]]:
    """Return the spans and relations of triples, the way back from `triples`; ids are minted from labels and offsets."""
    spans: dict[str, Span] = {}
    relations: list[Relation] = []

    def span(label: str, extent: Extent) -> str:
        name = span_id(label, *extent)
        spans.setdefault(name, Span(id=name, start=extent[0], end=extent[1], label=label, text=text[slice(*extent)]))
        return name

    for triple in found:
        cue = span("CUE", triple.cue)
        for label, extents in (("source", triple.source), ("content", triple.content)):
            for extent in extents:
                tail = span(label.upper(), extent)
                relations.append(Relation(id=relation_id(label, cue, tail), label=label, head=cue, tail=tail))
    return reading_order(spans.values()), tuple(relations)


def attitudes(annotation: Annotation) -> tuple[Attitude, ...]:
    """Return each cue that says its act as an MPQA attitude; `objective-speech` is MPQA's speech without an attitude."""
    spans = {span.id: span for span in annotation.spans}
    tails = _tails(annotation)
    found = []
    for cue in _cues(annotation):
        kind = ATTITUDES.get(str(cue.attributes.get("act")))
        if kind is None:
            continue
        holder = tuple(sorted(_extent(spans[relation.tail]) for relation in tails.get((cue.id, "source"), ())))
        targets = tuple(
            (_extent(spans[relation.tail]), _text(relation.attributes.get("polarity")))
            for relation in tails.get((cue.id, "target"), ())
        )
        found.append(Attitude(kind, _extent(cue), holder, targets, cue.attributes.get("negated") is True))
    return tuple(found)


def edges(annotation: Annotation) -> tuple[Edge, ...]:
    """Return (holder, polarity, target) of each target relation whose ends are known actors, in the relations' order."""
    spans = {span.id: span for span in annotation.spans}
    found = []
    for relation in annotation.relations:
        holder = _text(spans[relation.head].attributes.get("holder"))
        target = _text(spans[relation.tail].attributes.get("entity"))
        polarity = _text(relation.attributes.get("polarity"))
        if relation.label == "target" and holder and target and polarity:
            found.append(Edge(holder, polarity, target, relation.head))
    return tuple(found)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
