"""Annotated articles as JSON Lines: what is wrong with a line, and what a write leaves behind."""

import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate import store
from annotate.annotations import Annotation, Article, Span
from annotate.errors import AnnotateError, Fault, RecordError
from tests.records import SCHEME, record

A = b'{"id":"a","text":"x"}\n'
B = b'{"id":"b","text":"y"}\n'


def met(path: Path, data: bytes) -> list[tuple[int, str]]:
    """Return (line number, article id or fault) of a file with these bytes."""
    path.write_bytes(data)
    return [(n, item.message if isinstance(item, Fault) else item.id) for n, item in store.read(path)]


GOOD = {
    "line after line": (A + B, [(1, "a"), (2, "b")]),
    "blank lines count and are skipped": (b"\n  \n" + A + b"\n" + B + b"\n", [(3, "a"), (5, "b")]),
    "no line end at the end": (A + B.rstrip(), [(1, "a"), (2, "b")]),
    "line ends of Windows": (A.replace(b"\n", b"\r\n") + B, [(1, "a"), (2, "b")]),
    "a byte order mark": (b"\xef\xbb\xbf" + A, [(1, "a")]),
    "a line separator inside a text": ('{"id":"a","text":"x\u2028y\x85z"}\n'.encode() + B, [(1, "a"), (2, "b")]),
    "nothing": (b"", []),
}


@pytest.mark.parametrize("case", GOOD)
def test_lines_are_read_with_their_numbers(case: str, tmp_path: Path):
    data, wanted = GOOD[case]
    assert met(tmp_path / "in.jsonl", data) == wanted


BAD = {
    "half a line": (b'{"id":"b","te', "truncated; a record is one JSON object a line"),
    "no JSON": (b"hello\n", "JSON is malformed: invalid character (byte 0); a record is one JSON object a line"),
    "two records": (A.rstrip() + b" " + B, "trailing characters"),
    "null": (b"null\n", "Expected `object`, got `null`"),
    "an array": (b"[1]\n", "Expected `object`, got `array`"),
    "not UTF-8": (b'{"id":"b","text":"\xe9t\xe9"}\n', "not UTF-8 (byte 0xe9 at column 19); convert the file to UTF-8"),
    "an unknown key": (b'{"id":"b","text":"y","titel":"t"}\n', "unknown field `titel`"),
    "a missing key": (b'{"id":"b"}\n', "missing required field `text`"),
    "a wrong type": (b'{"id":"b","text":"y","meta":{"zones":[{"start":"0"}]}}\n', "`$.meta.zones[0].start`"),
    "too deep": (b'{"id":"b","text":"y","meta":{"extra":{"k":' + b"[" * 9999 + b"\n", "nested too deep"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_line_is_a_fault_and_the_good_ones_are_read(case: str, tmp_path: Path):
    data, said = BAD[case]
    (one, first), (two, fault), *rest = met(tmp_path / "in.jsonl", A + data + (B if data.endswith(b"\n") else b""))
    assert (one, first, two) == (1, "a", 2)
    assert said in fault
    assert rest == ([(3, "b")] if data.endswith(b"\n") else [])


def test_a_fault_names_file_and_line():
    ((_, fault),) = store.lines(io.BytesIO(b"null\n"), "in.jsonl", int)
    assert str(fault).startswith("in.jsonl:1: ")


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path):
    with pytest.raises(AnnotateError, match=r"nowhere\.jsonl: cannot be read \(No such file"):
        list(store.read(tmp_path / "nowhere.jsonl"))


def test_a_folder_is_no_file(tmp_path: Path):
    with pytest.raises(AnnotateError, match="cannot be read"):
        list(store.read(tmp_path))


HOSTILE = "\u2602\ufe0f \U0001f469\u200d\U0001f467 \u200f\u05e9\u05dc\u05d5\u05dd\t|"  # emoji of several code points, right to left
STORY = record("[Peru|STATE entity=Peru] [denied|CUE act=deny source=who] it, [its envoy|SOURCE #who] said.")


def test_what_was_written_is_read_again(tmp_path: Path):
    path = tmp_path / "out.jsonl"
    assert store.write(path, [STORY, Article(id="b", text=HOSTILE)]) == 2
    assert store.load(path, SCHEME) == [STORY, Article(id="b", text=HOSTILE)]


def test_loading_reports_every_fault_of_the_file_at_once(tmp_path: Path):
    path = tmp_path / "in.jsonl"
    astray = Annotation(
        id="x", author="x", role="machine", spans=(Span(id="s", start=0, end=9, label="ORG", text="y"),)
    )
    path.write_bytes(store.dumps(Article(id="a", text="y", annotations=(astray,))) + b"\nnull\n" + A + A)
    with pytest.raises(RecordError) as raised:
        store.load(path, SCHEME)
    assert [(fault.line, fault.message[:28]) for fault in raised.value.faults] == [
        (1, "R02 x s: [0, 9) is not insid"),
        (2, "Expected `object`, got `null"),
        (3, "article id 'a' was used in l"),
        (4, "article id 'a' was used in l"),
    ]
    assert str(raised.value).count("\n") == 3


def test_empty_fields_are_left_out():
    assert store.dumps(Article(id="a", text="x")) == b'{"id":"a","text":"x"}'


def test_the_same_record_gives_the_same_bytes_whatever_the_order_of_its_keys():
    one = Span(id="s", start=0, end=1, label="ORG", text="x", attributes={"use": "actor", "entity": "e1"})
    two = Span(id="s", start=0, end=1, label="ORG", text="x", attributes={"entity": "e1", "use": "actor"})
    assert store.dumps(one) == store.dumps(two)


def failing() -> Iterator[Article]:
    yield Article(id="a", text="x")
    raise KeyError("the third record is not there")


@pytest.mark.parametrize("before", [None, b"old\n"])
def test_a_write_that_fails_leaves_what_was_there(before: bytes | None, tmp_path: Path):
    path = tmp_path / "out.jsonl"
    if before is not None:
        path.write_bytes(before)
    with pytest.raises(KeyError):
        store.write(path, failing())
    assert [file.read_bytes() for file in tmp_path.iterdir()] == ([] if before is None else [before])


def test_a_write_makes_the_folders_it_needs(tmp_path: Path):
    assert store.write(tmp_path / "new" / "deep" / "out.jsonl", []) == 0
    assert (tmp_path / "new" / "deep" / "out.jsonl").read_bytes() == b""


def test_a_write_keeps_the_rights_of_the_file(tmp_path: Path):
    path = tmp_path / "out.jsonl"
    path.touch(0o600)
    store.write(path, [STORY])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_new_file_has_the_rights_that_the_user_wants(tmp_path: Path):
    before = os.umask(0o027)
    try:
        store.write(tmp_path / "out.jsonl", [STORY])
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out.jsonl").stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path):
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real.jsonl")
    store.write(tmp_path / "link.jsonl", [STORY])
    assert (tmp_path / "link.jsonl").is_symlink()
    assert store.load(tmp_path / "real.jsonl", SCHEME) == [STORY]


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        store.write(pipe, [Article(id="a", text="x")])
        assert os.read(reader, 100) == A
    finally:
        os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.parametrize("where", ["folder", "file/out.jsonl"])
def test_a_place_that_cannot_be_written_is_said_so(where: str, tmp_path: Path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(AnnotateError, match="cannot be written"):
        store.write(tmp_path / where, [STORY])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_the_portions_of_a_file_are_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_STRETCH", 100)
    articles = [Article(id=f"a{n}", text="é " * n) for n in range(1, 60)]
    path = tmp_path / "articles.jsonl"
    store.write(path, articles)
    path.write_bytes(path.read_bytes() + b"\n\n" + store.dumps(Article(id="last", text="no line end")))
    found = store.portions(path, SCHEME)
    assert len(found) > 10
    assert [article for portion in found for article in portion()] == store.load(path, SCHEME)


def test_a_fault_in_a_portion_has_its_line_in_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_STRETCH", 100)
    path = tmp_path / "articles.jsonl"
    good = store.dumps(Article(id="a", text="words " * 30)) + b"\n"
    path.write_bytes(good + good.replace(b'"a"', b'"b"') + b"{}\n" + good.replace(b'"a"', b'""'))
    told = []
    for portion in store.portions(path, SCHEME):
        try:
            portion()
        except RecordError as error:
            told += str(error).splitlines()
    with pytest.raises(RecordError) as whole:
        store.load(path, SCHEME)
    assert told == str(whole.value).splitlines()
    assert f"{path}:3:" in told[0]
    assert f"{path}:4: R01" in told[1]
