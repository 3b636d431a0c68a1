"""What stands of an article: adjudicated, else the only one's, else the majority's, layer by layer."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.annotations import Annotation, Article, Entity, Relation, Span, Value, span_id
from annotate.invariants import breaches
from annotate.quality.adjudication import gold
from tests.heard import heard
from tests.records import LAYERS, SCHEME


def labels(article: Article) -> list[tuple[str, str]]:
    found = gold(article, SCHEME)
    assert found is not None
    return [(span.label, span.text) for span in found.annotation.spans]


def test_an_article_that_no_person_has_touched_has_no_gold() -> None:
    assert gold(heard("a", {"heuristics": "[Ana|PERSON] left"}), SCHEME) is None
    assert gold(heard("a", {"a01": "[Ana|PERSON] left"}, a01={"status": "draft"}), SCHEME) is None
    assert gold(heard("a", {"a01": "[Ana|PERSON] left"}, a01={"status": "skipped"}), SCHEME) is None


def test_the_only_submitted_annotation_stands_as_it_is() -> None:
    article = heard("a", {"a01": "[Ana|PERSON entity=Ana] left [10 men|QUANTITY value=10]"})
    found = gold(article, SCHEME)
    assert found is not None
    assert (found.source, found.disputes) == ("single", ())
    assert found.annotation.spans == article.annotations[0].spans
    assert found.annotation.entities == article.annotations[0].entities
    assert (found.annotation.id, found.annotation.author, found.annotation.role) == ("gold", "gold", "adjudicated")


def test_an_adjudicated_annotation_outweighs_everyone() -> None:
    article = heard("a", {"a01": "[Ana|PERSON] left", "a02": "[Ana|PERSON] left", "gold": "[Ana|GROUP] left"})
    assert labels(article) == [("GROUP", "Ana")]
    assert gold(article, SCHEME).source == "adjudicated"


def test_what_more_than_half_kept_stands_and_the_rest_is_disputed() -> None:
    article = heard(
        "a",
        {
            "a01": "[Ana|PERSON] met [Bo|PERSON] and [Cy|PERSON]",
            "a02": "[Ana|PERSON] met [Bo|PERSON] and [Cy|GROUP]",
            "a03": "[Ana|PERSON] met Bo and Cy",
        },
    )
    found = gold(article, SCHEME)
    assert labels(article) == [("PERSON", "Ana"), ("PERSON", "Bo")]
    assert found.source == "majority"
    assert [(d.label, d.start, d.kept_by) for d in found.disputes] == [
        ("GROUP", 15, ("a02",)),
        ("PERSON", 15, ("a01",)),
    ]


def test_half_is_no_majority() -> None:
    assert labels(heard("a", {"a01": "[Ana|PERSON] left", "a02": "Ana left"})) == []


def test_layers_are_judged_apart() -> None:
    article = heard(
        "a",
        {"a01": "[Ana|PERSON] [said|CUE] so", "a02": "Ana [said|CUE] so", "a03": "Ana said so"},
        a01={"layers": ("actors",)},
        a02={"layers": ("stance",)},
        a03={"layers": ("quantities",)},
    )
    found = gold(article, SCHEME)
    assert found.sources == {"actors": "single", "quantities": "single", "stance": "single"}
    assert labels(article) == [("PERSON", "Ana"), ("CUE", "said")]


def test_an_actor_of_an_unchecked_layer_comes_along_only_where_a_relation_ends_at_it() -> None:
    marked = "[Ana|PERSON #ana entity=Ana] and [Bo|PERSON] [said|CUE target=ana:negative] so"
    found = gold(heard("a", {"a01": marked}, a01={"layers": ("stance",)}), SCHEME)
    assert found.annotation.layers == ("stance",)
    assert [(s.label, s.text) for s in found.annotation.spans] == [("PERSON", "Ana"), ("CUE", "said")]
    assert [(r.label, r.attributes) for r in found.annotation.relations] == [("target", {"polarity": "negative"})]


def test_a_stance_made_on_other_actors_finds_the_actor_that_stands() -> None:
    stance = "Mr [Ana|PERSON #ana] was [blamed|CUE target=ana:negative]"
    article = heard(
        "a",
        {"a01": "[Mr Ana|PERSON] was blamed", "a02": stance},
        a01={"layers": ("actors",)},
        a02={"layers": ("stance",)},
    )
    found = gold(article, SCHEME)
    assert [(r.head, r.tail) for r in found.annotation.relations] == [("cue-11-17", "person-0-6")]


def test_attributes_go_by_majority_and_a_tie_is_the_first_annotators() -> None:
    three = {f"a0{i}": f"Ana [said|CUE act={act}] so" for i, act in enumerate(("claim", "report", "report"), 1)}
    assert gold(heard("a", three), SCHEME).annotation.spans[0].attributes == {"act": "report"}
    tie = heard("a", {k: three[k] for k in ("a02", "a01")})
    found = gold(tie, SCHEME)
    assert found.annotation.spans[0].attributes == {"act": "claim"}
    assert [(d.kind, d.label) for d in found.disputes] == [("attribute", "act")]


def test_entities_of_one_name_are_one() -> None:
    one = "[Ana|PERSON entity=Ana] met [Bo|PERSON entity=Bo]"
    other = "[Ana|PERSON entity=ana] met [Bo|PERSON entity=bo]"
    article = heard("a", {"a01": one, "a02": other})
    swapped = msgspec.structs.replace(
        article.annotations[1],
        entities=(Entity(id="e2", name="ANA", country="KR"), Entity(id="e1", name="Bo")),
        spans=tuple(
            msgspec.structs.replace(s, attributes={"entity": {"Ana": "e2", "Bo": "e1"}[s.text]})
            for s in article.annotations[1].spans
        ),
    )
    found = gold(msgspec.structs.replace(article, annotations=(article.annotations[0], swapped)), SCHEME)
    assert [(e.id, e.name) for e in found.annotation.entities] == [("e1", "Ana"), ("e2", "Bo")]
    assert [s.attributes["entity"] for s in found.annotation.spans] == ["e1", "e2"]
    assert found.disputes == ()


def test_a_relation_stands_when_both_ends_stand_and_a_majority_drew_it() -> None:
    linked = "[Ana|SOURCE #s] [said|CUE source=s content=c] [it|CONTENT #c]"
    article = heard(
        "a", {"a01": linked, "a02": linked, "a03": linked.replace(" content=c", "").replace(" source=s", "")}
    )
    assert [r.label for r in gold(article, SCHEME).annotation.relations] == ["source", "content"]
    article = heard("a", {"a01": linked, "a02": linked.replace(" content=c", "")})
    found = gold(article, SCHEME)
    assert [r.label for r in found.annotation.relations] == ["source"]
    assert [(d.kind, d.label, d.kept_by) for d in found.disputes] == [("relation", "content", ("a01",))]


TEXT = "Ana Mora said that ten men of the old guard had left Lima."


@st.composite
def annotations(draw: st.DrawFn, author: str) -> Annotation:
    layers = tuple(name for name in LAYERS if draw(st.booleans())) or LAYERS
    flat: dict[str, int] = {}
    spans: dict[str, Span] = {}
    places = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 12), st.sampled_from(SCHEME.labels))
    for start, length, label in sorted(draw(st.lists(places, max_size=8))):
        end = min(start + length, len(TEXT))
        layer = SCHEME.layer_of[label]
        name = span_id(label, start, end)
        if layer.name not in layers or name in spans or (not layer.overlap and flat.get(layer.name, 0) > start):
            continue
        flat[layer.name] = end
        attributes: dict[str, Value] = {"entity": draw(st.sampled_from(["e1", "e2"]))} if layer.name == "actors" else {}
        spans[name] = Span(id=name, start=start, end=end, label=label, text=TEXT[start:end], attributes=attributes)
    relations: dict[str, Relation] = {}
    for head in spans.values():
        for tail in spans.values():
            for kind in SCHEME.relations.values():
                if head.label in kind.head and tail.label in kind.tail and head != tail and draw(st.booleans()):
                    name = f"{kind.name}-{head.id}-{tail.id}"
                    relations[name] = Relation(id=name, label=kind.name, head=head.id, tail=tail.id)
    names = draw(st.permutations(["Ana", "Bo"]))
    return Annotation(
        id=author,
        author=author,
        role="person",
        layers=layers,
        entities=tuple(Entity(id=f"e{i}", name=name) for i, name in enumerate(names, 1)),
        spans=tuple(spans.values()),
        relations=tuple(relations.values()),
    )


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_gold_keeps_every_invariant_and_hears_nobody_twice(data: st.DataObject) -> None:
    said = tuple(data.draw(annotations(f"a0{i}")) for i in range(1, data.draw(st.integers(1, 3)) + 1))
    article = Article(id="a", text=TEXT, annotations=said)
    found = gold(article, SCHEME)
    assert breaches(msgspec.structs.replace(article, annotations=(found.annotation,)), SCHEME) == []
    backwards = gold(msgspec.structs.replace(article, annotations=said[::-1]), SCHEME)
    assert backwards == found
    if len(said) == 1:
        (only,) = said
        assert {s.id for s in found.annotation.spans} >= {s.id for s in only.spans}
        assert found.disputes == ()
