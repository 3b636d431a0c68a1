"""Formats of two files an article: its text as it is, and what is marked in it."""

from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import quote, unquote

from annotate.annotations import Article
from annotate.dataset.rows.subject import Subject

TEXT = ".txt"


def write_pairs(subjects: Iterable[Subject], place: Path, suffix: str, marks: Callable[[Subject], bytes]) -> None:
    """Write `ID.txt` and the marks beside it for each article into a new folder; signs that no file name has are escaped."""
    place.mkdir()
    for subject in subjects:
        path = place / f"{quote(subject.article.id, safe=' ')}{TEXT}"
        path.write_bytes(subject.article.text.encode("utf-8", "surrogatepass"))
        path.with_suffix(suffix).write_bytes(marks(subject))


def read_text(path: Path) -> str:
    """Return the text of an article, line ends and all."""
    return path.read_bytes().decode("utf-8", "surrogatepass")


def bare(path: Path) -> Article:
    """Return the article of a text file, its id told by the name, with nothing marked in it."""
    return Article(id=unquote(path.stem), text=read_text(path))
