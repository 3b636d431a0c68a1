"""Make articles canonical: line ends, control characters, zones (dateline, byline, furniture) and ids, one record a line.

With --format, the articles below a folder come with what people marked in another tool; their texts stay as they are.
"""

import argparse
from pathlib import Path

from annotate.cli import words
from annotate.dataset.formats.names import READ
from annotate.scheme import load_scheme
from annotate.sources.intake import STDIN

EXAMPLE = """  annotate ingest articles/ -o articles.jsonl
  annotate ingest exports/demo-brat --format brat --author a07 -o corrected.jsonl"""


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add this verb's arguments."""
    words.add_articles(sub)
    words.add_out(sub)
    sub.add_argument("--format", choices=READ, help="ARTICLES is a folder as `annotate export --format` writes it")
    sub.add_argument(
        "--author", metavar="a01", default="a01", help="whose marks they are, a pseudonym (default: %(default)s)"
    )
    words.add_json(sub)


def run(asked: argparse.Namespace) -> int:
    """Write the records; 1 if some articles could not be read, which are named."""
    if asked.format:
        return marked(asked)
    intake = words.articles_in(asked.articles)
    words.records_out(asked.out, intake.articles)
    words.keep_rejects(asked.out, intake.faults)
    counts = {"articles": len(intake.articles), "repeated": intake.repeated, "not_read": len(intake.faults)}
    words.summary(counts, as_json=asked.json and asked.out != STDIN)
    return 1 if intake.faults else 0


def marked(asked: argparse.Namespace) -> int:
    """Write the records of a folder in another tool's format."""
    from annotate.dataset.formats.catalogue import read

    scheme = load_scheme()
    articles = list(read(Path(asked.articles), scheme, format_name=asked.format, author=asked.author))
    words.records_out(asked.out, articles)
    words.summary({"articles": len(articles)}, as_json=asked.json and asked.out != STDIN)
    return 0
