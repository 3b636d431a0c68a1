"""Columns that keep the annotators apart: a row an annotation, and a row a candidate span with everyone's label."""

from itertools import chain
from typing import NamedTuple

import numpy as np

from annotate.align import VERDICTS, Pair, Verdict
from annotate.annotations import Annotation, Span
from annotate.dataset.batches.arrays import Array, Arrays, At, array, class_ids, filled, joined, lists, structs
from annotate.dataset.batches.gathered import Gathered, Judged, Marked
from annotate.dataset.batches.laid import numbers
from annotate.dataset.batches.voices import labels_in, shown_and_paired, voices
from annotate.dataset.rows.columns import BY_ANNOTATOR, SPAN_VOTES, Columns
from annotate.dataset.rows.subject import Subject
from annotate.quality.benches import covers
from annotate.scheme import Layer, Scheme

_NONE: tuple[None] = (None,)  # the label of who left an extent unmarked
_SAID = ("parent", "shown", "version", "scheme", "guidelines", "created_at", "updated_at")


def annotator_arrays(gathered: Gathered) -> Arrays:
    """Return the columns of by_annotator: a row for each annotation, the machine's, drafts and skips included.

    Where suggestions were shown, each span says what became of the one it came from, and `rejected` lists those that
    were deleted. Remarks that annotators left for each other stay out.
    """
    scheme, columns = gathered.scheme, gathered.marks.columns[BY_ANNOTATOR]
    subjects = [subject for subject, _ in gathered.annotated]
    marked = [of for _, of in gathered.annotated]
    annotations = [of.annotation for of in marked]
    work = [_work(subject, of.annotation, scheme) for subject, of in gathered.annotated]
    articles = array([subject.article.id for subject in subjects], "string")
    names = array([annotation.id for annotation in annotations], "string")
    return {
        "id": joined(articles, names),
        "article_id": articles,
        "split": gathered.said(len(marked)),
        "text": array([subject.article.text for subject in subjects], "string"),
        "title": filled([subject.article.meta.title for subject in subjects], "string"),
        "annotation": names,
        "annotator": array([annotation.author for annotation in annotations], "string"),
        "role": array([annotation.role for annotation in annotations], columns["role"], "role"),
        "status": array([annotation.status for annotation in annotations], columns["status"], "status"),
        "layers": array([one.layers for one in work], columns["layers"], "layers"),
        "blind": array([one.blind for one in work], "bool"),
        **{name: filled([getattr(a, name) for a in annotations], "string") for name in _SAID},
        "lead_time_s": filled([annotation.lead_time_s for annotation in annotations], "float64"),
        "entities": gathered.entities(marked),
        "spans": _spans(gathered, marked, work, gathered.marks.nested(BY_ANNOTATOR, "spans")),
        "relations": gathered.relations(marked),
        "rejected": _rejected(gathered, work, gathered.marks.nested(BY_ANNOTATOR, "rejected")),
    }


class _Work(NamedTuple):
    """What by_annotator says of one annotation beside what is in it."""

    layers: list[str]
    blind: bool | None
    checked: list[bool]
    became: dict[str, Pair]
    rejected: list[Span]


def _work(subject: Subject, annotation: Annotation, scheme: Scheme) -> _Work:
    shown, pairs = shown_and_paired(subject.article, annotation, scheme)
    layers = [layer.name for layer in scheme.layers if covers(annotation, layer.name)]
    judged = annotation.role != "machine" and annotation.status == "submitted"
    checked = [judged] * len(annotation.spans)
    if judged and len(layers) < len(scheme.layers):
        checked = [scheme.layer_of[span.label].name in layers for span in annotation.spans]
    return _Work(
        layers,
        shown is None if annotation.role != "machine" else None,
        checked,
        {pair.after.id: pair for pair in pairs if pair.after is not None},
        [pair.before for pair in pairs if pair.after is None and pair.before is not None],
    )


def _spans(gathered: Gathered, marked: list[Marked], work: list[_Work], columns: Columns) -> Array:
    found = At(list(chain.from_iterable(one.spans for one in marked))).all(gathered.marks.span_arrays)
    found["checked"] = array(list(chain.from_iterable(one.checked for one in work)), "bool")
    if not any(one.became for one in work):
        return lists([len(one.spans) for one in marked], structs(columns, found, "spans"))
    verdicts: list[Verdict | None] = []
    suggestions: list[str | None] = []
    for one, of in zip(work, marked, strict=True):
        pairs = [one.became.get(span.id) for span in of.annotation.spans] if one.became else [None] * len(of.spans)
        verdicts += [pair and pair.verdict for pair in pairs]
        suggestions += [None if pair is None or pair.before is None else pair.before.id for pair in pairs]
    found["verdict"] = filled(verdicts, VERDICTS, "verdict")
    found["suggestion"] = filled(suggestions, "string")
    return lists([len(one.spans) for one in marked], structs(columns, found, "spans"))


def _rejected(gathered: Gathered, work: list[_Work], columns: Columns) -> Array:
    places = At(gathered.marks.spans.places(chain.from_iterable(one.rejected for one in work)))
    found = {name: places.take(gathered.marks.span_arrays[name]) for name in columns}
    return lists([len(one.rejected) for one in work], structs(columns, found, "rejected"))


class _Votes:
    """Rows of span_votes being gathered, a list for each column that is no copy of another."""

    def __init__(self) -> None:
        self.counts: list[int] = []
        self.layers: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.texts: list[str] = []
        self.voters: list[int] = []
        self.annotators: list[str] = []
        self.labels: list[str | None] = []
        self.suggested: list[str | None] = []
        self.gold: list[str | None] = []


def vote_arrays(gathered: Gathered) -> Arrays:
    """Return the columns of span_votes: a row for each extent that anyone marked in a layer a person has checked.

    `votes` has an entry for everyone who judged the layer, label null where they left the extent unmarked; two entries
    where they put two labels on it. `suggested` is the machine's label, `gold` the one that stands.
    """
    columns = gathered.marks.columns[SPAN_VOTES]
    votes = _Votes()
    for one in gathered.judged:
        before = len(votes.starts)
        for layer in gathered.scheme.layers:
            if layer.name in one.gold.sources:
                _hear(votes, one, layer)
        votes.counts.append(len(votes.starts) - before)
    articles = np.repeat(np.arange(len(votes.counts)), votes.counts)
    places = numbers(votes.starts) + gathered.laid.bases[articles]
    starts, ends = array(votes.starts, "int32"), array(votes.ends, "int32")
    ids = joined(array(votes.layers, "string"), starts.cast("string"), ends.cast("string"), by="-")
    said: Arrays = {
        "annotator": array(votes.annotators, "string"),
        "label": class_ids(votes.labels, gathered.scheme.labels, "votes"),
    }
    return {
        **gathered.origin(votes.counts, ids),
        "checked": array([True] * len(votes.starts), "bool"),
        "layer": array(votes.layers, columns["layer"], "layer"),
        "start": starts,
        "end": ends,
        "text": array(votes.texts, "string"),
        "votes": lists(votes.voters, structs(gathered.marks.nested(SPAN_VOTES, "votes"), said, "votes")),
        "suggested": filled(votes.suggested, columns["suggested"], "suggested"),
        "gold": filled(votes.gold, columns["gold"], "gold"),
        **gathered.where(gathered.laid.sentence_at(places, articles)),
    }


def _hear(votes: _Votes, one: Judged, layer: Layer) -> None:
    """Add the rows of one layer of one article."""
    spans = _only_voice(one, layer)
    if spans is not None:
        _echo(votes, spans, layer, one.gold.judges[layer.name][0])
        return
    article = one.subject.article
    said, machine = voices(article, layer)
    kept = labels_in(one.gold.annotation, layer)
    extents = {*machine, *kept}.union(*(labels for _, labels in said))
    for extent in sorted(extents, key=lambda extent: (extent[0], -extent[1])):
        start, end = extent
        votes.layers.append(layer.name)
        votes.starts.append(start)
        votes.ends.append(end)
        votes.texts.append(article.text[start:end])
        voters = 0
        for author, labels in said:
            for label in labels.get(extent, _NONE):
                votes.annotators.append(author)
                votes.labels.append(label)
                voters += 1
        votes.voters.append(voters)
        votes.suggested.append(machine[extent][0] if extent in machine else None)
        votes.gold.append(kept[extent][0] if extent in kept else None)


def _only_voice(one: Judged, layer: Layer) -> list[Span] | None:
    """Return the gold spans of a layer if one person's are all that was said of it, one on each extent; else None."""
    if one.gold.sources[layer.name] != "single" or any(a.role == "machine" for a in one.subject.article.annotations):
        return None
    labels = layer.label_names
    spans = [span for span in one.gold.annotation.spans if span.label in labels]
    return spans if len({(span.start, span.end) for span in spans}) == len(spans) else None


def _echo(votes: _Votes, spans: list[Span], layer: Layer, author: str) -> None:
    """Add a row for each span, with the vote of the only voice for what is gold."""
    labels, rows = [span.label for span in spans], len(spans)
    votes.layers += [layer.name] * rows
    votes.starts += [span.start for span in spans]
    votes.ends += [span.end for span in spans]
    votes.texts += [span.text for span in spans]
    votes.annotators += [author] * rows
    votes.labels += labels
    votes.voters += [1] * rows
    votes.suggested += [None] * rows
    votes.gold += labels
