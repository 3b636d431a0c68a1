"""How far people agree: F1 between each two annotators of a layer. F1 and not kappa: spans have no true negatives."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from annotate.annotations import Annotation, Article, Span, touch
from annotate.quality.attributes import Values, compared, names
from annotate.quality.benches import covers, judges
from annotate.scheme import Layer, Scheme


class Score(NamedTuple):
    """Matches and totals of two sides, summed over pairs of annotators and articles.

    Exact matches share extent and label; overlapping ones share the label and at least a character, one to one.
    """

    exact: int = 0
    overlap: int = 0
    total: int = 0  # both sides together

    @property
    def exact_f1(self) -> float | None:
        """Return 2 matches / items of both sides, 0 to 1; None where neither side has any."""
        return 2 * self.exact / self.total if self.total else None

    @property
    def overlap_f1(self) -> float | None:
        """Return the same for matches that only overlap."""
        return 2 * self.overlap / self.total if self.total else None

    def plus(self, other: "Score") -> "Score":
        """Return both scores summed."""
        return Score(self.exact + other.exact, self.overlap + other.overlap, self.total + other.total)


class Agreement(NamedTuple):
    """Scores by layer, by label and by relation, values by attribute, and how many pairs of annotations each layer's rests on."""

    layers: dict[str, Score]
    labels: dict[str, Score]
    relations: dict[str, Score]
    attributes: dict[str, Values]
    pairs: dict[str, int]

    def plus(self, other: "Agreement") -> "Agreement":
        """Return both summed: that of other articles by the same scheme."""
        return Agreement(
            {name: score.plus(other.layers[name]) for name, score in self.layers.items()},
            {name: score.plus(other.labels[name]) for name, score in self.labels.items()},
            {name: score.plus(other.relations[name]) for name, score in self.relations.items()},
            {name: values.plus(other.attributes[name]) for name, values in self.attributes.items()},
            {name: count + other.pairs[name] for name, count in self.pairs.items()},
        )


def agreement(articles: Iterable[Article], scheme: Scheme) -> Agreement:
    """Return how far the submitted annotations of people agree, each two that cover a layer being compared.

    A relation matches if its label and both ends match: exactly, or overlapping. Attributes are compared where both
    marked the same.
    """
    layers = {layer.name: Score() for layer in scheme.layers}
    labels = {label: Score() for label in scheme.labels}
    relations = {name: Score() for name in scheme.relations}
    attributes = {name: Values(Counter()) for name in names(scheme)}
    pairs = {layer.name: 0 for layer in scheme.layers}
    for article in articles:
        for layer in scheme.layers:
            for one, other in combinations(judges(article, layer.name), 2):
                pairs[layer.name] += 1
                for label in layer.label_names:
                    score = _spans(one, other, label)
                    labels[label] = labels[label].plus(score)
                    layers[layer.name] = layers[layer.name].plus(score)
                for name, values in compared(one, other, layer, scheme):
                    attributes[name].pairs[values] += 1
                for name, score in _relations(one, other, layer, scheme).items():
                    relations[name] = relations[name].plus(score)
    return Agreement(layers, labels, relations, attributes, pairs)


def _spans(one: Annotation, other: Annotation, label: str) -> Score:
    first = [span for span in one.spans if span.label == label]
    second = [span for span in other.spans if span.label == label]
    exact = {(s.start, s.end) for s in first} & {(s.start, s.end) for s in second}
    return Score(len(exact), _one_to_one(first, second), len(first) + len(second))


def _one_to_one(first: Sequence[Span], second: Sequence[Span]) -> int:
    """Return how many spans pair up by overlap, the largest overlaps first."""
    shared = [
        (min(a.end, b.end) - max(a.start, b.start), i, j) for i, a in enumerate(first) for j, b in enumerate(second)
    ]
    rows: set[int] = set()
    columns: set[int] = set()
    for size, i, j in sorted(shared, key=lambda x: (-x[0], x[1], x[2])):
        if size > 0 and i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
    return len(rows)


def _relations(one: Annotation, other: Annotation, layer: Layer, scheme: Scheme) -> dict[str, Score]:
    """Return a score for each relation of the layer; those that end in a layer only one of the two covers are left out."""
    scores = {}
    for relation in layer.relations:
        first, second = (_ends(annotation, relation.name) for annotation in (one, other))
        if not _comparable(one, other, relation.tail, scheme):
            first, second = ([x for x in ends if x[1].label in layer.label_names] for ends in (first, second))
        exact = {(a.mark, b.mark) for a, b in first} & {(a.mark, b.mark) for a, b in second}
        free = list(second)
        near = 0
        for head, tail in first:
            match = next((x for x in free if _near(x[0], head) and _near(x[1], tail)), None)
            if match is not None:
                free.remove(match)
                near += 1
        scores[relation.name] = Score(len(exact), near, len(first) + len(second))
    return scores


def _comparable(one: Annotation, other: Annotation, tail: tuple[str, ...], scheme: Scheme) -> bool:
    homes = {scheme.layer_of[label].name for label in tail}
    return all(covers(one, home) == covers(other, home) for home in homes)


def _ends(annotation: Annotation, label: str) -> list[tuple[Span, Span]]:
    spans = {span.id: span for span in annotation.spans}
    return [
        (spans[r.head], spans[r.tail])
        for r in annotation.relations
        if r.label == label and r.head in spans and r.tail in spans
    ]


def _near(one: Span, other: Span) -> bool:
    return one.label == other.label and touch(one, other)
