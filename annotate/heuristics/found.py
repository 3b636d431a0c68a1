"""What a layer hands over when its rules have agreed."""

from typing import NamedTuple

from annotate.annotations import Entity, Relation, Span, Vote


class Found(NamedTuple):
    """What one layer found in one article, in reading order."""

    spans: tuple[Span, ...] = ()
    relations: tuple[Relation, ...] = ()
    entities: tuple[Entity, ...] = ()
    votes: tuple[Vote, ...] = ()
