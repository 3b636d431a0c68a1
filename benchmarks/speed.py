"""How fast the rules are, beside quantulum3 on the same text in the same run.

    .venv/bin/python -m pip install --group benchmarks
    .venv/bin/python benchmarks/speed.py [ARTICLES.jsonl]

Characters a second of processor time on one core, the best of three rounds; layers beyond the shared token view.
The sample articles are repeated to make a longer text where no other articles are given.
"""

import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from annotate import store
from annotate.annotations import Article
from annotate.heuristics import actors, quantities, stance
from annotate.heuristics.preannotate import preannotate
from annotate.scheme import load_scheme
from annotate.text.view import view

SEEDS = Path(__file__).parent.parent / "seeds" / "articles.jsonl"
ROUNDS = 3


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the processor time of the fastest round."""
    times = []
    for _ in range(rounds):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def peer() -> Callable[[str], object] | None:
    """Return quantulum3's parser, None if it is not installed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it says at import that its classifier is not installed
            from quantulum3 import parser
    except ImportError:
        return None
    parse: Callable[[str], object] = parser.parse
    return parse


def main() -> None:
    """Print the table."""
    scheme = load_scheme()
    articles: list[Article] = [
        item for _, item in store.read(Path(sys.argv[1]) if sys.argv[1:] else SEEDS) if isinstance(item, Article)
    ]
    characters = sum(len(article.text) for article in articles)
    for article in articles:
        preannotate(article, scheme)  # lexicons are loaded
    seen = [view(article.text, article.meta.zones) for article in articles]
    counted = [quantities.find(one) for one in seen]
    acting = [actors.find(one, found.spans) for one, found in zip(seen, counted, strict=True)]
    steps: dict[str, Callable[[], object]] = {
        "token view": lambda: [view(article.text, article.meta.zones) for article in articles],
        "quantities": lambda: [quantities.find(one) for one in seen],
        "actors": lambda: [actors.find(one, found.spans) for one, found in zip(seen, counted, strict=True)],
        "stance": lambda: [stance.find(one, found) for one, found in zip(seen, acting, strict=True)],
        "preannotate, all of it": lambda: [preannotate(article, scheme) for article in articles],
    }
    parse = peer()
    if parse is not None:
        steps["quantulum3 (peer of quantities)"] = lambda: [parse(article.text) for article in articles]
    print(f"{len(articles)} articles, {characters:,} characters")
    for name, work in steps.items():
        print(f"{name:32} {characters / seconds(work):12,.0f} characters a second")


if __name__ == "__main__":
    main()
