"""Pseudonyms: given once, kept for ever, known to the owner of the file alone."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from annotate.errors import AnnotateError
from annotate.labelstudio.memory import people
from annotate.labelstudio.memory.people import People
from annotate.labelstudio.own.private import write_private


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


def test_a_number_is_not_given_again_even_if_its_line_was_taken_out(tmp_path: Path):
    for email in ("ana@x.example", "bo@x.example"):
        People(tmp_path).pseudonym(email)
    (tmp_path / "people.json").write_text('{"ana@x.example": "a01"}')
    assert People(tmp_path).pseudonym("cy@x.example") == "a03"


@pytest.mark.parametrize("written", [0, 1])
def test_who_was_killed_while_naming_somebody_gives_the_same_names_when_started_again(
    written: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    put, left = write_private, iter([True] * written)

    def put_until_killed(path: Path, content: bytes) -> None:
        if not next(left, False):
            raise KeyboardInterrupt
        put(path, content)

    monkeypatch.setattr(people, "write_private", put_until_killed)
    with pytest.raises(KeyboardInterrupt):
        People(tmp_path).pseudonym("ana@x.example")
    monkeypatch.undo()

    assert People(tmp_path).pseudonym("ana@x.example") == "a01"
    (tmp_path / "people.json").write_text("{}")
    assert People(tmp_path).pseudonym("bo@x.example") == "a02"


def test_two_pulls_at_once_give_everybody_one_number(tmp_path: Path):
    emails = [f"p{number}@x.example" for number in range(40)]
    command = "import sys; from pathlib import Path; from annotate.labelstudio.memory.people import People\n"
    command += "people = People(Path(sys.argv[1]))\nfor email in sys.argv[2:]: people.pseudonym(email)"
    orders = (emails, emails[::-1], emails[20:] + emails[:20])
    pulls = [subprocess.Popen([sys.executable, "-c", command, str(tmp_path), *order]) for order in orders]
    assert [pull.wait() for pull in pulls] == [0, 0, 0]
    people = People(tmp_path)
    assert sorted(people.pseudonym(email) for email in emails) == [f"a{number:02d}" for number in range(1, 41)]


def test_what_one_knows_already_another_may_have_named_meanwhile(tmp_path: Path):
    first, second = People(tmp_path), People(tmp_path)
    assert [first.pseudonym("ana@x.example"), second.pseudonym("bo@x.example")] == ["a01", "a02"]
    assert second.pseudonym("ana@x.example") == "a01"


def test_only_the_owner_can_read_the_file(tmp_path: Path):
    People(tmp_path).pseudonym("ana@x.example")
    assert stat.S_IMODE((tmp_path / "people.json").stat().st_mode) == 0o600


@pytest.mark.parametrize("content", ["", "[]", '{"ana@x.example": 1}', '{"ana'])
def test_a_file_that_cannot_be_understood_stops_everything(content: str, tmp_path: Path):
    (tmp_path / "people.json").write_text(content)
    with pytest.raises(AnnotateError, match="it is the only key to the pseudonyms"):
        People(tmp_path)
