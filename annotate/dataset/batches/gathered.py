"""A batch of articles laid out flat: which spans, relations, entities and sentences belong to which of them."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from annotate.annotations import Annotation
from annotate.dataset.batches.arrays import Array, Arrays, At, array, joined, lists, structs
from annotate.dataset.batches.marks import Marks, entity_columns
from annotate.dataset.rows.columns import relation_columns
from annotate.dataset.rows.subject import Subject
from annotate.quality.adjudication import Gold
from annotate.scheme import Scheme


class Marked(NamedTuple):
    """One annotation and the places of its spans, relations and entities in the pools."""

    annotation: Annotation
    spans: list[int]
    relations: list[int]
    entities: list[int]


class Judged(NamedTuple):
    """An article with gold: its sentences by their places, and of each gold span the place of its sentence."""

    subject: Subject
    gold: Gold
    marked: Marked
    sentences: range
    where: list[int | None]


class Gathered:
    """Articles of one split: `judged` are those with gold, `annotated` is everyone's work in order of author."""

    def __init__(self, subjects: Iterable[Subject], scheme: Scheme, split: str) -> None:
        """Lay everything out flat."""
        self.scheme = scheme
        self.split = split
        self.marks = Marks(scheme)
        self.judged: list[Judged] = []
        self.annotated: list[tuple[Subject, Marked]] = []
        self._extents: list[tuple[int, int]] = []
        self._sentences: list[str] = []
        for subject in subjects:
            if subject.gold is not None:
                self.judged.append(self._judged(subject, subject.gold))
            for annotation in sorted(subject.article.annotations, key=lambda a: (a.author, a.id)):
                self.annotated.append((subject, self._marked(annotation)))

    def _marked(self, annotation: Annotation) -> Marked:
        marks = self.marks
        return Marked(
            annotation,
            marks.spans.places(annotation.spans),
            marks.relations.places(annotation.relations),
            marks.entities.places(annotation.entities),
        )

    def _judged(self, subject: Subject, gold: Gold) -> Judged:
        view, first, spans = subject.view, len(self._extents), gold.annotation.spans
        last = len(view.sentences) - 1
        self._extents += view.sentences
        self._sentences += [view.text[start:end] for start, end in view.sentences]
        ends = view.sentence_ends
        where: list[int | None] = [None] * len(spans)
        if last >= 0:
            where = [first + min(bisect_right(ends, span.start), last) for span in spans]
        return Judged(subject, gold, self._marked(gold.annotation), range(first, first + last + 1), where)

    def where(self, sentences: Sequence[int | None]) -> Arrays:
        """Return the columns that say in which sentence each row stands."""
        return At(sentences).all(self._sentence_arrays)

    @cached_property
    def _sentence_arrays(self) -> Arrays:
        return {
            "sentence": array(self._sentences, "string"),
            "sentence_start": array([start for start, _ in self._extents], "int32"),
            "sentence_end": array([end for _, end in self._extents], "int32"),
        }

    def origin(self, counts: Sequence[int], items: Array) -> Arrays:
        """Return the columns that say where derived rows come from; `counts` is how many each judged article has."""
        names = [judged.subject.article.id for judged in self.judged]
        articles = array(list(chain.from_iterable([name] * n for name, n in zip(names, counts, strict=True))), "string")
        return {"id": joined(articles, items), "article_id": articles, "split": self.said(len(articles))}

    def said(self, rows: int) -> Array:
        """Return the split, once a row."""
        return array([self.split] * rows, "string")

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
