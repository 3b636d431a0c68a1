"""Where the spans of a text stand after the text was edited, so that what only shifted is not taken for moved."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from difflib import SequenceMatcher
from os.path import commonprefix
from typing import NamedTuple

import msgspec

from annotate.annotations import Annotation, Extent, Span

GONE = (-1, -1)  # the extent of a span whose words were all cut out: it touches nothing
_TOKEN = re.compile(r"\w+\s*|\s+|[^\w\s]\s*")
_OPENING = re.compile(r"(?:^|\n|[.!?][\"'”’)]*\s)\Z")  # behind it a sentence may begin
_NEAR = 8  # characters in which a sentence ends
_LONG = 5000  # tokens of a text above which frequent ones are not looked at: the comparison is quadratic in them


class Block(NamedTuple):
    """A stretch that both texts have: where it starts in each, and its length in characters."""

    before: int
    after: int
    length: int


class Shifts:
    """The stretches two texts share, and where offsets of the first are in the second."""

    def __init__(self, before: str, after: str) -> None:
        """Compare the texts word by word between what they share at both ends."""
        self._lengths = (len(before), len(after))
        self._blocks = list(_blocks(before, after))
        self._starts = [block.before for block in self._blocks]

    def extent(self, start: int, end: int) -> Extent:
        """Return where a stretch stands now: at the words that took the place of its own if these changed; else GONE."""
        first, last = (bisect_right(self._starts, offset) - 1 for offset in (start, end - 1))
        block, following = self._at(first), self._at(last + 1)
        new = min(start + block.after - block.before, block.after + block.length)
        block = self._at(last)
        inside = end <= block.before + block.length
        stop = end + block.after - block.before if inside else following.after
        return (new, stop) if new < stop else GONE

    def distances(self, start: int) -> list[int]:
        """Return how far stretches of the text moved, those of the nearest stretches first, each once."""
        near = sorted(self._blocks, key=lambda b: max(b.before - start, start - b.before - b.length, 0))
        return list(dict.fromkeys(block.after - block.before for block in near))

    def _at(self, index: int) -> Block:
        """Return a block by its position; before the first and behind the last there is one without length."""
        if index < 0:
            return Block(0, 0, 0)
        return self._blocks[index] if index < len(self._blocks) else Block(*self._lengths, 0)


def shifted(before: Annotation, after: Annotation, old: str, new: str) -> Annotation:
    """Return the first annotation with its extents in the text of the second; ids and surfaces stay as they are.

    A stretch may fit into the new text at several places (an inserted sentence that begins like the next one): a
    place where the second annotation has the same span is preferred.
    """
    shifts = Shifts(old, new)
    free = {(span.start, span.end, span.label, span.text) for span in after.spans}
    placed: dict[str, Span] = {}
    for spread in (1, len(new)):  # where a span is expected comes before all other places where it could be
        for span in before.spans:
            for by in shifts.distances(span.start)[:spread] if span.id not in placed else ():
                key = (span.start + by, span.end + by, span.label, span.text)
                if key in free:
                    free.remove(key)
                    placed[span.id] = _moved(span, by)
                    break
    spans = tuple(placed.get(span.id) or _replaced(span, shifts) for span in before.spans)
    return msgspec.structs.replace(before, spans=spans)


def _moved(span: Span, by: int) -> Span:
    parts = {name: (start + by, end + by) for name, (start, end) in span.parts.items()}
    return msgspec.structs.replace(span, start=span.start + by, end=span.end + by, parts=parts)


def _replaced(span: Span, shifts: Shifts) -> Span:
    start, end = shifts.extent(span.start, span.end)
    parts = {name: shifts.extent(*part) for name, part in span.parts.items()}
    return msgspec.structs.replace(span, start=start, end=end, parts=parts)


def _blocks(before: str, after: str) -> Iterable[Block]:
    """Yield the stretches that two texts share, in order, neither overlapping nor empty."""
    front = len(commonprefix([before, after]))  # noqa: RUF071 - of texts, not of paths
    back = len(commonprefix([before[front:][::-1], after[front:][::-1]]))  # noqa: RUF071 - the same
    slid = _slid(before, after, front, back)
    front, back = front - slid, back + slid
    if front:
        yield Block(0, 0, front)
    first = _TOKEN.findall(before[front : len(before) - back])
    second = _TOKEN.findall(after[front : len(after) - back])
    places = (_places(first, front), _places(second, front))
    long = max(len(first), len(second)) > _LONG
    for match in SequenceMatcher(None, first, second, autojunk=long).get_matching_blocks():
        if match.size:
            start, stop = places[0][match.a], places[0][match.a + match.size]
            yield Block(start, places[1][match.b], stop - start)
    if back:
        yield Block(len(before) - back, len(after) - back, back)


def _slid(before: str, after: str, front: int, back: int) -> int:
    """Return how far an insertion or cut is better taken to lie further left: so that it begins where a sentence does.

    "Rain fell. The board met. The board voted." without its second sentence may have lost "The board met. " or
    "board met. The " or "met. The board ": all of them give the same text.
    """
    longer = max(before, after, key=len)
    stop = len(longer) - back
    if front + back < min(len(before), len(after)):
        return 0
    for slid in range(front + 1):
        if slid and longer[front - slid] != longer[stop - slid]:
            return 0
        if _OPENING.search(longer, max(0, front - slid - _NEAR), front - slid):
            return slid
    return 0


def _places(tokens: list[str], start: int) -> list[int]:
    """Return the offset of each token, and where the last one ends."""
    found = [start]
    for token in tokens:
        found.append(found[-1] + len(token))
    return found
