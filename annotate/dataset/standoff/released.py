"""A stand-off release read back: its annotations as rows, classes as names, an article at a time."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from annotate.dataset.files.reading import table_rows
from annotate.dataset.rows.columns import BY_ANNOTATOR
from annotate.dataset.rows.features import as_features
from annotate.dataset.rows.subject import Row
from annotate.dataset.standoff.standoff import CONTEXT, LENGTH, SHA, SURFACE, standoff_configs
from annotate.errors import DatasetError
from annotate.scheme import Scheme

_NEEDED = ("id", "start", "end", "label", SURFACE, CONTEXT)


def released(folder: Path, scheme: Scheme) -> Iterator[list[Row]]:
    """Yield the rows of by_annotator, an article at a time.

    DatasetError if the folder is no stand-off release, one of another scheme, or damaged.
    """
    if not folder.is_dir():
        raise DatasetError(f"{folder}: no such folder; name one that `annotate export --text standoff` wrote")
    files = sorted((folder / BY_ANNOTATOR).glob("*.parquet"))
    if not files:
        raise DatasetError(f"{folder}: has no {BY_ANNOTATOR}/*.parquet, which holds the annotations that are restored")
    for path in files:
        _refuse_others(folder, path, scheme)
    for _, rows in groupby(table_rows(folder, BY_ANNOTATOR), key=lambda row: row["article_id"]):
        found = list(rows)
        for row in found:
            _refuse_gaps(folder, row)
        yield found


def _refuse_gaps(folder: Path, row: Row) -> None:
    places = [span[key] for span in row["spans"] for key in _NEEDED]
    if None in (row[LENGTH], row[SHA], *places):
        raise DatasetError(
            f"{folder}: annotation {row['id']!r} lacks a length, an offset or a fingerprint; `annotate check` says where"
        )


def _refuse_others(folder: Path, path: Path, scheme: Scheme) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        has = pq.read_schema(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise DatasetError(f"{path}: is no whole Parquet file ({error}); fetch the dataset again") from error
    if LENGTH not in has.names:
        raise DatasetError(f"{folder}: this dataset carries its texts, there is nothing to bring back")
    wanted = as_features(standoff_configs(scheme)[BY_ANNOTATOR]).arrow_schema
    if has.names != wanted.names or has.types != wanted.types:
        raise DatasetError(
            f"{path}: its columns are not those of scheme {scheme.version}; `annotate check` says which differ, and the "
            "version of this program that wrote it can read it"
        )
