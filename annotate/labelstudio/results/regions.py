"""A Label Studio result list put in order: regions with their fields, drawn relations, and what belongs to the whole task."""

from typing import Any, NamedTuple

from annotate.labelstudio.page.controls import NOTE, SPAN

Result = list[dict[str, Any]]


class Region(NamedTuple):
    """One region: its id, the value with its offsets, its page label and the values of its fields by control name.

    A choice field has a list of texts, a number field a number, a text field a list of lines.
    """

    id: str
    value: dict[str, Any]
    label: str | None
    fields: dict[str, Any]
    rules: tuple[str, ...]
    score: float | None


class Drawn(NamedTuple):
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
    heads: dict[str, Region] = {}
    fields: dict[str, dict[str, Any]] = {}
    drawn: list[Drawn] = []
    note: str | None = None
    for item in result:
        if item.get("type") == "relation":
            drawn.append(_drawn(item))
            continue
        name, region, value = str(item.get("from_name")), str(item.get("id")), item.get("value") or {}
        if name == SPAN:
            heads[region] = _region(region, item, value)
        elif name == NOTE:
            note = "\n".join(map(str, _lines(value.get("text")))) or None
        else:
            fields.setdefault(region, {})[name] = _field(item, value)
    joined = {key: region._replace(fields=fields.get(key, {})) for key, region in heads.items()}
    return Regions(joined, drawn, note)


def _region(region: str, item: dict[str, Any], value: dict[str, Any]) -> Region:
    labels = value.get("labels") or []
    rules = tuple(str(x) for x in (item.get("meta") or {}).get("text") or [])
    score = item.get("score")
    return Region(
        region, value, str(labels[0]) if labels else None, {}, rules, score if isinstance(score, float) else None
    )


def _drawn(item: dict[str, Any]) -> Drawn:
    head, tail = str(item.get("from_id")), str(item.get("to_id"))
    labels = item.get("labels") or []
    if item.get("direction") == "left":
        head, tail = tail, head
    return Drawn(head, tail, str(labels[0]) if labels else None)


def _field(item: dict[str, Any], value: dict[str, Any]) -> Any:
    match item.get("type"):
        case "number":
            return value.get("number")
        case "textarea":
            return _lines(value.get("text"))
        case _:
            return _lines(value.get("choices"))


def _lines(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
