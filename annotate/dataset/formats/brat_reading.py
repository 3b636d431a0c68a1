"""brat's standoff format, read back: what was written by us, and what people changed in brat since."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from annotate.annotations import (
    Annotation,
    Article,
    Relation,
    Span,
    Value,
    reading_order,
    relation_id,
    span_id,
)
from annotate.dataset.formats.brat import MARKS, Note
from annotate.dataset.formats.files import TEXT, bare, read_text
from annotate.errors import DatasetError, Fault, RecordError
from annotate.invariants import breaches
from annotate.scheme import Scheme

_SPAN = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t.*")
_RELATION = re.compile(r"(R\d+)\t(\S+) Arg1:(T\d+) Arg2:(T\d+)\s*")
_FLAG = re.compile(r"[AM]\d+\t(\S+) ([TR]\d+)(?: (.+))?")
_NOTE = re.compile(r"#\d+\t(\S+) ([TR]\d+)\t(.*)")


class _Lines(NamedTuple):
    """The lines of a file, by what they are; spans and relations by their number."""

    spans: dict[str, tuple[str, int, int]]
    relations: dict[str, tuple[str, str, str]]
    flags: dict[str, dict[str, Value]]
    notes: dict[str, Note]


def read(folder: Path, scheme: Scheme, *, author: str, layers: tuple[str, ...]) -> Iterator[Article]:
    """Yield the articles below a folder by file name, each with one person's annotation of the layers given.

    RecordError names file and line of everything that is not understood, and what breaks a rule of the records.
    """
    texts = sorted(folder.rglob(f"*{TEXT}"))
    if not texts:
        raise DatasetError(f"{folder}: holds no {TEXT} file, so there is nothing of brat's in it")
    for path in texts:
        article = bare(path)
        marks = path.with_suffix(MARKS)
        written = read_text(marks) if marks.exists() else ""
        made = annotation(written, article.text, scheme, where=str(marks), author=author, layers=layers)
        article = msgspec.structs.replace(article, annotations=(made,))
        faults = [Fault(str(marks), 0, str(breach)) for breach in breaches(article, scheme)]
        if faults:
            raise RecordError(faults)
        yield article


def annotation(
    written: str, text: str, scheme: Scheme, *, where: str, author: str, layers: tuple[str, ...]
) -> Annotation:
    """Return what an `.ann` file says of a text; RecordError names each line of it that is not understood."""
    lines = _parsed(written, where)
    spans = {name: _span(name, lines, text) for name in lines.spans}
    entities = {entity.id: entity for note in lines.notes.values() for entity in note.entities}
    relations = [_relation(name, lines, spans) for name in lines.relations]
    return Annotation(
        id=author,
        author=author,
        role="person",
        layers=layers,
        scheme=scheme.version,
        entities=tuple(entities.values()),
        spans=reading_order(spans.values()),
        relations=tuple(relations),
    )


def _parsed(written: str, where: str) -> _Lines:
    """Return the lines by what they say; RecordError names those not understood, and names that no line declares."""
    found = _Lines({}, {}, {}, {})
    faults = []
    for number, line in enumerate(written.split("\n"), 1):
        problem = _taken(line, found) if line.strip() else ""
        if problem:
            faults.append(Fault(where, number, problem))
    known = found.spans.keys() | found.relations.keys()
    faults += [
        Fault(where, 0, f"{name} is spoken of, but no line says what it is")
        for name in sorted(
            {end for _, *ends in found.relations.values() for end in ends} | found.flags.keys() | found.notes.keys()
        )
        if name not in known
    ]
    if faults:
        raise RecordError(faults)
    return found


def _taken(line: str, found: _Lines) -> str:
    """Keep a line where it belongs and return "", or say what is wrong with it."""
    if match := _SPAN.fullmatch(line):
        name, label, pieces = match.groups()
        ends = [int(end) for end in re.findall(r"\d+", pieces)]
        found.spans[name] = (label, ends[0], ends[-1])
    elif match := _RELATION.fullmatch(line):
        found.relations[match[1]] = (match[2], match[3], match[4])
    elif match := _FLAG.fullmatch(line):
        found.flags.setdefault(match[2], {})[match[1]] = match[3] if match[3] is not None else True
    elif match := _NOTE.fullmatch(line):
        return _noted(match, found)
    elif line[0] not in "N*":  # the entity stands in the note; equivalences are not ours
        return f"{line!r} is no line of brat's that this scheme has a use for; take it out, or mark it as a span or relation"
    return ""


def _noted(match: re.Match[str], found: _Lines) -> str:
    if match[1] != "AnnotatorNotes" or not match[3].startswith("{"):
        return ""  # a remark for people
    try:
        found.notes[match[2]] = msgspec.json.decode(match[3], type=Note)
    except msgspec.DecodeError as error:
        return f"the note cannot be read ({error}); put back what was exported, or take it out"
    return ""


def _span(name: str, lines: _Lines, text: str) -> Span:
    label, start, end = lines.spans[name]
    note = lines.notes.get(name, Note())
    if note.extent is not None:
        start, end = note.extent
    return Span(
        id=note.id or span_id(label, start, end),
        start=start,
        end=end,
        label=label,
        text=text[start:end],
        attributes={**lines.flags.get(name, {}), **note.attributes},
        parts=note.parts,
    )


def _relation(name: str, lines: _Lines, spans: dict[str, Span]) -> Relation:
    label, head, tail = lines.relations[name]
    note = lines.notes.get(name, Note())
    ends = spans[head].id, spans[tail].id
    return Relation(
        id=note.id or relation_id(label, *ends),
        label=label,
        head=ends[0],
        tail=ends[1],
        attributes={**lines.flags.get(name, {}), **note.attributes},
    )
