"""Articles to Label Studio tasks: what is sent, and how spans, fields and links stand in it.

`readings` is the way back; nothing here talks to a server.
"""

from collections.abc import Container, Iterator, Mapping
from typing import Any

from annotate.annotations import Annotation, Article, Entity, Relation, Span, text_hash
from annotate.labelstudio.page.controls import NEW, NO, SPAN, TEXT, YES, Control, Page
from annotate.labelstudio.page.options import option_data, option_texts
from annotate.labelstudio.results.lookups import lookups
from annotate.labelstudio.results.regions import Result

DOC_ID = "doc_id"
TEXT_HASH = "text_sha256"
GREATEST = 2**53 - 1  # a page with a greater number in it shows an error in place of the article


def to_task(article: Article, suggestion: Annotation, shown: Page, *, blind: bool = False) -> dict[str, Any]:
    """Return the task of an article: its data, and one prediction unless the task is blind.

    The suggestion's entities are what can be picked. Every key that the page names is there, empty or not.
    """
    task: dict[str, Any] = {
        "data": {
            TEXT: article.text,
            "title": article.meta.title or article.meta.extra.get("file") or article.id,
            DOC_ID: article.id,
            TEXT_HASH: text_hash(article.text),
            **option_data(suggestion, shown.fields),
        },
    }
    if not blind:
        task["predictions"] = [to_prediction(suggestion, shown)]
    return task


def to_prediction(suggestion: Annotation, shown: Page, *, listed: Container[str] | None = None) -> dict[str, Any]:
    """Return the suggestion as a Label Studio prediction; its score is that of its least sure span."""
    result = to_result(suggestion, shown, listed=listed)
    scores = [item["score"] for item in result if "score" in item]
    version = suggestion.version or suggestion.author
    return {"model_version": version, "score": min(scores, default=0.0), "result": result}


def to_result(annotation: Annotation, shown: Page, *, listed: Container[str] | None = None) -> Result:
    """Return the annotation's part that a pass shows as Label Studio result items.

    With `listed`, the texts that the page's lists offer, an entity that is not among them goes to the field for new ones.
    """
    labels = {label for label, _ in shown.meaning.values()}
    texts = option_texts(annotation.entities)
    entities = {entity.id: entity for entity in annotation.entities}
    result: Result = []
    here = {span.id: span for span in annotation.spans if span.label in labels}
    for span in here.values():
        result.append(_label_item(span, shown))
        label = page_label(span, shown)
        for field in shown.fields:
            if label in field.labels:
                value = _field_value(field, span, annotation, entities)
                result += _field_item(field, span, value, texts, listed)
    for relation in annotation.relations:
        if relation.head in here and relation.tail in here and not _is_picked(relation, here[relation.tail], shown):
            ends = {"from_id": relation.head, "to_id": relation.tail}
            result.append({"type": "relation", **ends, "direction": "right", "labels": [relation.label]})
    return result


def page_label(span: Span, shown: Page) -> str:
    """Return what a span is called on the page; the last of the choices where the attribute shown is empty."""
    attribute, named = lookups(shown).names[span.label]
    value = span.attributes.get(attribute) if attribute else None
    return named[value] if value in named else next(reversed(named.values()))


def _is_picked(relation: Relation, tail: Span, shown: Page) -> bool:
    """Say whether a relation is shown as a choice from the actors: its tail is a span of another layer than its head."""
    return relation.label not in {r.name for r in shown.scheme.layer_of[tail.label].relations}


def _label_item(span: Span, shown: Page) -> dict[str, Any]:
    value = {"start": span.start, "end": span.end, "text": span.text, "labels": [page_label(span, shown)]}
    item: dict[str, Any] = {"id": span.id, "from_name": SPAN, "to_name": TEXT, "type": "labels", "value": value}
    if span.score is not None:
        item["score"] = span.score
    if span.rules:
        item["meta"] = {"text": list(span.rules)}
    return item


def _field_value(field: Control, span: Span, annotation: Annotation, entities: Mapping[str, Entity]) -> Any:
    """Return what a field of the page holds for a span: a value, or a list of entity ids for a relation picked."""
    if field.owner == "entity":
        entity = entities.get(str(span.attributes.get("entity")))
        return None if entity is None else getattr(entity, field.name)
    if field.relation is None:
        return span.attributes.get(field.name)
    links = [r for r in annotation.relations if r.head == span.id and r.label == field.relation]
    if field.owner == "relation":
        return next((r.attributes[field.name] for r in links if r.attributes.get(field.name) is not None), None)
    tails = {s.id: s.attributes.get("entity") for s in annotation.spans}
    return list(dict.fromkeys(tails[r.tail] for r in links if tails[r.tail] is not None))


def _field_item(
    field: Control, span: Span, value: Any, texts: Mapping[str, str], listed: Container[str] | None
) -> Iterator[dict[str, Any]]:
    if value is None or value == [] or is_too_great(value):
        return
    name, kind = field.name, field.kind
    said: dict[str, Any] = {field.kind: value}
    if field.attribute.type == "entity":
        ids = value if isinstance(value, list) else [value]
        picked = [texts[x] for x in ids if x in texts]
        said = {"choices": picked}
        if listed is not None and not field.many and picked and picked[0] not in listed:
            name, kind, said = field.name + NEW, "textarea", {"text": picked}
    elif field.kind == "textarea":
        said = {"text": [str(value)]}
    elif field.attribute.type == "boolean":
        said = {"choices": [YES if value else NO]}
    elif field.kind == "choices":
        said = {"choices": [str(value)]}
    place = {"start": span.start, "end": span.end, "text": span.text}
    yield {"id": span.id, "from_name": name, "to_name": TEXT, "type": kind, "value": {**place, **said}}


def is_too_great(value: Any) -> bool:
    """Say whether a page cannot show a value: a number so great that its digits are not exact there."""
    return isinstance(value, int | float) and abs(value) > GREATEST
