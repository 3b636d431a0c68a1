"""The labelling page of a pass as Label Studio's XML, made from the scheme."""

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from annotate.labelstudio.page.controls import (
    NEW,
    NO,
    NOTE,
    SPAN,
    TEXT,
    YES,
    Control,
    controls,
    drawn_relations,
    opens,
    shown_as_label,
)
from annotate.labelstudio.page.instructions import short_guidelines
from annotate.labelstudio.page.styles import style_sheet
from annotate.scheme import Label, Layer, Pass, Scheme


def label_config(scheme: Scheme, shown: Pass) -> str:
    """Return the label config of a pass: the article at the left, the fields of the selected span beside it.

    Every control is named as `controls` names it. Fields show only for the labels they belong to.
    """
    page = Element("View", className="page")
    SubElement(page, "Style").text = style_sheet(scheme, shown)
    article = SubElement(page, "View", className="article")
    SubElement(article, "Header", value="$title", size="5")
    _labels(SubElement(article, "View", className="labels"), scheme, shown)
    SubElement(article, "Text", name=TEXT, value=f"${TEXT}", granularity="word", showLabels="true")
    drawn = drawn_relations(scheme, shown)
    if drawn:
        relations = SubElement(article, "Relations")
        for relation in drawn:
            SubElement(relations, "Relation", value=relation.name)
    _side(SubElement(page, "View", className="side"), scheme, shown)
    indent(page)
    return tostring(page, encoding="unicode") + "\n"


def _labels(parent: Element, scheme: Scheme, shown: Pass) -> None:
    bar = SubElement(parent, "Labels", name=SPAN, toName=TEXT, choice="single", showInline="true")
    for layer in map(scheme.layer, shown.layers):
        for label in _in_key_order(layer):
            _label(bar, layer, label)


def _in_key_order(layer: Layer) -> Sequence[Label]:
    """Return the labels by key, those last that stand on the page as several: the few plain ones are found at the left."""
    return sorted(layer.labels, key=lambda label: (shown_as_label(layer, label.name) is not None, label.hotkey or ""))


def _label(bar: Element, layer: Layer, label: Label) -> None:
    attribute = shown_as_label(layer, label.name)
    looks = [(label.name, label.color, label.help, label.hotkey)]
    if attribute is not None:
        looks = [(one.value, one.color or label.color, one.help, one.hotkey) for one in attribute.choices]
    for value, color, hint, hotkey in looks:
        said = {"value": value, "background": color, "granularity": label.granularity, "hint": hint, "hotkey": hotkey}
        SubElement(bar, "Label", _present(said))


def _side(side: Element, scheme: Scheme, shown: Pass) -> None:
    fields = controls(scheme, shown)
    for field in fields:
        _field(side, field)
    box = SubElement(side, "View", className="field")
    SubElement(box, "TextArea", name=NOTE, toName=TEXT, rows="1", maxSubmissions="1", editable="true",
               placeholder="note on the article")  # fmt: skip
    side_panel = SubElement(side, "View", className="field")
    panel = SubElement(SubElement(side_panel, "Collapse"), "Panel", value="Guidelines")
    SubElement(SubElement(panel, "View", className="guide"), "Markdown", value=short_guidelines(scheme, shown))


def _field(side: Element, field: Control) -> None:
    """Add the field of one control: a title, and what is picked or typed."""
    when = {"whenTagName": SPAN, "whenLabelValue": ",".join(field.labels)}
    attribute = field.attribute
    name = f"field field-{field.name}" + (" half" if _is_narrow(field) else "")
    box = SubElement(side, "View", {"className": name, "visibleWhen": "region-selected", **when})
    SubElement(box, "Header", value=attribute.title or attribute.name.replace("_", " "), size="6")
    common = {"name": field.name, "toName": TEXT, "perRegion": "true", **when}
    if field.kind == "number":
        SubElement(box, "Number", common | {"step": "any"})
    elif field.kind == "textarea":
        _text_line(box, common)
    else:
        _choices(box, field, dict(common))
    if attribute.type == "entity" and not field.many:
        _text_line(box, common | {"name": field.name + NEW, "placeholder": "new actor: name"})


def _is_narrow(field: Control) -> bool:
    """Say whether two such fields fit side by side: numbers, yes and no, and one choice from a list that opens."""
    if field.kind == "number" or field.attribute.type in {"boolean", "country"}:
        return True
    return not field.many and opens(field)


def _text_line(box: Element, common: dict[str, str]) -> None:
    SubElement(box, "TextArea", common | {"maxSubmissions": "1", "editable": "true", "rows": "1"})


def _choices(box: Element, field: Control, common: dict[str, str]) -> None:
    common["choice"] = "multiple" if field.many else "single-radio"
    picks = _picks(field)
    # showInline beats layout="select" without a word: only one of them is ever said.
    if opens(field):
        common["layout"] = "select"
    elif field.options is None:
        common["showInline"] = "true"
    if field.options is not None:
        common["value"] = f"${field.options}"
    control = SubElement(box, "Choices", common)
    for value, hotkey, hint in picks:
        SubElement(control, "Choice", _present({"value": value, "hotkey": hotkey, "hint": hint}))


def _picks(field: Control) -> list[tuple[str, str | None, str]]:
    """Return value, key and help of the choices that the page itself lists."""
    attribute = field.attribute
    if attribute.type == "boolean":
        keys = [*attribute.hotkeys, "", ""]
        return [(NO, keys[0] or None, ""), (YES, keys[1] or None, attribute.help)]
    return [(choice.value, choice.hotkey, choice.help) for choice in attribute.choices]


def _present(values: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}
