"""What a layer's rules hand over: candidates while they vote, `Found` when they have agreed."""

from typing import NamedTuple

from annotate.annotations import Entity, Extent, Relation, Span, Value, Vote


class Candidate(NamedTuple):
    """One rule's proposal, a plain tuple: cheap to make, cheap to drop. Offsets are code points, half-open.

    `rule` is "<layer>.<idea>" and stays with the span through the human's correction to the report; `score` is how often
    such a proposal is right, from 0 to 1.
    """

    start: int
    end: int
    label: str
    rule: str
    score: float
    parts: dict[str, Extent] = {}  # noqa: RUF012 - a tuple's default, never written to
    attributes: dict[str, Value] = {}  # noqa: RUF012 - likewise


class Found(NamedTuple):
    """What one layer found in one article, in reading order."""

    spans: tuple[Span, ...] = ()
    relations: tuple[Relation, ...] = ()
    entities: tuple[Entity, ...] = ()
    votes: tuple[Vote, ...] = ()
