"""The W3C's Web Annotation model (https://www.w3.org/TR/annotation-model/): `ID.txt` and `ID.jsonld` an article.

Each span is an Annotation that classifies a stretch, found by TextPositionSelector (code points) and, should the text
move, by TextQuoteSelector; each relation is an Annotation that links one to another. What the model has no word for
(attributes, parts, entities, rules) stands under terms of our own, which readers of JSON-LD pass over.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import msgspec

from annotate.annotations import Annotation, Article, Entity, Relation, Span, reading_order
from annotate.dataset.formats.files import TEXT, read_text, write_pairs
from annotate.dataset.formats.losses import Losses
from annotate.dataset.rows.subject import Subject
from annotate.errors import DatasetError, Fault, RecordError
from annotate.invariants import breaches
from annotate.scheme import Scheme

_PAGE = ".jsonld"
_URN = "urn:news-annotate:"
_TERMS = ("attributes", "parts", "rules", "score", "entities", "layers", "meta")
_CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {name: {"@id": f"{_URN}{name}", "@type": "@json"} for name in _TERMS},
]
_AROUND = 32  # characters of prefix and suffix: enough to find a sentence's place again


def write(subjects: Iterable[Subject], folder: Path, split: str, losses: Losses) -> None:
    """Write two files an article into a folder of the split; nothing is lost."""

    def marks(subject: Subject) -> bytes:
        if subject.gold is not None:
            losses.add("spans", lost=0, of=len(subject.gold.annotation.spans))
            losses.add("relations", lost=0, of=len(subject.gold.annotation.relations))
        return msgspec.json.format(msgspec.json.encode(page(subject)), indent=1) + b"\n"

    write_pairs(subjects, folder / split, _PAGE, marks)


def page(subject: Subject) -> dict[str, Any]:
    """Return an article's AnnotationPage."""
    article = subject.article
    annotation = subject.gold.annotation if subject.gold is not None else Annotation(id="", author="", role="person")
    address = f"{_URN}article:{quote(article.id, safe='')}"
    source = f"{quote(article.id, safe='')}{TEXT}"
    return {
        "@context": _CONTEXT,
        "id": address,
        "type": "AnnotationPage",
        "meta": msgspec.to_builtins(article.meta),
        "layers": annotation.layers,
        "entities": [msgspec.to_builtins(entity) for entity in annotation.entities],
        "items": [
            *(_span(span, article.text, address, source) for span in annotation.spans),
            *(_relation(relation, address) for relation in annotation.relations),
        ],
    }


def _span(span: Span, text: str, address: str, source: str) -> dict[str, Any]:
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    quoted = {
        "type": "TextQuoteSelector",
        "exact": span.text,
        "prefix": text[max(0, span.start - _AROUND) : span.start],
        "suffix": text[span.end : span.end + _AROUND],
    }
    return {
        "id": _address(address, span.id),
        "type": "Annotation",
        "motivation": "classifying",
        "body": {"type": "TextualBody", "purpose": "classifying", "value": span.label},
        "target": {"type": "SpecificResource", "source": source, "selector": [position, quoted]},
        **_facts(span),
        **({"parts": span.parts} if span.parts else {}),
    }


def _relation(relation: Relation, address: str) -> dict[str, Any]:
    return {
        "id": _address(address, relation.id),
        "type": "Annotation",
        "motivation": "linking",
        "body": [
            {"type": "TextualBody", "purpose": "classifying", "value": relation.label},
            {"type": "SpecificResource", "purpose": "linking", "source": _address(address, relation.tail)},
        ],
        "target": _address(address, relation.head),
        **_facts(relation),
    }


def _facts(item: Span | Relation) -> dict[str, Any]:
    facts = {"attributes": item.attributes, "rules": item.rules, "score": item.score}
    return {name: value for name, value in facts.items() if value not in ({}, (), None)}


def _address(page_address: str, item: str) -> str:
    return f"{page_address}#{quote(item, safe='')}"


def _id(address: str) -> str:
    return unquote(address.partition("#")[2])


def read(folder: Path, scheme: Scheme, *, author: str, layers: tuple[str, ...]) -> Iterator[Article]:
    """Yield the articles below a folder by file name, each with one person's annotation of the layers given.

    RecordError names the file of everything that is not understood, and what breaks a rule of the records.
    """
    pages = sorted(folder.rglob(f"*{_PAGE}"))
    if not pages:
        raise DatasetError(f"{folder}: holds no {_PAGE} file, so there are no web annotations in it")
    for path in pages:
        text = path.with_suffix(TEXT)
        try:
            words = read_text(text)
            article = _article(msgspec.json.decode(path.read_bytes()), words, scheme, author=author, layers=layers)
        except OSError as error:
            raise DatasetError(f"{text}: cannot be read ({error.strerror}); offsets mean nothing without it") from error
        except (msgspec.DecodeError, KeyError, TypeError, UnicodeDecodeError) as error:
            raise DatasetError(f"{path}: is no AnnotationPage as `annotate export` writes it ({error!r})") from error
        faults = [Fault(str(path), 0, str(breach)) for breach in breaches(article, scheme)]
        if faults:
            raise RecordError(faults)
        yield article


def _article(found: dict[str, Any], text: str, scheme: Scheme, *, author: str, layers: tuple[str, ...]) -> Article:
    """Return the article of a page, with what is annotated in it as one person's annotation."""
    items = found["items"]
    spans = [_read_span(item, text) for item in items if item["motivation"] == "classifying"]
    relations = [_read_relation(item) for item in items if item["motivation"] == "linking"]
    entities = msgspec.convert(found.get("entities", []), tuple[Entity, ...])
    annotation = Annotation(
        id=author,
        author=author,
        role="person",
        layers=tuple(found.get("layers", layers)),
        scheme=scheme.version,
        entities=entities,
        spans=reading_order(spans),
        relations=tuple(relations),
    )
    name = unquote(found["id"].removeprefix(f"{_URN}article:"))
    record = {"id": name, "text": text, "meta": found.get("meta", {})}
    return msgspec.structs.replace(msgspec.convert(record, Article), annotations=(annotation,))


def _read_span(item: dict[str, Any], text: str) -> Span:
    place = next(s for s in item["target"]["selector"] if s["type"] == "TextPositionSelector")
    facts = {name: item[name] for name in ("attributes", "parts", "rules", "score") if name in item}
    start, end = place["start"], place["end"]
    span: dict[str, Any] = {
        "id": _id(item["id"]),
        "start": start,
        "end": end,
        "label": item["body"]["value"],
        "text": text[start:end],
    }
    return msgspec.convert(span | facts, Span)


def _read_relation(item: dict[str, Any]) -> Relation:
    label, tail = item["body"]
    facts = {name: item[name] for name in ("attributes", "rules", "score") if name in item}
    relation: dict[str, Any] = {"id": _id(item["id"]), "label": label["value"]}
    ends = {"head": _id(item["target"]), "tail": _id(tail["source"])}
    return msgspec.convert(relation | ends | facts, Relation)
