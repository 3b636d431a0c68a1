"""Everything we ask of a Label Studio server, as plain typed calls; what goes wrong is a LabelStudioError."""

import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from annotate.errors import LabelStudioError
from annotate.labelstudio.api.connection import Connection
from annotate.labelstudio.api.filters import BEGUN, query
from annotate.labelstudio.api.http import usable_key, usable_url
from annotate.labelstudio.api.records import Imported, ProjectInfo, TaskInfo, UserInfo, ViewInfo
from annotate.labelstudio.own.server import running_server

URL, KEY = "LABEL_STUDIO_URL", "LABEL_STUDIO_API_KEY"
_PAGE = 500
_TASK_FIELDS = "id,data,updated_at,total_annotations,cancelled_annotations,total_predictions"
_SNAPSHOT_POLL_S = (0.01, 0.5)  # at first, since the free edition has it ready when it answers; at most
_WHOLE = {name: {"only_id": False} for name in ("drafts", "predictions", "annotations__completed_by")}


def is_named(environ: Mapping[str, str]) -> bool:
    """Say whether the environment names a server, so that none of our own is wanted."""
    return bool(environ.get(URL, "").strip() or environ.get(KEY, "").strip())


def connect(folder: Path, environ: Mapping[str, str]) -> "Client":
    """Return a client of the server that LABEL_STUDIO_URL and LABEL_STUDIO_API_KEY name, else of the folder's own.

    LabelStudioError if only one of the two is set, or none and no server of this working folder is running.
    """
    url, key = environ.get(URL, "").strip(), environ.get(KEY, "").strip()
    if url and key:
        return Client(usable_url(url), usable_key(key))
    if url or key:
        given, missing = (URL, KEY) if url else (KEY, URL)
        raise LabelStudioError(
            f"{given} is set, but {missing} is not: set both for a server of yours, or none for the one of `annotate up`"
        )
    own = running_server(folder)
    if own is None:
        raise LabelStudioError(f"no Label Studio is running for {folder}: `annotate up` starts one")
    return Client(own.url, own.token)


class Client(Connection):
    """The calls, one method each."""

    def acting_as(self, token: str) -> "Client":
        """Return a client of the same server for another user."""
        return Client(self.url, token)

    def whoami(self) -> UserInfo:
        """Return the user the key belongs to: the cheapest proof that address and key are right."""
        with self.asked("say whose key this is") as sdk:
            user = sdk.users.whoami()
            return UserInfo(int(user.id), str(user.email))

    def version(self) -> str:
        """Return the server's release, such as 1.23.2."""
        with self.asked("say its version") as sdk:
            return str(sdk.versions.get().release)

    def users(self) -> dict[int, str]:
        """Return the e-mail of every user by id."""
        return {user["id"]: user["email"] for user in self.call("list its users", "GET", "api/users/")}

    # -- projects

    def projects(self, title: str | None = None) -> list[ProjectInfo]:
        """Return the projects, by id; with a title those whose title contains it."""
        with self.asked("list the projects") as sdk:
            wanted = {"title": title} if title else {}
            return sorted(_project(project) for project in sdk.projects.list(**wanted))

    def project(self, title: str) -> ProjectInfo | None:
        """Return the project of exactly this title; LabelStudioError if there are several."""
        found = [project for project in self.projects(title) if project.title == title]
        if len(found) > 1:
            ids = ", ".join(str(project.id) for project in found)
            raise LabelStudioError(
                f"Label Studio at {self.url} has {len(found)} projects named {title!r} ({ids}): rename all but one"
            )
        return found[0] if found else None

    def create_project(self, title: str, config: str, instructions: str, description: str = "") -> ProjectInfo:
        """Make a project (title of 3 to 50 characters) and return it; instructions are HTML, shown on entering."""
        with self.asked(f"make the project {title!r}") as sdk:
            made = sdk.projects.create(
                title=title,
                label_config=config,
                expert_instruction=instructions,
                show_instruction=True,
                description=description,
                enable_empty_annotation=True,
            )
            return _project(made)

    def update_project(self, project: int, **changes: Any) -> None:
        """Change settings of a project: title, label_config, expert_instruction, maximum_annotations, ..."""
        self.call(f"change project {project}", "PATCH", f"api/projects/{project}/", json=changes)

    def delete_project(self, project: int) -> None:
        """Delete a project with everything in it."""
        self.call(f"delete project {project}", "DELETE", f"api/projects/{project}/")

    def project_settings(self, project: int) -> dict[str, Any]:
        """Return all settings of a project as the server tells them."""
        return dict(self.call(f"show project {project}", "GET", f"api/projects/{project}/"))

    def project_config(self, project: int) -> str:
        """Return the label config of a project (XML)."""
        return str(self.project_settings(project)["label_config"])

    # -- tasks and predictions

    def tasks(self, project: int) -> Iterator[TaskInfo]:
        """Yield the tasks of a project by id, page by page, without annotations and predictions."""
        drafted = {task["id"] for task in self.listed(project, include="id", query=query(BEGUN))}
        for task in self.listed(project, include=_TASK_FIELDS):
            yield TaskInfo(
                id=task["id"],
                data=task["data"],
                updated_at=task["updated_at"],
                total_annotations=task["total_annotations"] + task["cancelled_annotations"],
                total_predictions=task["total_predictions"],
                drafts=int(task["id"] in drafted),
            )

    def listed(self, project: int, **params: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of a project's task list by id, page by page: the fields that `include` names."""
        page, seen, total = 1, 0, 1
        while seen < total:
            paging = {"project": project, "page": page, "page_size": _PAGE, "ordering": "id"}
            answer = self.call(f"list the tasks of project {project}", "GET", "api/tasks", params=paging | params)
            total, tasks = answer["total"], answer["tasks"]
            if not tasks:
                return
            yield from tasks
            page, seen = page + 1, seen + len(tasks)

    def import_tasks(self, project: int, tasks: list[dict[str, Any]]) -> Imported:
        """Send tasks, all or none, with their predictions and annotations. Sending twice makes them twice."""
        asked = f"import {len(tasks)} tasks into project {project}"
        params = {"return_task_ids": "true"}
        answer = self.call(asked, "POST", f"api/projects/{project}/import", params=params, json=tasks)
        ids: list[int] = answer.get("task_ids", [])
        if len(ids) != len(tasks):
            raise LabelStudioError(f"Label Studio at {self.url} was asked to {asked} and returned {len(ids)} task ids")
        sent = [sum(len(task.get(kind, ())) for task in tasks) for kind in ("predictions", "annotations")]
        return Imported(ids, sent == [answer.get("prediction_count"), answer.get("annotation_count")])

    def import_predictions(self, project: int, predictions: list[dict[str, Any]]) -> int:
        """Send predictions (task, result, score, model_version each) and return how many were made."""
        asked = f"import {len(predictions)} predictions into project {project}"
        answer = self.call(asked, "POST", f"api/projects/{project}/import/predictions", json=predictions)
        return int(answer["created"])

    def delete_prediction(self, prediction: int) -> None:
        """Delete one prediction."""
        self.call(f"delete prediction {prediction}", "DELETE", f"api/predictions/{prediction}/")

    def model_versions(self, project: int) -> dict[str, int]:
        """Return the number of predictions of each model version of a project."""
        return dict(self.call("count predictions", "GET", f"api/projects/{project}/model-versions/"))

    def set_model_version(self, project: int, model_version: str) -> None:
        """Say whose predictions are shown to people; there must be some."""
        self.update_project(project, model_version=model_version)

    def patch_task_data(self, task: int, data: dict[str, Any]) -> None:
        """Replace the data of a task. Offsets of its annotations are not moved by it: never change the text."""
        self.call(f"change the data of task {task}", "PATCH", f"api/tasks/{task}/", json={"data": data})

    # -- what people did

    def export(self, project: int) -> list[dict[str, Any]]:
        """Return every task of a project by id, whole: data, annotations (skipped ones too), drafts, predictions.

        An annotation's `completed_by` is {"id", "email", ...}, a draft's `user` an e-mail. It is a snapshot that the
        server makes, because the task list shows nobody's drafts but one's own.
        """
        asked, path = f"export project {project}", f"api/projects/{project}/exports/"
        snapshot = self.call(asked, "POST", path, json={"serialization_options": _WHOLE})
        pause, longest = _SNAPSHOT_POLL_S
        try:
            while snapshot["status"] in {"created", "in_progress"}:
                time.sleep(pause)
                pause = min(2 * pause, longest)
                snapshot = self.call(asked, "GET", f"{path}{snapshot['id']}")
            if snapshot["status"] != "completed":
                raise LabelStudioError(f"Label Studio at {self.url} failed to {asked}: its log says why; try again")
            params = {"exportType": "JSON"}
            tasks = self.call(asked, "GET", f"{path}{snapshot['id']}/download", params=params)
        finally:
            self.call(asked, "DELETE", f"{path}{snapshot['id']}")
        return sorted(tasks, key=lambda task: int(task["id"]))

    def export_of(self, project: int, tasks: list[int]) -> list[dict[str, Any]]:
        """Return those of the tasks that the project has, with all annotations and drafts, predictions as ids.

        An annotation's `completed_by` is a user's id, a draft's `user` an e-mail.
        """
        return self.exported_of(project, tasks)()

    def exported_of(self, project: int, tasks: list[int]) -> Callable[[], list[dict[str, Any]]]:
        """Return what `export_of` returns as something yet to be decoded: whoever waits for the next need not do it."""
        params = {"exportType": "JSON", "download_all_tasks": "true", "ids[]": tasks}
        asked = f"export {len(tasks)} tasks of project {project}"
        answer = self.answered(asked, "GET", f"api/projects/{project}/export", params=params)
        return lambda: list(self.said(asked, answer))

    def create_annotation(
        self,
        task: int,
        result: list[dict[str, Any]],
        *,
        lead_time: float | None = None,
        parent_prediction: int | None = None,
        unique_id: str | None = None,
        skipped: bool = False,
    ) -> int:
        """Submit an annotation (or a skip) and return its id; `unique_id`, a UUID, forbids a second one like it."""
        body: dict[str, Any] = {"result": result, "was_cancelled": skipped}
        given = {"lead_time": lead_time, "parent_prediction": parent_prediction, "unique_id": unique_id}
        body |= {name: value for name, value in given.items() if value is not None}
        return int(self.call(f"annotate task {task}", "POST", f"api/tasks/{task}/annotations/", json=body)["id"])

    # -- views

    def views(self, project: int) -> list[ViewInfo]:
        """Return the tabs of a project's task list, by id."""
        found = self.call("list the views", "GET", "api/dm/views/", params={"project": project})
        return sorted(ViewInfo(view["id"], view["data"].get("title", ""), view["data"]) for view in found)

    def create_view(self, project: int, title: str, data: Mapping[str, Any] | None = None) -> int:
        """Make a tab and return its id; `data` holds ordering, filters, hiddenColumns as the task list knows them."""
        body = {"project": project, "data": {"title": title, **(data or {})}}
        return int(self.call(f"make the view {title!r}", "POST", "api/dm/views/", json=body)["id"])

    # -- people

    def invitation(self) -> str:
        """Return the path of the page where a new annotator signs up."""
        return str(self.call("invite an annotator", "GET", "api/invite")["invite_url"])


def _project(project: Any) -> ProjectInfo:
    return ProjectInfo(
        id=int(project.id),
        title=str(project.title),
        description=str(project.description or ""),
        model_version=str(project.model_version or ""),
        tasks=int(getattr(project, "task_number", None) or 0),
    )
