"""What must hold of a record, said once and used at every border.

Each rule has a code, a sentence and a function; `breaches` runs them all and returns every finding.
The shape (keys, types) is not here: the types of `annotations` refuse a wrong shape while reading.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from math import isfinite
from typing import NamedTuple

from annotate.annotations import Annotation, Article, Entity, Relation, Span, Value, touch
from annotate.countries import COUNTRIES
from annotate.scheme import Attribute, Scheme


class Breach(NamedTuple):
    """One rule broken in one place: `where` names annotation and item, the message says what would be right."""

    rule: str
    where: str
    message: str

    def __str__(self) -> str:
        """Return the finding as one line."""
        return f"{self.rule} {self.where}: {self.message}"


def breaches(article: Article, scheme: Scheme) -> list[Breach]:
    """Return everything in the article that breaks a rule, in reading order; empty when all is well."""
    found = article_breaches(article)
    found += _duplicates("R01", "article", "annotation id", [a.id for a in article.annotations])
    ids = {annotation.id for annotation in article.annotations}
    for annotation in article.annotations:
        if annotation.parent is not None and annotation.parent not in ids - {annotation.id}:
            message = f"parent {annotation.parent!r} is no other annotation of this article"
            found.append(Breach("R09", annotation.id, message))
        for check in CHECKS:
            found += check(article, annotation, scheme)
    return found


def article_breaches(article: Article) -> list[Breach]:
    """Return what is wrong with an article itself, its annotations aside: R01 an empty id, R02 zones outside the text."""
    found = [] if article.id else [Breach("R01", "article", "the article id is empty")]
    length = len(article.text)
    return found + [
        Breach(
            "R02", "meta", f"zone {zone.kind} [{zone.start}, {zone.end}) is not inside a text of {length} characters"
        )
        for zone in article.meta.zones
        if not 0 <= zone.start < zone.end <= length
    ]


def _duplicates(rule: str, where: str, what: str, ids: list[str]) -> list[Breach]:
    once = set(ids)
    if len(ids) == len(once) and "" not in once:
        return []
    counts = Counter(ids)
    empty = [Breach(rule, where, f"a {what} is empty")] if counts.pop("", 0) else []
    again = [Breach(rule, where, f"{what} {x!r} is used {n} times, it is unique") for x, n in counts.items() if n > 1]
    return empty + again


def check_ids(_: Article, annotation: Annotation, scheme: Scheme) -> Iterator[Breach]:
    """R01: ids of spans, relations and entities are unique within an annotation; R08: its layers are the scheme's."""
    yield from _duplicates("R01", annotation.id, "span id", [x.id for x in annotation.spans])
    yield from _duplicates("R01", annotation.id, "relation id", [x.id for x in annotation.relations])
    yield from _duplicates("R01", annotation.id, "entity id", [x.id for x in annotation.entities])
    known = [layer.name for layer in scheme.layers]
    for name in annotation.layers:
        if name not in known:
            yield Breach("R08", annotation.id, f"layer {name!r} is not in the scheme, which has {', '.join(known)}")


def check_offsets(article: Article, annotation: Annotation, _: Scheme) -> Iterator[Breach]:
    """R02: spans and parts lie inside the text, parts inside their span; R03: the surface is the text there."""
    text = article.text
    for span in annotation.spans:
        first, last = span.start, span.end
        if not 0 <= first < last <= len(text):
            message = f"[{first}, {last}) is not inside a text of {len(text)} characters"
            yield Breach("R02", _place(annotation, span), message)
            continue
        if text[first:last] != span.text:
            message = f"the text there is {text[first:last]!r}, the span says {span.text!r}"
            yield Breach("R03", _place(annotation, span), message)
        for name, (start, end) in span.parts.items():
            if not first <= start < end <= last:
                message = f"part {name} [{start}, {end}) is not inside [{first}, {last})"
                yield Breach("R02", _place(annotation, span), message)


def _place(annotation: Annotation, item: Span | Relation | Entity) -> str:
    return f"{annotation.id} {item.id}"


def check_zones(article: Article, annotation: Annotation, _: Scheme) -> Iterator[Breach]:
    """R04: datelines, bylines and site furniture get no spans from the machine."""
    if annotation.role != "machine" or not article.meta.zones:
        return
    for span in annotation.spans:
        for zone in article.meta.zones:
            if touch(span, zone):
                yield Breach("R04", _place(annotation, span), f"lies in the {zone.kind} [{zone.start}, {zone.end})")


def check_labels(_: Article, annotation: Annotation, scheme: Scheme) -> Iterator[Breach]:
    """R05: labels and parts of spans are the scheme's."""
    layers = scheme.layer_of
    for span in annotation.spans:
        layer = layers.get(span.label)
        if layer is None:
            message = f"label {span.label!r} is not in the scheme, which has {', '.join(scheme.labels)}"
            yield Breach("R05", _place(annotation, span), message)
            continue
        for name in span.parts:
            if name not in layer.part_names:
                message = f"part {name!r} is not in layer {layer.name}, which has {sorted(layer.part_names)}"
                yield Breach("R05", _place(annotation, span), message)


def check_attributes(_: Article, annotation: Annotation, scheme: Scheme) -> Iterator[Breach]:
    """R05: attributes of spans, relations and entities are the scheme's, and so are their values."""
    known = scheme.attributes
    for span in annotation.spans:
        if span.attributes:
            for message in _misfits(span.attributes, known.get(span.label)):
                yield Breach("R05", _place(annotation, span), message)
    known = scheme.relation_attributes
    for relation in annotation.relations:
        if relation.attributes:
            for message in _misfits(relation.attributes, known.get(relation.label)):
                yield Breach("R05", _place(annotation, relation), message)
    facts = {attribute.name: attribute for attribute in scheme.entity_attributes}
    for entity in annotation.entities:
        if entity.country is None and entity.role is None:
            continue
        for message in _misfits({"country": entity.country, "role": entity.role}, facts):
            yield Breach("R05", _place(annotation, entity), message)


def _misfits(values: Mapping[str, Value], known: Mapping[str, Attribute] | None) -> list[str]:
    """Return in a sentence each what is wrong with attributes: one that is not known, or a value that is not its kind.

    `known` is None where the label itself is unknown: then nothing can be said of its attributes.
    """
    found: list[str] = []
    if known is None:
        return found
    for name, value in values.items():
        attribute = known.get(name)
        if attribute is None:
            found.append(f"attribute {name!r} is not one of {', '.join(known) or 'none'}")
        elif value is not None and not fits(attribute, value):
            right = " or ".join(attribute.values) or _RIGHT.get(attribute.type, attribute.type)
            found.append(f"{name} is {value!r}, it should be {right}")
    return found


_RIGHT = {"country": "an ISO 3166-1 alpha-2 code", "text": "text", "entity": "the id of an entity"}


def fits(attribute: Attribute, value: Value) -> bool:
    """Say whether a value that is not null is one of the attribute's type."""
    match attribute.type:
        case "choice":
            return value in attribute.values
        case "boolean":
            return isinstance(value, bool)
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
        case "country":
            return value in COUNTRIES
        case _:
            return isinstance(value, str)


def check_references(_: Article, annotation: Annotation, scheme: Scheme) -> Iterator[Breach]:
    """R06: relations and entity attributes point at what exists in the same annotation."""
    spans = {span.id for span in annotation.spans}
    entities = {entity.id for entity in annotation.entities}
    for relation in annotation.relations:
        if relation.head in spans and relation.tail in spans:
            continue
        for end, target in (("head", relation.head), ("tail", relation.tail)):
            if target not in spans:
                message = f"{end} {target!r} is no span of this annotation"
                yield Breach("R06", _place(annotation, relation), message)
    naming = scheme.naming
    for span in annotation.spans:
        for name in naming.get(span.label, ()):
            value = span.attributes.get(name)
            if value is not None and value not in entities:
                message = f"{name} {value!r} is no entity of this annotation"
                yield Breach("R06", _place(annotation, span), message)


def check_relations(_: Article, annotation: Annotation, scheme: Scheme) -> Iterator[Breach]:
    """R07: a relation links labels that the scheme lets it link, and no span to itself."""
    labels = {span.id: span.label for span in annotation.spans}
    kinds = scheme.relations
    for relation in annotation.relations:
        kind = kinds.get(relation.label)
        if kind is None:
            message = f"relation {relation.label!r} is not one of {', '.join(kinds)}"
            yield Breach("R07", _place(annotation, relation), message)
            continue
        head, tail = labels.get(relation.head), labels.get(relation.tail)
        if relation.head == relation.tail:
            yield Breach("R07", _place(annotation, relation), "links a span to itself")
        elif head is not None and tail is not None and (head not in kind.head or tail not in kind.tail):
            right = f"{' or '.join(kind.head)} to {' or '.join(kind.tail)}"
            message = f"links {head} to {tail}, {relation.label} goes from {right}"
            yield Breach("R07", _place(annotation, relation), message)


def check_overlaps(_: Article, annotation: Annotation, scheme: Scheme) -> Iterator[Breach]:
    """R10: spans of a layer that is flat do not overlap; no two spans share label and extent."""
    for layer in scheme.layers:
        labels = layer.label_names
        spans = [s for s in annotation.spans if s.label in labels]
        repeated = len({(s.label, s.start, s.end) for s in spans}) < len(spans)
        if layer.overlap and not repeated:
            continue
        spans.sort(key=lambda s: (s.start, s.end))
        previous: Span | None = None
        for span in spans:
            if previous is not None and not layer.overlap and span.start < previous.end:
                message = f"overlaps {previous.id}, {layer.name} do not overlap"
                yield Breach("R10", _place(annotation, span), message)
            previous = span if previous is None or span.end > previous.end else previous
        if repeated:
            yield from _duplicates("R10", annotation.id, "extent", [f"{s.label} [{s.start}, {s.end})" for s in spans])


CHECKS: tuple[Callable[[Article, Annotation, Scheme], Iterator[Breach]], ...] = (
    check_ids,
    check_offsets,
    check_zones,
    check_labels,
    check_attributes,
    check_references,
    check_relations,
    check_overlaps,
)
