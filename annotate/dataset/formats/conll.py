"""CoNLL: one token a line, a column of BIO tags for each layer, a blank line after each sentence.

`-DOCSTART-` begins each article, with its id in the second column. Columns: token, start and end (code points into the
article), then those of COLUMNS; "_" in a layer that no person has checked. What BIO cannot hold is counted.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from annotate.dataset.formats.losses import ATTRIBUTES, ENTITIES, META, PARTS, RELATIONS, RULES, SPANS, Losses, sizes_of
from annotate.dataset.rows.columns import OUTSIDE, named_layers, tags
from annotate.dataset.rows.subject import Row, Subject
from annotate.scheme import Scheme

_UNCHECKED = "_"
_DOCUMENT = "-DOCSTART-"
_AT_ONCE = 200  # articles whose tags are found together


def columns(scheme: Scheme) -> tuple[str, ...]:
    """Return the names of the tag columns, in their order: each layer, and its proper names where it has them."""
    named = {layer.name for layer in named_layers(scheme)}
    return tuple(
        name for layer in scheme.layers for name in (layer.name, *([f"{layer.name}_names"] * (layer.name in named)))
    )


def write(subjects: Iterable[Subject], folder: Path, split: str, losses: Losses) -> None:
    """Write the articles of a split into one file."""
    coming = iter(subjects)
    with (folder / f"{split}.conll").open("w", encoding="utf-8", newline="\n") as target:
        while some := list(islice(coming, _AT_ONCE)):
            target.writelines(f"{line}\n" for line in lines(some, split, losses))


def lines(subjects: Sequence[Subject], split: str, losses: Losses) -> Iterator[str]:
    """Yield the lines of articles, and count what is lost."""
    from annotate.dataset.batches.batches import token_batch

    scheme = subjects[0].scheme
    names = columns(scheme)
    said = {name: tags(layer.label_names) for layer in scheme.layers for name in (layer.name, f"{layer.name}_names")}
    rows: dict[str, list[Row]] = {subject.article.id: [] for subject in subjects}
    for row in token_batch(subjects, scheme, split).to_pylist():
        rows[row["article_id"]].append(row)
    for subject in subjects:
        yield "\t".join((_DOCUMENT, subject.article.id, *[OUTSIDE] * (len(names) + 1)))
        yield ""
        for row in rows[subject.article.id]:
            tagged = [_words(row[name], said[name], len(row["tokens"])) for name in names]
            for token, start, end, *of in zip(row["tokens"], row["starts"], row["ends"], *tagged, strict=True):
                yield "\t".join((token, str(start), str(end), *of))
            yield ""
        _count(subject, sum(row["lost"] for row in rows[subject.article.id]), losses)


def _words(ids: Sequence[int] | None, said: Sequence[str], tokens: int) -> list[str]:
    """Return tags as they are written, one a token, those of a layer that nobody has checked included."""
    return [_UNCHECKED] * tokens if ids is None else [said[number] for number in ids]


def _count(subject: Subject, lost: int, losses: Losses) -> None:
    """Count what of an article the format cannot hold; `lost` spans are cut by their tags."""
    if subject.gold is not None:
        annotation = subject.gold.annotation
        losses.add(SPANS, lost=lost, of=len(annotation.spans))
        named = sum("name" in span.parts for span in annotation.spans)
        parts = sizes_of(annotation)[PARTS]
        losses.add(PARTS, lost=parts - named, of=parts)
        losses.all_of(annotation, (RELATIONS, ATTRIBUTES, ENTITIES, RULES))
    losses.add(META, lost=1, of=1)
