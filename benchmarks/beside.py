"""Two ways to do the same on the same server, taken in turns in one run: seconds of the clock, and the ratio of each round.

A machine that others use is slower in one minute than in the next, so a round has both ways in it, in changing order, and
the median of the rounds' ratios is what is told.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median


def arguments(words: str | None, switch: str) -> argparse.Namespace:
    """Return how many tasks are asked for, in how many rounds, the server's folder, and whether the switch is set."""
    asked = argparse.ArgumentParser(description=words, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("tasks", type=int, nargs="?", default=1000)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--folder", type=Path, default=Path(".annotate"))
    asked.add_argument(switch, action="store_true")
    return asked.parse_args()


def seconds(work: Callable[[], object]) -> float:
    """Return the wall-clock time of some work."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def compared(ours: Callable[[], float], theirs: Callable[[], float], rounds: int) -> str:
    """Return a sentence: the median of each way's seconds, the median of the rounds' ratios, the rounds themselves."""
    pairs: list[tuple[float, float]] = []
    for number in range(rounds):
        if number % 2:
            their, our = theirs(), ours()
        else:
            our, their = ours(), theirs()
        pairs.append((our, their))
    our, their = (median(some) for some in zip(*pairs, strict=True))
    ratios = [one / other for one, other in pairs]
    told = ", ".join(f"{one:.2f}/{other:.2f}" for one, other in pairs)
    return f"{our:.2f} s beside {their:.2f} s, {median(ratios):.2f} times ({min(ratios):.2f} to {max(ratios):.2f}; rounds {told})"
