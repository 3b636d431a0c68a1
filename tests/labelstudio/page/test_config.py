"""The labelling pages: what is on them, whether their keys clash, whether their colours can be told apart."""

from itertools import combinations
from xml.etree.ElementTree import Element, fromstring

import pytest

from annotate.labelstudio.page.config import label_config
from annotate.labelstudio.page.controls import NEW, NOTE, SPAN, TEXT, controls, drawn_relations, opens, page_labels
from annotate.labelstudio.page.instructions import instructions
from annotate.scheme import Pass, Scheme
from tests.records import SCHEME

PASSES = pytest.mark.parametrize("shown", SCHEME.passes, ids=[one.name for one in SCHEME.passes])

# Found by pressing them in the page: those of other kinds of data (zoom, brush, play) do nothing in a text.
BUILT_IN = {"u", "escape", "enter", "backspace", "delete", "alt+r", "alt+h", "alt+l", "alt+m", "alt+.", "ctrl+z"}


def page(scheme: Scheme, shown: Pass) -> Element:
    return fromstring(label_config(scheme, shown))


@PASSES
def test_every_control_is_on_the_page_under_its_name(shown: Pass):
    """The round trip finds fields by name: each is there once, belongs to the text, and shows for its labels."""
    named = {element.get("name"): element for element in page(SCHEME, shown).iter() if element.get("name")}

    for control in controls(SCHEME, shown):
        element = named[control.name]
        assert element.tag.lower() == control.kind
        assert (element.get("toName"), element.get("perRegion")) == (TEXT, "true")
        assert (element.get("whenTagName"), element.get("whenLabelValue")) == (SPAN, ",".join(control.labels))
        assert element.get("value") == (f"${control.options}" if control.options else None)
        assert not (element.get("layout") and element.get("showInline")), "showInline silently wins"
        if control.attribute.type == "entity" and not control.many:
            assert named[control.name + NEW].tag == "TextArea"
    assert named[NOTE].get("perRegion") is None
    assert named[TEXT].get("value") == f"${TEXT}"


@PASSES
def test_labels_are_those_of_the_round_trip(shown: Pass):
    expected = {
        name
        for layer in map(SCHEME.layer, shown.layers)
        for label in layer.labels
        for name in page_labels(layer, label)
    }

    assert {label.get("value") for label in page(SCHEME, shown).iter("Label")} == expected


@PASSES
def test_relations_are_those_that_can_be_drawn(shown: Pass):
    drawn = [relation.get("value") for relation in page(SCHEME, shown).iter("Relation")]

    assert drawn == [relation.name for relation in drawn_relations(SCHEME, shown)]


@PASSES
def test_the_ends_of_a_link_leave_one_name_for_it(shown: Pass):
    """No key picks a name in the page (Label Studio issue 2106), so that a link drawn by alt+r is never named there."""
    on_page = {label for layer in map(SCHEME.layer, shown.layers) for label in layer.label_names}
    drawn = drawn_relations(SCHEME, shown)
    ends = {(head, tail) for relation in drawn for head in relation.head for tail in relation.tail if tail in on_page}

    assert bool(ends) == (shown.name == "stance")
    assert {pair: sum(pair[0] in r.head and pair[1] in r.tail for r in drawn) for pair in ends} == dict.fromkeys(
        ends, 1
    )


@PASSES
def test_the_key_for_links_is_told_where_there_are_links(shown: Pass):
    assert ("Alt+R links" in label_config(SCHEME, shown)) == bool(drawn_relations(SCHEME, shown))
    assert "press alt+r, click" in instructions(SCHEME, shown)


@PASSES
def test_no_two_things_on_screen_together_share_a_key(shown: Pass):
    """A field is on screen with the label keys and with every field that shows for one of its labels."""
    labels = [("label", key) for label in page(SCHEME, shown).iter("Label") if (key := label.get("hotkey"))]
    assert len({key for _, key in labels}) == len(labels)
    for name in {label for control in controls(SCHEME, shown) for label in control.labels}:
        used = list(labels)
        for control in controls(SCHEME, shown):
            if name in control.labels:
                used += [(control.name, choice.hotkey) for choice in control.attribute.choices if choice.hotkey]
                used += [(control.name, key) for key in control.attribute.hotkeys if key]
        clashes = [(a, b) for a, b in combinations(used, 2) if a[1] == b[1]]
        assert not clashes
        assert not {key for _, key in used} & BUILT_IN


@PASSES
def test_every_choice_of_a_list_that_opens_is_explained_where_the_scheme_explains_it(shown: Pass):
    style = page(SCHEME, shown).findtext("Style") or ""
    told = {
        choice.value: choice.help
        for control in controls(SCHEME, shown)
        if opens(control)
        for choice in control.attribute.choices
        if choice.help
    }

    assert ("LEG" in told) == (shown.name == "actors")
    for value, help_ in told.items():
        assert f'[data-value="{value}"] span::after {{ content: " – {help_}"; }}' in style


@PASSES
def test_style_sheet_cannot_break_the_page(shown: Pass):
    """The server breaks on these characters inside Style, comments included."""
    sheet = page(SCHEME, shown).findtext("Style") or ""

    assert not set("<>&") & set(sheet)
    assert "#fff" not in sheet, "a fixed white is a hole in dark mode"


@PASSES
def test_instructions_are_those_of_the_pass(shown: Pass):
    html = instructions(SCHEME, shown)
    other = [layer.title for layer in SCHEME.layers if layer.name not in shown.layers]

    assert ">Working</h2>" in html
    assert all(f">{SCHEME.layer(name).title}</h2>" in html for name in shown.layers)
    assert not any(f">{title}</h2>" in html for title in other)
    assert "|PERSON]" not in html, "examples are drawn, not spelt"


def test_all_layers_fit_one_page_for_other_cuts():
    """`--layers` can ask for any cut of the scheme."""
    assert page(SCHEME, SCHEME.cut(("quantities",))).find(".//Text") is not None


# How people see who lack one kind of cone: Machado, Oliveira, Fernandes 2009, severity 1, on linear RGB.
EYES = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
SOLID, TINTED = (1.0, 15.0), (0.35, 6.0)  # share of the colour over white; least distance in CIE 1976 L*a*b*


def lab(color: str, eye: str, share: float) -> tuple[float, float, float]:
    coded = [(int(color[i : i + 2], 16) * share + 255 * (1 - share)) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in coded]
    r, g, b = (min(1.0, max(0.0, sum(w * c for w, c in zip(row, linear, strict=True)))) for row in EYES[eye])
    white = ((0.4124, 0.3576, 0.1805, 0.95047), (0.2126, 0.7152, 0.0722, 1.0), (0.0193, 0.1192, 0.9505, 1.08883))
    x, y, z = ((a * r + k * g + m * b) / w for a, k, m, w in white)
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize(("share", "least"), [SOLID, TINTED], ids=["solid", "tinted"])
@PASSES
def test_filled_labels_are_told_apart_by_every_eye(shown: Pass, eye: str, share: float, least: float):
    """Labels of one colour are one family on purpose; lines (content, target) and the pale source differ by form."""
    formed = {
        label.name
        for layer in SCHEME.layers
        for label in layer.labels
        if label.style in {"underline", "dotted", "pale"}
    }
    labels = [one for one in page(SCHEME, shown).iter("Label") if one.get("value") not in formed]
    colors = sorted({one.get("background", "") for one in labels})

    for a, b in combinations(colors, 2):
        distance = sum((p - q) ** 2 for p, q in zip(lab(a, eye, share), lab(b, eye, share), strict=True)) ** 0.5
        assert distance >= least, f"{a} and {b} look alike ({distance:.0f}) to a {eye} eye"
