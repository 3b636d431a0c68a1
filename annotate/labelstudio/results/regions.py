"""A Label Studio result list put in order: regions with their fields, drawn relations, and what belongs to the whole task."""

from typing import Any, NamedTuple

from msgspec import Struct

from annotate.labelstudio.page.controls import NOTE, SPAN

Result = list[dict[str, Any]]


class Region(Struct, frozen=True, gc=False):
    """One region: its id, the value with its offsets, its page label and the values of its fields by control name.

    A choice field has a list of texts, a number field a number, a text field a list of lines.
    """

    id: str
    value: dict[str, Any]
    label: str | None
    fields: dict[str, Any]
    rules: tuple[str, ...]
    score: float | None


class Drawn(Struct, frozen=True, gc=False):
    """A relation drawn between two regions; label is None where the annotator named none."""

    head: str
    tail: str
    label: str | None


class Regions(NamedTuple):
    """What a result holds: regions by id in their order, drawn relations, and the note on the article."""

    regions: dict[str, Region]
    drawn: list[Drawn]
    note: str | None


def regions(result: Result) -> Regions:
    """Return the parts of a result joined by region id; nothing is judged here."""
    heads: dict[str, dict[str, Any]] = {}
    fields: dict[str, dict[str, Any]] = {}
    drawn: list[Drawn] = []
    note: str | None = None
    for item in result:
        kind = item.get("type")
        if kind == "relation":
            drawn.append(_drawn(item))
            continue
        name, region = item.get("from_name"), str(item.get("id"))
        if name == SPAN:
            heads[region] = item
            continue
        value = item.get("value") or {}
        if name == NOTE:
            note = "\n".join(map(str, _lines(value.get("text")))) or None
        else:
            fields.setdefault(region, {})[str(name)] = _field(kind, value)
    return Regions({key: _region(key, item, fields.get(key) or {}) for key, item in heads.items()}, drawn, note)


def _region(region: str, item: dict[str, Any], fields: dict[str, Any]) -> Region:
    value = item.get("value") or {}
    labels = value.get("labels")
    meta = item.get("meta")
    rules = tuple(str(x) for x in meta.get("text") or []) if meta else ()
    score = item.get("score")
    label = str(labels[0]) if labels else None
    return Region(region, value, label, fields, rules, score if isinstance(score, float) else None)


def _drawn(item: dict[str, Any]) -> Drawn:
    head, tail = str(item.get("from_id")), str(item.get("to_id"))
    labels = item.get("labels") or []
    if item.get("direction") == "left":
        head, tail = tail, head
    return Drawn(head, tail, str(labels[0]) if labels else None)


def _field(kind: Any, value: dict[str, Any]) -> Any:
    if kind == "number":
        return value.get("number")
    lines = value.get("text" if kind == "textarea" else "choices")
    return lines if isinstance(lines, list) else _lines(lines)


def _lines(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
