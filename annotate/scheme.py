"""The scheme: which layers, labels, attributes, parts and relations there are. Read from schemas/scheme.toml."""

from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct, field

from annotate.errors import SchemeError

AttributeType = Literal["choice", "boolean", "number", "text", "entity", "country"]


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of every table of scheme.toml: unknown keys are refused."""


class Choice(Entry, frozen=True):
    """One value of a choice attribute. Order is an API: positions become class ids."""

    value: str
    help: str = ""
    hotkey: str | None = None
    color: str | None = None


class Attribute(Entry, frozen=True, dict=True):
    """A property of a span (of the labels named, all of the layer's if none), of a relation or of an entity."""

    name: str
    type: AttributeType
    title: str = ""
    help: str = ""
    labels: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    hotkeys: tuple[str, ...] = ()
    as_label: bool = False

    @cached_property
    def values(self) -> tuple[str, ...]:
        """Return the values of a choice attribute in their order."""
        return tuple(choice.value for choice in self.choices)


class Label(Entry, frozen=True):
    """What a span is; how it looks on the labelling page. Its id is its class id in datasets, for ever."""

    name: str
    id: int
    color: str
    help: str = ""
    hotkey: str | None = None
    granularity: Literal["word", "symbol"] = "word"
    style: Literal["fill", "pale", "underline", "underlined", "dotted"] = "fill"


class Part(Entry, frozen=True):
    """A named stretch inside a span."""

    name: str
    help: str = ""


class RelationType(Entry, frozen=True):
    """A link between spans, and which labels it may start and end at."""

    name: str
    head: tuple[str, ...]
    tail: tuple[str, ...]
    title: str = ""
    help: str = ""
    attributes: tuple[Attribute, ...] = field(default=(), name="attribute")


class Layer(Entry, frozen=True, dict=True):
    """A kind of annotation that is judged as a whole: its labels, their attributes, parts and relations."""

    name: str
    title: str
    help: str
    overlap: bool
    control: str
    labels: tuple[Label, ...] = field(name="label")
    attributes: tuple[Attribute, ...] = field(default=(), name="attribute")
    parts: tuple[Part, ...] = field(default=(), name="part")
    relations: tuple[RelationType, ...] = field(default=(), name="relation")

    @cached_property
    def label_names(self) -> tuple[str, ...]:
        """Return the names of the labels in their order."""
        return tuple(label.name for label in self.labels)

    @cached_property
    def part_names(self) -> tuple[str, ...]:
        """Return the names of the parts in their order."""
        return tuple(part.name for part in self.parts)


class Pass(Entry, frozen=True):
    """What one person looks at in one reading: one Label Studio project."""

    name: str
    title: str
    layers: tuple[str, ...]
    line_height: float = 2.0


class Scheme(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """Everything that scheme.toml says, with lookups that fail by name."""

    version: str
    guidelines: str
    passes: tuple[Pass, ...] = field(name="pass")
    entity_attributes: tuple[Attribute, ...] = field(name="entity_attribute")
    layers: tuple[Layer, ...] = field(name="layer")

    @cached_property
    def layer_of(self) -> dict[str, Layer]:
        """Return the layer of each label."""
        return {label.name: layer for layer in self.layers for label in layer.labels}

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Return every label of every layer by its id: the class names of a dataset."""
        labels = [label for layer in self.layers for label in layer.labels]
        return tuple(label.name for label in sorted(labels, key=lambda label: label.id))

    @cached_property
    def relations(self) -> dict[str, RelationType]:
        """Return the relation types by name, in order."""
        return {relation.name: relation for layer in self.layers for relation in layer.relations}

    @cached_property
    def relation_attributes(self) -> dict[str, dict[str, Attribute]]:
        """Return, for each relation, its attributes by name."""
        return {name: {a.name: a for a in relation.attributes} for name, relation in self.relations.items()}

    @cached_property
    def attributes(self) -> dict[str, dict[str, Attribute]]:
        """Return, for each label, its attributes by name."""
        return {
            label.name: {a.name: a for a in layer.attributes if not a.labels or label.name in a.labels}
            for layer in self.layers
            for label in layer.labels
        }

    @cached_property
    def naming(self) -> dict[str, tuple[str, ...]]:
        """Return, for each label, the attributes that name an entity."""
        return {
            label: tuple(name for name, attribute in known.items() if attribute.type == "entity")
            for label, known in self.attributes.items()
        }

    def layer(self, name: str) -> Layer:
        """Return the layer of this name; SchemeError names those there are."""
        for layer in self.layers:
            if layer.name == name:
                return layer
        raise SchemeError(f"no layer {name!r} in the scheme; it has {', '.join(x.name for x in self.layers)}")

    def cut(self, layers: tuple[str, ...]) -> Pass:
        """Return the pass that shows just these layers: a declared one, or one made for the occasion."""
        for declared in self.passes:
            if declared.layers == layers:
                return declared
        titles = [self.layer(name).title for name in layers]
        return Pass(name="+".join(layers), title=", ".join(titles), layers=layers)


def schemas_folder() -> Path:
    """Return the folder of the contracts: inside the package when installed, beside it in a checkout."""
    packaged = Path(str(files("annotate"))) / "schemas"
    return packaged if packaged.is_dir() else packaged.parent.parent / "schemas"


@lru_cache(maxsize=1)
def load_scheme() -> Scheme:
    """Return the scheme of this installation."""
    return read_scheme(schemas_folder() / "scheme.toml")


def read_scheme(path: Path) -> Scheme:
    """Return the scheme in a file; SchemeError says what in it is wrong."""
    try:
        scheme = msgspec.toml.decode(path.read_bytes(), type=Scheme)
    except OSError as error:
        raise SchemeError(f"{path}: cannot be read ({error.strerror}); it belongs to the installation") from error
    except msgspec.DecodeError as error:
        raise SchemeError(f"{path}: {error}") from error
    for complaint in _contradictions(scheme):
        raise SchemeError(f"{path}: {complaint}")
    return scheme


def _contradictions(scheme: Scheme) -> list[str]:
    """Return what the file format cannot forbid: names that are used and not declared, or declared twice."""
    labels = set(scheme.labels)
    layers = [layer.name for layer in scheme.layers]
    found = [f"label {x!r} is declared twice" for x in sorted(labels) if scheme.labels.count(x) > 1]
    ids = sorted(label.id for layer in scheme.layers for label in layer.labels)
    if ids != list(range(len(ids))):
        found.append(f"label ids are {ids}, they should be 0 to {len(ids) - 1}, each once")
    found += [f"layer {x!r} is declared twice" for x in sorted(set(layers)) if layers.count(x) > 1]
    for a_pass in scheme.passes:
        found += [
            f"pass {a_pass.name!r} shows layer {x!r}, which is not declared" for x in a_pass.layers if x not in layers
        ]
    for layer in scheme.layers:
        for attribute in layer.attributes:
            found += [
                f"attribute {attribute.name!r} names label {x!r} of no layer"
                for x in attribute.labels
                if x not in labels
            ]
            if (attribute.type == "choice") != bool(attribute.choices):
                found.append(f"attribute {attribute.name!r}: choices belong to type choice, and only to it")
        for relation in layer.relations:
            ends = (*relation.head, *relation.tail)
            found += [f"relation {relation.name!r} names label {x!r} of no layer" for x in ends if x not in labels]
    return found
