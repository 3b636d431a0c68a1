"""Columns as an Arrow schema: what `datasets.Features` of them would give, without importing `datasets`."""

import json
from functools import cache
from typing import Any

from annotate.dataset.rows.columns import Column, Columns


def arrow_schema(columns: Columns) -> Any:
    """Return the schema of a config; its metadata tells `datasets` the features."""
    import pyarrow as pa

    told = {"info": {"features": {name: _told(column) for name, column in columns.items()}}}
    fields = [pa.field(name, arrow_type(column)) for name, column in columns.items()]
    return pa.schema(fields, metadata={"huggingface": json.dumps(told)})


def arrow_type(column: Column) -> Any:
    """Return the Arrow type of a column: classes are int64."""
    import pyarrow as pa

    if isinstance(column, list):
        return pa.list_(arrow_type(column[0]))
    if isinstance(column, dict):
        return pa.struct([pa.field(name, arrow_type(inner)) for name, inner in column.items()])
    return _plain("int64" if isinstance(column, tuple) else column)


@cache
def _plain(name: str) -> Any:
    import pyarrow as pa

    return pa.bool_() if name == "bool" else pa.type_for_alias(name)


def _told(column: Column) -> Any:
    """Return a column as the dict that `datasets` keeps of its feature."""
    if isinstance(column, str):
        return {"dtype": column, "_type": "Value"}
    if isinstance(column, tuple):
        return {"names": list(column), "_type": "ClassLabel"}
    if isinstance(column, list):
        return {"feature": _told(column[0]), "_type": "List"}
    return {name: _told(inner) for name, inner in column.items()}
