"""How right each actor rule is on annotated articles, and how fast the layer is beside spaCy's EntityRuler.

    .venv/bin/python benchmarks/actors.py GOLD.jsonl [--whole]

GOLD has an article a line: {"text", "actors": [{"start", "end", "type"}]}. Proper names are compared, with --whole the
whole spans. "right" is the share of a rule's finds with exactly the extent of an actor of the gold, "touches" of those that
share a character with one: a lower bound where the gold is partial. The peer, if spaCy is installed, is a blank English
pipeline with an EntityRuler that holds the same names as our gazetteer, in the same run on the same text.
"""

import argparse
import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from spacy_peers import peers  # beside this file
from speed import seconds

from annotate.annotations import Extent, Span
from annotate.heuristics import actors, quantities
from annotate.text.view import View, view

ROUNDS = 3


def extent_of(span: Span, *, whole: bool) -> Extent | None:
    """Return the extent that is compared: the proper name's, or the span's."""
    return (span.start, span.end) if whole else span.parts.get("name")


def touches(extent: Extent, gold: list[Extent]) -> bool:
    """Say whether an extent shares a character with one of the gold's, which are in order."""
    place = bisect_left(gold, (extent[1], 0))
    return any(end > extent[0] for _, end in gold[max(0, place - 4) : place])


def by_rule(records: list[dict[str, Any]], found: list[list[Span]], *, whole: bool) -> None:
    """Print for each rule how many it found and how many are right."""
    counts: dict[str, Counter[str]] = {}
    for record, spans in zip(records, found, strict=True):
        gold = sorted((actor["start"], actor["end"]) for actor in record["actors"])
        for span in spans:
            extent = extent_of(span, whole=whole)
            if extent is None:
                continue
            count = counts.setdefault(span.rules[0], Counter())
            count["found"] += 1
            count["right"] += extent in set(gold)
            count["touches"] += touches(extent, gold)
    print(f"{'rule':30} {'found':>7} {'right':>7} {'touches':>8}")
    for rule, count in sorted(counts.items()):
        right, touched = (100 * count[what] / count["found"] for what in ("right", "touches"))
        print(f"{rule:30} {count['found']:7} {right:6.1f}% {touched:7.1f}%")


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--whole", action="store_true", help="compare whole spans instead of proper names")
    asked = parser.parse_args()
    records = [json.loads(line) for line in asked.gold.read_text("utf-8").splitlines()]
    seen: list[View] = [view(record["text"]) for record in records]
    counted = [quantities.find(one).spans for one in seen]
    found = [list(actors.find(one, spans).spans) for one, spans in zip(seen, counted, strict=True)]
    by_rule(records, found, whole=asked.whole)
    characters = sum(len(record["text"]) for record in records)
    steps: dict[str, Callable[[], object]] = {
        "actors beyond the token view": lambda: [actors.find(o, spans) for o, spans in zip(seen, counted, strict=True)],
        "actors with the token view": lambda: [actors.find(view(one.text), ()) for one in seen],
    }
    for name, parse in list(peers().items())[:1]:
        steps[name] = partial(_parsed, parse, seen)
    for name, work in steps.items():
        print(f"{name:30} {characters / seconds(work, ROUNDS):12,.0f} characters a second")


def _parsed(parse: Callable[[str], object], seen: list[View]) -> None:
    for one in seen:
        parse(one.text)


if __name__ == "__main__":
    main()
