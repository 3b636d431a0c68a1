"""Many tasks at a time: the suggestions that are stored, exchanged in place, taken back; what people touched, and what not."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from annotate.labelstudio.api.client import Client
from annotate.labelstudio.api.filters import BEGUN, Filter, query, where
from annotate.labelstudio.api.records import TaskInfo

_BATCH = 250  # tasks a request: their ids fit into an address, their results into memory

T = TypeVar("T")
R = TypeVar("R")


class Stored(NamedTuple):
    """A prediction as the server holds it."""

    id: int
    model_version: str
    result: list[dict[str, Any]]


def batches(items: Iterable[T], size: int = _BATCH) -> Iterator[list[T]]:
    """Yield the items in lists of at most `size`."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def ahead(work: Callable[[T], R], items: Iterable[T]) -> Iterator[tuple[T, R]]:
    """Yield items, each with what `work` makes of it: that of the next is made while the last is used.

    One side waits for the server meanwhile, so that neither waits for the other.
    """
    with ThreadPoolExecutor(max_workers=1) as aside:
        last: tuple[T, Future[R]] | None = None
        for item in items:
            following = item, aside.submit(work, item)
            if last is not None:
                yield last[0], last[1].result()
            last = following
        if last is not None:
            yield last[0], last[1].result()


def stored(client: Client, project: int, tasks: Sequence[int]) -> dict[int, list[Stored]]:
    """Return the predictions of tasks, oldest first; a task that has none is not there."""
    found: dict[int, list[Stored]] = {}
    for task in _tasks(client, project, tasks, fields="all", include="id,predictions"):
        made = [Stored(one["id"], str(one["model_version"]), one["result"]) for one in task["predictions"]]
        if made:
            found[task["id"]] = sorted(made)
    return found


def untouched(client: Client, project: int, tasks: Sequence[int]) -> set[int]:
    """Return those of the tasks that exist and that no person has annotated, skipped or begun, asked at this moment."""
    counted = _tasks(client, project, tasks, include="id,total_annotations,cancelled_annotations")
    free = {task["id"] for task in counted if not task["total_annotations"] + task["cancelled_annotations"]}
    return free - {task["id"] for task in _tasks(client, project, tasks, BEGUN, include="id")}


def touched(client: Client, project: int) -> list[int]:
    """Return the tasks of a project that somebody has annotated, skipped or begun, by id."""
    done = [where(f"{kind}_annotations", "greater", "Number", 0) for kind in ("total", "cancelled")]
    some = query(*done, BEGUN, conjunction="or")
    return [task["id"] for task in client.listed(project, include="id", query=some)]


def whole(client: Client, project: int, tasks: Iterable[int]) -> Iterator[dict[str, Any]]:
    """Yield tasks with all annotations and drafts; of predictions the ids only."""
    for some in batches(tasks):
        yield from client.export_of(project, some)


def counted_again(client: Client, project: int, tasks: list[TaskInfo]) -> list[TaskInfo]:
    """Return tasks whose numbers of predictions are true.

    The server keeps them beside each task, and they can fall behind: then they do not add up to what it counts afresh.
    """
    if sum(task.total_predictions for task in tasks) == sum(client.model_versions(project).values()):
        return tasks
    shown = {one["id"] for one in client.listed(project, include="id,predictions_model_versions") if _versions(one)}
    return [task._replace(total_predictions=max(1, task.total_predictions) * (task.id in shown)) for task in tasks]


def _versions(task: dict[str, Any]) -> str:
    return str(task.get("predictions_model_versions") or "")


def bare(client: Client, project: int, tasks: Sequence[int]) -> list[int]:
    """Return those of the tasks that have no prediction."""
    counted = _tasks(client, project, tasks, include="id,total_predictions")
    return [task["id"] for task in counted if not task["total_predictions"]]


def exchange(client: Client, prediction: int, fresh: dict[str, Any]) -> None:
    """Put another suggestion in the place of one.

    It keeps its id: a page that was opened with the old one could not be submitted if that were deleted.
    """
    client.call(f"exchange prediction {prediction}", "PATCH", f"api/predictions/{prediction}/", json=fresh)


def clear(client: Client, project: int, tasks: Sequence[int]) -> None:
    """Delete all predictions of tasks."""
    _act(client, project, "delete_tasks_predictions", f"take back the suggestions of {len(tasks)} tasks", tasks)


def delete_tasks(client: Client, project: int, tasks: Sequence[int]) -> None:
    """Delete tasks with everything in them; those that are gone already are no fault."""
    _act(client, project, "delete_tasks", f"delete {len(tasks)} tasks", tasks)


def _act(client: Client, project: int, action: str, asked: str, tasks: Sequence[int]) -> None:
    chosen = {"selectedItems": {"all": False, "included": list(tasks)}, "project": str(project)}
    client.call(asked, "POST", "api/dm/actions", params={"id": action, "project": project}, json=chosen)


def _tasks(
    client: Client, project: int, tasks: Sequence[int], *filters: Filter, **fields: str
) -> Iterator[dict[str, Any]]:
    for some in batches(tasks):
        among = query(where("id", "in_list", "List", some), *filters)
        params = {"project": project, "page": 1, "page_size": len(some), "query": among, **fields}
        yield from client.call(f"list tasks of project {project}", "GET", "api/tasks", params=params)["tasks"]
