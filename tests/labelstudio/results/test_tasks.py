"""What people do to actors and quantities on the page, and what the record says afterwards."""

import pytest

from tests.labelstudio.desk import ACTORS, DOCKERS, Desk, utf16, with_the_dockers
from tests.records import record


def test_nothing_done_says_what_was_suggested():
    read = with_the_dockers().read()
    assert read.annotation.spans == DOCKERS.annotations[0].spans
    assert (read.problems, read.remarks) == ((), ())


def test_a_deleted_region_is_gone():
    desk = with_the_dockers()
    desk.delete("the Dockers' Union")
    assert desk.read().words("ORG") == []


def test_a_moved_end_keeps_id_attributes_and_the_parts_that_still_fit():
    desk = with_the_dockers()
    before = DOCKERS.annotations[0].spans[0]
    desk.drag("Ana Ruiz", to="Ruiz leads")
    after = desk.read().span("Ruiz leads")
    assert (after.id, after.attributes, after.parts) == (before.id, before.attributes, before.parts)


def test_a_part_outside_the_moved_span_goes():
    desk = with_the_dockers()
    desk.drag("1,500 dock workers", to="1,500 dock")
    assert set(desk.read().span("1,500 dock").parts) == {"number"}


def test_a_relabelled_region_keeps_id_and_what_both_labels_have():
    desk = with_the_dockers()
    desk.relabel("Peru", "ORG")
    span = desk.read().span("Peru")
    assert (span.label, span.id, span.attributes["use"]) == ("ORG", "state-37-41", "place")


def test_a_new_region_keeps_the_id_of_the_page():
    desk = with_the_dockers()
    new = desk.draw("dock workers", "GROUP")
    assert desk.read().span("dock workers").id == new


def test_blanks_that_were_drawn_along_are_trimmed():
    desk = with_the_dockers()
    desk.draw(" dock workers ", "GROUP")
    assert desk.read().words("GROUP") == ["dock workers"]


def test_punctuation_that_words_took_along_is_trimmed():
    desk = Desk(record("Her aide (Ana Ruiz), who left, was ill."), ACTORS)
    desk.draw("(Ana Ruiz),", "PERSON")
    assert desk.read().words("PERSON") == ["Ana Ruiz"]


@pytest.mark.parametrize(
    ("field", "text", "said"), [("kind", "number", "number"), ("modifier", "at_least", "at_least")]
)
def test_a_choice_is_an_attribute(field: str, text: str, said: str):
    desk = with_the_dockers()
    desk.choose("1,500 dock workers", field, text)
    assert desk.read().span("1,500 dock workers").attributes[field] == said


@pytest.mark.parametrize(("value", "said"), [(1600, 1600.0), (0, 0.0), (None, None)])
def test_a_number_is_a_float_and_an_emptied_one_is_null(value: float | None, said: float | None):
    desk = with_the_dockers()
    desk.number("1,500 dock workers", "value", value)
    assert desk.read().span("1,500 dock workers").attributes.get("value") == said


@pytest.mark.parametrize(
    ("lines", "said"), [(("dock worker",), "dock worker"), (("dock", " worker "), "dock worker"), ((), None)]
)
def test_text_is_one_line_and_an_emptied_one_is_null(lines: tuple[str, ...], said: str | None):
    desk = with_the_dockers()
    desk.type("1,500 dock workers", "noun", *lines)
    assert desk.read().span("1,500 dock workers").attributes.get("noun") == said


def test_a_cleared_choice_is_null():
    desk = with_the_dockers()
    desk.choose("Peru", "use")
    assert "use" not in desk.read().span("Peru").attributes


@pytest.mark.parametrize(("text", "said"), [("yes", True), ("no", False)])
def test_a_boolean_is_yes_or_no(text: str, *, said: bool):
    desk = with_the_dockers()
    desk.choose("Peru", "doubtful", text)
    assert desk.read().span("Peru").attributes["doubtful"] is said


def test_a_choice_there_is_not_is_a_problem_and_the_rest_is_kept():
    desk = with_the_dockers()
    desk.choose("Peru", "use", "dream")
    read = desk.read()
    assert read.problems == ("region state-37-41: use is 'dream', it should be actor or place",)
    assert read.entity("Peru").name == "Peru"


def test_a_note_is_the_annotations_note():
    desk = with_the_dockers()
    desk.note("who is the mayor?")
    assert desk.read().annotation.note == "who is the mayor?"


# What cannot be kept is said, and the rest is kept.


def test_a_label_that_the_page_does_not_have_is_a_problem():
    desk = with_the_dockers()
    desk.draw("near", "PLACE")
    (problem,) = desk.read().problems
    assert "label 'PLACE' is not on this page, which has PERSON, ORG" in problem


@pytest.mark.parametrize("at", [(-1, 4), (5, 5), (9, 5), (0, 10_000), (10_000, 10_001)])
def test_an_offset_outside_the_text_is_a_problem_and_the_rest_is_kept(at: tuple[int, int]):
    desk = with_the_dockers()
    new = desk.draw("?", "ORG", at=at)
    read = desk.read()
    assert read.problems == (
        f"region {new}: [{at[0]}, {at[1]}) is not inside a text of {len(DOCKERS.text)} characters",
    )
    assert read.annotation.spans == DOCKERS.annotations[0].spans


def test_blanks_are_no_span():
    desk = with_the_dockers()
    new = desk.draw(" ", "ORG", at=(3, 4))
    assert desk.read().problems == (f"region {new}: holds nothing but blanks",)


def test_offsets_of_a_server_that_counts_utf_16_are_read_right():
    emoji = record("👩\u200d👧 🇵🇪 [Ana Ruiz|PERSON entity=Ana_Ruiz] met the union.")
    desk = Desk(emoji, ACTORS)
    desk.draw("the union", "ORG", at=utf16(emoji.text, "the union"))
    read = desk.read()
    assert read.words("PERSON", "ORG") == ["Ana Ruiz", "the union"]


def test_the_surface_is_the_articles_own_whatever_the_server_says():
    lines = record("A fire\\nin the  union.")
    desk = Desk(lines, ACTORS)
    new = desk.draw("fire\\nin the union", "GROUP", at=(2, 20))
    assert [span.text for span in desk.read().annotation.spans if span.id == new] == ["fire\nin the  union"]


def test_spans_come_in_reading_order():
    desk = with_the_dockers()
    desk.draw("leads", "GROUP")
    starts = [span.start for span in desk.read().annotation.spans]
    assert starts == sorted(starts)
