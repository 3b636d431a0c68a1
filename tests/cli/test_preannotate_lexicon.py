"""`annotate preannotate --lexicon`: names of one's own, and lines that cannot be used are named."""

import json

from tests.cli.terminal import Terminal

ARTICLE = '{"id": "a", "text": "Later Oman Observer asked the grotto."}\n'
GOOD = '{"label": "ORG", "pattern": "Oman Observer", "country": "OM"}\n'


def test_a_name_of_the_lexicon_is_suggested(terminal: Terminal):
    terminal.write("in.jsonl", ARTICLE)
    terminal.write("mine.jsonl", GOOD)
    run = terminal("preannotate in.jsonl --lexicon mine.jsonl")
    annotation = json.loads(run.out)["annotations"][0]
    assert run.code == 0
    assert ("ORG", "Oman Observer") in [(span["label"], span["text"]) for span in annotation["spans"]]
    assert annotation["entities"] == [{"id": "e1", "name": "Oman Observer", "country": "OM"}]


def test_two_lexicons_count_as_one(terminal: Terminal):
    terminal.write("in.jsonl", ARTICLE)
    terminal.write("mine.jsonl", GOOD)
    terminal.write("more.jsonl", '{"label": "PERSON", "pattern": [{"lower": "grotto"}]}\n')
    run = terminal("preannotate in.jsonl --lexicon mine.jsonl --lexicon more.jsonl")
    labels = {span["label"] for span in json.loads(run.out)["annotations"][0]["spans"]}
    assert {"ORG", "PERSON"} <= labels


def test_a_line_that_cannot_be_used_is_named_and_the_rest_counts(terminal: Terminal):
    terminal.write("in.jsonl", ARTICLE)
    terminal.write("mine.jsonl", GOOD + '{"label": "PRODUCT", "pattern": "N4"}\n')
    run = terminal("preannotate in.jsonl --lexicon mine.jsonl")
    assert run.code == 1
    assert "mine.jsonl:2: label 'PRODUCT' is none of PERSON, ORG, STATE, GROUP" in run.err
    assert "Oman Observer" in run.out


def test_a_lexicon_that_is_not_there_is_named(terminal: Terminal):
    terminal.write("in.jsonl", ARTICLE)
    run = terminal("preannotate in.jsonl --lexicon nowhere.jsonl")
    assert run.code != 0
    assert "nowhere.jsonl: cannot be read" in run.err
