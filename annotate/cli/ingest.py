"""Make articles canonical: line ends, control characters, zones (dateline, byline, furniture) and ids, one record a line."""

import argparse

from annotate.cli import words
from annotate.sources.intake import STDIN

EXAMPLE = "  annotate ingest articles/ -o articles.jsonl"


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add this verb's arguments."""
    words.add_articles(sub)
    words.add_out(sub)
    words.add_json(sub)


def run(asked: argparse.Namespace) -> int:
    """Write the records; 1 if some articles could not be read, which are named."""
    intake = words.articles_in(asked.articles)
    words.records_out(asked.out, intake.articles)
    words.report_faults(intake.faults)
    counts = {"articles": len(intake.articles), "repeated": intake.repeated, "not_read": len(intake.faults)}
    words.summary(counts, as_json=asked.json and asked.out != STDIN)
    return 1 if intake.faults else 0
