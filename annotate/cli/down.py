"""Stop the Label Studio that `annotate up` started. Its data stays."""

import argparse

from annotate.cli import words
from annotate.labelstudio.own.server import down

EXAMPLE = "  annotate down"


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add this verb's arguments."""
    words.add_folder(sub)


def run(asked: argparse.Namespace) -> int:
    """Stop the server; 0 whether or not there was one."""
    words.say("stopped" if down(asked.folder) else f"no Label Studio was running for {asked.folder}")
    return 0
