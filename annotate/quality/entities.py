"""Entities of several annotations of one article, merged by name."""

from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

import msgspec

from annotate.annotations import Annotation, Entity, folded
from annotate.scheme import Scheme

T = TypeVar("T")
Key = tuple[str, int]  # the name, and which of equal names within one annotation


def merge_entities(annotations: Sequence[Annotation], scheme: Scheme) -> tuple[list[Entity], list[Annotation]]:
    """Return one list of entities, and the annotations with their spans pointing into it.

    Entities that two annotations name alike are one; facts are the majority's, on a tie the first annotation's. What
    fewer than half name and no span of theirs refers to is left out. An id stays the first annotation's where it is free.
    """
    said: dict[Key, list[Entity]] = {}
    keys = [_keys(annotation) for annotation in annotations]
    for annotation, known in zip(annotations, keys, strict=True):
        for entity in annotation.entities:
            said.setdefault(known[entity.id], []).append(entity)
    ids = _ids(said)
    renamed = [
        _pointing(annotation, {old: ids[key] for old, key in known.items()}, scheme)
        for annotation, known in zip(annotations, keys, strict=True)
    ]
    return [_merged(ids[key], entities) for key, entities in said.items()], renamed


def _merged(name: str, entities: Sequence[Entity]) -> Entity:
    """Return what several annotations said of one entity, under this id."""
    if len(entities) == 1 and entities[0].id == name:
        return entities[0]
    country, role = majority([e.country for e in entities]), majority([e.role for e in entities])
    return Entity(id=name, name=entities[0].name, country=country, role=role)


def widely_named(annotations: Sequence[Annotation]) -> frozenset[str]:
    """Return the ids of the entities that more than half of the (merged) annotations list."""
    counts = Counter(entity.id for annotation in annotations for entity in annotation.entities)
    return frozenset(x for x, count in counts.items() if 2 * count > len(annotations))


def majority(values: Sequence[T]) -> T:
    """Return the most frequent value, on a tie the one that comes first."""
    if len(values) == 1:
        return values[0]
    counts = Counter(values)
    most = max(counts.values())
    return next(value for value in values if counts[value] == most)


def _keys(annotation: Annotation) -> dict[str, Key]:
    seen: Counter[str] = Counter()
    keys: dict[str, Key] = {}
    for entity in annotation.entities:
        name = folded(entity.name)
        keys[entity.id] = (name, seen[name])
        seen[name] += 1
    return keys


def _ids(said: dict[Key, list[Entity]]) -> dict[Key, str]:
    ids: dict[Key, str] = {}
    taken: set[str] = set()
    wanted = {entity.id for entities in said.values() for entity in entities}
    number = 0
    for key, entities in said.items():
        name = entities[0].id
        while name in taken:
            number += 1
            name = f"e{number}" if f"e{number}" not in wanted else name
        ids[key] = name
        taken.add(name)
    return ids


def _pointing(annotation: Annotation, ids: dict[str, str], scheme: Scheme) -> Annotation:
    """Return an annotation whose entities have the ids given."""
    if all(old == new for old, new in ids.items()):
        return annotation
    pointers = {
        (label, name)
        for label, attributes in scheme.attributes.items()
        for name, attribute in attributes.items()
        if attribute.type == "entity"
    }
    spans = tuple(
        msgspec.structs.replace(
            span,
            attributes={
                name: ids.get(value, value) if isinstance(value, str) and (span.label, name) in pointers else value
                for name, value in span.attributes.items()
            },
        )
        for span in annotation.spans
    )
    entities = tuple(msgspec.structs.replace(entity, id=ids[entity.id]) for entity in annotation.entities)
    return msgspec.structs.replace(annotation, spans=spans, entities=entities)
