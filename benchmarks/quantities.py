"""How fast the layer of quantities is: beside quantulum3 in the same run, in proportion to the text, and on hostile text.

    .venv/bin/python -m pip install --group benchmarks
    .venv/bin/python benchmarks/quantities.py [ARTICLES.jsonl]

Characters a second of processor time on one core, the best of three rounds. The layer is measured beyond the shared token
view, whose own speed stands beside it; quantulum3 reads the same whole articles, in turns with the layer.
"""

import sys
from pathlib import Path

from speed import ROUNDS, peer, seconds

from annotate import store
from annotate.annotations import Article
from annotate.heuristics import quantities
from annotate.text.view import view

SEEDS = Path(__file__).parent.parent / "seeds" / "articles.jsonl"
MEGABYTE = 1_000_000
COPIES, TURNS = 100, 9
HOSTILE = {
    "digits": "7", "spaces": " ", "commas": ",", "one one one": "one ", "$": "$", "nested parentheses": "(",
    "7 7 7": "7 ", "7 to 7 to": "7 to ", "$7 $7": "$7 ", "7% 7%": "7% ", "7-7-7": "7-", "tens of tens of": "tens of ",
}  # fmt: skip


def in_proportion(article: str) -> tuple[float, float]:
    """Return how long a text of 100 copies takes, in times the article: its mean over 100 runs; fastest to fastest.

    The two are measured in turns, and the results of the 100 runs are kept as those of the long text are, so that the
    machine's moods and the garbage collector weigh on both; sums over the turns. A fastest run meets no collector.
    """
    once, hundred = view(article), view(article * COPIES)
    apart, together = [], []
    for _ in range(TURNS):
        apart.append(seconds(lambda: [quantities.find(once) for _ in range(COPIES)], 1) / COPIES)
        together.append(seconds(lambda: quantities.find(hundred), 1))
    return sum(together) / sum(apart), min(together) / seconds(lambda: quantities.find(once), COPIES)


def main() -> None:
    """Print the three tables."""
    path = Path(sys.argv[1]) if sys.argv[1:] else SEEDS
    texts = [item.text for _, item in store.read(path) if isinstance(item, Article)]
    characters = sum(map(len, texts))
    seen = [view(text) for text in texts]
    found = sum(len(quantities.find(one).spans) for one in seen)
    parse = peer()
    work = {
        "token view": lambda: [view(text) for text in texts],
        "quantities": lambda: [quantities.find(one) for one in seen],
        **({"quantulum3": lambda: [parse(text) for text in texts]} if parse is not None else {}),
    }
    turns = [{name: characters / seconds(step, 1) for name, step in work.items()} for _ in range(ROUNDS)]
    rate = {name: max(turn[name] for turn in turns) for name in work}
    print(f"{len(texts)} articles, {characters:,} characters, {found:,} quantities")
    for name, speed in rate.items():
        print(f"{name:20} {speed:12,.0f} characters a second")
    if "quantulum3" in rate:
        print(f"{'times quantulum3':20} {rate['quantities'] / rate['quantulum3']:12,.0f}")

    mean, fastest = in_proportion("\n\n".join(texts)[:10_000] + "\n\n")
    print(
        f"a megabyte, {COPIES} times an article of 10,000 characters, takes {mean:.0f} times its time (fastest runs: {fastest:.0f})"
    )

    usual = seconds(lambda: [quantities.find(view(text)) for text in texts]) / characters
    print("hostile text of 1 MB, time a character, in times ordinary text (view and quantities):")
    for name, piece in HOSTILE.items():
        text = (piece * (MEGABYTE // len(piece) + 1))[:MEGABYTE]
        print(f"{name:20} {seconds(lambda: quantities.find(view(text)), 1) / MEGABYTE / usual:12.1f}")  # noqa: B023 - called at once


if __name__ == "__main__":
    main()
