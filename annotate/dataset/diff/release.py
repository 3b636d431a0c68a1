"""What a file of annotated articles or a dataset folder says, in one form: two of them can be compared."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import msgspec

from annotate import store
from annotate.annotations import GOLD, Annotation, Article, Meta, Zone
from annotate.dataset.files.reading import annotation_of, is_dataset, table_rows
from annotate.dataset.rows.columns import BY_ANNOTATOR, DOCUMENTS
from annotate.dataset.rows.subject import Row
from annotate.dataset.splits.splits import LOCK, read_lock
from annotate.errors import DatasetError
from annotate.quality.adjudication import gold
from annotate.scheme import Scheme

LAYERS, ZONES, EXTRA, SOURCE, GOLD_SOURCE = "layers", "zones", "extra", "source", "gold_source"
_META = ("title", SOURCE, "published", "url", "language", "license")
_HEARD = ("article_id", "split", "text", "annotator")
_MARKED = ("annotation", "status", "layers", "created_at", "updated_at", "entities", "spans", "relations")


class Held(NamedTuple):
    """An article of a release: its text, what is known of it, and what stands of it.

    `facts` are metadata, layers judged and source of the gold, as text. An article nobody judged has an annotation
    without layers and spans.
    """

    text: str
    facts: dict[str, str | None]
    annotation: Annotation

    @property
    def source(self) -> str | None:
        """Return where the article was published, if that is known."""
        return self.facts.get(SOURCE)


class Release(NamedTuple):
    """Articles and the splits they stand in, by article id; a file of records has no splits. `authors` are heard of."""

    name: str
    articles: dict[str, Held]
    splits: dict[str, str]
    authors: frozenset[str]


def read_release(path: Path, scheme: Scheme, *, author: str | None = None) -> Release:
    """Return what a JSON Lines file or a dataset folder holds: the gold, or what one author submitted.

    RecordError carries every fault of a file, DatasetError says why a folder cannot be read.
    """
    if path.is_dir():
        return _of_folder(path, scheme, author)
    return of_records(str(path), store.load(path, scheme), scheme, author=author)


def of_records(name: str, articles: Iterable[Article], scheme: Scheme, *, author: str | None = None) -> Release:
    """Return annotated articles as a release without splits."""
    held: dict[str, Held] = {}
    authors: set[str] = set()
    for article in articles:
        held[article.id] = _judged(article, scheme, author, _facts(article.meta))
        authors.update(annotation.author for annotation in article.annotations)
    return Release(name, held, {}, frozenset(authors))


def _judged(article: Article, scheme: Scheme, author: str | None, facts: dict[str, str | None]) -> Held:
    """Return an article with its gold; an author's is what stands if nobody else had been heard, machines included."""
    if author is not None:
        own = (msgspec.structs.replace(a, role="person") for a in article.annotations if a.author == author)
        article = msgspec.structs.replace(article, annotations=tuple(own))
    found = gold(article, scheme)
    annotation = found.annotation if found is not None else _nothing()
    told: dict[str, str | None] = {}
    if author is None:
        told[GOLD_SOURCE] = found.source if found is not None else None
    return Held(article.text, facts | _layers(annotation) | told, annotation)


def _nothing() -> Annotation:
    return Annotation(id=GOLD, author=GOLD, role="adjudicated")


def _layers(annotation: Annotation) -> dict[str, str | None]:
    return {LAYERS: ", ".join(annotation.layers) or None}


def _facts(meta: Meta) -> dict[str, str | None]:
    facts: dict[str, str | None] = {name: getattr(meta, name) for name in _META}
    extra = msgspec.json.encode(meta.extra, order="deterministic").decode() if meta.extra else None
    zones = ", ".join(f"{zone.kind} [{zone.start}, {zone.end})" for zone in meta.zones)
    return facts | {ZONES: zones or None, EXTRA: extra}


def _of_folder(folder: Path, scheme: Scheme, author: str | None) -> Release:
    """Return a dataset folder as a release: gold where there is any, or the marks of one author."""
    if not is_dataset(folder):
        raise DatasetError(f"{folder}: has no {LOCK}, so it is no dataset; name a folder that `annotate export` wrote")
    splits = {name: place.split for name, place in read_lock(folder / LOCK).items()}
    held: dict[str, Held] = {}
    for row in table_rows(folder, DOCUMENTS):
        if "text" not in row:
            raise DatasetError(f"{folder}: has no texts; bring them back with `annotate rehydrate` and compare that")
        if row["id"] in held:
            raise DatasetError(f"{folder}: article {row['id']!r} has two rows in {DOCUMENTS}, ids are unique")
        splits[row["id"]] = row["split"]
        held[row["id"]] = _document(row, folder, scheme)
    heard: dict[str, list[Row]] = {}
    for row in table_rows(folder, BY_ANNOTATOR, _HEARD if author is None else (*_HEARD, *_MARKED)):
        heard.setdefault(row["article_id"], []).append(row)
    for name, rows in heard.items():
        splits[name] = rows[0]["split"]
        known = held[name].facts if name in held else {}
        if author is not None or name not in held:
            held[name] = _heard(name, rows, folder, scheme, author=author, facts=known)
    authors = {row["annotator"] for rows in heard.values() for row in rows}
    return Release(str(folder), held, splits, frozenset(authors))


def _document(row: Row, folder: Path, scheme: Scheme) -> Held:
    layers = tuple(judged["layer"] for judged in row["layers"])
    annotation = annotation_of(row, id=GOLD, author=GOLD, role="adjudicated", layers=layers)
    _refuse_unknown(annotation, f"{folder}: article {row['id']!r}", scheme)
    meta = Meta(**{name: row[name] for name in _META}, zones=tuple(Zone(**zone) for zone in row["zones"]))
    facts = _facts(meta) | {EXTRA: row[EXTRA], GOLD_SOURCE: row[GOLD_SOURCE]}
    return Held(row["text"], facts | _layers(annotation), annotation)


def _heard(
    name: str, rows: list[Row], folder: Path, scheme: Scheme, *, author: str | None, facts: dict[str, str | None]
) -> Held:
    """Return an article as one author left it, or untouched where no author is asked for."""
    annotations = [
        annotation_of(
            row,
            id=row["annotation"],
            author=author,
            role="person",
            status=row["status"],
            layers=tuple(row["layers"]),
            created_at=row["created_at"],
            updated_at=row["updated_at"],
        )
        for row in rows
        if author is not None and row["annotator"] == author
    ]
    for annotation in annotations:
        _refuse_unknown(annotation, f"{folder}: article {name!r}", scheme)
    known = {key: value for key, value in facts.items() if key != GOLD_SOURCE}
    return _judged(Article(id=name, text=rows[0]["text"], annotations=tuple(annotations)), scheme, author, known)


def _refuse_unknown(annotation: Annotation, where: str, scheme: Scheme) -> None:
    """Refuse labels that the scheme does not have: they would silently not be compared."""
    for item, known in ((annotation.spans, scheme.labels), (annotation.relations, tuple(scheme.relations))):
        for marked in item:
            if marked.label not in known:
                raise DatasetError(
                    f"{where}: label {marked.label!r} is not in the scheme, which has {', '.join(known)}"
                )
