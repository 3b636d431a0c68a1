"""What changed between two releases of a corpus, as single changes: what, how, in which article, before and after."""

from collections import Counter
from collections.abc import Iterable

from annotate.dataset.diff.changes import Change, Difference, Facts, Label, Total
from annotate.dataset.diff.comparison import Comparison
from annotate.dataset.diff.release import Held, Release
from annotate.scheme import Scheme


def difference(before: Release, after: Release, scheme: Scheme) -> Difference:
    """Return what changed from one release to the next.

    Spans, relations and entities of an article that is on one side only are counted in the totals, not as changes.
    Splits are compared where both releases have them. Rules and scores are not compared.
    """
    shared = before.articles.keys() & after.articles.keys()
    changes: list[Change] = []
    for name in sorted(before.splits.keys() & after.splits.keys()):
        old, new = before.splits[name], after.splits[name]
        if old != new:
            known = after.articles.get(name) or before.articles.get(name)
            source = known.source if known is not None else None
            changes.append(Change("split", "moved", name, source, None, {"split": old}, {"split": new}, {}))
    for name in sorted(before.articles.keys() | after.articles.keys()):
        if name in shared:
            changes += Comparison(name, before.articles[name], after.articles[name], scheme).changes()
        elif name in before.articles:
            held, split = before.articles[name], before.splits.get(name)
            changes.append(Change("article", "removed", name, held.source, None, _size(held, split), None, {}))
        else:
            held, split = after.articles[name], after.splits.get(name)
            changes.append(Change("article", "added", name, held.source, None, None, _size(held, split), {}))
    return Difference(before.name, after.name, len(shared), tuple(changes), _totals(before, after, scheme))


def _totals(before: Release, after: Release, scheme: Scheme) -> dict[Label, Total]:
    """Return counts of articles and entities, and of spans and relations by each label of the scheme, in that order."""
    first, second = before.articles, after.articles
    old, new = _labels(first.values()), _labels(second.values())
    gone = _labels(held for name, held in first.items() if name not in second)
    fresh = _labels(held for name, held in second.items() if name not in first)
    labels: list[Label] = [("split", None), ("article", None), ("text", None), ("entity", None)]
    labels += [("span", label) for layer in scheme.layers for label in layer.label_names]
    labels += [("relation", label) for label in scheme.relations]
    return {label: Total(old[label], gone[label], fresh[label], new[label]) for label in labels}


def _labels(articles: Iterable[Held]) -> Counter[Label]:
    counts: Counter[Label] = Counter()
    for held in articles:
        counts["article", None] += 1
        counts["entity", None] += len(held.annotation.entities)
        counts.update(("span", span.label) for span in held.annotation.spans)
        counts.update(("relation", relation.label) for relation in held.annotation.relations)
    return counts


def _size(held: Held, split: str | None) -> Facts:
    counts = {"spans": len(held.annotation.spans), "relations": len(held.annotation.relations)}
    return {"split": split, "characters": len(held.text), **counts}
