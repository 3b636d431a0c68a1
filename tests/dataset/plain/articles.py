"""An article as rows, one at a time: what the columns of a batch are held against. No thought was given to speed."""

from collections.abc import Callable, Iterator

import msgspec

from annotate.annotations import Span, text_hash
from annotate.dataset.rows.columns import BY_ANNOTATOR, DOCUMENTS, ENTITIES, SPAN_VOTES, TOKENS
from annotate.dataset.rows.subject import Row, Subject, entity_row
from tests.dataset.plain.layers import layer_rows
from tests.dataset.plain.nested import origin, relation_rows, span_row, where
from tests.dataset.plain.people import annotator_rows, vote_rows
from tests.dataset.plain.tokens import token_rows

Rows = Callable[[Subject], Iterator[Row]]


def rows(subject: Subject) -> Iterator[tuple[str, Row]]:
    """Yield (config, row) for everything that an article gives, classes as names, absent columns null.

    Rows of a config come in reading order. An article that no person has touched gives rows of by_annotator only.
    """
    if subject.gold is not None:
        yield DOCUMENTS, document_row(subject)
        for config, make in _makers(subject).items():
            for row in make(subject):
                yield config, row
    for row in annotator_rows(subject):
        yield BY_ANNOTATOR, row


def document_row(subject: Subject) -> Row:
    """Return the row of an article that has gold: text, what is known of it, entities, spans and relations."""
    gold, article, scheme = subject.gold, subject.article, subject.scheme
    if gold is None:
        raise ValueError(f"article {article.id!r} has no gold, so no row of documents")
    meta = article.meta
    return {
        "id": article.id,
        "split": subject.split,
        "cluster": subject.cluster,
        "text": article.text,
        "text_sha256": text_hash(article.text),
        "title": meta.title,
        "source": meta.source,
        "published": meta.published,
        "url": meta.url,
        "language": meta.language,
        "license": meta.license,
        "zones": [{"start": zone.start, "end": zone.end, "kind": zone.kind} for zone in meta.zones],
        "extra": msgspec.json.encode(meta.extra, order="deterministic").decode() if meta.extra else None,
        "scheme": gold.annotation.scheme,
        "guidelines": gold.annotation.guidelines,
        "gold_source": gold.source,
        "layers": [
            {"layer": layer, "source": source, "annotators": gold.judges[layer]}
            for layer, source in gold.sources.items()
        ],
        "disputes": len(gold.disputes),
        "entities": [entity_row(entity) for entity in gold.annotation.entities],
        "spans": [span_row(span, scheme, checked=subject.checked(span.label)) for span in gold.annotation.spans],
        "relations": relation_rows(gold.annotation, scheme),
    }


def entity_rows(subject: Subject) -> Iterator[Row]:
    """Yield one row an entity of an article that has gold, with its mentions; the sentence is the first mention's."""
    if subject.gold is None:
        return
    mentions = _mentions(subject)
    for entity in subject.gold.annotation.entities:
        spans = mentions.get(entity.id, [])
        facts = entity_row(entity)
        yield {
            **origin(subject, facts.pop("id"), judged=all(subject.checked(span.label) for span in spans)),
            "entity": entity.id,
            **facts,
            "mentions": [{"id": s.id, "start": s.start, "end": s.end, "text": s.text} for s in spans],
            **where(subject, spans[0].start if spans else None),
        }


def _mentions(subject: Subject) -> dict[str, list[Span]]:
    """Return the spans that mention each entity: those whose label may always carry an entity."""
    found: dict[str, list[Span]] = {}
    for span in subject.gold.annotation.spans if subject.gold is not None else ():
        for attribute in subject.scheme.layer_of[span.label].attributes:
            value = span.attributes.get(attribute.name)
            if attribute.type == "entity" and not attribute.labels and isinstance(value, str):
                found.setdefault(value, []).append(span)
    return found


def _makers(subject: Subject) -> dict[str, Rows]:
    """Return what makes the rows of each derived config but by_annotator."""
    makers: dict[str, Rows] = {ENTITIES: entity_rows}
    for layer in subject.scheme.layers:
        makers[layer.name] = lambda s, layer=layer: layer_rows(s, layer)  # type: ignore[misc]  # the default binds early
    return makers | {TOKENS: token_rows, SPAN_VOTES: vote_rows}
