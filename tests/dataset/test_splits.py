"""Splits never leak and never move."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.annotations import Article, Meta
from annotate.dataset.splits.clusters import near_duplicates, story
from annotate.dataset.splits.splits import (
    SPLITS,
    TRAIN,
    WITHHELD,
    Place,
    assign,
    bucket,
    furthest_below,
    lock_bytes,
    read_lock,
)
from annotate.errors import RecordError
from tests.dataset.corpus import filler


def words(name: str, count: int = 60) -> str:
    return " ".join(f"{name}{i}" for i in range(count))


def article(name: str, text: str | None = None) -> Article:
    return Article(id=name, text=text or words(name))


def test_near_duplicates_share_wording_or_are_cut_from_the_bottom() -> None:
    long = words("a", 400)
    cut = " ".join(long.split()[:100])
    edited = long.replace("a7 ", "seven ").replace("a90 ", "")
    assert near_duplicates([long, cut, edited, words("b", 400), "", ""]) == [(0, 1), (0, 2), (1, 2)]


def test_texts_of_a_few_words_pair_only_when_alike() -> None:
    assert near_duplicates(["one two", "one two", "one three"]) == [(0, 1)]


def test_a_large_corpus_finds_the_same_pairs_through_sketches(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [words(f"t{i}x", 300) for i in range(40)]
    texts += [" ".join(texts[i].split()[:90]) for i in range(10)] + [texts[20] + " and more of it", texts[21]]
    exact = near_duplicates(texts)
    monkeypatch.setattr("annotate.dataset.splits.clusters._EXACT_UP_TO", 0)
    assert near_duplicates(texts) == exact
    assert len(exact) == 12


def test_copies_so_many_that_all_they_say_is_frequent_are_found_through_sketches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [words("t", 60)] * 120 + [words(f"s{i}x", 60) for i in range(5)]
    monkeypatch.setattr("annotate.dataset.splits.clusters._EXACT_UP_TO", 0)
    found = near_duplicates(texts)
    assert {i for pair in found for i in pair} == set(range(120))
    assert len(found) == 120 * 119 // 2


def test_furniture_that_an_outlet_repeats_makes_no_duplicates() -> None:
    from annotate.annotations import Zone

    text = "ROME: News. Click here"
    assert story(text, (Zone(start=0, end=5, kind="dateline"), Zone(start=12, end=22, kind="furniture"))).split() == [
        "News."
    ]


def test_under_ten_clusters_all_is_train() -> None:
    places = assign([article(f"n{i}") for i in range(9)], {})
    assert {place.split for place in places.values()} == {TRAIN}


def test_a_small_corpus_fills_the_split_furthest_below_its_quota() -> None:
    places = assign([article(f"n{i}") for i in range(50)], {})
    counts = Counter(place.split for place in places.values())
    assert counts == {"train": 40, "validation": 5, "test": 5}
    assert furthest_below(Counter(train=8, test=1), 1) == "validation"


def test_annotated_articles_are_placed_first() -> None:
    articles = [article(f"n{i}") for i in range(40)]
    touched = {f"n{i}" for i in range(12)}
    places = assign(articles, {}, touched)
    assert {places[name].split for name in touched} == set(SPLITS)


def test_a_copy_goes_where_its_original_is() -> None:
    first = [article(f"n{i}") for i in range(30)]
    places = assign(first, {})
    copies = [article(f"copy{i}", words(f"n{i}", 45)) for i in range(30)]
    grown = assign([*first, *copies], places)
    assert all(grown[f"copy{i}"].split == places[f"n{i}"].split for i in range(30))
    assert all(grown[f"copy{i}"].cluster == f"n{i}" for i in range(30))


def test_what_bridges_two_splits_is_withheld() -> None:
    articles = [article(f"n{i}") for i in range(30)]
    places = assign(articles, {})
    one = next(x for x in places if places[x].split == "train")
    other = next(x for x in places if places[x].split == "test")
    bridge = article("bridge", f"{words(one)} {words(other)}")
    assert assign([*articles, bridge], places)["bridge"].split == WITHHELD


def test_the_anchor_is_the_earliest() -> None:
    late = Article(id="a", text=words("x"), meta=Meta(published="2026-02-01"))
    early = Article(id="b", text=words("x", 50), meta=Meta(published="2026-01-01"))
    assert {place.cluster for place in assign([late, early], {}).values()} == {"b"}


def test_buckets_have_their_shares() -> None:
    counts = Counter(bucket(f"id-{i}") for i in range(5000))
    assert [round(counts[split] / 5000, 1) for split in SPLITS] == [0.8, 0.1, 0.1]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 40), unique=True, min_size=1, max_size=40), st.data())
def test_a_corpus_that_grows_moves_nothing_and_leaks_nothing(numbers: list[int], data: st.DataObject) -> None:
    articles = [article(f"n{n}", words(f"n{n // 2}", 40 + n % 2 * 15)) for n in numbers]
    cuts = sorted(data.draw(st.lists(st.integers(0, len(articles)), max_size=3)))
    places: dict[str, Place] = {}
    for end in (*cuts, len(articles)):
        before = list(places.items())
        places = assign(articles[:end], places)
        assert list(places.items())[: len(before)] == before
    for i, j in near_duplicates([a.text for a in articles]):
        found = {places[articles[k].id].split for k in (i, j)}
        assert len(found) == 1 or WITHHELD in found


def test_a_lock_is_read_back_and_its_faults_have_lines(tmp_path: Path) -> None:
    places = assign([article("a"), article("b")], {})
    lock = tmp_path / "splits.lock"
    lock.write_bytes(lock_bytes(places))
    assert read_lock(lock) == places
    assert read_lock(tmp_path / "none") == {}
    lock.write_bytes(lock.read_bytes() + lock_bytes(places).splitlines(keepends=True)[0] + b'{"id":"c"}\n')
    with pytest.raises(RecordError) as caught:
        read_lock(lock)
    assert [fault.line for fault in caught.value.faults] == [3, 4]


def test_the_corpus_of_these_tests_has_no_duplicates_by_accident() -> None:
    assert near_duplicates([filler("Bari"), filler("Cork")]) == []
