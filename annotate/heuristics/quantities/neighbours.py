"""Neighbours: two numbers that are one quantity: a compound measure, a ratio, a score, a range; or an index and its level."""

from collections.abc import Iterable, Iterator

from annotate.heuristics.quantities import carried, counts, durations, index_points, ranges, ratios, scores
from annotate.heuristics.quantities.extents import Quantity
from annotate.text.view import View

_NEAR = 26
_EVERY = frozenset({"every", "each", "no"})


def join_all(seen: View, read: Iterable[Quantity]) -> Iterator[Quantity]:
    """Yield the quantities with ranges, scores, ratios and compound measures made one: a single sweep."""
    left: Quantity | None = None
    for right in read:
        if left is None:
            left = right
            continue
        apart = right.start - left.end > _NEAR or right.start < left.end
        both = None if apart else _join(seen, left, right)
        if both is None:
            yield left
        left = right if both is None else both
    if left is not None:
        yield left


def _join(seen: View, left: Quantity, right: Quantity) -> Quantity | None:
    """Return two neighbours as one quantity, or None; those that stay two may lend each other a unit."""
    gap = seen.text[left.end : right.start].replace("\n", " ")
    part = durations.share(gap, left, right)
    if part is not None:
        return durations.join(left, right, part)
    if ratios.is_part(left, right, gap):
        _count_part(seen, left, right)
        return None
    ratio = _ratio(seen, left, right, gap)
    if ratio is not None:
        return ratio
    hyphen = gap.strip() in scores.GAPS
    of_shares = hyphen and scores.are_counted(seen, left, right)
    if hyphen and not of_shares and not _counted(seen, left, right, gap) and scores.is_score(seen, left, right, gap):
        return scores.read(left, right, gap)
    if not of_shares and ranges.is_range(seen, left, right, gap):
        return ranges.join(seen, left, right)
    carried.back(seen, left, right, gap)
    if index_points.is_level(seen, left, right):
        right.unit, right.kind, right.score = "point", "index", index_points.SCORE
        right.rules.append(index_points.RULES[1])
    elif index_points.is_level_before(seen, left, right, gap):
        left.unit, left.kind, left.score = "point", "index", index_points.SCORE
        left.rules.append(index_points.RULES[1])
    return None


def _count_part(seen: View, part: Quantity, whole: Quantity) -> None:
    """Let some of a group count what the group is of: four (workers) of the five workers; but every one of the 12."""
    if part.first and seen.words[part.first - 1].lower() in _EVERY:
        return
    noun = counts.after(seen, whole.last) if whole.unit is None else None
    part.kind, part.noun, part.score = "count", noun.lemma if noun is not None else whole.unit, ratios.SCORE
    part.rules.append(ratios.RULES[4])


def _ratio(seen: View, left: Quantity, right: Quantity, gap: str) -> Quantity | None:
    if ratios.is_ratio(left, right, gap):
        return ratios.join(left, right)
    if ratios.is_named(seen, left, right, gap):
        return ratios.join(left, right, to=True)
    return ratios.join_money(left, right) if ratios.is_money(left, right, gap) else None


def _counted(seen: View, left: Quantity, quantity: Quantity, gap: str) -> bool:
    if gap in scores.HYPHENS and left.value is not None and quantity.value is not None and left.value > quantity.value:
        return False  # 2-0 moments later
    rising = quantity.unit is None and counts.after(seen, quantity.last) is not None
    return rising and seen.words[quantity.stop : quantity.stop + 1] != ["votes"]
