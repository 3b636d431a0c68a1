"""The road to the server breaks in the middle of a push: said in a sentence, and the same call completes the rest."""

import os
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
from annotate.labelstudio.client import Client
from annotate.labelstudio.projects import found
from annotate.labelstudio.push import push
from annotate.labelstudio.tasks import DOC_ID
from annotate.scheme import load_scheme

from .faulty_road import Fault, road

SCHEME = load_scheme()
SEEDS = Path(__file__).parents[2] / "seeds"
SOAK = int(os.environ.get("ANNOTATE_SOAK", "1"))


@pytest.fixture(scope="module")
def suggested() -> list[Article]:
    return [preannotate(article, SCHEME) for article in store.load(SEEDS / "articles.jsonl", SCHEME)[:6]]


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotate.labelstudio.push.BATCH", 2)


@pytest.fixture
def name() -> str:
    return f"f{uuid.uuid4().hex[:12]}"


def articles_on(client: Client, name: str) -> list[list[str]]:
    return [sorted(t.data[DOC_ID] for t in client.tasks(p.info.id)) for p in found(client, name, SCHEME)]


@pytest.mark.parametrize("fault", ["refused", "answer lost", "answer cut", "500", "429"])
def test_a_push_that_broke_is_completed_by_the_next_and_nothing_is_there_twice(
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
    assert articles_on(client, name) == [sorted(a.id for a in suggested)] * 2


@pytest.mark.soak
@pytest.mark.parametrize("moment", range(max(2, SOAK // 2)))
def test_a_push_that_was_killed_is_completed_by_the_next(
    client: Client, suggested: list[Article], name: str, tmp_path: Path, moment: int
) -> None:
    store.write(tmp_path / "suggested.jsonl", suggested)
    environ = {**os.environ, "LABEL_STUDIO_URL": client.url, "LABEL_STUDIO_API_KEY": client._key}
    command = [sys.executable, "-m", "annotate.cli", "push", "suggested.jsonl", "--project", name]
    pushing = subprocess.Popen(command, cwd=tmp_path, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(1.5 + 3.0 * moment / max(2, SOAK // 2))
    pushing.send_signal(signal.SIGKILL)
    pushing.wait()

    again = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)

    assert again.returncode == 0, again.stderr
    assert articles_on(client, name) == [sorted(a.id for a in suggested)] * 2
