"""What rows repeat: spans, relations and entities as items, the sentence that they stand in, where they come from."""

from collections.abc import Iterable

from annotate.annotations import Annotation, Span, Value
from annotate.dataset.rows.subject import Row, Subject, exact, inferred
from annotate.scheme import Attribute, Scheme


def where(subject: Subject, offset: int | None) -> Row:
    """Return the sentence that holds an offset, with its extent; nulls if there is none."""
    sentences = subject.view.sentences
    if offset is None or not sentences:
        return {"sentence": None, "sentence_start": None, "sentence_end": None}
    start, end = sentences[min(subject.view.sentence_at(offset), len(sentences) - 1)]
    return {"sentence": subject.article.text[start:end], "sentence_start": start, "sentence_end": end}


def origin(subject: Subject, item: str, *, judged: bool) -> Row:
    """Return the columns that say where a derived row comes from; its id is unique in the dataset."""
    name = subject.article.id
    return {"id": f"{name}/{item}", "article_id": name, "split": subject.split, "checked": judged}


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
