"""A project's suggestions made live: `annotate serve` registered as its ML backend, once, and taken out again."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import msgspec

from annotate.errors import LabelStudioError
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.live import webhooks
from annotate.labelstudio.live.listening import LOCAL, SECRET_HEADER
from annotate.labelstudio.own.private import write_private

TITLE = "news-annotate"
FIRST_PORT = 9090
_ANSWERS_WITHIN_S = 10.0


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """Where `annotate serve` of a working folder is reached, and the secret that opens it, which is never shown."""

    url: str
    secret: str

    def __repr__(self) -> str:
        """Return the address without the secret."""
        return f"Address({self.url!r})"


def read_address(folder: Path) -> Address | None:
    """Return the address that was kept last, None if there never was one; LabelStudioError if it is damaged."""
    path = folder / "serve.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Address)
    except FileNotFoundError:
        return None
    except msgspec.DecodeError as error:
        raise LabelStudioError(f"{path}: damaged ({error}); delete it, `annotate serve` makes it anew") from error


def write_address(folder: Path, address: Address) -> None:
    """Keep serve.json so that only this user can read it; whole or not at all."""
    write_private(folder / "serve.json", msgspec.json.encode(address) + b"\n")


def secret_of(folder: Path) -> str:
    """Return the secret of the folder's backend, the one of last time if there was one: registrations stay good."""
    known = read_address(folder)
    return secrets.token_urlsafe(24) if known is None else known.secret


def serving_address(folder: Path) -> Address:
    """Return the address of the `annotate serve` that runs for a folder; LabelStudioError if none answers."""
    address = read_address(folder)
    if address is None:
        raise LabelStudioError(f"nothing serves suggestions for {folder}: start `annotate serve`, in another terminal")
    try:
        with httpx.Client(timeout=_ANSWERS_WITHIN_S, trust_env=False) as http:
            answer = http.get(f"{address.url}/health", headers={SECRET_HEADER: address.secret})
    except httpx.HTTPError as error:
        said = f"nothing answers at {address.url}, where `annotate serve` was: start it, in another terminal"
        raise LabelStudioError(said) from error
    if not answer.is_success:
        raise LabelStudioError(f"what answers at {address.url} is not the `annotate serve` of {folder}: start that")
    return address


def register(client: Client, project: int, address: Address) -> None:
    """Make the backend the one that a project asks for suggestions; doing it twice changes nothing.

    LabelStudioError if the server may not call it, or asks another one first; what the attempt left is removed.
    """
    rows = backends(client, project)
    ours = [row for row in rows if _is_ours(row, address)]
    if rows and rows[0] not in ours:
        raise LabelStudioError(
            f"project {project} has the ML backend {rows[0]['title']!r} at {rows[0]['url']}, which is asked first: "
            "delete it under Settings > Model, then push again"
        )
    wanted = {
        "project": project,
        "url": address.url,
        "title": TITLE,
        "is_interactive": True,
        "auth_method": "BASIC_AUTH",
        "basic_auth_user": TITLE,
        "basic_auth_pass": address.secret,
    }
    with _cleaned_up(client, project, {row["id"] for row in rows}):
        if ours:
            client.call("renew its ML backend", "PATCH", f"api/ml/{ours[0]['id']}", json=wanted)
        else:
            client.call("make an ML backend", "POST", "api/ml/", json=wanted)
    for surplus in ours[1:]:
        _delete(client, surplus)
    _hook(client, project, address)


def unregister(client: Client, project: int, address: Address) -> bool:
    """Take the backend out of a project and tell whether it was there; predictions that it made stay."""
    ours = [row for row in backends(client, project) if _is_ours(row, address)]
    for row in ours:
        _delete(client, row)
    _unhook(client, project, address)
    return bool(ours)


def backends(client: Client, project: int) -> list[dict[str, Any]]:
    """Return the ML backends of a project, by id: the first is the one that is asked."""
    rows = client.call("list ML backends", "GET", "api/ml/", params={"project": project})
    return sorted(rows, key=lambda row: int(row["id"]))


def _is_ours(row: dict[str, Any], address: Address) -> bool:
    return row["title"] == TITLE or str(row["url"]).rstrip("/") == address.url


@contextmanager
def _cleaned_up(client: Client, project: int, before: set[int]) -> Iterator[None]:
    """Say what opens the guard if it is shut, and delete the row that a server leaves of a refused registration."""
    try:
        yield
    except LabelStudioError as error:
        for row in backends(client, project):
            if row["id"] not in before:
                _delete(client, row)
        if "reserved network" in str(error) or "local" in str(error):
            raise LabelStudioError(
                f"{error}. It may not call private addresses such as those on {LOCAL}: start it by `annotate up --live`; "
                "on a server of yours, LABEL_STUDIO_ML_BLOCK_LOCAL_IP=false and "
                "LABEL_STUDIO_SSRF_PROTECTION_ENABLED=false open the guard for everybody who can change a project"
            ) from error
        raise


def _delete(client: Client, row: dict[str, Any]) -> None:
    client.call("delete an ML backend", "DELETE", f"api/ml/{row['id']}")


def _hook(client: Client, project: int, address: Address) -> None:
    """Have the backend told of imported tasks, and of nothing else: the webhook that comes with it tells everything."""
    _unhook(client, project, address)
    webhooks.create(client, project, f"{address.url}/webhook", address.secret, ["TASKS_CREATED"], payload=True)


def _unhook(client: Client, project: int, address: Address) -> None:
    for hook in webhooks.listed(client, project):
        if hook["url"] == f"{address.url}/webhook":
            webhooks.delete(client, hook["id"])
