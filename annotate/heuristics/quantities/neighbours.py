"""Neighbours: two numbers that are one quantity: a compound measure, a ratio, a score, a range; or an index and its level."""

from annotate.heuristics.quantities import counts, durations, index_points, ranges, ratios, scores
from annotate.heuristics.quantities.extents import Quantity
from annotate.text.view import View

_NEAR = 14


def join_all(seen: View, read: list[Quantity]) -> list[Quantity]:
    """Return the quantities with ranges, scores, ratios and compound measures made one: a single sweep."""
    joined: list[Quantity] = []
    for right in read:
        left = joined[-1] if joined else None
        if left is None or right.start - left.end > _NEAR or right.start < left.end:
            joined.append(right)
            continue
        gap = seen.text[left.end : right.start].replace("\n", " ")
        part = durations.share(gap, left, right)
        if part is not None:
            joined[-1] = durations.join(left, right, part)
        elif ratios.is_ratio(left, right, gap):
            joined[-1] = ratios.join(left, right)
        elif gap.strip() in scores.GAPS and not _counted(seen, right) and scores.is_score(seen, left, right, gap):
            joined[-1] = scores.join(left, right)
        elif ranges.is_range(seen, left, right, gap):
            joined[-1] = ranges.join(seen, left, right)
        else:
            if index_points.is_level(seen, left, right):
                right.unit, right.kind, right.score = "point", "index", index_points.SCORE
                right.rules.append(index_points.RULES[1])
            joined.append(right)
    return joined


def _counted(seen: View, quantity: Quantity) -> bool:
    rising = quantity.unit is None and counts.after(seen, quantity.last) is not None
    return rising and seen.words[quantity.stop : quantity.stop + 1] != ["votes"]
