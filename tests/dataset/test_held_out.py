"""Splits by time and by outlet: they hold out what they say, never leak, never move."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.annotations import Article, Meta
from annotate.dataset.export import export
from annotate.dataset.splits.clusters import near_duplicates
from annotate.dataset.splits.held_out import OUTLET, TIME, placed
from annotate.dataset.splits.splits import SPLITS, WITHHELD, Place
from annotate.errors import DatasetError
from tests.dataset.corpus import corpus
from tests.records import SCHEME


def article(number: int, *, of: int | None = None, day: int | None = None, outlet: str | None = None) -> Article:
    first = number if of is None else of
    text = " ".join(f"n{first}w{i}" for i in range(60 if of is None else 45))
    published = (
        f"2026-{(day if day is not None else number) // 28 + 1:02}-{(day if day is not None else number) % 28 + 1:02}"
    )
    return Article(id=f"n{number}", text=text, meta=Meta(published=published, source=outlet or f"outlet {number % 10}"))


def test_the_newest_articles_are_held_out() -> None:
    places = placed([article(i) for i in range(50)], {}, way=TIME)
    assert [places[f"n{i}"].split for i in (0, 39, 40, 44, 45, 49)] == [
        "train", "train", "validation", "validation", "test", "test",
    ]  # fmt: skip


def test_later_articles_go_to_test_and_the_cuts_stay() -> None:
    first = placed([article(i) for i in range(50)], {}, way=TIME)
    later = placed([article(i) for i in range(90)], first)
    assert {later[f"n{i}"].split for i in range(50, 90)} == {"test"}
    assert list(later.items())[:50] == list(first.items())


def test_an_outlet_stands_in_one_split_also_when_it_grows() -> None:
    places = placed([article(i) for i in range(50)], {}, way=OUTLET)
    places = placed([article(i) for i in range(120)], places)
    for outlet in range(10):
        assert len({places[f"n{i}"].split for i in range(outlet, 120, 10)}) == 1
    assert {place.split for place in places.values()} == set(SPLITS)


@pytest.mark.parametrize("way", [TIME, OUTLET])
@settings(max_examples=30, deadline=None)
@given(numbers=st.lists(st.integers(0, 60), unique=True, min_size=12, max_size=50), cut=st.integers(10, 50))
def test_copies_never_stand_on_two_sides_and_nothing_moves(way: str, numbers: list[int], cut: int) -> None:
    articles = [article(n, of=n // 3) for n in numbers]
    try:
        before = placed(articles[:cut], {}, way=way)
    except DatasetError as error:
        assert "more days" in str(error)  # noqa: PT017 - few articles may be of too few days
        return
    places = placed(articles, before)
    assert list(places.items())[: len(before)] == list(before.items())
    for i, j in near_duplicates([a.text for a in articles]):
        sides = {places[articles[k].id].split for k in (i, j)}
        assert len(sides) == 1 or WITHHELD in sides


def test_what_the_splits_need_and_is_not_known_is_named() -> None:
    bare = msgspec.structs.replace(article(1), meta=Meta())
    with pytest.raises(DatasetError, match="no published is known of n1;"):
        placed([article(0), bare], {}, way=TIME)
    with pytest.raises(DatasetError, match="no source is known of n1;"):
        placed([article(0), bare], {}, way=OUTLET)
    with pytest.raises(DatasetError, match="more days"):
        placed([article(i, day=1) for i in range(20)], {}, way=TIME)


def test_splits_that_were_begun_one_way_go_on_that_way() -> None:
    begun = {"n0": Place(id="n0", cluster="n0", split="train", rule="v1")}
    with pytest.raises(DatasetError, match="made by hash and never move"):
        placed([article(0), article(1)], begun, way=TIME)


def test_an_export_says_what_it_holds_out(tmp_path: Path) -> None:
    articles = [
        msgspec.structs.replace(a, meta=msgspec.structs.replace(a.meta, published=f"2026-01-{i + 1:02}"))
        for i, a in enumerate(corpus())
    ]
    export(articles, tmp_path / "set", SCHEME, name="set")
    export(articles, tmp_path / "time", SCHEME, name="set", way=TIME, lock=tmp_path / "set" / "splits.lock")
    assert "The newest articles are held out" in (tmp_path / "time" / "README.md").read_text("utf-8")
    export(articles, tmp_path / "same", SCHEME, name="set", lock=tmp_path / "set" / "splits.lock")
    assert (tmp_path / "same" / "splits.lock").read_bytes() == (tmp_path / "set" / "splits.lock").read_bytes()
