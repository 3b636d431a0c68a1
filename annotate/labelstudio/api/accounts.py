"""The accounts of a server: who may work there, what they have done, making one by invitation, taking one's access away."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from annotate.errors import LabelStudioError
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.api.predictions import touched, whole
from annotate.labelstudio.api.signup import signed_in
from annotate.labelstudio.memory.roster import Roster
from annotate.labelstudio.own.whereabouts import USER

_WITHHELD = "Deleted"  # what a server says instead of the e-mail address of somebody whose access was taken


class Member(NamedTuple):
    """An account; `email` is empty where the server withholds it, as it does once access was taken away."""

    id: int
    email: str
    active: bool


class Work(NamedTuple):
    """What somebody has done: numbers of annotations submitted and skipped, and of drafts not yet submitted."""

    submitted: int = 0
    skipped: int = 0
    drafts: int = 0


def address(name: str) -> str:
    """Return the e-mail address of a name: itself, or one at this machine's own domain, where no mail is ever sent."""
    name = name.strip().lower()
    return name if "@" in name else f"{name}@{USER.partition('@')[2]}"


def members(client: Client) -> list[Member]:
    """Return every account of the organisation, by id."""
    path = f"api/organizations/{_organisation(client)}/memberships"
    listed = client.call("list its members", "GET", path, params={"page_size": -1})["results"]
    users = [(int(one["user"]["id"]), str(one["user"]["email"])) for one in listed]
    return sorted(Member(id_, "" if email == _WITHHELD else email, email != _WITHHELD) for id_, email in users)


def add(client: Client, email: str, password: str) -> None:
    """Make an account by invitation; LabelStudioError if there is one, or the server does not take it."""
    if email in (member.email.lower() for member in members(client)):
        raise LabelStudioError(f"{email} has an account on {client.url} already; nothing was changed")
    with signed_in(client, email, password):
        pass


def disable(client: Client, email: str, *, roster: Roster, server: str) -> None:
    """Take somebody's access away: they open no task, annotate and export nothing from now on. Their work stays.

    It is final: Label Studio's free edition has no way back for the account, and it withholds the address from lists.
    Who signs in none the less sees the names of projects, and can keep drafts that nobody is shown. LabelStudioError if
    there is no such account, or it is the key's own. `server` is the server's name in the working folder's files.
    """
    found = {member.email.lower(): member.id for member in members(client) if member.active}
    if email not in found:
        raise LabelStudioError(f"no active account {email!r} on {client.url}; `annotate users list` has them")
    if found[email] == client.whoami().id:
        raise LabelStudioError(f"{email} is the account of the key in use: its own access cannot be taken away with it")
    roster.also(_note(server, found[email]), email)  # first: afterwards the server does not tell it
    path = f"api/organizations/{_organisation(client)}/memberships/{found[email]}"
    client.call(f"take away the access of {email}", "DELETE", path)


def work(client: Client, projects: Iterable[int], emails: "Addresses") -> dict[str, Work]:
    """Return what was done in projects by e-mail address: read from the tasks that people touched, and no others."""
    done: dict[str, Work] = {}
    for project in projects:
        for task in whole(client, project, touched(client, project)):
            for one in task["annotations"]:
                more = Work(skipped=1) if one["was_cancelled"] else Work(submitted=1)
                _add(done, emails.of(int(one["completed_by"] or 0)), more)
            for draft in task["drafts"]:
                _add(done, str(draft["user"]), Work(drafts=1))
    return done


def _add(done: dict[str, Work], email: str, more: Work) -> None:
    done[email] = Work(*(a + b for a, b in zip(done.get(email, Work()), more, strict=True)))


class Addresses:
    """The e-mail address of each account, of people without access too, so that they keep their pseudonyms.

    A server withholds the addresses of the latter in its lists. They are noted when access is taken away by us; else the
    exports of `projects` tell them, which are asked for once, and only if work of such a person is met.
    """

    def __init__(self, client: Client, roster: Roster, server: str, projects: Callable[[], Iterable[int]]) -> None:
        """Ask for the list of users. `server` is the server's name in the working folder's files."""
        self._client, self._roster, self._server, self._projects = client, roster, server, projects
        self._listed = client.users()
        self._told: dict[int, str] | None = None

    def known(self, user: int) -> str:
        """Return the address of an account that the server lists or that was noted; else nothing."""
        listed = self._listed.get(user, "")
        return listed if listed not in {"", _WITHHELD} else self._roster.noted(_note(self._server, user))

    def of(self, user: int) -> str:
        """Return the address of an account whose work was met; of one that nothing tells any more, its number."""
        return self.known(user) or (self._exported(user) if user in self._listed else "") or f"user {user}"

    def _exported(self, user: int) -> str:
        if self._told is None:
            self._told = _told(self._client, self._projects())
        if user in self._told:
            self._roster.also(_note(self._server, user), self._told[user])
        return self._told.get(user, "")


def _told(client: Client, projects: Iterable[int]) -> dict[int, str]:
    """Return the addresses of those who submitted or skipped something in projects, by id."""
    made = (one for project in projects for task in client.export(project) for one in task["annotations"])
    return {int(one["completed_by"]["id"]): str(one["completed_by"]["email"]) for one in made if one["completed_by"]}


def _note(server: str, user: int) -> str:
    return f"#user {user} of {server}"


def _organisation(client: Client) -> int:
    return int(client.call("say whose key this is", "GET", "api/current-user/whoami")["active_organization"])
