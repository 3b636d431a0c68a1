"""Answer Label Studio with suggestions for articles that were imported there by hand, until it is stopped (ctrl+c).

It is a Label Studio ML backend on this machine. Start the server by `annotate up --live`, start this one beside it, and
`annotate push ... --live` registers it with the corpus's projects. From then on a task without suggestions gets them
when it is opened, or for many by Actions > Retrieve Predictions in the list of tasks. A task imported by hand needs the
text and the page's lists, empty: {"text": "...", "entity_options": [], "country_options": []} for actors and quantities,
{"text": "...", "entity_options": [], "holder_options": []} for stance; the lists are filled on the way.
"""

import argparse
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from annotate.cli import words
from annotate.heuristics.version import rules_version
from annotate.labelstudio.api.client import connect
from annotate.labelstudio.live.listening import LOCAL, listening
from annotate.labelstudio.live.registration import (
    FIRST_PORT,
    Address,
    read_address,
    secret_of,
    unregister,
    write_address,
)
from annotate.labelstudio.live.serving import serving

EXAMPLE = """  annotate serve                                      # in a terminal of its own, beside `annotate up --live`
  annotate push suggested.jsonl --project demo --live
  annotate serve --off                                # take it out of all projects again"""


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add this verb's arguments."""
    help_ = "address to listen at (default: %(default)s, this machine alone; any other is without encryption)"
    sub.add_argument("--host", default=LOCAL, help=help_)
    sub.add_argument("--port", type=words.positive, default=FIRST_PORT, help="port to listen at (default: %(default)s)")
    sub.add_argument("--url", help="how Label Studio reaches it, where that is not http://HOST:PORT")
    sub.add_argument(
        "--processes", metavar="N", type=words.positive, help="how many to work with (default: one a core)"
    )
    sub.add_argument("--off", action="store_true", help="take it out of all projects of the server, and serve nothing")
    words.add_folder(sub)
    words.add_json(sub)


def run(asked: argparse.Namespace) -> int:
    """Serve until stopped."""
    if asked.off:
        return take_out(asked)
    secret = secret_of(asked.folder)
    with (
        serving(asked.folder, os.environ, processes=asked.processes, report=words.say) as backend,
        listening(backend.routes(), host=asked.host, port=asked.port, secret=secret, failed=_say_fault) as url,
        _until_stopped() as stopped,
    ):
        address = Address(url=(asked.url or url).rstrip("/"), secret=secret)
        write_address(asked.folder, address)
        words.say(f"suggestions by rules {rules_version()} at {address.url}; stop with ctrl+c")
        if asked.host != LOCAL:
            words.say("whoever reaches that address can listen in: articles and the secret cross the network in clear")
        words.say("register it with a project: annotate push ARTICLES --project NAME --live")
        stopped.wait()
    words.summary(backend.counts, as_json=asked.json)
    return 0


def take_out(asked: argparse.Namespace) -> int:
    """Unregister the backend from every project of the server."""
    address = read_address(asked.folder)
    with connect(asked.folder, os.environ) as client:
        titles = [
            project.title
            for project in client.projects()
            if address is not None and unregister(client, project.id, address)
        ]
    for title in titles:
        words.say(f"taken out of {title}")
    words.summary({"taken_out": len(titles)}, as_json=asked.json)
    return 0


@contextmanager
def _until_stopped() -> Iterator[threading.Event]:
    """Lend an event that ctrl+c and a polite kill set."""
    stopped = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _say_fault(asked: str, error: Exception) -> None:
    words.say(f"{asked} failed: {type(error).__name__}: {error}")
