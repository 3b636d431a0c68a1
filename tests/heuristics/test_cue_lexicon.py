"""The cue lexicon as data: no entry hides another one, and every pattern is one that the rules know."""

import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from annotate.heuristics.stance.cue_lexicon import lexicon
from annotate.scheme import load_scheme
from annotate.text.closed_classes import words

TABLE = tomllib.loads(files("annotate.heuristics.lexicons").joinpath("cues.toml").read_text("utf-8"))
PATTERNS = words("clause that quote to object person label bare order being open rated holder reaction")
SECTIONS = ("verbs", "nouns", "adjectives")


@pytest.mark.parametrize("section", SECTIONS)
def test_no_entry_is_given_twice(section: str) -> None:
    keys = Counter((row["lemma"], row.get("past"), rest) for row in TABLE[section] for rest in row.get("with", [""]))
    assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize("section", SECTIONS)
def test_every_pattern_act_and_certainty_is_known(section: str) -> None:
    cue = load_scheme().attributes["CUE"]
    acts, certainties = (cue[name].values for name in ("act", "certainty"))
    for row in TABLE[section]:
        assert set(row["takes"].split()) <= PATTERNS, row
        assert row.get("act", "report") in acts, row
        assert row.get("certainty", "certain") in certainties, row


def test_verbs_are_known_in_all_their_forms() -> None:
    assert {"denies", "denying", "denied", "dwelt", "dwelled"} <= lexicon().verbs.keys()
    assert {"red", "in", "said"} <= lexicon().first_words
