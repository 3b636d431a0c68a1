"""Somebody at the labelling page, without a browser: what they do to regions, by the words under them.

Every act changes the result list as Label Studio's page does; what comes out is what `from_result` reads.
"""

from copy import deepcopy
from typing import Any

import msgspec

from annotate.annotations import Annotation, Article, Entity, Relation, Span
from annotate.labelstudio.page.controls import page
from annotate.labelstudio.results.offsets import from_utf16
from annotate.labelstudio.results.readings import Reading, from_result
from annotate.labelstudio.results.tasks import to_result
from annotate.scheme import Pass
from tests.records import SCHEME, record

ACTORS, STANCE = SCHEME.passes
ALL = SCHEME.cut(("actors", "quantities", "stance"))


DOCKERS = record(
    "[Ana Ruiz|PERSON entity=Ana_Ruiz use=actor part.name=Ruiz] leads [the Dockers' Union|ORG entity=Union use=actor] in"
    " [Peru|STATE entity=Peru use=place]. [Ruiz|PERSON entity=Ana_Ruiz use=actor] met [1,500 dock workers|QUANTITY value=1500"
    " kind=count noun=worker part.number=1,500 part.noun=workers] near [Lima|STATE entity=Peru use=place].",
    countries={"Peru": "PE", "Ana_Ruiz": "PE"},
)


class Desk:
    """One article open on the page of a pass, with its suggestion."""

    def __init__(self, article: Article, shown: Pass) -> None:
        self.article = article
        self.suggestion = article.annotations[0]
        self.page = page(SCHEME, shown)
        self.result = to_result(self.suggestion, self.page)

    def at(self, words: str) -> str:
        """Return the id of the region over these words."""
        return next(str(item["id"]) for item in self.result if item.get("value", {}).get("text") == words)

    def delete(self, words: str) -> None:
        """Backspace: the region goes with its fields and arrows."""
        gone = self.at(words)
        self.result = [x for x in self.result if gone not in (x.get("id"), x.get("from_id"), x.get("to_id"))]

    def drag(self, words: str, to: str) -> None:
        """Drag the ends of a region: its fields move along."""
        start = self.article.text.index(to)
        here = self.at(words)
        for item in self.result:
            if item.get("id") == here:
                item["value"] |= {"start": start, "end": start + len(to), "text": to}

    def relabel(self, words: str, label: str) -> None:
        """Press a label key with the region selected: the fields that the new label does not have are lost."""
        here = self.at(words)
        kept = {f.name for f in self.page.fields if label in f.labels} | {"span"}
        self.result = [x for x in self.result if x.get("id") != here or x["from_name"] in kept]
        for item in self.result:
            if item.get("id") == here and item["from_name"] == "span":
                item["value"]["labels"] = [label]

    def choose(self, words: str, field: str, *texts: str) -> None:
        """Set the choices of a field; none clears it."""
        self._fill(words, field, "choices", list(texts))

    def number(self, words: str, field: str, value: float | None) -> None:
        """Fill in a number; None clears it."""
        self._fill(words, field, "number", value)

    def type(self, words: str, field: str, *lines: str) -> None:
        """Write into a text field."""
        self._fill(words, field, "textarea", list(lines))

    def _fill(self, words: str, field: str, kind: str, value: Any) -> None:
        here = self.at(words)
        head = next(x for x in self.result if x.get("id") == here)
        self.result = [x for x in self.result if (x.get("id"), x.get("from_name")) != (here, field)]
        if value not in ([], None):
            place = {key: head["value"][key] for key in ("start", "end", "text")}
            said = {"text" if kind == "textarea" else kind: value}
            self.result.append(
                {"id": here, "from_name": field, "to_name": "text", "type": kind, "value": {**place, **said}}
            )

    def draw(self, words: str, label: str, *, at: tuple[int, int] | None = None) -> str:
        """Draw a new region over words (or numbers as they come); the page gives it an id of its own."""
        start = self.article.text.index(words) if at is None else at[0]
        end = start + len(words) if at is None else at[1]
        new = f"drawn{len(self.result)}"
        value = {"start": start, "end": end, "text": words, "labels": [label]}
        self.result.append({"id": new, "from_name": "span", "to_name": "text", "type": "labels", "value": value})
        return new

    def arrow(self, head: str, tail: str, *labels: str, direction: str = "right") -> None:
        """Draw an arrow between two regions and name it, or not."""
        ends = {"from_id": self.at(head), "to_id": self.at(tail), "direction": direction}
        self.result.append({"type": "relation", **ends, **({"labels": list(labels)} if labels else {})})

    def unlink(self, head: str, tail: str) -> None:
        """Delete the arrow between two regions."""
        ends = (self.at(head), self.at(tail))
        self.result = [x for x in self.result if (x.get("from_id"), x.get("to_id")) != ends]

    def note(self, text: str) -> None:
        """Write a remark on the whole article."""
        self.result.append({"id": "n", "from_name": "note", "type": "textarea", "value": {"text": [text]}})

    def read(self) -> "Read":
        """Submit, and read what came back."""
        reading = from_result(self.article, deepcopy(self.result), self.page, suggestion=self.suggestion)
        return Read(reading)


def with_the_dockers() -> Desk:
    """Return the story of the dockers open on the page of actors and quantities."""
    return Desk(DOCKERS, ACTORS)


class Read:
    """What came back, asked for by the words of spans."""

    def __init__(self, reading: Reading) -> None:
        self.annotation: Annotation = reading.annotation
        self.problems, self.remarks = reading.problems, reading.remarks

    def words(self, *labels: str) -> list[str]:
        """Return the words of the spans with these labels, in reading order."""
        return [span.text for span in self.annotation.spans if span.label in labels]

    def span(self, words: str) -> Span:
        """Return the span over these words."""
        return next(span for span in self.annotation.spans if span.text == words)

    def links(self, head: str) -> dict[str, Relation]:
        """Return the relations of a span, as "label words" -> relation."""
        texts = {span.id: span.text for span in self.annotation.spans}
        here = self.span(head).id
        return {f"{r.label} {texts[r.tail]}": r for r in self.annotation.relations if r.head == here}

    def entity(self, words: str, attribute: str = "entity") -> Entity | None:
        """Return the entity that a span names."""
        named = self.span(words).attributes.get(attribute)
        return next((entity for entity in self.annotation.entities if entity.id == named), None)


def utf16(text: str, words: str) -> tuple[int, int]:
    """Return where words stand as an older server counts: in UTF-16 units."""
    start = text.index(words)
    units = [len(text[:x].encode("utf-16-le")) // 2 for x in (start, start + len(words))]
    assert from_utf16(text, *units) == (start, start + len(words))
    return units[0], units[1]


def shown_part(annotation: Annotation, shown: Pass) -> Annotation:
    """Return what a pass shows of an annotation: the spans of its layers and the relations from them."""
    labels = {label for name in shown.layers for label in SCHEME.layer(name).label_names}
    here = {span.id for span in annotation.spans if span.label in labels}
    relations = tuple(r for r in annotation.relations if r.head in here)
    ends = here | {r.tail for r in relations}
    return msgspec.structs.replace(
        annotation, spans=tuple(s for s in annotation.spans if s.id in ends), relations=relations
    )
