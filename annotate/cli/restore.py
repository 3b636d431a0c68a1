"""Bring a backup into a Label Studio: the same server after a loss, or another one.

Ids are mapped, and so is what `annotate pull` knows of what was sent: it gives the same records as before. People who
have no account there get a stand-in's, with their pseudonym. A restore that was cut off is completed by running it again.
"""

import argparse
import os
from pathlib import Path

from annotate.cli import words
from annotate.labelstudio.api.client import connect
from annotate.labelstudio.backups.archive import Archive
from annotate.labelstudio.backups.restore import restore

EXAMPLE = """  annotate restore backups/demo-20261123T101500Z
  annotate restore backups/demo-20261123T101500Z --project demo-of-monday    # beside what is there"""


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add this verb's arguments."""
    sub.add_argument("backup", metavar="BACKUP", type=Path, help="the folder that `annotate backup` made")
    sub.add_argument("--project", metavar="NAME", help="another name for the corpus (default: the one it had)")
    words.add_folder(sub)
    words.add_json(sub)


def run(asked: argparse.Namespace) -> int:
    """Restore and say what was written; 1 if the server does not hold it all, or holds something else."""
    archive = Archive.opened(asked.backup)
    with connect(asked.folder, os.environ) as client:
        counts = restore(archive, client, folder=asked.folder, name=asked.project, report=words.say)
    corpus = asked.project or archive.head.corpus
    words.say(f"{corpus} is what the backup of {archive.head.made_at} holds: every task was compared")
    words.summary(dict(counts), as_json=asked.json)
    return 0
