"""What people do to actors and quantities on the page, and what the record says afterwards."""

import pytest

from tests.records import record

from .desk import ACTORS, Desk, utf16

STORY = record(
    "[Ana Ruiz|PERSON entity=Ana_Ruiz use=actor part.name=Ruiz] leads [the Dockers' Union|ORG entity=Union use=actor] in"
    " [Peru|STATE entity=Peru use=place]. [Ruiz|PERSON entity=Ana_Ruiz use=actor] met [1,500 dock workers|QUANTITY value=1500"
    " kind=count noun=worker part.number=1,500 part.noun=workers] near [Lima|STATE entity=Peru use=place].",
    countries={"Peru": "PE", "Ana_Ruiz": "PE"},
)


def actors() -> Desk:
    return Desk(STORY, ACTORS)


def test_nothing_done_says_what_was_suggested():
    read = actors().read()
    assert read.annotation.spans == STORY.annotations[0].spans
    assert (read.problems, read.remarks) == ((), ())


def test_a_deleted_region_is_gone():
    desk = actors()
    desk.delete("the Dockers' Union")
    assert desk.read().words("ORG") == []


def test_a_moved_end_keeps_id_attributes_and_the_parts_that_still_fit():
    desk = actors()
    before = STORY.annotations[0].spans[0]
    desk.drag("Ana Ruiz", to="Ruiz leads")
    after = desk.read().span("Ruiz leads")
    assert (after.id, after.attributes, after.parts) == (before.id, before.attributes, before.parts)


def test_a_part_outside_the_moved_span_goes():
    desk = actors()
    desk.drag("1,500 dock workers", to="1,500 dock")
    assert set(desk.read().span("1,500 dock").parts) == {"number"}


def test_a_relabelled_region_keeps_id_and_what_both_labels_have():
    desk = actors()
    desk.relabel("Peru", "ORG")
    span = desk.read().span("Peru")
    assert (span.label, span.id, span.attributes["use"]) == ("ORG", "state-37-41", "place")


def test_a_new_region_keeps_the_id_of_the_page():
    desk = actors()
    new = desk.draw("dock workers", "GROUP")
    assert desk.read().span("dock workers").id == new


def test_blanks_that_were_drawn_along_are_trimmed():
    desk = actors()
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
    desk = actors()
    desk.choose("1,500 dock workers", field, text)
    assert desk.read().span("1,500 dock workers").attributes[field] == said


@pytest.mark.parametrize(("value", "said"), [(1600, 1600.0), (0, 0.0), (None, None)])
def test_a_number_is_a_float_and_an_emptied_one_is_null(value: float | None, said: float | None):
    desk = actors()
    desk.number("1,500 dock workers", "value", value)
    assert desk.read().span("1,500 dock workers").attributes.get("value") == said


@pytest.mark.parametrize(
    ("lines", "said"), [(("dock worker",), "dock worker"), (("dock", " worker "), "dock worker"), ((), None)]
)
def test_text_is_one_line_and_an_emptied_one_is_null(lines: tuple[str, ...], said: str | None):
    desk = actors()
    desk.type("1,500 dock workers", "noun", *lines)
    assert desk.read().span("1,500 dock workers").attributes.get("noun") == said


def test_a_cleared_choice_is_null():
    desk = actors()
    desk.choose("Peru", "use")
    assert "use" not in desk.read().span("Peru").attributes


@pytest.mark.parametrize(("text", "said"), [("yes", True), ("no", False)])
def test_a_boolean_is_yes_or_no(text: str, *, said: bool):
    desk = actors()
    desk.choose("Peru", "doubtful", text)
    assert desk.read().span("Peru").attributes["doubtful"] is said


def test_a_choice_there_is_not_is_a_problem_and_the_rest_is_kept():
    desk = actors()
    desk.choose("Peru", "use", "dream")
    read = desk.read()
    assert read.problems == ("region state-37-41: use is 'dream', it should be actor or place",)
    assert read.entity("Peru").name == "Peru"


def test_a_note_is_the_annotations_note():
    desk = actors()
    desk.note("who is the mayor?")
    assert desk.read().annotation.note == "who is the mayor?"


# What cannot be kept is said, and the rest is kept.


def test_a_label_that_the_page_does_not_have_is_a_problem():
    desk = actors()
    desk.draw("near", "PLACE")
    (problem,) = desk.read().problems
    assert "label 'PLACE' is not on this page, which has PERSON, ORG" in problem


@pytest.mark.parametrize("at", [(-1, 4), (5, 5), (9, 5), (0, 10_000), (10_000, 10_001)])
def test_an_offset_outside_the_text_is_a_problem_and_the_rest_is_kept(at: tuple[int, int]):
    desk = actors()
    new = desk.draw("?", "ORG", at=at)
    read = desk.read()
    assert read.problems == (f"region {new}: [{at[0]}, {at[1]}) is not inside a text of {len(STORY.text)} characters",)
    assert read.annotation.spans == STORY.annotations[0].spans


def test_blanks_are_no_span():
    desk = actors()
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
    desk = actors()
    desk.draw("leads", "GROUP")
    starts = [span.start for span in desk.read().annotation.spans]
    assert starts == sorted(starts)
