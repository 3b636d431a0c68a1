"""What became of each span between two annotations: one row a case, both sides as marked sentences."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.align import VERDICTS, align, align_relations
from annotate.annotations import Annotation, Span
from tests.records import SCHEME, record


def annotation(marked: str, *, layers: tuple[str, ...] = (), ids: str = "") -> Annotation:
    """Return a marked sentence as an annotation; `ids` is put before every span id, so that none is shared."""
    made = record(marked).annotations[0]
    spans = tuple(msgspec.structs.replace(s, id=ids + s.id) for s in made.spans)
    relations = tuple(msgspec.structs.replace(r, head=ids + r.head, tail=ids + r.tail) for r in made.relations)
    return msgspec.structs.replace(made, spans=spans, relations=relations, layers=layers)


def verdicts(before: str, after: str, *, ids: str = "new-") -> list[tuple[str, str | None, str | None]]:
    pairs = align(annotation(before), annotation(after, ids=ids), SCHEME)
    return [(p.verdict, p.before.text if p.before else None, p.after.text if p.after else None) for p in pairs]


CASES = {
    "kept as it was": (
        "[Peru|STATE use=actor] voted.",
        "[Peru|STATE use=actor] voted.",
        [("accepted", "Peru", "Peru")],
    ),
    "ends moved": (
        "The [union|ORG] spoke.",
        "[The union|ORG] spoke.",
        [("moved", "union", "The union")],
    ),
    "another label": (
        "[Lima|ORG] voted.",
        "[Lima|STATE] voted.",
        [("relabelled", "Lima", "Lima")],
    ),
    "another label and ends moved is relabelled": (
        "The [union|GROUP] spoke.",
        "[The union|ORG] spoke.",
        [("relabelled", "union", "The union")],
    ),
    "another attribute": (
        "[Peru|STATE use=actor] voted.",
        "[Peru|STATE use=place] voted.",
        [("changed", "Peru", "Peru")],
    ),
    "ends moved and another attribute is moved": (
        "The [union|ORG use=actor] spoke.",
        "[The union|ORG use=place] spoke.",
        [("moved", "union", "The union")],
    ),
    "deleted": ("[Peru|STATE] voted.", "Peru voted.", [("rejected", "Peru", None)]),
    "added": ("Peru voted.", "[Peru|STATE] voted.", [("missed", None, "Peru")]),
    "one cut in two keeps the larger part": (
        "[Ruiz and the union|ORG] spoke.",
        "[Ruiz|PERSON] and [the union|ORG] spoke.",
        [("moved", "Ruiz and the union", "the union"), ("missed", None, "Ruiz")],
    ),
    "two made one": (
        "[Peru|STATE]'s central [bank|ORG] spoke.",
        "[Peru's central bank|ORG] spoke.",
        [("rejected", "Peru", None), ("moved", "bank", "Peru's central bank")],
    ),
    "spans of two layers on the same words do not meet": (
        "[40 miners|GROUP] left.",
        "[40 miners|QUANTITY] left.",
        [("rejected", "40 miners", None), ("missed", None, "40 miners")],
    ),
    "a layer whose spans nest pairs equal labels only": (
        "Ruiz [said she agreed|CONTENT].",
        "Ruiz [said|CUE] she agreed.",
        [("rejected", "said she agreed", None), ("missed", None, "said")],
    ),
    "a nested layer pairs what overlaps most": (
        "[She [agreed|CUE act=agree] to go|CONTENT].",
        "She [agreed to|CUE act=agree] go.",
        [("rejected", "She agreed to go", None), ("moved", "agreed", "agreed to")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_verdict_on_each_span(case: str):
    before, after, wanted = CASES[case]
    assert verdicts(before, after) == wanted


def test_a_shared_id_pairs_spans_that_no_longer_touch():
    before = annotation("[Ruiz|PERSON] met the mayor.")
    far = msgspec.structs.replace(before.spans[0], start=9, end=18, text="the mayor")
    pairs = align(before, msgspec.structs.replace(before, spans=(far,)), SCHEME)
    assert [(pair.verdict, pair.after) for pair in pairs] == [("moved", far)]


def test_an_entity_counts_by_its_name_not_by_its_id():
    before = annotation("[Peru|STATE entity=Peru] and [Chad|STATE entity=Chad] met.")
    after = annotation("[Peru|STATE entity=Peru] and [Chad|STATE entity=Chad] met.")
    swapped = {"e1": "e2", "e2": "e1"}
    after = msgspec.structs.replace(
        after,
        entities=tuple(msgspec.structs.replace(e, id=swapped[e.id]) for e in after.entities),
        spans=tuple(
            msgspec.structs.replace(s, attributes={"entity": swapped[str(s.attributes["entity"])]}) for s in after.spans
        ),
    )
    assert {pair.verdict for pair in align(before, after, SCHEME)} == {"accepted"}


def test_null_and_absent_attributes_are_the_same():
    before = annotation("[Peru|STATE] voted.")
    spans = tuple(msgspec.structs.replace(s, attributes={"use": None}) for s in before.spans)
    assert align(before, msgspec.structs.replace(before, spans=spans), SCHEME)[0].verdict == "accepted"


def test_a_layer_that_the_second_did_not_look_at_has_no_verdicts():
    before = annotation("[Peru|STATE] [denied|CUE act=deny] it.")
    after = annotation("Peru [denied|CUE act=deny] it.", layers=("stance",))
    assert [(pair.layer, pair.verdict) for pair in align(before, after, SCHEME)] == [("stance", "accepted")]


LINKS = {
    "kept": ("negative", "negative", ["accepted"]),
    "polarity changed": ("negative", "positive", ["changed"]),
    "polarity cleared": ("negative", "", ["changed"]),
}


def blamed(polarity: str) -> str:
    target = f"target=peru:{polarity}" if polarity else "target=peru"
    return f"Ruiz [blamed|CUE act=oppose {target}] [Peru|STATE #peru]."


@pytest.mark.parametrize("case", LINKS)
def test_the_verdict_on_a_link_follows_its_spans(case: str):
    first, second, wanted = LINKS[case]
    before, after = annotation(blamed(first)), annotation(blamed(second), ids="new-")
    links = align_relations(before, after, align(before, after, SCHEME))
    assert [link.verdict for link in links] == wanted


def test_a_link_whose_end_went_is_rejected_and_a_new_one_missed():
    before = annotation("Ruiz [blamed|CUE act=oppose target=peru] [Peru|STATE #peru] and [Chad|STATE].")
    after = annotation("Ruiz [blamed|CUE act=oppose target=chad] Peru and [Chad|STATE #chad].", ids="new-")
    links = align_relations(before, after, align(before, after, SCHEME))
    assert [link.verdict for link in links] == ["rejected", "missed"]


TEXT = "abcdefghijklmnop"
EXTENTS = st.sampled_from([(start, end) for end in range(1, 16) for start in range(end)])
SPANS = st.lists(st.tuples(EXTENTS, st.sampled_from(SCHEME.labels)), max_size=8)


def drawn(items: list[tuple[tuple[int, int], str]], prefix: str) -> Annotation:
    spans = tuple(
        Span(id=f"{prefix}{n}", start=start, end=end, label=label, text=TEXT[start:end])
        for n, ((start, end), label) in enumerate(items)
    )
    return Annotation(id=prefix, author=prefix, role="person", spans=spans)


@given(SPANS, SPANS)
def test_every_span_of_both_sides_stands_in_just_one_pair(first: list, second: list):
    before, after = drawn(first, "a"), drawn(second, "b")
    pairs = align(before, after, SCHEME)
    assert sorted(p.before.id for p in pairs if p.before) == sorted(s.id for s in before.spans)
    assert sorted(p.after.id for p in pairs if p.after) == sorted(s.id for s in after.spans)
    assert {pair.verdict for pair in pairs} <= set(VERDICTS)


@given(SPANS)
def test_an_annotation_agrees_with_itself(items: list):
    one = drawn(items, "a")
    assert {pair.verdict for pair in align(one, one, SCHEME)} <= {"accepted"}
