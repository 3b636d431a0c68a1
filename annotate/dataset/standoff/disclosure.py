"""What must not get out by mistake: the texts of a corpus that is released without them."""

import re
from collections.abc import Iterator
from pathlib import Path

from annotate.annotations import Article
from annotate.dataset.files.folder import README
from annotate.dataset.standoff.standoff import TAG
from annotate.errors import DatasetError

_RUN = 8  # words in a row that a card's own prose and an article do not share by chance
_WORD = re.compile(r"\w+")


def refuse_release(folder: Path) -> None:
    """Raise DatasetError if a folder holds a stand-off release: texts written into it would be published with it."""
    readme = folder / README
    if not readme.is_file():
        return
    head = readme.read_text("utf-8", "replace").split("\n---\n", 1)[0]
    if f"\n- {TAG}\n" in f"{head}\n":
        raise DatasetError(
            f"{folder}: holds a release without texts, and this export has them; name another folder with -o, or write "
            "it stand-off with `--text standoff`"
        )


def word_runs(prose: str) -> frozenset[tuple[str, ...]]:
    """Return every eight words in a row of a card's prose."""
    return frozenset(_runs(prose))


def quotation(said: frozenset[tuple[str, ...]], article: Article) -> Iterator[str]:
    """Yield, if an article has one of these runs of words, that the card quotes it."""
    quoted = next((run for run in _runs(article.text) if run in said), None) if said else None
    if quoted:
        yield (
            f"article {article.id}: what the card says of the corpus quotes it ({' '.join(quoted)!r}), and a stand-off "
            "release has no text of an article; say it in other words"
        )


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return zip(*(words[i:] for i in range(_RUN)), strict=False)
