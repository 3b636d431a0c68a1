"""A batch of articles laid out flat: which spans, relations, entities and sentences belong to which of them."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from annotate.annotations import Annotation
from annotate.dataset.batches.arrays import Array, Arrays, At, Flags, Numbers, array, joined, lists, structs, whole
from annotate.dataset.batches.laid import Laid, laid, numbers
from annotate.dataset.batches.marks import Marks, entity_columns
from annotate.dataset.rows.columns import relation_columns
from annotate.dataset.rows.subject import Subject
from annotate.quality.adjudication import Gold
from annotate.scheme import Layer, Scheme


class Marked(NamedTuple):
    """One annotation and the places of its spans, relations and entities in the pools."""

    annotation: Annotation
    spans: list[int]
    relations: list[int]
    entities: list[int]


class Judged(NamedTuple):
    """An article with gold."""

    subject: Subject
    gold: Gold
    marked: Marked


class Golden(NamedTuple):
    """All gold spans of a batch: the place of each in the pool, its article and sentence, and if its layer was checked.

    Articles are counted among those with gold; `firsts` are the places where the spans of each begin in these arrays.
    """

    places: Numbers
    at: At
    articles: Numbers
    firsts: Numbers
    sentences: Numbers
    checked: Flags


class Gathered:
    """Articles of one split: `judged` are those with gold, `annotated` is everyone's work in order of author."""

    def __init__(self, subjects: Iterable[Subject], scheme: Scheme, split: str) -> None:
        """Lay everything out flat."""
        self.scheme = scheme
        self.split = split
        self.marks = Marks(scheme)
        self.judged: list[Judged] = []
        self.annotated: list[tuple[Subject, Marked]] = []
        for subject in subjects:
            if subject.gold is not None:
                self.judged.append(Judged(subject, subject.gold, self._marked(subject.gold.annotation)))
            for annotation in sorted(subject.article.annotations, key=lambda a: (a.author, a.id)):
                self.annotated.append((subject, self._marked(annotation)))

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
        starts = self.marks.span_arrays["start"].to_numpy()[places] + self.laid.bases[articles]
        checked = np.zeros(len(places), dtype=np.bool_)
        for layer in self.scheme.layers:
            checked |= (self.marks.labels_in(layer.label_names)[places] >= 0) & self.judges(layer)[articles]
        firsts = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
        return Golden(places, At(places), articles, firsts, self.laid.sentence_at(starts, articles), checked)

    def judges(self, layer: Layer) -> Flags:
        """Say of each article with gold whether a person has judged a layer."""
        return np.array([layer.name in one.gold.sources for one in self.judged], dtype=np.bool_)

    @cached_property
    def entity_places(self) -> list[dict[str, int]]:
        """Return, for each article with gold, the places of its entities by their ids."""
        return [
            dict(zip((e.id for e in one.gold.annotation.entities), one.marked.entities, strict=True))
            for one in self.judged
        ]

    def _marked(self, annotation: Annotation) -> Marked:
        marks = self.marks
        return Marked(
            annotation,
            marks.spans.places(annotation.spans),
            marks.relations.places(annotation.relations),
            marks.entities.places(annotation.entities),
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
        heads: list[int] = []
        tails: list[int] = []
        for annotation, *_ in of:
            if annotation.relations:
                index = {span.id: i for i, span in enumerate(annotation.spans)}
                heads += [index[relation.head] for relation in annotation.relations]
                tails += [index[relation.tail] for relation in annotation.relations]
        found = At(list(chain.from_iterable(marked.relations for marked in of))).all(self.marks.relation_arrays)
        ends = {"head_index": array(heads, "int32"), "tail_index": array(tails, "int32")}
        nested = structs(relation_columns(self.scheme), found | ends, "relations")
        return lists([len(marked.relations) for marked in of], nested)

    def entities(self, of: Sequence[Marked]) -> Array:
        """Return the entities of annotations as lists."""
        found = At(list(chain.from_iterable(marked.entities for marked in of))).all(self.marks.entity_arrays)
        return lists([len(m.entities) for m in of], structs(entity_columns(self.scheme), found, "entities"))
