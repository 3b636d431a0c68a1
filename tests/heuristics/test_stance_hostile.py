"""Stance on text that is no news: it never raises, keeps to its invariants, and takes time linear in the length."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.annotations import Article
from annotate.heuristics import stance
from annotate.heuristics.found import Found
from annotate.heuristics.preannotate import preannotate
from annotate.scheme import load_scheme
from annotate.text.view import view

SCHEME = load_scheme()
PIECES = (
    "said that", "he", "she", "the agency", "Peru", '"', "“", "”", ",", ".", "\n", "who", "what", "has no plans to", "according to",
    "was accused of", "by", "asked", "told", "and", "but", ":", "—", "(", ")", "not", "would", "called", "as", "the poll shows",
    "red line", "support for", "it", "without", "'s", "is a critic of", "may", "…", "don't", "🙂", "to", "in a statement", "When",
)  # fmt: skip
SAID = 'The mayor, who opposes the plan, said "it is a mistake," adding that Peru would reject it. '
HOSTILE = {
    "digits": "1" * 20_000,
    "blanks": " " * 20_000,
    "commas": "," * 20_000,
    "quotes": '"' * 20_000,
    "open quotes": "“ " * 10_000,
    "brackets": "(" * 20_000,
    "said": "said " * 5_000,
    "said comma": "said, " * 5_000,
    "who": "who said that " * 2_000,
    "and": "and said " * 3_000,
    "to": "to say " * 3_000,
    "by": "was accused by " * 2_000,
    "dashes": "said — " * 4_000,
    "one long sentence": SAID.replace(".", ",") * 300,
    "emoji": "🙂 said 🙂 " * 3_000,
    "no breaks": "The agency said " + "that it said " * 3_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_neither_raises_nor_takes_long(text: str) -> None:
    seen = view(text)
    started = time.process_time()

    stance.find(seen, Found())

    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "text", [SAID, HOSTILE["who"][:5_000], HOSTILE["quotes"][:5_000]], ids=["news", "who", "quotes"]
)
def test_time_grows_no_faster_than_the_text(text: str) -> None:
    base = text * (40_000 // len(text))
    times = []
    for factor in (1, 4):
        seen = view(base * factor)
        rounds = []
        for _ in range(3):
            started = time.process_time()
            stance.find(seen, Found())
            rounds.append(time.process_time() - started)
        times.append(min(rounds))

    assert times[1] < 10 * times[0] + 0.05


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=40))
def test_any_text_gives_a_sound_annotation(pieces: list[str]) -> None:
    found = preannotate(Article(id="x", text=" ".join(pieces)), SCHEME).annotations[0]

    cues = sorted((span.start, span.end) for span in found.spans if span.label == "CUE")
    assert all(first[1] <= second[0] for first, second in pairwise(cues))
    heads = {span.id for span in found.spans if span.label == "CUE"}
    layer = [r for r in found.relations if r.label in {"source", "content", "target", "addressee"}]
    assert {relation.head for relation in layer} <= heads
