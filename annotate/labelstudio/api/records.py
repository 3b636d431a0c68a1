"""What a Label Studio server tells of itself, as plain records."""

from typing import Any, NamedTuple


class UserInfo(NamedTuple):
    """An account on the server."""

    id: int
    email: str


class ProjectInfo(NamedTuple):
    """A project on the server; its label config is asked for apart."""

    id: int
    title: str
    description: str
    model_version: str
    tasks: int


class TaskInfo(NamedTuple):
    """A task without its annotations; annotations count those submitted and those skipped.

    `drafts` is 1 if anybody has an unfinished annotation of it, else 0; how many there are, only `export` knows.
    """

    id: int
    data: dict[str, Any]
    updated_at: str
    total_annotations: int
    total_predictions: int
    drafts: int


class Imported(NamedTuple):
    """Tasks that were made, in the order sent. `whole`: the server says that it kept all that came with them.

    It need not: where its database is locked it tries again with the tasks alone, and answers 201.
    """

    tasks: list[int]
    whole: bool


class ViewInfo(NamedTuple):
    """A tab of a project's task list."""

    id: int
    title: str
    data: dict[str, Any]
