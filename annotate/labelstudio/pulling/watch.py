"""Waiting for what people do: the server calls us where it may, else it is asked every few seconds."""

import secrets
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from annotate.errors import LabelStudioError
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.live.listening import LOCAL, listening
from annotate.labelstudio.live.webhooks import PATH, Webhooks

_POLL_S = 5.0  # where the server may not call us
_CALLED_POLL_S = 20.0  # where it may: for drafts, of which it says nothing, and for calls that were lost
_SETTLED_S = 2.0  # after a call it is asked once more: a call may come before what it tells of can be read
_SHARE = 4  # asking takes at most a part in so many of our time and the server's

Report = Callable[[str], None]


class Watch:
    """When to look: `wait` returns as soon as there may be something new."""

    def __init__(self, hooks: Webhooks | None, heard: threading.Event, *, poll_s: float) -> None:
        """Wait for calls through the webhooks if there are any, and look every so many seconds in any case."""
        self._hooks, self._heard, self._poll_s = hooks, heard, poll_s
        self._again = False
        self._looked = time.monotonic()

    def follow(self, projects: Iterable[int]) -> None:
        """Be called for these projects too."""
        if self._hooks is not None:
            self._hooks.ensure(projects)

    def wait(self) -> None:
        """Return when the server called, or when it is time to look."""
        longest = _SETTLED_S if self._again else max(self._poll_s, _SHARE * (time.monotonic() - self._looked))
        self._again = self._heard.wait(longest)
        if self._again:  # a call that comes now is not forgotten
            self._heard.clear()
        self._looked = time.monotonic()


@contextmanager
def watching(
    client: Client,
    projects: Iterable[int],
    *,
    listen: tuple[str, int] | None = None,
    report: Report = lambda _: None,
) -> Iterator[Watch]:
    """Lend a watch over projects; the webhooks it needs are gone when the block is left.

    `listen` is the host and port where the server can reach us; by default a free port of this machine, if the server
    is on it. Where it refuses to call, `report` is told why and it is asked every few seconds.
    """
    heard = threading.Event()
    place = listen or ((LOCAL, 0) if urlsplit(client.url).hostname in {LOCAL, "localhost"} else None)
    if place is None:
        report("asking every few seconds; with --listen HOST:PORT the server can call us instead")
        yield Watch(None, heard, poll_s=_POLL_S)
        return
    secret = secrets.token_urlsafe(32)
    with listening({("POST", PATH): lambda _: heard.set()}, host=place[0], port=place[1], secret=secret) as address:
        hooks = _registered(Webhooks(client, address, secret), projects, report)
        try:
            yield Watch(hooks, heard, poll_s=_POLL_S if hooks is None else _CALLED_POLL_S)
        finally:
            if hooks is not None:
                with suppress(LabelStudioError):  # the server has gone before us: the next watch finds what is left
                    hooks.remove()


def _registered(hooks: Webhooks, projects: Iterable[int], report: Report) -> Webhooks | None:
    try:
        hooks.ensure(projects)
    except LabelStudioError as error:
        with suppress(LabelStudioError):
            hooks.remove()
        report(
            f"the server does not call us, so it is asked every few seconds: {error}. "
            "A server of `annotate up --live` may call this machine"
        )
        return None
    report("the server calls us when something changes")
    return hooks
