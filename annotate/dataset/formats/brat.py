"""brat's standoff format (https://brat.nlplab.org/standoff.html): `ID.txt` and `ID.ann` an article, and a configuration.

T lines are spans, R lines relations, A lines their choices and ticks, N lines name a span's entity. What brat has no
line for (numbers, free text, parts, entities' facts) stands as JSON in a note on the span, which brat shows and keeps.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path

import msgspec

from annotate.annotations import Entity, Extent, Relation, Span, Value, relation_id, span_id
from annotate.dataset.formats.files import write_pairs
from annotate.dataset.formats.losses import META, RULES, Losses
from annotate.dataset.rows.subject import Subject
from annotate.scheme import Attribute, Scheme

MARKS = ".ann"
_BLANK = re.compile(r"\s")


class Note(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What brat has no line for; `id` only where it is not the one that label and extent give."""

    id: str | None = None
    extent: Extent | None = None
    attributes: dict[str, Value] = {}
    parts: dict[str, Extent] = {}
    entities: tuple[Entity, ...] = ()


def write(subjects: Iterable[Subject], folder: Path, split: str, losses: Losses) -> None:
    """Write two files an article into a folder of the split, and brat's configuration above it."""

    def marks(subject: Subject) -> bytes:
        (folder / "annotation.conf").write_text(configuration(subject.scheme), "utf-8")
        return encoded(lines(subject, losses))

    write_pairs(subjects, folder / split, MARKS, marks)


def encoded(written: Iterable[str]) -> bytes:
    """Return the lines of an `.ann` file as its bytes."""
    return "".join(f"{line}\n" for line in written).encode("utf-8", "surrogatepass")


def lines(subject: Subject, losses: Losses) -> Iterator[str]:
    """Yield the lines of an article's `.ann` file, and count what is lost."""
    losses.add(META, lost=1, of=1)
    if subject.gold is None:
        return
    annotation, scheme = subject.gold.annotation, subject.scheme
    losses.all_of(annotation, (RULES,))
    losses.add("articles whose layers were not all looked at", lost=len(annotation.layers) < len(scheme.layers), of=1)
    numbers, ticks, notes, names = {}, count(1), count(1), count(1)
    unsaid = {entity.id: entity for entity in annotation.entities}
    for number, span in enumerate(annotation.spans, 1):
        numbers[span.id] = f"T{number}"
        pieces = fragments(subject.article.text, span.start, span.end)
        words = _BLANK.sub(" ", " ".join(subject.article.text[start:end] for start, end in pieces))
        yield f"T{number}\t{span.label} {';'.join(f'{start} {end}' for start, end in pieces)}\t{words}"
        flags, rest = _flags(span.attributes, scheme.attributes[span.label])
        yield from (f"A{next(ticks)}\t{name} T{number}{value}" for name, value in flags)
        entity = next((e for e in annotation.entities if e.id == span.attributes.get("entity")), None)
        if entity is not None:
            yield f"N{next(names)}\tReference T{number} entities:{entity.id}\t{_BLANK.sub(' ', entity.name)}"
        note = _note(span, pieces, rest, unsaid)
        if note != Note():
            yield f"#{next(notes)}\tAnnotatorNotes T{number}\t{_json(note)}"
    for number, relation in enumerate(annotation.relations, 1):
        yield f"R{number}\t{relation.label} Arg1:{numbers[relation.head]} Arg2:{numbers[relation.tail]}"
        known = {attribute.name: attribute for attribute in scheme.relations[relation.label].attributes}
        flags, rest = _flags(relation.attributes, known)
        yield from (f"A{next(ticks)}\t{name} R{number}{value}" for name, value in flags)
        own = _own_id(relation)
        if own is not None or rest:
            yield f"#{next(notes)}\tAnnotatorNotes R{number}\t{_json(Note(id=own, attributes=rest))}"
    losses.add("entities that no span names", lost=len(unsaid), of=len(annotation.entities))


def fragments(text: str, start: int, end: int) -> list[Extent]:
    """Return the pieces of an extent between line breaks: brat draws no span over one."""
    pieces = [(start + line.start(), start + line.end()) for line in re.finditer(r"[^\n]+", text[start:end])]
    return pieces or [(start, end)]


def configuration(scheme: Scheme) -> str:
    """Return brat's annotation.conf for the scheme."""
    labels = [label for layer in scheme.layers for label in layer.label_names]
    relations = [
        f"{r.name}\tArg1:{'|'.join(r.head)}, Arg2:{'|'.join(r.tail)}"
        for layer in scheme.layers
        for r in layer.relations
    ]
    owners: dict[tuple[str, str], list[str]] = {}
    for layer in scheme.layers:
        for attribute in layer.attributes:
            if attribute.type in {"choice", "boolean"}:
                owners.setdefault(_kind(attribute), []).extend(attribute.labels or layer.label_names)
        for relation in layer.relations:
            for attribute in relation.attributes:
                owners.setdefault(_kind(attribute), []).append(relation.name)
    attributes = [f"{name}\tArg:{'|'.join(of)}{values}" for (name, values), of in owners.items()]
    everywhere = "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"
    sections = {"entities": labels, "relations": [everywhere, *relations], "events": [], "attributes": attributes}
    return "\n".join(line for name, of in sections.items() for line in (f"[{name}]", *of, ""))


def _kind(attribute: Attribute) -> tuple[str, str]:
    return attribute.name, f", Value:{'|'.join(attribute.values)}" if attribute.values else ""


def _flags(
    values: Mapping[str, Value], known: Mapping[str, Attribute]
) -> tuple[list[tuple[str, str]], dict[str, Value]]:
    """Return what A lines can say (choices, and ticks that are on), and the rest."""
    flags, rest = [], {}
    for name, value in values.items():
        if known[name].type == "choice":
            flags.append((name, f" {value}"))
        elif value is True:
            flags.append((name, ""))
        else:
            rest[name] = value
    return flags, rest


def _note(span: Span, pieces: list[Extent], rest: dict[str, Value], unsaid: dict[str, Entity]) -> Note:
    """Return the note on a span; an entity's facts go with the first span that refers to it."""
    facts = [unsaid.pop(value) for value in span.attributes.values() if isinstance(value, str) and value in unsaid]
    return Note(
        id=None if span.id == span_id(span.label, span.start, span.end) else span.id,
        extent=None if (pieces[0][0], pieces[-1][1]) == (span.start, span.end) else (span.start, span.end),
        attributes=rest,
        parts=dict(span.parts),
        entities=tuple(facts),
    )


def _own_id(relation: Relation) -> str | None:
    return None if relation.id == relation_id(relation.label, relation.head, relation.tail) else relation.id


def _json(note: Note) -> str:
    return msgspec.json.encode(note).decode()
