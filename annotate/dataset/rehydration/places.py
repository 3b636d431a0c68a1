"""The places in a text whose words have a given fingerprint."""

from typing import NamedTuple

from annotate.dataset.standoff.fingerprints import Fingerprints

_PLACES = 8  # places of one span that are looked at, the nearest to where it is expected


class Wanted(NamedTuple):
    """A stretch that is to be found: where it stood, and the fingerprints of its words and surroundings."""

    start: int
    end: int
    surface: str
    context: str


class Place(NamedTuple):
    """Where the words of a stretch stand, and whether what is around them is the same."""

    start: int
    same_context: bool


class Finder:
    """Finds the places in one text whose words have a fingerprint; drifts seen before are tried first."""

    def __init__(self, text: str, prints: Fingerprints) -> None:
        """Start with the drift of an unchanged text."""
        self._text = text
        self._prints = prints
        self._drifts: dict[int, None] = {0: None}
        self._windows: dict[int, dict[str, list[int]]] = {}

    def places(self, item: Wanted) -> list[Place]:
        """Return where a stretch may stand, at most eight places; anywhere in the text if none of the known drifts fits."""
        size = item.end - item.start
        if not 0 < size <= len(self._text):
            return []
        near = [start for start in (item.start + drift for drift in self._drifts) if self.stands(item, start)]
        places = [self._place(item, start) for start in near]
        if not any(place.same_context for place in places):
            everywhere = self._of_size(size).get(item.surface, [])
            expected = item.start + next(reversed(self._drifts))
            places = [self._place(item, start) for start in everywhere]
            places.sort(key=lambda place: (not place.same_context, abs(place.start - expected)))
        for place in places[:_PLACES]:
            if place.same_context:
                self._drifts.pop(place.start - item.start, None)
                self._drifts[place.start - item.start] = None  # the latest last
        return places[:_PLACES]

    def stands(self, item: Wanted, start: int) -> bool:
        """Say whether the words of a stretch stand at an offset."""
        end = start + item.end - item.start
        return start >= 0 and end <= len(self._text) and self._prints.surface(self._text[start:end]) == item.surface

    def _place(self, item: Wanted, start: int) -> Place:
        end = start + item.end - item.start
        return Place(start, self._prints.context(self._text, start, end) == item.context)

    def _of_size(self, size: int) -> dict[str, list[int]]:
        if size not in self._windows:
            found: dict[str, list[int]] = {}
            for start in range(len(self._text) - size + 1):
                found.setdefault(self._prints.surface(self._text[start : start + size]), []).append(start)
            self._windows[size] = found
        return self._windows[size]
