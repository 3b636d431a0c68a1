"""JSON Schemas (2020-12) of what goes in and comes out: the shape from the types, the names from the scheme."""

from typing import Any

import msgspec

from annotate.annotations import Article
from annotate.dataset.rows.columns import DOCUMENTS, Column, Columns, configs
from annotate.scheme import Attribute, Scheme

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
Json = dict[str, Any]


def article_schema(scheme: Scheme) -> Json:
    """Return the schema of an article as it comes in: id, text and meta, no annotations."""
    schema = annotated_schema(scheme)
    definitions = schema["$defs"]
    del definitions["Article"]["properties"]["annotations"]
    definitions["Article"]["description"] = "One news article before anything was marked in it, one a line."
    kept = {name: definitions[name] for name in ("Article", "Meta", "Zone")}
    return _headed("article", scheme) | {"$ref": schema["$ref"], "$defs": kept}


def annotated_schema(scheme: Scheme) -> Json:
    """Return the schema of an annotated article: the record of every verb.

    It says what shape and names say. Offsets against text, references and overlaps are the invariants', which no JSON
    Schema can express.
    """
    schema = msgspec.json.schema(Article)
    definitions: Json = schema["$defs"]
    for definition in definitions.values():
        definition["description"] = " ".join(definition["description"].split())
    for name in ("Span", "Zone", "Vote"):
        for end, least in (("start", 0), ("end", 1)):
            definitions[name]["properties"][end]["minimum"] = least
    definitions["Article"]["properties"]["id"]["minLength"] = 1
    _name_spans(definitions["Span"], scheme)
    _name_relations(definitions["Relation"], scheme)
    definitions["Vote"]["properties"]["label"] = {"enum": list(scheme.labels)}
    layers = [layer.name for layer in scheme.layers]
    definitions["Annotation"]["properties"]["layers"]["items"] = {"enum": layers}
    for attribute in scheme.entity_attributes:
        definitions["Entity"]["properties"][attribute.name] = _attribute(attribute) | {"default": None}
    return _headed("annotated", scheme) | {"$ref": schema["$ref"], "$defs": dict(sorted(definitions.items()))}


def record_schema(scheme: Scheme) -> Json:
    """Return the schema of a row of the dataset's documents, as `load_dataset` gives it: classes are ids."""
    columns = configs(scheme)[DOCUMENTS]
    schema = _struct(columns)
    filled = ("id", "split", "text", "text_sha256", "spans", "relations", "entities")
    for name in filled:
        schema["properties"][name]["type"] = schema["properties"][name]["type"][0]
    return _headed("record", scheme) | schema


def _headed(name: str, scheme: Scheme) -> Json:
    return {"$schema": _DIALECT, "$id": f"{name}.schema.json", "title": name, "$comment": f"scheme {scheme.version}"}


def _name_spans(span: Json, scheme: Scheme) -> None:
    span["properties"]["label"] = {"enum": list(scheme.labels)}
    extent = span["properties"]["parts"]["additionalProperties"]
    extent["prefixItems"] = [{"type": "integer", "minimum": 0}, {"type": "integer", "minimum": 1}]
    span["allOf"] = [
        _if_label(
            label,
            {
                "attributes": _attributes(tuple(scheme.attributes[label].values())),
                "parts": {"propertyNames": {"enum": list(layer.part_names)}},
            },
        )
        for layer in scheme.layers
        for label in layer.label_names
    ]


def _name_relations(relation: Json, scheme: Scheme) -> None:
    relation["properties"]["label"] = {"enum": list(scheme.relations)}
    relation["allOf"] = [
        _if_label(name, {"attributes": _attributes(kind.attributes)}) for name, kind in scheme.relations.items()
    ]


def _if_label(label: str, properties: Json) -> Json:
    condition = {"properties": {"label": {"const": label}}, "required": ["label"]}
    return {"if": condition, "then": {"properties": properties}}


def _attributes(attributes: tuple[Attribute, ...]) -> Json:
    return {"properties": {a.name: _attribute(a) for a in attributes}, "additionalProperties": False}


def _attribute(attribute: Attribute) -> Json:
    if attribute.type == "choice":
        return {"enum": [*attribute.values, None]}
    if attribute.type == "country":
        return {"type": ["string", "null"], "pattern": "^[A-Z]{2}$"}
    types = {"boolean": "boolean", "number": "number"}
    return {"type": [types.get(attribute.type, "string"), "null"]}


def _struct(columns: Columns) -> Json:
    return {
        "type": "object",
        "properties": {name: _column(column) for name, column in columns.items()},
        "required": list(columns),
        "additionalProperties": False,
    }


def _column(column: Column) -> Json:
    if isinstance(column, tuple):
        return {"oneOf": [{"const": i, "title": name} for i, name in enumerate(column)] + [{"type": "null"}]}
    if isinstance(column, list):
        return {"type": ["array", "null"], "items": _column(column[0])}
    if isinstance(column, dict):
        return _struct(column)
    types = {"int32": "integer", "float64": "number", "bool": "boolean"}
    return {"type": [types.get(column, "string"), "null"]}
