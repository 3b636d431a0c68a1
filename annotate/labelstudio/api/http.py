"""What went wrong between us and a Label Studio server, said in a sentence; no key and no header is ever in it."""

import ipaddress
import re
from typing import Any
from urllib.parse import urlsplit

import httpx

from annotate.errors import LabelStudioError

TIMEOUT_S = 600.0
_DETAIL_CHARACTERS = 600


def http_client(url: str) -> httpx.Client:
    """Return an HTTP client for a server; a proxy of the environment is not asked for this machine's own servers.

    Nor is a connection to those used twice: their Label Studio sends an answer in two pieces, and on a connection that has
    been used the second waits 40 ms for the first to be confirmed. That was two thirds of every small request.
    """
    if _is_loopback(url):
        once = httpx.Limits(max_keepalive_connections=0)
        return httpx.Client(timeout=TIMEOUT_S, follow_redirects=True, trust_env=False, limits=once)
    return httpx.Client(timeout=TIMEOUT_S, follow_redirects=True)


def usable_url(url: str) -> str:
    """Return the address without a trailing slash; LabelStudioError if it is none."""
    parts = urlsplit(url.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise LabelStudioError(f"LABEL_STUDIO_URL={url!r} is no address; it would be like http://127.0.0.1:8080")
    if parts.username or parts.password:
        raise LabelStudioError("LABEL_STUDIO_URL must not hold a user or password: the key is all that is needed")
    return url.strip().rstrip("/")


def usable_key(key: str) -> str:
    """Return the key without blanks around it; LabelStudioError, which does not show it, if it cannot be one."""
    key = key.strip()
    if not re.fullmatch(r"[!-~]+", key):
        raise LabelStudioError(
            "LABEL_STUDIO_API_KEY holds characters that no key has; copy it again from Account & Settings of the server"
        )
    return key


def refused(asked: str, url: str, status: int | None, body: Any, *, key: str) -> LabelStudioError:
    """Return the error for an answer with a status that means no, or for one that cannot be read (None)."""
    told = "" if status is None else f" (status {status})"
    sentence = f"Label Studio at {url} refused to {asked}{told}: {detail(body)}"
    return LabelStudioError(sentence.replace(key, "***") + _remedy(status, detail(body)))


def unreached(asked: str, url: str, error: httpx.HTTPError, *, key: str) -> LabelStudioError:
    """Return the error for a server that did not answer, or not to the end."""
    if isinstance(error, httpx.ConnectError):
        return LabelStudioError(
            f"no server answers at {url} (asked to {asked}); is it up? `annotate status` says, `annotate up` starts it"
        )
    if isinstance(error, httpx.TimeoutException):
        return LabelStudioError(
            f"Label Studio at {url} did not {asked} within {TIMEOUT_S:.0f} s; `annotate status` says whether it lives; "
            "then run the command again: what is done is not done twice"
        )
    said = f"{type(error).__name__}: {error}".replace(key, "***")
    return LabelStudioError(
        f"the connection to Label Studio at {url} broke while it was asked to {asked} ({said}); `annotate status` says "
        "whether it lives; then run the command again: what is done is not done twice"
    )


def detail(body: Any) -> str:
    """Return what a server's answer says of its reasons, on one line and cut to a readable length."""
    if isinstance(body, dict):
        reasons = [body.get("detail"), body.get("validation_errors"), body.get("message")]
        said = "; ".join(_flat(reason) for reason in reasons if reason) or _flat(body)
    else:
        said = str(body or "no reason given")
    if re.match(r"\s*<(!doctype|html)", said, re.IGNORECASE):
        return "it answered with a web page: is this address a Label Studio, and its name right?"
    said = " ".join(said.split())
    half = _DETAIL_CHARACTERS // 2
    return said if len(said) <= _DETAIL_CHARACTERS else f"{said[:half]} … {said[-half:]}"


def _flat(reason: Any) -> str:
    if isinstance(reason, dict):
        return ", ".join(f"{name}: {_flat(value)}" for name, value in reason.items())
    if isinstance(reason, list):
        return ", ".join(map(_flat, reason))
    return str(reason)


def _remedy(status: int | None, said: str) -> str:
    if status == httpx.codes.UNAUTHORIZED and "legacy" in said:
        return (
            "; this server accepts personal access tokens only: make one under Account & Settings, or let the "
            "organisation's owner allow legacy tokens"
        )
    remedies: dict[int | None, str] = {
        httpx.codes.UNAUTHORIZED: "; the key is wrong, expired or revoked: take a new one from Account & Settings",
        httpx.codes.FORBIDDEN: "; the key's user may not do this",
        httpx.codes.NOT_FOUND: "; it may have been deleted on the server, or belongs to another organisation",
        httpx.codes.REQUEST_ENTITY_TOO_LARGE: "; send fewer articles at once",
    }
    return remedies.get(status, "")


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
