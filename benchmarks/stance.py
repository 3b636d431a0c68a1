"""Direction and polarity of stances between two entities of a sentence, beside guessing.

    .venv/bin/python benchmarks/stance.py SENTENCES.jsonl

Each line of the file: "text", and "stances" with two extents "p" and "q" and a "label": 0 none, 1 p is for q, 2 q is for p,
3 p is against q, 4 q is against p (the labels of Park et al. 2021). What the rules say of a pair: the polarity of a target
relation whose cue has its holder at one entity and whose target is the other or lies in the words of the target.
Accuracy in percent over five classes, then precision and recall of each, beside always answering "none".
"""

import json
import sys
from collections import Counter
from pathlib import Path

from annotate.annotations import Article, Extent, Span
from annotate.heuristics.found import Found
from annotate.heuristics.preannotate import suggest

NONE, P_FOR_Q, Q_FOR_P, P_AGAINST_Q, Q_AGAINST_P = range(5)
NAMES = ("none", "p for q", "q for p", "p against q", "q against p")
ACTORS = frozenset({"PERSON", "ORG", "STATE", "GROUP"})


def touch(one: Extent, other: Extent) -> bool:
    """Say whether two extents share a character."""
    return one[0] < other[1] and other[0] < one[1]


def extents(found: Found, cue: Span) -> list[Extent]:
    """Return where the holder of a cue is named: its source, and the mentions of the same entity."""
    spans = {span.id: span for span in found.spans}
    places = [spans[r.tail] for r in found.relations if r.head == cue.id and r.label == "source"]
    holder = cue.attributes.get("holder")
    if holder is not None:
        places += [span for span in found.spans if span.label in ACTORS and span.attributes.get("entity") == holder]
    return [(span.start, span.end) for span in places]


def verdict(found: Found, p: Extent, q: Extent) -> int:
    """Return the class that the rules give to a pair: that of the first target relation between the two."""
    spans = {span.id: span for span in found.spans}
    for relation in found.relations:
        polarity = relation.attributes.get("polarity")
        if relation.label != "target" or polarity not in {"positive", "negative"}:
            continue
        tail = spans[relation.tail]
        held = extents(found, spans[relation.head])
        for holder, target, classes in ((p, q, (P_FOR_Q, P_AGAINST_Q)), (q, p, (Q_FOR_P, Q_AGAINST_P))):
            if any(touch(holder, place) for place in held) and touch(target, (tail.start, tail.end)):
                return classes[polarity == "negative"]
    return NONE


def main() -> None:
    """Print the table."""
    rows = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines() if line]
    told: Counter[tuple[int, int]] = Counter()
    for row in rows:
        found = suggest(Article(id=row.get("id", "x"), text=row["text"]))
        for stance in row["stances"]:
            told[stance["label"], verdict(found, tuple(stance["p"]), tuple(stance["q"]))] += 1
    total = sum(told.values())
    right = sum(count for (gold, mine), count in told.items() if gold == mine)
    none = sum(count for (gold, _), count in told.items() if gold == NONE)
    print(f"{total} pairs: accuracy {100 * right / total:.1f}, always none {100 * none / total:.1f}")
    for kind, name in enumerate(NAMES):
        wanted = sum(count for (gold, _), count in told.items() if gold == kind)
        said = sum(count for (_, mine), count in told.items() if mine == kind)
        hit = told[kind, kind]
        precision, recall = 100 * hit / said if said else 0.0, 100 * hit / wanted if wanted else 0.0
        print(f"{name:12} gold {wanted:5} said {said:5}  precision {precision:5.1f}  recall {recall:5.1f}")


if __name__ == "__main__":
    main()
