"""Attributions: the stance layer as cue, source and content alone, as PARC3 has them, or the outermost, as PolNeAR has."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from annotate.annotations import Annotation, Extent, reading_order


class Triple(NamedTuple):
    """One attribution: the cue's extent, and the extents of its sources and contents in text order."""

    cue: Extent
    source: tuple[Extent, ...]
    content: tuple[Extent, ...]


def triples(annotation: Annotation) -> tuple[Triple, ...]:
    """Return every cue with its sources and contents in reading order, as PARC3 has them: nested ones too."""
    extents = {span.id: (span.start, span.end) for span in annotation.spans}
    linked: dict[tuple[str, str], list[Extent]] = defaultdict(list)
    for relation in annotation.relations:
        linked[relation.head, relation.label].append(extents[relation.tail])
    return tuple(
        Triple(extents[cue.id], *(tuple(sorted(linked[cue.id, label])) for label in ("source", "content")))
        for cue in reading_order(annotation.spans)
        if cue.label == "CUE"
    )


def outermost(found: Iterable[Triple]) -> tuple[Triple, ...]:
    """Return the triples whose cue lies in no other's content, as PolNeAR has them; of two in each other, the first."""
    kept = tuple(found)
    return tuple(
        one
        for number, one in enumerate(kept)
        if not any(
            place != number and _inside(one, other) and not (_inside(other, one) and number < place)
            for place, other in enumerate(kept)
        )
    )


def _inside(one: Triple, other: Triple) -> bool:
    return any(start <= one.cue[0] and one.cue[1] <= end for start, end in other.content)
