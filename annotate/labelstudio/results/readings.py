"""Label Studio results back to annotations: what a person's page says of an article; the inverse of `tasks`.

Nothing here talks to a server. What a page cannot hold (parts, rules, scores, several polarities of one cue) comes back
from the suggestion that was sent, for as long as the person left the thing it belongs to.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from annotate.annotations import Annotation, Article, Extent, Span, Value, reading_order
from annotate.invariants import fits
from annotate.labelstudio.page.controls import YES, Page
from annotate.labelstudio.page.options import option_texts
from annotate.labelstudio.results.cast import Cast
from annotate.labelstudio.results.links import link
from annotate.labelstudio.results.lookups import LabelFields, Lookups, Reads, lookups
from annotate.labelstudio.results.offsets import located, moved, trimmed, unplaced
from annotate.labelstudio.results.regions import Region, Result, regions
from annotate.labelstudio.results.tasks import is_too_great, page_label
from annotate.scheme import Scheme


class Reading(NamedTuple):
    """A person's result as an annotation; `problems` could not be kept, `remarks` were kept and deserve a look."""

    annotation: Annotation
    problems: tuple[str, ...]
    remarks: tuple[str, ...]


def from_result(
    article: Article,
    result: Result,
    shown: Page,
    *,
    suggestion: Annotation | None = None,
    actors: Annotation | None = None,
    ids: Mapping[str, str] | None = None,
    as_sent: bool = False,
) -> Reading:
    """Return what a result list says of an article, as an annotation without author and dates.

    `suggestion` is what the person was shown, `actors` the annotation whose entities filled the lists (by default the
    suggestion), `ids` the lists' own map from text to entity id. Surfaces are recomputed from the article's text.
    With `as_sent` the result is a suggestion of ours: nobody drew anything in it, so nothing is trimmed or inferred.
    """
    actors = actors or suggestion or Annotation(id="", author="", role="machine")
    ids = {text: entity for entity, text in option_texts(actors.entities).items()} if ids is None else ids
    cast = Cast(actors.entities, ids)
    held = regions(result)
    known = lookups(shown)
    sent = {span.id: span for span in suggestion.spans} if suggestion is not None else {}
    problems: list[str] = []
    remarks: list[str] = []
    spans: dict[str, Span] = {}
    for region in held.regions.values():
        before = sent.get(region.id)
        placed = _placed(article.text, region, known, before, as_sent=as_sent)
        if isinstance(placed, str):
            problems.append(placed)
            continue
        if placed.sent != (region.value["start"], region.value["end"]):
            remarks += filter(None, [moved(article.text, region.value)])
        fields = known.fields[region.label or ""]
        told = region.fields or (before is not None and before.attributes)
        attributes = _attributes(region, fields, before, cast, problems) if told else {}
        if "entity" in attributes and (before or not fields.facts.isdisjoint(region.fields)):
            problems += _facts(region, fields, attributes["entity"], before, cast)
        spans[region.id] = _span(article.text, region, placed, attributes, sent=before, scheme=shown.scheme)
        if before is not None and "CUE" in (before.label, placed.label) and before.label != placed.label:
            remarks.append(f"{before.label} {before.text!r} became {placed.label}: a label key pressed by mistake?")
    new = set() if as_sent else spans.keys() - sent.keys()
    linked = link(article.text, spans, held, suggestion, actors, new=new, shown=shown, cast=cast)
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


class Placed(msgspec.Struct, frozen=True, gc=False):
    """Where a region stands and what it is: offsets proven, the page's label turned into the record's."""

    start: int
    end: int
    label: str
    said: dict[str, Value]
    sent: Extent  # where it stood before blanks and signs at its edges were taken off


def _placed(text: str, region: Region, known: Lookups, before: Span | None, *, as_sent: bool) -> Placed | str:
    """Return the place of a region, or in words why it has none."""
    shown = known.shown
    if region.label not in shown.meaning:
        return f"region {region.id}: label {region.label!r} is not on this page, which has {', '.join(shown.meaning)}"
    extent = located(text, region.value)
    if extent is None:
        return f"region {region.id}: {unplaced(text, region.value)}"
    label, said = shown.meaning[region.label]
    if before is not None and before.label == label and page_label(before, shown) == region.label:
        said = {name: before.attributes[name] for name in said if name in before.attributes}
    if as_sent or (before is not None and extent == (before.start, before.end)):
        return Placed(*extent, label, said, extent)
    start, end = trimmed(text, *extent, words=known.by_words[label])
    return Placed(start, end, label, said, extent) if start < end else f"region {region.id}: holds nothing but blanks"


def _span(
    text: str, region: Region, placed: Placed, attributes: dict[str, Value], *, sent: Span | None, scheme: Scheme
) -> Span:
    """Return a region as a span: what the page does not show is taken from the span that was sent, where it still fits."""
    start, end, label = placed.start, placed.end, placed.label
    words, attributes = text[start:end], {**placed.said, **attributes}
    if sent is None:
        rules, score = region.rules, region.score
        return Span(
            id=region.id, start=start, end=end, label=label, text=words, attributes=attributes, rules=rules, score=score
        )
    parts = sent.parts if scheme.layer_of[sent.label] is scheme.layer_of[label] else {}
    return Span(
        id=region.id,
        start=start,
        end=end,
        label=label,
        text=words,
        attributes=attributes,
        parts={name: part for name, part in parts.items() if start <= part[0] and part[1] <= end},
        rules=sent.rules,
        score=sent.score,
    )


def _attributes(
    region: Region, fields: LabelFields, before: Span | None, cast: Cast, problems: list[str]
) -> dict[str, Value]:
    """Return the attributes that the fields of a region say, empty ones left out."""
    sent = {} if before is None else before.attributes
    filled = region.fields
    found: dict[str, Value] = {}
    for name, new, reads, choices, control in fields.span:
        held, typed = filled.get(name), filled.get(new)
        if held is None and typed is None and name not in sent:
            continue
        value = _read(reads, held, typed, cast)
        if name in sent:
            value = _as_it_was(sent[name], value)
        if value is None:
            continue
        if choices is None or value in choices:
            found[name] = value
        else:
            right = " or ".join(control.attribute.values)
            problems.append(f"region {region.id}: {name} is {value!r}, it should be {right}")
    return found


def _as_it_was(sent: Value, now: Value) -> Value:
    """Return what was sent if a field still says the same: blanks in a text aside, empty for what it could not show."""
    unchanged = " ".join(sent.split()) == now if isinstance(sent, str) else now is None and is_too_great(sent)
    return sent if unchanged else now


def _read(reads: Reads, held: Any, typed: Any, cast: Cast) -> Value:
    """Return what a field holds; `typed` is what stands in the text field beside a list of actors."""
    if reads == "number":
        return float(held) if isinstance(held, int | float) else None
    if reads == "entity":
        new = " ".join(map(str, typed)).strip() if typed else ""
        return cast.named(new) if new else next((e for e in map(cast.picked, map(str, held or ())) if e), None)
    if not held:
        return None
    if reads == "text":
        return " ".join(" ".join(map(str, held)).split()) or None
    first = str(held[0])
    return first == YES if reads == "boolean" else first


def _facts(region: Region, fields: LabelFields, entity: Value, before: Span | None, cast: Cast) -> Iterator[str]:
    """Let a mention correct its entity's facts by a value that differs from what was sent; yield what no entity can have.

    A mention that was given another entity of the list still shows the old one's country and role: those are nobody's
    word. For an entity that was typed in they are, nothing else is known of it.
    """
    if not isinstance(entity, str):
        return
    was = before.attributes.get("entity") if before is not None else None
    for field in fields.entity:
        texts = region.fields.get(field.name) or []
        now: Value = str(texts[0]) if texts else None
        sent = cast.sent_fact(was if isinstance(was, str) and not cast.is_new(entity) else None, field.name)
        if now is not None and not fits(field.attribute, now):
            yield f"region {region.id}: {field.name} {now!r} is not one that an entity can have"
        elif now != sent and (now is not None or was == entity):
            cast.correct(entity, field.name, now)


def without_unused_entities(annotation: Annotation) -> Annotation:
    """Return the annotation with only those entities that something in it names."""
    used = {span.attributes.get(name) for span in annotation.spans for name in ("entity", "holder")}
    return msgspec.structs.replace(annotation, entities=tuple(e for e in annotation.entities if e.id in used))
