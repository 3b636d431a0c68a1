"""Rows with classes as names into a record batch and back: the plain way, one row at a time."""

from collections.abc import Callable, Iterable
from typing import Any

from annotate.dataset.rows.columns import Column, Columns
from annotate.dataset.rows.schema import arrow_schema
from annotate.dataset.rows.subject import Row
from annotate.errors import DatasetError


def as_batch(rows: Iterable[Row], columns: Columns, where: str) -> Any:
    """Return rows (classes as names) as a record batch: the plain way, one row at a time."""
    import pyarrow as pa

    return pa.RecordBatch.from_pylist(list(map(encoder(columns, where), rows)), schema=arrow_schema(columns))


def encoder(column: Column, where: str) -> Callable[[Any], Any]:
    """Return what turns names of classes into ids, all the way down, and leaves out of structs what is null.

    DatasetError names a class or a column that the scheme does not have: Parquet writers drop unknown keys silently.
    """
    return _encoder(column, where) or (lambda value: value)


def _encoder(column: Column, where: str) -> Callable[[Any], Any] | None:
    """Return what encodes the values of a column that are not null; None if they stay as they are."""
    if column == "float64":
        return float
    if isinstance(column, str):
        return None
    if isinstance(column, tuple):
        return _class_encoder(column, where)
    if isinstance(column, list):
        item = _encoder(column[0], where)
        return None if item is None else lambda value: [None if x is None else item(x) for x in value]
    fields = {name: _encoder(inner, f"{where}.{name}") for name, inner in column.items()}
    changed = [(name, encode) for name, encode in fields.items() if encode is not None]
    known = fields.keys()

    def struct(value: Row) -> Row:
        encoded = {name: inner for name, inner in value.items() if inner is not None}
        if not encoded.keys() <= known:
            unknown = min(encoded.keys() - known)
            raise DatasetError(f"{where}: column {unknown!r} is not in the scheme, the row cannot be written")
        for name, encode in changed:
            if name in encoded:
                encoded[name] = encode(encoded[name])
        return encoded

    return struct


def _class_encoder(names: tuple[str, ...], where: str) -> Callable[[Any], Any]:
    ids = {name: i for i, name in enumerate(names)}

    def encode(value: str) -> int:
        if value not in ids:
            raise DatasetError(f"{where}: {value!r} is not one of {', '.join(names)}")
        return ids[value]

    return encode


def named(value: Any, column: Column) -> Any:
    """Return a value with the names of classes in the place of their ids, all the way down."""
    if value is None or isinstance(column, str):
        return value
    if isinstance(column, tuple):
        return column[value]
    if isinstance(column, list):
        return [named(item, column[0]) for item in value]
    return {name: named(inner, column[name]) for name, inner in value.items()}
