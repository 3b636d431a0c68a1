"""The texts brought back: annotations of a stand-off release on a reader's own copies of the articles.

Where a copy is the very text, everything is exact. Where it was edited, spans are found again by their fingerprints,
and whatever is uncertain or lost is said.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from annotate.annotations import Article
from annotate.dataset.rehydration.copies import Copies
from annotate.dataset.rehydration.restoring import Doubt, Restorer
from annotate.dataset.rows.subject import Row
from annotate.scheme import Scheme


class Restored(NamedTuple):
    """Articles with their texts and annotations, what is doubtful in them, and the counts of both."""

    articles: list[Article]
    doubts: list[Doubt]
    counts: dict[str, int]


_COUNTS = (
    "articles",
    "exact_articles",
    "edited_articles",
    "lost_articles",
    "spans",
    "exact_spans",
    "found_spans",
    "uncertain_spans",
    "lost_spans",
)


def rehydrated(released: Iterable[list[Row]], copies: Iterable[Article], scheme: Scheme) -> Restored:
    """Return the released annotations on the copies' texts; every article that comes back breaks no rule.

    An article keeps its id, its title is the copy's. Spans are exact (the text is the very text), found (moved with
    their neighbours, the same surroundings), uncertain (in the article, and among the doubts) or lost. An article is
    lost whole where there is no copy, or where the copy has less than a quarter of the stretches.
    """
    known = Copies(copies)
    counts: Counter[str] = Counter()
    articles: list[Article] = []
    doubts: list[Doubt] = []
    for rows in released:
        counts["articles"] += 1
        counts["spans"] += sum(len(row["spans"]) for row in rows)
        copy = known.of(rows[0])
        if copy is None:
            found: Article | str = "no copy has its text, its id or its address"
        else:
            restorer = Restorer(rows, copy, scheme)
            found = restorer.article()
        if isinstance(found, str):
            doubts.append(Doubt(article=rows[0]["article_id"], state="lost", kind="article", reason=found))
            counts["lost_articles"] += 1
            counts["lost_spans"] += sum(len(row["spans"]) for row in rows)
        else:
            articles.append(found)
            doubts += restorer.doubts
            counts["exact_articles" if copy and copy.exact else "edited_articles"] += 1
            counts.update(restorer.counts)
    return Restored(articles, doubts, {name: counts[name] for name in _COUNTS})
