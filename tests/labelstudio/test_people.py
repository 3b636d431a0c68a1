"""Pseudonyms: given once, kept for ever, known to the owner of the file alone."""

import stat
from pathlib import Path

import pytest

from annotate.errors import AnnotateError
from annotate.labelstudio.people import People


def test_people_are_numbered_in_the_order_of_first_sight(tmp_path: Path):
    people = People(tmp_path)
    assert [people.pseudonym(x) for x in ("ana@x.example", "bo@x.example", "ana@x.example")] == ["a01", "a02", "a01"]


def test_case_and_blanks_make_no_other_person(tmp_path: Path):
    people = People(tmp_path)
    assert people.pseudonym("Ana@X.example ") == people.pseudonym("ana@x.example")


def test_a_pseudonym_is_known_the_next_day(tmp_path: Path):
    People(tmp_path).pseudonym("ana@x.example")
    people = People(tmp_path)
    assert [people.pseudonym(x) for x in ("bo@x.example", "ana@x.example")] == ["a02", "a01"]


def test_a_number_is_never_given_again(tmp_path: Path):
    (tmp_path / "people.json").write_text('{"bo@x.example": "a02"}')
    assert People(tmp_path).pseudonym("cy@x.example") == "a03"


def test_only_the_owner_can_read_the_file(tmp_path: Path):
    People(tmp_path).pseudonym("ana@x.example")
    assert stat.S_IMODE((tmp_path / "people.json").stat().st_mode) == 0o600


@pytest.mark.parametrize("content", ["", "[]", '{"ana@x.example": 1}', '{"ana'])
def test_a_file_that_cannot_be_understood_stops_everything(content: str, tmp_path: Path):
    (tmp_path / "people.json").write_text(content)
    with pytest.raises(AnnotateError, match="it is the only key to the pseudonyms"):
        People(tmp_path)
