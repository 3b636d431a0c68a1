"""The sample articles and what people made of them belong together, and the corrections are corrections."""

import pytest

from annotate import store
from annotate.align import align
from annotate.annotations import Annotation, Article
from annotate.heuristics.preannotate import preannotate
from annotate.sources.intake import ingest
from tests.places import SEEDS
from tests.records import LAYERS, SCHEME

ARTICLES = ingest(SEEDS / "articles.jsonl")
CORRECTED = store.load(SEEDS / "corrected.jsonl", SCHEME)


def test_the_sample_articles_are_well_and_canonical():
    assert (ARTICLES.faults, ARTICLES.repeated) == ([], 0)
    given = [item for _, item in store.read(SEEDS / "articles.jsonl")]
    assert [(a.id, a.text) for a in ARTICLES.articles] == [(a.id, a.text) for a in given if isinstance(a, Article)]


def test_the_corrections_are_of_the_same_texts():
    assert {a.id: a.text for a in CORRECTED} == {a.id: a.text for a in ARTICLES.articles}


def test_every_correction_is_a_persons_and_covers_every_layer():
    for article in CORRECTED:
        assert {(a.role, a.status, a.layers) for a in article.annotations} == {("person", "submitted", LAYERS)}


def unlike(suggested: Annotation, corrected: Annotation) -> set[str]:
    """Return the layers in which people said otherwise than the heuristics."""
    return {pair.layer for pair in align(suggested, corrected, SCHEME) if pair.verdict != "accepted"}


@pytest.mark.parametrize("article", CORRECTED, ids=[article.id for article in CORRECTED])
def test_people_said_otherwise_than_the_heuristics(article: Article):
    """Gold that is a copy of the suggestions would make every figure of the report look perfect."""
    bare = Article(id=article.id, text=article.text, meta=article.meta)
    suggested = preannotate(bare, SCHEME).annotations[0]
    assert unlike(suggested, article.annotations[0])


def test_people_said_otherwise_in_every_layer():
    found = set()
    for article in CORRECTED:
        bare = Article(id=article.id, text=article.text, meta=article.meta)
        found |= unlike(preannotate(bare, SCHEME).annotations[0], article.annotations[0])
    assert found == set(LAYERS)


def test_two_annotators_do_not_agree_on_everything():
    for article in CORRECTED:
        first, second = article.annotations
        assert unlike(first, second), article.id
