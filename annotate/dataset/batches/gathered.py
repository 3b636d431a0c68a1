"""A batch of articles laid out flat: which spans, relations, entities and sentences belong to which of them."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from annotate.annotations import Annotation, Span
from annotate.dataset.batches.arrays import Array, Arrays, At, Flags, Numbers, array, joined, lists, structs, whole
from annotate.dataset.batches.laid import Laid, laid, numbers
from annotate.dataset.batches.marks import Marks
from annotate.dataset.rows.columns import DOCUMENTS
from annotate.dataset.rows.subject import Subject
from annotate.quality.adjudication import Gold
from annotate.scheme import Layer, Scheme


class Marked(NamedTuple):
    """One annotation and the places of its spans, relations and entities in the pools.

    `heads` and `tails` are the positions of the relations' ends among its own spans.
    """

    annotation: Annotation
    spans: Sequence[int]
    relations: Sequence[int]
    entities: Sequence[int]
    heads: list[int]
    tails: list[int]


class Judged(NamedTuple):
    """An article with gold."""

    subject: Subject
    gold: Gold
    marked: Marked


class Golden(NamedTuple):
    """All gold spans of a batch: the place of each in the pool, its article and sentence, and if its layer was checked.

    Articles are counted among those with gold; `firsts` are the places where the spans of each begin in these arrays.
    Starts and ends are those through all texts.
    """

    places: Numbers
    at: At
    articles: Numbers
    firsts: Numbers
    starts: Numbers
    ends: Numbers
    sentences: Numbers
    checked: Flags


class Arrows(NamedTuple):
    """The relations between gold spans: labels as the scheme counts them, places in the pool, ends among gold spans."""

    labels: Numbers
    places: Numbers
    heads: Numbers
    tails: Numbers


class Gathered:
    """Articles of one split: `judged` are those with gold, `annotated` is everyone's work in order of author."""

    def __init__(self, subjects: Iterable[Subject], scheme: Scheme, split: str) -> None:
        """Lay everything out flat."""
        self.scheme = scheme
        self.split = split
        self.marks = Marks(scheme)
        self.judged: list[Judged] = []
        self.annotated: list[tuple[Subject, Marked]] = []
        self._entities_named: dict[str, Numbers] = {}
        for subject in subjects:
            gold = None
            if subject.gold is not None:
                gold = self._marked(subject.gold.annotation)
                self.judged.append(Judged(subject, subject.gold, gold))
            for annotation in sorted(subject.article.annotations, key=lambda a: (a.author, a.id)):
                self.annotated.append((subject, self._marked(annotation, gold)))

    @cached_property
    def laid(self) -> Laid:
        """Return the texts of the articles with gold, laid end to end."""
        return laid([one.subject.view for one in self.judged])

    @cached_property
    def golden(self) -> Golden:
        """Return the gold spans."""
        places = numbers(chain.from_iterable(one.marked.spans for one in self.judged))
        counts = [len(one.marked.spans) for one in self.judged]
        articles = np.repeat(np.arange(len(counts)), counts)
        bases, spans = self.laid.bases[articles], self.marks.span_arrays
        starts, ends = (spans[name].to_numpy()[places] + bases for name in ("start", "end"))
        checked = np.zeros(len(places), dtype=np.bool_)
        for layer in self.scheme.layers:
            checked |= (self.marks.labels_in(layer.label_names)[places] >= 0) & self.judges(layer)[articles]
        firsts = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
        sentences = self.laid.sentence_at(starts, articles)
        return Golden(places, At(places), articles, firsts, starts, ends, sentences, checked)

    @cached_property
    def gold_spans(self) -> list[Span]:
        """Return the gold spans themselves."""
        return list(chain.from_iterable(one.gold.annotation.spans for one in self.judged))

    @cached_property
    def arrows(self) -> Arrows:
        """Return the relations between gold spans."""
        marked = [one.marked for one in self.judged]
        places = numbers(chain.from_iterable(of.relations for of in marked))
        firsts = np.repeat(self.golden.firsts[:-1], [len(of.relations) for of in marked])
        heads, tails = (numbers(chain.from_iterable(ends)) + firsts for ends in _ends(marked))
        labels = self.marks.relation_arrays["label"].to_numpy()[places]
        return Arrows(labels, places, heads, tails)

    @cached_property
    def entity_places(self) -> Numbers:
        """Return the places of all gold entities in the pool, and -1 behind them: what stands where there is no entity."""
        return numbers(chain(chain.from_iterable(one.marked.entities for one in self.judged), [-1]))

    def entities_named(self, attribute: str) -> Numbers:
        """Return which of all gold entities an attribute of each gold span names, -1 where it names none."""
        if attribute not in self._entities_named:
            found: list[int] = []
            first = 0
            for one in self.judged:
                entities = one.gold.annotation.entities
                known = {str(entity.id): number for number, entity in enumerate(entities, first)}
                said = [span.attributes.get(attribute) for span in one.gold.annotation.spans]
                found += [-1 if value is None else known.get(str(value), -1) for value in said]
                first += len(entities)
            self._entities_named[attribute] = numbers(found)
        return self._entities_named[attribute]

    def judges(self, layer: Layer) -> Flags:
        """Say of each article with gold whether a person has judged a layer."""
        return np.array([layer.name in one.gold.sources for one in self.judged], dtype=np.bool_)

    def _marked(self, annotation: Annotation, gold: Marked | None = None) -> Marked:
        """Return the places of what is in an annotation; those of the gold's spans where it has the same."""
        marks, relations = self.marks, annotation.relations
        same = gold is not None and annotation.spans == gold.annotation.spans
        index = {span.id: i for i, span in enumerate(annotation.spans)} if relations else {}
        return Marked(
            annotation,
            gold.spans if gold is not None and same else marks.spans.places(annotation.spans),
            marks.relations.places(relations),
            marks.entities.places(annotation.entities),
            [index[relation.head] for relation in relations],
            [index[relation.tail] for relation in relations],
        )

    def where(self, sentences: Sequence[int | None] | Numbers) -> Arrays:
        """Return the columns that say in which sentence each row stands; None and -1 are no sentence."""
        return At(sentences).all(self._sentence_arrays)

    @cached_property
    def _sentence_arrays(self) -> Arrays:
        views = [one.subject.view for one in self.judged]
        words = [view.text[start:end] for view in views for start, end in view.sentences]
        own = self.laid.own
        firsts = self.laid.sentence_firsts
        return {
            "sentence": array(words, "string"),
            "sentence_start": whole(own(self.laid.sentence_starts, firsts), "int32"),
            "sentence_end": whole(own(self.laid.sentence_ends, firsts), "int32"),
        }

    def origin(self, counts: Sequence[int] | Numbers, items: Array) -> Arrays:
        """Return the columns that say where derived rows come from; `counts` is how many each judged article has."""
        names = array([judged.subject.article.id for judged in self.judged], "string")
        articles = names.take(pa.array(np.repeat(np.arange(len(counts)), counts)))
        return {"id": joined(articles, items), "article_id": articles, "split": self.said(len(articles))}

    def said(self, rows: int) -> Array:
        """Return the split, once a row."""
        return pa.repeat(self.split, rows)

    def relations(self, of: Sequence[Marked]) -> Array:
        """Return the relations of annotations as lists, ends also by position."""
        heads, tails = (array(list(chain.from_iterable(ends)), "int32") for ends in _ends(of))
        found = At(list(chain.from_iterable(marked.relations for marked in of))).all(self.marks.relation_arrays)
        ends = {"head_index": heads, "tail_index": tails}
        nested = structs(self.marks.nested(DOCUMENTS, "relations"), found | ends, "relations")
        return lists([len(marked.relations) for marked in of], nested)

    def entities(self, of: Sequence[Marked]) -> Array:
        """Return the entities of annotations as lists."""
        found = At(list(chain.from_iterable(marked.entities for marked in of))).all(self.marks.entity_arrays)
        return lists(
            [len(m.entities) for m in of], structs(self.marks.nested(DOCUMENTS, "entities"), found, "entities")
        )


def _ends(of: Sequence[Marked]) -> tuple[list[list[int]], list[list[int]]]:
    """Return the heads and the tails of the relations of annotations, a list for each."""
    return [marked.heads for marked in of], [marked.tails for marked in of]
