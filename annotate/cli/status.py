"""Say whether Label Studio runs, where, and what is in it."""

import argparse
import os

from annotate.cli import words
from annotate.labelstudio.api.client import connect, is_named
from annotate.labelstudio.own.server import status

EXAMPLE = "  annotate status"


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add this verb's arguments."""
    words.add_folder(sub)


def run(asked: argparse.Namespace) -> int:
    """Print the state; 1 if no server answers."""
    if not is_named(os.environ):
        own = status(asked.folder)
        if not own.healthy:
            state = (
                "is starting or hangs" if own.alive else "is not running" if own.installed else "is not installed yet"
            )
            words.say(f"Label Studio of {asked.folder} {state}; `annotate up` starts it")
            return 1
    with connect(asked.folder, os.environ) as client:
        words.say(f"Label Studio {client.version()} at {client.url}, as {client.whoami().email}")
        rows = [(project.id, project.title, project.tasks, project.model_version) for project in client.projects()]
    if rows:
        words.table("projects", ("id", "title", "tasks", "suggestions"), rows)
    return 0
