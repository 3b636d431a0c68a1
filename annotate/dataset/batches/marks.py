"""Spans, relations and entities of many annotations as columns: each is made once, however many configs show it."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

import numpy as np

from annotate.annotations import Entity, Relation, Span, Value
from annotate.dataset.batches.arrays import Arrays, At, Numbers, array, filled, nulls
from annotate.dataset.rows.columns import DOCUMENTS, Columns, configs
from annotate.dataset.rows.subject import exact, inferred
from annotate.scheme import Scheme

T = TypeVar("T")


class Pool(Generic[T]):
    """Things in the order in which they were first asked for, each once: the very same object has the same place."""

    def __init__(self) -> None:
        """Start empty."""
        self.items: list[T] = []
        self._places: dict[int, int] = {}

    def places(self, things: Iterable[T]) -> Sequence[int]:
        """Return the place of each thing, a new one for what was not there."""
        asked = list(things)
        keys = list(map(id, asked))
        if self._places.keys().isdisjoint(keys):  # most are asked for together, and once
            return self._add(keys, asked)
        new = {key: thing for key, thing in zip(keys, asked, strict=True) if key not in self._places}
        self._add(new, new.values())
        return list(map(self._places.__getitem__, keys))

    def _add(self, keys: Iterable[int], things: Iterable[T]) -> range:
        first = len(self.items)
        self.items += things
        places = range(first, len(self.items))
        self._places.update(zip(keys, places, strict=True))
        return places


class Marks:
    """The pools of a batch and, once everything is in them, their columns."""

    def __init__(self, scheme: Scheme) -> None:
        """Start with nothing marked."""
        self.scheme = scheme
        self.columns = configs(scheme)
        self.spans: Pool[Span] = Pool()
        self.relations: Pool[Relation] = Pool()
        self.entities: Pool[Entity] = Pool()

    @cached_property
    def span_arrays(self) -> Arrays:
        """Return the columns of all spans but those that depend on who shows them (checked, verdict)."""
        spans, columns = self.spans.items, self.nested(DOCUMENTS, "spans")
        attributes = {a.name for layer in self.scheme.layers for a in layer.attributes}
        return {
            "id": array([s.id for s in spans], "string"),
            "start": array([s.start for s in spans], "int32"),
            "end": array([s.end for s in spans], "int32"),
            "label": array([s.label for s in spans], columns["label"], "label"),
            "text": array([s.text for s in spans], "string"),
            **_attributes([s.attributes for s in spans], attributes, columns),
            **self._parts(with_text=False),
            "rules": array([s.rules for s in spans], ["string"]),
            "score": filled([s.score for s in spans], "float64"),
        }

    @cached_property
    def part_texts(self) -> Arrays:
        """Return the words of every part of every span."""
        return self._parts(with_text=True)

    @cached_property
    def relation_arrays(self) -> Arrays:
        """Return the columns of all relations but the positions of their ends."""
        relations, columns = self.relations.items, self.nested(DOCUMENTS, "relations")
        attributes = {a.name for kind in self.scheme.relations.values() for a in kind.attributes}
        return {
            "id": array([r.id for r in relations], "string"),
            "label": array([r.label for r in relations], columns["label"], "label"),
            "head": array([r.head for r in relations], "string"),
            "tail": array([r.tail for r in relations], "string"),
            **_attributes([r.attributes for r in relations], attributes, columns),
            "inferred": array([bool(r.rules) and inferred(r) for r in relations], "bool"),
            "rules": array([r.rules for r in relations], ["string"]),
            "score": filled([r.score for r in relations], "float64"),
        }

    @cached_property
    def entity_arrays(self) -> Arrays:
        """Return the columns of all entities."""
        return {
            name: filled([getattr(entity, name) for entity in self.entities.items], column, name)
            for name, column in self.nested(DOCUMENTS, "entities").items()
        }

    def labels_in(self, names: tuple[str, ...]) -> Numbers:
        """Return the position of each span's label in a list of labels, -1 where it is not in it."""
        table = np.array([names.index(label) if label in names else -1 for label in self.scheme.labels], dtype=np.int64)
        labels: Numbers = self.span_arrays["label"].to_numpy()
        return table[labels]

    def nested(self, config: str, name: str) -> Columns:
        """Return the columns of the structs in a list that is a column of a config."""
        column = self.columns[config][name]
        if not isinstance(column, list) or not isinstance(column[0], dict):
            raise TypeError(f"{name} of {config} is no list of structs")
        return column[0]

    def _parts(self, *, with_text: bool) -> Arrays:
        """Return start and end of each part, or its words: a part lies inside its span, so they are in the span's."""
        spans, found = self.spans.items, Arrays()
        names = dict.fromkeys(part.name for layer in self.scheme.layers for part in layer.parts)
        if not any(span.parts for span in spans):
            kinds = {"text": "string"} if with_text else {"start": "int32", "end": "int32"}
            return {f"{name}_{end}": nulls(len(spans), kind) for name in names for end, kind in kinds.items()}
        for name in names:
            parts = [span.parts.get(name) for span in spans]
            if with_text:
                words = [x and s.text[x[0] - s.start : x[1] - s.start] for s, x in zip(spans, parts, strict=True)]
                found[f"{name}_text"] = filled(words, "string")
            else:
                found[f"{name}_start"] = filled([x and x[0] for x in parts], "int32")
                found[f"{name}_end"] = filled([x and x[1] for x in parts], "int32")
        return found


def _attributes(said: Sequence[dict[str, Value]], names: Iterable[str], columns: Columns) -> Arrays:
    """Return a column for each attribute, a number also as the decimal that was written."""
    values: dict[str, list[Any]] = {name: [] for name in names}
    rows: dict[str, list[int]] = {name: [] for name in values}
    for row, attributes in enumerate(said):
        for name, value in attributes.items():
            if name in rows:
                values[name].append(value)
                rows[name].append(row)
    found = Arrays()
    for name, held in values.items():
        places = np.full(len(said), -1, dtype=np.int64)
        places[rows[name]] = np.arange(len(held))
        at = At(places)
        if columns[name] == "float64":
            found[f"{name}_exact"] = at.take(array([None if x is None else exact(x) for x in held], "string"))
            found[name] = at.take(array([None if x is None else float(x) for x in held], "float64"))
        else:
            found[name] = at.take(array(held, columns[name], name))
    return found
