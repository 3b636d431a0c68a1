"""What a format cannot hold, counted while it is written: a conversion never loses anything in silence."""

from collections.abc import Iterable

from annotate.annotations import Annotation, Relation, Span

SPANS, RELATIONS, ENTITIES = "spans", "relations", "entities"
ATTRIBUTES, PARTS, RULES, META = "attributes", "parts", "rule names and scores", "titles, sources and other meta"


class Losses:
    """How many of each kind of thing were not written, and of how many."""

    def __init__(self) -> None:
        """Start with nothing seen."""
        self._seen: dict[str, list[int]] = {}

    def add(self, what: str, *, lost: int, of: int) -> None:
        """Count things of a kind: how many there were, and how many of them the format could not hold."""
        counts = self._seen.setdefault(what, [0, 0])
        counts[0] += lost
        counts[1] += of

    def all_of(self, annotation: Annotation, kinds: Iterable[str]) -> None:
        """Count whole kinds that a format has no place for."""
        sizes = sizes_of(annotation)
        for what in kinds:
            self.add(what, lost=sizes[what], of=sizes[what])

    def rows(self) -> list[tuple[str, int, int]]:
        """Return (kind, lost, of) of every kind that there was something of, in order of sight."""
        return [(what, lost, of) for what, (lost, of) in self._seen.items() if of]


def sizes_of(annotation: Annotation) -> dict[str, int]:
    """Return how much of each kind an annotation holds."""
    items: tuple[Span | Relation, ...] = (*annotation.spans, *annotation.relations)
    return {
        SPANS: len(annotation.spans),
        RELATIONS: len(annotation.relations),
        ENTITIES: len(annotation.entities),
        ATTRIBUTES: sum(len(item.attributes) for item in items),
        PARTS: sum(len(span.parts) for span in annotation.spans),
        RULES: sum(1 for item in items if item.rules or item.score is not None),
    }
