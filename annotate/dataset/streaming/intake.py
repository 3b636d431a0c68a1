"""A portion taken in: proven, put aside on disk, and of each article what splits are decided by."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from annotate.annotations import Article, Meta
from annotate.dataset.splits.clusters import shingles, story
from annotate.dataset.standoff.disclosure import quotation
from annotate.dataset.streaming.portions import Portion
from annotate.errors import Fault, RecordError
from annotate.invariants import breaches
from annotate.quality.benches import is_touched
from annotate.scheme import Scheme

_decoder = msgspec.msgpack.Decoder(Article)


class Slot(NamedTuple):
    """Where an article was put aside: the number of a file, and its bytes in it."""

    file: int
    start: int
    size: int


class Head(NamedTuple):
    """What is kept of an article while others are read; `head` is the article without its text and annotations."""

    head: Article
    touched: bool
    sketch: "array[int]"
    slot: Slot


class Errand(NamedTuple):
    """A portion to take in: its number, where to put articles aside, and word runs that none of them may have.

    Articles are checked against every invariant unless reading the portion does that already.
    """

    portion: Portion
    number: int
    aside: Path
    scheme: Scheme
    said: frozenset[tuple[str, ...]]
    proven: bool


class Intake(NamedTuple):
    """What a portion holds, and what is wrong with it: faults, and (article, sentence) that forbids a release."""

    heads: list[Head]
    faults: list[Fault]
    refusals: list[tuple[str, str]]


def take_in(errand: Errand) -> Intake:
    """Read a portion and put its articles aside."""
    done = Intake([], [], [])
    with _file(errand.aside, errand.number).open("wb") as aside:
        try:
            for article in errand.portion():
                done.faults.extend(() if errand.proven else faults(article, errand.scheme))
                done.refusals.extend((article.id, sentence) for sentence in refusals(article))
                done.refusals.extend((article.id, words) for words in quotation(errand.said, article))
                packed = msgspec.msgpack.encode(article)
                slot = Slot(errand.number, aside.tell(), len(packed))
                aside.write(packed)
                done.heads.append(_head(article, slot, errand.scheme))
        except RecordError as error:
            done.faults.extend(error.faults)
    return done


def _head(article: Article, slot: Slot, scheme: Scheme) -> Head:
    meta = article.meta
    head = Article(id=article.id, text="", meta=Meta(published=meta.published, source=meta.source))
    return Head(head, is_touched(article, scheme), shingles(story(article.text, meta.zones)), slot)


def put_aside(aside: Path, slots: Iterable[Slot]) -> Iterator[Article]:
    """Yield the articles that were put into these slots."""
    by_file: dict[int, list[tuple[int, Slot]]] = {}
    for place, slot in enumerate(slots):
        by_file.setdefault(slot.file, []).append((place, slot))
    found: list[tuple[int, Article]] = []
    for number, wanted in by_file.items():
        with _file(aside, number).open("rb") as file:
            for place, slot in wanted:
                file.seek(slot.start)
                found.append((place, _decoder.decode(file.read(slot.size))))
    yield from (article for _, article in sorted(found, key=lambda item: item[0]))


def faults(article: Article, scheme: Scheme) -> list[Fault]:
    """Return every rule that an article breaks."""
    return [Fault(article.id, 0, str(breach)) for breach in breaches(article, scheme)]


def refusals(article: Article) -> Iterator[str]:
    """Yield why an article must not be published: an author that is an e-mail address."""
    for annotation in article.annotations:
        if "@" in annotation.author:
            yield (
                f"article {article.id}, annotation {annotation.id}: the author looks like an e-mail address, which "
                "a dataset must not carry; write a pseudonym (a01) as pull does"
            )


def _file(aside: Path, number: int) -> Path:
    return aside / f"{number}.articles"


def repeated(ids: Sequence[str]) -> list[Fault]:
    """Return the ids that more than one article has."""
    counts: dict[str, int] = {}
    for name in ids:
        counts[name] = counts.get(name, 0) + 1
    return [Fault(x, 0, f"{n} articles have this id, ids are unique") for x, n in counts.items() if n > 1]
