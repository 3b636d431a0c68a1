"""croissant.json: the dataset's files, columns and making in the vocabulary of MLCommons (Croissant 1.0 with RAI terms)."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from annotate.dataset.card.about import About
from annotate.dataset.card.citation import authors, bibtex, title
from annotate.dataset.files.parquet import Size, shard
from annotate.dataset.rows.columns import Column, Columns

CROISSANT = "croissant.json"
_TYPES = {"string": "sc:Text", "int32": "sc:Integer", "float64": "sc:Float", "bool": "sc:Boolean"}
_TERMS = (
    "citeAs", "column", "equivalentProperty", "extract", "field", "fileObject", "fileProperty", "fileSet",
    "format", "includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet",
    "references", "regex", "repeated", "replace", "samplingRate", "separator", "source", "subField",
    "transform",
)  # fmt: skip
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "sc": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "data": {"@id": "cr:data", "@type": "@json"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{term: f"cr:{term}" for term in _TERMS},
}


class Making(NamedTuple):
    """How the annotations came to be, in the words that the card has too."""

    abstract: str
    protocol: str
    per_item: str
    tools: str


def croissant(
    about: About,
    *,
    name: str,
    configs: Mapping[str, Columns],
    sizes: Mapping[str, Mapping[str, Size]],
    license_: str,
    making: Making,
) -> bytes:
    """Return croissant.json: a file set and a record set for each config, a file object with its hash for each file."""
    facts: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": _slug(name),
        "alternateName": title(about, name),
        "description": making.abstract,
        "version": about.version,
        "license": about.license or license_,
        "citeAs": bibtex(about, name=name),
        "creator": [
            {"@type": "sc:Organization" if "name" in a else "sc:Person", "name": _name(a)} for a in authors(about, name)
        ],
        "rai:dataAnnotationProtocol": making.protocol,
        "rai:annotationsPerItem": making.per_item,
        "rai:dataAnnotationPlatform": "Label Studio",
        "rai:machineAnnotationTools": making.tools,
        "rai:personalSensitiveInformation": "News text names real people; annotators are pseudonyms.",
        "distribution": [part for config, of in sizes.items() for part in _files(config, of)],
        "recordSet": [_records(config, configs[config]) for config in sizes],
    }
    facts |= {key: value for key, value in {"url": about.url, "datePublished": about.released}.items() if value}
    return (json.dumps(facts, ensure_ascii=False, indent=1) + "\n").encode()


def _files(config: str, sizes: Mapping[str, Size]) -> list[dict[str, Any]]:
    parquet = {"encodingFormat": "application/x-parquet"}
    objects = [
        {"@type": "cr:FileObject", "@id": shard(config, split), "name": shard(config, split)}
        | {"contentUrl": shard(config, split), "contentSize": f"{size.file} B", "sha256": size.file_sha256}
        | parquet
        for split, size in sizes.items()
    ]
    files = {"@type": "cr:FileSet", "@id": f"{config}-files", "name": f"{config}-files"}
    return [*objects, files | parquet | {"includes": f"{config}/*.parquet"}]


def _records(config: str, columns: Columns) -> dict[str, Any]:
    fields = [_field(f"{config}/{column}", config, column, kind, ()) for column, kind in columns.items()]
    return {"@type": "cr:RecordSet", "@id": config, "name": config, "field": fields}


def _field(name: str, config: str, column: str, kind: Column, path: tuple[str, ...]) -> dict[str, Any]:
    """Return a column, or a field of a struct inside it; a list is a repeated field."""
    field: dict[str, Any] = {"@type": "cr:Field", "@id": name, "name": name}
    if isinstance(kind, list):
        kind = kind[0]
        field["repeated"] = True
    if isinstance(kind, dict):
        inner = [_field(f"{name}/{key}", config, column, of, (*path, key)) for key, of in kind.items()]
        return field | {"subField": inner}
    if isinstance(kind, tuple):
        field |= {"dataType": "sc:Integer", "description": ", ".join(f"{i} {x}" for i, x in enumerate(kind))}
    elif isinstance(kind, str):
        field["dataType"] = _TYPES[kind]
    source: dict[str, Any] = {"fileSet": {"@id": f"{config}-files"}, "extract": {"column": column}}
    if path:
        source["transform"] = {"jsonPath": ".".join(path)}
    return field | {"source": source}


def _slug(name: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in name.lower()).strip("-") or "dataset"


def _name(author: Mapping[str, str]) -> str:
    return author.get("name") or " ".join(author[part] for part in ("given-names", "family-names") if part in author)
