"""A reader's own copies of the articles of a release, and which of them is which article."""

from collections.abc import Iterable
from pathlib import PurePath
from typing import NamedTuple

import msgspec

from annotate.annotations import Article, text_hash
from annotate.dataset.rows.subject import Row
from annotate.dataset.standoff.standoff import LENGTH, SHA
from annotate.sources.zones import zones
from annotate.text.canonical import canonical


class Copy(NamedTuple):
    """An article's copy; `exact` if its text is the very text that was annotated."""

    article: Article
    exact: bool


class Copies:
    """Copies by the hash of their text, by id, by address, and by the name of the file they came in."""

    def __init__(self, articles: Iterable[Article]) -> None:
        """Index the copies; a text is also known made canonical, without the blanks at its ends, or with a line end more."""
        self._by_text: dict[str, Article] = {}
        self._by_name: dict[str, Article] = {}
        for article in articles:
            plain = canonical(article.text)
            for text in (article.text, plain, plain.rstrip(), plain.strip(), f"{plain}\n"):
                self._by_text.setdefault(text_hash(text), _with(article, text))
            edited = _with(article, plain)
            for name in _names(article):
                self._by_name.setdefault(name, edited)

    def of(self, row: Row) -> Copy | None:
        """Return the copy of a released article: by its text; else by id, address or file name, and then edited."""
        same = self._by_text.get(row[SHA])
        if same is not None and len(same.text) == row[LENGTH]:
            return Copy(same, exact=True)
        for name in (row["article_id"], _address(row["url"])):
            if name and name in self._by_name:
                return Copy(self._by_name[name], exact=False)
        return None


def _with(article: Article, text: str) -> Article:
    """Return the article with another text, and with the zones that this text has."""
    if text == article.text and article.meta.zones:
        return article
    return msgspec.structs.replace(article, text=text, meta=msgspec.structs.replace(article.meta, zones=zones(text)))


def _names(article: Article) -> list[str]:
    file = article.meta.extra.get("file")
    stem = PurePath(file).stem if isinstance(file, str) else ""
    return [name for name in (article.id, _address(article.meta.url), stem) if name]


def _address(url: str | None) -> str:
    """Return an address without what does not tell two articles apart: scheme, www, fragment, a last slash."""
    if not url:
        return ""
    plain = url.partition("#")[0].partition("://")[2] or url
    return plain.removeprefix("www.").rstrip("/")
