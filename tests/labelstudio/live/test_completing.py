"""Tasks imported by hand get their lists from two sides, an answer and the news of the import: once, before the answer."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any, Self, cast

import pytest

from annotate.labelstudio.api.client import Client
from annotate.labelstudio.live.serving import Backend
from annotate.labelstudio.page.config import label_config
from annotate.labelstudio.page.controls import TEXT
from annotate.labelstudio.results.tasks import DOC_ID
from tests.records import SCHEME

CONFIG = label_config(SCHEME, SCHEME.passes[0])
MADE = "2024-10-18T00:00:00Z"
TASKS = [{"id": number, "data": {TEXT: f"Sales fell by {number}%."}} for number in (7, 8)]
NEWS = {
    "action": "TASKS_CREATED",
    "tasks": TASKS,
    "project": {"id": 1, "created_at": MADE, "label_config": CONFIG},
}
QUESTION = {"tasks": TASKS, "label_config": CONFIG, "project": "1.1729209600"}


class Server:
    """A server that counts what it is sent, and takes it when it is told to."""

    def __init__(self) -> None:
        self.sent: list[int] = []
        self.asked, self.takes = Event(), Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def project_settings(self, _project: int) -> dict[str, Any]:
        return {"created_at": MADE}

    def patch_task_data(self, task: int, data: dict[str, Any]) -> None:
        assert data[DOC_ID]
        self.sent.append(task)
        self.asked.set()
        assert self.takes.wait(60)


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def completing() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as executor:
        yield executor


@pytest.fixture
def backend(server: Server, completing: ThreadPoolExecutor) -> Backend:
    return Backend(lambda: cast("Client", server), completing, 1, pytest.fail)


def test_news_that_come_after_the_answer_change_nothing_more(
    backend: Backend, server: Server, completing: ThreadPoolExecutor
) -> None:
    server.takes.set()
    assert len(backend.predict(QUESTION)["results"]) == 2

    backend.heard(NEWS)
    completing.shutdown()

    assert server.sent == [7, 8]


def test_an_answer_waits_for_what_the_news_began(backend: Backend, server: Server) -> None:
    backend.heard(NEWS)
    assert server.asked.wait(60)
    with ThreadPoolExecutor(1) as asking:
        answer = asking.submit(backend.predict, QUESTION)
        with pytest.raises(TimeoutError):
            answer.result(0.3)
        server.takes.set()
        answer.result(60)
        told = list(server.sent)

    assert sorted(told) == [7, 8]
