"""Which controls a labelling page has: derived from the scheme, shared by the page and by both directions of the trip.

The page shows what an annotator thinks in, which is not always what the record keeps: an attribute marked `as_label`
(the act of a cue) is picked as a label; entities are picked by name from the article's own list; a target that is an
actor is picked like a holder, because actors are no spans of the stance page.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from annotate.annotations import Value
from annotate.errors import SchemeError
from annotate.scheme import Attribute, Label, Layer, Pass, RelationType, Scheme

SPAN = "span"  # the Labels control
TEXT = "text"  # the Text object, and the key of the article's text in the task data
NOTE = "note"  # a remark on the whole article, free text
NEW = "_new"  # suffix of the text field beside an entity choice: an actor that is not in the list
YES, NO = "yes", "no"
_ALWAYS_OPEN = 4  # choices that stand side by side

Kind = Literal["choices", "number", "textarea"]
Owner = Literal["span", "entity", "relation"]


class Control(NamedTuple):
    """One field of the page that belongs to a selected span.

    `labels` are the page labels it shows for, `options` the key of the task data that lists its choices (None: the
    choices are the scheme's), `relation` the relation type that it stands for.
    """

    name: str
    kind: Kind
    owner: Owner
    attribute: Attribute
    labels: tuple[str, ...]
    many: bool = False
    options: str | None = None
    relation: str | None = None


def page_labels(layer: Layer, label: Label) -> tuple[str, ...]:
    """Return what a label of the scheme is called on the page: itself, or the values of its `as_label` attribute."""
    attribute = shown_as_label(layer, label.name)
    return (label.name,) if attribute is None else attribute.values


def shown_as_label(layer: Layer, label: str) -> Attribute | None:
    """Return the attribute whose values stand on the page in place of this label, if there is one."""
    return next((a for a in layer.attributes if a.as_label and label in a.labels), None)


def controls(scheme: Scheme, shown: Pass) -> tuple[Control, ...]:
    """Return the fields of a pass's page in the order in which they are shown.

    An attribute that two layers share (doubtful) is one field for the labels of both.
    """
    found: dict[str, Control] = {}
    for name in shown.layers:
        for control in _layer_controls(scheme, scheme.layer(name)):
            first = found.get(control.name)
            if first is not None and (first.kind, first.owner) != (control.kind, control.owner):
                raise SchemeError(
                    f"attribute {control.name!r} means two things on one page; give one of them another name"
                )
            labels = control.labels if first is None else first.labels + control.labels
            found.pop(control.name, None)  # a field that layers share stands after those of each
            found[control.name] = control._replace(labels=labels)
    return tuple(found.values())


def opens(field: Control) -> bool:
    """Say whether a field's choices are a list that opens; a few stand side by side, an article's actors below each other."""
    return field.many or field.attribute.type == "country" or len(field.attribute.choices) > _ALWAYS_OPEN


def drawn_relations(scheme: Scheme, shown: Pass) -> tuple[RelationType, ...]:
    """Return the relation types that are drawn on a pass's page: those that can end inside their own layer."""
    layers = [scheme.layer(name) for name in shown.layers]
    return tuple(r for layer in layers for r in layer.relations if set(layer.label_names).intersection(r.tail))


def _layer_controls(scheme: Scheme, layer: Layer) -> Iterator[Control]:
    for attribute in layer.attributes:
        if attribute.as_label:
            continue
        labels = _labels(layer, attribute.labels)
        yield _control(attribute, labels)
        if attribute.type == "entity" and attribute.labels:
            yield from _picked_relations(layer, labels)
    # Facts of the actor, seldom wrong, stand after what is said of the mention.
    for attribute in layer.attributes:
        if attribute.type == "entity" and not attribute.labels:
            labels = _labels(layer, attribute.labels)
            yield from (_control(fact, labels, "entity") for fact in scheme.entity_attributes)


def _labels(layer: Layer, names: tuple[str, ...]) -> tuple[str, ...]:
    wanted = [label for label in layer.labels if not names or label.name in names]
    return tuple(page for label in wanted for page in page_labels(layer, label))


def _picked_relations(layer: Layer, labels: tuple[str, ...]) -> Iterator[Control]:
    """Yield a list of entities for each relation that can end at another layer's spans: picked, not drawn."""
    for relation in layer.relations:
        if set(relation.tail) <= set(layer.label_names):
            continue
        picked = Attribute(name=relation.name, type="entity", title=relation.title, help=relation.help)
        control = _control(picked, labels)
        yield control._replace(many=True, options="entity_options", relation=relation.name)
        for attribute in relation.attributes:
            yield _control(attribute, labels, "relation")._replace(relation=relation.name)


def _control(attribute: Attribute, labels: tuple[str, ...], owner: Owner = "span") -> Control:
    kinds: dict[str, Kind] = {"number": "number", "text": "textarea"}
    options = {"entity": f"{attribute.name}_options", "country": "country_options"}.get(attribute.type)
    return Control(attribute.name, kinds.get(attribute.type, "choices"), owner, attribute, labels, options=options)


class Page(NamedTuple):
    """A pass as both directions see it: its fields, and what each page label means in the record."""

    scheme: Scheme
    shown: Pass
    fields: tuple[Control, ...]
    meaning: dict[str, tuple[str, dict[str, Value]]]


def page(scheme: Scheme, shown: Pass) -> Page:
    """Return what both directions need to know of a pass."""
    meaning: dict[str, tuple[str, dict[str, Value]]] = {}
    for layer in map(scheme.layer, shown.layers):
        for label in layer.labels:
            attribute = shown_as_label(layer, label.name)
            for name in page_labels(layer, label):
                meaning[name] = (label.name, {} if attribute is None else {attribute.name: name})
    return Page(scheme, shown, controls(scheme, shown), meaning)
