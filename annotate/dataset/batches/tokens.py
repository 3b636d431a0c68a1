"""Columns of tokens: a row a sentence of a batch of articles, tags as class ids from the start, all articles at once."""

from itertools import chain
from typing import NamedTuple

import numpy as np

from annotate.dataset.batches.arrays import Array, Arrays, At, Flags, Numbers, array, lists, whole
from annotate.dataset.batches.gathered import Gathered
from annotate.dataset.batches.laid import Laid
from annotate.dataset.rows.columns import NAME, TOKENS, named_layers, tags
from annotate.scheme import Layer


def token_arrays(gathered: Gathered) -> Arrays:
    """Return the columns of tokens: a row for each sentence of an article that has gold.

    A layer that no person has checked is null. BIO is flat: of overlapping spans the first and longest is tagged; a
    span that runs over sentences begins anew in each; a span that cuts a token takes all of it. Each span that can
    therefore not be read back exactly is counted in `lost`, in the sentence where it starts.
    """
    columns, judged, laid = gathered.marks.columns[TOKENS], gathered.judged, gathered.laid
    sentences, counts = np.diff(laid.sentence_firsts).tolist(), laid.sentence_lengths()
    names = [f"{number:04d}" for number in range(max(sentences, default=0))]
    ids = array(list(chain.from_iterable(names[:n] for n in sentences)), "string")
    checked = [[layer.name for layer in gathered.scheme.layers if layer.name in one.gold.sources] for one in judged]
    each = At(np.repeat(np.arange(len(judged)), sentences))
    lost = np.zeros(len(counts), dtype=np.int64)
    words = array(list(chain.from_iterable(one.subject.view.words for one in judged)), "string")
    return {
        **gathered.origin(sentences, ids),
        "checked": each.take(array(checked, columns["checked"], "checked")),
        **gathered.where(np.arange(len(counts))),
        "tokens": lists(counts, words),
        "starts": lists(counts, whole(laid.own(laid.starts, laid.firsts), "int32")),
        "ends": lists(counts, whole(laid.own(laid.ends, laid.firsts), "int32")),
        **_tagged(gathered, counts, lost),
        "lost": whole(lost, "int32"),
    }


class _Pieces(NamedTuple):
    """What is to be tagged, as it is read: articles, extents through all texts, and places of labels in their layer."""

    articles: Numbers
    starts: Numbers
    ends: Numbers
    labels: Numbers


def _tagged(gathered: Gathered, counts: Numbers, lost: Numbers) -> Arrays:
    """Return the tags of every layer and of the names in it, and count in `lost` the spans that they do not hold."""
    found, laid = Arrays(), gathered.laid
    for layer in gathered.scheme.layers:
        pieces = _pieces(gathered, layer, "start", "end")
        flat, missing = _tags(pieces, layer, laid)
        found[layer.name] = _lists(gathered, layer, counts, flat)
        places = laid.sentence_at(pieces.starts[missing], pieces.articles[missing])
        lost += np.bincount(places[places >= 0], minlength=len(lost))
    for layer in named_layers(gathered.scheme):
        flat, _ = _tags(_pieces(gathered, layer, f"{NAME}_start", f"{NAME}_end"), layer, laid)
        found[f"{layer.name}_names"] = _lists(gathered, layer, counts, flat)
    return found


def _pieces(gathered: Gathered, layer: Layer, start: str, end: str) -> _Pieces:
    """Return the stretches between two columns of the gold spans of a layer, where a person has checked it."""
    gold, spans = gathered.golden, gathered.marks.span_arrays
    labels = gathered.marks.labels_in(layer.label_names)[gold.places]
    wanted = np.flatnonzero((labels >= 0) & gathered.judges(layer)[gold.articles])
    starts, ends = (gold.at.take(spans[name]).fill_null(-1).to_numpy()[wanted] for name in (start, end))
    wanted, starts, ends = wanted[starts >= 0], starts[starts >= 0], ends[starts >= 0]
    bases = gathered.laid.bases[gold.articles[wanted]]
    starts, ends, labels = starts + bases, ends + bases, labels[wanted]
    ranks = np.argsort(np.argsort(layer.label_names))[labels]
    order = np.lexsort((ranks, -ends, starts))
    return _Pieces(gold.articles[wanted][order], starts[order], ends[order], labels[order])


def _tags(pieces: _Pieces, layer: Layer, laid: Laid) -> tuple[Numbers, Flags]:
    """Return a tag for each token, and which pieces cannot be read back exactly.

    Pieces are taken as they are read, so that a token which is taken already lies before the end of the run so far.
    """
    first = laid.token_at(pieces.starts)
    stop = np.minimum(laid.token_at(pieces.ends - 1) + 1, laid.firsts[pieces.articles + 1])
    some = np.flatnonzero(first < stop)
    stop[some] -= laid.starts[stop[some] - 1] >= pieces.ends[some]
    kept = _apart(first.tolist(), stop.tolist())
    runs, ends = first[kept], stop[kept]
    before = np.concatenate([[0], np.cumsum(laid.openings)])
    whole_run = before[ends] == before[runs + 1]
    exact = (laid.starts[runs] == pieces.starts[kept]) & (laid.ends[ends - 1] == pieces.ends[kept])
    missing = np.ones(len(first), dtype=np.bool_)
    missing[kept[whole_run & exact]] = False
    return _flat(runs, ends, pieces.labels[kept], layer, laid), missing


def _apart(first: list[int], stop: list[int]) -> Numbers:
    """Return which runs have a token and begin behind all that were taken before them."""
    kept, reached = [], 0
    for place, (start, end) in enumerate(zip(first, stop, strict=True)):
        if start < end and start >= reached:
            kept.append(place)
            reached = end
    return np.array(kept, dtype=np.int64)


def _flat(runs: Numbers, ends: Numbers, labels: Numbers, layer: Layer, laid: Laid) -> Numbers:
    """Return the tags of runs of tokens: B where a run or a sentence begins, I elsewhere in it, O (which is 0) outside."""
    ids = {tag: number for number, tag in enumerate(tags(layer.label_names))}
    begins, inside = (np.array([ids[f"{x}-{name}"] for name in layer.label_names], dtype=np.int64) for x in "BI")
    flat = np.zeros(len(laid.starts), dtype=np.int64)
    flat[runs] = begins[labels]
    sizes = ends - runs - 1
    places = np.repeat(runs + 1 - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
    further = np.repeat(labels, sizes)
    flat[places] = np.where(laid.openings[places], begins[further], inside[further])
    return flat


def _lists(gathered: Gathered, layer: Layer, counts: Numbers, flat: Numbers) -> Array:
    """Return tags as a list for each sentence, null where nobody has checked the layer."""
    judged, laid = gathered.judges(layer), gathered.laid
    if judged.all():
        return lists(counts, whole(flat))
    there = np.repeat(judged, np.diff(laid.sentence_firsts))
    tokens = np.repeat(judged, np.diff(laid.firsts))
    return lists(np.where(there, counts, 0), whole(flat[tokens]), null=~there)
