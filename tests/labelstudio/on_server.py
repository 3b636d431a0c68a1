"""A corpus of its own on the run's server, and what became of its suggestions, told in sentences."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from uuid import uuid4

import msgspec

from annotate import store
from annotate.align import align, align_relations, said
from annotate.annotations import HEURISTICS, Annotation, Article, Entity, Relation, Span, Value
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.pulling.pull import Pulled, pull
from annotate.labelstudio.pushing.plan import suggestion_of
from annotate.labelstudio.pushing.push import push
from tests.places import SEEDS
from tests.records import SCHEME


def seed(name: str = "seoul-troops") -> Article:
    """Return a seed article with its first annotator's corrections as the suggestion: rules change, these do not."""
    article = next(a for a in store.load(SEEDS / "corrected.jsonl", SCHEME) if a.id == name)
    first = article.annotations[0]
    suggestion = Annotation(
        id=HEURISTICS,
        author=HEURISTICS,
        role="machine",
        version="rules-1",
        layers=first.layers,
        entities=first.entities,
        spans=first.spans,
        relations=first.relations,
    )
    return msgspec.structs.replace(article, annotations=(suggestion,))


class OnServer:
    """Articles pushed under a fresh name; `links` are the pages to work at by the name of their pass."""

    def __init__(self, client: Client, folder: Path, articles: list[Article]) -> None:
        """Push the articles with their suggestions, one project a pass."""
        self.client, self.folder, self.name = client, folder / ".annotate", f"t{uuid4().hex[:12]}"
        pushed = push(articles, self.name, client, SCHEME, passes=SCHEME.passes, folder=self.folder)
        self.links = {one.project.shown.name: one.project.link for one in pushed}

    def pull(self) -> Pulled:
        """Return everything, with nothing rejected and nothing to remark on."""
        pulled = pull([self.name], self.client, SCHEME, folder=self.folder)
        assert (pulled.rejects, pulled.remarks) == ([], [])
        return pulled

    def work(self) -> Annotation:
        """Return the one annotation that a person made of the one article."""
        (article,) = self.pull().articles
        (made,) = (a for a in article.annotations if a.role == "person")
        return made


def changes(article: Article, made: Annotation) -> list[str]:
    """Return in sentences what differs from the suggestion, in reading order, relations last.

    What was accepted is the suggestion's own span, to the last part and score.
    """
    suggestion = suggestion_of(article)
    pairs = align(suggestion, made, SCHEME)
    assert all(p.before == p.after for p in pairs if p.verdict == "accepted")
    told = [
        " ".join((pair.verdict, *_span_sentence(pair.before, pair.after, suggestion, made)))
        for pair in pairs
        if pair.verdict != "accepted"
    ]
    shown = {label for name in made.layers for label in SCHEME.layer(name).label_names}
    names = {span.id: span.text for span in (*suggestion.spans, *made.spans)}
    heads = {span.id for span in suggestion.spans if span.label in shown}
    asked = msgspec.structs.replace(suggestion, relations=tuple(r for r in suggestion.relations if r.head in heads))
    told += [
        " ".join((link.verdict, *_link_sentence(link.before, link.after, names)))
        for link in align_relations(asked, made, pairs)
        if link.verdict != "accepted"
    ]
    return told


def _span_sentence(before: Span | None, after: Span | None, suggestion: Annotation, made: Annotation) -> Iterator[str]:
    one = before or after
    assert one is not None
    yield f"{one.label} {one.text!r}"
    if before is not None and after is not None and (before.label, before.text) != (after.label, after.text):
        yield f"-> {after.label} {after.text!r}"
    if after is not None:
        was = said(before, suggestion, SCHEME) if before is not None else {}
        yield from _differences(was, said(after, made, SCHEME))


def _link_sentence(before: Relation | None, after: Relation | None, names: Mapping[str, str]) -> Iterator[str]:
    one = after or before
    assert one is not None
    yield f"{one.label}: {names[one.head]!r} -> {names[one.tail]!r}"
    if after is not None:
        yield from _differences(before.attributes if before else {}, after.attributes)
        if before is None and after.rules:
            yield f"({', '.join(after.rules)})"


def _differences(was: Mapping[str, Value], now: Mapping[str, Value]) -> Iterator[str]:
    for name in sorted(was.keys() | now.keys()):
        if was.get(name) != now.get(name):
            yield f"{name}={now.get(name)}"


def facts(entities: tuple[Entity, ...]) -> dict[str, tuple[str | None, str | None]]:
    """Return country and role of entities by name."""
    return {entity.name: (entity.country, entity.role) for entity in entities}
