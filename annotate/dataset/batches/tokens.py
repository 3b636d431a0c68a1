"""Columns of tokens: `token_rows` for a batch of articles, tags as class ids from the start."""

from bisect import bisect_right
from itertools import chain, compress
from typing import Any

import numpy as np

from annotate.dataset.batches.arrays import Arrays, array, ids_array, lists
from annotate.dataset.batches.gathered import Gathered, Judged
from annotate.dataset.rows.columns import TOKENS, configs, named_layers, tags
from annotate.dataset.rows.tokens import Piece, names, tagged
from annotate.scheme import Layer
from annotate.text.view import View

_Tags = np.ndarray[Any, np.dtype[np.int64]]


def token_arrays(gathered: Gathered) -> Arrays:
    """Return the columns of tokens: a row for each sentence of an article that has gold."""
    columns, judged = configs(gathered.scheme)[TOKENS], gathered.judged
    views = [one.subject.view for one in judged]
    sentences = [len(one.sentences) for one in judged]
    counts = list(chain.from_iterable(map(_counts, views)))
    lost = [[0] * n for n in sentences]
    ids = array([f"{number:04d}" for n in sentences for number in range(n)], "string")
    checked = [[layer.name for layer in gathered.scheme.layers if layer.name in one.gold.sources] for one in judged]
    repeated = chain.from_iterable([known] * n for known, n in zip(checked, sentences, strict=True))
    return {
        **gathered.origin(sentences, ids),
        "checked": array(list(repeated), columns["checked"], "checked"),
        **gathered.where(list(range(sum(sentences)))),
        "tokens": lists(counts, array(list(chain.from_iterable(view.words for view in views)), "string")),
        "starts": lists(counts, array(list(chain.from_iterable(view.starts for view in views)), "int32")),
        "ends": lists(counts, array(list(chain.from_iterable(view.ends for view in views)), "int32")),
        **_tagged(gathered, counts, lost),
        "lost": array(list(chain.from_iterable(lost)), "int32"),
    }


def _tagged(gathered: Gathered, counts: list[int], lost: list[list[int]]) -> Arrays:
    """Return the tags of every layer and of the names in it, and count in `lost` the spans that they do not hold."""
    found = Arrays()
    for layer in gathered.scheme.layers:
        found[layer.name] = _column(gathered, layer, counts, [_spans(one, layer) for one in gathered.judged], lost)
    for layer in named_layers(gathered.scheme):
        pieces = [names(one.gold.annotation.spans, layer) for one in gathered.judged]
        found[f"{layer.name}_names"] = _column(gathered, layer, counts, pieces, None)
    return found


def _spans(one: Judged, layer: Layer) -> list[Piece]:
    labels = layer.label_names
    return [Piece(s.start, s.end, s.label) for s in one.gold.annotation.spans if s.label in labels]


def _column(
    gathered: Gathered, layer: Layer, counts: list[int], pieces: list[list[Piece]], lost: list[list[int]] | None
) -> Any:
    """Return the tags of one layer as lists, null where nobody has checked it."""
    ids = {tag: number for number, tag in enumerate(tags(layer.label_names))}
    judged = [layer.name in one.gold.sources for one in gathered.judged]
    sizes = [len(one.subject.view.words) for one in gathered.judged]
    flat = np.zeros(sum(compress(sizes, judged)), dtype=np.int64)
    first = 0
    for number, (one, marked) in enumerate(zip(gathered.judged, pieces, strict=True)):
        view = one.subject.view
        if judged[number] and marked:
            runs, missing = tagged(marked, view)
            _tag(flat, first, runs, view, ids)
            if lost is not None and one.sentences:
                for piece in missing:
                    lost[number][min(view.sentence_at(piece.start), len(one.sentences) - 1)] += 1
        first += sizes[number] if judged[number] else 0
    known = chain.from_iterable(
        [there] * len(one.sentences) for one, there in zip(gathered.judged, judged, strict=True)
    )
    return lists([n if there else None for n, there in zip(counts, known, strict=True)], ids_array(flat))


def _tag(flat: _Tags, first: int, runs: list[Piece], view: View, ids: dict[str, int]) -> None:
    """Put the tags of an article's runs into the flat tags, in which its own begin at `first`; O is 0."""
    openings: set[int] | None = None
    for start, stop, label in runs:
        begins = ids[f"B-{label}"]
        flat[first + start] = begins
        if stop - start > 1:
            openings = {opening for opening, _ in view.sentences} if openings is None else openings
            inside = ids[f"I-{label}"]
            for i in range(start + 1, stop):
                flat[first + i] = begins if view.starts[i] in openings else inside


def _counts(view: View) -> list[int]:
    """Return how many tokens each sentence has: sentences hold all tokens, each once."""
    stops = [bisect_right(view.ends, end) for end in view.sentence_ends]
    return [stop - start for start, stop in zip([0, *stops], stops, strict=False)]
