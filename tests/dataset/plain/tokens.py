"""Rows for sequence labelling: one a sentence, BIO tags for each layer, proper names apart, and a count of what BIO loses."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annotate.annotations import Span
from annotate.dataset.rows.columns import NAME, OUTSIDE, named_layers
from annotate.dataset.rows.subject import Row, Subject
from annotate.scheme import Layer
from annotate.text.view import Tokens


class Piece(NamedTuple):
    """What is to be tagged: an extent and its label."""

    start: int
    end: int
    label: str


def token_rows(subject: Subject) -> Iterator[Row]:
    """Yield one row a sentence: tokens with their extents, and a tag for each token in every layer that was checked.

    A layer that no person has checked is null. BIO is flat: of overlapping spans the first and longest is tagged; a
    span that runs over sentences begins anew in each; a span that cuts a token takes all of it. Each span that can
    therefore not be read back exactly is counted in `lost`, in the sentence where it starts.
    """
    if subject.gold is None:
        return
    view = subject.view
    tagged: dict[str, list[str]] = {}
    lost: list[int] = [0] * len(view.sentences)
    checked = [layer for layer in subject.scheme.layers if layer.name in subject.gold.sources]
    for layer in checked:
        pieces = [Piece(s.start, s.end, s.label) for s in subject.gold.annotation.spans if s.label in layer.label_names]
        tagged[layer.name], missing = bio(pieces, subject)
        for piece in missing:
            if lost:
                lost[min(view.sentence_at(piece.start), len(lost) - 1)] += 1
        if layer in named_layers(subject.scheme):
            tagged[f"{layer.name}_names"], _ = bio(names(subject.gold.annotation.spans, layer), subject)
    for number, (start, end) in enumerate(view.sentences):
        tokens = view.tokens_in(start, end)
        part = slice(tokens.start, tokens.stop)
        yield {
            "id": f"{subject.article.id}/{number:04d}",
            "article_id": subject.article.id,
            "split": subject.split,
            "checked": [layer.name for layer in checked],
            "sentence": view.text[start:end],
            "sentence_start": start,
            "sentence_end": end,
            "tokens": view.words[part],
            "starts": view.starts[part],
            "ends": view.ends[part],
            **{name: tags[part] for name, tags in tagged.items()},
            "lost": lost[number],
        }


def bio(pieces: list[Piece], subject: Subject) -> tuple[list[str], list[Piece]]:
    """Return a tag for each token of the article, and the pieces that cannot be read back exactly from the tags."""
    view = subject.view
    tags = [OUTSIDE] * len(view.words)
    openings = {start for start, _ in view.sentences}
    runs, lost = tagged(pieces, view)
    for run in runs:
        for i in range(run.start, run.end):
            begins = i == run.start or view.starts[i] in openings
            tags[i] = f"{'B' if begins else 'I'}-{run.label}"
    return tags, lost


def tagged(pieces: Iterable[Piece], view: Tokens) -> tuple[list[Piece], list[Piece]]:
    """Return the runs of tokens that get tags, first and last token as half-open positions, and the pieces that are lost.

    Pieces are taken as they are read, so that a token which is taken already lies before the end of the run so far.
    """
    starts, ends, size = view.starts, view.ends, len(view.words)
    openings: set[int] | None = None
    runs: list[Piece] = []
    lost: list[Piece] = []
    reached = 0
    for piece in sorted(pieces, key=lambda p: (p.start, -p.end, p.label)):
        first, stop = view.token_at(piece.start), min(view.token_at(piece.end - 1) + 1, size)
        if first < stop and starts[stop - 1] >= piece.end:
            stop -= 1
        if first >= stop or first < reached:
            lost.append(piece)
            continue
        cut = False
        if stop - first > 1:
            openings = {start for start, _ in view.sentences} if openings is None else openings
            cut = not openings.isdisjoint(starts[first + 1 : stop])
        if cut or starts[first] != piece.start or ends[stop - 1] != piece.end:
            lost.append(piece)
        runs.append(Piece(first, stop, piece.label))
        reached = stop
    return runs, lost


def names(spans: tuple[Span, ...], layer: Layer) -> list[Piece]:
    """Return the proper names inside the spans of a layer."""
    return [Piece(*s.parts[NAME], s.label) for s in spans if s.label in layer.label_names and NAME in s.parts]
