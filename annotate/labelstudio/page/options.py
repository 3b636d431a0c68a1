"""The lists an annotator picks from: the article's own actors by name, each name standing for one entity id."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from annotate.annotations import Annotation, Entity, folded
from annotate.countries import ISO_3166
from annotate.labelstudio.page.controls import Control

ENTITY_IDS = "entity_ids"  # key of the task data: option text -> entity id, so that a lost manifest loses nothing


def option_texts(entities: Sequence[Entity]) -> dict[str, str]:
    """Return entity id -> the text it is picked by: its name, numbered where two entities share one."""
    seen: Counter[str] = Counter()
    taken: set[str] = set()
    texts: dict[str, str] = {}
    for entity in entities:
        name = text = " ".join(entity.name.split())
        while text in taken:
            seen[name] += 1
            text = f"{name} ({seen[name] + 1})"
        taken.add(text)
        texts[entity.id] = text
    return texts


def with_entities(annotation: Annotation, also: Iterable[Entity]) -> Annotation:
    """Return the annotation with the entities whose names it lacks added; an id that is taken is minted anew.

    Names that differ in case and blanks only are one where they come from two sides, and two within one of them.
    """
    entities = list(annotation.entities)
    names = {folded(entity.name) for entity in entities}
    taken = {entity.id for entity in entities}
    for entity in also:
        if folded(entity.name) not in names:
            fresh = minted_entity(entity.name, taken).id if entity.id in taken else entity.id
            entities.append(msgspec.structs.replace(entity, id=fresh))
            taken.add(fresh)
    return msgspec.structs.replace(annotation, entities=tuple(entities))


def option_data(annotation: Annotation, fields: Sequence[Control]) -> dict[str, Any]:
    """Return the task data that the page's entity and country lists are made from.

    Entities that hold a stance come first in the holders' list, then those mentioned most; each list is whole, so that
    what is suggested can always be picked. Keys are given to the first ones, in the scheme's order.
    """
    texts = option_texts(annotation.entities)
    data: dict[str, Any] = {ENTITY_IDS: {text: entity for entity, text in texts.items()}}
    for field in fields:
        if field.options is None or (field.options in data and not field.attribute.hotkeys):
            continue
        if field.attribute.type == "country":
            data[field.options] = [{"value": code} for code in countries(annotation)]
            continue
        order = [texts[entity] for entity in _by_use(annotation, field.attribute.name)]
        keys = [*field.attribute.hotkeys, *[None] * len(order)]
        data[field.options] = [
            {"value": text, "hotkey": key} if key else {"value": text} for text, key in zip(order, keys, strict=False)
        ]
    return data


def _by_use(annotation: Annotation, attribute: str) -> list[str]:
    """Return entity ids, those that the attribute names most often first, then by number of mentions, then by id order."""
    named = Counter(span.attributes.get(attribute) for span in annotation.spans)
    mentioned = Counter(span.attributes.get("entity") for span in annotation.spans)
    ids = [entity.id for entity in annotation.entities]
    return sorted(ids, key=lambda entity: (-named[entity], -mentioned[entity], ids.index(entity)))


def countries(annotation: Annotation) -> list[str]:
    """Return the country codes to choose from: those of the article's entities first, then all others."""
    here = sorted({entity.country for entity in annotation.entities if entity.country})
    return here + [code for code in ISO_3166 if code not in here]


def entity_of_text(ids: Mapping[str, str], text: str) -> str | None:
    """Return the entity id that an option's text stands for, forgiving case and blanks; None for a new name."""
    wanted = " ".join(text.split())
    if wanted in ids:
        return ids[wanted]
    return {folded(name): entity for name, entity in ids.items()}.get(folded(text))


def minted_entity(name: str, taken: set[str]) -> Entity:
    """Return a new entity of this name with the next free id."""
    number = 1
    while f"e{number}" in taken:
        number += 1
    return Entity(id=f"e{number}", name=" ".join(name.split()))
