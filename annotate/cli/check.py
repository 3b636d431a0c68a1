"""Check records, label configs, the schemas folder and dataset folders; every finding names file and line.

What a path is decides what is checked: .jsonl records, .xml label configs, the folder of the contracts, a dataset.
Exit 0: nothing found, 1: findings, 2: the command was not understood.
"""

import argparse
from pathlib import Path

from annotate.checks.check import check
from annotate.checks.reporters import REPORTERS, report
from annotate.cli import words
from annotate.scheme import load_scheme
from annotate.wording import counted

EXAMPLE = """  annotate check exports/demo.jsonl exports/demo
  annotate check schemas --format github
  annotate check exports/demo --format sarif > findings.sarif"""


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add this verb's arguments."""
    sub.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="what to check")
    help_ = "how findings are written (default: %(default)s)"
    sub.add_argument("--format", choices=REPORTERS, default="text", help=help_)


def run(asked: argparse.Namespace) -> int:
    """Print the findings on stdout; 1 if there are any."""
    findings = check(asked.paths, load_scheme())
    text = report(findings, asked.format)
    if text:
        print(text)
    words.say(
        f"{counted(len(findings), 'finding')} in {counted(len(asked.paths), 'path')}"
        if findings
        else f"{counted(len(asked.paths), 'path')} checked, all well"
    )
    return 1 if findings else 0
