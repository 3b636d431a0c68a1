"""Bring back what people did: every annotation of every annotator, passes merged by article, offsets proven.

Drafts and skips are kept apart by their status. What cannot be kept goes to OUT's .rejects.jsonl with its reason.
"""

import argparse
import os
from pathlib import Path

from annotate.cli import words
from annotate.labelstudio.client import connect
from annotate.labelstudio.pull import pull
from annotate.scheme import load_scheme

EXAMPLE = """  annotate pull demo                     # writes exports/demo.jsonl
  annotate pull demo -o corrected.jsonl
  annotate pull news-ana news-ben        # one project a person, who are then strictly blind: exports/news-ana.jsonl"""


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add this verb's arguments."""
    sub.add_argument(
        "projects", metavar="NAME", nargs="+", help="the --project name of `annotate push`; several are merged"
    )
    sub.add_argument("-o", "--out", metavar="OUT", help="file to write (default: exports/NAME.jsonl)")
    words.add_folder(sub)
    words.add_json(sub)


def run(asked: argparse.Namespace) -> int:
    """Write the records and the rejects; 1 if something was rejected."""
    with connect(asked.folder, os.environ) as client:
        pulled = pull(asked.projects, client, load_scheme(), folder=asked.folder, report=words.say)
    out = Path(asked.out) if asked.out else words.EXPORTS / f"{asked.projects[0]}.jsonl"
    words.records_out(str(out), pulled.articles)
    for remark in pulled.remarks:
        words.say(f"look at: {remark}")
    rejects = out.with_suffix(".rejects.jsonl")
    if pulled.rejects:
        words.records_out(str(rejects), pulled.rejects)
        for reject in pulled.rejects:
            words.say(f"{reject.project} task {reject.task} (article {reject.article}): {reject.reason}")
        words.say(f"{len(pulled.rejects)} rejected, kept in {rejects}")
    elif rejects.exists():
        rejects.unlink()
    words.say(f"{len(pulled.articles)} articles in {out}")
    words.summary(pulled.counts, as_json=asked.json)
    return 1 if pulled.rejects else 0
