"""The passes of one article become one record: who is joined with whom, and who stays apart."""

from typing import Any

import msgspec
import pytest

from annotate.annotations import Annotation, Article, Entity, Origin
from annotate.invariants import breaches
from annotate.labelstudio.pulling.merge import merged
from tests.labelstudio.desk import ACTORS, STANCE, shown_part
from tests.records import SCHEME, record

STORY = record(
    "[The mayor|SOURCE #who] [blamed|CUE act=oppose holder=Union source=who target=peru:negative] [Peru|STATE #peru"
    " entity=Peru], said [the union|ORG entity=Union]."
)
SUGGESTED = STORY.annotations[0]


def person(shown: Any, /, **changes: Any) -> Annotation:
    """Return what a01 submitted of a pass: what was suggested, kept."""
    kept = shown_part(SUGGESTED, shown)
    own = {
        "id": "a01",
        "author": "a01",
        "role": "person",
        "layers": shown.layers,
        "version": None,
        "parent": "heuristics",
    }
    return msgspec.structs.replace(kept, **(own | changes))


def ids(article: Article) -> list[str]:
    return [annotation.id for annotation in article.annotations]


def test_one_persons_passes_are_one_annotation_of_all_their_layers():
    article = merged(STORY, [person(ACTORS), person(STANCE)], SCHEME)
    own = article.annotations[1]
    assert ids(article) == ["heuristics", "a01"]
    assert own.layers == ("actors", "quantities", "stance")
    assert (own.spans, own.relations, own.entities) == (SUGGESTED.spans, SUGGESTED.relations, SUGGESTED.entities)
    assert breaches(article, SCHEME) == []


def test_the_order_in_which_passes_are_joined_changes_nothing_but_the_first_ones_facts():
    one = merged(STORY, [person(STANCE), person(ACTORS)], SCHEME).annotations[1]
    two = merged(STORY, [person(ACTORS), person(STANCE)], SCHEME).annotations[1]
    assert one == two


def test_origins_times_and_notes_of_both_are_kept():
    def origin(task: int) -> Origin:
        return Origin(server="http://here", project=1, task=task, annotation=task)

    first = person(
        ACTORS, lead_time_s=2.5, note="one", created_at="2024-10-02", updated_at="2024-10-03", source=(origin(1),)
    )
    second = person(
        STANCE, lead_time_s=4.0, note="two", created_at="2024-10-01", updated_at="2024-10-05", source=(origin(2),)
    )
    own = merged(STORY, [first, second], SCHEME).annotations[1]
    assert (own.lead_time_s, own.note, own.created_at, own.updated_at) == (6.5, "one\ntwo", "2024-10-01", "2024-10-05")
    assert own.source == (origin(1), origin(2))


def test_actors_of_the_stance_pass_are_those_of_the_actors_pass():
    moved = tuple(
        msgspec.structs.replace(s, attributes={**s.attributes, "use": "actor"}) if s.label == "STATE" else s
        for s in SUGGESTED.spans
    )
    first = person(ACTORS, spans=tuple(s for s in moved if s.label in {"STATE", "ORG"}))
    own = merged(STORY, [first, person(STANCE)], SCHEME).annotations[1]
    assert [s.attributes["use"] for s in own.spans if s.label == "STATE"] == ["actor"]


APART: dict[str, tuple[dict[str, Any], list[str]]] = {
    "another person": ({"id": "a02", "author": "a02"}, ["heuristics", "a01", "a02"]),
    "a draft": ({"status": "draft"}, ["heuristics", "a01", "a01-draft"]),
    "a skip": ({"status": "skipped"}, ["heuristics", "a01", "a01-skipped"]),
    "a blind one": ({"shown": "none"}, ["heuristics", "a01", "a01-2"]),
    "the same layers again": ({"layers": ("actors", "quantities"), "note": "again"}, ["heuristics", "a01", "a01-2"]),
}


@pytest.mark.parametrize("case", APART)
def test_what_is_not_one_piece_of_work_stays_apart(case: str):
    changes, wanted = APART[case]
    assert ids(merged(STORY, [person(ACTORS), person(STANCE, **changes)], SCHEME)) == wanted


def test_the_suggestion_of_two_passes_is_there_once():
    assert ids(merged(STORY, [SUGGESTED], SCHEME)) == ["heuristics"]


def machine(shown: Any) -> Annotation:
    return msgspec.structs.replace(shown_part(SUGGESTED, shown), layers=shown.layers)


def test_suggestions_read_back_from_two_passes_are_one():
    article = merged(msgspec.structs.replace(STORY, annotations=()), [machine(ACTORS), machine(STANCE)], SCHEME)
    assert article.annotations == (SUGGESTED,)


@pytest.mark.parametrize("order", [1, -1])
def test_a_suggestion_read_back_for_one_pass_adds_nothing_to_the_whole_one(order: int):
    whole_and_part = [SUGGESTED, machine(STANCE)][::order]
    article = merged(msgspec.structs.replace(STORY, annotations=()), whole_and_part, SCHEME)
    assert article.annotations == (SUGGESTED,)


def test_a_suggestion_of_other_rules_stays():
    newer = msgspec.structs.replace(machine(STANCE), id="heuristics-stance", version="rules-2")
    assert ids(merged(STORY, [newer], SCHEME)) == ["heuristics", "heuristics-stance"]


def test_entities_come_in_the_order_of_their_numbers():
    late = person(STANCE, entities=(*SUGGESTED.entities, Entity(id="e10", name="Fiji")))
    early = person(ACTORS, entities=(*SUGGESTED.entities, Entity(id="e9", name="Chad")))
    own = merged(STORY, [late, early], SCHEME).annotations[1]
    assert [entity.id for entity in own.entities] == ["e1", "e2", "e9", "e10"]
