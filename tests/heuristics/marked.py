"""Marked sentences: `Prices rose [3.2%|QUANTITY value=3.2].` as text and what a layer should find in it.

A mark is `[words|LABEL #name key=value key="value with blanks"]`; marks may nest. `#name` names the span; the keys
`source`, `content`, `target`, `addressee` list names of spans, comma separated, `name:negative` adds the polarity;
`part.number=1,500` says the words of a part; any other key is an attribute, `null` meaning absent. `\\n` in a sentence is
a line break, `\\[`, `\\]` and `\\\\` are the signs themselves. Blank lines and lines that start with `# ` are comments; the
directive `#: labels CUE SOURCE` restricts which labels a file compares.
"""

import re
from pathlib import Path
from typing import NamedTuple

from annotate.annotations import Extent, Span
from annotate.heuristics.found import Found
from annotate.scheme import Attribute, Scheme

_SETTING = r"[\w.]+=(?:\"[^\"]*\"|[^\s\]\"]+)"
_TAIL = re.compile(rf"\|(?P<label>[A-Z]+)(?P<settings>(?:\s+(?:#\w+|{_SETTING}))*)\s*\]")
_PIECE = re.compile(r"#(?P<name>\w+)|(?P<key>[\w.]+)=(?:\"(?P<quoted>[^\"]*)\"|(?P<plain>[^\s\"]+))")
_ESCAPES = {"n": "\n", "[": "[", "]": "]", "\\": "\\"}
_DIRECTIVE = "#: labels "


class Mark(NamedTuple):
    """One expected span: extent, label, its name in the sentence, and the settings written after the label."""

    start: int
    end: int
    label: str
    name: str
    settings: dict[str, str]


class Sentence(NamedTuple):
    """One line of a twin: where it stands, its text without marks, the marks, and the labels that are compared."""

    place: str
    text: str
    marks: tuple[Mark, ...]
    labels: frozenset[str]


def read_twin(path: Path, layer_labels: tuple[str, ...]) -> list[Sentence]:
    """Return the sentences of a twin.

    A marked line is compared on every label of the layer, a negative on the labels that the file's marks use; a
    directive overrules both.
    """
    parsed = []
    told: frozenset[str] = frozenset()
    for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1):
        if line.startswith(_DIRECTIVE):
            told = frozenset(line.removeprefix(_DIRECTIVE).split())
        elif line.strip() and not line.startswith("# "):
            parsed.append((f"{path.name}:{number}", *parse(line, f"{path.name}:{number}")))
    used = frozenset(mark.label for _, _, marks in parsed for mark in marks) & frozenset(layer_labels)
    return [
        Sentence(place, text, marks, told or (frozenset(layer_labels) if marks else used))
        for place, text, marks in parsed
    ]


def parse(line: str, place: str = "") -> tuple[str, tuple[Mark, ...]]:
    """Return the text of a marked line and its marks in reading order; ValueError names a mark that does not close."""
    out: list[str] = []
    length = 0
    opened: list[int] = []
    marks: list[Mark] = []
    index = 0
    while index < len(line):
        sign = line[index]
        tail = _TAIL.match(line, index) if sign == "|" and opened else None
        if tail is not None:
            name, settings = _settings(tail["settings"])
            marks.append(Mark(opened.pop(), length, tail["label"], name, settings))
            index = tail.end()
        elif sign == "[":
            opened.append(length)
            index += 1
        else:
            escaped = sign == "\\" and index + 1 < len(line) and line[index + 1] in _ESCAPES
            out.append(_ESCAPES[line[index + 1]] if escaped else sign)
            length += 1
            index += 2 if escaped else 1
    if opened:
        raise ValueError(f"{place}: a mark opens at character {opened[-1]} and has no |LABEL]; write \\[ for the sign")
    return "".join(out), tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))


def _settings(text: str) -> tuple[str, dict[str, str]]:
    name = ""
    settings = {}
    for piece in _PIECE.finditer(text):
        if piece["name"]:
            name = piece["name"]
        else:
            settings[piece["key"]] = piece["quoted"] if piece["quoted"] is not None else piece["plain"]
    return name, settings


def complaints(sentence: Sentence, found: Found, context: Found, scheme: Scheme) -> list[str]:
    """Return what differs between the marks and what was found; `context` holds the layers before (their ids count)."""
    text = sentence.text
    wanted = {(mark.start, mark.end, mark.label): mark for mark in sentence.marks if mark.label in sentence.labels}
    got = {(span.start, span.end, span.label): span for span in found.spans if span.label in sentence.labels}
    wrong = [f"missing {label} {text[a:b]!r}" for a, b, label in sorted(wanted.keys() - got.keys())]
    wrong += [
        f"unwanted {label} {text[a:b]!r} {got[a, b, label].attributes} by {got[a, b, label].rules}"
        for a, b, label in sorted(got.keys() - wanted.keys())
    ]
    names = {entity.id: entity.name for entity in (*context.entities, *found.entities)}
    for key in sorted(wanted.keys() & got.keys()):
        wrong += _settings_differ(wanted[key], got[key], sentence, names, scheme)
        wrong += _links_differ(wanted[key], got[key], sentence, (found, context), scheme)
    return [f"{sentence.place}: {message}\n    {text!r}" for message in wrong]


def _settings_differ(mark: Mark, span: Span, sentence: Sentence, names: dict[str, str], scheme: Scheme) -> list[str]:
    wrong = []
    for key, told in mark.settings.items():
        if key in scheme.relations:
            continue
        got: object
        want: object = None if told == "null" else told
        if key.startswith("part."):
            extent = span.parts.get(key.removeprefix("part."))
            got = sentence.text[slice(*extent)] if extent else None
        else:
            attribute = scheme.attributes[mark.label].get(key)
            if attribute is None:
                wrong.append(f"{key!r} is no attribute of {mark.label}, no relation and no part.<name>")
                continue
            got = span.attributes.get(key)
            want = _typed(attribute, told)
            if attribute.type == "entity" and isinstance(got, str):
                got = names.get(got, f"no entity {got}")
        if not _same(got, want):
            wrong.append(f"{key} of {span.text!r} is {got!r}, should be {want!r}")
    return wrong


def _same(got: object, want: object) -> bool:
    """Say whether two values are equal, numbers to four figures: 0.6667 stands for two thirds."""
    if isinstance(got, float | int) and isinstance(want, float):
        return abs(got - want) <= 2e-4 * abs(want)
    return got == want


def _typed(attribute: Attribute, told: str) -> str | float | bool | None:
    if told == "null":
        return None
    if attribute.type == "number":
        return float(told)
    return told == "true" if attribute.type == "boolean" else told


def _links_differ(
    mark: Mark,
    span: Span,
    sentence: Sentence,
    layers: tuple[Found, Found],
    scheme: Scheme,
) -> list[str]:
    found, context = layers
    named = {other.name: (other.start, other.end) for other in sentence.marks if other.name}
    extents: dict[str, Extent] = {s.id: (s.start, s.end) for s in (*context.spans, *found.spans)}
    wrong = []
    for label in mark.settings.keys() & scheme.relations.keys():
        told = mark.settings[label]
        wanted: dict[Extent, str] = {}
        for listed in told.split(",") if told != "null" else ():
            name, _, polarity = listed.partition(":")
            if name not in named:
                wrong.append(f"{label}={name} names no mark of the sentence")
                continue
            wanted[named[name]] = polarity
        got = {extents.get(r.tail, (0, 0)): r for r in found.relations if r.head == span.id and r.label == label}
        shown = {True: "missing", False: "unwanted"}
        for extent in sorted(wanted.keys() ^ got.keys()):
            words = sentence.text[slice(*extent)]
            wrong.append(f"{shown[extent in wanted]} {label} of {span.text!r}: {words!r}")
        for extent in wanted.keys() & got.keys():
            said = got[extent].attributes.get("polarity")
            if wanted[extent] and said != wanted[extent]:
                wrong.append(f"polarity of {span.text!r} to {sentence.text[slice(*extent)]!r} is {said!r}")
    return wrong
