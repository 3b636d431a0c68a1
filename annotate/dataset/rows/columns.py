"""The columns of every config, from the scheme, as plain data: the one place that features, rows and contracts share.

A column is the name of a type ("string", "int32", "float64", "bool"), a tuple of class names (ids are positions), a
list of one column (a list), or a dict of columns (a struct). Every column may be null.
"""

from collections.abc import Iterable
from typing import TypeAlias, get_args

from annotate.align import VERDICTS
from annotate.annotations import Role, Status
from annotate.errors import SchemeError
from annotate.quality.adjudication import SOURCES
from annotate.scheme import Attribute, Layer, RelationType, Scheme

Column: TypeAlias = "str | tuple[str, ...] | list[Column] | dict[str, Column]"
Columns: TypeAlias = dict[str, Column]

DOCUMENTS, ENTITIES, TOKENS, BY_ANNOTATOR, SPAN_VOTES = "documents", "entities", "tokens", "by_annotator", "span_votes"
QUOTES = ("direct", "mixed", "indirect")
NAME = "name"  # the part of an actor that plain named-entity recognition would mark
OUTSIDE = "O"  # the tag of a token that no span holds
CONTENT = "content"  # the relation whose tails are what is said

_PLACE: Columns = {"start": "int32", "end": "int32"}
_WHERE: Columns = {"sentence": "string", "sentence_start": "int32", "sentence_end": "int32"}
_OF: Columns = {"id": "string", "article_id": "string", "split": "string", "checked": "bool"}
_TYPES = {"boolean": "bool", "number": "float64"}


def configs(scheme: Scheme) -> dict[str, Columns]:
    """Return the columns of each config by name, the default config first, then one for each layer of the scheme."""
    layers = {layer.name: _layer_columns(layer, scheme) for layer in scheme.layers}
    reserved = {DOCUMENTS, ENTITIES, TOKENS, BY_ANNOTATOR, SPAN_VOTES} & layers.keys()
    if reserved:
        raise SchemeError(f"layer {min(reserved)!r} has the name of a dataset config; give it another")
    return {
        DOCUMENTS: _documents(scheme),
        ENTITIES: _entities(scheme),
        **layers,
        TOKENS: _tokens(scheme),
        BY_ANNOTATOR: _by_annotator(scheme),
        SPAN_VOTES: _span_votes(scheme),
    }


def _span_columns(scheme: Scheme) -> Columns:
    """Return the columns of a span in a nested list: every attribute and part of every layer beside each other."""
    columns: Columns = {"id": "string", **_PLACE, "label": scheme.labels, "text": "string", "checked": "bool"}
    for layer in scheme.layers:
        for name, column in (*_attribute_columns(layer.attributes).items(), *_parts(layer, with_text=False).items()):
            if columns.setdefault(name, column) != column:
                raise SchemeError(f"{name!r} of layer {layer.name!r} is already a column of another kind; rename it")
    return columns | {"rules": ["string"], "score": "float64"}


def _relation_columns(scheme: Scheme) -> Columns:
    """Return the columns of a relation in a nested list; head and tail also as positions in the list of spans."""
    columns: Columns = {"id": "string", "label": tuple(scheme.relations), "head": "string", "tail": "string"}
    columns |= {"head_index": "int32", "tail_index": "int32"}
    for relation in scheme.relations.values():
        columns |= _attribute_columns(relation.attributes)
    return columns | {"inferred": "bool", "rules": ["string"], "score": "float64"}


def _attribute_columns(attributes: Iterable[Attribute]) -> Columns:
    """Return a nullable column for each attribute; a number also as the exact decimal that was written."""
    columns: Columns = {}
    for attribute in attributes:
        columns[attribute.name] = attribute.values or _TYPES.get(attribute.type, "string")
        if attribute.type == "number":
            columns[f"{attribute.name}_exact"] = "string"
    return columns


def _layer_columns(layer: Layer, scheme: Scheme) -> Columns:
    """Return the columns of a layer's own config: one row a span or, where the layer has relations, one a head."""
    columns: Columns = {**_OF, **_PLACE, "label": row_labels(layer), "text": "string"}
    for attribute in attributes_of_rows(layer):
        columns |= _attribute_columns([attribute])
        if attribute.type == "entity":
            facts = {name: column for name, column in _facts(scheme).items() if name != "id"}
            columns |= {f"{attribute.name}_{name}": column for name, column in facts.items()}
    for relation in layer.relations:
        columns[f"{relation.name}s"] = [_end(relation, scheme)]
    if any(relation.name == CONTENT for relation in layer.relations):
        columns |= {"nested_in": "string", "quote": QUOTES}
    if not layer.relations:
        columns |= _parts(layer, with_text=True)
    return columns | {"rules": ["string"], "score": "float64"} | _WHERE


def row_labels(layer: Layer) -> tuple[str, ...]:
    """Return the labels that get rows of their own: all, or the heads of the layer's relations."""
    heads = {label for relation in layer.relations for label in relation.head}
    return tuple(name for name in layer.label_names if not heads or name in heads)


def attributes_of_rows(layer: Layer) -> list[Attribute]:
    """Return the attributes that the layer's rows can have."""
    rows = set(row_labels(layer))
    return [a for a in layer.attributes if not a.labels or rows.intersection(a.labels)]


def tags(labels: Iterable[str]) -> tuple[str, ...]:
    """Return the BIO tags of labels: O, then B- and I- of each in order."""
    return (OUTSIDE, *(f"{prefix}-{label}" for label in labels for prefix in "BI"))


def named_layers(scheme: Scheme) -> tuple[Layer, ...]:
    """Return the layers whose spans have a proper name inside."""
    return tuple(layer for layer in scheme.layers if any(part.name == NAME for part in layer.parts))


def _facts(scheme: Scheme) -> Columns:
    return {"id": "string", "name": "string", **_attribute_columns(scheme.entity_attributes)}


def _parts(layer: Layer, *, with_text: bool) -> Columns:
    columns: Columns = {}
    for part in layer.parts:
        columns |= {f"{part.name}_start": "int32", f"{part.name}_end": "int32"}
        if with_text:
            columns[f"{part.name}_text"] = "string"
    return columns


def _end(relation: RelationType, scheme: Scheme) -> Columns:
    columns: Columns = {"id": "string", **_PLACE, "text": "string", "label": relation.tail}
    if any(a.type == "entity" for label in relation.tail for a in scheme.attributes[label].values()):
        columns |= {"entity": "string", "entity_name": "string"}
    return columns | _attribute_columns(relation.attributes) | {"inferred": "bool"}


def _meta() -> Columns:
    plain: Columns = dict.fromkeys(("title", "source", "published", "url", "language", "license"), "string")
    return plain | {"zones": [{**_PLACE, "kind": "string"}], "extra": "string"}


def _documents(scheme: Scheme) -> Columns:
    layers = tuple(layer.name for layer in scheme.layers)
    return {
        "id": "string",
        "split": "string",
        "cluster": "string",
        "text": "string",
        "text_sha256": "string",
        **_meta(),
        "scheme": "string",
        "guidelines": "string",
        "gold_source": SOURCES,
        "layers": [{"layer": layers, "source": SOURCES, "annotators": ["string"]}],
        "disputes": "int32",
        "entities": [_facts(scheme)],
        "spans": [_span_columns(scheme)],
        "relations": [_relation_columns(scheme)],
    }


def _entities(scheme: Scheme) -> Columns:
    facts = {("entity" if name == "id" else name): column for name, column in _facts(scheme).items()}
    return {**_OF, **facts, "mentions": [{"id": "string", **_PLACE, "text": "string"}], **_WHERE}


def _tokens(scheme: Scheme) -> Columns:
    columns: Columns = {"id": "string", "article_id": "string", "split": "string"}
    columns |= {"checked": [tuple(layer.name for layer in scheme.layers)], **_WHERE}
    columns |= {"tokens": ["string"], "starts": ["int32"], "ends": ["int32"]}
    columns |= {layer.name: [tags(layer.label_names)] for layer in scheme.layers}
    columns |= {f"{layer.name}_names": [tags(layer.label_names)] for layer in named_layers(scheme)}
    return columns | {"lost": "int32"}


def _by_annotator(scheme: Scheme) -> Columns:
    suggestion: Columns = {"id": "string", **_PLACE, "label": scheme.labels, "text": "string", "rules": ["string"]}
    return {
        "id": "string",
        "article_id": "string",
        "split": "string",
        "text": "string",
        "title": "string",
        "annotation": "string",
        "annotator": "string",
        "role": get_args(Role),
        "status": get_args(Status),
        "layers": [tuple(layer.name for layer in scheme.layers)],
        "blind": "bool",
        "parent": "string",
        "shown": "string",
        "version": "string",
        "scheme": "string",
        "guidelines": "string",
        "created_at": "string",
        "updated_at": "string",
        "lead_time_s": "float64",
        "entities": [_facts(scheme)],
        "spans": [_span_columns(scheme) | {"verdict": VERDICTS, "suggestion": "string"}],
        "relations": [_relation_columns(scheme)],
        "rejected": [suggestion],
    }


def _span_votes(scheme: Scheme) -> Columns:
    return {
        **_OF,
        "layer": tuple(layer.name for layer in scheme.layers),
        **_PLACE,
        "text": "string",
        "votes": [{"annotator": "string", "label": scheme.labels}],
        "suggested": scheme.labels,
        "gold": scheme.labels,
        **_WHERE,
    }
