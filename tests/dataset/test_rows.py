"""What an article becomes: one row of documents, and rows of every other config."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.annotations import Article
from annotate.dataset.batches.batches import batches
from annotate.dataset.rows.columns import configs
from annotate.dataset.rows.subject import Row, Subject, exact
from annotate.errors import DatasetError
from annotate.quality.adjudication import gold
from tests.dataset.corpus import story
from tests.dataset.plain.encoded import encoder, named
from tests.dataset.plain.tokens import Piece, bio
from tests.heard import heard
from tests.records import SCHEME

ORAN = story("Oran")
CONFIGS = configs(SCHEME)


def subject(article: Article) -> Subject:
    return Subject(article, SCHEME, gold=gold(article, SCHEME), split="train", cluster=article.id)


def made(article: Article) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {name: [] for name in CONFIGS}
    for config, batch in batches([subject(article)], SCHEME, "train"):
        found[config] = [named(row, CONFIGS[config]) for row in batch.to_pylist()]
    return found


MADE = made(ORAN)


def test_an_article_with_everything_gives_rows_of_every_config() -> None:
    assert [config for config in CONFIGS if not MADE[config]] == []


def test_a_document_has_gold_spans_and_relations_by_position() -> None:
    (row,) = MADE["documents"]
    assert (row["gold_source"], row["split"]) == ("majority", "train")
    assert row["disputes"] == 4  # the board: a label each, and a target that ends at it each
    for relation in row["relations"]:
        assert row["spans"][relation["head_index"]]["id"] == relation["head"]
        assert row["spans"][relation["tail_index"]]["id"] == relation["tail"]
    assert all(row["text"][s["start"] : s["end"]] == s["text"] for s in row["spans"])


def test_numbers_come_as_float_and_as_they_were_written() -> None:
    (row,) = MADE["quantities"]
    assert (row["value"], row["value_exact"], row["unit"], row["number_text"]) == (12.1, "12.1", "USD", "12.10 million")
    assert [exact(x) for x in (0.1, 1500.0, 8e6, 1e-7, 0.0, -2.5, 10)] == [
        "0.1", "1500", "8000000", "0.0000001", "0", "-2.5", "10",
    ]  # fmt: skip


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_the_exact_decimal_is_the_float(value: float) -> None:
    assert float(exact(value)) == value
    assert "e" not in exact(value)


def test_a_cue_has_its_holder_its_words_and_the_cue_it_is_nested_in() -> None:
    said, want, added = MADE["stance"]
    assert (said["text"], said["act"], said["holder_name"], said["quote"]) == ("said", "report", "Ana", "indirect")
    assert [s["text"] for s in said["sources"]] == ["she"]
    assert said["nested_in"] is None
    assert (want["nested_in"], want["quote"]) == (added["start"] and f"cue-{added['start']}-{added['end']}", "direct")
    assert added["quote"] == "direct"


def test_actors_carry_their_entity_and_their_sentence() -> None:
    (ana,) = MADE["actors"]
    assert (ana["entity_name"], ana["name_text"], ana["use"], ana["checked"]) == ("Ana", "Ana Mora", "actor", True)
    assert ana["sentence"].startswith("Oran: Oran's mayor Ana Mora said")
    assert next((row["name"], len(row["mentions"])) for row in MADE["entities"]) == ("Ana", 1)


def test_annotators_stay_apart_with_what_became_of_suggestions() -> None:
    a01, a02, machine = MADE["by_annotator"]
    assert [row["annotator"] for row in (a01, a02, machine)] == ["a01", "a02", "heuristics"]
    assert {s["verdict"] for s in a01["spans"]} == {"accepted", "changed"}
    assert [s["verdict"] for s in a02["spans"] if s["text"] == "the port board"] == ["relabelled"]
    assert (a01["blind"], machine["blind"]) == (False, None)
    assert not any(s["checked"] for s in machine["spans"])


def test_votes_show_each_annotators_label() -> None:
    (board,) = [row for row in MADE["span_votes"] if row["text"] == "the port board"]
    assert board["votes"] == [{"annotator": "a01", "label": "ORG"}, {"annotator": "a02", "label": "GROUP"}]
    assert (board["suggested"], board["gold"]) == ("ORG", None)


def test_an_article_without_spans_is_kept_and_unchecked_layers_are_null() -> None:
    found = made(heard("a", {"a01": "Nothing happened. Nobody came."}, a01={"layers": ("actors",)}))
    assert len(found["documents"]) == 1
    first, _ = found["tokens"]
    assert first["actors"] == ["O", "O", "O"]
    assert first["stance"] is None
    assert first["checked"] == ["actors"]


def test_an_untouched_article_is_in_by_annotator_only() -> None:
    found = made(heard("a", {"heuristics": "[Ana|PERSON] left."}))
    assert {config for config, made_rows in found.items() if made_rows} == {"by_annotator"}


def test_ids_of_rows_are_unique() -> None:
    for config, made_rows in MADE.items():
        ids = [row["id"] for row in made_rows]
        assert len(set(ids)) == len(ids), config


def test_a_class_or_column_that_the_scheme_lacks_is_refused() -> None:
    with pytest.raises(DatasetError, match="'CITY' is not one of PERSON"):
        encoder(("PERSON", "ORG"), "label")("CITY")
    with pytest.raises(DatasetError, match="column 'mood'"):
        encoder({"act": "string"}, "row")({"mood": "x"})


def read_back(tags: list[str], subject: Subject) -> set[Piece]:
    found: set[Piece] = set()
    start = None
    for i, tag in enumerate(tags):
        if start is not None and not tag.startswith("I-"):
            found.add(Piece(subject.view.starts[start], subject.view.ends[i - 1], tags[start][2:]))
            start = None
        if tag.startswith("B-"):
            start = i
    if start is not None:
        found.add(Piece(subject.view.starts[start], subject.view.ends[len(tags) - 1], tags[start][2:]))
    return found


TEXT = "Ana Mora’s men left. “No,” she said; 5jobs went\nto Lima \U0001f600 in May."
PIECES = st.builds(
    lambda start, length, label: Piece(start, min(start + length, len(TEXT)), label),
    st.integers(0, len(TEXT) - 1),
    st.integers(1, 25),
    st.sampled_from(["CUE", "CONTENT"]),
)


@given(st.lists(PIECES, max_size=8, unique=True))
def test_bio_gives_back_every_span_that_is_not_counted_as_lost(pieces: Iterable[Piece]) -> None:
    one = subject(heard("a", {"a01": TEXT}))
    tags, lost = bio(list(pieces), one)
    assert len(tags) == len(one.view.words)
    assert read_back(tags, one) >= set(pieces) - set(lost)


def test_lost_spans_are_counted_where_they_start() -> None:
    nested = heard("a", {"a01": "He [left. They [stayed|CUE]|CONTENT] on."})
    assert [row["lost"] for row in made(nested)["tokens"]] == [1, 1]
