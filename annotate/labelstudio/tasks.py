"""Articles to Label Studio tasks and results back to annotations: both directions, so that they stay each other's inverse.

Nothing here talks to a server. What a page cannot hold (parts, rules, scores, several polarities of one cue) comes back
from the suggestion that was sent, for as long as the person left the thing it belongs to.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from annotate.annotations import Annotation, Article, Entity, Relation, Span, Value, reading_order, span_id, text_hash
from annotate.labelstudio.cast import Cast
from annotate.labelstudio.controls import NEW, NO, SPAN, TEXT, YES, Control, controls, page_labels, shown_as_label
from annotate.labelstudio.links import link
from annotate.labelstudio.offsets import located, trimmed
from annotate.labelstudio.options import option_data, option_texts
from annotate.labelstudio.regions import Region, Result, regions
from annotate.scheme import Pass, Scheme

DOC_ID = "doc_id"
TEXT_HASH = "text_sha256"


class Page(NamedTuple):
    """A pass as both directions see it: its fields, and what each page label means in the record."""

    scheme: Scheme
    shown: Pass
    fields: tuple[Control, ...]
    meaning: dict[str, tuple[str, dict[str, Value]]]


class Reading(NamedTuple):
    """A person's result as an annotation; `problems` could not be kept, `remarks` were kept and deserve a look."""

    annotation: Annotation
    problems: tuple[str, ...]
    remarks: tuple[str, ...]


def page(scheme: Scheme, shown: Pass) -> Page:
    """Return what both directions need to know of a pass."""
    meaning: dict[str, tuple[str, dict[str, Value]]] = {}
    for layer in map(scheme.layer, shown.layers):
        for label in layer.labels:
            attribute = shown_as_label(layer, label.name)
            for name in page_labels(layer, label):
                meaning[name] = (label.name, {} if attribute is None else {attribute.name: name})
    return Page(scheme, shown, controls(scheme, shown), meaning)


def to_task(article: Article, suggestion: Annotation, shown: Page, *, blind: bool = False) -> dict[str, Any]:
    """Return the task of an article: its data, and one prediction unless the task is blind.

    The suggestion's entities are what can be picked. Every key that the page names is there, empty or not.
    """
    task: dict[str, Any] = {
        "data": {
            TEXT: article.text,
            "title": article.meta.title or article.id,
            DOC_ID: article.id,
            TEXT_HASH: text_hash(article.text),
            **option_data(suggestion, shown.fields),
        },
    }
    if not blind:
        task["predictions"] = [to_prediction(suggestion, shown)]
    return task


def to_prediction(suggestion: Annotation, shown: Page) -> dict[str, Any]:
    """Return the suggestion as a Label Studio prediction; its score is that of its least sure span."""
    result = to_result(suggestion, shown)
    scores = [item["score"] for item in result if "score" in item]
    version = suggestion.version or suggestion.author
    return {"model_version": version, "score": min(scores, default=0.0), "result": result}


def to_result(annotation: Annotation, shown: Page) -> Result:
    """Return the annotation's part that a pass shows as Label Studio result items."""
    labels = {label for label, _ in shown.meaning.values()}
    texts = option_texts(annotation.entities)
    entities = {entity.id: entity for entity in annotation.entities}
    result: Result = []
    here = {span.id: span for span in annotation.spans if span.label in labels}
    for span in here.values():
        result.append(_label_item(span, shown))
        for field in shown.fields:
            if page_label(span, shown) in field.labels:
                value = _field_value(field, span, annotation, entities)
                result += _field_item(field, span, value, texts)
    for relation in annotation.relations:
        if relation.head in here and relation.tail in here and not _is_picked(relation, here[relation.tail], shown):
            ends = {"from_id": relation.head, "to_id": relation.tail}
            result.append({"type": "relation", **ends, "direction": "right", "labels": [relation.label]})
    return result


def page_label(span: Span, shown: Page) -> str:
    """Return what a span is called on the page; the last of the choices where the attribute shown is empty."""
    named = [(name, said) for name, (label, said) in shown.meaning.items() if label == span.label]
    for name, said in named:
        if all(span.attributes.get(key) == value for key, value in said.items()):
            return name
    return named[-1][0]


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


def _field_item(field: Control, span: Span, value: Any, texts: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    if value is None or value == []:
        return
    place = {"start": span.start, "end": span.end, "text": span.text}
    item: dict[str, Any] = {"id": span.id, "from_name": field.name, "to_name": TEXT, "type": field.kind}
    if field.kind == "number":
        item["value"] = {**place, "number": value}
    elif field.kind == "textarea":
        item["value"] = {**place, "text": [str(value)]}
    elif field.attribute.type == "boolean":
        item["value"] = {**place, "choices": [YES if value else NO]}
    elif field.attribute.type == "entity":
        ids = value if isinstance(value, list) else [value]
        item["value"] = {**place, "choices": [texts[x] for x in ids if x in texts]}
    else:
        item["value"] = {**place, "choices": [str(value)]}
    yield item


def from_result(
    article: Article,
    result: Result,
    shown: Page,
    *,
    suggestion: Annotation | None = None,
    actors: Annotation | None = None,
    ids: Mapping[str, str] | None = None,
) -> Reading:
    """Return what a result list says of an article, as an annotation without author and dates.

    `suggestion` is what the person was shown, `actors` the annotation whose entities filled the lists (by default the
    suggestion), `ids` the lists' own map from text to entity id. Surfaces are recomputed from the article's text.
    """
    actors = actors or suggestion or Annotation(id="", author="", role="machine")
    ids = {text: entity for entity, text in option_texts(actors.entities).items()} if ids is None else ids
    cast = Cast(actors.entities, ids)
    held = regions(result)
    sent = {span.id: span for span in suggestion.spans} if suggestion is not None else {}
    problems: list[str] = []
    remarks: list[str] = []
    spans: dict[str, Span] = {}
    for region in held.regions.values():
        span = _span(article, region, shown, sent.get(region.id), cast, problems)
        if span is not None:
            spans[region.id] = span
            before = sent.get(region.id)
            if before is not None and "CUE" in (before.label, span.label) and before.label != span.label:
                remarks.append(f"{before.label} {before.text!r} became {span.label}: a label key pressed by mistake?")
    linked = link(article.text, spans, held, suggestion, actors, shown.fields, shown.scheme, shown.shown.layers, cast)
    annotation = Annotation(
        id="",
        author="",
        role="person",
        layers=shown.shown.layers,
        note=held.note,
        entities=cast.entities,
        spans=reading_order(linked.spans),
        relations=linked.relations,
    )
    remarks += [*cast.conflicts, *linked.remarks]
    return Reading(annotation, (*problems, *linked.problems), tuple(remarks))


def _span(
    article: Article, region: Region, shown: Page, before: Span | None, cast: Cast, problems: list[str]
) -> Span | None:
    """Return a region as a span: what the page does not show is taken from the span that was sent, where it still fits."""
    extent = located(article.text, region.value)
    if region.label not in shown.meaning:
        problems.append(
            f"region {region.id}: label {region.label!r} is not on this page, which has {', '.join(shown.meaning)}"
        )
        return None
    if extent is None:
        numbers = f"[{region.value.get('start')}, {region.value.get('end')})"
        problems.append(f"region {region.id}: {numbers} is not inside a text of {len(article.text)} characters")
        return None
    label, said = shown.meaning[region.label]
    start, end = extent
    if before is None or (start, end) != (before.start, before.end):
        grain = next(x.granularity for x in shown.scheme.layer_of[label].labels if x.name == label)
        start, end = trimmed(
            article.text, start, end, words=grain == "word" and not shown.scheme.layer_of[label].overlap
        )
    if start >= end:
        problems.append(f"region {region.id}: holds nothing but blanks")
        return None
    attributes = {**said, **_attributes(region, shown, cast, problems)}
    _facts(region, shown, attributes.get("entity"), before, cast)
    same = before is not None and shown.scheme.layer_of[before.label] is shown.scheme.layer_of[label]
    kept = before.parts if before is not None and same else {}
    return Span(
        id=region.id if before is not None or not region.id[:1].isdigit() else span_id(label, start, end),
        start=start,
        end=end,
        label=label,
        text=article.text[start:end],
        attributes=attributes,
        parts={name: part for name, part in kept.items() if start <= part[0] and part[1] <= end},
        rules=before.rules if before is not None else region.rules,
        score=before.score if before is not None else region.score,
    )


def _attributes(region: Region, shown: Page, cast: Cast, problems: list[str]) -> dict[str, Value]:
    """Return the attributes that the fields of a region say, empty ones left out."""
    found: dict[str, Value] = {}
    for field in shown.fields:
        if field.owner != "span" or field.relation is not None or region.label not in field.labels:
            continue
        value = _read_field(field, region, cast)
        if field.attribute.type == "choice" and value is not None and value not in field.attribute.values:
            problems.append(
                f"region {region.id}: {field.name} is {value!r}, it should be {' or '.join(field.attribute.values)}"
            )
        elif value is not None:
            found[field.name] = value
    return found


def _read_field(field: Control, region: Region, cast: Cast) -> Value:
    held = region.fields.get(field.name)
    if field.kind == "number":
        return float(held) if isinstance(held, int | float) else None
    texts = [str(x) for x in held or []]
    if field.attribute.type == "entity":
        new = " ".join(str(x) for x in region.fields.get(field.name + NEW) or []).strip()
        return cast.named(new) if new else next((e for e in map(cast.picked, texts) if e), None)
    if field.kind == "textarea":
        return " ".join(" ".join(texts).split()) or None
    if field.attribute.type == "boolean":
        return texts[0] == YES if texts else None
    return texts[0] if texts else None


def _facts(region: Region, shown: Page, entity: Value, before: Span | None, cast: Cast) -> None:
    """Let a mention correct its entity's facts: a value that differs from what stood there when it was sent.

    A mention that was given another entity still shows the old one's country and role: those are nobody's word.
    """
    if not isinstance(entity, str):
        return
    was = before.attributes.get("entity") if before is not None else None
    for field in shown.fields:
        if field.owner != "entity" or region.label not in field.labels:
            continue
        texts = region.fields.get(field.name) or []
        now: Value = str(texts[0]) if texts else None
        sent = cast.sent_fact(was if isinstance(was, str) else None, field.name)
        if now != sent and (now is not None or was == entity):
            cast.correct(entity, field.name, now)


def without_entities_unused(annotation: Annotation) -> Annotation:
    """Return the annotation with only those entities that something in it names."""
    used = {span.attributes.get(name) for span in annotation.spans for name in ("entity", "holder")}
    return msgspec.structs.replace(annotation, entities=tuple(e for e in annotation.entities if e.id in used))
