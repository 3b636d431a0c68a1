"""The generated contracts: what schemas/ holds beside the two files that people write."""

import json
from pathlib import Path
from typing import Any

from annotate.checks.jsonschemas import annotated_schema, article_schema, record_schema
from annotate.dataset.rows.columns import configs
from annotate.dataset.rows.features import yaml_features
from annotate.labelstudio.page.config import label_config
from annotate.scheme import Scheme


def contracts(scheme: Scheme) -> dict[str, bytes]:
    """Return the content of every generated contract by file name: JSON Schemas, features, a label config a pass."""
    found = {
        "article.schema.json": _json(article_schema(scheme)),
        "annotated.schema.json": _json(annotated_schema(scheme)),
        "record.schema.json": _json(record_schema(scheme)),
        "features.json": _json({name: yaml_features(columns) for name, columns in configs(scheme).items()}),
    }
    for shown in scheme.passes:
        found[f"label_config.{shown.name}.xml"] = label_config(scheme, shown).encode()
    return found


def stale(folder: Path, scheme: Scheme) -> dict[str, bytes]:
    """Return the contracts that a folder lacks or has otherwise, as `contracts` gives them."""
    return {
        name: content
        for name, content in contracts(scheme).items()
        if not (folder / name).exists() or (folder / name).read_bytes() != content
    }


def _json(value: Any) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()
