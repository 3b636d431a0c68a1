"""What must hold of a record, said once and used at every border.

Each rule has a code, a sentence and a function; `breaches` runs them all and returns every finding.
The shape (keys, types) is not here: the types of `annotations` refuse a wrong shape while reading.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from math import isfinite
from typing import NamedTuple

from annotate.annotations import Annotation, Article, Span, Value
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
    found += _duplicates("R01", "article", "annotation id", (a.id for a in article.annotations))
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


def _duplicates(rule: str, where: str, what: str, ids: Iterator[str]) -> list[Breach]:
    listed = list(ids)
    once = set(listed)
    if len(listed) == len(once) and "" not in once:
        return []
    counts = Counter(listed)
    empty = [Breach(rule, where, f"a {what} is empty")] if counts.pop("", 0) else []
    again = [Breach(rule, where, f"{what} {x!r} is used {n} times, it is unique") for x, n in counts.items() if n > 1]
    return empty + again


def check_ids(_: Article, annotation: Annotation, scheme: Scheme) -> Iterator[Breach]:
    """R01: ids of spans, relations and entities are unique within an annotation; R08: its layers are the scheme's."""
    yield from _duplicates("R01", annotation.id, "span id", (x.id for x in annotation.spans))
    yield from _duplicates("R01", annotation.id, "relation id", (x.id for x in annotation.relations))
    yield from _duplicates("R01", annotation.id, "entity id", (x.id for x in annotation.entities))
    known = [layer.name for layer in scheme.layers]
    for name in annotation.layers:
        if name not in known:
            yield Breach("R08", annotation.id, f"layer {name!r} is not in the scheme, which has {', '.join(known)}")


def check_offsets(article: Article, annotation: Annotation, _: Scheme) -> Iterator[Breach]:
    """R02: spans and parts lie inside the text, parts inside their span; R03: the surface is the text there."""
    text = article.text
    for span in annotation.spans:
        where = f"{annotation.id} {span.id}"
        if not 0 <= span.start < span.end <= len(text):
            yield Breach("R02", where, f"[{span.start}, {span.end}) is not inside a text of {len(text)} characters")
            continue
        if text[span.start : span.end] != span.text:
            yield Breach(
                "R03", where, f"the text there is {text[span.start : span.end]!r}, the span says {span.text!r}"
            )
        for name, (start, end) in span.parts.items():
            if not span.start <= start < end <= span.end:
                yield Breach("R02", where, f"part {name} [{start}, {end}) is not inside [{span.start}, {span.end})")


def check_zones(article: Article, annotation: Annotation, _: Scheme) -> Iterator[Breach]:
    """R04: datelines, bylines and site furniture get no spans from the machine."""
    if annotation.role != "machine":
        return
    for span in annotation.spans:
        for zone in article.meta.zones:
            if span.start < zone.end and zone.start < span.end:
                yield Breach("R04", f"{annotation.id} {span.id}", f"lies in the {zone.kind} [{zone.start}, {zone.end})")


def check_labels(_: Article, annotation: Annotation, scheme: Scheme) -> Iterator[Breach]:
    """R05: labels, parts, attributes and their values are the scheme's."""
    for span in annotation.spans:
        where = f"{annotation.id} {span.id}"
        layer = scheme.layer_of.get(span.label)
        if layer is None:
            yield Breach(
                "R05", where, f"label {span.label!r} is not in the scheme, which has {', '.join(scheme.labels)}"
            )
            continue
        for name in span.parts:
            if name not in layer.part_names:
                has = sorted(layer.part_names)
                yield Breach("R05", where, f"part {name!r} is not in layer {layer.name}, which has {has}")
        if span.attributes:
            yield from _attributes(where, span.attributes, scheme.attributes[span.label])
    for relation in annotation.relations:
        kind = scheme.relations.get(relation.label)
        if kind is not None and relation.attributes:
            known = {attribute.name: attribute for attribute in kind.attributes}
            yield from _attributes(f"{annotation.id} {relation.id}", relation.attributes, known)
    facts = {attribute.name: attribute for attribute in scheme.entity_attributes}
    for entity in annotation.entities:
        values: dict[str, Value] = {"country": entity.country, "role": entity.role}
        yield from _attributes(f"{annotation.id} {entity.id}", values, facts)


def _attributes(where: str, values: dict[str, Value], known: dict[str, Attribute]) -> Iterator[Breach]:
    for name, value in values.items():
        attribute = known.get(name)
        if attribute is None:
            yield Breach("R05", where, f"attribute {name!r} is not one of {', '.join(known) or 'none'}")
        elif value is not None and not fits(attribute, value):
            right = " or ".join(attribute.values) or RIGHT.get(attribute.type, attribute.type)
            yield Breach("R05", where, f"{name} is {value!r}, it should be {right}")


RIGHT = {"country": "an ISO 3166-1 alpha-2 code", "text": "text", "entity": "the id of an entity"}


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
        for end, target in (("head", relation.head), ("tail", relation.tail)):
            if target not in spans:
                yield Breach("R06", f"{annotation.id} {relation.id}", f"{end} {target!r} is no span of this annotation")
    for span in annotation.spans:
        known = scheme.attributes.get(span.label, {})
        for name, value in span.attributes.items():
            names_entity = name in known and known[name].type == "entity"
            if names_entity and value is not None and value not in entities:
                yield Breach("R06", f"{annotation.id} {span.id}", f"{name} {value!r} is no entity of this annotation")


def check_relations(_: Article, annotation: Annotation, scheme: Scheme) -> Iterator[Breach]:
    """R07: a relation links labels that the scheme lets it link, and no span to itself."""
    labels = {span.id: span.label for span in annotation.spans}
    for relation in annotation.relations:
        where = f"{annotation.id} {relation.id}"
        kind = scheme.relations.get(relation.label)
        if kind is None:
            yield Breach("R07", where, f"relation {relation.label!r} is not one of {', '.join(scheme.relations)}")
            continue
        head, tail = labels.get(relation.head), labels.get(relation.tail)
        if relation.head == relation.tail:
            yield Breach("R07", where, "links a span to itself")
        elif head is not None and tail is not None and (head not in kind.head or tail not in kind.tail):
            right = f"{' or '.join(kind.head)} to {' or '.join(kind.tail)}"
            yield Breach("R07", where, f"links {head} to {tail}, {relation.label} goes from {right}")


def check_overlaps(_: Article, annotation: Annotation, scheme: Scheme) -> Iterator[Breach]:
    """R10: spans of a layer that is flat do not overlap; no two spans share label and extent."""
    for layer in scheme.layers:
        spans = sorted((s for s in annotation.spans if s.label in layer.label_names), key=lambda s: (s.start, s.end))
        previous: Span | None = None
        for span in spans:
            if previous is not None and not layer.overlap and span.start < previous.end:
                message = f"overlaps {previous.id}, {layer.name} do not overlap"
                yield Breach("R10", f"{annotation.id} {span.id}", message)
            previous = span if previous is None or span.end > previous.end else previous
        if len({(s.label, s.start, s.end) for s in spans}) < len(spans):
            yield from _duplicates("R10", annotation.id, "extent", (f"{s.label} [{s.start}, {s.end})" for s in spans))


CHECKS: tuple[Callable[[Article, Annotation, Scheme], Iterator[Breach]], ...] = (
    check_ids,
    check_offsets,
    check_zones,
    check_labels,
    check_references,
    check_relations,
    check_overlaps,
)
