"""The formats there are, and the one function that writes a corpus in any of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple, Protocol

from annotate.annotations import Article
from annotate.dataset.files.folder import README, replaced
from annotate.dataset.formats import brat, brat_reading, conll, docbin, polnear, web_annotation
from annotate.dataset.formats.losses import Losses
from annotate.dataset.rows.subject import Subject
from annotate.dataset.splits.held_out import placed
from annotate.dataset.splits.splits import LOCK, SPLITS, WITHHELD, lock_bytes, read_lock
from annotate.dataset.streaming.intake import faults, refusals, repeated
from annotate.errors import DatasetError, RecordError
from annotate.quality.adjudication import gold
from annotate.scheme import Scheme

Writer = Callable[[Iterable[Subject], Path, str, Losses], None]


class Reader(Protocol):
    """Yields the articles below a folder, each with one annotation."""

    def __call__(self, folder: Path, scheme: Scheme, *, author: str, layers: tuple[str, ...]) -> Iterator[Article]:
        """Read; RecordError and DatasetError name file and fault."""


class Format(NamedTuple):
    """A format: what it is, how a split is written, and how it is read back where it can be."""

    words: str
    write: Writer
    read: Reader | None = None


FORMATS: Mapping[str, Format] = {
    "conll": Format("CoNLL columns: a token a line, BIO tags for each layer", conll.write),
    "docbin": Format("spaCy DocBin: span groups and entities for `spacy train`", docbin.write),
    "brat": Format("brat standoff: spans, relations, attributes", brat.write, brat_reading.read),
    "polnear": Format("brat as PolNeAR has it: attributions alone", polnear.write),
    "w3c": Format("W3C Web Annotation, JSON-LD", web_annotation.write, web_annotation.read),
}


def convert(
    articles: Iterable[Article], folder: Path, scheme: Scheme, *, format_name: str, lock: Path | None = None
) -> Losses:
    """Write the gold of these articles in a format into a folder, a file or folder a split, and return what was lost.

    Splits are those of the corpus's dataset where `lock` names its splits.lock. The folder appears whole or stays as it
    was. Articles without gold, and those withheld from the splits, are not written. RecordError carries every article
    that breaks a rule.
    """
    known = sorted(articles, key=lambda article: article.id)
    _refuse_broken(known, scheme)
    _refuse_other_content(folder, format_name)
    golds = {article.id: found for article in known if (found := gold(article, scheme)) is not None}
    if not golds:
        raise DatasetError(f"{folder}: no person has touched any of these articles, so there is no gold to write")
    losses = Losses()
    with replaced(folder) as building:
        locked = read_lock(folder / LOCK if lock is None or (folder / LOCK).exists() else lock)
        places = placed(known, locked, golds)
        inside = [a for a in known if a.id in golds and places[a.id].split != WITHHELD]
        inside.sort(key=lambda article: SPLITS.index(places[article.id].split))
        for split, of in groupby(inside, key=lambda article: places[article.id].split):
            subjects = (Subject(a, scheme, gold=golds[a.id], split=split, cluster=places[a.id].cluster) for a in of)
            FORMATS[format_name].write(subjects, building, split, losses)
        (building / LOCK).write_bytes(lock_bytes(places))
        (building / README).write_text(_readme(format_name, losses), "utf-8", newline="\n")
    return losses


def read(folder: Path, scheme: Scheme, *, format_name: str, author: str) -> Iterator[Article]:
    """Yield the articles below a folder in a format that can be read, with one author's annotation of every layer."""
    reader = FORMATS[format_name].read
    if reader is None:
        raise DatasetError(f"{format_name} cannot be read back: it holds too little")
    yield from reader(folder, scheme, author=author, layers=tuple(layer.name for layer in scheme.layers))


def _refuse_broken(articles: Sequence[Article], scheme: Scheme) -> None:
    """Raise RecordError for every breach, and for ids that are there twice; DatasetError for an author with an address."""
    found = [fault for article in articles for fault in faults(article, scheme)]
    found += repeated([article.id for article in articles])
    if found:
        raise RecordError(found)
    for refusal in (sentence for article in articles for sentence in refusals(article)):
        raise DatasetError(refusal)


def _refuse_other_content(folder: Path, format_name: str) -> None:
    """Raise DatasetError if a folder holds a dataset, or another format: it would be written over."""
    readme = folder / README
    if readme.is_file() and not readme.read_text("utf-8", "replace").startswith(_title(format_name)):
        raise DatasetError(f"{folder}: holds something else than {format_name}; name another folder with -o")


def _title(format_name: str) -> str:
    return f"# {FORMATS[format_name].words}\n"


def _readme(format_name: str, losses: Losses) -> str:
    rows = "\n".join(f"| {what} | {lost} | {of} |" for what, lost, of in losses.rows())
    return (
        f"{_title(format_name)}\nWritten by news-annotate from the gold of the corpus; the dataset itself has "
        f"everything. What this format cannot hold:\n\n| what | lost | of |\n| --- | --- | --- |\n{rows}\n"
    )
