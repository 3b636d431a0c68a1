"""Both directions are each other's inverse: what a page shows of an annotation comes back as it was."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate import store
from annotate.align import align
from annotate.annotations import Annotation, Article, Entity, Meta, Relation, Span, Value, reading_order
from annotate.heuristics.preannotate import preannotate
from annotate.labelstudio.page.controls import page
from annotate.labelstudio.page.options import option_texts
from annotate.labelstudio.results.readings import from_result, without_unused_entities
from annotate.labelstudio.results.replay import replayed
from annotate.labelstudio.results.tasks import to_result, to_task
from annotate.scheme import Pass
from tests.labelstudio.desk import ACTORS, ALL, STANCE, shown_part
from tests.places import SEEDS
from tests.records import SCHEME

CORRECTED = store.load(SEEDS / "corrected.jsonl", SCHEME)
PASSES = {"actors": ACTORS, "stance": STANCE, "all layers": ALL}


def same(first: Annotation, second: Annotation) -> None:
    """Assert that two annotations mark the same; the order of spans of one extent and of relations says nothing."""
    assert reading_order(first.spans) == reading_order(second.spans)
    assert sorted(first.relations, key=key) == sorted(second.relations, key=key)
    assert first.entities == second.entities


def key(relation: Relation) -> str:
    return relation.id


@pytest.mark.parametrize("shown", PASSES.values(), ids=PASSES)
@pytest.mark.parametrize("article", CORRECTED, ids=[article.id for article in CORRECTED])
def test_a_persons_work_on_a_whole_article_comes_back_as_it_was(article: Article, shown: Pass):
    for annotation in article.annotations:
        there = to_result(annotation, page(SCHEME, shown))
        back = from_result(article, there, page(SCHEME, shown), suggestion=annotation)
        assert (back.problems, back.remarks) == ((), ())
        same(back.annotation, shown_part(annotation, shown))


def test_without_the_suggestion_only_the_parts_of_actors_and_quantities_are_lost():
    shown = page(SCHEME, ACTORS)
    for article in CORRECTED:
        sent = shown_part(article.annotations[0], ACTORS)
        bare = tuple(msgspec.structs.replace(span, parts={}) for span in sent.spans)
        back = from_result(article, to_result(sent, shown), shown, actors=sent)
        unlike = [(x.text, y.text) for x, y in zip(reading_order(bare), back.annotation.spans, strict=True) if x != y]
        assert unlike == []


@pytest.mark.parametrize("article", CORRECTED[:4], ids=[article.id for article in CORRECTED[:4]])
def test_a_replayed_correction_says_what_the_correction_says(article: Article):
    suggestion = preannotate(Article(id=article.id, text=article.text, meta=article.meta), SCHEME).annotations[0]
    corrected = article.annotations[0]
    shown = page(SCHEME, ACTORS)
    listed = {text: entity for entity, text in option_texts(suggestion.entities).items()}
    result = replayed(corrected, suggestion, shown, listed)
    back = from_result(article, result, shown, suggestion=suggestion)
    assert back.problems == ()
    pairs = align(msgspec.structs.replace(corrected, layers=ACTORS.layers), back.annotation, SCHEME)
    both = [(pair.before, pair.after) for pair in pairs if pair.before and pair.after]
    assert len(both) == len(pairs)
    for before, after in both:
        assert (before.label, before.text, {**before.attributes, "entity": 0}) == (
            after.label,
            after.text,
            {**after.attributes, "entity": 0},
        )
    named = {(before.attributes.get("entity"), after.attributes.get("entity")) for before, after in both}
    assert len(named) == len({first for first, _ in named}) == len({second for _, second in named})


# Texts that break tools: emoji of several code points, characters beyond the first plane, marks that join what stands
# before them, right to left, tabs, leading blanks.
HOSTILE = st.lists(
    st.sampled_from(
        [
            "👩\u200d👩\u200d👧",
            "🇵🇪",
            "𝔏ima",
            "e\u0301",
            "ñ",
            "\u0627\u0644\u0633\u0644\u0627\u0645",
            "\u200f",
            "Peru",
            " ",
            "  ",
            "\t",
            "\n",
            "\u2028",
            ".",
            ",",
            "(",
            ")",
            '"',
            "<b>",
            "&amp;",
            "\\n",
        ]
    ),
    min_size=1,
    max_size=20,
).map("".join)


def _attributes(label: str) -> st.SearchStrategy[dict[str, Value]]:
    if label == "CONTENT":
        return st.just({})
    if label == "CUE":
        return st.fixed_dictionaries({"act": st.sampled_from(["deny", "other"]), "negated": st.booleans()})
    return st.fixed_dictionaries({"entity": st.sampled_from(["e0", "e1", "e2"])})


@st.composite
def annotated(draw: st.DrawFn) -> Article:
    """Return an article of a hostile text with spans anywhere, one of each extent and label, and links between them."""
    text = draw(HOSTILE)
    entities = tuple(
        Entity(id=f"e{n}", name=name, country="PE") for n, name in enumerate(["Peru", "Peru", "👩\u200d👧 & <b>"])
    )
    places = st.tuples(
        st.integers(0, len(text) - 1), st.integers(1, 6), st.sampled_from(["ORG", "STATE", "CUE", "CONTENT"])
    )
    spans = tuple(
        Span(
            id=f"{label.lower()}-{start}-{min(start + length, len(text))}",
            start=start,
            end=min(start + length, len(text)),
            label=label,
            text=text[start : start + length],
            attributes=draw(_attributes(label)),
            score=draw(st.sampled_from([None, 0.5])),
        )
        for start, length, label in draw(
            st.lists(places, max_size=6, unique_by=lambda p: (p[0], min(sum(p[:2]), len(text)), p[2]))
        )
    )
    heads = [span for span in spans if span.label == "CUE"]
    relations = tuple(
        Relation(id=f"content-{cue.id}-{tail.id}", label="content", head=cue.id, tail=tail.id)
        for tail in spans
        if tail.label == "CONTENT"
        for cue in heads[:1]
    )
    one = Annotation(
        id="heuristics",
        author="heuristics",
        role="machine",
        entities=entities,
        spans=reading_order(spans),
        relations=relations,
    )
    return Article(id="hostile", text=text, annotations=(one,))


@given(annotated(), st.sampled_from(list(PASSES)))
def test_any_text_and_any_spans_come_back_as_they_were(article: Article, name: str):
    shown = page(SCHEME, PASSES[name])
    sent = shown_part(article.annotations[0], PASSES[name])
    back = from_result(article, to_result(sent, shown), shown, suggestion=sent)
    assert back.problems == ()
    same(back.annotation, sent)


@given(annotated())
def test_what_the_page_says_of_the_surface_changes_nothing(article: Article):
    shown = page(SCHEME, ALL)
    sent = article.annotations[0]
    result = to_result(sent, shown)
    for item in result:
        if "value" in item:
            item["value"]["text"] = " ".join(item["value"]["text"].replace("\n", "\\n").split())
    same(from_result(article, result, shown, suggestion=sent).annotation, sent)


@given(annotated())
def test_a_server_that_counts_utf_16_is_understood(article: Article):
    shown = page(SCHEME, ACTORS)
    sent = shown_part(article.annotations[0], ACTORS)
    result = to_result(sent, shown)
    for item in result:
        value = item["value"]
        words = article.text[value["start"] : value["end"]]
        moved = [len(article.text[: value[x]].encode("utf-16-le")) // 2 for x in ("start", "end")]
        elsewhere = article.text[moved[0] : moved[1]] if moved[1] <= len(article.text) else None
        if elsewhere is None or "".join(elsewhere.split()) != "".join(words.split()):
            value["start"], value["end"] = moved
    blank = any(not span.text.strip() for span in sent.spans)
    if not blank:
        same(from_result(article, result, shown, suggestion=sent).annotation, sent)


def test_a_task_holds_every_key_that_the_page_names_and_its_text_as_it_is():
    article = preannotate(CORRECTED[0], SCHEME)
    for shown in PASSES.values():
        fields = page(SCHEME, shown).fields
        task = to_task(article, article.annotations[0], page(SCHEME, shown))
        assert {field.options for field in fields if field.options} <= task["data"].keys()
        assert task["data"]["text"] == article.text
        assert len(task["predictions"]) == 1
        assert task["predictions"][0]["model_version"] == article.annotations[0].version


def test_a_blind_task_shows_no_suggestion():
    article = preannotate(CORRECTED[0], SCHEME)
    assert "predictions" not in to_task(article, article.annotations[0], page(SCHEME, ACTORS), blind=True)


def test_a_prediction_without_spans_has_a_score_and_a_version():
    """The server's page breaks for everybody where the version of a prediction is null."""
    empty = Annotation(id="heuristics", author="heuristics", role="machine")
    task = to_task(Article(id="a", text="x"), empty, page(SCHEME, ACTORS))
    assert task["predictions"] == [{"model_version": "heuristics", "score": 0.0, "result": []}]
    assert task["data"]["title"] == "a"


def test_an_article_is_headed_by_its_title_else_by_its_file_else_by_its_id():
    empty = Annotation(id="heuristics", author="heuristics", role="machine")
    metas = (Meta(title="A ferry sank", extra={"file": "b.txt"}), Meta(extra={"file": "b.txt"}), Meta())
    tasks = [to_task(Article(id="a", text="x", meta=meta), empty, page(SCHEME, ACTORS)) for meta in metas]
    assert [task["data"]["title"] for task in tasks] == ["A ferry sank", "b.txt", "a"]


def test_entities_that_nothing_names_are_left_out():
    sent = CORRECTED[0].annotations[0]
    assert without_unused_entities(msgspec.structs.replace(sent, spans=())).entities == ()
