"""Articles from JSON Lines: what a line may be, what becomes of its keys, and what is said of a bad one."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from annotate.annotations import Zone, article_id
from annotate.errors import AnnotateError
from annotate.sources.json_lines import article, read, untouched


def fresh(**keys: Any) -> Any:
    return article(json.dumps(keys), fresh=True)


def test_an_id_is_made_from_the_canonical_text():
    assert fresh(text="a\r\nb").id == article_id("a\nb")


def test_an_id_may_be_a_number():
    assert fresh(id=17, text="x").id == "17"


def test_known_keys_beside_the_text_are_facts_of_the_article():
    made = fresh(text="x", title="Floods", url="http://news.example/1", section="world")
    assert (made.meta.title, made.meta.url, made.meta.extra) == (
        "Floods",
        "http://news.example/1",
        {"section": "world"},
    )


def test_the_meta_object_goes_before_keys_beside_the_text_and_neither_is_lost():
    made = fresh(text="x", title="beside", meta={"title": "in meta", "desk": "asia", "extra": {"page": 3}})
    assert made.meta.title == "in meta"
    assert made.meta.extra == {"title": "beside", "desk": "asia", "page": 3}


def test_zones_are_looked_for_unless_they_are_given():
    text = "SEOUL: It rained."
    given = Zone(start=0, end=2, kind="byline")
    assert fresh(text=text).meta.zones == (Zone(start=0, end=6, kind="dateline"),)
    assert fresh(text=text, meta={"zones": [msgspec.to_builtins(given)]}).meta.zones == (given,)


def test_a_text_that_is_read_untouched_stays_as_it_is():
    line = json.dumps({"text": "\ufeffSEOUL: a\r\nb\x00"})
    made = article(line, fresh=False)
    assert (made.text, made.meta.zones) == ("\ufeffSEOUL: a\r\nb\x00", ())


def test_annotations_come_along():
    line = {"text": "x", "annotations": [{"id": "a01", "author": "a01", "role": "person"}]}
    assert [a.author for a in fresh(**line).annotations] == ["a01"]


BAD: dict[str, tuple[str, str]] = {
    "no JSON": ("hello", "JSON is malformed"),
    "an array": ("[]", 'a line is a JSON object with a "text", this one is an array'),
    "null": ("null", "this one is null"),
    "a bare string": ('"x"', "this one is a string"),
    "a bare number": ("3", "this one is a bare value"),
    "no text": ('{"id": "a"}', '"text" is missing'),
    "a text that is null": ('{"text": null}', '"text" is missing'),
    "a text that is a number": ('{"text": 3}', '"text" is no string'),
    "an empty text": ('{"text": " \\n"}', '"text" is empty'),
    "a text of nothing but a byte order mark": ('{"text": "\\ufeff"}', '"text" is empty'),
    "half a surrogate pair": ('{"text": "\\ud800"}', "a record is one JSON object a line"),
    "an id that is a list": ('{"text": "x", "id": []}', '"id" is no string'),
    "an id that is a truth value": ('{"text": "x", "id": true}', '"id" is no string'),
    "an empty id": ('{"text": "x", "id": ""}', '"id" is no string with something in it'),
    "meta that is no object": ('{"text": "x", "meta": "world"}', '"meta", and "extra" in it, are JSON objects'),
    "extra that is no object": ('{"text": "x", "meta": {"extra": 5}}', '"meta", and "extra" in it, are JSON objects'),
    "a title that is a number": ('{"text": "x", "meta": {"title": 5}}', "got `int` - at `$.meta.title`"),
    "a zone past the end": (
        '{"text": "x", "meta": {"zones": [{"start": 0, "end": 9, "kind": "byline"}]}}',
        "R02 meta: zone byline [0, 9) is not inside a text of 1 characters",
    ),
    "annotations that are no list": ('{"text": "x", "annotations": 5}', "at `$.annotations`"),
    "annotations of a text that is not canonical": (
        '{"text": "a\\r\\nb", "annotations": [{"id": "a01", "author": "a01", "role": "person"}]}',
        "their offsets would rot",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_line_is_a_fault_with_its_reason(case: str, tmp_path: Path):
    line, said = BAD[case]
    path = tmp_path / "in.jsonl"
    path.write_text(f'\n{line}\n{{"text": "fine"}}\n', "utf-8")
    (_, number, fault), (_, _, good) = read(path)
    assert (number, good.text) == (2, "fine")
    assert said in fault.message


def test_untouched_lines_keep_their_numbers():
    assert [number for number, _ in untouched([b"\n", b'{"text": "x"}\n', b"null\n"], "stdin")] == [2, 3]


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path):
    with pytest.raises(AnnotateError, match="cannot be read"):
        list(read(tmp_path / "nowhere.jsonl"))
