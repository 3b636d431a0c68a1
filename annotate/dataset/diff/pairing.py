"""Spans, relations and entities of two annotations of one article, one to one: what the difference of releases rests on."""

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple, TypeVar

import msgspec

from annotate.align import align, filled
from annotate.annotations import Annotation, Entity, Relation, Span, folded, touch
from annotate.scheme import Scheme

T = TypeVar("T")
_MARK = "\0"  # begins an id that nobody gave


class Both(NamedTuple):
    """A span of both sides; `moved` says whether its words are others than those it had."""

    before: Span
    after: Span
    moved: bool


class Spans(NamedTuple):
    """The spans of two annotations: those on both sides, and those on one only."""

    both: list[Both]
    removed: list[Span]
    added: list[Span]


class Pairs(NamedTuple):
    """The relations of two annotations: those on both sides, and those on one only."""

    both: list[tuple[Relation, Relation]]
    removed: list[Relation]
    added: list[Relation]


def pair_spans(before: Annotation, after: Annotation, scheme: Scheme, *, shifted: Annotation | None) -> Spans:
    """Return the spans of two annotations as `align` pairs them, in all layers.

    `shifted` is the first annotation with its extents in the second's text, where the two texts differ. Ids name
    places, so in an edited text they count only where the two spans touch.
    """
    original = {span.id: span for span in before.spans}
    placed = before if shifted is None else _without_chance_ids(shifted, after)
    found = Spans([], [], [])
    for pair in align(placed, msgspec.structs.replace(after, layers=()), scheme):
        first = original[pair.before.id.removeprefix(_MARK)] if pair.before is not None else None
        if pair.before is not None and first is not None and pair.after is not None:
            there = pair.before
            moved = (there.start, there.end) != (pair.after.start, pair.after.end)
            kept = msgspec.structs.replace(first, parts=there.parts)
            found.both.append(Both(kept, pair.after, moved))
        elif first is not None:
            found.removed.append(first)
        elif pair.after is not None:
            found.added.append(pair.after)
    return found


def _without_chance_ids(before: Annotation, after: Annotation) -> Annotation:
    there = {span.id: span for span in after.spans}

    def named(span: Span) -> Span:
        other = there.get(span.id)
        return span if other is not None and touch(span, other) else msgspec.structs.replace(span, id=_MARK + span.id)

    return msgspec.structs.replace(before, spans=tuple(map(named, before.spans)))


def pair_relations(before: Annotation, after: Annotation, spans: Spans) -> Pairs:
    """Return the relations of two annotations, their ends being compared through the pairs of spans.

    First those with equal label and ends; then those between the same spans (relabelled); then those of one label that
    share one end, the other having moved from one span to another that were both there before and after.
    """
    partner = {both.before.id: both.after.id for both in spans.both}
    survivors = set(partner.values())
    first = [_Ends(r, partner.get(r.head), partner.get(r.tail)) for r in before.relations]
    second = [_Ends(r, *(x if x in survivors else None for x in (r.head, r.tail))) for r in after.relations]
    apart = [[x.relation for x in side if x.head is None or x.tail is None] for side in (first, second)]
    first, second = ([x for x in side if x.head is not None and x.tail is not None] for side in (first, second))
    both: list[tuple[_Ends, _Ends]] = []
    keys: tuple[Callable[[_Ends], Hashable], ...] = (
        lambda x: (x.relation.label, x.head, x.tail, frozenset(filled(x.relation.attributes).items())),
        lambda x: (x.relation.label, x.head, x.tail),
        lambda x: (x.head, x.tail),
        lambda x: (x.relation.label, x.head),
        lambda x: (x.relation.label, x.tail),
    )
    for key in keys:
        found, first, second = _one_to_one(first, second, key)
        both += found
    left = [kept + [x.relation for x in side] for kept, side in zip(apart, (first, second), strict=True)]
    return Pairs([(a.relation, b.relation) for a, b in both], *left)


class _Ends(NamedTuple):
    """A relation, and its ends as spans of the second annotation; None where an end is on one side only."""

    relation: Relation
    head: str | None
    tail: str | None


def pair_entities(before: Annotation, after: Annotation, spans: Spans, scheme: Scheme) -> dict[str, str]:
    """Return, for the entities that are in both annotations, the id in the second by the id in the first.

    Equal names pair, then those that share most mentions, then those of one id that nothing mentions.
    """
    keys: tuple[Callable[[Entity], Hashable], ...] = (lambda e: (e.id, folded(e.name)), lambda e: folded(e.name))
    found: dict[str, str] = {}
    first, second = list(before.entities), list(after.entities)
    for key in keys:
        pairs, first, second = _one_to_one(first, second, key)
        found |= {a.id: b.id for a, b in pairs}
    free = {entity.id for entity in second}
    shared: dict[tuple[str, str], int] = {}
    mentioned = {value for side in (before, after) for span in side.spans for _, value in references(span, scheme)}
    for span in spans.both:
        new = dict(references(span.after, scheme))
        for name, old in references(span.before, scheme):
            if name in new:
                shared[old, new[name]] = shared.get((old, new[name]), 0) + 1
    left = [entity.id for entity in first]
    shared |= {(name, name): 0 for name in left if name in free and name not in mentioned}
    for old, new_id in sorted(shared, key=lambda pair: (-shared[pair], pair[0] != pair[1], pair)):
        if old in left and new_id in free:
            found[old] = new_id
            left.remove(old)
            free.remove(new_id)
    return found


def references(span: Span, scheme: Scheme) -> list[tuple[str, str]]:
    """Return the attributes of a span that name an entity, with its id."""
    known = scheme.attributes.get(span.label, {})
    return [
        (name, value)
        for name, value in span.attributes.items()
        if isinstance(value, str) and name in known and known[name].type == "entity"
    ]


def _one_to_one(
    first: Sequence[T], second: Sequence[T], key: Callable[[T], Hashable]
) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    """Return pairs of equal keys in order, and what is left of both sides."""
    waiting: dict[Hashable, list[T]] = {}
    for item in reversed(second):
        waiting.setdefault(key(item), []).append(item)
    pairs, left = [], []
    for item in first:
        name = key(item)
        if waiting.get(name):
            pairs.append((item, waiting[name].pop()))
        else:
            left.append(item)
    free = {id(item) for items in waiting.values() for item in items}
    return pairs, left, [item for item in second if id(item) in free]
