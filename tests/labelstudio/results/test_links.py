"""What people do to stances on the page: acts, holders, targets, arrows drawn or not, and what the record says."""

import msgspec
import pytest

from annotate.labelstudio.results.links import ENDS, NEAREST, REDRAWN
from annotate.labelstudio.results.readings import from_result
from tests.labelstudio.desk import STANCE, Desk
from tests.records import record

TALK = record(
    "[The mayor|SOURCE #who] [[said|PERSON entity=Mayor]|CUE #said act=report certainty=certain holder=Mayor source=who content=what"
    " target=port:negative] that [the port was closed|CONTENT #what]. [Peru|STATE entity=Peru] and"
    " [the port|ORG #port entity=Port] met.\n[Ilse Brandt|PERSON entity=Brandt] spoke of hope on Monday and then"
    " hinted at a strike soon."
)


def stance() -> Desk:
    return Desk(TALK, STANCE)


def test_a_relabelled_act_keeps_every_other_attribute():
    desk = stance()
    desk.relabel("said", "deny")
    assert desk.read().span("said").attributes == {"act": "deny", "certainty": "certain", "holder": "e1"}


def test_a_changed_holder_is_the_cues_and_the_source_stays():
    desk = stance()
    desk.choose("said", "holder", "Peru")
    read = desk.read()
    assert read.entity("said", "holder").name == "Peru"
    assert "source The mayor" in read.links("said")


def test_a_holder_that_was_typed_in_is_a_new_entity():
    desk = stance()
    desk.type("said", "holder_new", "the council")
    assert desk.read().entity("said", "holder").name == "the council"


def test_a_target_is_taken_from_the_list():
    desk = stance()
    desk.choose("said", "target", "Port", "Peru")
    links = desk.read().links("said")
    assert links["target the port"].attributes == {"polarity": "negative"}
    assert links["target Peru"].attributes == {"polarity": "negative"}


def test_a_target_is_taken_off_the_list():
    desk = stance()
    desk.choose("said", "target")
    read = desk.read()
    assert [name for name in read.links("said") if name.startswith("target")] == []
    assert read.words("ORG") == []


def test_a_target_that_nobody_mentions_is_a_problem():
    desk = stance()
    desk.type("said", "holder_new", "the council")
    desk.choose("said", "target", "the council", "Mars")
    problems = desk.read().problems
    assert any("mentioned nowhere" in problem for problem in problems)
    assert "target 'Mars' of 'said' is not in the article's list" in problems


@pytest.mark.parametrize(("texts", "said"), [(("positive",), {"polarity": "positive"}), ((), {})])
def test_a_changed_polarity_is_that_of_the_targets(texts: tuple[str, ...], said: dict[str, str]):
    desk = stance()
    desk.choose("said", "polarity", *texts)
    assert desk.read().links("said")["target the port"].attributes == said


def test_targets_of_two_polarities_stay_as_they_are_where_nobody_touched_them():
    both = record(
        "The [praised|CUE act=support target=a:positive,b:negative] [Peru|STATE #a entity=Peru] over [Chad|STATE #b"
        " entity=Chad]."
    )
    assert Desk(both, STANCE).read().annotation.relations == both.annotations[0].relations


def test_a_new_cue_gets_its_links_and_its_holder_without_an_arrow():
    desk = stance()
    desk.draw("hinted at", "expect")
    desk.draw("a strike soon", "CONTENT")
    desk.draw("Ilse Brandt", "SOURCE")
    read = desk.read()
    links = read.links("hinted at")
    assert set(links) == {"content a strike soon", "source Ilse Brandt"}
    assert {rule for link in links.values() for rule in link.rules} == {NEAREST}
    assert read.entity("hinted at", "holder").name == "Brandt"
    assert set(read.links("said")) == {"source The mayor", "content the port was closed", "target the port"}


def test_a_holder_that_was_picked_is_not_overruled():
    desk = stance()
    desk.draw("hinted at", "expect")
    desk.draw("Ilse Brandt", "SOURCE")
    desk.choose("hinted at", "holder", "Peru")
    assert desk.read().entity("hinted at", "holder").name == "Peru"


def test_an_arrow_that_was_drawn_overrules_what_is_near():
    desk = stance()
    desk.draw("hinted at", "expect")
    desk.draw("a strike soon", "CONTENT")
    desk.arrow("said", "a strike soon", "content")
    read = desk.read()
    assert read.links("hinted at") == {}
    assert read.links("said")["content a strike soon"].rules == ()


@pytest.mark.parametrize("direction", ["right", "left"])
def test_an_arrow_that_was_drawn_backwards_is_turned_round(direction: str):
    desk = stance()
    desk.draw("a strike soon", "CONTENT")
    desk.arrow("a strike soon", "said", "content", direction=direction)
    assert "content a strike soon" in desk.read().links("said")


def test_an_arrow_without_a_name_is_named_by_its_ends():
    desk = stance()
    desk.draw("a strike soon", "CONTENT")
    desk.arrow("said", "a strike soon")
    assert desk.read().links("said")["content a strike soon"].rules == (ENDS,)


def test_an_arrow_between_what_may_not_be_linked_is_a_problem():
    desk = stance()
    desk.arrow("The mayor", "the port was closed", "content")
    (problem,) = desk.read().problems
    assert problem.startswith("relation content from source-0-9 to content-")
    assert problem.endswith("links nothing it may link")


def test_a_deleted_arrow_is_gone_and_both_ends_stay():
    desk = stance()
    desk.unlink("said", "the port was closed")
    read = desk.read()
    assert "content the port was closed" not in read.links("said")
    assert read.words("CONTENT") == ["the port was closed"]


def test_a_deleted_cue_takes_its_source_and_content_along():
    desk = stance()
    desk.delete("said")
    read = desk.read()
    assert read.words("CUE", "SOURCE", "CONTENT") == []
    assert read.annotation.relations == ()
    assert len(read.remarks) == 2
    assert "SOURCE 'The mayor' went with its cue" in read.remarks


def test_a_content_that_another_cue_uses_stays_when_the_first_is_deleted():
    desk = stance()
    desk.draw("hinted at", "expect")
    desk.arrow("hinted at", "the port was closed", "content")
    desk.delete("said")
    read = desk.read()
    assert read.words("CONTENT") == ["the port was closed"]
    assert "content the port was closed" in read.links("hinted at")


def test_a_cue_that_was_deleted_and_drawn_again_takes_the_old_links():
    desk = stance()
    desk.delete("said")
    desk.draw("said that", "claim")
    links = desk.read().links("said that")
    assert set(links) == {"source The mayor", "content the port was closed"}
    assert {rule for link in links.values() for rule in link.rules} == {REDRAWN}


def test_a_cue_that_became_a_content_is_worth_a_look():
    desk = stance()
    desk.relabel("said", "CONTENT")
    read = desk.read()
    assert read.remarks[0] == "CUE 'said' became CONTENT: a label key pressed by mistake?"
    assert read.span("said").label == "CONTENT"


def test_a_source_inside_a_content_belongs_to_the_cue_inside_it():
    nested = record("Brandt [said|CUE act=report] [the aide of the far union [claimed|CUE act=claim] so|CONTENT].")
    desk = Desk(nested, STANCE)
    desk.draw("the aide", "SOURCE")
    read = desk.read()
    assert set(read.links("claimed")) == {"source the aide"}
    assert read.links("said") == {}


def test_the_holder_of_a_new_cue_is_the_first_actor_in_its_source():
    two = record("[Ana Ruiz|PERSON entity=Ana] of [the union|ORG entity=Union] said no.")
    desk = Desk(two, STANCE)
    desk.draw("said", "report")
    desk.draw("Ana Ruiz of the union", "SOURCE")
    assert desk.read().entity("said", "holder").name == "Ana"


def test_a_line_break_keeps_links_apart():
    lines = record(
        "He [said|CUE act=report] so.\\nRain fell and people [denied|CUE act=deny] all of it over many long days."
    )
    desk = Desk(lines, STANCE)
    desk.draw("Rain", "CONTENT")
    read = desk.read()
    assert set(read.links("denied")) == {"content Rain"}
    assert read.links("said") == {}


def test_a_target_follows_its_actor_to_the_span_that_a_person_drew_for_it():
    """In the first pass somebody deleted "the port" and drew it anew: the stance pass still shows the same actor."""
    desk = stance()
    drawn = tuple(
        msgspec.structs.replace(span, id="drawn1") if span.text == "the port" else span
        for span in desk.suggestion.spans
    )
    actors = msgspec.structs.replace(desk.suggestion, spans=drawn)
    reading = from_result(TALK, desk.result, desk.page, suggestion=desk.suggestion, actors=actors)
    assert [(r.tail, r.attributes) for r in reading.annotation.relations if r.label == "target"] == [
        ("drawn1", {"polarity": "negative"})
    ]
    assert reading.problems == ()
