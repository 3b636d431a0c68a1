"""Columns of documents and entities: `document_row` and `entity_rows` for a batch of articles."""

from itertools import chain

import msgspec
import pyarrow as pa

from annotate.annotations import text_hash
from annotate.dataset.batches.arrays import Arrays, At, array, filled, lists, structs
from annotate.dataset.batches.gathered import Gathered, Judged
from annotate.dataset.rows.columns import DOCUMENTS, ENTITIES, Columns, configs, span_columns
from annotate.scheme import Scheme

_META = ("title", "source", "published", "url", "language", "license")


def document_arrays(gathered: Gathered) -> Arrays:
    """Return the columns of documents: a row for each article that has gold."""
    judged, columns = gathered.judged, configs(gathered.scheme)[DOCUMENTS]
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
        "zones": _zones(judged, columns),
        "extra": filled([_extra(one) for one in judged], "string"),
        "scheme": filled([gold.annotation.scheme for gold in golds], "string"),
        "guidelines": filled([gold.annotation.guidelines for gold in golds], "string"),
        "gold_source": array([gold.source for gold in golds], columns["gold_source"], "gold_source"),
        "layers": _layers(judged, columns),
        "disputes": array([len(gold.disputes) for gold in golds], "int32"),
        "entities": gathered.entities(marked),
        "spans": _spans(gathered),
        "relations": gathered.relations(marked),
    }


def entity_row_arrays(gathered: Gathered) -> Arrays:
    """Return the columns of entities: a row for each entity of an article that has gold, with its mentions."""
    judged, where = gathered.golden.checked.tolist(), gathered.golden.sentences.tolist()
    checked: list[bool] = []
    mentions: list[list[int]] = []
    sentences: list[int] = []
    for one, first in zip(gathered.judged, gathered.golden.firsts.tolist(), strict=False):
        found = _mentions(one, gathered.scheme)
        for entity in one.gold.annotation.entities:
            spans = found.get(entity.id, [])
            checked.append(all(judged[first + i] for i in spans))
            mentions.append([one.marked.spans[i] for i in spans])
            sentences.append(where[first + spans[0]] if spans else -1)
    places = At(list(chain.from_iterable(one.marked.entities for one in gathered.judged)))
    facts = places.all(gathered.marks.entity_arrays)
    ids = facts.pop("id")
    at = At(list(chain.from_iterable(mentions)))
    shown = {name: at.take(gathered.marks.span_arrays[name]) for name in ("id", "start", "end", "text")}
    return {
        **gathered.origin([len(one.marked.entities) for one in gathered.judged], ids),
        "checked": array(checked, "bool"),
        "entity": ids,
        **facts,
        "mentions": lists(list(map(len, mentions)), structs(_mention_columns(gathered.scheme), shown, "mentions")),
        **gathered.where(sentences),
    }


def _zones(judged: list[Judged], columns: Columns) -> object:
    zones = [one.subject.article.meta.zones for one in judged]
    flat = list(chain.from_iterable(zones))
    nested: Arrays = {
        "start": array([zone.start for zone in flat], "int32"),
        "end": array([zone.end for zone in flat], "int32"),
        "kind": array([zone.kind for zone in flat], "string"),
    }
    return lists(list(map(len, zones)), structs(_item(columns, "zones"), nested, "zones"))


def _extra(one: Judged) -> str | None:
    extra = one.subject.article.meta.extra
    return msgspec.json.encode(extra, order="deterministic").decode() if extra else None


def _layers(judged: list[Judged], columns: Columns) -> object:
    flat = [(layer, source, one.gold.judges[layer]) for one in judged for layer, source in one.gold.sources.items()]
    item = _item(columns, "layers")
    nested: Arrays = {
        "layer": array([layer for layer, _, _ in flat], item["layer"], "layer"),
        "source": array([source for _, source, _ in flat], item["source"], "source"),
        "annotators": array([judges for _, _, judges in flat], ["string"]),
    }
    return lists([len(one.gold.sources) for one in judged], structs(item, nested, "layers"))


def _spans(gathered: Gathered) -> object:
    found = gathered.golden.at.all(gathered.marks.span_arrays)
    found["checked"] = pa.array(gathered.golden.checked)
    nested = structs(span_columns(gathered.scheme), found, "spans")
    return lists([len(one.marked.spans) for one in gathered.judged], nested)


def _mentions(one: Judged, scheme: Scheme) -> dict[str, list[int]]:
    """Return the positions of the spans that mention each entity: those whose label may always carry an entity."""
    names = {
        label: [a.name for a in layer.attributes if a.type == "entity" and not a.labels]
        for label, layer in scheme.layer_of.items()
    }
    found: dict[str, list[int]] = {}
    for position, span in enumerate(one.gold.annotation.spans):
        for name in names[span.label]:
            value = span.attributes.get(name)
            if isinstance(value, str):
                found.setdefault(value, []).append(position)
    return found


def _mention_columns(scheme: Scheme) -> Columns:
    return _item(configs(scheme)[ENTITIES], "mentions")


def _item(columns: Columns, name: str) -> Columns:
    """Return the columns of the structs in a list."""
    column = columns[name]
    if not isinstance(column, list) or not isinstance(column[0], dict):
        raise TypeError(f"{name} is no list of structs")
    return column[0]
