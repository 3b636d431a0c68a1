"""spaCy's DocBin: a `.spacy` file a split, for `spacy train` and for reading with `DocBin().from_disk`.

Each layer is a span group of its name in `doc.spans`; `doc.ents` are the actors' proper names, as spaCy's own models mark them.
A span's `id_` is our id, its `kb_id_` the id of its entity. `group.attrs` holds the rest: attributes and parts by span id,
relations, entities. Needs spaCy: `pip install news-annotate[spacy]`.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from annotate.annotations import Span
from annotate.dataset.formats.losses import META, RULES, SPANS, Losses
from annotate.dataset.rows.columns import NAME, named_layers
from annotate.dataset.rows.subject import Subject
from annotate.errors import DatasetError
from annotate.scheme import Layer


def write(subjects: Iterable[Subject], folder: Path, split: str, losses: Losses) -> None:
    """Write the articles of a split into one file; DatasetError if spaCy is not installed."""
    try:
        import spacy
        from spacy.tokens import DocBin
    except ModuleNotFoundError as error:
        raise DatasetError("spaCy is not installed: `pip install news-annotate[spacy]`") from error
    tokenizer = spacy.blank("en")
    tokenizer.max_length = max(tokenizer.max_length, 1 << 31)  # the limit is for parsers; nothing is parsed here
    docs = DocBin(attrs=["ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID"], store_user_data=True)
    for subject in subjects:
        docs.add(document(subject, tokenizer, losses))
    docs.to_disk(folder / f"{split}.spacy")


def document(subject: Subject, tokenizer: Any, losses: Losses) -> Any:
    """Return the article as a Doc; spans that cut one of spaCy's tokens are left out and counted."""
    doc = tokenizer.make_doc(subject.article.text)
    doc.user_data = {"id": subject.article.id, "title": subject.article.meta.title}
    if subject.gold is None:
        return doc
    annotation = subject.gold.annotation
    kept = {span.id: drawn for span in annotation.spans if (drawn := _drawn(doc, span)) is not None}
    for layer in subject.scheme.layers:
        if layer.name in subject.gold.sources:
            spans = [span for span in annotation.spans if span.label in layer.label_names and span.id in kept]
            doc.spans[layer.name] = [kept[span.id] for span in spans]
            doc.spans[layer.name].attrs.update(_rest(subject, layer, spans))
    doc.set_ents(_names(doc, subject, annotation.spans), default="outside")
    losses.add(SPANS, lost=len(annotation.spans) - len(kept), of=len(annotation.spans))
    losses.all_of(annotation, (RULES,))
    losses.add(META, lost=1, of=1)
    return doc


def _drawn(doc: Any, span: Span) -> Any:
    entity = str(span.attributes.get("entity") or "")
    return doc.char_span(span.start, span.end, label=span.label, span_id=span.id, kb_id=entity, alignment_mode="strict")


def _names(doc: Any, subject: Subject, spans: Iterable[Span]) -> list[Any]:
    """Return the proper names of actors; the longest where two overlap."""
    from spacy.util import filter_spans

    labels = {label for layer in named_layers(subject.scheme) for label in layer.label_names}
    named = [(*span.parts[NAME], span.label) for span in spans if span.label in labels and NAME in span.parts]
    drawn = [doc.char_span(start, end, label=label, alignment_mode="strict") for start, end, label in named]
    return list(filter_spans([span for span in drawn if span is not None]))


def _rest(subject: Subject, layer: Layer, spans: Iterable[Span]) -> dict[str, Any]:
    assert subject.gold is not None  # noqa: S101 - the caller has looked
    annotation = subject.gold.annotation
    own = {relation.name for relation in layer.relations}
    return {
        "attributes": {span.id: dict(span.attributes) for span in spans if span.attributes},
        "parts": {span.id: {name: list(extent) for name, extent in span.parts.items()} for span in spans if span.parts},
        "relations": [
            {"label": r.label, "head": r.head, "tail": r.tail, "attributes": dict(r.attributes)}
            for r in annotation.relations
            if r.label in own
        ],
        "entities": [msgspec.to_builtins(entity) for entity in annotation.entities],
    }
