"""Add the heuristics' suggestions to records. The text is never changed; an older suggestion is replaced."""

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from annotate.annotations import Article
from annotate.cli import words
from annotate.errors import Fault, RuleError
from annotate.heuristics.own_lexicon import OwnLexicon, with_own
from annotate.heuristics.own_lexicon import read as own_lexicon_file
from annotate.heuristics.preannotate import preannotate
from annotate.scheme import load_scheme
from annotate.sources.intake import STDIN, gathered

EXAMPLE = """  annotate preannotate articles.jsonl -o suggested.jsonl
  annotate preannotate articles.jsonl --lexicon names.jsonl -o suggested.jsonl"""


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add this verb's arguments."""
    sub.add_argument("records", metavar="IN", help="JSON Lines with id and text, or - for stdin")
    sub.add_argument(
        "--lexicon",
        metavar="FILE",
        type=Path,
        action="append",
        default=[],
        help='names of your own, one a line: {"label": "ORG", "pattern": "Oman Observer", "country": "OM"}; a patterns.jsonl'
        " of Prodigy or spaCy will do; may be given more than once",
    )
    words.add_out(sub)
    words.add_json(sub)


def run(asked: argparse.Namespace) -> int:
    """Write the records with suggestions; 1 if some lines could not be read, which are named."""
    lexicon, unread = own_lexicon(asked.lexicon)
    intake = gathered(words.records_in(asked.records))
    started = time.perf_counter()
    done, failed = suggested(intake.articles, lexicon)
    seconds = time.perf_counter() - started
    words.records_out(asked.out, done)
    faults = (*unread, *intake.faults, *failed)
    words.keep_rejects(asked.out, faults)
    spans = Counter(span.label for article in done for span in article.annotations[0].spans)
    words.say(", ".join(f"{count} {label}" for label, count in spans.most_common()) or "nothing found")
    counts = {
        "articles": len(done),
        "spans": spans.total(),
        "repeated": intake.repeated,
        "not_read": len(intake.faults) + len(unread),
        "failed": len(failed),
        "seconds": round(seconds, 2),
    }
    words.summary(counts, as_json=asked.json and asked.out != STDIN)
    return 1 if faults else 0


def own_lexicon(files: Sequence[Path]) -> tuple[OwnLexicon | None, list[Fault]]:
    """Return the lexicon that the files make, None without files, and what is wrong with lines that are left out."""
    read = [own_lexicon_file(path) for path in files]
    faults = [fault for _, wrong in read for fault in wrong]
    return (with_own(entry for entries, _ in read for entry in entries) if files else None), faults


class Suggested(NamedTuple):
    """Articles with suggestions, and those at which a rule failed."""

    articles: list[Article]
    faults: list[Fault]


def suggested(articles: Sequence[Article], lexicon: OwnLexicon | None = None) -> Suggested:
    """Return the articles with suggestions, drawing a progress bar on a terminal; a rule's fault costs one article."""
    scheme = load_scheme()
    found = Suggested([], [])
    with words.progress("pre-annotating", len(articles)) as step:
        for article in articles:
            try:
                found.articles.append(preannotate(article, scheme, lexicon))
            except RuleError as error:
                found.faults.append(Fault(article.id, 0, f"{error.said}; please report it with the article"))
            step()
    return found
