"""What the report says of two articles that two people corrected."""

import json

import pytest

from annotate import store
from tests.cli.terminal import Terminal
from tests.heard import heard

ARTICLES = [
    heard(
        "first",
        {
            "heuristics": "[Kenya|STATE use=actor] sent [40 trucks|QUANTITY] to [Mombasa|ORG].",
            "a01": "[Kenya|STATE use=actor] sent [40 trucks|QUANTITY] to Mombasa.",
            "a02": "[Kenya|STATE use=place] sent [40|QUANTITY] trucks to Mombasa.",
        },
        a01={"lead_time_s": 60.0},
        a02={"lead_time_s": 180.0},
    ),
]


@pytest.fixture
def reported(terminal: Terminal) -> Terminal:
    terminal.write("corrected.jsonl", b"".join(store.dumps(article) + b"\n" for article in ARTICLES))
    return terminal


def test_the_report_tells_machines_every_figure(reported: Terminal):
    run = reported("report any --from corrected.jsonl --json")

    told = json.loads(run.out)
    assert run.code == 0
    assert told["layers"]["actors"] == {"accepted": 1, "changed": 1, "rejected": 2}
    assert told["layers"]["quantities"] == {"accepted": 1, "moved": 1}
    assert told["kept_interval"] == {}  # these suggestions name no rule
    assert told["agreement"]["QUANTITY"] == {"exact": 0.0, "overlap": 1.0}
    assert told["people"] == {
        "a01": {"articles": 1, "median_minutes": 1.0},
        "a02": {"articles": 1, "median_minutes": 3.0},
    }


def test_work_whose_time_is_not_known_counts_and_takes_no_time(terminal: Terminal):
    marked = "[Kenya|STATE] sent trucks."
    timed = heard("timed", {"a01": marked}, a01={"lead_time_s": 120.0})
    store.write(terminal.folder / "in.jsonl", [timed, heard("untimed", {"a01": marked, "a02": marked})])

    told = json.loads(terminal("report any --from in.jsonl --json").out)

    assert told["people"] == {
        "a01": {"articles": 2, "median_minutes": 2.0},
        "a02": {"articles": 1, "median_minutes": None},
    }


def test_the_report_tells_people_tables_on_stderr(reported: Terminal):
    run = reported("report any --from corrected.jsonl")

    assert (run.code, run.out) == (0, "")
    assert "1 articles, 2 corrections of suggestions, 0 made blind" in run.err
    assert all(title in run.err for title in ("suggestions by layer", "by rule", "agreement of people", "people"))


def test_a_corpus_that_was_not_pulled_is_said_in_a_sentence(terminal: Terminal):
    run = terminal("report nowhere")

    assert run.code == 1
    assert "exports/nowhere.jsonl: cannot be read (there is no such file); `annotate pull nowhere` writes it" in run.err
