"""PolNeAR's form of brat: attributions alone, as events with one Source, one Cue and one Content each.

That corpus has every token in at most one attribution, so only outermost ones with a content are written; a source or
content of several pieces is one discontinuous span. `ID.txt` and `ID.ann` an article, as that corpus has them.
"""

from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

from annotate.annotations import Extent
from annotate.dataset.attribution import Triple, outermost, triples
from annotate.dataset.formats.brat import MARKS, encoded, fragments
from annotate.dataset.formats.files import write_pairs
from annotate.dataset.formats.losses import ATTRIBUTES, ENTITIES, META, PARTS, RULES, Losses
from annotate.dataset.rows.subject import Subject


def write(subjects: Iterable[Subject], folder: Path, split: str, losses: Losses) -> None:
    """Write two files an article into a folder of the split."""
    write_pairs(subjects, folder / split, MARKS, lambda subject: encoded(lines(subject, losses)))


def lines(subject: Subject, losses: Losses) -> Iterator[str]:
    """Yield the lines of an article's `.ann` file, and count what is lost."""
    losses.add(META, lost=1, of=1)
    if subject.gold is None:
        return
    annotation = subject.gold.annotation
    found = triples(annotation)
    outer = outermost(found)
    kept = [triple for triple in outer if triple.content]
    losses.add("nested attributions", lost=len(found) - len(outer), of=len(found))
    losses.add("attributions without content", lost=len(outer) - len(kept), of=len(outer))
    linked = sum(relation.label in {"source", "content"} for relation in annotation.relations)
    losses.add("other relations", lost=len(annotation.relations) - linked, of=len(annotation.relations))
    others = sum(span.label not in {"CUE", "SOURCE", "CONTENT"} for span in annotation.spans)
    losses.add("spans of other layers, and targets", lost=others, of=len(annotation.spans))
    losses.all_of(annotation, (ATTRIBUTES, PARTS, ENTITIES, RULES))
    numbers = count(1)
    for event, triple in enumerate(kept, 1):
        yield from _event(event, triple, subject.article.text, numbers)


def _event(event: int, triple: Triple, text: str, numbers: Iterator[int]) -> Iterator[str]:
    """Yield the spans of an attribution and the event that ties them; brat wants a trigger of the event's own type."""
    roles: list[str] = []
    spoken = (
        ("Attribution", (triple.cue,)),
        ("Source", triple.source),
        ("Cue", (triple.cue,)),
        ("Content", triple.content),
    )
    for role, extents in spoken:
        if extents:
            name = f"T{next(numbers)}"
            roles.append(f"{role}:{name}")
            yield f"{name}\t{role} {_places(text, extents)}"
    yield f"E{event}\t{' '.join(roles)}"


def _places(text: str, extents: Iterable[Extent]) -> str:
    pieces = [piece for extent in extents for piece in fragments(text, *extent)]
    words = " ".join(" ".join(text[start:end].split()) for start, end in pieces)
    return f"{';'.join(f'{start} {end}' for start, end in pieces)}\t{words}"
