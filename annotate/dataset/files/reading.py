"""Rows of a written dataset, classes as names: read with the features of its own files, so that old releases read too."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from annotate.annotations import Annotation, Entity, Extent, Relation, Span, Value
from annotate.dataset.rows.subject import Row
from annotate.dataset.splits.splits import LOCK
from annotate.errors import DatasetError

_REMEDY = "write the dataset anew with `annotate export`, `annotate check` says what else is wrong"
_START, _END, _EXACT = "_start", "_end", "_exact"
_SPAN = frozenset({"id", "start", "end", "label", "text", "checked", "rules", "score", "verdict", "suggestion"})
_RELATION = frozenset({"id", "label", "head", "tail", "head_index", "tail_index", "inferred", "rules", "score"})


def table_rows(folder: Path, config: str, columns: Iterable[str] | None = None) -> Iterator[Row]:
    """Yield the rows of a config in all its splits, or only some columns of them; none where it has no files.

    DatasetError names the file that is no whole Parquet file, or lacks a column or a class.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq
    from datasets import Features

    for path in sorted((folder / config).glob("*.parquet")):
        try:
            with pq.ParquetFile(path) as table:
                known = Features.from_arrow_schema(table.schema_arrow)
                wanted = [*known] if columns is None else [*columns]
                lacking = [name for name in wanted if name not in known]
                if lacking:
                    raise DatasetError(f"{path}: has no column {lacking[0]!r}; {_REMEDY}")
                decode = _decoder({name: known[name] for name in wanted}, f"{path}: {config}")
                for batch in table.iter_batches(batch_size=1000, columns=wanted):
                    yield from map(decode, batch.to_pylist())
        except (pa.ArrowInvalid, OSError) as error:
            raise DatasetError(f"{path}: is no whole Parquet file ({error}); {_REMEDY}") from error


def is_dataset(folder: Path) -> bool:
    """Say whether a folder is one that `annotate export` writes."""
    return (folder / LOCK).is_file()


def _decoder(feature: Any, where: str) -> Callable[[Any], Any]:
    """Return what turns class ids into names, all the way down; null stays null."""
    if isinstance(feature, dict):
        fields = {name: _decoder(inner, f"{where}.{name}") for name, inner in feature.items()}
        return lambda row: None if row is None else {name: fields[name](value) for name, value in row.items()}
    inner = getattr(feature, "feature", None)
    if inner is not None:
        item = _decoder(inner, where)
        return lambda items: None if items is None else [item(x) for x in items]
    names = getattr(feature, "names", None)
    return (lambda value: value) if names is None else _named(names, where)


def _named(names: list[str], where: str) -> Callable[[int | None], str | None]:
    def name(value: int | None) -> str | None:
        if value is not None and not 0 <= value < len(names):
            raise DatasetError(f"{where} is class {value}, there are {len(names)}; {_REMEDY}")
        return None if value is None else names[value]

    return name


def annotation_of(row: Row, **known: Any) -> Annotation:
    """Return the entities, spans and relations of a row of documents or by_annotator as an annotation."""
    return Annotation(
        entities=tuple(Entity(**entity) for entity in row["entities"]),
        spans=tuple(_span(span) for span in row["spans"]),
        relations=tuple(
            Relation(
                id=relation["id"],
                label=relation["label"],
                head=relation["head"],
                tail=relation["tail"],
                attributes=_attributes(relation, _RELATION),
            )
            for relation in row["relations"]
        ),
        **known,
    )


def _span(row: Row) -> Span:
    names = [name.removesuffix(_START) for name in row if name.endswith(_START) and row[name] is not None]
    parts: dict[str, Extent] = {name: (row[name + _START], row[name + _END]) for name in names}
    return Span(
        id=row["id"],
        start=row["start"],
        end=row["end"],
        label=row["label"],
        text=row["text"] or "",
        attributes=_attributes(row, _SPAN),
        parts=parts,
    )


def _attributes(row: Row, taken: frozenset[str]) -> dict[str, Value]:
    """Return the filled columns that are attributes: not the item's own, no part, no exact decimal beside a float."""
    return {
        name: value
        for name, value in row.items()
        if value is not None and name not in taken and not name.endswith((_START, _END, _EXACT))
    }
