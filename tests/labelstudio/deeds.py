"""What people do at a server and the program never does: they begin, change their minds, delete."""

from typing import Any

from annotate.labelstudio.api.client import Client


def begin(client: Client, task: int, result: list[dict[str, Any]], *, lead_time: float = 0.0) -> int:
    """Keep an unfinished annotation, as the page does by itself, and return its id."""
    body = {"result": result, "lead_time": lead_time}
    return int(client.call(f"keep a draft of task {task}", "POST", f"api/tasks/{task}/drafts", json=body)["id"])


def change(client: Client, annotation: int, result: list[dict[str, Any]]) -> None:
    """Replace the result of an annotation."""
    client.call(f"change annotation {annotation}", "PATCH", f"api/annotations/{annotation}/", json={"result": result})


def delete_annotation(client: Client, annotation: int) -> None:
    """Delete an annotation."""
    client.call(f"delete annotation {annotation}", "DELETE", f"api/annotations/{annotation}/")


def delete_task(client: Client, task: int) -> None:
    """Delete a task with its annotations."""
    client.call(f"delete task {task}", "DELETE", f"api/tasks/{task}/")
