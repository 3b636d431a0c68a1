"""The road to the server breaks in the middle of a push: said in a sentence, and the same call completes the rest."""

import os
import random
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest

from annotate import store
from annotate.annotations import Article
from annotate.errors import LabelStudioError
from annotate.heuristics.preannotate import preannotate
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.api.projects import found
from annotate.labelstudio.memory.manifest import Manifest
from annotate.labelstudio.pushing.push import push
from annotate.labelstudio.results.tasks import DOC_ID
from tests.labelstudio.faulty_road import Fault, road
from tests.places import SEEDS
from tests.records import SCHEME
from tests.soak import SOAK, record


@pytest.fixture(scope="module")
def suggested() -> list[Article]:
    return [preannotate(article, SCHEME) for article in store.load(SEEDS / "articles.jsonl", SCHEME)[:6]]


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is a request waited for that outlived its sender: on these roads the server is done before the sender knows."""
    monkeypatch.setattr("annotate.labelstudio.pushing.push.BATCH", 2)
    monkeypatch.setattr("annotate.labelstudio.pushing.doubled.OUTLIVES_S", 0.5)


@pytest.fixture
def name() -> str:
    return f"f{uuid.uuid4().hex[:12]}"


def articles_on(client: Client, name: str) -> list[list[str]]:
    return [sorted(t.data[DOC_ID] for t in client.tasks(p.info.id)) for p in found(client, name, SCHEME)]


@pytest.mark.parametrize("fault", ["refused", "answer lost", "answer cut", "500", "429", "expired"])
def test_a_push_that_broke_says_what_is_left_and_is_completed_by_the_next(
    client: Client, suggested: list[Article], name: str, tmp_path: Path, fault: Fault
) -> None:
    folder = tmp_path / ".annotate"

    def once_more(through: Client) -> None:
        push(suggested, name, through, SCHEME, passes=SCHEME.passes, folder=folder)

    with (
        road(client.url, fault, nth=2) as broken,
        Client(broken.url, client._key) as through,
        pytest.raises(LabelStudioError) as caught,
    ):
        once_more(through)
    once_more(client)

    assert client._key not in str(caught.value)
    assert f"{name} · actors: 2 of 6 articles are known to be done, 4 are left" in str(caught.value)
    assert articles_on(client, name) == [sorted(a.id for a in suggested)] * 2


@pytest.mark.parametrize("fault", ["slow", "twice"])
def test_a_push_on_a_road_that_is_slow_or_delivers_twice_is_complete(
    client: Client, suggested: list[Article], name: str, tmp_path: Path, fault: Fault
) -> None:
    with road(client.url, fault, nth=2) as bad, Client(bad.url, client._key) as through:
        done = push(suggested, name, through, SCHEME, passes=SCHEME.passes, folder=tmp_path)

    assert articles_on(client, name) == [sorted(a.id for a in suggested)] * 2
    assert [len(one.doubled) for one in done] == ([2, 0] if fault == "twice" else [0, 0])


def test_tasks_that_the_server_made_without_their_suggestions_get_them(
    client: Client, suggested: list[Article], name: str, tmp_path: Path
) -> None:
    with road(client.url, "tasks alone", nth=2) as bad, Client(bad.url, client._key) as through:
        push(suggested, name, through, SCHEME, passes=SCHEME.passes, folder=tmp_path)

    for project in found(client, name, SCHEME):
        assert [task.total_predictions for task in client.tasks(project.info.id)] == [1] * len(suggested)


class Pushing:
    """The command in a process of its own, two articles a request, so that there are many moments to be killed at."""

    CODE = "import sys; from annotate.labelstudio.pushing import push; push.BATCH = 2; from annotate.cli import main; sys.exit(main(sys.argv[1:]))"

    def __init__(self, client: Client, folder: Path, suggested: list[Article]) -> None:
        self.client, self.folder = client, folder
        store.write(folder / "suggested.jsonl", suggested)
        self.environ = {**os.environ, "LABEL_STUDIO_URL": client.url, "LABEL_STUDIO_API_KEY": client._key}

    def start(self, name: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", self.CODE, "push", "suggested.jsonl", "--project", name]
        out = subprocess.DEVNULL
        return subprocess.Popen(
            command, cwd=self.folder, env=self.environ, stdout=out, stderr=subprocess.PIPE, text=True
        )

    def finish(self, name: str) -> None:
        pushing = self.start(name)
        _, said = pushing.communicate()
        assert pushing.returncode == 0, said

    def state(self, name: str) -> list[object]:
        """All that is on the server and in the manifest of a corpus, but for the server's own numbers and clocks."""
        return [self._state(project.info.id) for project in found(self.client, name, SCHEME)]

    def _state(self, project: int) -> object:
        tasks = sorted(self.client.export(project), key=lambda task: task["data"][DOC_ID])
        manifest = Manifest(self.folder / ".annotate", self.client.url, project)
        views = [(view.title, view.data) for view in self.client.views(project)]
        told = [
            (
                task["data"],
                [(one["model_version"], one["score"], one["result"]) for one in task["predictions"]],
                getattr(manifest.of(task["id"], task["data"]["text"]), "article", None),
            )
            for task in tasks
        ]
        return told, views, self.client.project_settings(project)["model_version"], manifest.cut_off_s()


@pytest.mark.soak
def test_a_push_killed_at_any_moment_and_run_again_leaves_what_an_undisturbed_one_does(
    client: Client, suggested: list[Article], tmp_path: Path
) -> None:
    pushing = Pushing(client, tmp_path, suggested)
    undisturbed = f"f{uuid.uuid4().hex[:12]}"
    began = time.monotonic()
    pushing.finish(undisturbed)
    took = time.monotonic() - began
    wanted = pushing.state(undisturbed)
    chance, times, amidst = random.Random(SOAK), max(2, SOAK // 2), 0

    for _ in range(times):
        name, moment = f"f{uuid.uuid4().hex[:12]}", chance.uniform(0, took)
        killed = pushing.start(name)
        time.sleep(moment)
        killed.send_signal(signal.SIGKILL)
        killed.communicate()
        amidst += killed.returncode == -signal.SIGKILL and bool(client.projects(name))

        pushing.finish(name)

        assert pushing.state(name) == wanted, f"killed after {moment:.3f} s"
    record(
        "kill -9 of push and a rerun",
        f"{times} random moments of {took:.1f} s, {amidst} of them amid its writing: server and manifest as after an "
        "undisturbed push, 0 tasks lost or doubled",
    )
