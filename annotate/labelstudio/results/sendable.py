"""What must hold of a suggestion before it is sent: the server checks next to nothing, and one bad one breaks its page.

The invariants of every record, and those that only a suggestion has to keep.
"""

from collections.abc import Iterable, Iterator

from annotate.annotations import Annotation, Article
from annotate.errors import LabelStudioError
from annotate.invariants import Breach, breaches
from annotate.scheme import Scheme

_AGAIN = (
    "pre-annotate the text again, or correct the record: offsets count characters of its text from 0, end exclusive"
)
_REMEDIES = {
    "R01": "give each a name of its own",
    "R02": _AGAIN,
    "R03": _AGAIN,
    "R04": "take the span out: zones are no part of the story",
    "R05": "use what schemas/scheme.toml has, or add it there",
    "R06": "take it out, or add what it points at",
    "R07": "take the relation out, or link what the scheme lets it link",
    "R08": "use a layer that schemas/scheme.toml has",
    "R09": "name an annotation of this article, or none",
    "R10": "keep one of them",
    "P01": _AGAIN,
    "P02": "shorten the span to its words",
    "P03": "give it a score from 0 to 1, or none",
}


def refuse_unsendable(articles: Iterable[Article], scheme: Scheme) -> None:
    """Raise LabelStudioError that names every article, item and fault with its remedy, if there is any."""
    broken = [
        f"article {article.id}: {breach} ({_REMEDIES[breach.rule]})"
        for article in articles
        for breach in _unsendable(article, scheme)
    ]
    if broken:
        raise LabelStudioError("nothing was sent, the records are not sound:\n" + "\n".join(broken))


def _unsendable(article: Article, scheme: Scheme) -> list[Breach]:
    """Return what forbids to send an article: breaches of the invariants, and three that only suggestions are held to.

    P01 offsets that are no whole numbers, P02 blanks at the edges of a span, P03 a score that is not between 0 and 1.
    """
    machine = [annotation for annotation in article.annotations if annotation.role == "machine"]
    odd = [breach for annotation in machine for breach in _odd_offsets(annotation)]
    if odd:  # nothing else can be said of such offsets
        return odd
    return [*breaches(article, scheme), *(breach for annotation in machine for breach in _odd_spans(annotation))]


def _odd_offsets(annotation: Annotation) -> Iterator[Breach]:
    for span in annotation.spans:
        extents = {"": (span.start, span.end)} | {f"part {name} ": part for name, part in span.parts.items()}
        for name, (start, end) in extents.items():
            if type(start) is not int or type(end) is not int:
                message = f"{name}[{start}, {end}) are no whole numbers"
                yield Breach("P01", f"{annotation.id} {span.id}", message)


def _odd_spans(annotation: Annotation) -> Iterator[Breach]:
    for span in annotation.spans:
        if span.text != span.text.strip():
            yield Breach("P02", f"{annotation.id} {span.id}", f"{span.text!r} begins or ends with a blank")
    scores = [(span.id, span.score) for span in annotation.spans] + [(r.id, r.score) for r in annotation.relations]
    for item, score in scores:
        if score is not None and not 0 <= score <= 1:
            yield Breach("P03", f"{annotation.id} {item}", f"score {score} is not between 0 and 1")
