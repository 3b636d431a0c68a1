"""Record batches are the rows: what is made by column equals, row for row, what is made one row at a time."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate import store
from annotate.annotations import Annotation, Article, Meta
from annotate.dataset.batches.batches import batches
from annotate.dataset.rows.columns import configs
from annotate.dataset.rows.features import as_features
from annotate.dataset.rows.schema import arrow_schema
from annotate.dataset.rows.subject import Row, Subject
from annotate.dataset.standoff.standoff import standoff_configs
from annotate.errors import DatasetError
from annotate.invariants import breaches
from annotate.quality.adjudication import gold
from tests.dataset.corpus import corpus, filler
from tests.dataset.edited import generated
from tests.dataset.plain.articles import rows
from tests.dataset.plain.encoded import as_batch
from tests.heard import heard
from tests.places import SEEDS
from tests.records import SCHEME

CONFIGS = configs(SCHEME)


def subjects(articles: Iterable[Article]) -> list[Subject]:
    return [Subject(a, SCHEME, gold=gold(a, SCHEME), split="test", cluster=f"of {a.id}") for a in articles]


def plain(articles: Sequence[Article]) -> dict[str, Any]:
    """What the rows of the articles are, one at a time, as record batches."""
    found: dict[str, list[Row]] = {}
    for subject in subjects(articles):
        for config, row in rows(subject):
            found.setdefault(config, []).append(row)
    return {config: as_batch(of, CONFIGS[config], config) for config, of in found.items()}


def agree(articles: Sequence[Article]) -> None:
    made, want = dict(batches(subjects(articles), SCHEME, "test")), plain(articles)
    assert made.keys() == want.keys()
    for config, batch in made.items():
        assert batch.schema.equals(want[config].schema.remove_metadata()), config
        assert batch.to_pylist() == want[config].to_pylist(), config
        batch.validate(full=True)


def odd() -> list[Article]:
    """Return articles with what corpora seldom have: nothing in them, nested and cut spans, quotations, drafts, extras."""
    return [
        heard("blank", {"a01": " "}),
        heard("bare", {"a01": "Nothing."}, a01={"layers": ("stance",)}),
        heard(
            "cut",
            {"a01": "He [left. They [stayed|CUE]|CONTENT] o[n|CONTENT].", "a02": "He left. They [stayed|CUE] on."},
        ),
        heard("draft", {"a01": "Ana [left|CUE].", "a02": "[Ana|PERSON] left."}, a02={"status": "draft"}),
        heard("skip", {"a01": "Ana left."}, a01={"status": "skipped"}),
        msgspec.structs.replace(
            heard("meta", {"heuristics": "[Ana|PERSON] left.", "a01": "Ana left."}),
            meta=Meta(title="t", source="s", extra={"b": [1, None], "a": "é"}),
        ),
        Article(id="untold", text="Nobody was here."),
        heard("long", {"a01": filler("Oran") + "\n" + filler("Lima")}),
    ]


@pytest.mark.parametrize(
    "articles",
    [
        corpus(),
        store.load(SEEDS / "corrected.jsonl", SCHEME),
        odd(),
        [*odd(), *corpus()],
        [generated(n)[0] for n in range(30)],
    ],
    ids=["corpus", "seeds", "odd", "both", "generated"],
)
def test_batches_are_the_rows(articles: Sequence[Article]) -> None:
    assert not [breach for article in articles for breach in breaches(article, SCHEME)]
    agree(articles)


@pytest.mark.parametrize("article", odd(), ids=lambda article: article.id)
def test_a_batch_of_one_article_is_its_rows(article: Article) -> None:
    agree([article])


@settings(max_examples=30)
@given(st.lists(st.sampled_from([*odd(), *corpus(), *(generated(n)[0] for n in range(5))]), max_size=6, unique_by=id))
def test_batches_of_any_articles_are_their_rows(articles: list[Article]) -> None:
    agree(articles)


def test_the_schema_is_what_datasets_would_write() -> None:
    for columns in (*CONFIGS.values(), *standoff_configs(SCHEME).values()):
        expected = as_features(columns).arrow_schema
        assert arrow_schema(columns).equals(expected, check_metadata=True)
        assert arrow_schema(columns).metadata == expected.metadata


def test_a_class_that_the_scheme_lacks_is_refused() -> None:
    article = heard("a", {"a01": "[Ana|PERSON use=actor] left."})
    (annotation,) = article.annotations
    (span,) = annotation.spans
    wrong = msgspec.structs.replace(span, attributes={"use": "mood"})
    broken: Annotation = msgspec.structs.replace(annotation, spans=(wrong,))
    with pytest.raises(DatasetError, match="use: 'mood' is not one of actor, place"):
        agree([msgspec.structs.replace(article, annotations=(broken,))])
