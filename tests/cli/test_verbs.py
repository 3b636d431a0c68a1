"""What verbs print where: data on stdout, talk on stderr, help with an example, and the same bytes every time."""

import json
from importlib.metadata import version
from pathlib import Path

import pytest

from annotate import store
from annotate.cli import VERBS
from tests.cli.terminal import Terminal, process
from tests.records import SCHEME

ARTICLES = '{"id": "a", "text": "LIMA: Peru sent 40 ships, the mayor said."}\n{"id": "b", "text": "It\\r\\nrained."}\n'


@pytest.mark.parametrize("verb", VERBS)
def test_the_help_of_every_verb_has_an_example(verb: str, terminal: Terminal):
    run = terminal(f"{verb} --help")
    assert run.code == 0
    assert f"example:\n  annotate {verb}" in run.out
    assert run.err == ""


def test_the_help_names_every_verb_and_where_to_start(terminal: Terminal):
    run = terminal("--help")
    assert run.code == 0
    assert [
        line.split()[0] for line in run.out.splitlines() if line.startswith("    ") and line.split()[0] in VERBS
    ] == [*VERBS]
    assert "start here:\n  annotate run articles/ --project demo" in run.out


def test_the_version_is_that_of_the_package(terminal: Terminal):
    assert terminal("--version").out == f"annotate {version('news-annotate')}\n"


def test_ingest_writes_canonical_records_to_stdout(terminal: Terminal):
    terminal.write("in.jsonl", ARTICLES)
    run = terminal("ingest in.jsonl")
    first, second = map(json.loads, run.out.splitlines())
    assert first["meta"] == {"zones": [{"start": 0, "end": 5, "kind": "dateline"}]}
    assert second == {"id": "b", "text": "It\nrained."}
    assert (run.code, run.err) == (0, "2 articles, 0 repeated, 0 not read\n")


def test_ingest_reads_a_folder_of_texts(terminal: Terminal):
    terminal.write("one.txt", "It rained.")
    terminal.write("two.txt", "It snowed.")
    assert len(terminal("ingest .").out.splitlines()) == 2


def test_preannotate_never_changes_a_text(terminal: Terminal):
    terminal.write("in.jsonl", ARTICLES)
    run = terminal("preannotate in.jsonl")
    assert [json.loads(line)["text"] for line in run.out.splitlines()] == [
        json.loads(line)["text"] for line in ARTICLES.splitlines()
    ]


def test_ingest_and_preannotate_are_a_pipe_and_give_the_same_bytes_every_time(terminal: Terminal):
    once = terminal("ingest -", stdin=ARTICLES.encode()).out
    twice = [terminal("preannotate -", stdin=once.encode()).out for _ in range(2)]
    again = terminal("preannotate -", stdin=twice[0].encode()).out
    assert twice[0] == twice[1] == again
    assert json.loads(twice[0].splitlines()[0])["annotations"][0]["author"] == "heuristics"


def test_what_preannotate_writes_is_a_record_that_is_well(terminal: Terminal):
    terminal.write("in.jsonl", ARTICLES)
    terminal("preannotate in.jsonl -o out.jsonl")
    assert [article.id for article in store.load(terminal.folder / "out.jsonl", SCHEME)] == ["a", "b"]


def test_a_summary_for_machines_is_json_on_stdout(terminal: Terminal):
    terminal.write("in.jsonl", ARTICLES * 2)
    run = terminal("ingest in.jsonl -o out.jsonl --json")
    assert json.loads(run.out) == {"articles": 2, "repeated": 2, "not_read": 0}


def test_a_summary_never_mixes_with_data_on_stdout(terminal: Terminal):
    terminal.write("in.jsonl", ARTICLES)
    assert len(terminal("ingest in.jsonl --json").out.splitlines()) == 2


def test_input_and_output_may_be_one_file(terminal: Terminal):
    terminal.write("in.jsonl", ARTICLES)
    assert terminal("ingest in.jsonl -o in.jsonl").code == 0
    assert terminal("preannotate in.jsonl -o in.jsonl").code == 0
    assert len(store.load(terminal.folder / "in.jsonl", SCHEME)) == 2


def test_status_and_down_without_a_server_say_so(terminal: Terminal):
    assert "`annotate up` starts it" in terminal("status").err
    run = terminal("down")
    assert (run.code, run.err) == (0, "no Label Studio was running for .annotate\n")


def test_a_file_may_have_the_name_of_a_verb(terminal: Terminal):
    (terminal.folder / "push").mkdir()
    terminal.write("push/one.txt", "It rained.")
    assert terminal("ingest push").code == 0


def test_a_pipe_in_a_shell_works_as_in_one_process(tmp_path: Path):
    once = process("ingest", "-", cwd=tmp_path, stdin=ARTICLES.encode())
    suggested = process("preannotate", "-", cwd=tmp_path, stdin=once.out.encode())
    assert (once.code, suggested.code) == (0, 0)
    assert len(suggested.out.splitlines()) == 2
