"""Add the heuristics' suggestions to records. The text is never changed; an older suggestion is replaced."""

import argparse
import time
from collections import Counter

from annotate.annotations import Article
from annotate.cli import words
from annotate.heuristics.preannotate import preannotate
from annotate.scheme import load_scheme
from annotate.sources.intake import STDIN, gathered

EXAMPLE = "  annotate preannotate articles.jsonl -o suggested.jsonl"


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add this verb's arguments."""
    sub.add_argument("records", metavar="IN", help="JSON Lines with id and text, or - for stdin")
    words.add_out(sub)
    words.add_json(sub)


def run(asked: argparse.Namespace) -> int:
    """Write the records with suggestions; 1 if some lines could not be read, which are named."""
    intake = gathered(words.records_in(asked.records))
    started = time.perf_counter()
    done = suggested(intake.articles)
    seconds = time.perf_counter() - started
    words.records_out(asked.out, done)
    words.report_faults(intake.faults)
    spans = Counter(span.label for article in done for span in article.annotations[0].spans)
    words.say(", ".join(f"{count} {label}" for label, count in spans.most_common()) or "nothing found")
    counts = {
        "articles": len(done),
        "spans": spans.total(),
        "repeated": intake.repeated,
        "not_read": len(intake.faults),
        "seconds": round(seconds, 2),
    }
    words.summary(counts, as_json=asked.json and asked.out != STDIN)
    return 1 if intake.faults else 0


def suggested(articles: list[Article]) -> list[Article]:
    """Return the articles with suggestions, drawing a progress bar on a terminal."""
    scheme = load_scheme()
    done = []
    with words.progress("pre-annotating", len(articles)) as step:
        for article in articles:
            done.append(preannotate(article, scheme))
            step()
    return done
