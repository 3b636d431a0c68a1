"""Every rule of a record, each broken by one small change to a record that is well."""

from collections.abc import Callable
from typing import NamedTuple

import msgspec
import pytest

from annotate.annotations import Annotation, Article, Entity, Extent, Meta, Relation, Span, Value, Zone
from annotate.invariants import CHECKS, breaches
from tests.records import SCHEME, record

WELL = record(
    "SEOUL: [South Korea|STATE #seoul entity=South_Korea use=actor] [said|CUE #said act=report holder=South_Korea source=words"
    " content=fact target=seoul:neutral] [it|SOURCE #words] sent [1,500 troops|QUANTITY value=1500 kind=count part.number=1,500]."
    " [All of them left|CONTENT #fact].",
    countries={"South_Korea": "KR"},
)
WELL = msgspec.structs.replace(WELL, meta=Meta(zones=(Zone(start=0, end=6, kind="dateline"),)))
STATE, CUE, SOURCE, QUANTITY, CONTENT = (span.id for span in WELL.annotations[0].spans)


def annotation(**changes: object) -> Article:
    return msgspec.structs.replace(WELL, annotations=(msgspec.structs.replace(WELL.annotations[0], **changes),))


def span(which: str, **changes: object) -> Article:
    first = WELL.annotations[0]
    return annotation(spans=tuple(msgspec.structs.replace(s, **changes) if s.id == which else s for s in first.spans))


def attribute(which: str, name: str, value: Value) -> Article:
    held = next(s for s in WELL.annotations[0].spans if s.id == which)
    return span(which, attributes={**held.attributes, name: value})


def part(which: str, name: str, extent: Extent) -> Article:
    return span(which, parts={name: extent})


def more(*spans: Span) -> Article:
    return annotation(spans=(*WELL.annotations[0].spans, *spans))


def relation(label: str, head: str, tail: str, **attributes: Value) -> Article:
    new = Relation(id="new", label=label, head=head, tail=tail, attributes=attributes)
    return annotation(relations=(*WELL.annotations[0].relations, new))


def entity(**changes: object) -> Article:
    return annotation(entities=(msgspec.structs.replace(WELL.annotations[0].entities[0], **changes),))


def zone(start: int, end: int) -> Article:
    return msgspec.structs.replace(WELL, meta=Meta(zones=(Zone(start=start, end=end, kind="byline"),)))


def second(**changes: object) -> Article:
    other = Annotation(id="a01", author="a01", role="person", layers=("actors",), parent="heuristics")
    return msgspec.structs.replace(WELL, annotations=(*WELL.annotations, msgspec.structs.replace(other, **changes)))


def words(label: str, start: int, end: int, name: str = "new") -> Span:
    return Span(id=name, start=start, end=end, label=label, text=WELL.text[start:end])


class Broken(NamedTuple):
    """A record, the rule that it breaks, and words of the message."""

    article: Article
    rule: str
    said: str


BROKEN = {
    "an article without an id": Broken(msgspec.structs.replace(WELL, id=""), "R01", "article id is empty"),
    "two annotations of one id": Broken(second(id="heuristics", parent=None), "R01", "'heuristics' is used 2 times"),
    "two spans of one id": Broken(span(CUE, id=STATE), "R01", "span id 'state-7-18' is used 2 times"),
    "a span without an id": Broken(more(words("SOURCE", 0, 5, name="")), "R01", "a span id is empty"),
    "two relations of one id": Broken(
        annotation(relations=WELL.annotations[0].relations[:1] * 2), "R01", "relation id"
    ),
    "two entities of one id": Broken(annotation(entities=WELL.annotations[0].entities * 2), "R01", "entity id 'e1'"),
    "a span past the end": Broken(span(CONTENT, end=4000), "R02", "not inside a text of"),
    "a span that starts before the text": Broken(span(STATE, start=-1), "R02", "[-1, 18)"),
    "a span of nothing": Broken(span(STATE, end=7), "R02", "[7, 7)"),
    "a part outside its span": Broken(part(QUANTITY, "number", (0, 5)), "R02", "part number [0, 5) is not inside"),
    "a part of nothing": Broken(part(QUANTITY, "number", (32, 32)), "R02", "part number"),
    "a zone past the end": Broken(zone(0, 4000), "R02", "zone byline [0, 4000)"),
    "another surface than the text": Broken(span(STATE, text="south korea"), "R03", "'South Korea', the span says"),
    "a machine's span in a dateline": Broken(more(words("STATE", 0, 5)), "R04", "lies in the dateline [0, 6)"),
    "an unknown label": Broken(span(SOURCE, label="SPEAKER"), "R05", "label 'SPEAKER' is not in the scheme"),
    "an unknown part": Broken(part(STATE, "number", (7, 12)), "R05", "part 'number' is not in layer actors"),
    "an unknown attribute": Broken(attribute(STATE, "mood", "sad"), "R05", "attribute 'mood' is not one of entity"),
    "an attribute of another label": Broken(attribute(SOURCE, "act", "deny"), "R05", "attribute 'act'"),
    "a value that is no choice": Broken(attribute(CUE, "act", "shout"), "R05", "act is 'shout', it should be report"),
    "text for a number": Broken(attribute(QUANTITY, "value", "many"), "R05", "it should be number"),
    "a number without end": Broken(attribute(QUANTITY, "value", float("inf")), "R05", "it should be number"),
    "a truth value for a number": Broken(attribute(QUANTITY, "value", value=True), "R05", "it should be number"),
    "text for a truth value": Broken(attribute(CUE, "negated", "no"), "R05", "it should be boolean"),
    "a number for text": Broken(attribute(QUANTITY, "unit", 3), "R05", "it should be text"),
    "a polarity there is not": Broken(relation("target", CUE, STATE, polarity="mixed"), "R05", "polarity is 'mixed'"),
    "a country there is not": Broken(entity(country="XX"), "R05", "it should be an ISO 3166-1 alpha-2 code"),
    "a role there is not": Broken(entity(role="BOSS"), "R05", "role is 'BOSS'"),
    "a link to no span": Broken(relation("content", CUE, "nowhere"), "R06", "tail 'nowhere' is no span"),
    "an entity that is not listed": Broken(attribute(STATE, "entity", "e9"), "R06", "entity 'e9' is no entity"),
    "a holder that is not listed": Broken(attribute(CUE, "holder", "e9"), "R06", "holder 'e9' is no entity"),
    "an unknown relation": Broken(relation("cause", CUE, CONTENT), "R07", "relation 'cause' is not one of source"),
    "a link from the wrong label": Broken(relation("content", SOURCE, CONTENT), "R07", "links SOURCE to CONTENT"),
    "a link to the wrong label": Broken(relation("source", CUE, CONTENT), "R07", "source goes from CUE to SOURCE"),
    "a span linked to itself": Broken(relation("content", CUE, CUE), "R07", "links a span to itself"),
    "an unknown layer": Broken(annotation(layers=("actors", "weather")), "R08", "layer 'weather' is not in the scheme"),
    "a parent that is not there": Broken(second(parent="a07"), "R09", "parent 'a07' is no other annotation"),
    "a parent of itself": Broken(second(parent="a01"), "R09", "parent 'a01' is no other annotation"),
    "actors over each other": Broken(more(words("ORG", 13, 20)), "R10", "overlaps state-7-18, actors do not overlap"),
    "one cue twice": Broken(more(words("CUE", 19, 23)), "R10", "extent 'CUE [19, 23)' is used 2 times"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_record_is_found_with_its_rule_and_place(case: str):
    article, rule, said = BROKEN[case]
    found = {(breach.rule, said in breach.message) for breach in breaches(article, SCHEME)}
    assert (rule, True) in found, [str(breach) for breach in breaches(article, SCHEME)]


ALLOWED: dict[str, Callable[[], Article]] = {
    "the record that the others are made from": lambda: WELL,
    "a source in a content": lambda: more(words("SOURCE", 45, 50)),
    "an actor and a quantity of the same words": lambda: more(words("GROUP", 31, 43)),
    "a person's span in a dateline": lambda: second(spans=(words("STATE", 0, 5),)),
    "an attribute that is null": lambda: attribute(STATE, "use", None),
    "Kosovo": lambda: entity(country="XK"),
    "no attribute at all": lambda: span(QUANTITY, attributes={}),
    "no annotation": lambda: msgspec.structs.replace(WELL, annotations=()),
}


@pytest.mark.parametrize("case", ALLOWED)
def test_what_is_allowed_is_not_found(case: str):
    assert breaches(ALLOWED[case](), SCHEME) == []


def test_every_finding_is_reported_not_only_the_first():
    spoilt = attribute(CUE, "act", "shout")
    spoilt = msgspec.structs.replace(spoilt, id="", meta=Meta(zones=(Zone(start=5, end=5, kind="byline"),)))
    assert [breach.rule for breach in breaches(spoilt, SCHEME)] == ["R01", "R02", "R05"]


def test_a_finding_is_one_line_with_its_place():
    assert str(breaches(attribute(STATE, "entity", "e9"), SCHEME)[0]) == (
        "R06 heuristics state-7-18: entity 'e9' is no entity of this annotation"
    )


def test_every_check_names_the_rules_that_it_finds():
    said = " ".join(str(check.__doc__) for check in CHECKS)
    assert {rule for _, rule, _ in BROKEN.values()} - {"R09"} == {
        r for r in map("R{:02}".format, range(1, 11)) if r in said
    }


def test_an_entity_without_facts_is_well():
    assert breaches(annotation(entities=(Entity(id="e1", name="South Korea"),)), SCHEME) == []
