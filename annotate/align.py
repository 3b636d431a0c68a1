"""Two annotations of one article compared span by span: what was accepted, moved, relabelled, changed, rejected, missed.

The same comparison serves verdicts on rules (machine against person), agreement (person against person) and the replay
of corrections, because machine and people use one type.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from annotate.annotations import Annotation, Relation, Span, Value
from annotate.scheme import Scheme

Verdict = Literal["accepted", "moved", "relabelled", "changed", "rejected", "missed"]
VERDICTS: tuple[Verdict, ...] = ("accepted", "moved", "relabelled", "changed", "rejected", "missed")


class Pair(NamedTuple):
    """A span of the first annotation and what became of it in the second; one of the two may be missing."""

    layer: str
    verdict: Verdict
    before: Span | None
    after: Span | None


class Link(NamedTuple):
    """A relation of the first annotation and its counterpart; accepted, changed (attributes), rejected or missed."""

    verdict: Verdict
    before: Relation | None
    after: Relation | None


def align(before: Annotation, after: Annotation, scheme: Scheme) -> list[Pair]:
    """Return one pair for each span of either annotation, in the layers that the second one covers, in reading order.

    Spans pair one to one within a layer: same id first, then same extent and label, same extent, and last the
    largest overlap (a shared label counting double). In a layer whose spans nest only equal labels pair, but for
    equal ids. A pair's verdict is the gravest change: relabelled before moved
    before changed.
    """
    pairs: list[Pair] = []
    for layer in scheme.layers:
        if after.layers and layer.name not in after.layers:
            continue
        labels = set(layer.label_names)
        first = [span for span in before.spans if span.label in labels]
        second = [span for span in after.spans if span.label in labels]
        matched = _match(first, second, nested=layer.overlap)
        taken = set(matched.values())
        for i, span in enumerate(first):
            partner = second[matched[i]] if i in matched else None
            verdict = "rejected" if partner is None else _verdict(span, partner, before, after, scheme)
            pairs.append(Pair(layer.name, verdict, span, partner))
        pairs += [Pair(layer.name, "missed", None, span) for j, span in enumerate(second) if j not in taken]
    return sorted(pairs, key=_place)


def align_relations(before: Annotation, after: Annotation, pairs: Iterable[Pair]) -> list[Link]:
    """Return one link for each relation of either annotation, ends being compared through the span pairs.

    An end outside the layers compared (an actor that a stance is about) is compared by its id.
    """
    partner = {pair.before.id: pair.after.id for pair in pairs if pair.before is not None and pair.after is not None}
    open_links: dict[tuple[str, str, str], list[Relation]] = {}
    for relation in after.relations:
        open_links.setdefault((relation.label, relation.head, relation.tail), []).append(relation)
    found: list[Link] = []
    for relation in before.relations:
        ends = (relation.label, partner.get(relation.head, relation.head), partner.get(relation.tail, relation.tail))
        other = open_links[ends].pop(0) if open_links.get(ends) else None
        if other is None:
            found.append(Link("rejected", relation, None))
        else:
            same = filled(relation.attributes) == filled(other.attributes)
            found.append(Link("accepted" if same else "changed", relation, other))
    return found + [Link("missed", None, relation) for relations in open_links.values() for relation in relations]


def filled(attributes: dict[str, Value]) -> dict[str, Value]:
    """Return the attributes that say something: null and absent are the same."""
    return {name: value for name, value in attributes.items() if value is not None}


def _place(pair: Pair) -> tuple[int, int, str]:
    span = pair.before or pair.after
    if span is None:
        raise AssertionError("a pair has a span")
    return span.start, -span.end, span.label


def _match(first: Sequence[Span], second: Sequence[Span], *, nested: bool) -> dict[int, int]:
    """Return index in first -> index in second, one to one; where spans nest, an overlap of two labels says nothing."""
    matched: dict[int, int] = {}
    taken: set[int] = set()
    keys = (
        lambda span: span.id,
        lambda span: span.mark,
        lambda span: (span.start, span.end),
    )
    for key in keys[:2] if nested else keys:
        places = {key(span): j for j, span in enumerate(second) if j not in taken}
        for i, span in enumerate(first):
            if i not in matched and (j := places.pop(key(span), None)) is not None:
                matched[i] = j
                taken.add(j)
    left = [i for i in range(len(first)) if i not in matched]
    free = [j for j in range(len(second)) if j not in taken]
    for _, i, j in sorted(_overlaps(first, second, left, free)):
        if i not in matched and j not in taken and not (nested and first[i].label != second[j].label):
            matched[i] = j
            taken.add(j)
    return matched


def _overlaps(
    first: Sequence[Span], second: Sequence[Span], left: list[int], free: list[int]
) -> Iterator[tuple[float, int, int]]:
    """Yield (minus the weight, i, j) of overlapping spans by one sweep over both lists in order of start."""
    events = sorted(
        [(first[i].start, 0, i) for i in left] + [(second[j].start, 1, j) for j in free],
    )
    active: tuple[list[int], list[int]] = ([], [])
    sides = (first, second)
    for start, side, index in events:
        for s in (0, 1):
            active[s][:] = [k for k in active[s] if sides[s][k].end > start]
        for other in active[1 - side]:
            i, j = (index, other) if side == 0 else (other, index)
            shared = min(first[i].end, second[j].end) - start
            yield -shared * (2.0 if first[i].label == second[j].label else 1.0), i, j
        active[side].append(index)


def _verdict(span: Span, other: Span, before: Annotation, after: Annotation, scheme: Scheme) -> Verdict:
    if span.label != other.label:
        return "relabelled"
    if (span.start, span.end) != (other.start, other.end):
        return "moved"
    return "accepted" if said(span, before, scheme) == said(other, after, scheme) else "changed"


def said(span: Span, annotation: Annotation, scheme: Scheme) -> dict[str, Value]:
    """Return a span's filled attributes with entity ids replaced by entity names, so that annotations compare."""
    names = {entity.id: entity.name for entity in annotation.entities}
    known = scheme.attributes.get(span.label, {})
    return {
        name: names.get(str(value), value) if name in known and known[name].type == "entity" else value
        for name, value in filled(span.attributes).items()
    }
