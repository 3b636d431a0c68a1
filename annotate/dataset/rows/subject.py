"""One article on its way into rows: its gold, its split, its sentences, and the pieces that every row repeats."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from typing import Any

from annotate.annotations import Annotation, Article, Entity, Relation, Span, Value
from annotate.quality.adjudication import Gold
from annotate.scheme import Attribute, Scheme
from annotate.text.view import Tokens, tokens

Row = dict[str, Any]
_INFERRED = "inferred."  # begins the rule of a relation or value that was concluded, not marked


class Subject:
    """An article with what the export knows of it; `gold` is None where no person has touched the article."""

    def __init__(self, article: Article, scheme: Scheme, *, gold: Gold | None, split: str, cluster: str) -> None:
        """Keep the pieces; the token view is made when it is first asked for."""
        self.article = article
        self.scheme = scheme
        self.gold = gold
        self.split = split
        self.cluster = cluster

    @cached_property
    def view(self) -> Tokens:
        """Return the article's tokens and sentences."""
        return tokens(self.article.text)

    def checked(self, label: str) -> bool:
        """Say whether a person has judged the layer of this label."""
        return self.gold is not None and self.scheme.layer_of[label].name in self.gold.sources

    def where(self, offset: int | None) -> Row:
        """Return the sentence that holds an offset, with its extent; nulls if there is none."""
        sentences = self.view.sentences
        if offset is None or not sentences:
            return {"sentence": None, "sentence_start": None, "sentence_end": None}
        start, end = sentences[min(self.view.sentence_at(offset), len(sentences) - 1)]
        return {"sentence": self.article.text[start:end], "sentence_start": start, "sentence_end": end}

    def origin(self, item: str, *, checked: bool) -> Row:
        """Return the columns that say where a derived row comes from; its id is unique in the dataset."""
        name = self.article.id
        return {"id": f"{name}/{item}", "article_id": name, "split": self.split, "checked": checked}


def mark_row(span: Span) -> Row:
    """Return what every row says of a span that it names: which, where, as what, and its words."""
    return {"id": span.id, "start": span.start, "end": span.end, "label": span.label, "text": span.text}


def span_row(span: Span, scheme: Scheme, *, checked: bool) -> Row:
    """Return a span as an item of a nested list; columns that are not its layer's are absent, which means null."""
    return {
        **mark_row(span),
        "checked": checked,
        **attribute_values(span.attributes, scheme.attributes[span.label].values()),
        **part_values(span),
        "rules": span.rules,
        "score": span.score,
    }


def relation_rows(annotation: Annotation, scheme: Scheme) -> list[Row]:
    """Return the relations of an annotation, ends by id and by position in its spans."""
    index = {span.id: i for i, span in enumerate(annotation.spans)}
    return [
        {
            "id": relation.id,
            "label": relation.label,
            "head": relation.head,
            "tail": relation.tail,
            "head_index": index[relation.head],
            "tail_index": index[relation.tail],
            **attribute_values(relation.attributes, scheme.relations[relation.label].attributes),
            "inferred": inferred(relation),
            "rules": relation.rules,
            "score": relation.score,
        }
        for relation in annotation.relations
    ]


def entity_row(entity: Entity) -> Row:
    """Return an entity as an item of a nested list."""
    return {"id": entity.id, "name": entity.name, "country": entity.country, "role": entity.role}


def inferred(relation: Relation) -> bool:
    """Say whether a relation was concluded from its surroundings and not drawn by anyone."""
    return any(rule.startswith(_INFERRED) for rule in relation.rules)


def attribute_values(values: dict[str, Value], known: Iterable[Attribute]) -> Row:
    """Return the attributes that are filled, numbers as float and as exact decimal."""
    row: Row = {}
    for attribute in known:
        value = values.get(attribute.name)
        if value is None:
            continue
        if attribute.type == "number" and isinstance(value, int | float):
            row[attribute.name] = float(value)
            row[f"{attribute.name}_exact"] = exact(value)
        else:
            row[attribute.name] = value
    return row


def part_values(span: Span, text: str | None = None) -> Row:
    """Return start and end of each part and, where the article's text is given, its words."""
    row: Row = {}
    for name, (start, end) in span.parts.items():
        row |= {f"{name}_start": start, f"{name}_end": end}
        if text is not None:
            row[f"{name}_text"] = text[start:end]
    return row


def exact(value: float) -> str:
    """Return the decimal that was written, without exponent and trailing zeros: 0.1 is "0.1", 1500.0 is "1500"."""
    plain = repr(value)
    if "e" in plain:
        plain = format(Decimal(plain), "f")
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain) or "0"
