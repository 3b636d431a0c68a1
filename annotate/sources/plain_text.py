"""Articles from text files: one file, one article; its name is kept, its id is made from the text."""

from collections.abc import Iterator
from pathlib import Path

from annotate import store
from annotate.annotations import Article, Meta, article_id
from annotate.errors import Fault
from annotate.sources.zones import zones
from annotate.text.canonical import canonical


def read(path: Path) -> Iterator[tuple[str, int, Article | Fault]]:
    """Yield (file, 0, the article or its fault)."""
    with store.reading(path):
        data = path.read_bytes()
    yield str(path), 0, _article(data, path)


def _article(data: bytes, path: Path) -> Article | Fault:
    try:
        text = canonical(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Fault(str(path), line, f"not UTF-8 (byte {data[error.start]:#04x}); convert the file to UTF-8")
    text = text.rstrip()
    if not text:
        return Fault(str(path), 0, "empty")
    return Article(id=article_id(text), text=text, meta=Meta(zones=zones(text), extra={"file": path.name}))
