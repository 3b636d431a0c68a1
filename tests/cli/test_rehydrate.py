"""Export without texts, check, bring the texts back, check: as a reader of the release types it."""

import json
from pathlib import Path

import pytest

from annotate import store
from tests.cli.terminal import Terminal
from tests.dataset.corpus import corpus
from tests.records import SCHEME


@pytest.fixture
def release(terminal: Terminal) -> Terminal:
    """A folder with exports/news.jsonl and a release of it without texts, exports/bare."""
    store.write(terminal.folder / "exports" / "news.jsonl", corpus())
    assert terminal("export news --text standoff -o exports/bare").code == 0
    return terminal


def test_a_release_goes_out_without_texts_and_comes_back_with_them(release: Terminal) -> None:
    assert release("check exports/bare").code == 0
    run = release("rehydrate exports/bare --texts exports/news.jsonl -o back.jsonl --json")
    assert run.code == 0
    assert json.loads(run.out)["exact_articles"] == 14
    assert release("check back.jsonl").code == 0
    assert (release.folder / "back.report.jsonl").read_bytes() == b""
    assert {a.id: a.text for a in store.load(release.folder / "back.jsonl", SCHEME)} == {a.id: a.text for a in corpus()}


def test_what_came_back_exports_with_the_same_splits(release: Terminal) -> None:
    release("rehydrate exports/bare --texts exports/news.jsonl -o back.jsonl")
    (release.folder / "full").mkdir()
    lock = (release.folder / "exports" / "bare" / "splits.lock").read_bytes()
    release.write("full/splits.lock", lock)
    assert release("export full --from back.jsonl -o full").code == 0
    assert (release.folder / "full" / "splits.lock").read_bytes() == lock
    assert (release.folder / "full" / "tokens").is_dir()
    assert release("check full").code == 0


def test_edited_copies_are_restored_and_the_doubts_are_listed(release: Terminal) -> None:
    folder = release.folder / "mine"
    folder.mkdir()
    for article in corpus():
        text = article.text if article.id != "lima" else "By Nora Field\n\n" + article.text.replace("$12.10", "$12")
        (folder / f"{article.id}.txt").write_text(text, "utf-8")
    run = release("rehydrate exports/bare --texts mine -o back.jsonl --report doubts.jsonl")
    assert run.code == 1
    assert "uncertain or lost, each with its reason: doubts.jsonl" in run.err
    doubts = [json.loads(line) for line in (release.folder / "doubts.jsonl").read_text().splitlines()]
    assert {doubt["article"] for doubt in doubts} == {"lima"}
    assert ("lost", "QUANTITY") in {(doubt["state"], doubt.get("label")) for doubt in doubts}
    assert release("check back.jsonl").code == 0


def test_articles_come_on_stdin_and_go_to_stdout(release: Terminal) -> None:
    texts = "".join(json.dumps({"id": a.id, "text": a.text}) + "\n" for a in corpus()[:3])
    run = release("rehydrate exports/bare --texts -", stdin=texts.encode())
    assert run.code == 1
    assert [json.loads(line)["text"] for line in run.out.splitlines()] == [
        a.text for a in sorted(corpus()[:3], key=lambda a: a.id)
    ]
    assert "11 lost articles" in run.err
    report = (release.folder / "rehydrate.report.jsonl").read_text()
    assert report.count("no copy has its text, its id or its address") == 11


MISTAKES = {
    "no texts": ("rehydrate exports/bare", 2, "the following arguments are required: --texts"),
    "texts that are not there": ("rehydrate exports/bare --texts no.jsonl", 1, "no.jsonl: cannot be read"),
    "no release": ("rehydrate exports --texts exports/news.jsonl", 1, "exports: has no by_annotator"),
    "a release that is not there": ("rehydrate nowhere --texts exports/news.jsonl", 1, "nowhere: no such folder"),
    "the report over the articles": (
        "rehydrate exports/bare --texts exports/news.jsonl -o x.jsonl --report x.jsonl",
        1,
        "x.jsonl: is both OUT and the report",
    ),
    "texts into a release without them": ("export news -o exports/bare", 1, "holds a release without texts"),
    "another kind of text": ("export news --text half", 2, "invalid choice: 'half'"),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_is_said(case: str, release: Terminal) -> None:
    command, code, said = MISTAKES[case]
    run = release(command)
    assert (run.code, said in run.err) == (code, True), run.err
    assert not Path("x.jsonl").exists()


def test_a_bad_line_of_the_texts_is_named_and_the_rest_comes_back(release: Terminal) -> None:
    good = (release.folder / "exports" / "news.jsonl").read_bytes()
    release.write("mine.jsonl", b"{\n" + good)
    run = release("rehydrate exports/bare --texts mine.jsonl -o back.jsonl")
    assert run.code == 1
    assert "mine.jsonl:1: " in run.err
    assert "14 exact articles" in run.err
