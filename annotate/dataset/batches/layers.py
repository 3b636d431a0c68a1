"""Columns of a layer's own config: `layer_rows` for a batch of articles."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from annotate.dataset.batches.arrays import Array, Arrays, At, Numbers, class_ids, filled, lists, structs, whole
from annotate.dataset.batches.gathered import Gathered
from annotate.dataset.rows.columns import (
    CONTENT,
    QUOTES,
    Column,
    Columns,
    attributes_of_rows,
    layer_columns,
    row_labels,
)
from annotate.dataset.rows.layers import Links, quote, quoted_in
from annotate.scheme import Layer, RelationType


class _Rows(NamedTuple):
    """The spans of a batch that are rows: how many each article has, and their positions in it."""

    counts: Numbers
    positions: list[list[int]]
    at: At


def layer_arrays(gathered: Gathered, layer: Layer) -> Arrays:
    """Return the columns of a layer: a row for each span of its row labels."""
    golden, labels = gathered.golden, gathered.marks.labels_in(row_labels(layer))
    wanted = np.flatnonzero(labels[golden.places] >= 0)
    places = golden.places[wanted]
    rows = _rows(gathered, wanted, At(places))
    columns = layer_columns(layer, gathered.scheme)
    spans = gathered.marks.span_arrays
    found = {n: rows.at.take(values) for n, values in spans.items() if n in columns and n not in {"id", "label"}}
    return {
        **found,
        **gathered.origin(rows.counts, rows.at.take(spans["id"])),
        "checked": pa.array(golden.checked[wanted]),
        "label": whole(labels[places]),
        **_entity_facts(gathered, layer, rows),
        **(_part_texts(gathered, rows, columns) if not layer.relations else {}),
        **(_linked(gathered, layer, rows, columns) if layer.relations else {}),
        **gathered.where(golden.sentences[wanted]),
    }


def _rows(gathered: Gathered, wanted: Numbers, at: At) -> _Rows:
    golden = gathered.golden
    counts = np.bincount(golden.articles[wanted], minlength=len(gathered.judged))
    positions = (wanted - golden.firsts[golden.articles[wanted]]).tolist()
    ends = np.cumsum(counts).tolist()
    return _Rows(counts, [positions[start:end] for start, end in zip([0, *ends], ends, strict=False)], at)


def _entity_facts(gathered: Gathered, layer: Layer, rows: _Rows) -> Arrays:
    """Return the facts of the entities that the rows' attributes name."""
    found = Arrays()
    for attribute in attributes_of_rows(layer):
        if attribute.type != "entity":
            continue
        places: list[int | None] = []
        for one, known, positions in zip(gathered.judged, gathered.entity_places, rows.positions, strict=True):
            spans = one.gold.annotation.spans
            places += [known.get(str(spans[i].attributes.get(attribute.name))) for i in positions]
        facts = At(places).all(gathered.marks.entity_arrays)
        found |= {f"{attribute.name}_{name}": values for name, values in facts.items() if name != "id"}
    return found


def _part_texts(gathered: Gathered, rows: _Rows, columns: Columns) -> Arrays:
    texts = gathered.marks.part_texts
    return {name: rows.at.take(values) for name, values in texts.items() if name in columns}


def _linked(gathered: Gathered, layer: Layer, rows: _Rows, columns: Columns) -> Arrays:
    """Return what the rows link to, the row that each is nested in, and how its content is quoted."""
    ends: dict[str, _Ends] = {relation.name: _Ends([], [], [], []) for relation in layer.relations}
    nested: list[str | None] = []
    quotes: list[str | None] = []
    has_content = CONTENT in ends
    for one, known, positions in zip(gathered.judged, gathered.entity_places, rows.positions, strict=True):
        spans, text = one.gold.annotation.spans, one.subject.article.text
        links = Links(spans, one.gold.annotation.relations, layer)
        quoted = quoted_in(text) if has_content else []
        span_places = dict(zip((span.id for span in spans), one.marked.spans, strict=True))
        relation_places = dict(zip(map(id, one.gold.annotation.relations), one.marked.relations, strict=True))
        for span in map(spans.__getitem__, positions):
            for name, end in ends.items():
                of = links.of(span, name)
                end.counts.append(len(of))
                for relation, tail in of:
                    end.tails.append(span_places[tail.id])
                    end.relations.append(relation_places[id(relation)])
                    foreign = tail.label not in layer.label_names
                    end.entities.append(known.get(str(tail.attributes.get("entity"))) if foreign else None)
            if has_content:
                nested.append(links.enclosing(span))
                quotes.append(quote([tail for _, tail in links.of(span, CONTENT)], quoted, text))
    found: Arrays = {"nested_in": filled(nested, "string"), "quote": class_ids(quotes, QUOTES, "quote")}
    listed = {f"{r.name}s": _end_arrays(gathered, ends[r.name], r, columns[f"{r.name}s"]) for r in layer.relations}
    return (found if has_content else {}) | listed


class _Ends(NamedTuple):
    """What the rows link to by one relation: how many each, and the places of tails, relations and their entities."""

    counts: list[int]
    tails: list[int]
    relations: list[int]
    entities: list[int | None]


def _end_arrays(gathered: Gathered, ends: _Ends, relation: RelationType, column: Column) -> Array:
    if not isinstance(column, list) or not isinstance(column[0], dict):
        raise TypeError(f"{relation.name}s is no list of structs")
    columns, marks = column[0], gathered.marks
    tails, links = At(ends.tails), At(ends.relations)
    found = {name: tails.take(marks.span_arrays[name]) for name in ("id", "start", "end", "text")}
    found["label"] = whole(marks.labels_in(relation.tail)[np.array(ends.tails, dtype=np.int64)])
    if "entity" in columns:
        entities = At(ends.entities)
        found["entity"] = entities.take(marks.entity_arrays["id"])
        found["entity_name"] = entities.take(marks.entity_arrays["name"])
    said = [name for name in columns if name in marks.relation_arrays and name not in found]
    found |= {name: links.take(marks.relation_arrays[name]) for name in said}
    return lists(ends.counts, structs(columns, found, f"{relation.name}s"))
