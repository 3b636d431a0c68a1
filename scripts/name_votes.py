"""Weigh the votes on names: write annotate/heuristics/lexicons/name_votes.tsv from annotated articles.

    python scripts/name_votes.py GOLD.jsonl [--rounds 3]

GOLD has an article a line: {"text", "actors": [{"start", "end", "type"}]}, types Person, Organization and others. A
multinomial logistic regression with an L2 penalty (numpy) over the names that the rules leave to the vote; nothing but
the weights is kept, no word of the articles. Weights are rounded to 0.1; a vote seen fewer than ten times has none.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from annotate.heuristics import quantities
from annotate.heuristics.actors import kinds, undecided
from annotate.heuristics.actors.names import Name
from annotate.heuristics.actors.reading import Reading, read
from annotate.heuristics.actors.votes import KINDS, NO_ACTOR, ORGANISATION, PERSON, weights
from annotate.text.view import view

OUTPUT = Path(__file__).parent.parent / "annotate" / "heuristics" / "lexicons" / "name_votes.tsv"
TYPES = {"Person": PERSON, "Organization": ORGANISATION}
SELDOM, PENALTY, STEPS, RATE = 10, 2.0, 1500, 0.3
HEAD = """# Votes on the kind of a name: their weights for person, organisation and no actor. Written by scripts/name_votes.py: a
# logistic regression over public annotated news (numbers only, nothing of the texts). Names of votes: actors/votes.py.
"""
Example = tuple[frozenset[str], str]


def examples(path: Path) -> Iterator[Example]:
    """Yield the votes on each name of each article, and the kind that most of its mentions have in the gold."""
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        seen = view(record["text"])
        reading = read(seen, quantities.find(seen).spans)
        gold = [(actor["start"], actor["end"], actor["type"]) for actor in record["actors"]]
        names, settled = undecided(reading)
        ballots = kinds.every_ballot(reading, names, settled)
        for key, votes in ballots.items():
            told = [_kind(reading, name, gold) for name in names if kinds.key_of(reading, name) == key]
            said = Counter(kind for kind in told if kind)
            if said:
                yield frozenset(votes), said.most_common(1)[0][0]


def _kind(reading: Reading, name: Name, gold: list[tuple[int, int, str]]) -> str:
    """Return the kind of a name in the gold; nothing where the gold has another extent."""
    start, end = reading.seen.starts[name.first], reading.seen.ends[name.last - 1]
    for first, last, kind in gold:
        if first < end and start < last:
            exact = (first, last) == (start, end)
            return TYPES.get(kind, NO_ACTOR) if exact or kind not in TYPES else ""
    return NO_ACTOR


def fit(found: list[Example]) -> dict[str, list[float]]:
    """Return the weights of each vote that is seen often enough."""
    seen = Counter(vote for votes, _ in found for vote in votes)
    names = sorted(vote for vote, count in seen.items() if count >= SELDOM)
    at = {name: index for index, name in enumerate(names)}
    given: NDArray[np.float64] = np.zeros((len(found), len(names)))
    wanted: NDArray[np.float64] = np.zeros((len(found), len(KINDS)))
    for row, (votes, kind) in enumerate(found):
        given[row, [at[vote] for vote in votes if vote in at]] = 1.0
        wanted[row, KINDS.index(kind)] = 1.0
    weight: NDArray[np.float64] = np.zeros((len(names), len(KINDS)))
    moment = np.zeros_like(weight)
    size = np.zeros_like(weight)
    for step in range(1, STEPS + 1):  # Adam, full batch
        power = np.exp(given @ weight - (given @ weight).max(axis=1, keepdims=True))
        share = power / power.sum(axis=1, keepdims=True)
        slope = (given.T @ (share - wanted) + PENALTY * weight) / len(found)
        moment = 0.9 * moment + 0.1 * slope
        size = 0.999 * size + 0.001 * slope**2
        weight -= RATE * 0.1 * (moment / (1 - 0.9**step)) / (np.sqrt(size / (1 - 0.999**step)) + 1e-9)
    return {name: [round(float(one), 1) for one in weight[at[name]]] for name in names}


def main() -> None:
    """Fit several rounds: what short names are called depends on how the long ones were elected."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    for _ in range(asked.rounds):
        found = list(examples(asked.gold))
        table = fit(found)
        lines = (f"{name}\t{row[0]}\t{row[1]}\t{row[2]}\n" for name, row in table.items() if any(row))
        OUTPUT.write_text(HEAD + "".join(lines), "utf-8")
        weights.cache_clear()
        right = sum(max((s := kinds.elect(v)), key=lambda k: s[k]) == kind for v, kind in found)
        print(f"{len(found)} names, {len(table)} votes, {100 * right / len(found):.1f} % as the gold has them")


if __name__ == "__main__":
    main()
