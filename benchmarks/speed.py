"""How fast the rules are, beside quantulum3 and spaCy on the same text in the same run, and whether time grows with length.

    .venv/bin/python -m pip install --group benchmarks
    .venv/bin/python benchmarks/speed.py [ARTICLES.jsonl]

Characters a second of processor time on one core, the best of five rounds; layers beyond the shared token view.
The last table is the time for an article as long as a hundred over that for the hundred: 1.00 is linear.
"""

import gc
import sys
import time
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path

from spacy_peers import peers  # beside this file

from annotate import store
from annotate.annotations import Article
from annotate.heuristics import actors, quantities, stance
from annotate.heuristics.preannotate import preannotate, suggest
from annotate.scheme import load_scheme
from annotate.text.view import view

SEEDS = Path(__file__).parent.parent / "seeds" / "articles.jsonl"
ROUNDS = 5
LONGER = 100


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
        "view and all three layers": lambda: [suggest(article) for article in articles],
        "the same, every invariant checked": lambda: [preannotate(article, scheme) for article in articles],
    }
    parse = peer()
    if parse is not None:
        steps["quantulum3 (peer of quantities)"] = lambda: [parse(article.text) for article in articles]
    for name, pipeline in peers().items():
        steps[name] = lambda pipeline=pipeline: [pipeline(article.text) for article in articles]  # type: ignore[misc]
    print(f"{len(articles)} articles, {characters:,} characters")
    freeze()
    for name, work in steps.items():
        print(f"{name:34} {characters / seconds(work):12,.0f} characters a second")
    growth("\n".join(article.text for article in articles[:2]))


def freeze() -> None:
    """Let what is in memory, the peers' libraries too, not be looked through again and again while we measure."""
    gc.collect()
    gc.freeze()


def growth(text: str) -> None:
    """Print for each layer the time for an article a hundred times as long over that for a hundred articles.

    Each of the hundred is a text of its own in memory, so that both are read from as much of it.
    """
    texts = [text + " " * number for number in range(LONGER)]
    many, one = [view(each) for each in texts], [view("\n".join(texts))]
    numbers = [[quantities.find(seen).spans for seen in each] for each in (many, one)]
    people = [
        [actors.find(seen, spans) for seen, spans in zip(*each, strict=True)]
        for each in zip((many, one), numbers, strict=True)
    ]
    layers: dict[str, Callable[[int], object]] = {
        "token view": lambda k: [view(seen.text) for seen in (many, one)[k]],
        "quantities": lambda k: [quantities.find(seen) for seen in (many, one)[k]],
        "actors": lambda k: [actors.find(s, spans) for s, spans in zip((many, one)[k], numbers[k], strict=True)],
        "stance": lambda k: [stance.find(s, found) for s, found in zip((many, one)[k], people[k], strict=True)],
    }
    freeze()
    print(f"time for one article of {len(one[0].text):,} characters over that for {LONGER} of {len(text):,}")
    for name, layer in layers.items():
        print(f"{name:34} {seconds(partial(layer, 1)) / seconds(partial(layer, 0)):12.2f}")


if __name__ == "__main__":
    main()
