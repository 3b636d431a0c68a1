"""CoNLL: one token a line, a column of BIO tags for each layer, a blank line after each sentence.

`-DOCSTART-` begins each article, with its id in the second column. Columns: token, start and end (code points into the
article), then those of COLUMNS; "_" in a layer that no person has checked. What BIO cannot hold is counted.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from annotate.dataset.formats.losses import ATTRIBUTES, ENTITIES, META, PARTS, RELATIONS, RULES, SPANS, Losses, sizes_of
from annotate.dataset.rows.columns import named_layers
from annotate.dataset.rows.subject import Subject
from annotate.dataset.rows.tokens import OUTSIDE, token_rows
from annotate.scheme import Scheme

_UNCHECKED = "_"
_DOCUMENT = "-DOCSTART-"


def columns(scheme: Scheme) -> tuple[str, ...]:
    """Return the names of the tag columns, in their order: each layer, and its proper names where it has them."""
    named = {layer.name for layer in named_layers(scheme)}
    return tuple(
        name for layer in scheme.layers for name in (layer.name, *([f"{layer.name}_names"] * (layer.name in named)))
    )


def write(subjects: Iterable[Subject], folder: Path, split: str, losses: Losses) -> None:
    """Write the articles of a split into one file."""
    with (folder / f"{split}.conll").open("w", encoding="utf-8", newline="\n") as target:
        for subject in subjects:
            target.writelines(f"{line}\n" for line in lines(subject, losses))


def lines(subject: Subject, losses: Losses) -> Iterator[str]:
    """Yield the lines of one article, and count what is lost."""
    names = columns(subject.scheme)
    yield "\t".join((_DOCUMENT, subject.article.id, *[OUTSIDE] * (len(names) + 1)))
    yield ""
    lost = 0
    for row in token_rows(subject):
        tags: Sequence[Sequence[str]] = [row.get(name) or [_UNCHECKED] * len(row["tokens"]) for name in names]
        for token, start, end, *of in zip(row["tokens"], row["starts"], row["ends"], *tags, strict=True):
            yield "\t".join((token, str(start), str(end), *of))
        yield ""
        lost += row["lost"]
    if subject.gold is not None:
        annotation = subject.gold.annotation
        losses.add(SPANS, lost=lost, of=len(annotation.spans))
        named = sum("name" in span.parts for span in annotation.spans)
        parts = sizes_of(annotation)[PARTS]
        losses.add(PARTS, lost=parts - named, of=parts)
        losses.all_of(annotation, (RELATIONS, ATTRIBUTES, ENTITIES, RULES))
    losses.add(META, lost=1, of=1)
