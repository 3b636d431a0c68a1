"""Columns of what the rows of a layer link to: the tails of each relation, the row a row is nested in, how it is quoted."""

from typing import NamedTuple

import numpy as np

from annotate.dataset.batches.arrays import Array, Arrays, At, Numbers, class_ids, filled, lists, structs, whole
from annotate.dataset.batches.gathered import Gathered
from annotate.dataset.batches.quotes import quote, quoted_in
from annotate.dataset.rows.columns import CONTENT, QUOTES
from annotate.scheme import Layer, RelationType


def link_arrays(gathered: Gathered, layer: Layer, rows: Numbers) -> Arrays:
    """Return the columns of a layer's relations; `rows` are the places of the rows among the gold spans."""
    found = Arrays()
    for relation in layer.relations:
        name, links = f"{relation.name}s", _links(gathered, relation, rows)
        found[name] = lists(np.bincount(links.heads, minlength=len(rows)), _ends(gathered, layer, relation, links))
        if relation.name == CONTENT:
            found["nested_in"] = filled(_nested(gathered, rows, links), "string")
            found["quote"] = class_ids(_quotes(gathered, rows, links), QUOTES, "quote")
    return found


class _Links(NamedTuple):
    """The links of one relation by row, in the order of their tails: rows, tails among gold spans, relations in the pool."""

    heads: Numbers
    tails: Numbers
    places: Numbers


def _links(gathered: Gathered, relation: RelationType, rows: Numbers) -> _Links:
    arrows, golden = gathered.arrows, gathered.golden
    row_of = np.full(len(golden.places), -1, dtype=np.int64)
    row_of[rows] = np.arange(len(rows))
    kind = list(gathered.scheme.relations).index(relation.name)
    wanted = np.flatnonzero((arrows.labels == kind) & (row_of[arrows.heads] >= 0))
    heads, tails = row_of[arrows.heads[wanted]], arrows.tails[wanted]
    order = np.lexsort((-golden.ends[tails], golden.starts[tails], heads))
    return _Links(heads[order], tails[order], arrows.places[wanted][order])


def _ends(gathered: Gathered, layer: Layer, relation: RelationType, links: _Links) -> Array:
    """Return the structs in which a row says what it links to."""
    marks = gathered.marks
    columns = marks.nested(layer.name, f"{relation.name}s")
    spans = gathered.golden.places[links.tails]
    at, of_relation = At(spans), At(links.places)
    found = {name: at.take(marks.span_arrays[name]) for name in ("id", "start", "end", "text")}
    found["label"] = whole(marks.labels_in(relation.tail)[spans])
    if "entity" in columns:
        foreign = marks.labels_in(layer.label_names)[spans] < 0
        entities = At(gathered.entity_places[np.where(foreign, gathered.entities_named("entity")[links.tails], -1)])
        found["entity"] = entities.take(marks.entity_arrays["id"])
        found["entity_name"] = entities.take(marks.entity_arrays["name"])
    said = [name for name in columns if name in marks.relation_arrays and name not in found]
    found |= {name: of_relation.take(marks.relation_arrays[name]) for name in said}
    return structs(columns, found, f"{relation.name}s")


def _nested(gathered: Gathered, rows: Numbers, links: _Links) -> list[str | None]:
    """Return the id of the row whose content is the shortest one around each row."""
    golden = gathered.golden
    starts, ends = golden.starts[rows], golden.ends[rows]
    first = np.searchsorted(starts, golden.starts[links.tails])
    behind = np.searchsorted(starts, golden.ends[links.tails])
    around: dict[int, tuple[int, str]] = {}
    for link in np.flatnonzero(behind > first).tolist():
        head, tail = links.heads[link], links.tails[link]
        content = int(golden.ends[tail] - golden.starts[tail]), gathered.gold_spans[rows[head]].id
        for row in range(first[link], behind[link]):
            if row != head and ends[row] <= golden.ends[tail]:
                around[row] = min(around.get(row, content), content)
    return [around[row][1] if row in around else None for row in range(len(rows))]


def _quotes(gathered: Gathered, rows: Numbers, links: _Links) -> list[str | None]:
    """Return how the content of each row is quoted."""
    texts = [one.subject.article.text for one in gathered.judged]
    quoted = [quoted_in(text) for text in texts]
    contents = [gathered.gold_spans[tail] for tail in links.tails.tolist()]
    bounds: list[int] = np.searchsorted(links.heads, np.arange(len(rows) + 1)).tolist()
    articles: list[int] = gathered.golden.articles[rows].tolist()
    return [
        quote(contents[start:end], quoted[article], texts[article])
        for article, start, end in zip(articles, bounds, bounds[1:], strict=False)
    ]
