"""`annotate diff`: what it prints where, and the exit codes that CI goes by."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from annotate import store
from annotate.annotations import Article
from annotate.dataset.export import export
from tests.cli.terminal import Terminal, process
from tests.heard import heard
from tests.records import SCHEME

BEFORE = "[Peru|STATE] and [the union|GROUP] voted for [40 ships|QUANTITY value=40]."
AFTER = "[Peru|STATE] and [the union|ORG] voted for 40 ships."
CHANGES = "span removed QUANTITY “40 ships” [29, 37)"


def article(marked: str, name: str = "story", **others: str) -> Article:
    return heard(name, {"a01": marked, **others})


@pytest.fixture
def two(terminal: Terminal) -> Terminal:
    store.write(terminal.folder / "a.jsonl", [article(BEFORE)])
    store.write(terminal.folder / "b.jsonl", [article(AFTER)])
    return terminal


def test_equal_files_have_no_differences(two: Terminal):
    assert two("diff a.jsonl a.jsonl --fail-on any") == (0, "“a.jsonl” → “a.jsonl”\nNo differences in 1 article.\n", "")


def test_a_table_and_the_changes_go_to_stdout(two: Terminal):
    run = two("diff a.jsonl b.jsonl")
    assert (run.code, run.err) == (0, "")
    assert "2 changes in 1 article; 1 article in both." in run.out
    (row,) = [line.split() for line in run.out.splitlines() if line.startswith("span QUANTITY")]
    assert row == ["span", "QUANTITY", "1", "0", "1"]
    assert f"  “story”: {CHANGES}" in run.out.splitlines()


FAILS = {
    "what is there": ("removed", 1),
    "one of several": ("added,relabelled", 1),
    "an item": ("span", 1),
    "both": ("span.relabelled", 1),
    "any": ("any", 1),
    "what is not there": ("added,moved,changed,article,entity,relation.removed", 0),
}


@pytest.mark.parametrize("case", FAILS)
def test_it_fails_on_what_it_is_told_to(case: str, two: Terminal):
    names, code = FAILS[case]
    run = two(f"diff a.jsonl b.jsonl --fail-on {names}")
    assert run.code == code
    assert ("annotate diff: 1 span" in run.err) == bool(code)


def test_markdown_tells_why_it_fails(two: Terminal):
    run = two("diff a.jsonl b.jsonl --format markdown --fail-on removed --limit 1")
    assert run.code == 1
    assert run.out.startswith("### `a.jsonl` → `b.jsonl`\n\n2 changes")
    assert "- fails: 1 span removed (--fail-on removed)\n" in run.out
    assert "| span QUANTITY | 1 | 0 |" in run.out
    assert "… and 1 more: --limit 2 tells them" in run.out


def test_json_is_one_object_with_every_change(two: Terminal):
    said = json.loads(two("diff a.jsonl b.jsonl --format json --limit 0 --fail-on relabelled").out)
    assert said["failed"] == ["1 span relabelled (--fail-on relabelled)"]
    assert [(c["kind"], c["label"], c["article"]) for c in said["changes"]] == [
        ("relabelled", "GROUP", "story"),
        ("removed", "QUANTITY", "story"),
    ]
    assert said["changes"][1]["before"] == {
        "id": "quantity-29-37", "label": "QUANTITY", "start": 29, "end": 37, "text": "40 ships",
    }  # fmt: skip


def test_a_moved_split_fails_without_being_asked(terminal: Terminal):
    for name, split in (("a", "train"), ("b", "test")):
        folder = terminal.folder / name
        folder.mkdir()
        place = {"id": "story", "cluster": "story", "split": split, "rule": "v1"}
        (folder / "splits.lock").write_text(json.dumps(place) + "\n")
        export([article(BEFORE)], folder, SCHEME, name=name)
    run = terminal("diff a b")
    assert run.code == 1
    assert "“story”: split moved train → test" in run.out
    assert run.err == "annotate diff: 1 split moved: a model may have been trained on what is now its test\n"


def test_one_annotator_is_compared(terminal: Terminal):
    store.write(terminal.folder / "a.jsonl", [article(BEFORE, a02=BEFORE)])
    store.write(terminal.folder / "b.jsonl", [article(BEFORE, a02=AFTER)])
    assert "No differences" in terminal("diff a.jsonl b.jsonl --author a01").out
    assert CHANGES in terminal("diff a.jsonl b.jsonl --author a02").out
    run = terminal("diff a.jsonl b.jsonl --author a07")
    assert (run.code, run.out) == (1, "")
    assert "--author a07: marked nothing in a.jsonl nor b.jsonl; a01, a02 did" in run.err


BAD = {
    "an unknown kind": ("a.jsonl b.jsonl --fail-on gone", 2, "argument --fail-on: 'gone' is not one of any, added"),
    "an unknown format": ("a.jsonl b.jsonl --format xml", 2, "argument --format: invalid choice: 'xml'"),
    "a limit that is none": ("a.jsonl b.jsonl --limit -1", 2, "argument --limit: '-1' is no count of changes"),
    "one side": ("a.jsonl", 2, "the following arguments are required: B"),
    "stdin twice": ("- -", 2, "A and B cannot both be stdin"),
    "a file that is not there": ("a.jsonl c.jsonl", 1, "annotate diff: c.jsonl: cannot be read (No such file"),
    "a folder that is no dataset": ("a.jsonl .", 1, "annotate diff: .: has no splits.lock, so it is no dataset"),
    "a broken record": ("a.jsonl broken.jsonl", 1, "broken.jsonl:1: R03 a01 state-0-4: the text there is"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_compared_is_named(case: str, two: Terminal):
    words, code, said = BAD[case]
    two.write("broken.jsonl", (two.folder / "a.jsonl").read_text().replace('"text":"Peru"', '"text":"Chad"'))
    run = two(f"diff {words}")
    assert (run.code, run.out) == (code, "")
    assert said in run.err
    assert "Traceback" not in run.err


def test_stdin_is_a_side(tmp_path: Path):
    store.write(tmp_path / "a.jsonl", [article(BEFORE)])
    store.write(tmp_path / "b.jsonl", [article(AFTER)])
    run = process("diff", "-", "b.jsonl", cwd=tmp_path, stdin=(tmp_path / "a.jsonl").read_bytes())
    assert run.code == 0
    assert CHANGES in run.out


def test_files_of_records_are_compared_without_the_libraries_of_datasets(two: Terminal):
    look = "import sys; from annotate.cli import main; main(); print([x for x in ('datasets', 'pyarrow') if x in sys.modules])"
    command = [sys.executable, "-c", look, "diff", "a.jsonl", "b.jsonl"]
    done = subprocess.run(command, cwd=two.folder, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
