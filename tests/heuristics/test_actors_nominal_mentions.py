"""Actors without a proper name, on 300 sentences that were written before the rules and are no twin of any of them."""

from pathlib import Path
from typing import NamedTuple

from annotate.annotations import Span
from annotate.heuristics import actors, quantities
from annotate.text.view import view
from tests.heuristics.marked import Sentence, read_twin

SENTENCES = Path(__file__).parent / "nominal_mentions.txt"
LABELS = ("PERSON", "ORG", "STATE", "GROUP")
HOW_MANY = 300


class Tally(NamedTuple):
    """How many mentions are marked, found, and both: with the same extent, and with the same label too."""

    marked: int
    found: int
    extents: int
    labelled: int


def nominal(sentence: Sentence) -> list[Span]:
    """Return the spans without a proper name that the rules find in a sentence."""
    seen = view(sentence.text)
    return [span for span in actors.find(seen, quantities.find(seen).spans).spans if "name" not in span.parts]


def tally(sentences: list[Sentence]) -> Tally:
    """Count marks and finds."""
    marked = found = extents = labelled = 0
    for sentence in sentences:
        wanted = {(mark.start, mark.end): mark.label for mark in sentence.marks}
        got = nominal(sentence)
        marked += len(wanted)
        found += len(got)
        extents += sum((span.start, span.end) in wanted for span in got)
        labelled += sum(wanted.get((span.start, span.end)) == span.label for span in got)
    return Tally(marked, found, extents, labelled)


def test_nominal_mentions_are_found_with_their_whole_phrase_and_their_label() -> None:
    sentences = read_twin(SENTENCES, LABELS)
    counted = tally(sentences)
    assert len(sentences) == HOW_MANY
    assert counted.extents >= 0.85 * counted.marked, counted
    assert counted.extents >= 0.85 * counted.found, counted
    assert counted.labelled >= 0.85 * counted.found, counted
