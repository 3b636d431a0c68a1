"""Extents: a quantity in the making, and the region it covers: modifier, number, and its unit or what it counts."""

from functools import lru_cache

from msgspec import Struct, field

from annotate.annotations import Extent, Span, Value, span_id
from annotate.heuristics.quantities.measures import Unit
from annotate.heuristics.quantities.numbers import Number

LABEL = "QUANTITY"


class Quantity(Struct):
    """One quantity while rules add to it. [start, end) is its region so far, first and stop are its tokens.

    `last` is its right-most number as it was read: what follows it is the unit or what is counted. `score` is the rule's:
    how often it met a gold span of the same value in public news, to 0.05, at most 0.95.
    """

    last: Number
    number: Extent
    first: int
    stop: int
    start: int
    end: int
    value: float | None
    kind: str = "number"
    rules: list[str] = field(default_factory=list)
    score: float = 0.9
    high: float | None = None
    unit: str | None = None
    unit_extent: Extent | None = None
    noun: str | None = None
    noun_extent: Extent | None = None
    modifier: str = "exact"
    modifier_extent: Extent | None = None
    trend: str | None = None
    scale: float = 1.0
    form: str = "digits"


def begin(number: Number) -> Quantity:
    """Return a quantity that is only a number yet."""
    return Quantity(
        number, (number.start, number.end), number.first, number.stop,
        number.article if number.article >= 0 else number.start, number.end, number.value,
        high=number.high, scale=number.scale, form=number.form,
    )  # fmt: skip


def add_unit(quantity: Quantity, unit: Unit, rule: str, score: float) -> None:
    """Let the region grow over a unit after the number."""
    quantity.unit, quantity.kind = unit.name, unit.kind
    quantity.unit_extent = (unit.start, unit.end)
    quantity.end, quantity.stop = max(unit.end, quantity.end), max(unit.stop, quantity.stop)
    quantity.rules.append(rule)
    quantity.score = score


@lru_cache(maxsize=1 << 10)
def _shared(rules: tuple[str, ...]) -> tuple[str, ...]:
    """Return one tuple for all spans of the same rules: the garbage collector walks fewer objects in a long text."""
    return rules


def as_span(text: str, quantity: Quantity) -> Span:
    """Return the finished quantity as a span with the attributes and parts of the scheme."""
    attributes: dict[str, Value] = {}
    if quantity.value is not None:
        attributes["value"] = quantity.value
    if quantity.high is not None:
        attributes["value_high"] = quantity.high
    if quantity.unit is not None:
        attributes["unit"] = quantity.unit
    if quantity.noun is not None:
        attributes["noun"] = quantity.noun
    attributes["modifier"] = quantity.modifier
    attributes["kind"] = quantity.kind
    if quantity.trend is not None:
        attributes["trend"] = quantity.trend
    parts = {"number": quantity.number}
    if quantity.unit_extent is not None:
        parts["unit"] = quantity.unit_extent
    if quantity.modifier_extent is not None:
        parts["modifier"] = quantity.modifier_extent
    if quantity.noun_extent is not None:
        parts["noun"] = quantity.noun_extent
    start, end = quantity.start, quantity.end
    return Span(
        id=span_id(LABEL, start, end), start=start, end=end, label=LABEL, text=text[start:end],
        attributes=attributes, parts=parts, rules=_shared(tuple(quantity.rules)), score=quantity.score,
    )  # fmt: skip
