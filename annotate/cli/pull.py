"""Bring back what people did: every annotation of every annotator, passes merged by article, offsets proven.

Only what changed since the last pull is read from the server; OUT always has everything, as one pull of all would write
it. Drafts, skips and what was deleted on the server are kept apart by their status. What cannot be kept goes to OUT's
.rejects.jsonl with its reason. With --watch it goes on until ctrl-c.
"""

import argparse
import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NamedTuple

from annotate.cli import words
from annotate.errors import LabelStudioError
from annotate.labelstudio.api.client import Client, connect
from annotate.labelstudio.pulling.pull import Pulling, pulling
from annotate.labelstudio.pulling.watch import watching
from annotate.scheme import Scheme, load_scheme

EXAMPLE = """  annotate pull demo                     # writes exports/demo.jsonl
  annotate pull demo -o corrected.jsonl
  annotate pull demo --watch             # writes it again within seconds of every submit
  annotate pull news-ana news-ben        # one project a person, who are then strictly blind: exports/news-ana.jsonl"""


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add this verb's arguments."""
    sub.add_argument(
        "projects", metavar="NAME", nargs="+", help="the --project name of `annotate push`; several are merged"
    )
    sub.add_argument("-o", "--out", metavar="OUT", help="file to write (default: exports/NAME.jsonl)")
    sub.add_argument("--full", action="store_true", help="read every task again, not only what changed")
    sub.add_argument("--watch", action="store_true", help="go on, and write again when people have done something")
    help_ = "with --watch: where the server can call this machine (default: a free port, if both are on one machine)"
    sub.add_argument("--listen", metavar="HOST:PORT", type=address, help=help_)
    words.add_folder(sub)
    words.add_json(sub)


def address(text: str) -> tuple[str, int]:
    """Return host and port as they are written; argparse says what is wrong with another."""
    told = re.fullmatch(r"(.+):(\d{1,5})", text)
    if told is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no HOST:PORT")
    return told[1], int(told[2])


class Written(NamedTuple):
    """What a round wrote: the summary, whether anything was rejected, the projects that were read."""

    summary: dict[str, int]
    rejected: bool
    projects: list[int]


def run(asked: argparse.Namespace) -> int:
    """Write the records and the rejects; 1 if something was rejected."""
    scheme = load_scheme()
    with connect(asked.folder, os.environ) as client:
        with pulling(asked.projects, client, scheme, folder=asked.folder, full=asked.full, report=words.say) as brought:
            written = _write(asked, brought)
        if asked.watch:
            written = _watched(asked, client, scheme, written)
    words.summary(written.summary, as_json=asked.json)
    return 1 if written.rejected else 0


class Ending:
    """What ctrl-c and a polite kill do: KeyboardInterrupt at once, or when the file being written and its counts are whole.

    Whoever asks a second time does not wait for that.
    """

    def __init__(self) -> None:
        """Interrupt at once until told otherwise."""
        self._writing = self._asked = False

    def __call__(self, _number: int, _frame: FrameType | None) -> None:
        """Take the signal."""
        waits = self._writing and not self._asked
        self._asked = True
        if not waits:
            raise KeyboardInterrupt

    @contextmanager
    def after(self) -> Iterator[None]:
        """Let the block come to its end first."""
        self._writing = True
        try:
            yield
        finally:
            self._writing = False
        if self._asked:
            raise KeyboardInterrupt


def _watched(asked: argparse.Namespace, client: Client, scheme: Scheme, written: Written) -> Written:
    """Write again at every change until somebody ends it; return what was written last."""
    ending, behind = Ending(), False
    earlier = {number: signal.signal(number, ending) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        with watching(client, written.projects, listen=asked.listen, report=words.say) as watch:
            words.say("watching; ctrl-c ends it")
            while True:
                watch.wait()
                try:
                    with pulling(asked.projects, client, scheme, folder=asked.folder) as brought:
                        if brought.changes.changed or behind:
                            with ending.after():
                                written = _write(asked, brought)
                    behind = False
                    watch.follow(written.projects)
                except LabelStudioError as error:
                    behind = True  # some of what changed may have been read by then: it does not count as changed again
                    words.say(f"{error}; it is tried again")
    except KeyboardInterrupt:
        words.say("ended")
    finally:
        for number, handler in earlier.items():
            signal.signal(number, handler)
    return written


def _write(asked: argparse.Namespace, brought: Pulling) -> Written:
    out = Path(asked.out) if asked.out else words.pulled(asked.projects[0])
    rejects = words.rejects_of(out)
    for file in (out, rejects):
        _sweep(file)
    count = words.records_out(str(out), brought.records())
    for remark in brought.remarks:
        words.say(f"look at: {remark}")
    if brought.rejects:
        words.records_out(str(rejects), brought.rejects)
        for reject in brought.rejects:
            words.say(f"{reject.project} task {reject.task} (article {reject.article}): {reject.reason}")
        words.say(f"{len(brought.rejects)} rejected, kept in {rejects}")
    else:
        rejects.unlink(missing_ok=True)
    words.say(f"{count} articles in {out}; {brought.changes.changed} tasks changed since the last pull")
    return Written(brought.counts, bool(brought.rejects), brought.projects)


def _sweep(file: Path) -> None:
    """Remove what a killed pull had begun to write: nobody else writes while we hold the mirror."""
    for begun in file.parent.glob(f".{file.name}.*"):
        if begun.is_file():
            begun.unlink(missing_ok=True)
