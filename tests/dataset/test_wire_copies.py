"""On a wire, where three articles in ten are copies, no split sees another's words, and none ever moves."""

import random

import pytest

from annotate.dataset.splits.clusters import JACCARD
from annotate.dataset.splits.splits import SPLITS, WITHHELD, assign
from tests.dataset.wire_copies import alike, corpus
from tests.soak import SOAK, record


def leaks(split_of: dict[str, str], pairs: list[tuple[str, str]]) -> int:
    """How many pairs of near-copies stand on two sides of a split."""
    return sum(split_of[a] != split_of[b] and WITHHELD not in {split_of[a], split_of[b]} for a, b in pairs)


@pytest.mark.soak
def test_no_near_copy_stands_in_two_splits_and_growth_moves_nothing() -> None:
    size = 50 * SOAK
    later = corpus(size + size // 5, seed=7)
    first = later[:size]
    pairs = list(alike(later, least=JACCARD))
    chance = random.Random(7)
    by_chance = {a.id: chance.choices(SPLITS, (8, 1, 1))[0] for a in later}

    before = assign(first, {})
    after = assign(later, before)

    places = {name: place.split for name, place in after.items()}
    withheld = sum(split == WITHHELD for split in places.values())
    assert {name: after[name] for name in before} == before
    assert leaks(places, pairs) == 0
    assert leaks(by_chance, pairs) > len(pairs) / 10
    assert withheld < 0.05 * len(later)
    record(
        "splits of a wire with 30 % copies",
        f"{len(first):,} articles, then {len(later):,}: 0 of {len(pairs):,} near-copies (Jaccard 0.5) in two splits, "
        f"{leaks(by_chance, pairs)} with random splits; 0 articles moved, {withheld} withheld",
    )
