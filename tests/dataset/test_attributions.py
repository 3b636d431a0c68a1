"""Attributions of the stance layer: no cue, source, content or link is lost; the outermost are those in no content."""

import pytest

from annotate import store
from annotate.annotations import Annotation, Article, Relation, Span, span_id
from annotate.dataset.formats.attributions import Triple, outermost, triples
from tests.places import SEEDS
from tests.records import SCHEME

ARTICLES = list(store.load(SEEDS / "corrected.jsonl", SCHEME))
LINKS = ("source", "content")
TEXT = "Peru said Chile praised Cuba."


def made() -> Annotation:
    """`Peru said [Chile praised Cuba]`, with both cues, their sources, contents and Chile's target."""
    marked = "SOURCE Peru", "CUE said", "CONTENT Chile praised Cuba", "SOURCE Chile", "CUE praised", "CONTENT Cuba"
    spans = [span(*mark.split(" ", 1)) for mark in marked]
    links = [("source", 1, 0), ("content", 1, 2), ("source", 4, 3), ("content", 4, 5), ("target", 4, 5)]
    relations = [Relation(f"{label}-{head}", label, spans[head].id, spans[tail].id) for label, head, tail in links]
    return Annotation(id="x", author="a01", role="person", spans=tuple(spans), relations=tuple(relations))


def span(label: str, words: str) -> Span:
    start = TEXT.index(words)
    end = start + len(words)
    return Span(span_id(label, start, end), start, end, label, words)


def test_triples_hold_cue_source_and_content_nested_ones_too() -> None:
    assert triples(made()) == (
        Triple((5, 9), ((0, 4),), ((10, 28),)),
        Triple((16, 23), ((10, 15),), ((24, 28),)),
    )


def test_the_outermost_triple_is_the_one_in_no_content() -> None:
    assert outermost(triples(made())) == (Triple((5, 9), ((0, 4),), ((10, 28),)),)


def test_two_triples_in_each_others_content_leave_the_first() -> None:
    first, second = Triple((0, 1), (), ((2, 3),)), Triple((2, 3), (), ((0, 1),))

    assert outermost((first, second)) == (first,)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_triples_lose_no_cue_source_content_or_link(article: Article) -> None:
    for annotation in article.annotations:
        extents = {span.id: (span.start, span.end) for span in annotation.spans}
        links = [(extents[r.head], r.label, extents[r.tail]) for r in annotation.relations if r.label in LINKS]
        found = triples(annotation)

        assert [triple.cue for triple in found] == sorted(extents[s.id] for s in annotation.spans if s.label == "CUE")
        assert sorted((t.cue, label, tail) for t in found for label in LINKS for tail in getattr(t, label)) == sorted(
            links
        )
