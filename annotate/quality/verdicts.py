"""What people made of the machine's suggestions: verdicts by layer, by rule and by relation."""

from collections import Counter
from collections.abc import Iterable, Iterator
from math import sqrt
from typing import NamedTuple

from annotate.align import VERDICTS, Link, Pair, Verdict, align, align_relations
from annotate.annotations import Annotation, Article
from annotate.quality.benches import covers
from annotate.scheme import Scheme

Counts = Counter[Verdict]
_Z = 1.959964  # the normal deviate that leaves 2.5 % on each side


class Verdicts(NamedTuple):
    """Counts of accepted, moved, relabelled, changed, rejected and missed.

    `rules` is by layer and rule; what was missed has no rule and is counted under the layer alone. `annotations` is
    how many were compared, `blind` how many were not, because their authors saw no suggestions.
    """

    layers: dict[str, Counts]
    rules: dict[tuple[str, str], Counts]
    relations: dict[str, Counts]
    annotations: int
    blind: int

    def plus(self, other: "Verdicts") -> "Verdicts":
        """Return both summed: those of other articles by the same scheme."""
        rules = {
            name: self.rules.get(name, Counter()) + other.rules.get(name, Counter())
            for name in {*self.rules, *other.rules}
        }
        return Verdicts(
            {name: counts + other.layers[name] for name, counts in self.layers.items()},
            dict(sorted(rules.items())),
            {name: counts + other.relations[name] for name, counts in self.relations.items()},
            self.annotations + other.annotations,
            self.blind + other.blind,
        )


def suggestions(article: Article, annotation: Annotation) -> Annotation | None:
    """Return the suggestions that the author of an annotation was shown; None if they worked blind."""
    if annotation.parent is None or annotation.shown == "none":
        return None
    return next((a for a in article.annotations if a.id == annotation.parent), None)


def verdicts(articles: Iterable[Article], scheme: Scheme) -> Verdicts:
    """Return the verdicts of everyone who submitted work on suggestions they had been shown."""
    layers: dict[str, Counts] = {layer.name: Counter() for layer in scheme.layers}
    rules: dict[tuple[str, str], Counts] = {}
    relations: dict[str, Counts] = {name: Counter() for name in scheme.relations}
    compared = blind = 0
    for article in articles:
        for annotation in article.annotations:
            if annotation.role == "machine" or annotation.status != "submitted":
                continue
            shown = suggestions(article, annotation)
            if shown is None:
                blind += annotation.role == "person"
                continue
            compared += 1
            pairs = align(shown, annotation, scheme)
            for pair in pairs:
                layers[pair.layer][pair.verdict] += 1
                for rule in pair.before.rules if pair.before is not None else ():
                    rules.setdefault((pair.layer, rule), Counter())[pair.verdict] += 1
            for label, link in _links(shown, annotation, pairs, scheme):
                relations[label][link.verdict] += 1
    return Verdicts(layers, dict(sorted(rules.items())), relations, compared, blind)


def acceptance(counts: Counts) -> float | None:
    """Return the share of suggestions that stand untouched, 0 to 1; None where nothing was suggested."""
    suggested = _suggested(counts)
    return counts["accepted"] / suggested if suggested else None


def acceptance_interval(counts: Counts) -> tuple[float, float] | None:
    """Return where the acceptance lies with 95 % confidence, 0 to 1; None where nothing was suggested.

    Wilson's score interval (Wilson 1927, "Probable inference, the law of succession, and statistical inference"), which
    is honest about few suggestions: 3 of 3 are 44 to 100 %. It takes each verdict for independent of the others.
    """
    suggested = _suggested(counts)
    if not suggested:
        return None
    share, squared = counts["accepted"] / suggested, _Z * _Z
    middle = share + squared / (2 * suggested)
    wide = _Z * sqrt(share * (1 - share) / suggested + squared / (4 * suggested * suggested))
    scale = 1 + squared / suggested
    return max(0.0, (middle - wide) / scale), min(1.0, (middle + wide) / scale)


def _suggested(counts: Counts) -> int:
    return sum(counts[verdict] for verdict in VERDICTS if verdict != "missed")


def _links(shown: Annotation, annotation: Annotation, pairs: list[Pair], scheme: Scheme) -> Iterator[tuple[str, Link]]:
    """Yield the relations of the layers that the annotation covers, with their labels."""
    covered = {
        relation.name for layer in scheme.layers if covers(annotation, layer.name) for relation in layer.relations
    }
    everywhere = [*pairs, *_ends_elsewhere(shown, annotation, pairs)]
    for link in align_relations(shown, annotation, everywhere):
        relation = link.before or link.after
        if relation is not None and relation.label in covered:
            yield relation.label, link


def _ends_elsewhere(shown: Annotation, annotation: Annotation, pairs: list[Pair]) -> Iterator[Pair]:
    """Yield pairs of equal spans in layers that the annotation does not cover: ends of relations that it does."""
    paired = {pair.after.id for pair in pairs if pair.after is not None}
    before = {span.mark: span for span in shown.spans}
    for span in annotation.spans:
        other = before.get(span.mark)
        if span.id not in paired and other is not None:
            yield Pair("", "accepted", other, span)
