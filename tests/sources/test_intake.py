"""What a person may name as ARTICLES, and one id in several places."""

from pathlib import Path

import pytest

from annotate.errors import AnnotateError
from annotate.sources.intake import ingest, other_files


def files(folder: Path, **contents: str) -> Path:
    for name, content in contents.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, "utf-8")
    return folder


def test_a_folder_is_read_with_its_folders_in_the_order_of_names(tmp_path: Path):
    folder = files(tmp_path, b_txt="Second.", a_jsonl='{"text": "First."}', c__d_TXT="Third.", notes_md="not read")
    assert [article.text for article in ingest(folder).articles] == ["First.", "Second.", "Third."]


def test_files_of_other_kinds_are_told_apart_from_hidden_ones(tmp_path: Path):
    folder = files(tmp_path, b_txt="Read.", a_json="{}", c__d_html="<p>", _git__config="", _x="")
    assert other_files(folder) == [folder / "a.json", folder / "c" / "d.html"]
    assert other_files(folder / "b.txt") == []


def test_one_article_in_two_files_is_one_article(tmp_path: Path):
    intake = ingest(files(tmp_path, a_txt="Same.", b_txt="Same.\n"))
    assert (len(intake.articles), intake.repeated, intake.faults) == (1, 1, [])


def test_one_id_with_two_texts_is_a_fault_of_the_later(tmp_path: Path):
    folder = files(tmp_path, a_jsonl='{"id": "x", "text": "One."}\n\n{"id": "x", "text": "Two."}\n')
    (fault,) = ingest(folder).faults
    assert str(fault) == (
        f"{folder}/a.jsonl:3: article id 'x' was used in {folder}/a.jsonl:1 for another text; ids are unique"
    )


def test_annotations_of_a_repeated_article_are_not_lost_in_silence(tmp_path: Path):
    people = '{"id": "x", "text": "One.", "annotations": [{"id": "a01", "author": "a01", "role": "person"}]}'
    folder = files(tmp_path, a_jsonl='{"id": "x", "text": "One."}\n', b_jsonl=people)
    (fault,) = ingest(folder).faults
    assert "stands in" in fault.message
    assert "without these annotations" in fault.message


@pytest.mark.parametrize(
    ("name", "said"),
    [("nowhere.jsonl", "no such file or folder"), ("story.docx", "articles come as .jsonl"), ("empty", "no .jsonl")],
)
def test_what_cannot_be_read_at_all_is_said_so(name: str, said: str, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "story.docx").touch()
    with pytest.raises(AnnotateError) as raised:
        ingest(tmp_path / name)
    assert f"{tmp_path / name}: {said}" in str(raised.value)
