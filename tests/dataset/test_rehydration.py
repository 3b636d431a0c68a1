"""The texts brought back: exactly from the same texts, as far as it goes from edited ones, and nothing unsaid."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from annotate.annotations import Annotation, Article, Meta, Zone
from annotate.dataset.export import export
from annotate.dataset.rehydration.rehydration import Restored, rehydrated
from annotate.dataset.standoff.modes import STANDOFF
from annotate.dataset.standoff.released import released
from annotate.errors import DatasetError
from annotate.invariants import breaches
from tests.checks.test_folders import rewrite
from tests.dataset.corpus import corpus, story
from tests.dataset.edited import BYLINE, generated
from tests.heard import heard
from tests.records import LAYERS, SCHEME
from tests.soak import SOAK, record

ORAN = story("Oran")


def restored(articles: Sequence[Article], copies: Sequence[Article], folder: Path) -> Restored:
    """Release articles stand-off and bring them back from these copies."""
    export(articles, folder, SCHEME, name="x", mode=STANDOFF)
    return rehydrated(released(folder, SCHEME), copies, SCHEME)


def bare(article: Article, text: str | None = None, **meta: object) -> Article:
    """Return a reader's copy: the text and what else is given, no annotations."""
    return Article(id=article.id, text=article.text if text is None else text, meta=msgspec.convert(meta, Meta))


def kept(article: Article) -> Article:
    """Return what a release keeps of an article: no title, no extras, no remarks, no votes that were lost."""
    annotations = sorted(article.annotations, key=lambda a: (a.author, a.id))
    return msgspec.structs.replace(
        article,
        meta=msgspec.structs.replace(article.meta, title=None, extra={}),
        annotations=tuple(map(_kept, annotations)),
    )


def _kept(annotation: Annotation) -> Annotation:
    return msgspec.structs.replace(annotation, note=None, source=(), votes=(), layers=annotation.layers or LAYERS)


def test_everything_is_exact_where_the_texts_are_the_same(tmp_path: Path) -> None:
    articles = corpus()
    done = restored(articles, [bare(article) for article in articles], tmp_path / "set")
    assert [kept(a) for a in sorted(articles, key=lambda a: a.id)] == sorted(done.articles, key=lambda a: a.id)
    assert done.doubts == []
    assert (done.counts["exact_articles"], done.counts["exact_spans"]) == (14, done.counts["spans"])


def test_a_second_release_of_what_came_back_is_the_first(tmp_path: Path) -> None:
    done = restored(corpus(), corpus(), tmp_path / "one")
    again = sorted(done.articles, key=lambda a: a.id)
    export(again, tmp_path / "two", SCHEME, name="x", mode=STANDOFF, lock=tmp_path / "one" / "splits.lock")
    for path in (tmp_path / "one").rglob("*.parquet"):
        assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()


COPIES = {
    "the same text under another id": (Article(id="x", text=ORAN.text), "exact_articles"),
    "a line end more": (Article(id="x", text=ORAN.text + "\n"), "exact_articles"),
    "other line ends": (Article(id="x", text=ORAN.text.replace("\n", "\r\n")), "exact_articles"),
    "an edit under the same id": (Article(id="oran", text="By Nora Field\n" + ORAN.text), "edited_articles"),
    "an edit at the same address": (
        Article(id="x", text="New: " + ORAN.text, meta=Meta(url="http://www.example.org/oran/#top")),
        "edited_articles",
    ),
    "an edit in a file of its name": (
        Article(id="x", text="New: " + ORAN.text, meta=Meta(extra={"file": "oran.txt"})),
        "edited_articles",
    ),
    "another text under the same id": (Article(id="oran", text="It rained all day. " * 20), "lost_articles"),
    "no copy": (Article(id="x", text="It rained."), "lost_articles"),
}


@pytest.mark.parametrize("name", COPIES)
def test_copies_are_found_by_text_id_address_and_file(name: str, tmp_path: Path) -> None:
    copy, counted = COPIES[name]
    oran = msgspec.structs.replace(ORAN, meta=msgspec.structs.replace(ORAN.meta, url="https://example.org/oran"))
    done = restored([oran], [copy], tmp_path / "set")
    assert done.counts[counted] == 1
    assert all(not breaches(article, SCHEME) for article in done.articles)
    assert done.counts["spans"] == sum(done.counts[f"{x}_spans"] for x in ("exact", "found", "uncertain", "lost"))
    if counted == "exact_articles":
        assert done.articles[0].text == ORAN.text
    if counted == "lost_articles":
        (doubt,) = done.doubts
        assert doubt.kind == "article"
        assert "another text" in doubt.reason or "no copy" in doubt.reason


def test_the_title_is_the_copys_and_the_rest_is_the_releases(tmp_path: Path) -> None:
    done = restored([ORAN], [bare(ORAN, title="Seen elsewhere", source="A blog", extra={"tag": 1})], tmp_path / "set")
    meta = done.articles[0].meta
    assert (meta.title, meta.source, meta.license, meta.extra) == ("Seen elsewhere", None, "CC-BY-4.0", {})
    assert meta.zones == (Zone(start=0, end=5, kind="dateline"),)


def test_what_an_edit_took_is_listed_with_its_reason(tmp_path: Path) -> None:
    text = ORAN.text.replace("Ana Mora said", "Eva Mora claimed")
    done = restored([ORAN], [bare(ORAN, text)], tmp_path / "set")
    (article,) = done.articles
    said = {(d.kind, d.state, d.annotation, d.label) for d in done.doubts}
    assert ("span", "lost", "a01", "PERSON") in said
    assert ("span", "lost", "a01", "CUE") in said
    assert ("relation", "lost", "a01", "content") in said
    assert all(d.reason and d.article == "oran" for d in done.doubts)
    assert {s.text for s in article.annotations[0].spans} >= {"$12.10 million", "added"}
    entities = {entity.name for entity in article.annotations[0].entities}
    assert "Board" in entities
    assert any(d.kind == "entity" and "the name is its id" in d.reason for d in done.doubts)


def test_a_zone_of_the_copy_takes_the_machines_spans_and_says_so(tmp_path: Path) -> None:
    article = heard(
        "a", {"heuristics": "Some [Ana Mora|PERSON] wrote. [Lev Sato|PERSON] [left|CUE] [on time|CONTENT]."}
    )
    zone = {"start": 0, "end": 20, "kind": "byline"}
    copy = bare(article, article.text + " Yes.", zones=[zone])
    done = restored([article], [copy], tmp_path / "set")
    assert [s.text for s in done.articles[0].annotations[0].spans] == ["Lev Sato", "left", "on time"]
    assert [d.label for d in done.doubts if "lies in a zone of the copy" in d.reason] == ["PERSON"]
    assert done.counts["lost_spans"] == 1


def test_an_edited_copy_that_no_span_vouches_for_is_uncertain(tmp_path: Path) -> None:
    article = heard("a", {"a01": "Nothing happened. Nobody came."})
    done = restored([article], [bare(article, "Nothing happened.")], tmp_path / "set")
    assert [(d.kind, d.state) for d in done.doubts] == [("article", "uncertain")]
    assert len(done.articles) == 1


def test_other_folders_are_refused_by_name(tmp_path: Path) -> None:
    export([ORAN], tmp_path / "full", SCHEME, name="x")
    with pytest.raises(DatasetError, match="carries its texts"):
        list(released(tmp_path / "full", SCHEME))
    with pytest.raises(DatasetError, match="no such folder"):
        list(released(tmp_path / "nowhere", SCHEME))
    (tmp_path / "empty").mkdir()
    with pytest.raises(DatasetError, match="has no by_annotator"):
        list(released(tmp_path / "empty", SCHEME))
    export([ORAN], tmp_path / "set", SCHEME, name="x", mode=STANDOFF)
    with pytest.raises(DatasetError, match="not those of scheme 9"):
        list(released(tmp_path / "set", msgspec.structs.replace(SCHEME, version="9", entity_attributes=())))
    path = tmp_path / "set" / "by_annotator" / "train-00000-of-00001.parquet"
    rewrite(path, lambda rows: rows[0]["spans"][0].update(surface_hash=None))
    with pytest.raises(DatasetError, match="lacks a length, an offset or a fingerprint"):
        list(released(tmp_path / "set", SCHEME))
    next((tmp_path / "set" / "by_annotator").glob("*.parquet")).write_bytes(b"PAR1")
    with pytest.raises(DatasetError, match="no whole Parquet file"):
        list(released(tmp_path / "set", SCHEME))


@pytest.mark.soak
def test_generated_articles_come_back_and_every_wrong_span_is_flagged(tmp_path: Path) -> None:
    """Unchanged: all exact. With a byline in front and a sentence cut: 98 % of the spans that still stand are found."""
    made = [generated(number) for number in range(10 * SOAK)]
    articles = [article for article, _ in made]
    export(articles, tmp_path / "set", SCHEME, name="x", mode=STANDOFF)
    rows = list(released(tmp_path / "set", SCHEME))

    same = rehydrated(rows, [bare(article) for article in articles], SCHEME)
    assert {a.id: a for a in same.articles} == {a.id: kept(a) for a in articles}
    assert same.doubts == []

    edited = rehydrated(rows, [bare(article, edit.text) for article, edit in made], SCHEME)
    back = {article.id: article for article in edited.articles}
    flagged = {(d.article, d.annotation, d.id) for d in edited.doubts if d.kind == "span"}
    counts: Counter[str] = Counter()
    for article, edit in made:
        assert breaches(back[article.id], SCHEME) == []
        assert back[article.id].text.startswith(BYLINE)
        found = {(a.id, s.id): s for a in back[article.id].annotations for s in a.spans}
        for annotation in article.annotations:
            for span in annotation.spans:
                right = edit.now(span.start, span.end)
                now = found.get((annotation.id, span.id))
                counts["standing"] += bool(right)
                if now is not None and now.start in right:
                    counts["right"] += 1
                    assert (now.text, now.attributes) == (span.text, span.attributes)
                else:
                    assert (article.id, annotation.id, span.id) in flagged
    assert counts["right"] >= 0.98 * counts["standing"]
    record(
        "stand-off releases brought back",
        f"{len(articles):,} articles: unchanged, all exact; with a byline in front and a sentence cut, {counts['right']:,} of "
        f"{counts['standing']:,} spans in their place ({counts['right'] / counts['standing']:.1%}), every other one flagged",
    )
