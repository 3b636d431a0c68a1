"""Articles from text files: one file, one article."""

from pathlib import Path

from annotate.annotations import Article, article_id
from annotate.errors import Fault
from annotate.sources.plain_text import read


def met(path: Path, data: bytes) -> Article | Fault:
    path.write_bytes(data)
    ((_, _, item),) = read(path)
    return item


def test_a_file_is_an_article_that_knows_its_file(tmp_path: Path):
    item = met(tmp_path / "floods.txt", b"\xef\xbb\xbfLIMA: It rained.\r\n\r\n")
    assert isinstance(item, Article)
    assert (item.text, item.id) == ("LIMA: It rained.", article_id("LIMA: It rained."))
    assert (item.meta.extra, item.meta.zones[0].kind) == ({"file": "floods.txt"}, "dateline")


def test_a_file_that_is_not_utf_8_is_a_fault_of_its_line(tmp_path: Path):
    assert met(tmp_path / "old.txt", b"Lima\ncaf\xe9\n") == Fault(
        str(tmp_path / "old.txt"), 2, "not UTF-8 (byte 0xe9); convert the file to UTF-8"
    )


def test_an_empty_file_is_a_fault(tmp_path: Path):
    assert met(tmp_path / "none.txt", b" \n\xef\xbb\xbf\n") == Fault(str(tmp_path / "none.txt"), 0, "empty")
