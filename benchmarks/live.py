"""How many articles a second the ML backend answers, through HTTP, beside plain pre-annotation in the same run.

    .venv/bin/python benchmarks/live.py [ARTICLES.jsonl]

Seconds of the wall clock, the best of three rounds, and where others keep the machine busy of processor time too; articles of about 3,000 characters (the sample ones joined up where
no others are given), all in one request as Label Studio's "Retrieve Predictions" sends them, then one a request as
opened tasks do. `annotate serve` runs as a process of its own, with a process a core. The peer is one core that
pre-annotates the same texts in this process.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from annotate import store
from annotate.annotations import Article
from annotate.heuristics.preannotate import preannotate
from annotate.labelstudio.live.listening import SECRET_HEADER
from annotate.labelstudio.live.registration import Address, read_address, serving_address
from annotate.labelstudio.page.config import label_config
from annotate.scheme import load_scheme

SEEDS = Path(__file__).parent.parent / "seeds" / "articles.jsonl"
ARTICLES, CHARACTERS, ROUNDS, PORT = 300, 3_000, 3, 9390


def texts(path: Path | None) -> list[str]:
    """Return the articles' texts; the sample ones joined until each has the length of a news article."""
    found = [item.text for _, item in store.read(path or SEEDS) if isinstance(item, Article)]
    if path is not None:
        return found
    paragraphs = cycle(found)
    made = []
    for number in range(ARTICLES):
        text = f"Article {number}."
        while len(text) < CHARACTERS:
            text += "\n\n" + next(paragraphs)
        made.append(text[:CHARACTERS])
    return made


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Return the time of the fastest round; the first, unmeasured, warms up."""
    work()
    times = []
    for _ in range(ROUNDS):
        began = clock()
        work()
        times.append(clock() - began)
    return min(times)


def started(folder: Path) -> tuple[subprocess.Popen[bytes], Address]:
    """Start `annotate serve` and wait until it answers."""
    words = ["serve", "--port", str(PORT), "--folder", str(folder)]
    process = subprocess.Popen([sys.executable, "-m", "annotate.cli", *words], stderr=subprocess.DEVNULL)
    while read_address(folder) is None and process.poll() is None:
        time.sleep(0.1)
    return process, serving_address(folder)


def main() -> None:
    """Print the table."""
    scheme = load_scheme()
    articles = [Article(id=str(n), text=t) for n, t in enumerate(texts(Path(sys.argv[1]) if sys.argv[1:] else None))]
    tasks = [{"id": int(article.id), "data": {"text": article.text}} for article in articles]
    config = label_config(scheme, scheme.passes[0])

    def asked(some: list[dict[str, Any]]) -> None:
        body = {"tasks": some, "label_config": config, "project": "0.0", "params": {}}
        answer = http.post("/predict", json=body).raise_for_status().json()
        assert all(one.get("result") for one in answer["results"]), "an article got no suggestions"

    def one_by_one() -> None:
        for task in tasks:
            asked([task])

    def plain() -> None:
        for article in articles:
            preannotate(article, scheme)

    with TemporaryDirectory() as folder:
        process, address = started(Path(folder))
        headers = {SECRET_HEADER: address.secret}
        try:
            with httpx.Client(base_url=address.url, headers=headers, timeout=600, trust_env=False) as http:
                rates = {
                    "all in one request": seconds(lambda: asked(tasks)),
                    "one a request": seconds(one_by_one),
                    "plain pre-annotation, one core": seconds(plain),
                }
        finally:
            process.terminate()
            process.wait()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    rates |= {
        "served, of processor time": (used.ru_utime + used.ru_stime) / (2 * (ROUNDS + 1)),
        "plain, of processor time": seconds(plain, time.process_time),
    }
    length = sum(len(article.text) for article in articles) / len(articles)
    print(
        f"{len(articles)} articles of {length:,.0f} characters, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    for name, took in rates.items():
        print(f"{name:32} {len(articles) / took:8.1f} articles a second")


if __name__ == "__main__":
    main()
