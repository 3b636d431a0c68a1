"""Columns of documents and entities: a row an article, and a row an entity."""

from itertools import chain

import msgspec
import numpy as np
import pyarrow as pa

from annotate.annotations import text_hash
from annotate.dataset.batches.arrays import Arrays, At, Numbers, array, filled, lists, structs
from annotate.dataset.batches.gathered import Gathered, Judged
from annotate.dataset.batches.laid import numbers
from annotate.dataset.rows.columns import DOCUMENTS, ENTITIES

_META = ("title", "source", "published", "url", "language", "license")


def document_arrays(gathered: Gathered) -> Arrays:
    """Return the columns of documents: a row for each article that has gold."""
    judged, columns = gathered.judged, gathered.marks.columns[DOCUMENTS]
    articles = [one.subject.article for one in judged]
    golds = [one.gold for one in judged]
    marked = [one.marked for one in judged]
    return {
        "id": array([a.id for a in articles], "string"),
        "split": gathered.said(len(judged)),
        "cluster": array([one.subject.cluster for one in judged], "string"),
        "text": array([a.text for a in articles], "string"),
        "text_sha256": array([text_hash(a.text) for a in articles], "string"),
        **{name: filled([getattr(a.meta, name) for a in articles], "string") for name in _META},
        "zones": _zones(gathered),
        "extra": filled([_extra(one) for one in judged], "string"),
        "scheme": filled([gold.annotation.scheme for gold in golds], "string"),
        "guidelines": filled([gold.annotation.guidelines for gold in golds], "string"),
        "gold_source": array([gold.source for gold in golds], columns["gold_source"], "gold_source"),
        "layers": _layers(gathered),
        "disputes": array([len(gold.disputes) for gold in golds], "int32"),
        "entities": gathered.entities(marked),
        "spans": _spans(gathered),
        "relations": gathered.relations(marked),
    }


def entity_row_arrays(gathered: Gathered) -> Arrays:
    """Return the columns of entities: a row for each entity of an article that has gold, with its mentions."""
    golden, marks, places = gathered.golden, gathered.marks, gathered.entity_places[:-1]
    rows, mentions = _mentions(gathered)
    counts = np.bincount(rows, minlength=len(places))
    first = np.append(golden.sentences[mentions], -1)[np.searchsorted(rows, np.arange(len(places)))]
    facts = At(places).all(marks.entity_arrays)
    ids = facts.pop("id")
    at = At(golden.places[mentions])
    shown = {name: at.take(marks.span_arrays[name]) for name in ("id", "start", "end", "text")}
    return {
        **gathered.origin([len(one.marked.entities) for one in gathered.judged], ids),
        "checked": pa.array(np.bincount(rows[~golden.checked[mentions]], minlength=len(places)) == 0),
        "entity": ids,
        **facts,
        "mentions": lists(counts, structs(marks.nested(ENTITIES, "mentions"), shown, "mentions")),
        **gathered.where(np.where(counts > 0, first, -1)),
    }


def _mentions(gathered: Gathered) -> tuple[Numbers, Numbers]:
    """Return entities and the gold spans that mention each, in order: those whose label may always carry an entity."""
    rows, spans = [numbers(())], [numbers(())]
    for layer in gathered.scheme.layers:
        here = gathered.marks.labels_in(layer.label_names)[gathered.golden.places] >= 0
        for attribute in layer.attributes:
            if attribute.type == "entity" and not attribute.labels:
                named = gathered.entities_named(attribute.name)
                spans.append(np.flatnonzero(here & (named >= 0)))
                rows.append(named[spans[-1]])
    entities, mentions = np.concatenate(rows), np.concatenate(spans)
    order = np.lexsort((mentions, entities))
    return entities[order], mentions[order]


def _zones(gathered: Gathered) -> object:
    zones = [one.subject.article.meta.zones for one in gathered.judged]
    flat = list(chain.from_iterable(zones))
    nested: Arrays = {
        "start": array([zone.start for zone in flat], "int32"),
        "end": array([zone.end for zone in flat], "int32"),
        "kind": array([zone.kind for zone in flat], "string"),
    }
    return lists(list(map(len, zones)), structs(gathered.marks.nested(DOCUMENTS, "zones"), nested, "zones"))


def _extra(one: Judged) -> str | None:
    extra = one.subject.article.meta.extra
    return msgspec.json.encode(extra, order="deterministic").decode() if extra else None


def _layers(gathered: Gathered) -> object:
    judged, item = gathered.judged, gathered.marks.nested(DOCUMENTS, "layers")
    flat = [(layer, source, one.gold.judges[layer]) for one in judged for layer, source in one.gold.sources.items()]
    nested: Arrays = {
        "layer": array([layer for layer, _, _ in flat], item["layer"], "layer"),
        "source": array([source for _, source, _ in flat], item["source"], "source"),
        "annotators": array([judges for _, _, judges in flat], ["string"]),
    }
    return lists([len(one.gold.sources) for one in judged], structs(item, nested, "layers"))


def _spans(gathered: Gathered) -> object:
    found = gathered.golden.at.all(gathered.marks.span_arrays)
    found["checked"] = pa.array(gathered.golden.checked)
    nested = structs(gathered.marks.nested(DOCUMENTS, "spans"), found, "spans")
    return lists([len(one.marked.spans) for one in gathered.judged], nested)
