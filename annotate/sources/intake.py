"""Everything a person may name as ARTICLES: a JSON Lines file, a text file, a folder of them, or standard input."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from annotate.annotations import Article
from annotate.errors import AnnotateError, Fault
from annotate.sources import json_lines, plain_text

STDIN = "-"
_READERS = {".jsonl": json_lines.read, ".ndjson": json_lines.read, ".txt": plain_text.read}


class Intake(NamedTuple):
    """The articles in the order they were met, what could not be read, and how many were the same again."""

    articles: list[Article]
    faults: list[Fault]
    repeated: int


def ingest(path: Path) -> Intake:
    """Return the articles of a file or folder with canonical text and zones; faults name file and line.

    One id with one text is one article, said once; one id with two texts, or with annotations that the first one lacks,
    is a fault of the later one. AnnotateError if there is nothing to read at all.
    """
    return gathered(item for file in _files(path) for item in _READERS[file.suffix.lower()](file))


def other_files(path: Path) -> list[Path]:
    """Return the files of a folder that `ingest` passes over because of their names, hidden ones apart."""
    if not path.is_dir():
        return []
    files = (file for file in path.rglob("*") if file.is_file() and not _is_article(file))
    return sorted(file for file in files if not any(part.startswith(".") for part in file.relative_to(path).parts))


def gathered(items: Iterable[tuple[str, int, Article | Fault]]) -> Intake:
    """Return (file, line, article or fault) triples as one intake."""
    first: dict[str, tuple[str, Article]] = {}
    faults: list[Fault] = []
    repeated = 0
    for file, line, item in items:
        if isinstance(item, Fault):
            faults.append(item)
        elif item.id not in first:
            first[item.id] = (f"{file}:{line}" if line else file, item)
        else:
            place, known = first[item.id]
            if known.text != item.text:
                message = f"article id {item.id!r} was used in {place} for another text; ids are unique"
                faults.append(Fault(file, line, message))
            elif any(annotation not in known.annotations for annotation in item.annotations):
                message = f"article {item.id!r} stands in {place} without these annotations; put them into one record"
                faults.append(Fault(file, line, message))
            else:
                repeated += 1
    return Intake([article for _, article in first.values()], faults, repeated)


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if _is_article(file) and file.is_file())
        if not files:
            raise AnnotateError(f"{path}: no {', '.join(_READERS)} file in this folder")
        yield from files
    elif not path.exists():
        raise AnnotateError(f"{path}: no such file or folder")
    elif path.suffix.lower() in _READERS:
        yield path
    else:
        raise AnnotateError(f"{path}: articles come as {', '.join(_READERS)} files or a folder of them")


def _is_article(file: Path) -> bool:
    return file.suffix.lower() in _READERS
