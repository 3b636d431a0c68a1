"""`annotate pull --watch` writes within seconds of a submit, called by the server where it may be, and leaves nothing."""

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from annotate import store
from annotate.heuristics.preannotate import preannotate
from annotate.labelstudio.api.client import KEY, URL, Client
from annotate.labelstudio.api.projects import found
from annotate.labelstudio.live.webhooks import Webhooks, registered
from annotate.labelstudio.pushing.push import push
from tests.labelstudio.faulty_road import road
from tests.places import SEEDS
from tests.records import SCHEME

PATIENCE_S = 300.0  # of the test with a busy machine, where a watch asks the seldomer the longer each answer takes


class Watched:
    """A corpus with somebody watching it in a process of its own."""

    def __init__(self, client: Client, folder: Path) -> None:
        self.client, self.url, self.folder, self.name = client, client.url, folder, f"w{uuid.uuid4().hex[:12]}"
        articles = [preannotate(article, SCHEME) for article in store.load(SEEDS / "articles.jsonl", SCHEME)[:2]]
        push(articles, self.name, client, SCHEME, passes=SCHEME.passes, folder=folder / ".annotate")
        self.projects = [project.info.id for project in found(client, self.name, SCHEME)]
        self.out = folder / "exports" / f"{self.name}.jsonl"

    @contextmanager
    def watching(self, sign: int = signal.SIGINT) -> Iterator[subprocess.Popen]:
        """Watch while the block lasts, then end it as ctrl-c does."""
        environ = {**os.environ, URL: self.url, KEY: self.client._key}
        command = [sys.executable, "-m", "annotate.cli", "pull", self.name, "--watch", "--json"]
        with (self.folder / "talk").open("wb") as talk:
            running = subprocess.Popen(command, cwd=self.folder, env=environ, stdout=subprocess.PIPE, stderr=talk)
            try:
                self.until(lambda: "watching" in self.talk() or running.poll() is not None)
                yield running
            finally:
                running.send_signal(sign)
                self.said, _ = running.communicate(timeout=PATIENCE_S)

    def talk(self) -> str:
        return (self.folder / "talk").read_text()

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds."""
        end = time.monotonic() + PATIENCE_S
        while not holds():
            assert time.monotonic() < end, self.talk()
            time.sleep(0.1)

    def submit(self) -> None:
        self.client.create_annotation(self.client.export(self.projects[0])[0]["id"], [], lead_time=1.0)

    def written(self) -> int:
        """How much of people's work is in the file."""
        return self.out.read_bytes().count(b'"role":"person"')

    def webhooks(self) -> int:
        return sum(len(registered(self.client, project)) for project in self.projects)


def test_where_the_server_may_not_call_it_is_asked(client: Client, tmp_path: Path) -> None:
    watched = Watched(client, tmp_path)
    with road(client.url, "429", breaking="/webhooks") as guarded:
        watched.url = guarded.url
        with watched.watching() as running:
            watched.submit()
            watched.until(lambda: watched.written() == 1)

    assert "`annotate up --live` may call this machine" in watched.talk()
    assert (running.returncode, b'"submitted": 1' in watched.said) == (0, True)


def test_where_the_server_may_call_it_does_and_nothing_is_left_there(client: Client, tmp_path: Path) -> None:
    watched = Watched(client, tmp_path)
    with watched.watching(signal.SIGTERM) as running:
        during = watched.webhooks()
        watched.submit()
        watched.until(lambda: watched.written() == 1)

    assert "the server calls us" in watched.talk()
    assert (running.returncode, during, watched.webhooks()) == (0, 2, 0)
    assert not any(word in watched.talk() for word in (client._key, "Traceback"))


def test_what_a_dead_watch_left_is_removed_by_the_next(client: Client, tmp_path: Path) -> None:
    watched = Watched(client, tmp_path)
    Webhooks(client, "http://127.0.0.1:9", "secret").ensure(watched.projects)
    with watched.watching(signal.SIGKILL):
        killed = watched.webhooks()
    with watched.watching():
        again = watched.webhooks()

    assert (killed, again, watched.webhooks()) == (2, 2, 0)


def test_registering_twice_registers_once(client: Client, tmp_path: Path) -> None:
    watched = Watched(client, tmp_path)
    hooks = Webhooks(client, "http://127.0.0.1:9", "secret")
    for _ in range(2):
        hooks.ensure(watched.projects)
        Webhooks(client, "http://127.0.0.1:9", "secret").ensure(watched.projects)

    assert watched.webhooks() == 2
