"""The routes of an ML backend: requests of Label Studio answered on all cores, tasks imported by hand completed."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from http import HTTPStatus
from importlib import import_module
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from signal import SIG_IGN, SIGINT, signal
from threading import Lock
from typing import Any, TypeVar

from annotate.errors import AnnotateError, LabelStudioError
from annotate.heuristics.version import rules_version
from annotate.labelstudio.api.client import Client, connect
from annotate.labelstudio.live.backend import Suggested, answered, is_complete, setup, touching
from annotate.labelstudio.live.listening import RequestError, Routes
from annotate.labelstudio.page.config import label_config
from annotate.labelstudio.page.controls import TEXT
from annotate.scheme import load_scheme

_POOLED = 12  # tasks from which it pays to send them to other processes
_CHUNK = 8  # tasks of one errand to another process: few enough that the last one is not waited for long
_COMPLETED = 200  # tasks of one request that are given their lists before it is answered: the server waits 100 s

Report = Callable[[str], None]
Server = Callable[[], Client]
T = TypeVar("T")


@contextmanager
def serving(
    folder: Path, environ: Mapping[str, str], *, processes: int | None = None, report: Report
) -> Iterator["Backend"]:
    """Lend the ML backend; on leaving, what it started is ended.

    Tasks imported by hand into the server of the folder (or of the environment) get the lists, id and hash that pushed
    ones have. `report` is told which tasks got no suggestions and why, never what is in them.
    """
    with ThreadPoolExecutor(1, "completing") as completing:
        backend = Backend(partial(connect, folder, environ), completing, processes or os.cpu_count() or 1, report)
        completing.submit(_warmed)
        try:
            yield backend
        finally:
            backend.close()
            completing.shutdown(cancel_futures=True)


class Backend:
    """The answers, and what is needed to give them: processes for large requests, a thread that completes tasks."""

    def __init__(self, server: Server, completing: ThreadPoolExecutor, processes: int, report: Report) -> None:
        """Start nothing yet: the processes come with the first large request."""
        self._server, self._completing, self._processes, self._report = server, completing, processes, report
        self._pool: ProcessPoolExecutor | None = None
        self._starting, self._patching = Lock(), Lock()
        self._patched: set[int] = set()
        self._ours: dict[str, bool] = {}
        self.counts = {"tasks": 0, "without_suggestions": 0}

    def routes(self) -> Routes:
        """Return what Label Studio asks of an ML backend."""
        return {
            ("GET", "/"): _health,
            ("GET", "/health"): _health,
            ("GET", "/versions"): lambda _: {"versions": [rules_version()]},
            ("POST", "/setup"): lambda asked: _refusing(partial(setup, _config(asked, "schema"))),
            ("POST", "/predict"): self.predict,
            ("POST", "/webhook"): self.heard,
        }

    def predict(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Return {"results": [a prediction a task, or {"error"}]}, with a context only what lies where a person draws."""
        tasks, config = asked.get("tasks"), _config(asked, "label_config")
        if not isinstance(tasks, list):
            raise RequestError(HTTPStatus.BAD_REQUEST, '"tasks" should be a list of tasks')
        params = asked.get("params")
        context = params.get("context") if isinstance(params, dict) else None
        answers = _refusing(partial(self._answered, tasks, config))
        # Never later, beside the server's own writing: it would overwrite what the server counts of the task.
        if len(tasks) <= _COMPLETED:
            self._complete(str(asked.get("project")), tasks, answers)
        errors = [answer.prediction["error"] for answer in answers if "error" in answer.prediction]
        self.counts["tasks"] += len(tasks)
        self.counts["without_suggestions"] += len(errors)
        if errors:
            self._report(f"{len(errors)} of {len(tasks)} tasks got no suggestions: {'; '.join(islice(errors, 5))}")
        if context is not None:
            return {"results": [touching(answer.prediction, context) for answer in answers]}
        return {"results": [answer.prediction for answer in answers]}

    def heard(self, asked: dict[str, Any]) -> dict[str, str]:
        """Take news: tasks that were imported are completed in the background, before anybody opens them.

        Nothing follows from any other, the call to train included: people's work changes no rule.
        """
        tasks, project = asked.get("tasks"), asked.get("project")
        if asked.get("action") == "TASKS_CREATED" and isinstance(tasks, list) and isinstance(project, dict):
            self._completing.submit(self._complete_imported, tasks, project).add_done_callback(self._say_fault)
        return {"status": "ok"}

    def _complete_imported(self, tasks: Sequence[Any], project: dict[str, Any]) -> None:
        bare = [task for task in tasks if not is_complete(task)]
        if bare:
            answers = self._answered(bare, _config(project, "label_config"))
            self._complete(f"{project['id']}.{_second(project['created_at'])}", bare, answers)

    def _say_fault(self, done: Future[None]) -> None:
        error = None if done.cancelled() else done.exception()
        if error is not None:
            self._report(f"imported tasks could not be completed ({type(error).__name__}: {error})")

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def _answered(self, tasks: Sequence[Any], config: str) -> list[Suggested]:
        work = partial(answered, config=config)
        if len(tasks) < _POOLED or self._processes == 1:
            return work(tasks)
        with self._starting:
            if self._pool is None:
                # Spawned: a fork of a process with threads may hang.
                spawn = get_context("spawn")
                self._pool = ProcessPoolExecutor(self._processes, mp_context=spawn, initializer=_deaf_to_ctrl_c)
            pool = self._pool
        chunks = [tasks[at : at + _CHUNK] for at in range(0, len(tasks), _CHUNK)]
        try:
            return [answer for chunk in pool.map(work, chunks) for answer in chunk]
        except BrokenProcessPool:
            self._report("a process that pre-annotates was ended from outside; the request is answered without them")
            self._pool = None
            return work(tasks)

    def _is_ours(self, project: str) -> bool:
        """Say whether a project, "<id>.<second it was made>", is on the server that we have a key for."""
        if project not in self._ours:
            number, _, made = project.partition(".")
            try:
                with self._server() as client:
                    settings = client.project_settings(int(number))
                self._ours[project] = _second(settings["created_at"]) == int(made)
            except (AnnotateError, ValueError):
                return False  # no such server or project: suggestions are made without completing tasks
        return self._ours[project]

    def _complete(self, project: str, tasks: Sequence[Any], answers: Sequence[Suggested]) -> None:
        """Give tasks the data that they lack, once, if they are on the server that we have a key for.

        A request and the news of an import may do so with the same tasks at once: when this returns, both are done with
        them, and the server's own writing has them to itself.
        """
        bare = [(task, answer.lists) for task, answer in zip(tasks, answers, strict=True) if answer.lists]
        if not bare or not self._is_ours(project):
            return
        try:
            with self._server() as client:
                for task, lists in bare:
                    with self._patching:  # for one task at a time: an import of thousands holds nobody up
                        if task["id"] not in self._patched:
                            client.patch_task_data(task["id"], {**task["data"], **lists})
                            self._patched.add(task["id"])
        except AnnotateError as error:
            self._report(f"tasks could not be given the lists that they lack: {error}")


def _deaf_to_ctrl_c() -> None:
    """Leave ctrl+c, which a terminal sends to every process, to the one that ends the others."""
    signal(SIGINT, SIG_IGN)


def _warmed() -> None:
    """Read the lexicons and import the SDK now, not while the first person waits for a page."""
    scheme = load_scheme()
    for shown in scheme.passes:
        answered([{"data": {TEXT: "Prices rose by 3%, the ministry said."}}], label_config(scheme, shown))
    import_module("label_studio_sdk.client")


def _second(time: str) -> int:
    return int(datetime.fromisoformat(time).timestamp())


def _health(_: dict[str, Any]) -> dict[str, str]:
    return {"status": "UP", "model_class": "news-annotate"}


def _config(asked: Mapping[str, Any], key: str) -> str:
    config = asked.get(key)
    if not isinstance(config, str):
        raise RequestError(HTTPStatus.BAD_REQUEST, f'"{key}" should be the label config, as text')
    return config


def _refusing(work: Callable[[], T]) -> T:
    """Return what the work returns; a page that does not fit is the sender's fault."""
    try:
        return work()
    except LabelStudioError as error:
        raise RequestError(HTTPStatus.BAD_REQUEST, str(error)) from error
