"""Rows that keep the annotators apart: one an annotation, and one a candidate span with everyone's label."""

from collections.abc import Iterator

from annotate.align import Pair
from annotate.dataset.batches.voices import labels_in, shown_and_paired, voices
from annotate.dataset.rows.subject import Row, Subject, entity_row
from annotate.quality.benches import covers
from tests.dataset.plain.nested import mark_row, origin, relation_rows, span_row, where


def annotator_rows(subject: Subject) -> Iterator[Row]:
    """Yield one row an annotation, the machine's and drafts and skips included, in order of author.

    Where suggestions were shown, each span says what became of the one it came from, and `rejected` lists those that
    were deleted. Remarks that annotators left for each other stay out.
    """
    article, scheme = subject.article, subject.scheme
    for annotation in sorted(article.annotations, key=lambda a: (a.author, a.id)):
        shown, pairs = shown_and_paired(article, annotation, scheme)
        became = {pair.after.id: pair for pair in pairs if pair.after is not None}
        layers = [layer.name for layer in scheme.layers if covers(annotation, layer.name)]
        judged = set(layers) if annotation.role != "machine" and annotation.status == "submitted" else set()
        yield {
            "id": f"{article.id}/{annotation.id}",
            "article_id": article.id,
            "split": subject.split,
            "text": article.text,
            "title": article.meta.title,
            "annotation": annotation.id,
            "annotator": annotation.author,
            "role": annotation.role,
            "status": annotation.status,
            "layers": layers,
            "blind": shown is None if annotation.role != "machine" else None,
            "parent": annotation.parent,
            "shown": annotation.shown,
            "version": annotation.version,
            "scheme": annotation.scheme,
            "guidelines": annotation.guidelines,
            "created_at": annotation.created_at,
            "updated_at": annotation.updated_at,
            "lead_time_s": annotation.lead_time_s,
            "entities": [entity_row(entity) for entity in annotation.entities],
            "spans": [
                span_row(span, scheme, checked=scheme.layer_of[span.label].name in judged)
                | _verdict(became.get(span.id))
                for span in annotation.spans
            ],
            "relations": relation_rows(annotation, scheme),
            "rejected": [
                mark_row(pair.before) | {"rules": pair.before.rules}
                for pair in pairs
                if pair.after is None and pair.before is not None
            ],
        }


def _verdict(pair: Pair | None) -> Row:
    if pair is None:
        return {}
    return {"verdict": pair.verdict, "suggestion": pair.before.id if pair.before is not None else None}


def vote_rows(subject: Subject) -> Iterator[Row]:
    """Yield one row for each extent that anyone marked in a layer a person has checked, in reading order by layer.

    `votes` has an entry for everyone who judged the layer, label null where they left the extent unmarked; two entries
    where they put two labels on it. `suggested` is the machine's label, `gold` the one that stands.
    """
    gold, article = subject.gold, subject.article
    for layer in subject.scheme.layers:
        if gold is None or layer.name not in gold.sources:
            continue
        said, machine = voices(article, layer)
        kept = labels_in(gold.annotation, layer)
        extents = {extent for labels in (*(labels for _, labels in said), machine, kept) for extent in labels}
        for start, end in sorted(extents, key=lambda extent: (extent[0], -extent[1])):
            extent = (start, end)
            yield {
                **origin(subject, f"{layer.name}-{start}-{end}", judged=True),
                "layer": layer.name,
                "start": start,
                "end": end,
                "text": article.text[start:end],
                "votes": [
                    {"annotator": author, "label": label}
                    for author, labels in said
                    for label in labels.get(extent, [None])
                ],
                "suggested": next(iter(machine.get(extent, [])), None),
                "gold": next(iter(kept.get(extent, [])), None),
                **where(subject, start),
            }
