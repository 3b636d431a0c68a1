"""What a page cannot show, or not as it is, comes back as it was sent if the person left it alone."""

import pytest

from annotate.annotations import Value
from annotate.labelstudio.page.controls import page
from annotate.labelstudio.results.readings import from_result
from annotate.labelstudio.results.tasks import GREATEST, to_result
from tests.labelstudio.desk import ACTORS, ALL, STANCE, Desk
from tests.records import SCHEME, record


def with_quantity(name: str, value: Value) -> Desk:
    article = record("[5 boats|QUANTITY kind=count] left.")
    article.annotations[0].spans[0].attributes[name] = value
    return Desk(article, ACTORS)


@pytest.mark.parametrize("value", [GREATEST + 1.0, -1e21, 1e300])
def test_a_number_that_would_break_the_page_is_not_sent_and_not_lost(value: float):
    desk = with_quantity("value", value)
    assert [item for item in desk.result if item["type"] == "number"] == []
    assert desk.read().span("5 boats").attributes["value"] == value


def test_a_number_written_in_place_of_one_that_could_not_be_shown_counts():
    desk = with_quantity("value", 1e21)
    desk.number("5 boats", "value", 5.0)
    assert desk.read().span("5 boats").attributes["value"] == 5.0


def test_blanks_in_a_text_stay_as_they_were_until_it_is_changed():
    desk = with_quantity("noun", "fishing\u00a0 boat")
    assert desk.read().span("5 boats").attributes["noun"] == "fishing\u00a0 boat"
    desk.type("5 boats", "noun", "row  boat")
    assert desk.read().span("5 boats").attributes["noun"] == "row boat"


def test_a_cue_without_an_act_has_none_until_one_is_chosen():
    desk = Desk(record("Ana [spoke|CUE]."), STANCE)
    assert desk.read().span("spoke").attributes == {}
    desk.relabel("spoke", "report")
    assert desk.read().span("spoke").attributes == {"act": "report"}


@pytest.mark.parametrize("shown", [STANCE, ALL], ids=["stance", "all layers"])
def test_a_link_to_an_actor_that_is_no_entity_is_kept(shown):
    desk = Desk(record("[Ana|PERSON #ana] was [blamed|CUE act=oppose target=ana:negative]."), shown)
    assert desk.read().annotation.relations == desk.suggestion.relations != ()


def test_a_suggestion_read_back_from_the_server_is_what_was_sent_and_nothing_is_inferred():
    article = record('[Ana|PERSON entity=Ana] [said|CUE act=report] "[so|SOURCE]" of [(Bo),|PERSON].')
    (sent,) = article.annotations
    known = page(SCHEME, ALL)

    back = from_result(article, to_result(sent, known), known, actors=sent, as_sent=True).annotation

    assert (back.spans, back.relations) == (sent.spans, ())
