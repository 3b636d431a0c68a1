"""The passes of one article become one record: a person's work on disjoint layers is one annotation."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain

import msgspec

from annotate.annotations import Annotation, Article, Entity, reading_order
from annotate.scheme import Scheme


def merged(article: Article, more: Sequence[Annotation], scheme: Scheme) -> Article:
    """Return the article with more annotations: suggestions once, submitted work of one person on other layers joined.

    Suggestions come first. Drafts, skips and second annotations of the same layers stay apart, under ids of their own.
    """
    annotations = list(article.annotations)
    for annotation in more:
        if annotation in annotations or any(_says_less(annotation, known) for known in annotations):
            continue
        annotations = [known for known in annotations if not _says_less(known, annotation)]
        partner = next((a for a in annotations if _joins(a, annotation)), None)
        if partner is not None:
            annotations[annotations.index(partner)] = joined(partner, annotation, scheme)
        else:
            annotations.append(annotation)
    annotations.sort(key=lambda annotation: annotation.role != "machine")
    return msgspec.structs.replace(article, annotations=tuple(_with_own_ids(annotations)))


def _says_less(first: Annotation, second: Annotation) -> bool:
    """Say whether a suggestion is the part for some layers of another one: what is read back where the manifest is lost."""
    same = first.role == second.role == "machine" and (first.id, first.version) == (second.id, second.version)
    return same and set(first.layers) < set(second.layers)


def _joins(first: Annotation, second: Annotation) -> bool:
    return (
        first.role == second.role
        and first.version == second.version
        and first.author == second.author
        and first.status == second.status == "submitted"
        and first.parent == second.parent
        and first.shown == second.shown
        and not set(first.layers) & set(second.layers)
    )


def joined(first: Annotation, second: Annotation, scheme: Scheme) -> Annotation:
    """Return two annotations of one person as one: layers, spans, relations, entities and origins of both.

    Actors that came along with a stance as its targets are the first one's own where it covers them.
    """
    covered = {label for name in first.layers for label in scheme.layer(name).label_names}
    ids = {span.id for span in first.spans}
    spans = [*first.spans, *(s for s in second.spans if s.id not in ids and s.label not in covered)]
    ids |= {span.id for span in spans}
    entities: dict[str, Entity] = {entity.id: entity for entity in chain(second.entities, first.entities)}
    times = [a.lead_time_s for a in (first, second) if a.lead_time_s is not None]
    return msgspec.structs.replace(
        first,
        layers=tuple(layer.name for layer in scheme.layers if layer.name in {*first.layers, *second.layers}),
        created_at=min(filter(None, (first.created_at, second.created_at)), default=None),
        updated_at=max(filter(None, (first.updated_at, second.updated_at)), default=None),
        lead_time_s=sum(times) if times else None,
        note="\n".join(filter(None, (first.note, second.note))) or None,
        source=(*first.source, *second.source),
        entities=tuple(sorted(entities.values(), key=_entity_order)),
        spans=reading_order(spans),
        relations=(*first.relations, *(r for r in second.relations if {r.head, r.tail} <= ids)),
    )


def _entity_order(entity: Entity) -> tuple[int, str]:
    digits = entity.id.lstrip("e")
    return (int(digits) if digits.isdigit() else 0, entity.id)


def _with_own_ids(annotations: Sequence[Annotation]) -> list[Annotation]:
    """Return the annotations with ids that are unique in the article: a01, a01-draft, a01-2."""
    seen: Counter[str] = Counter()
    named = []
    for annotation in annotations:
        if annotation.role == "machine":
            named.append(annotation)
            continue
        base = annotation.author if annotation.status == "submitted" else f"{annotation.author}-{annotation.status}"
        seen[base] += 1
        own = base if seen[base] == 1 else f"{base}-{seen[base]}"
        named.append(annotation if annotation.id == own else msgspec.structs.replace(annotation, id=own))
    return named
