"""What narrows a task list, in the words of Label Studio's data manager: for requests, and for the tabs of a project."""

import json
from typing import Any, Literal

Filter = dict[str, Any]
Kind = Literal["Boolean", "Datetime", "List", "Number", "String"]


def where(column: str, operator: str, kind: Kind, value: object) -> Filter:
    """Return the filter that lets tasks through whose column compares so with a value."""
    return {"filter": f"filter:tasks:{column}", "operator": operator, "type": kind, "value": value}


# Drafts in a task list are one's own; whether anybody has one, only this filter tells.
BEGUN = where("draft_exists", "equal", "Boolean", value=True)


def joined(*filters: Filter, conjunction: Literal["and", "or"] = "and") -> dict[str, Any]:
    """Return filters as one, as a tab keeps them; none lets every task through."""
    return {"conjunction": conjunction, "items": list(filters)}


def query(*filters: Filter, conjunction: Literal["and", "or"] = "and") -> str:
    """Return filters as the parameter `query` of a request for the task list."""
    return json.dumps({"filters": joined(*filters, conjunction=conjunction)})
