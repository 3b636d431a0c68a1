"""What reading a page asks of it again and again, for each label and relation once."""

from functools import cached_property
from typing import Literal, NamedTuple

from annotate.annotations import Value
from annotate.labelstudio.page.controls import NEW, Control, Page
from annotate.scheme import RelationType

Reads = Literal["number", "entity", "text", "boolean", "choice"]

_KEPT = 8  # pages whose lookups are kept: a project has one or two


class Field(NamedTuple):
    """A field of a span: its name, that of the text field for an actor that is not in the list, and how it is read."""

    name: str
    new: str
    reads: Reads
    choices: frozenset[str] | None  # what a choice may be; None where it is none
    control: Control


class LabelFields(NamedTuple):
    """The fields that a page label's regions can have: those of the span, and those of its entity with their names."""

    span: tuple[Field, ...]
    entity: tuple[Control, ...]
    facts: frozenset[str]


class Lookups:
    """The fields, kinds of relation and ways of trimming of one page."""

    def __init__(self, shown: Page) -> None:
        """Keep the page."""
        self.shown = shown
        self._between: dict[tuple[str, str], tuple[str, ...]] = {}

    @cached_property
    def fields(self) -> dict[str, LabelFields]:
        """Return the fields of each page label."""
        return {label: self._fields(label) for label in self.shown.meaning}

    @cached_property
    def names(self) -> dict[str, tuple[str | None, dict[Value, str]]]:
        """Return what each label of the record is called on the page: by which attribute, and by its value (None: by none)."""
        found: dict[str, tuple[str | None, dict[Value, str]]] = {}
        for name, (label, said) in self.shown.meaning.items():
            attribute = next(iter(said), None)
            found.setdefault(label, (attribute, {}))[1][said[attribute] if attribute else None] = name
        return found

    @cached_property
    def relation_fields(self) -> dict[str, tuple[Control, ...]]:
        """Return, for each relation, the fields of its head that say something of it."""
        names = self.shown.scheme.relations
        fields = [field for field in self.shown.fields if field.owner == "relation"]
        return {name: tuple(field for field in fields if field.relation == name) for name in names}

    @cached_property
    def picked(self) -> tuple[Control, ...]:
        """Return the fields that stand for a relation: its tails are picked from a list."""
        return tuple(field for field in self.shown.fields if field.relation is not None and field.owner == "span")

    @cached_property
    def picked_names(self) -> frozenset[str]:
        """Return the names of those fields."""
        return frozenset(field.name for field in self.picked)

    @cached_property
    def by_words(self) -> dict[str, bool]:
        """Say of each label whether its spans are selected by whole words."""
        return {
            label.name: label.granularity == "word" and not layer.overlap
            for layer in self.shown.scheme.layers
            for label in layer.labels
        }

    @cached_property
    def own_kinds(self) -> dict[str, tuple[RelationType, ...]]:
        """Return, for each label, the relations of its own layer that may end at it."""
        return {
            label: tuple(kind for kind in layer.relations if label in kind.tail)
            for label, layer in self.shown.scheme.layer_of.items()
        }

    @cached_property
    def with_entity(self) -> frozenset[str]:
        """Return the labels of the record whose spans are actors: they can say which entity they mention."""
        return frozenset(label for label, known in self.shown.scheme.attributes.items() if "entity" in known)

    @cached_property
    def with_holder(self) -> frozenset[str]:
        """Return the labels of the record whose spans can say who holds a stance."""
        return frozenset(label for label, known in self.shown.scheme.attributes.items() if "holder" in known)

    @cached_property
    def labels(self) -> frozenset[str]:
        """Return the labels of the record that the page shows."""
        return frozenset(label for label, _ in self.shown.meaning.values())

    def between(self, head: str, tail: str) -> tuple[str, ...]:
        """Return the relations that may go from one label to another."""
        found = self._between.get((head, tail))
        if found is None:
            kinds = self.shown.scheme.relations.values()
            found = tuple(kind.name for kind in kinds if head in kind.head and tail in kind.tail)
            self._between[head, tail] = found
        return found

    def _fields(self, label: str) -> LabelFields:
        fields = [field for field in self.shown.fields if label in field.labels]
        entity = tuple(field for field in fields if field.owner == "entity")
        return LabelFields(
            tuple(_field(field) for field in fields if field.owner == "span" and field.relation is None),
            entity,
            frozenset(field.name for field in entity),
        )


def _field(field: Control) -> Field:
    kind = field.attribute.type
    reads: Reads = "choice"
    if field.kind == "number":
        reads = "number"
    elif kind == "entity":
        reads = "entity"
    elif field.kind == "textarea":
        reads = "text"
    elif kind == "boolean":
        reads = "boolean"
    choices = frozenset(field.attribute.values) if kind == "choice" else None
    return Field(field.name, field.name + NEW, reads, choices, field)


_known: dict[int, Lookups] = {}


def lookups(shown: Page) -> Lookups:
    """Return the lookups of a page, made once for the same page."""
    found = _known.get(id(shown))
    if found is None or found.shown is not shown:
        if len(_known) >= _KEPT:
            _known.clear()
        found = _known[id(shown)] = Lookups(shown)
    return found
