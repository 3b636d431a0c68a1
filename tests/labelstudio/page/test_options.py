"""The lists that an annotator picks from: names, keys, and which entity a name stands for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.annotations import Annotation, Entity
from annotate.countries import COUNTRIES
from annotate.labelstudio.page.controls import page
from annotate.labelstudio.page.options import (
    ENTITY_IDS,
    entity_of_text,
    minted_entity,
    option_data,
    option_texts,
    with_entities,
)
from tests.labelstudio.desk import ACTORS, STANCE
from tests.records import SCHEME, record


def entities(*names: str) -> list[Entity]:
    return [Entity(id=f"e{number}", name=name) for number, name in enumerate(names, 1)]


NAMES = {
    "each by its name": (["Peru", "Chad"], ["Peru", "Chad"]),
    "the same name is numbered": (["Kim", "Kim", "Kim"], ["Kim", "Kim (2)", "Kim (3)"]),
    "a number that is taken is passed over": (["Kim (2)", "Kim", "Kim"], ["Kim (2)", "Kim", "Kim (3)"]),
    "a name that looks numbered comes last": (["Kim", "Kim", "Kim (2)"], ["Kim", "Kim (2)", "Kim (2) (2)"]),
    "blanks are one": ([" New\n York "], ["New York"]),
}


@pytest.mark.parametrize("case", NAMES)
def test_what_entities_are_picked_by(case: str):
    names, wanted = NAMES[case]
    assert list(option_texts(entities(*names)).values()) == wanted


@given(st.lists(st.sampled_from(["Kim", "Kim (2)", "Kim (2) (2)", "Lee", " Kim"]), max_size=9))
def test_no_two_entities_are_picked_by_one_text(names: list[str]):
    texts = option_texts(entities(*names))
    assert len(set(texts.values())) == len(names)
    assert all(entity_of_text({text: e for e, text in texts.items()}, text) == e for e, text in texts.items())


@pytest.mark.parametrize(
    ("text", "entity"), [("Kim", "e1"), ("kim", "e1"), (" KIM  (2)", "e2"), ("Lee", None), ("", None)]
)
def test_a_text_is_looked_up_forgiving_case_and_blanks(text: str, entity: str | None):
    assert entity_of_text({"Kim": "e1", "Kim (2)": "e2"}, text) == entity


def test_an_exact_text_goes_before_a_forgiven_one():
    assert entity_of_text({"Who": "e1", "WHO": "e2"}, "WHO") == "e2"


def test_a_new_entity_gets_the_next_free_id():
    assert minted_entity(" City of\nLima", {"e1", "e3"}) == Entity(id="e2", name="City of Lima")


def test_entities_are_added_where_their_name_lacks_and_their_id_is_kept_where_it_is_free():
    known = Annotation(id="a", author="a", role="person", entities=tuple(entities("Peru")))
    grown = with_entities(
        known, [Entity(id="e9", name="peru "), Entity(id="e1", name="Chad"), Entity(id="e7", name="Fiji")]
    )
    assert [(entity.id, entity.name) for entity in grown.entities] == [("e1", "Peru"), ("e2", "Chad"), ("e7", "Fiji")]


TALK = record(
    "[Peru|STATE entity=Peru], [Chad|STATE entity=Chad] and [Chad|STATE entity=Chad] met; Peru [said|CUE act=report"
    " holder=Peru] so."
)


def test_holders_come_first_in_their_list_and_have_the_first_keys():
    data = option_data(TALK.annotations[0], page(SCHEME, STANCE).fields)
    assert data["holder_options"] == [{"value": "Peru", "hotkey": "4"}, {"value": "Chad", "hotkey": "5"}]
    assert data["entity_options"] == [{"value": "Chad"}, {"value": "Peru"}]
    assert data[ENTITY_IDS] == {"Peru": "e1", "Chad": "e2"}


def test_there_may_be_more_actors_than_keys():
    many = Annotation(id="a", author="a", role="person", entities=tuple(entities(*map(str, range(40)))))
    options = option_data(many, page(SCHEME, ACTORS).fields)["entity_options"]
    assert [len(options), options[0].get("hotkey"), options[39].get("hotkey")] == [40, "q", None]


def test_the_countries_of_the_article_come_first_and_all_are_there_once():
    fiji = Annotation(id="a", author="a", role="person", entities=(Entity(id="e1", name="Fiji", country="FJ"),))
    codes = [option["value"] for option in option_data(fiji, page(SCHEME, ACTORS).fields)["country_options"]]
    assert codes[:2] == ["FJ", "AD"]
    assert len(codes) == len(set(codes)) == len(COUNTRIES)


def test_an_article_without_actors_has_its_lists_and_they_are_empty():
    data = option_data(Annotation(id="a", author="a", role="machine"), page(SCHEME, STANCE).fields)
    assert (data["holder_options"], data["entity_options"], data[ENTITY_IDS]) == ([], [], {})
