"""A project made by hand becomes ours if people can mark on its page what ours has; their work on it stays as it is."""

import uuid
from pathlib import Path
from typing import Any

import msgspec
import pytest

from annotate.errors import LabelStudioError
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.api.records import ProjectInfo
from annotate.labelstudio.page.config import label_config
from annotate.labelstudio.page.controls import page
from annotate.labelstudio.pushing.adoption import adopt, marks
from annotate.labelstudio.pushing.push import push
from annotate.labelstudio.results.tasks import to_task
from tests.records import SCHEME, record

ACTORS = SCHEME.passes[0]
STORY = msgspec.structs.replace(record("[Peru|STATE entity=Peru] raised [3%|QUANTITY value=3]."), id="story")
OTHER = msgspec.structs.replace(record("[Chile|STATE entity=Chile] waited."), id="other")
CONFIG = label_config(SCHEME, ACTORS)


@pytest.fixture
def name() -> str:
    return f"t{uuid.uuid4().hex[:12]}"


def by_hand(client: Client, config: str = CONFIG) -> ProjectInfo:
    """A project that somebody set up and imported two texts into, one of ours, without ids."""
    project = client.create_project(f"by hand {uuid.uuid4().hex[:8]}", config, "mine")
    data: list[dict[str, Any]] = [
        to_task(a, a.annotations[0], page(SCHEME, ACTORS), blind=True) for a in (STORY, OTHER)
    ]
    for task in data:
        task["data"] = {key: value for key, value in task["data"].items() if key not in {"doc_id", "text_sha256"}}
    client.import_tasks(project.id, data)
    return project


def test_a_page_that_only_looks_different_fits_and_work_on_it_stays(client: Client, name: str, tmp_path: Path) -> None:
    project = by_hand(client, CONFIG.replace('hotkey="q"', 'hotkey="ctrl+q"').replace("15px", "19px"))
    task = next(t.id for t in client.tasks(project.id) if t.data["text"] == STORY.text)
    client.create_annotation(task, [], lead_time=4.0)
    before = client.export(project.id)

    said = adopt(project.id, [STORY], name, client, SCHEME, passes=SCHEME.passes)
    after = client.export(project.id)
    (done,) = push([STORY], name, client, SCHEME, passes=[ACTORS], folder=tmp_path)

    assert (said.title, said.matched, said.unknown) == (f"{name} · actors", 1, 1)
    assert [task["annotations"] for task in after] == [task["annotations"] for task in before]
    assert (done.project.info.id, done.counts["touched"], done.counts["new"]) == (project.id, 1, 0)


def test_a_dry_run_of_adopting_writes_nothing(client: Client, name: str) -> None:
    project = by_hand(client)
    before = client.project_settings(project.id)
    adopt(project.id, [STORY], name, client, SCHEME, passes=SCHEME.passes, dry_run=True)
    assert client.project_settings(project.id) == before


def test_a_page_that_lacks_a_label_is_refused_and_the_label_named(client: Client, name: str) -> None:
    project = by_hand(client, CONFIG.replace('value="GROUP"', 'value="BAND"'))
    with pytest.raises(
        LabelStudioError, match=r"lacks span: GROUP; it has beyond ours span: BAND\. Paste schemas/label_"
    ):
        adopt(project.id, [STORY], name, client, SCHEME, passes=SCHEME.passes)


def test_a_second_project_of_the_same_pass_is_refused(client: Client, name: str, tmp_path: Path) -> None:
    push([STORY], name, client, SCHEME, passes=[ACTORS], folder=tmp_path)
    with pytest.raises(LabelStudioError, match="is there already, as project"):
        adopt(by_hand(client).id, [STORY], name, client, SCHEME, passes=SCHEME.passes)


def test_the_passes_pages_are_told_apart_by_what_can_be_marked() -> None:
    assert len({frozenset(marks(label_config(SCHEME, shown))) for shown in SCHEME.passes}) == len(SCHEME.passes)
