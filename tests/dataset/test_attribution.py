"""Triples, attitudes and edges of the stance layer: nothing is lost, every type of MPQA has a stance of ours."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from annotate import store
from annotate.annotations import Annotation, Article, Entity, Relation, Span, Value, relation_id, span_id
from annotate.dataset.attribution import ATTITUDES, Edge, Triple, as_spans, attitudes, edges, outermost, triples
from tests.places import ROOT, SEEDS
from tests.records import SCHEME

ARTICLES = list(store.load(SEEDS / "corrected.jsonl", SCHEME))
FIRST = ARTICLES[0].annotations[0]
README = (ROOT / "README.md").read_text("utf-8")
MPQA = (
    "sentiment-pos sentiment-neg arguing-pos arguing-neg agree-pos agree-neg intention-pos intention-neg speculation "
    "other-attitude objective-speech"
)
TEXT = "Peru said Chile praised Cuba."


def made() -> Annotation:
    """`Peru said [Chile praised Cuba]`, with both cues, their holders and Chile's target."""
    marks: list[tuple[str, str, dict[str, Value]]] = [
        ("STATE", "Peru", {"entity": "e1"}),
        ("SOURCE", "Peru", {}),
        ("CUE", "said", {"act": "report", "holder": "e1", "negated": False}),
        ("CONTENT", "Chile praised Cuba", {}),
        ("SOURCE", "Chile", {}),
        ("CUE", "praised", {"act": "support", "holder": "e2", "negated": False}),
        ("CONTENT", "Cuba", {}),
        ("STATE", "Cuba", {"entity": "e3"}),
    ]
    spans = []
    for label, words, attributes in marks:
        start = TEXT.index(words)
        end = start + len(words)
        spans.append(
            Span(id=span_id(label, start, end), start=start, end=end, label=label, text=words, attributes=attributes)
        )
    links = [("source", 2, 1), ("content", 2, 3), ("source", 5, 4), ("content", 5, 6), ("target", 5, 7)]
    relations = tuple(
        Relation(
            id=relation_id(label, spans[head].id, spans[tail].id),
            label=label,
            head=spans[head].id,
            tail=spans[tail].id,
            attributes={"polarity": "positive"} if label == "target" else {},
        )
        for label, head, tail in links
    )
    entities = tuple(Entity(id=name, name=name) for name in ("e1", "e2", "e3"))
    return Annotation(id="x", author="a01", role="person", spans=tuple(spans), relations=relations, entities=entities)


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
def test_triples_and_back_lose_no_cue_source_content_or_link(article: Article) -> None:
    for annotation in article.annotations:
        spans, relations = as_spans(article.text, triples(annotation))
        linked = {r.tail for r in annotation.relations if r.label in {"source", "content"}}
        wanted = {
            (s.label, s.start, s.end, s.text)
            for s in annotation.spans
            if s.label == "CUE" or (s.label in {"SOURCE", "CONTENT"} and s.id in linked)
        }

        assert {(s.label, s.start, s.end, s.text) for s in spans} == wanted
        rebuilt = Annotation(id="y", author="a01", role="person", spans=spans, relations=relations)
        assert triples(rebuilt) == triples(annotation)


def test_every_act_has_an_attitude_and_every_attitude_an_act() -> None:
    acts = {str(value) for value in SCHEME.attributes["CUE"]["act"].values}

    assert set(ATTITUDES) == acts
    assert set(ATTITUDES.values()) == set(MPQA.split())


def test_an_attitude_has_its_holder_and_its_targets() -> None:
    report, support = attitudes(made())

    assert (report.type, report.holder, report.targets) == ("objective-speech", ((0, 4),), ())
    assert (support.type, support.targets, support.negated) == ("sentiment-pos", (((24, 28), "positive"),), False)


def test_an_edge_joins_two_actors() -> None:
    assert edges(made()) == (Edge("e2", "positive", "e3", "cue-16-23"),)


def test_the_snippet_of_the_readme_prints_all_three(tmp_path: Path) -> None:
    (snippet,) = (code for code in re.findall(r"```python\n(.*?)```", README, re.DOTALL) if "attribution" in code)
    (tmp_path / "exports").mkdir()
    store.write(tmp_path / "exports" / "news.jsonl", ARTICLES[:1])

    done = subprocess.run([sys.executable, "-c", snippet], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    printed = done.stdout.splitlines()
    assert printed[:4] == [
        str(told)
        for told in (
            triples(FIRST),
            outermost(triples(FIRST)),
            attitudes(FIRST),
            edges(FIRST),
        )
    ]
