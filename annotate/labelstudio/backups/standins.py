"""Whose name restored work gets on a server: the person's own account where there is one, else a stand-in's."""

from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self

import httpx

from annotate.labelstudio.api.accounts import members
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.api.signup import posted, signed_in
from annotate.labelstudio.memory.roster import Roster


class StandIns:
    """The accounts of the people of a backup on one server, made as they are needed.

    A stand-in has a password that nobody is told: whoever it stands for gets an account of their own.
    """

    def __init__(self, client: Client, roster: Roster, name: str) -> None:
        """Keep what is needed; `name` is that of the backup's people.json."""
        self._client, self._roster, self._name = client, roster, name
        self._accounts = {member.email.casefold(): member.email for member in members(client) if member.active}
        self._me = client.whoami().email.casefold()
        self._sessions: dict[str, httpx.Client] = {}
        self._open = ExitStack()

    def __enter__(self) -> Self:
        """Return itself; leaving the block ends the sessions."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the sessions."""
        self._open.__exit__(kind, error, at)

    def account(self, pseudonym: str) -> str:
        """Return the e-mail address of the account that somebody's work is to belong to."""
        for email in self._roster.emails(pseudonym):
            if email in self._accounts:
                return self._accounts[email]
        email = self._roster.stand_in(pseudonym, self._name)
        if email not in self._accounts:
            self._session(email)
        return email

    def draft(self, pseudonym: str, path: str, body: dict[str, Any]) -> None:
        """Keep a draft as somebody: a server takes drafts from their own session alone.

        Who has an account here whose password we do not know gets the draft under a stand-in, with the same pseudonym.
        """
        asked = f"keep a draft of {pseudonym}"
        if self.account(pseudonym).casefold() == self._me:
            self._client.call(asked, "POST", path, json=body)
            return
        session = self._session(self._roster.stand_in(pseudonym, self._name))
        posted(session, self._client.url, path, body, asked=asked)

    def _session(self, email: str) -> httpx.Client:
        if email not in self._sessions:
            password = self._client.password_for(email)
            self._sessions[email] = self._open.enter_context(signed_in(self._client, email, password))
            self._accounts[email] = email
        return self._sessions[email]
