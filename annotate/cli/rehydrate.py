"""Bring the texts back into a release without them, from copies of the articles that you have.

DATASET is a folder that `annotate export --text standoff` wrote. What comes out is annotated articles, one a line. Where
a copy is the very text, everything is exact; where it was edited, spans are found again by their fingerprints, and
each that is uncertain or lost is a line of the report. Exit 0: nothing is uncertain or lost, 1: something is.
"""

import argparse
from pathlib import Path

from annotate import store
from annotate.cli import words
from annotate.dataset.rehydration.rehydration import rehydrated
from annotate.dataset.standoff.released import released
from annotate.errors import AnnotateError
from annotate.scheme import load_scheme
from annotate.sources.intake import STDIN, Intake, gathered

EXAMPLE = """  annotate rehydrate exports/demo-standoff --texts my-articles.jsonl -o restored.jsonl
  annotate rehydrate exports/demo-standoff --texts my-articles/ -o restored.jsonl   # a folder of .txt files
  mkdir full && cp exports/demo-standoff/splits.lock full/                          # then every config, the same splits:
  annotate export full --from restored.jsonl -o full"""
_REPORT = "rehydrate.report.jsonl"


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add this verb's arguments."""
    sub.add_argument("dataset", metavar="DATASET", type=Path, help="folder of a stand-off release")
    sub.add_argument(
        "--texts",
        metavar="FILE",
        required=True,
        help="your copies: a .jsonl or .txt file, a folder of them, or - for JSON Lines on stdin; found by the hash of the "
        "text, else by id, url or file name",
    )
    words.add_out(sub)
    report = f"where the uncertain and lost are listed (default: OUT with .report.jsonl; {_REPORT} beside stdout)"
    sub.add_argument("--report", metavar="FILE", type=Path, help=report)
    words.add_json(sub)


def _copies(name: str) -> Intake:
    """Return the reader's copies; texts in JSON Lines are left as they are, for a release may have been made of such."""
    if name == STDIN or Path(name).suffix.lower() in {".jsonl", ".ndjson"}:
        return gathered(words.records_in(name))
    return words.articles_in(name)


def run(asked: argparse.Namespace) -> int:
    """Write the articles and the report, and say how much is exact."""
    scheme = load_scheme()
    out = Path(asked.out)
    beside = Path(_REPORT) if asked.out == STDIN else out.with_name(f"{out.stem}.report.jsonl")
    report: Path = asked.report or beside
    if asked.out != STDIN and report.resolve() == out.resolve():
        raise AnnotateError(f"{report}: is both OUT and the report; name another file with --report")
    rows = list(released(asked.dataset, scheme))
    copies = _copies(asked.texts)
    words.report_faults(copies.faults)
    done = rehydrated(rows, copies.articles, scheme)
    words.records_out(asked.out, done.articles)
    store.write(report, done.doubts)
    words.summary(done.counts, as_json=asked.json and asked.out != STDIN)
    if done.doubts:
        words.say(f"{len(done.doubts)} uncertain or lost, each with its reason: {report}")
    return 1 if done.doubts or copies.faults else 0
