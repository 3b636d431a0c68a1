"""How alike the articles of two splits still are: the largest similarity that a split lets through."""

from collections.abc import Mapping
from itertools import combinations
from typing import NamedTuple

from annotate.dataset.splits.splits import SPLITS, Compared, Place


class Leak(NamedTuple):
    """The most that an article of one split shares with one of another: Jaccard, containment, and the pair of each.

    A similarity is 0 and its pair None where no two articles share a word triple (or none was found alike).
    """

    splits: tuple[str, str]
    jaccard: float = 0.0
    closest: tuple[str, str] | None = None
    contained: float = 0.0
    cut: tuple[str, str] | None = None


def leakage(compared: Compared, places: Mapping[str, Place]) -> list[Leak]:
    """Return the largest similarities of each two splits that have articles; both splits are named in the order of SPLITS."""
    present = {places[name].split for name in compared.ids}
    worst = {pair: Leak(pair) for pair in combinations([s for s in SPLITS if s in present], 2)}
    for one, other in compared.likeness.shared:
        names = sorted((compared.ids[one], compared.ids[other]), key=lambda name: _rank(places[name].split))
        splits = (places[names[0]].split, places[names[1]].split)
        if splits in worst:
            pair = (names[0], names[1])
            worst[splits] = _worse(worst[splits], pair, *_similarity(compared, (one, other)))
    return list(worst.values())


def _rank(split: str) -> int:
    return SPLITS.index(split) if split in SPLITS else len(SPLITS)


def _similarity(compared: Compared, pair: tuple[int, int]) -> tuple[float, float]:
    return compared.likeness.jaccard(pair), compared.likeness.contained(pair)


def _worse(leak: Leak, pair: tuple[str, str], jaccard: float, contained: float) -> Leak:
    if (jaccard, pair) > (leak.jaccard, leak.closest or ("", "")):
        leak = leak._replace(jaccard=jaccard, closest=pair)
    if (contained, pair) > (leak.contained, leak.cut or ("", "")):
        leak = leak._replace(contained=contained, cut=pair)
    return leak
