"""The main job in one verb: ingest, pre-annotate, start Label Studio (unless a server is named), push.

Ends with the links to work at, in order, and what to type afterwards. Doing it twice is harmless.
"""

import argparse
import os

from annotate.cli import push, words
from annotate.cli.preannotate import suggested
from annotate.cli.up import say_login
from annotate.labelstudio.api.client import connect, is_named
from annotate.labelstudio.own.server import up
from annotate.scheme import load_scheme

EXAMPLE = "  annotate run articles/ --project demo"


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add this verb's arguments."""
    words.add_articles(sub)
    words.add_project(sub)
    push.add_layers(sub)
    push.add_overlap(sub)
    sub.add_argument("--port", type=int, help="first port to try for a server of our own (default: 8080)")
    words.add_folder(sub)
    sub.set_defaults(dry_run=False, json=False, refresh_touched=False, adopt=None, live=False)


def run(asked: argparse.Namespace) -> int:
    """Do it all; 1 if some articles could not be read, which are named."""
    scheme = load_scheme()
    intake = words.articles_in(asked.articles)
    words.report_faults(intake.faults)
    words.say(f"{len(intake.articles)} articles read" + (f", {intake.repeated} said twice" if intake.repeated else ""))
    push.refuse_bad_name(asked, scheme)
    articles, failed = suggested(intake.articles)
    words.report_faults(failed)
    push.refuse_nothing(articles, asked.articles)
    own = not is_named(os.environ)
    if own:
        up(asked.folder, port=asked.port, report=words.say)
    with connect(asked.folder, os.environ) as client:
        done = push.send(articles, client, scheme, asked)
    if own:
        say_login(asked.folder)
    words.say(f"work through {', then '.join(pushed.project.info.title for pushed in done)}. Afterwards:")
    words.say(f"  annotate pull {asked.project} && annotate export {asked.project}")
    return 1 if intake.faults or failed else 0
