"""The votes of those who judged an article: what more than half of them kept stands, the rest is in dispute."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

import msgspec

from annotate.annotations import Annotation, Mark, Relation, Span, Value, relation_id, span_id
from annotate.quality.entities import majority
from annotate.scheme import Layer, Scheme

Kind = Literal["span", "relation", "attribute"]


class Dispute(NamedTuple):
    """What no majority kept (or, for an attribute, no majority agreed on), where it is, and who was for it.

    `label` is the span's or relation's label, or the attribute's name; start and end are the span's, for a relation
    its head's.
    """

    kind: Kind
    layer: str
    label: str
    start: int
    end: int
    kept_by: tuple[str, ...]
    judges: tuple[str, ...]


class Votes:
    """One article's votes: spans are counted first, in all layers, then the relations between them."""

    def __init__(self, scheme: Scheme, benches: dict[str, tuple[Annotation, ...]]) -> None:
        """Count the votes of each layer's bench; `spans` and `relations` are what stands, `disputes` the rest."""
        self.scheme = scheme
        self.benches = benches
        self.spans: dict[Mark, Span] = {}
        self.ids: set[str] = set()
        self.relations: list[Relation] = []
        self.disputes: list[Dispute] = []
        layers = [layer for layer in scheme.layers if layer.name in benches]
        for layer in layers:
            self._hear_spans(layer, benches[layer.name])
        for layer in layers:
            self._hear_relations(layer, benches[layer.name])

    def referred(self) -> frozenset[str]:
        """Return every text value of an attribute: entity ids among them."""
        said = {value for span in self.spans.values() for value in span.attributes.values()}
        return frozenset(value for value in said if isinstance(value, str))

    def _hear_spans(self, layer: Layer, bench: tuple[Annotation, ...]) -> None:
        """Keep the spans of a layer that more than half of a bench made, and note the others as disputes."""
        if len(bench) == 1:
            self._hear_one(layer, bench[0])
            return
        votes: dict[Mark, dict[str, Span]] = {}
        labels = layer.label_names
        for annotation in bench:
            for span in annotation.spans:
                if span.label in labels:
                    votes.setdefault(span.mark, {})[annotation.author] = span
        authors = tuple(annotation.author for annotation in bench)
        for key in sorted(votes):
            start, end, label = key
            kept_by = tuple(votes[key])
            if 2 * len(kept_by) > len(bench):
                self._keep(next(iter(votes[key].values())), _agreed(list(votes[key].values())))
                for name in _open_questions(list(votes[key].values())):
                    self.disputes.append(Dispute("attribute", layer.name, name, start, end, (), kept_by))
            else:
                self.disputes.append(Dispute("span", layer.name, label, start, end, kept_by, authors))

    def _hear_one(self, layer: Layer, annotation: Annotation) -> None:
        """Keep the spans of the only voice: nothing is to be counted, and most stay the objects that they are."""
        labels = layer.label_names
        only = {(span.start, span.end, span.label): span for span in annotation.spans if span.label in labels}
        for key in sorted(only):
            span = only[key]
            if span.id in self.ids or None in span.attributes.values():
                self._keep(span, _agreed([span]))
            else:
                self.ids.add(span.id)
                self.spans[key] = span

    def _keep(self, first: Span, agreed: Span) -> Span:
        name = first.id
        if name in self.ids:
            again = span_id(first.label, first.start, first.end)
            name = again if again not in self.ids else f"{again}-{len(self.ids)}"
        self.ids.add(name)
        self.spans[first.mark] = kept = agreed if agreed.id == name else msgspec.structs.replace(agreed, id=name)
        return kept

    def _hear_relations(self, layer: Layer, bench: tuple[Annotation, ...]) -> None:
        """Keep the relations of a layer whose ends were kept and that more than half of a bench drew."""
        labels = {relation.name for relation in layer.relations}
        if not labels:
            return
        if len(bench) == 1:
            self._hear_relations_of_one(layer, bench[0])
            return
        votes: dict[tuple[str, str, str], dict[str, Relation]] = {}
        homeless: list[tuple[Relation, Span | None, str]] = []
        for annotation in bench:
            spans = {span.id: span for span in annotation.spans}
            for relation in annotation.relations:
                if relation.label not in labels:
                    continue
                head = self._seat(spans.get(relation.head), layer)
                tail = self._seat(spans.get(relation.tail), layer)
                if head is None or tail is None:
                    homeless.append((relation, spans.get(relation.head), annotation.author))
                else:
                    votes.setdefault((relation.label, head.id, tail.id), {})[annotation.author] = relation
        self._decide(layer, tuple(a.author for a in bench), votes, homeless)

    def _hear_relations_of_one(self, layer: Layer, annotation: Annotation) -> None:
        """Keep the relations of the only voice whose ends are kept, in the order in which votes are counted."""
        order = {relation.name: place for place, relation in enumerate(layer.relations)}
        spans = {span.id: span for span in annotation.spans}
        seats = self._seats(annotation)
        kept: dict[tuple[int | str, ...], tuple[Relation, str, str]] = {}
        for relation in annotation.relations:
            place = order.get(relation.label)
            if place is None:
                continue
            head = seats.get(relation.head) or self._seated(spans.get(relation.head), layer)
            tail = seats.get(relation.tail) or self._seated(spans.get(relation.tail), layer)
            if head is not None and tail is not None:
                kept[*head[0], place, *tail[0]] = relation, head[1], tail[1]
                continue
            start, end, _ = spans[relation.head].mark if relation.head in spans else (0, 0, "")
            by = (annotation.author,)
            self.disputes.append(Dispute("relation", layer.name, relation.label, start, end, by, by))
        for key in sorted(kept):
            relation, head_id, tail_id = kept[key]
            self.relations.append(_linking([relation], relation.label, head_id, tail_id))

    def _seats(self, annotation: Annotation) -> dict[str, tuple[Mark, str]]:
        """Return, by the ids of the annotation's spans that are kept, their marks and the ids that they are kept by."""
        found: dict[str, tuple[Mark, str]] = {}
        for span in annotation.spans:
            mark = (span.start, span.end, span.label)
            kept = self.spans.get(mark)
            if kept is not None:
                found[span.id] = mark, kept.id
        return found

    def _seated(self, span: Span | None, layer: Layer) -> tuple[Mark, str] | None:
        seat = self._seat(span, layer)
        return None if seat is None else (seat.mark, seat.id)

    def _decide(
        self,
        layer: Layer,
        authors: tuple[str, ...],
        votes: dict[tuple[str, str, str], dict[str, Relation]],
        homeless: list[tuple[Relation, Span | None, str]],
    ) -> None:
        """Count the votes for each link between kept spans; those without a kept end are disputes."""
        at = {span.id: span for span in self.spans.values()}
        order = {relation.name: number for number, relation in enumerate(layer.relations)}

        def place(link: tuple[str, str, str]) -> tuple[Mark, int, Mark]:
            label, head, tail = link
            return at[head].mark, order[label], at[tail].mark

        for link in sorted(votes, key=place):
            label, head, tail = link
            said = votes[link]
            if 2 * len(said) > len(authors):
                self.relations.append(_linking(list(said.values()), label, head, tail))
            else:
                span = at[head]
                self.disputes.append(Dispute("relation", layer.name, label, span.start, span.end, tuple(said), authors))
        for relation, head_span, author in homeless:
            start, end = (head_span.start, head_span.end) if head_span is not None else (0, 0)
            self.disputes.append(Dispute("relation", layer.name, relation.label, start, end, (author,), authors))

    def _seat(self, span: Span | None, layer: Layer) -> Span | None:
        """Return the kept span that stands for one end of a relation.

        Within the relation's own layer it must be the very span. In another layer, which other people may have
        judged, it is the span that overlaps most; where nobody judged that layer, the end itself is taken over.
        """
        if span is None:
            return None
        kept = self.spans.get(span.mark)
        if kept is not None or span.label in layer.label_names:
            return kept
        home = self.scheme.layer_of[span.label]
        near = sorted(_overlapping(span, self.spans.values(), home.label_names), key=lambda pair: pair[0])
        if near:
            return near[0][1]
        return None if home.name in self.benches else self._keep(span, span)


def _overlapping(span: Span, others: Iterable[Span], labels: tuple[str, ...]) -> Iterator[tuple[int, Span]]:
    for other in others:
        shared = min(span.end, other.end) - max(span.start, other.start)
        if shared > 0 and other.label in labels:
            yield -shared, other


def _linking(said: list[Relation], label: str, head: str, tail: str) -> Relation:
    """Return the relation that stands between two kept spans."""
    first, name = said[0], relation_id(label, head, tail)
    attributes = first.attributes
    if len(said) > 1 or None in attributes.values():
        attributes = _attributes([relation.attributes for relation in said])
    said_so = attributes is first.attributes or attributes == first.attributes
    if said_so and first.id == name and first.head == head and first.tail == tail:
        return first
    return msgspec.structs.replace(first, id=name, head=head, tail=tail, attributes=attributes)


def _agreed(spans: list[Span]) -> Span:
    """Return the first of the spans with the attributes and parts that most of them have."""
    if len(spans) == 1 and None not in spans[0].attributes.values():
        return spans[0]
    parts = {
        name: extent
        for name in dict.fromkeys(name for span in spans for name in span.parts)
        if (extent := majority([span.parts.get(name) for span in spans])) is not None
    }
    return msgspec.structs.replace(spans[0], attributes=_attributes([s.attributes for s in spans]), parts=parts)


def _attributes(said: Sequence[dict[str, Value]]) -> dict[str, Value]:
    if len(said) == 1 and None not in said[0].values():
        return said[0]
    return {
        name: value
        for name in dict.fromkeys(name for attributes in said for name in attributes)
        if (value := majority([attributes.get(name) for attributes in said])) is not None
    }


def _open_questions(spans: list[Span]) -> list[str]:
    """Return the attributes on which no value has more than half."""
    if len(spans) == 1:
        return []
    names = dict.fromkeys(name for span in spans for name in span.attributes)
    values = {name: [span.attributes.get(name) for span in spans] for name in names}
    return [name for name, said in values.items() if 2 * said.count(majority(said)) <= len(said)]
