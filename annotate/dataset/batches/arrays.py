"""Python values as Arrow arrays of a column's type; what has no values is null."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from annotate.dataset.rows.columns import Column, Columns
from annotate.dataset.rows.schema import arrow_type
from annotate.errors import DatasetError

Array: TypeAlias = Any  # pyarrow ships no types
Arrays: TypeAlias = dict[str, Array]
Numbers: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.int64]]
Flags: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]


def array(values: Sequence[Any], column: Column, where: str = "") -> Array:
    """Return values (None is null) as an array of a column that is no struct; classes are given by name."""
    if isinstance(column, tuple):
        return class_ids(values, column, where)
    if isinstance(column, list):
        null = np.array([x is None for x in values]) if None in values else None
        there = values if null is None else [() if x is None else x for x in values]
        return lists(list(map(len, there)), array(list(chain.from_iterable(there)), column[0], where), null=null)
    return pa.array(values, arrow_type(column))


def class_ids(values: Sequence[str | None], names: tuple[str, ...], where: str) -> Array:
    """Return names of classes as their ids; DatasetError for one that is none."""
    ids: dict[str | None, int | None] = {name: i for i, name in enumerate(names)}
    ids[None] = None
    try:
        return pa.array([ids[value] for value in values], pa.int64())
    except KeyError as error:
        raise DatasetError(f"{where}: {error.args[0]!r} is not one of {', '.join(names)}") from error


def whole(values: Numbers, column: str = "int64") -> Array:
    """Return whole numbers as an array; class ids that are known already are int64."""
    return pa.array(values.astype(arrow_type(column).to_pandas_dtype(), copy=False))


def filled(values: Sequence[Any], column: Column, where: str = "") -> Array:
    """Return what `array` does, without looking at each value where all are null."""
    return nulls(len(values), column) if values.count(None) == len(values) else array(values, column, where)


def nulls(rows: int, column: Column) -> Array:
    """Return a column in which every value is null."""
    return pa.nulls(rows, arrow_type(column))


def lists(lengths: Sequence[int] | Numbers, values: Array, *, null: Flags | None = None) -> Array:
    """Return an array of lists over values that stand one list after another; `null` says which lists are null."""
    offsets = np.zeros(len(lengths) + 1, dtype=np.int32)
    np.cumsum(np.asarray(lengths, dtype=np.int32), out=offsets[1:])
    mask = None if null is None or not null.any() else pa.array(null)
    return pa.ListArray.from_arrays(pa.array(offsets), values, mask=mask)


class At:
    """Places to take values from, None or -1 where there is nothing to take; made once for all the columns they serve."""

    def __init__(self, places: Sequence[int | None] | Numbers) -> None:
        """Look whether the places are one after another: then nothing needs to be copied."""
        if not isinstance(places, np.ndarray):
            places = np.array([-1 if place is None else place for place in places], dtype=np.int64)
        self.count = len(places)
        self.first = int(places[0]) if self.count else 0
        self.follow = self.first >= 0 and bool((places == np.arange(self.first, self.first + self.count)).all())
        self._array = None if self.follow else pa.array(places, mask=places < 0)

    def take(self, values: Array) -> Array:
        """Return the values at the places, null where there is none."""
        if self.follow:
            return values.slice(self.first, self.count)
        return pa.nulls(self.count, values.type) if values.null_count == len(values) else values.take(self._array)

    def all(self, columns: Mapping[str, Array]) -> Arrays:
        """Return every column at the places."""
        return {name: self.take(values) for name, values in columns.items()}


def joined(*texts: Array, by: str = "/") -> Array:
    """Return `FIRST/SECOND` for each two texts: the ids of derived rows."""
    return pc.binary_join_element_wise(*texts, by)


def batch(columns: Columns, arrays: Mapping[str, Array], where: str) -> Array:
    """Return a record batch with these columns in their order."""
    rows = len(next(iter(arrays.values())))
    return pa.RecordBatch.from_arrays(_ordered(columns, arrays, rows, where), names=list(columns))


def structs(columns: Columns, arrays: Mapping[str, Array], where: str) -> Array:
    """Return an array of structs with these columns in their order."""
    rows = len(next(iter(arrays.values())))
    fields = [pa.field(name, arrow_type(column)) for name, column in columns.items()]
    return pa.StructArray.from_arrays(_ordered(columns, arrays, rows, where), fields=fields)


def _ordered(columns: Columns, arrays: Mapping[str, Array], rows: int, where: str) -> list[Array]:
    """Return the arrays in the order of the columns, nulls for those that are not there; DatasetError for one too many."""
    if not arrays.keys() <= columns.keys():
        unknown = min(arrays.keys() - columns.keys())
        raise DatasetError(f"{where}: column {unknown!r} is not in the scheme, the rows cannot be written")
    return [arrays[name] if name in arrays else nulls(rows, column) for name, column in columns.items()]
