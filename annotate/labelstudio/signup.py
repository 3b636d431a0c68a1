"""An account for another annotator, made without a browser."""

import html
import re

import httpx

from annotate.errors import LabelStudioError
from annotate.labelstudio.client import Client
from annotate.labelstudio.http import http_client, unreached

_COMPLAINT = re.compile(r'class="(?:field_errors|[^"]*\berror\b[^"]*)"[^>]*>(?:\s*<li>)?\s*([^<\s][^<]*)')


def add_user(client: Client, email: str, password: str) -> str:
    """Make an account, or enter the one there is, and return its token; LabelStudioError says why not."""
    try:
        with http_client(client.url) as http:
            if email.lower() not in client.users().values():
                _send(http, client.url + client.invitation(), email, password)
            _send(http, client.url + "/user/login/", email, password)
            answer = http.get(client.url + "/api/current-user/token")
            if not answer.is_success:
                raise LabelStudioError(f"Label Studio at {client.url} did not let {email} in: is the password right?")
            return str(answer.json()["token"])
    except httpx.HTTPError as error:
        raise unreached(f"make an account for {email}", client.url, error, key=password) from error


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
