"""Say what changed between two files of annotated articles, or two dataset folders, or one of each.

Articles, texts, entities, spans and relations are compared by what stands (the gold), or by what one annotator marked.
Exit 0: no more than may change, 1: a split moved, or something that --fail-on names, 2: the command was not understood.
"""

import argparse
from pathlib import Path

from annotate.cli import words
from annotate.dataset.diff.changes import fail_on_names, failures
from annotate.dataset.diff.diff import difference
from annotate.dataset.diff.release import read_release
from annotate.dataset.diff.report import FORMATS, report
from annotate.errors import AnnotateError
from annotate.scheme import load_scheme
from annotate.sources.intake import STDIN

EXAMPLE = """  annotate diff exports/demo exports/demo.jsonl                    # since the last export
  annotate diff release-1 exports/demo --fail-on removed,relabelled --format markdown
  git show main:exports/demo.jsonl | annotate diff - exports/demo.jsonl --author a01"""


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add this verb's arguments."""
    sub.add_argument("before", metavar="A", help="annotated articles (.jsonl), a dataset folder, or - for stdin")
    sub.add_argument("after", metavar="B", help="the same, later")
    sub.add_argument(
        "--author", metavar="NAME", help="compare what this annotator marked (a01, heuristics), not the gold"
    )
    sub.add_argument(
        "--fail-on",
        metavar="LIST",
        type=known_names,
        default=(),
        help="exit 1 if there is any of these, by commas: added, removed, moved, relabelled, changed; article, text, "
        "entity, span, relation; both, as in span.removed; any. A moved split always fails",
    )
    sub.add_argument("--format", choices=FORMATS, default="text", help="default: %(default)s")
    sub.add_argument(
        "--limit", metavar="N", type=whole_number, default=20, help="changes told one by one (default: %(default)s)"
    )


def run(asked: argparse.Namespace) -> int:
    """Print the difference on stdout; 1 if it must not pass."""
    if asked.before == asked.after == STDIN:
        words.say("annotate diff: A and B cannot both be stdin; name a file for one of them")
        return 2
    scheme = load_scheme()
    before, after = (read_release(_path(name), scheme, author=asked.author) for name in (asked.before, asked.after))
    authors = before.authors | after.authors
    if asked.author is not None and asked.author not in authors:
        known = ", ".join(sorted(authors)) or "nobody"
        raise AnnotateError(f"--author {asked.author}: marked nothing in {asked.before} nor {asked.after}; {known} did")
    found = difference(before, after, scheme)
    failed = failures(found, asked.fail_on)
    print(report(found, asked.format, limit=asked.limit, failed=failed))
    for sentence in failed:
        words.say(f"annotate diff: {sentence}")
    return 1 if failed else 0


def known_names(text: str) -> tuple[str, ...]:
    """Return the names of a list by commas; argparse reports one that nothing has."""
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    known = fail_on_names()
    for name in names:
        if name not in known:
            right = ", ".join(x for x in known if "." not in x)
            raise argparse.ArgumentTypeError(f"{name!r} is not one of {right}, or two of them as in span.removed")
    return names


def whole_number(text: str) -> int:
    """Return a count; argparse reports what is none."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no count of changes")
    return int(text)


def _path(name: str) -> Path:
    return Path("/dev/stdin" if name == STDIN else name)
