"""Gold: what stands of an article once its annotators have been heard, layer by layer."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from annotate.annotations import GOLD, Annotation, Article, reading_order
from annotate.quality.benches import adjudicated, judges
from annotate.quality.entities import merge_entities, widely_named
from annotate.quality.votes import Dispute, Votes
from annotate.scheme import Scheme

Source = Literal["adjudicated", "majority", "single"]
SOURCES: tuple[Source, ...] = ("adjudicated", "majority", "single")  # from the surest on


class Gold(NamedTuple):
    """The annotation that stands, and how it came about.

    `annotation.layers` are the layers that a person has checked. Spans of other layers are there only where a relation
    of a checked layer ends at them. `sources` and `judges` are by layer; `source` is the least sure of them.
    """

    annotation: Annotation
    source: Source
    sources: dict[str, Source]
    judges: dict[str, tuple[str, ...]]
    disputes: tuple[Dispute, ...]


def gold(article: Article, scheme: Scheme) -> Gold | None:
    """Return what stands of an article, None if no person has touched it.

    A layer's gold is its adjudicated annotation; else the only submitted one; else what more than half of its
    annotators kept: spans of equal extent and label, and relations whose ends are kept. Attributes go by majority, a
    tie is the first annotator's in order of pseudonym; entities of one name are one.
    """
    benches: dict[str, tuple[Annotation, ...]] = {}
    sources: dict[str, Source] = {}
    for layer in scheme.layers:
        final = adjudicated(article, layer.name)
        bench = (final,) if final is not None else judges(article, layer.name)
        if bench:
            benches[layer.name] = bench
            sources[layer.name] = "adjudicated" if final is not None else "majority" if len(bench) > 1 else "single"
    if not benches:
        return None
    heard = sorted({a.id: a for bench in benches.values() for a in bench}.values(), key=lambda a: (a.author, a.id))
    entities, renamed = merge_entities(heard, scheme)
    by_id = {annotation.id: annotation for annotation in renamed}
    votes = Votes(scheme, {name: tuple(by_id[a.id] for a in bench) for name, bench in benches.items()})
    named = widely_named(renamed) | votes.referred()
    annotation = Annotation(
        id=GOLD,
        author=GOLD,
        role="adjudicated",
        layers=tuple(benches),
        scheme=_common([a.scheme for a in heard]),
        guidelines=_common([a.guidelines for a in heard]),
        entities=tuple(entity for entity in entities if entity.id in named),
        spans=reading_order(votes.spans.values()),
        relations=tuple(votes.relations),
    )
    least = max(sources.values(), key=SOURCES.index)
    authors = {name: tuple(a.author for a in bench) for name, bench in benches.items()}
    return Gold(annotation, least, sources, authors, tuple(votes.disputes))


def _common(values: Sequence[str | None]) -> str | None:
    return values[0] if len(set(values)) == 1 else None
