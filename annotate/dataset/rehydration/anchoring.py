"""Where spans stand in a text that was edited since: found again by fingerprints of their words and surroundings.

An edit moves everything behind it by one distance, the drift. Of all places whose words have a span's fingerprint, the
path through the article is taken that keeps the order of the spans and changes the drift least (a beam search).
"""

from collections.abc import Sequence
from typing import NamedTuple

from annotate.annotations import Extent
from annotate.dataset.rehydration.doubting import doubts
from annotate.dataset.rehydration.places import Finder, Place, Wanted
from annotate.dataset.standoff.fingerprints import Fingerprints

_LOST, _CHANGED, _JUMP, _FAR = 2.5, 1.0, 1.0, 0.5  # costs of a path: a span given up, other surroundings, a new drift
_FAR_AT = 1000  # characters of drift that cost all of _FAR
_BEAM = 24


class Found(NamedTuple):
    """Where a stretch starts now; `doubt` says why a person should look at it, empty where none need."""

    start: int
    doubt: str


class _Path(NamedTuple):
    """A way through the spans so far: its cost, its last drift, the stretch that reaches furthest, the places taken."""

    cost: float
    drift: int
    reach: tuple[int, int, int]  # start, end, drift
    steps: "tuple[_Path, Place | None] | None"

    def places(self) -> "list[Place | None]":
        found: list[Place | None] = []
        path = self
        while path.steps is not None:
            path, place = path.steps
            found.append(place)
        return found[::-1]


def anchored(wanted: Sequence[Wanted], text: str, prints: Fingerprints, *, length: int) -> dict[Extent, Found]:
    """Return, by extent in the old text, where the stretches stand in this one; those not found are left out.

    `length` is the number of characters of the old text.
    """
    order = sorted(set(wanted), key=lambda w: (w.start, -w.end))
    finder = Finder(text, prints)
    paths = [_Path(0.0, 0, (0, 0, 0), None)]
    for item in order:
        places = finder.places(item)
        grown: dict[tuple[int, tuple[int, int, int]], _Path] = {}
        for path in paths:
            for step in (_skipped(path), *(_taken(path, item, place) for place in places)):
                if step is not None:
                    key = (step.drift, step.reach)
                    if key not in grown or step.cost < grown[key].cost:
                        grown[key] = step
        paths = sorted(grown.values(), key=lambda p: (p.cost, p.drift))[:_BEAM]
    answers = [*zip(order, paths[0].places(), strict=True)]
    taken = [(item, place) for item, place in answers if place is not None]
    lost = [item for item, place in answers if place is None]
    said = doubts(taken, lost, finder, growth=len(text) - length)
    return {(w.start, w.end): Found(p.start, doubt) for (w, p), doubt in zip(taken, said, strict=True)}


def _skipped(path: _Path) -> _Path:
    return _Path(path.cost + _LOST, path.drift, path.reach, (path, None))


def _taken(path: _Path, item: Wanted, place: Place) -> _Path | None:
    """Return the path with a place for the next stretch, None where the order of the old text forbids it."""
    drift = place.start - item.start
    _, end, its_drift = path.reach
    if item.start < end:
        if drift != its_drift:  # it overlaps what was found whole, so it moved with it
            return None
    elif place.start < end + its_drift:
        return None
    cost = path.cost + (0.0 if place.same_context else _CHANGED)
    if drift != path.drift:
        cost += _JUMP + _FAR * min(1.0, abs(drift - path.drift) / _FAR_AT)
    reach = (item.start, item.end, drift) if item.end > end else path.reach
    return _Path(cost, drift, reach, (path, place))
