"""Rows of a layer's own config: one a span or, where the layer has relations, one a head with what it links to."""

from collections.abc import Iterator

from annotate.annotations import Entity, Relation, Span
from annotate.dataset.batches.quotes import quote, quoted_in
from annotate.dataset.rows.columns import CONTENT, attributes_of_rows, row_labels
from annotate.dataset.rows.subject import Row, Subject, entity_row, inferred
from annotate.scheme import Layer
from tests.dataset.plain.nested import attribute_values, mark_row, origin, part_values, where


def layer_rows(subject: Subject, layer: Layer) -> Iterator[Row]:
    """Yield the rows of one layer in reading order; none where the article has no gold.

    For stance this is one row a cue: holder, sources, contents, targets with polarity, addressees, the cue whose
    content encloses it, and whether the content is quoted (direct, mixed, indirect).
    """
    if subject.gold is None:
        return
    annotation = subject.gold.annotation
    entities = {entity.id: entity for entity in annotation.entities}
    links = Links(annotation.spans, annotation.relations, layer)
    quoted = quoted_in(subject.article.text) if links.has_content else []
    labels = row_labels(layer)
    for span in annotation.spans:
        if span.label not in labels:
            continue
        row = {
            **mark_row(span),
            **origin(subject, span.id, judged=subject.checked(span.label)),
            **_attributes(span, layer, entities),
            **(part_values(span, subject.article.text) if not layer.relations else {}),
            "rules": span.rules,
            "score": span.score,
            **where(subject, span.start),
        }
        for relation in layer.relations:
            ends = links.of(span, relation.name)
            row[f"{relation.name}s"] = [_end(link, tail, layer, subject, entities) for link, tail in ends]
        if links.has_content:
            contents = [tail for _, tail in links.of(span, CONTENT)]
            row["nested_in"] = links.enclosing(span)
            row["quote"] = quote(contents, quoted, subject.article.text)
        yield row


class Links:
    """The relations of a layer, found by their head."""

    def __init__(self, spans: tuple[Span, ...], relations: tuple[Relation, ...], layer: Layer) -> None:
        """Sort the relations by where they start."""
        at = {span.id: span for span in spans}
        self.has_content = any(relation.name == CONTENT for relation in layer.relations)
        self._by_head: dict[tuple[str, str], list[tuple[Relation, Span]]] = {}
        for relation in relations:
            self._by_head.setdefault((relation.head, relation.label), []).append((relation, at[relation.tail]))
        for links in self._by_head.values():
            links.sort(key=lambda link: (link[1].start, -link[1].end))
        self._contents = [
            (tail, head) for (head, label), links in self._by_head.items() if label == CONTENT for _, tail in links
        ]

    def of(self, head: Span, label: str) -> list[tuple[Relation, Span]]:
        """Return the links of this label that start at a span, in the order of their tails."""
        return self._by_head.get((head.id, label), [])

    def enclosing(self, cue: Span) -> str | None:
        """Return the id of the cue whose content is the shortest one around this cue."""
        around = [
            (tail.end - tail.start, head)
            for tail, head in self._contents
            if head != cue.id and tail.start <= cue.start and cue.end <= tail.end
        ]
        return min(around)[1] if around else None


def _attributes(span: Span, layer: Layer, entities: dict[str, Entity]) -> Row:
    known = [a for a in attributes_of_rows(layer) if not a.labels or span.label in a.labels]
    row = attribute_values(span.attributes, known)
    for attribute in known:
        entity = entities.get(str(span.attributes.get(attribute.name))) if attribute.type == "entity" else None
        if entity is not None:
            facts = entity_row(entity)
            row |= {f"{attribute.name}_{name}": value for name, value in facts.items() if name != "id"}
    return row


def _end(link: Relation, tail: Span, layer: Layer, subject: Subject, entities: dict[str, Entity]) -> Row:
    relation = subject.scheme.relations[link.label]
    row = mark_row(tail)
    entity = entities.get(str(tail.attributes.get("entity")))
    if entity is not None and tail.label not in layer.label_names:
        row |= {"entity": entity.id, "entity_name": entity.name}
    return row | attribute_values(link.attributes, relation.attributes) | {"inferred": inferred(link)}
