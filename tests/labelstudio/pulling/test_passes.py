"""Passes under way at once, on a real server: nothing that one says of the other's actors is orphaned, conflicts are told."""

import uuid
from pathlib import Path

import pytest

from annotate.annotations import Annotation, Article
from annotate.invariants import breaches
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.api.projects import found
from annotate.labelstudio.page.controls import NEW
from annotate.labelstudio.pulling.pull import Pulled, confirmed_entities, pull
from annotate.labelstudio.pushing.push import push
from annotate.scheme import Pass
from tests.labelstudio.deeds import delete_annotation
from tests.labelstudio.desk import ACTORS, STANCE, Desk
from tests.records import SCHEME, record

STORY = record(
    "[The mayor|SOURCE #who] [blamed|CUE #cue act=oppose holder=Union source=who target=peru:negative] [Peru|STATE #peru"
    " entity=Peru], said [the union|ORG entity=Union]. [Lima|STATE entity=Peru] was silent."
)


class Passes:
    """One article in both passes or in one, and people who work on it through its pages."""

    def __init__(self, client: Client, folder: Path) -> None:
        self.client, self.folder, self.name = client, folder / ".annotate", f"p{uuid.uuid4().hex[:12]}"

    def push(self, *passes: Pass) -> None:
        confirmed = confirmed_entities(self.name, self.client, SCHEME, folder=self.folder)
        push([STORY], self.name, self.client, SCHEME, passes=passes, folder=self.folder, confirmed=confirmed)

    def submit(self, desk: Desk) -> None:
        projects = {project.shown.name: project.info.id for project in found(self.client, self.name, SCHEME)}
        (task,) = self.client.tasks(projects[desk.page.shown.name])
        self.client.create_annotation(task.id, desk.result, lead_time=1.0)

    def pull(self) -> Pulled:
        return pull([self.name], self.client, SCHEME, folder=self.folder)

    def article(self) -> Article:
        (article,) = self.pull().articles
        assert breaches(article, SCHEME) == []
        return article

    def work(self) -> Annotation:
        (made,) = (a for a in self.article().annotations if a.role == "person")
        return made


@pytest.fixture
def passes(client: Client, tmp_path: Path) -> Passes:
    return Passes(client, tmp_path)


def names(made: Annotation, label: str, attribute: str) -> list[str]:
    """By what names the spans of a label call the actor that an attribute names."""
    called = {entity.id: entity.name for entity in made.entities}
    return [called[str(span.attributes[attribute])] for span in made.spans if span.label == label]


@pytest.mark.parametrize("order", [1, -1])
def test_a_holder_follows_an_actor_that_was_renamed_in_the_other_pass(passes: Passes, order: int) -> None:
    passes.push(ACTORS, STANCE)
    actors, stance = Desk(STORY, ACTORS), Desk(STORY, STANCE)
    actors.type("the union", "entity" + NEW, "Union of Carters")
    for desk in (actors, stance)[::order]:
        passes.submit(desk)

    made = passes.work()

    assert (names(made, "ORG", "entity"), names(made, "CUE", "holder")) == (["Union of Carters"], ["Union of Carters"])
    assert [entity.name for entity in made.entities] == ["Peru", "Union of Carters"]
    assert passes.pull().remarks == []


def test_a_target_follows_an_actor_that_was_renamed_in_the_other_pass(passes: Passes) -> None:
    passes.push(ACTORS, STANCE)
    actors = Desk(STORY, ACTORS)
    for words in ("Peru", "Lima"):
        actors.type(words, "entity" + NEW, "Peru (state)")
    for desk in (actors, Desk(STORY, STANCE)):
        passes.submit(desk)

    made = passes.work()

    texts = {span.id: span.text for span in made.spans}
    assert [(texts[r.tail], r.attributes) for r in made.relations if r.label == "target"] == [
        ("Peru", {"polarity": "negative"})
    ]
    assert passes.pull().rejects == []


def test_a_holder_whose_actor_was_deleted_in_the_other_pass_is_kept_and_told(passes: Passes) -> None:
    passes.push(ACTORS, STANCE)
    actors = Desk(STORY, ACTORS)
    actors.delete("the union")
    for desk in (actors, Desk(STORY, STANCE)):
        passes.submit(desk)

    made = passes.work()

    assert names(made, "CUE", "holder") == ["Union"]
    assert ["'Union' holds 'blamed'" in remark for remark in passes.pull().remarks] == [True]


def test_a_holder_whose_mentions_went_to_two_actors_is_kept_and_told(passes: Passes) -> None:
    passes.push(ACTORS, STANCE)
    actors, stance = Desk(STORY, ACTORS), Desk(STORY, STANCE)
    actors.type("Peru", "entity" + NEW, "Peruvians")
    actors.type("Lima", "entity" + NEW, "Lima's council")
    stance.choose("blamed", "holder", "Peru")
    for desk in (actors, stance):
        passes.submit(desk)

    assert names(passes.work(), "CUE", "holder") == ["Peru"]
    assert ["'Peru' holds 'blamed'" in remark for remark in passes.pull().remarks] == [True]


@pytest.mark.parametrize("shown", [ACTORS, STANCE])
def test_a_task_in_one_pass_only_covers_its_layers(passes: Passes, shown: Pass) -> None:
    passes.push(shown)
    passes.submit(Desk(STORY, shown))

    assert passes.work().layers == shown.layers


def test_a_pass_that_is_added_later_is_joined(passes: Passes) -> None:
    passes.push(ACTORS)
    actors = Desk(STORY, ACTORS)
    actors.type("the union", "entity" + NEW, "Union of Carters")
    passes.submit(actors)
    first = passes.work()
    passes.push(ACTORS, STANCE)
    stance = Desk(STORY, STANCE)
    stance.choose("blamed", "holder", "Union of Carters")
    passes.submit(stance)

    made = passes.work()

    assert (first.layers, made.layers) == (ACTORS.layers, (*ACTORS.layers, *STANCE.layers))
    assert names(made, "CUE", "holder") == ["Union of Carters"]
    assert {span.id for span in first.spans} <= {span.id for span in made.spans}


def test_a_pass_of_which_nothing_is_left_leaves_the_other_whole(passes: Passes) -> None:
    passes.push(ACTORS, STANCE)
    for shown in (ACTORS, STANCE):
        passes.submit(Desk(STORY, shown))
    whole = passes.work()
    (project,) = (p for p in found(passes.client, passes.name, SCHEME) if p.shown.name == STANCE.name)
    (task,) = passes.client.export(project.info.id)
    delete_annotation(passes.client, task["annotations"][0]["id"])

    made = {a.status: a for a in passes.article().annotations if a.role == "person"}

    assert {status: a.layers for status, a in made.items()} == {"submitted": ACTORS.layers, "deleted": STANCE.layers}
    assert {s.id for a in made.values() for s in a.spans} == {span.id for span in whole.spans}
    assert made["submitted"].relations == ()
