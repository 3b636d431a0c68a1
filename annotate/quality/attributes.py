"""How far people agree on what they say of a span or link that both marked: equal values, and beyond chance."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from annotate.align import filled, said
from annotate.annotations import Annotation, Mark, Relation, Value, folded
from annotate.scheme import Layer, Scheme

_NOTHING = ""  # what one of the two left empty
Told = tuple[str, str]  # an attribute, and a value of it in words


class Values(NamedTuple):
    """The values that each two people gave, counted as pairs in alphabetical order; what both left empty is no pair."""

    pairs: Counter[tuple[str, str]]

    @property
    def total(self) -> int:
        """Return how many pairs there are."""
        return self.pairs.total()

    @property
    def equal(self) -> float | None:
        """Return the share of pairs of equal values, None without any."""
        same = sum(count for (one, other), count in self.pairs.items() if one == other)
        return same / self.total if self.total else None

    @property
    def alpha(self) -> float | None:
        """Return Krippendorff's alpha for nominal values, two to a unit; None where all are one value, or none is."""
        single = Counter[str]()
        for (one, other), count in self.pairs.items():
            single[one] += count
            single[other] += count
        size = single.total()
        expected = size * size - sum(count * count for count in single.values())  # ordered pairs of unequal values
        if not expected:
            return None
        unequal = 2 * sum(count for (one, other), count in self.pairs.items() if one != other)
        return 1 - (size - 1) * unequal / expected

    def plus(self, other: "Values") -> "Values":
        """Return both counted together."""
        return Values(self.pairs + other.pairs)


def names(scheme: Scheme) -> list[str]:
    """Return the attributes of spans and relations in the order of the scheme, each once."""
    found = [name for label in scheme.labels for name in scheme.attributes[label]]
    found += [name for relation in scheme.relations.values() for name in (a.name for a in relation.attributes)]
    return list(dict.fromkeys(found))


def compared(one: Annotation, other: Annotation, layer: Layer, scheme: Scheme) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield (attribute, pair of values) for what both annotations marked alike in a layer, extent for extent."""
    for first, second in (*_spans(one, other, layer, scheme), *_links(one, other, layer)):
        for name in first.keys() | second.keys():
            values = sorted(_worded(side.get(name)) for side in (first, second))
            yield name, (values[0], values[1])


def _spans(
    one: Annotation, other: Annotation, layer: Layer, scheme: Scheme
) -> Iterator[tuple[dict[str, Value], dict[str, Value]]]:
    counterparts = {span.mark: span for span in other.spans}
    for span in one.spans:
        counterpart = counterparts.get(span.mark)
        if counterpart is not None and span.label in layer.label_names:
            yield said(span, one, scheme), said(counterpart, other, scheme)


def _links(one: Annotation, other: Annotation, layer: Layer) -> Iterator[tuple[dict[str, Value], dict[str, Value]]]:
    kinds = {relation.name for relation in layer.relations}
    first, second = (_by_ends(annotation) for annotation in (one, other))
    for ends in first.keys() & second.keys():
        if ends[0] in kinds:
            yield filled(first[ends].attributes), filled(second[ends].attributes)


def _by_ends(annotation: Annotation) -> dict[tuple[str, Mark, Mark], Relation]:
    marks = {span.id: span.mark for span in annotation.spans}
    return {
        (r.label, marks[r.head], marks[r.tail]): r
        for r in annotation.relations
        if r.attributes and r.head in marks and r.tail in marks
    }


def _worded(value: Value) -> str:
    """Return a value as it is compared: names without regard to case, numbers by what they are worth."""
    if value is None:
        return _NOTHING
    return f"{value:.12g}" if isinstance(value, float) else folded(str(value))
