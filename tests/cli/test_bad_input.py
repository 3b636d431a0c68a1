"""Whatever is wrong: a sentence that says where and what, the right exit code, and never a traceback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.heuristics.found import Found
from annotate.heuristics.preannotate import preannotate
from annotate.invariants import breaches
from annotate.sources import json_lines
from tests.cli.terminal import Terminal, process
from tests.records import SCHEME

GOOD = '{"id": "good", "text": "It rained."}\n'

COMMANDS = {
    "no verb": ("", 2, "the following arguments are required: VERB"),
    "an unknown verb": ("frobnicate a.jsonl", 2, "invalid choice: 'frobnicate'"),
    "a misspelt verb": ("exprot demo", 2, "did you mean export?\n`annotate --help` says more, with an example"),
    "a misspelt option": (
        "check good.jsonl --fromat text",
        2,
        "annotate check: error: unrecognized arguments: --fromat text; did you mean --format?",
    ),
    "a misspelt choice": ("export demo --format conl", 2, "did you mean conll?"),
    "a misspelt action": ("users lst", 2, "did you mean list?"),
    "an unknown option": ("ingest a.jsonl --colour", 2, "unrecognized arguments: --colour"),
    "no ARTICLES": ("ingest", 2, "the following arguments are required: ARTICLES"),
    "no --project": ("push a.jsonl", 2, "the following arguments are required: --project"),
    "a port that is no number": ("up --port http", 2, "argument --port: invalid int value: 'http'"),
    "a file that is not there": ("ingest nowhere.jsonl", 1, "annotate ingest: nowhere.jsonl: no such file or folder"),
    "records that are not there": ("preannotate nowhere.jsonl", 1, "nowhere.jsonl: cannot be read (No such file"),
    "records that are a folder": ("preannotate .", 1, "annotate preannotate: .: cannot be read (Is a directory)"),
    "a folder without articles": ("ingest folder", 1, "annotate ingest: folder: no .jsonl, .ndjson, .txt file in this"),
    "a file of another kind": ("ingest story.docx", 1, "story.docx: articles come as .jsonl, .ndjson, .txt files"),
    "no server to push to": (
        "push good.jsonl --project demo",
        1,
        "annotate push: no Label Studio is running for .annotate",
    ),
    "nothing to export": (
        "export demo",
        1,
        "annotate export: exports/demo.jsonl: cannot be read (there is no such file); `annotate pull demo` writes it",
    ),
    "an unknown layer": (
        "push good.jsonl --project demo --layers mood",
        2,
        "argument --layers: no layer 'mood' in the scheme; it has actors",
    ),
    "an unknown layer, before a server is started": (
        "run good.jsonl --project demo --layers mood",
        2,
        "argument --layers: no layer 'mood'",
    ),
    "nothing to push": (
        "push empty.jsonl --project demo",
        1,
        "annotate push: empty.jsonl: no article in it that can be pushed",
    ),
    "nothing to run, before a server is started": (
        "run empty.jsonl --project demo",
        1,
        "annotate run: empty.jsonl: no article in it that can be pushed",
    ),
    "a full disk": ("ingest good.jsonl -o /dev/full", 1, "/dev/full: cannot be written (No space left on device)"),
    "no server of our own": ("pull demo", 1, "no Label Studio is running for .annotate: `annotate up` starts one"),
    "output that is a folder": ("ingest good.jsonl -o folder", 1, "folder: cannot be written (it is a folder"),
    "output under a file": ("ingest good.jsonl -o good.jsonl/out", 1, "good.jsonl/out: cannot be written"),
}


@pytest.mark.parametrize("case", COMMANDS)
def test_a_command_that_cannot_work_says_why(case: str, terminal: Terminal):
    command, code, said = COMMANDS[case]
    terminal.write("good.jsonl", GOOD)
    terminal.write("empty.jsonl", "")
    terminal.write("story.docx", "x")
    (terminal.folder / "folder").mkdir()
    run = terminal(command)
    assert run.code == code, run.err
    assert said in run.err
    assert run.out == ""
    assert "Traceback" not in run.err


LINES = {
    "no JSON": (b"hello\n", "JSON is malformed"),
    "half a line": (
        b'{"id": "b", "te\n',
        "JSON is malformed: invalid character (byte 15); a record is one JSON object a line",
    ),
    "no text": (b'{"id": "b"}\n', '"text" is missing; a record has at least {"text": "..."}'),
    "a text of blanks": (b'{"text": "  "}\n', '"text" is empty'),
    "null": (b"null\n", 'a line is a JSON object with a "text", this one is null'),
    "not UTF-8": (b'{"text": "caf\xe9"}\n', "not UTF-8 (byte 0xe9 at column 14); convert the file to UTF-8"),
    "one id with two texts": (
        b'{"id": "good", "text": "It snowed."}\n',
        "article id 'good' was used in FILE:1 for another text; ids are unique",
    ),
    "a zone past the end": (
        b'{"text": "x", "meta": {"zones": [{"start": 0, "end": 9, "kind": "byline"}]}}\n',
        "R02 meta: zone byline [0, 9) is not inside a text of 1 characters",
    ),
    "an empty id": (b'{"id": "", "text": "x"}\n', '"id" is no string with something in it'),
}


@pytest.mark.parametrize("case", LINES)
@pytest.mark.parametrize("verb", ["ingest", "preannotate"])
@pytest.mark.parametrize("place", ["a file", "stdin"])
def test_a_bad_line_is_named_and_the_good_ones_are_kept(case: str, verb: str, place: str, terminal: Terminal):
    line, said = LINES[case]
    data = GOOD.encode() + b"\n" + line + GOOD.replace("good", "last").encode()
    name, argument = ("in.jsonl", "in.jsonl") if place == "a file" else ("stdin", "-")
    terminal.write("in.jsonl", data)
    run = terminal(f"{verb} {argument}", stdin=data)
    assert run.code == 1
    assert f"{name}:3: {said.replace('FILE', name)}" in run.err
    assert [line[:12] for line in run.out.splitlines()] == ['{"id":"good"', '{"id":"last"']


@pytest.mark.parametrize("verb", ["ingest", "preannotate"])
def test_an_empty_file_is_no_article_and_no_fault(verb: str, terminal: Terminal):
    terminal.write("in.jsonl", "")
    run = terminal(f"{verb} in.jsonl -o out.jsonl")
    assert (run.code, (terminal.folder / "out.jsonl").read_bytes()) == (0, b"")
    assert "0 articles" in run.err


def test_a_failed_run_leaves_the_old_output(terminal: Terminal):
    terminal.write("out.jsonl", "old\n")
    assert terminal("preannotate nowhere.jsonl -o out.jsonl").code == 1
    assert (terminal.folder / "out.jsonl").read_text() == "old\n"


@pytest.mark.parametrize("verb", ["ingest", "preannotate"])
def test_what_was_rejected_is_kept_beside_the_output_until_a_run_rejects_nothing(verb: str, terminal: Terminal):
    rejects = terminal.folder / "out.rejects.jsonl"
    terminal.write("in.jsonl", GOOD + '{"id": "b"}\n')
    assert "1 rejected, listed in out.rejects.jsonl" in terminal(f"{verb} in.jsonl -o out.jsonl").err
    message = '"text" is missing; a record has at least {"text": "..."}'
    assert json.loads(rejects.read_text()) == {"file": "in.jsonl", "line": 2, "message": message}
    terminal.write("in.jsonl", GOOD)
    assert terminal(f"{verb} in.jsonl -o out.jsonl").code == 0
    assert not rejects.exists()


def test_a_rule_that_fails_costs_one_article(terminal: Terminal, monkeypatch: pytest.MonkeyPatch):
    def suggest(article, _lexicon):
        if article.id == "good":
            raise LookupError("no such word")
        return Found()

    monkeypatch.setattr("annotate.heuristics.preannotate.suggest", suggest)
    terminal.write("in.jsonl", GOOD + GOOD.replace("good", "last"))
    run = terminal("preannotate in.jsonl -o out.jsonl")
    assert run.code == 1
    assert "good: a rule failed (LookupError: no such word); please report it with the article" in run.err
    assert [json.loads(line)["id"] for line in (terminal.folder / "out.jsonl").read_text().splitlines()] == ["last"]


def test_every_faulty_line_is_named_not_only_the_first(terminal: Terminal):
    terminal.write("in.jsonl", "null\n" * 3)
    assert [f"in.jsonl:{n}: " in terminal("ingest in.jsonl").err for n in (1, 2, 3)] == [True] * 3


def test_a_process_of_its_own_says_the_same(tmp_path: Path):
    run = process("ingest", "nowhere.jsonl", cwd=tmp_path)
    assert run == (1, "", "annotate ingest: nowhere.jsonl: no such file or folder\n")


def test_a_reader_that_leaves_early_is_no_fault_to_talk_about(tmp_path: Path):
    (tmp_path / "in.jsonl").write_text("".join(f'{{"text": "It rained {n} times."}}\n' for n in range(3000)))
    command = [sys.executable, "-m", "annotate.cli", "ingest", "in.jsonl"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 1


PIECES = [
    "👩\u200d👧",
    "𝔏ima",
    "e\u0301",
    "\u200f",
    "Peru",
    "the ",
    "said",
    "“",
    '"',
    "'",
    " ",
    "\n",
    "\t",
    ".",
    ",",
    "$3bn",
    "12.5%",
]
PIECES += [
    "9" * 400,
    "1e999",
    "1/0",
    "½",
    "²",
    "U.S.",
    "SEOUL:",
    "according to",
    "more than",
    "Mr.",
    "(",
    "\\n",
    "<b>",
    "\x00",
]


@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map("".join).filter(lambda text: text.strip("\x00 \n\t"))
)
def test_no_text_at_all_makes_the_rules_fall_over(text: str):
    for fresh in (True, False):
        made = json_lines.article(json.dumps({"text": text}), fresh=fresh)
        assert breaches(preannotate(made, SCHEME), SCHEME) == []
