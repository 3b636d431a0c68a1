"""Label Studio tasks as large as a real project's: 40 spans and 30 relations each, in the words of no language."""

import random
import re
from collections.abc import Iterator
from typing import Any

from annotate.annotations import Annotation, Article, Entity, Relation, Span, reading_order, relation_id, span_id
from annotate.labelstudio.page.controls import Page
from annotate.labelstudio.results.tasks import to_result, to_task
from annotate.scheme import Scheme

SPANS, RELATIONS = 40, 30
_SENTENCES = 25
_SYLLABLES = "ba ce di fo gu ha ke li mo nu pa re si to vu wa ye zi".split()  # noqa: SIM905 - read as words
_ACTORS = ("PERSON", "ORG", "STATE", "GROUP")


def text(chance: random.Random) -> str:
    """Return some 2,000 characters in sentences."""
    return " ".join(_sentence(chance) for _ in range(_SENTENCES))


def _sentence(chance: random.Random) -> str:
    words = ("".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(chance.randint(8, 20)))
    return " ".join(words).capitalize() + "."


def corrected(number: int, scheme: Scheme) -> Article:
    """Return an article and what one annotator marked in it: ten each of actors, quantities, cues, sources or contents."""
    chance = random.Random(number)
    words = text(chance)
    places = sorted(chance.sample([match.span() for match in re.finditer(r"\w+", words)], SPANS))
    spans = [_span(count, start, end, words) for count, (start, end) in enumerate(places)]
    annotation = Annotation(
        id="a01",
        author="a01",
        role="person",
        layers=tuple(layer.name for layer in scheme.layers),
        scheme=scheme.version,
        entities=tuple(Entity(id=f"e{name}", name=f"Name {name}") for name in range(SPANS // 8)),
        spans=reading_order(spans),
        relations=tuple(_relations(spans)),
    )
    return Article(id=f"article-{number:06}", text=words, annotations=(annotation,))


def _span(count: int, start: int, end: int, words: str) -> Span:
    turn, round_ = count % 4, count // 4
    label = (_ACTORS[round_ % 4], "QUANTITY", "CUE", "CONTENT" if round_ % 2 else "SOURCE")[turn]
    attributes: dict[str, Any] = (
        {"use": "actor", "entity": f"e{count // 8}"},
        {"value": float(count), "kind": "count", "modifier": "exact"},
        {"act": "report", "certainty": "certain", "negated": False},
        {},
    )[turn]
    name = span_id(label, start, end)
    return Span(id=name, start=start, end=end, label=label, text=words[start:end], attributes=attributes)


def _relations(spans: list[Span]) -> Iterator[Relation]:
    """Yield three relations for each of the ten cues."""
    of = {label: [span for span in spans if span.label == label] for label in ("CUE", "CONTENT", "SOURCE")}
    actors = [span for span in spans if span.label in _ACTORS]
    for number, cue in enumerate(of["CUE"]):
        for label, tails in (("content", of["CONTENT"]), ("source", of["SOURCE"]), ("target", actors)):
            tail = tails[number % len(tails)].id
            attributes: dict[str, Any] = {"polarity": "negative"} if label == "target" else {}
            yield Relation(
                id=relation_id(label, cue.id, tail), label=label, head=cue.id, tail=tail, attributes=attributes
            )


def exported(count: int, shown: Page) -> Iterator[dict[str, Any]]:
    """Yield tasks as Label Studio exports them, each with one submitted annotation."""
    for number in range(1, count + 1):
        made = corrected(number, shown.scheme)
        (annotation,) = made.annotations
        done = {"id": number, "completed_by": {"id": 1, "email": "a@example.org"}, "was_cancelled": False}
        task = to_task(made, annotation, shown, blind=True)
        yield {"id": number, **task, "annotations": [{**done, "result": to_result(annotation, shown)}]}
