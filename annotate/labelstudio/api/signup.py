"""An account for another annotator, made without a browser."""

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from annotate.errors import LabelStudioError
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.api.http import http_client, refused, unreached

_COMPLAINT = re.compile(r'class="(?:field_errors|[^"]*\berror\b[^"]*)"[^>]*>(?:\s*<li>)?\s*([^<\s][^<]*)')


def add_user(client: Client, email: str, password: str) -> str:
    """Make an account, or enter the one there is, and return its token; LabelStudioError says why not."""
    with signed_in(client, email, password) as session:
        answer = session.get(client.url + "/api/current-user/token")
        if not answer.is_success:
            raise refused(f"show the token of {email}", client.url, answer.status_code, answer.text, key=password)
        return str(answer.json()["token"])


@contextmanager
def signed_in(client: Client, email: str, password: str) -> Iterator[httpx.Client]:
    """Lend the session of an account, as a browser has it; an account that is not there is made by invitation."""
    try:
        with http_client(client.url) as session:
            if email.lower() not in client.users().values():
                _send(session, client.url + client.invitation(), email, password)
            _send(session, client.url + "/user/login/", email, password)
            if not session.get(client.url + "/api/current-user/whoami").is_success:
                raise LabelStudioError(f"Label Studio at {client.url} did not let {email} in: is the password right?")
            yield session
    except httpx.HTTPError as error:
        raise unreached(f"let {email} in", client.url, error, key=password) from error


def posted(session: httpx.Client, url: str, path: str, body: dict[str, Any], *, asked: str) -> None:
    """Send a page's request in a session; LabelStudioError if it was refused. `asked` completes "refused to ..."."""
    token = session.cookies.get("csrftoken") or ""
    answer = session.post(f"{url}/{path}", json=body, headers={"X-CSRFToken": token, "Referer": url})
    if not answer.is_success:
        raise refused(asked, url, answer.status_code, answer.text, key=token or "-")


def _send(http: httpx.Client, url: str, email: str, password: str) -> None:
    page = http.get(url)
    if not page.url.path.startswith("/user/"):
        return  # signing up has entered already
    form = {"email": email, "password": password, "csrfmiddlewaretoken": http.cookies.get("csrftoken", "")}
    answer = http.post(url, data=form, headers={"Referer": url})
    complaint = _COMPLAINT.search(answer.text)
    if answer.is_success and complaint is None:
        return
    said = html.unescape(complaint.group(1).strip()) if complaint else f"status {answer.status_code}"
    raise LabelStudioError(f"Label Studio did not take the account {email}: {said}")
