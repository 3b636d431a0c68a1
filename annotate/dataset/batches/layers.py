"""Columns of a layer's own config: a row a span or, where the layer has relations, a row a head with what it links to."""

import numpy as np
import pyarrow as pa

from annotate.dataset.batches.arrays import Arrays, At, Numbers, whole
from annotate.dataset.batches.gathered import Gathered
from annotate.dataset.batches.links import link_arrays
from annotate.dataset.rows.columns import Columns, attributes_of_rows, row_labels
from annotate.scheme import Layer


def layer_arrays(gathered: Gathered, layer: Layer) -> Arrays:
    """Return the columns of a layer: a row for each span of its row labels, in reading order.

    For stance this is one row a cue: holder, sources, contents, targets with polarity, addressees, the cue whose
    content encloses it, and whether the content is quoted (direct, mixed, indirect).
    """
    golden, labels = gathered.golden, gathered.marks.labels_in(row_labels(layer))
    rows = np.flatnonzero(labels[golden.places] >= 0)
    places = golden.places[rows]
    at = At(places)
    columns = gathered.marks.columns[layer.name]
    spans = gathered.marks.span_arrays
    found = {n: at.take(values) for n, values in spans.items() if n in columns and n not in {"id", "label"}}
    counts = np.bincount(golden.articles[rows], minlength=len(gathered.judged))
    return {
        **found,
        **gathered.origin(counts, at.take(spans["id"])),
        "checked": pa.array(golden.checked[rows]),
        "label": whole(labels[places]),
        **_entity_facts(gathered, layer, rows),
        **(link_arrays(gathered, layer, rows) if layer.relations else _part_texts(gathered, at, columns)),
        **gathered.where(golden.sentences[rows]),
    }


def _entity_facts(gathered: Gathered, layer: Layer, rows: Numbers) -> Arrays:
    """Return the facts of the entities that the rows' attributes name."""
    found = Arrays()
    for attribute in attributes_of_rows(layer):
        if attribute.type == "entity":
            places = gathered.entity_places[gathered.entities_named(attribute.name)[rows]]
            facts = At(places).all(gathered.marks.entity_arrays)
            found |= {f"{attribute.name}_{name}": values for name, values in facts.items() if name != "id"}
    return found


def _part_texts(gathered: Gathered, at: At, columns: Columns) -> Arrays:
    texts = gathered.marks.part_texts
    return {name: at.take(values) for name, values in texts.items() if name in columns}
