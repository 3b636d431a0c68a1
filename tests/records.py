"""Records from marked sentences: `[Ana Ruiz|PERSON entity=Ruiz] [said|CUE #said act=report source=ana]` as an Article.

The marks are those of the heuristics' examples. Entities are named by their names, numbered in order of appearance;
`#name` names a span for the relations of others, `target=ana:negative` adds the polarity.
"""

from collections.abc import Mapping

from annotate.annotations import (
    HEURISTICS,
    Annotation,
    Article,
    Entity,
    Extent,
    Relation,
    Role,
    Span,
    Value,
    relation_id,
    span_id,
)
from annotate.scheme import load_scheme
from tests.heuristics.marked import Mark, parse

SCHEME = load_scheme()
LAYERS = tuple(layer.name for layer in SCHEME.layers)


def record(
    marked: str, *, countries: Mapping[str, str] | None = None, author: str = HEURISTICS, role: Role = "machine"
) -> Article:
    """Return the article of a marked text with one annotation of all layers; `countries` are by entity name."""
    text, marks = parse(marked)
    ids: dict[str, str] = {}
    spans = tuple(_span(mark, text, ids) for mark in marks)
    names = {mark.name: span.id for mark, span in zip(marks, spans, strict=True) if mark.name}
    annotation = Annotation(
        id=author,
        author=author,
        role=role,
        layers=LAYERS,
        version="rules-1" if role == "machine" else None,
        entities=tuple(Entity(id=key, name=name, country=(countries or {}).get(name)) for name, key in ids.items()),
        spans=spans,
        relations=tuple(r for mark, span in zip(marks, spans, strict=True) for r in _relations(mark, span, names)),
    )
    return Article(id="story", text=text, annotations=(annotation,))


def _span(mark: Mark, text: str, ids: dict[str, str]) -> Span:
    attributes: dict[str, Value] = {}
    parts: dict[str, Extent] = {}
    for key, told in mark.settings.items():
        if key.startswith("part."):
            start = text.index(told, mark.start)
            parts[key.removeprefix("part.")] = (start, start + len(told))
        elif key not in SCHEME.relations:
            attributes[key] = _value(SCHEME.attributes[mark.label][key].type, told, ids)
    return Span(
        id=span_id(mark.label, mark.start, mark.end),
        start=mark.start,
        end=mark.end,
        label=mark.label,
        text=text[mark.start : mark.end],
        attributes=attributes,
        parts=parts,
    )


def _value(kind: str, told: str, ids: dict[str, str]) -> Value:
    match kind:
        case "entity":
            return ids.setdefault(told, f"e{len(ids) + 1}")
        case "number":
            return float(told)
        case "boolean":
            return told == "true"
        case _:
            return told


def _relations(mark: Mark, span: Span, names: Mapping[str, str]) -> list[Relation]:
    found = []
    for label in mark.settings.keys() & SCHEME.relations.keys():
        for listed in mark.settings[label].split(","):
            name, _, polarity = listed.partition(":")
            said: dict[str, Value] = {"polarity": polarity} if polarity else {}
            named = relation_id(label, span.id, names[name])
            found.append(Relation(id=named, label=label, head=span.id, tail=names[name], attributes=said))
    return sorted(found, key=lambda relation: relation.id)
