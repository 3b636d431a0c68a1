"""How fast the layer of quantities is: beside quantulum3 in the same run, in proportion to the text, and on hostile text.

    .venv/bin/pip install quantulum3
    .venv/bin/python benchmarks/quantities.py [ARTICLES.jsonl]

Characters a second of processor time on one core, the best of three rounds. The layer is measured beyond the shared token
view, whose own speed stands beside it; quantulum3 reads the same whole articles, once.
"""

import sys
from pathlib import Path

from speed import peer, seconds

from annotate import store
from annotate.annotations import Article
from annotate.heuristics import quantities
from annotate.text.view import view

SEEDS = Path(__file__).parent.parent / "seeds" / "articles.jsonl"
MEGABYTE = 1_000_000
HOSTILE = {
    "digits": "7", "spaces": " ", "commas": ",", "one one one": "one ", "$": "$", "nested parentheses": "(",
    "7 7 7": "7 ", "7 to 7 to": "7 to ", "$7 $7": "$7 ", "7% 7%": "7% ", "7-7-7": "7-", "tens of tens of": "tens of ",
}  # fmt: skip


def main() -> None:
    """Print the three tables."""
    path = Path(sys.argv[1]) if sys.argv[1:] else SEEDS
    texts = [item.text for _, item in store.read(path) if isinstance(item, Article)]
    characters = sum(map(len, texts))
    seen = [view(text) for text in texts]
    found = sum(len(quantities.find(one).spans) for one in seen)
    rate = {
        "token view": characters / seconds(lambda: [view(text) for text in texts]),
        "quantities": characters / seconds(lambda: [quantities.find(one) for one in seen]),
    }
    parse = peer()
    if parse is not None:
        rate["quantulum3"] = characters / seconds(lambda: [parse(text) for text in texts], rounds=1)
    print(f"{len(texts)} articles, {characters:,} characters, {found:,} quantities")
    for name, speed in rate.items():
        print(f"{name:20} {speed:12,.0f} characters a second")
    if "quantulum3" in rate:
        print(f"{'times quantulum3':20} {rate['quantities'] / rate['quantulum3']:12,.0f}")

    article = "\n\n".join(texts)[:10_000] + "\n\n"
    once, hundred = view(article), view(article * 100)
    ratio = seconds(lambda: quantities.find(hundred), 5) / seconds(lambda: quantities.find(once), 50)
    print(f"a megabyte, 100 times an article of 10,000 characters, takes {ratio:.0f} times the time")

    usual = seconds(lambda: [quantities.find(view(text)) for text in texts]) / characters
    print("hostile text of 1 MB, time a character, in times ordinary text (view and quantities):")
    for name, piece in HOSTILE.items():
        text = (piece * (MEGABYTE // len(piece) + 1))[:MEGABYTE]
        print(f"{name:20} {seconds(lambda: quantities.find(view(text)), 1) / MEGABYTE / usual:12.1f}")  # noqa: B023 - called at once


if __name__ == "__main__":
    main()
