"""Write a whole corpus into a folder: projects, articles, suggestions, everybody's work, what was sent and when.

It is JSON Lines that a person can read, with the sha256 of every file in backup.json. People are pseudonyms in it; keep
.annotate/people.json apart from it if you want to know who they are.
"""

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path

from annotate.cli import words
from annotate.labelstudio.api.client import connect
from annotate.labelstudio.backups.backup import backup
from annotate.scheme import load_scheme

EXAMPLE = """  annotate backup demo                        # writes backups/demo-20261123T101500Z
  annotate backup demo -o /media/disk/demo    # never overwrites one that is there"""
_BACKUPS = Path("backups")


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add this verb's arguments."""
    sub.add_argument("project", metavar="NAME", help="the --project name of `annotate push`")
    help_ = "folder to make (default: backups/NAME-TIME)"
    sub.add_argument("-o", "--out", metavar="FOLDER", type=Path, help=help_)
    words.add_folder(sub)
    words.add_json(sub)


def run(asked: argparse.Namespace) -> int:
    """Write the backup and say what is in it."""
    out = asked.out or _BACKUPS / f"{asked.project}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    with connect(asked.folder, os.environ) as client:
        made = backup(asked.project, client, load_scheme(), folder=asked.folder, out=out, report=words.say)
    words.say(f"{out}: backup of {asked.project} as it was at {made.head.made_at}")
    words.summary({"folder": str(out), **made.counts} if asked.json else made.counts, as_json=asked.json)
    return 0
