"""Which of the places that were found for spans a person should look at, and why."""

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, takewhile

from annotate.dataset.rehydration.places import Finder, Place, Wanted

Taken = tuple[Wanted, Place]


def doubts(taken: Sequence[Taken], lost: Sequence[Wanted], finder: Finder, *, growth: int) -> list[str]:
    """Return a doubt for each place, empty where the words, what is around them and the neighbours all agree.

    `growth` is by how many characters the text has become longer.
    """
    found = ["" if place.same_context else "the words are the same, those around them are not" for _, place in taken]
    for reason, places in (
        ("it moved by another distance than all around it, its words may stand elsewhere too", _strays(taken, growth)),
        ("text was cut beside it, its words may be those of a repetition", _beside_cuts(taken, lost, finder)),
        ("the same words are lost beside it, it may be they that are left", _beside_equals(taken, lost)),
    ):
        for i in places:
            found[i] = found[i] or reason
    return found


def _strays(taken: Sequence[Taken], growth: int) -> Iterator[int]:
    """Yield what moved by a distance of its own: single stretches, and runs that a cut could have taken away."""
    runs = [(drift, [*run]) for drift, run in groupby(range(len(taken)), key=lambda i: _drift(taken[i]))]
    for number, (drift, run) in enumerate(runs):
        before = runs[number - 1][0] if number else 0
        after = runs[number + 1][0] if number + 1 < len(runs) else growth
        size = max(taken[i][0].end for i in run) - taken[run[0]][0].start
        fits = before - after >= size and not after <= drift <= before
        if fits or (len(run) == 1 and drift not in {before, after}):
            yield from run


def _drift(taken: Taken) -> int:
    return taken[1].start - taken[0].start


def _beside_cuts(taken: Sequence[Taken], lost: Sequence[Wanted], finder: Finder) -> Iterator[int]:
    """Yield what a cut may have taken, its words standing there because what follows the cut repeats them.

    Where the drift falls by c, c characters are gone. They may be those of the last stretches before, or of the first
    ones after, that fit into c together with the lost ones between, but for those that lost their place to another.
    """
    for i in range(len(taken) - 1):
        item, following = taken[i][0], taken[i + 1][0]
        drifts = (_drift(taken[i]), _drift(taken[i + 1]))
        cut = drifts[0] - drifts[1]
        if cut <= 0:
            continue
        between = [w for w in lost if item.start <= w.start <= following.start]
        between = [w for w in between if not any(finder.stands(w, w.start + drift) for drift in drifts)]
        last = max((w.start + 1 for w in between), default=item.end)
        first = min((w.end - 1 for w in between), default=following.start)
        yield from range(i, i - _leading(last - w.start <= cut for w, _ in taken[i::-1]), -1)
        yield from range(i + 1, i + 1 + _leading(w.end - first <= cut for w, _ in taken[i + 1 :]))


def _beside_equals(taken: Sequence[Taken], lost: Sequence[Wanted]) -> Iterator[int]:
    """Yield what stands next to lost stretches of the same words: it may be they that are there."""
    order = [w for w, _ in taken]
    keys = [*map(_key, order)]
    for _, together in groupby(lost, key=lambda w: bisect(keys, _key(w))):
        gone = list(together)
        said, place = {w.surface for w in gone}, bisect(keys, _key(gone[0]))
        yield from range(place, place + _leading(w.surface in said for w in order[place:]))
        yield from range(place - 1, place - 1 - _leading(w.surface in said for w in order[:place][::-1]), -1)


def _leading(answers: Iterable[bool]) -> int:
    """Return how many answers are yes before the first no."""
    return len([*takewhile(bool, answers)])


def _key(item: Wanted) -> tuple[int, int]:
    return item.start, -item.end
