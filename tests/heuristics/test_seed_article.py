"""What the rules find in the sample article, beside what a person marked in it: floors that must not be lost."""

import pytest

from annotate import store
from annotate.annotations import Annotation, Article, Span
from annotate.heuristics.preannotate import preannotate
from annotate.scheme import load_scheme
from tests.places import SEEDS

ACTORS = ("PERSON", "ORG", "STATE", "GROUP")


@pytest.fixture(scope="module")
def article() -> Article:
    return next(a for a in store.load(SEEDS / "corrected.jsonl", load_scheme()) if a.id == "seoul-troops")


@pytest.fixture(scope="module")
def person(article: Article) -> Annotation:
    return next(a for a in article.annotations if a.author == "a01")


@pytest.fixture(scope="module")
def machine(article: Article) -> Annotation:
    return preannotate(article, load_scheme()).annotations[0]


def labelled(annotation: Annotation, *labels: str) -> list[Span]:
    return [span for span in annotation.spans if span.label in labels]


def touches(span: Span, others: list[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def attributions(annotation: Annotation) -> list[tuple[Span, list[Span], list[Span]]]:
    """The outermost cues with their sources and contents: those that lie in no other cue's content."""
    spans = {span.id: span for span in annotation.spans}
    tails = {
        (cue.id, label): [spans[r.tail] for r in annotation.relations if r.head == cue.id and r.label == label]
        for cue in labelled(annotation, "CUE")
        for label in ("source", "content")
    }
    contents = [(cue.id, content) for cue in labelled(annotation, "CUE") for content in tails[cue.id, "content"]]
    return [
        (cue, tails[cue.id, "source"], tails[cue.id, "content"])
        for cue in labelled(annotation, "CUE")
        if not any(c.start <= cue.start and cue.end <= c.end and owner != cue.id for owner, c in contents)
    ]


def test_all_quantities_are_found_with_value_noun_modifier_and_parts(person: Annotation, machine: Annotation) -> None:
    def said(annotation: Annotation) -> list[tuple[object, ...]]:
        keys = ("value", "noun", "modifier", "kind")
        return [
            (s.start, s.end, *(s.attributes.get(key) for key in keys), sorted(s.parts.items()))
            for s in labelled(annotation, "QUANTITY")
        ]

    assert said(machine) == said(person)


def test_all_actors_are_found(person: Annotation, machine: Annotation) -> None:
    missed = [span.text for span in labelled(person, *ACTORS) if not touches(span, labelled(machine, *ACTORS))]

    assert missed == []


def test_nearly_all_actors_are_found_with_their_exact_extent(person: Annotation, machine: Annotation) -> None:
    wanted, found = ({(s.start, s.end) for s in labelled(a, *ACTORS)} for a in (person, machine))

    assert 2 * len(wanted & found) / (len(wanted) + len(found)) >= 0.95


def test_all_outermost_attributions_but_one_have_cue_source_and_content(
    person: Annotation, machine: Annotation
) -> None:
    found = [
        (cue, sources, contents)
        for cue, sources, contents in attributions(person)
        if any(
            touches(cue, [other])
            and (not sources or any(touches(s, others) for s in sources))
            and any(touches(c, parts) for c in contents)
            for other, others, parts in attributions(machine)
        )
    ]

    assert len(attributions(person)) == 13
    assert len(found) >= 12


def test_nothing_is_marked_in_the_dateline_or_the_furniture(article: Article, machine: Annotation) -> None:
    zones = [(zone.start, zone.end) for zone in article.meta.zones]

    assert len(zones) == 2
    assert [s.text for s in machine.spans for start, end in zones if s.start < end and start < s.end] == []
