"""Columns as the libraries want them: `datasets.Features`, and the list that stands in a README's YAML."""

from typing import Any

from annotate.dataset.rows.columns import Column, Columns, configs
from annotate.scheme import Scheme


def features(scheme: Scheme) -> dict[str, Any]:
    """Return the `datasets.Features` of each config. Lists are `List`, structs are dicts, classes are `ClassLabel`."""
    return {name: as_features(columns) for name, columns in configs(scheme).items()}


def as_features(columns: Columns) -> Any:
    """Return the `datasets.Features` of one config's columns."""
    import datasets

    return datasets.Features({name: _feature(column) for name, column in columns.items()})


def yaml_features(columns: Columns) -> list[dict[str, Any]]:
    """Return columns as the list that `dataset_info` in a README holds, without importing `datasets`."""
    return [{"name": name} | _entry(column) for name, column in columns.items()]


def _feature(column: Column) -> Any:
    import datasets

    if isinstance(column, str):
        return datasets.Value(column)
    if isinstance(column, tuple):
        return datasets.ClassLabel(names=list(column))
    if isinstance(column, list):
        return datasets.List(_feature(column[0]))
    return {name: _feature(inner) for name, inner in column.items()}


def _entry(column: Column) -> dict[str, Any]:
    if isinstance(column, list):
        inner = column[0]
        return {"list": yaml_features(inner) if isinstance(inner, dict) else _list_item(inner)}
    if isinstance(column, dict):
        return {"struct": yaml_features(column)}
    return {"dtype": _dtype(column)}


def _list_item(column: Column) -> Any:
    return _entry(column) if isinstance(column, list) else _dtype(column)


def _dtype(column: Column) -> Any:
    if isinstance(column, tuple):
        return {"class_label": {"names": {str(i): name for i, name in enumerate(column)}}}
    return column
