"""Webhooks of ours on a server: one a project, there while somebody listens, removed when they leave.

Label Studio sends them inside the request that somebody made, once, and forgets those that fail: they are hints, never
the news itself.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

import httpx

from annotate.labelstudio.api.client import Client
from annotate.labelstudio.live.listening import SECRET_HEADER

PATH = "/annotate/changed"
_ACTIONS = (
    "ANNOTATION_CREATED",
    "ANNOTATIONS_CREATED",
    "ANNOTATION_UPDATED",
    "ANNOTATIONS_DELETED",
    "TASKS_CREATED",
    "TASKS_DELETED",
)
_ANSWERS_WITHIN_S = 10.0  # a listener that is dead refuses at once, one that lives may be busy


class Webhooks:
    """The webhooks of one listener."""

    def __init__(self, client: Client, address: str, secret: str) -> None:
        """Take the listener's address, such as http://127.0.0.1:9090, and what proves that the server calls it."""
        self._client, self._url, self._secret = client, address + PATH, secret
        self._made: dict[int, int] = {}

    def ensure(self, projects: Iterable[int]) -> None:
        """Register with the projects that have no webhook of ours yet; those that a dead listener left are removed.

        LabelStudioError if the server refuses, as it does for private addresses unless it was told otherwise.
        """
        for project in projects:
            if project in self._made:
                continue
            for stale in _left_behind(self._client, project, self._url):
                delete(self._client, stale)
            self._made[project] = create(self._client, project, self._url, self._secret, _ACTIONS)

    def remove(self) -> None:
        """Take all of them back."""
        while self._made:
            _, webhook = self._made.popitem()
            delete(self._client, webhook)


def listed(client: Client, project: int) -> list[dict[str, Any]]:
    """Return the webhooks of a project as the server tells them."""
    found = client.call("list the webhooks", "GET", "api/webhooks/", params={"project": project})
    return [one for one in found if one["project"] == project]


def registered(client: Client, project: int) -> list[dict[str, Any]]:
    """Return those of a project that are ours and call a listener of `annotate pull`."""
    return [one for one in listed(client, project) if urlsplit(one["url"]).path == PATH]


def _left_behind(client: Client, project: int, url: str) -> list[int]:
    """Return the webhooks to our own host at which none of ours listens any more."""
    host = urlsplit(url).hostname
    return [
        one["id"]
        for one in registered(client, project)
        if urlsplit(one["url"]).hostname == host and (one["url"] == url or not _answers(one["url"]))
    ]


def _answers(url: str) -> bool:
    try:
        answer = httpx.get(url, timeout=_ANSWERS_WITHIN_S, trust_env=False)
    except httpx.HTTPError:
        return False
    return str(answer.headers.get("Server", "")).startswith("news-annotate")


def create(
    client: Client, project: int, url: str, secret: str, actions: Sequence[str], *, payload: bool = False
) -> int:
    """Have the server call an address when one of the actions is done in a project; return the webhook's id.

    With `payload` it says what was acted on, else only that something was.
    """
    webhook = {
        "url": url,
        "project": project,
        "send_payload": payload,
        "send_for_all_actions": False,
        "actions": list(actions),
        "headers": {SECRET_HEADER: secret},
        "is_active": True,
    }
    return int(client.call("call us when something changes", "POST", "api/webhooks/", json=webhook)["id"])


def delete(client: Client, webhook: int) -> None:
    """Take a webhook back."""
    client.call(f"delete webhook {webhook}", "DELETE", f"api/webhooks/{webhook}/")
