"""Who said what of an article: each person's labels in a layer, the machine's, and what became of what a person was shown."""

from annotate.align import Pair, align
from annotate.annotations import Annotation, Article
from annotate.quality.benches import adjudicated, covers, judges
from annotate.quality.verdicts import suggestions
from annotate.scheme import Layer, Scheme

Labels = dict[tuple[int, int], list[str]]


def shown_and_paired(article: Article, annotation: Annotation, scheme: Scheme) -> tuple[Annotation | None, list[Pair]]:
    """Return the suggestions that an annotation's author was shown, if any, and what became of each."""
    shown = suggestions(article, annotation) if annotation.role != "machine" else None
    return shown, align(shown, annotation, scheme) if shown is not None else []


def voices(article: Article, layer: Layer) -> tuple[list[tuple[str, Labels]], Labels]:
    """Return who judged a layer with the labels that they put on each extent, and the machine's labels."""
    final = adjudicated(article, layer.name)
    voters = (*judges(article, layer.name), *((final,) if final is not None else ()))
    machine: Labels = {}
    for annotation in article.annotations:
        if annotation.role == "machine" and covers(annotation, layer.name):
            machine = labels_in(annotation, layer)
    return [(annotation.author, labels_in(annotation, layer)) for annotation in voters], machine


def labels_in(annotation: Annotation, layer: Layer) -> Labels:
    """Return the labels of a layer that an annotation has put on each extent."""
    found: Labels = {}
    labels = layer.label_names
    for span in annotation.spans:
        if span.label in labels:
            found.setdefault((span.start, span.end), []).append(span.label)
    return found
