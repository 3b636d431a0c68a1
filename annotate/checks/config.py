"""A label config against the scheme: which labels, controls and choices are missing, and which are unknown."""

from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError, fromstring

from annotate.checks.findings import Finding
from annotate.labelstudio.page.config import label_config
from annotate.scheme import Pass, Scheme

_CONTROLS = frozenset(
    {"Labels", "HyperTextLabels", "Choices", "TextArea", "Number", "Rating", "Taxonomy", "DateTime", "Relations"}
)


class Page(NamedTuple):
    """What a label config offers: labels and choices as (control, value), controls as (tag, name), relation names."""

    labels: frozenset[tuple[str, str]]
    controls: frozenset[tuple[str, str]]
    choices: frozenset[tuple[str, str]]
    relations: frozenset[tuple[str, str]]


def check_config(path: Path, scheme: Scheme) -> list[Finding]:
    """Return what a label config lacks or has too much for its pass.

    The pass is the one in the file's name (label_config.<pass>.xml), else the one whose labels it shares most.
    """
    file = str(path)
    try:
        page = _page(path.read_text("utf-8"))
    except (ParseError, UnicodeDecodeError) as error:
        line = error.position[0] if isinstance(error, ParseError) else 0
        return [Finding("L01", file, line, f"is no XML ({error}); `annotate schemas` writes it anew")]
    wanted = {shown.name: _page(label_config(scheme, shown)) for shown in scheme.passes}
    named = path.name.removeprefix("label_config.").removesuffix(".xml")
    best = _closest(page, wanted, scheme.passes)
    if named not in wanted and not page.labels & wanted[best].labels:
        return [Finding("L01", file, 0, f"has no label of a pass; the passes are {', '.join(wanted)}")]
    name = named if named in wanted else best
    return [Finding("L02", file, 0, message) for message in _differences(page, wanted[name], name)]


def _closest(page: Page, wanted: dict[str, Page], passes: tuple[Pass, ...]) -> str:
    return max((shown.name for shown in passes), key=lambda name: len(page.labels & wanted[name].labels))


def _differences(page: Page, wanted: Page, name: str) -> list[str]:
    said = []
    words = {"labels": "label", "controls": "control", "choices": "choice", "relations": "relation"}
    for field, word in words.items():
        has, needs = getattr(page, field), getattr(wanted, field)
        said += [f"{word} {_shown(item)} of pass {name} is missing" for item in sorted(needs - has)]
        said += [f"{word} {_shown(item)} is not in pass {name} of the scheme" for item in sorted(has - needs)]
    return said


def _shown(item: tuple[str, str]) -> str:
    owner, value = item
    return f"{value!r} of {owner}" if owner else repr(value)


def _page(xml: str) -> Page:
    """Return the names that a label config declares, each label and choice with the control it belongs to."""
    labels, controls, choices, relations = set(), set(), set(), set()

    def visit(element: Element, owner: str) -> None:
        name, value = element.get("name", ""), element.get("value", "")
        if element.tag in _CONTROLS:
            controls.add((element.tag, name))
            owner = name
        if element.tag == "Label":
            labels.add((owner, value))
        elif element.tag == "Choice":
            choices.add((owner, value))
        elif element.tag == "Relation":
            relations.add(("", value))
        for child in element:
            visit(child, owner)

    visit(fromstring(xml), "")  # noqa: S314 - the parser refuses entity bombs and fetches nothing
    return Page(frozenset(labels), frozenset(controls), frozenset(choices), frozenset(relations))
