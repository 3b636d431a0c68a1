"""Which actor a mention is, and what is said of that actor: corrections on the page, and what the record says."""

import msgspec

from tests.labelstudio.desk import ACTORS, Desk, with_the_dockers
from tests.records import record


def test_another_actor_of_the_list_does_not_bring_the_old_country_along():
    desk = with_the_dockers()
    desk.choose("Peru", "entity", "Union")
    read = desk.read()
    assert (read.entity("Peru").name, read.entity("Peru").country) == ("Union", None)
    assert read.entity("Lima").country == "PE"


def test_an_actor_that_was_typed_in_is_a_new_entity_with_what_was_said_of_it():
    desk = with_the_dockers()
    desk.type("Lima", "entity_new", "City of  Lima")
    desk.choose("Lima", "country", "PE")
    read = desk.read()
    assert (read.entity("Lima").id, read.entity("Lima").name, read.entity("Lima").country) == (
        "e4",
        "City of Lima",
        "PE",
    )


def test_an_actor_typed_in_twice_is_one():
    desk = with_the_dockers()
    for words in ("Lima", "Peru"):
        desk.type(words, "entity_new", "City of Lima")
    read = desk.read()
    assert read.entity("Lima") == read.entity("Peru")


def test_a_listed_actor_that_was_typed_in_is_the_listed_one():
    desk = with_the_dockers()
    desk.type("Lima", "entity_new", " union ")
    assert desk.read().entity("Lima").id == "e2"


def test_a_country_changed_on_one_mention_is_the_entitys_everywhere():
    desk = with_the_dockers()
    desk.choose("Peru", "country", "CL")
    read = desk.read()
    assert (read.entity("Lima").country, read.remarks) == ("CL", ())


def test_a_country_cleared_on_one_mention_is_cleared():
    desk = with_the_dockers()
    desk.choose("Peru", "country")
    assert desk.read().entity("Lima").country is None


def test_two_mentions_that_contradict_each_other_are_worth_a_look():
    desk = with_the_dockers()
    desk.choose("Peru", "country", "CL")
    desk.choose("Lima", "country", "BO")
    read = desk.read()
    assert read.entity("Lima").country == "BO"
    assert read.remarks == ("country of 'Peru' is 'CL' on one mention, 'BO' on another",)


def test_a_country_there_is_not_is_a_problem():
    desk = with_the_dockers()
    desk.choose("Peru", "country", "Chile")
    read = desk.read()
    assert read.problems == ("region state-37-41: country 'Chile' is not one that an entity can have",)
    assert read.entity("Peru").country == "PE"


def test_two_actors_of_one_name_are_picked_apart():
    twins = record("[Kim|PERSON entity=e1] met [Kim|PERSON entity=e2] and [one|PERSON entity=e3].")
    names = ("Kim", "Kim", "Kim (2)")
    first = twins.annotations[0]
    entities = tuple(msgspec.structs.replace(e, name=n) for e, n in zip(first.entities, names, strict=True))
    desk = Desk(
        msgspec.structs.replace(twins, annotations=(msgspec.structs.replace(first, entities=entities),)), ACTORS
    )
    assert [span.attributes["entity"] for span in desk.read().annotation.spans] == ["e1", "e2", "e3"]
