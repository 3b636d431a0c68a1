"""The cast of one article while a person's work is read: which actors there are, and what was said of them."""

from collections.abc import Iterable, Mapping

import msgspec

from annotate.annotations import Entity, Value
from annotate.labelstudio.page.options import entity_of_text, minted_entity


class Cast:
    """Entities by id, grown by new names and corrected by facts; ids of old ones never change."""

    def __init__(self, entities: Iterable[Entity], ids: Mapping[str, str]) -> None:
        """Start with the entities that the page's lists were made from; `ids` maps an option's text to an entity id."""
        self._sent = {entity.id: entity for entity in entities}
        self._entities = dict(self._sent)
        self._ids = {text: entity for text, entity in ids.items() if entity in self._entities}
        self.conflicts: list[str] = []
        self._corrected: dict[tuple[str, str], Value] = {}

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Return the entities in the order of their ids' first appearance."""
        return tuple(self._entities.values())

    def picked(self, text: str) -> str | None:
        """Return the entity that an option stands for, None if the list never had it."""
        return entity_of_text(self._ids, text)

    def named(self, name: str) -> str:
        """Return the entity of this name, a new one if there is none."""
        known = self.picked(name)
        if known is None:
            entity = minted_entity(name, set(self._entities))
            self._entities[entity.id] = entity
            self._ids[entity.name] = entity.id
            known = entity.id
        return known

    def sent_fact(self, entity: str | None, name: str) -> Value:
        """Return what the page said of an entity when it was sent: its country or role."""
        found = self._sent.get(entity or "")
        return None if found is None else getattr(found, name)

    def is_new(self, entity: str) -> bool:
        """Say whether the page's lists did not have the entity."""
        return entity not in self._sent

    def correct(self, entity: str, name: str, value: Value) -> None:
        """Set a fact of an entity for all its mentions; the last word counts, a contradiction is kept in `conflicts`."""
        earlier = self._corrected.get((entity, name), value)
        if earlier != value:
            self.conflicts.append(
                f"{name} of {self._entities[entity].name!r} is {earlier!r} on one mention, {value!r} on another"
            )
        self._corrected[entity, name] = value
        self._entities[entity] = msgspec.structs.replace(self._entities[entity], **{name: value})
