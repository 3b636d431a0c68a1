"""What a number is measured in: the unit before or after it found and joined, and a rate behind that."""

import re

from msgspec.structs import replace

from annotate.heuristics.quantities import (
    ages,
    counts,
    durations,
    index_points,
    measures,
    modifiers,
    money,
    multiples,
    percent,
    ranges,
    rates,
)
from annotate.heuristics.quantities.extents import Quantity, add_unit, begin
from annotate.heuristics.quantities.measures import Unit
from annotate.heuristics.quantities.numbers import Number
from annotate.text.view import View

_OF_ONE = re.compile(r"[ \n]of[ \n]an?(?=[ \n][a-z])|(?<=[Hh]alf)[ \n]an?(?=[ \n][a-z])")
_APART = frozenset(" -\n")
_SIGNS_APART = frozenset("%°º℃℉″€£¥₹")
_TAILED = frozenset(" -+")
_GAPS = frozenset(" \n")
_CLOSING = frozenset(',.;:)"”’?!]')
_RATED = frozenset({"money", "measure", "percent", "duration"})
_OF_UNIT = {
    "percent": ("quantities.percent", percent.SCORE),
    "money": ("quantities.money_after", money.SCORE),
    "age": ("quantities.ages", ages.SCORE),
    "duration": ("quantities.durations", durations.SCORE),
    "multiple": ("quantities.multiples", multiples.SCORE),
    "index": ("quantities.index_points", index_points.SCORE),
}


def unit_after(seen: View, number: Number) -> Unit | None:
    """Return what follows a number as its unit, or None; a quick look at the next sign spares most numbers the long one."""
    text, sign = seen.text, seen.text[number.end : number.end + 1]
    if sign in _GAPS and number.form == "digits" and number.value < 1:
        one = of_one(seen, number)
        if one is not None:
            return one
    if sign in _TAILED:
        number = modifiers.behind(seen, number)
    end = number.end
    if sign in _APART and not text[end + 1 : end + 2].isalpha():
        spaced = text[end + 1 : end + 2] in _SIGNS_APART and sign != "-"
        return (
            (percent.after(seen, number) or money.after(seen, number) or measures.after(seen, number))
            if spaced
            else None
        )
    if sign in _CLOSING:
        return None
    return (
        percent.after(seen, number)
        or ages.after(seen, number)
        or multiples.after(seen, number)
        or money.after(seen, number)
        or measures.after(seen, number)
    )


def of_one(seen: View, number: Number) -> Unit | None:
    """Return the unit of a part of one: three-quarters of a mile, half a point; or None."""
    of = _OF_ONE.match(seen.text, number.end) if number.value < 1 else None
    if of is None:
        return None
    behind = replace(number, end=of.end(), stop=seen.token_at(of.end() - 1) + 1)
    return percent.after(seen, behind) or measures.after(seen, behind)


def part_of_unit(seen: View, number: Number, *, spaced: bool) -> Unit | None:
    """Return the unit that a hyphen ties to its half or quarter (a half-hour; a quarter-point is one of interest), or 1/2 cup."""
    if seen.text[number.end : number.end + 1] not in ("- " if spaced else "-"):
        return None
    if spaced:
        return percent.after(seen, number) or measures.after(seen, number)
    unit = measures.after(seen, number)
    return unit if unit is None or unit.name != "point" else replace(unit, name="percentage point", kind="percent")


def of_kind(number: Number, kind: str, rule: str, score: float) -> Quantity:
    """Return a number as a quantity of a kind that its own words tell."""
    quantity = begin(number)
    quantity.kind, quantity.score = kind, score
    quantity.rules.append(rule)
    return quantity


def with_currency(seen: View, number: Number, currency: money.Currency) -> Quantity:
    """Return a number behind its currency, as its country ("$5 Canadian") and a rate say."""
    quantity = of_kind(number, "money", money.RULES[0], money.SCORE)
    quantity.start = min(currency.start, number.start)
    quantity.unit, quantity.unit_extent = currency.code, (currency.start, currency.end)
    country = money.of_country(seen, quantity.end) if seen.words[seen.token_at(currency.end - 1)] == "$" else None
    if country is not None:
        quantity.end, quantity.unit = country
        quantity.stop = seen.token_at(quantity.end - 1) + 1
    while quantity.first and seen.starts[quantity.first] > quantity.start:
        quantity.first -= 1
    _rate(seen, quantity)
    return quantity


def with_unit(seen: View, quantity: Quantity, unit: Unit) -> Quantity:
    """Return the quantity with its unit, and with what that makes of it: a range's end, an age, a count of points, a rate."""
    rule, score = _OF_UNIT.get(unit.kind, ("quantities.measures", measures.SCORE))
    add_unit(quantity, unit, rule, score)
    ranges.grow(seen, quantity, unit)
    if unit.kind == "multiple":
        quantity.unit = None
    elif unit.name == "magnitude":
        if unit.start < quantity.start:
            quantity.start, quantity.first = unit.start, quantity.first - 1
    elif unit.kind == "index" and index_points.is_error(seen, quantity):
        quantity.unit, quantity.kind, quantity.rules[-1] = "percentage point", "percent", index_points.RULES[2]
    elif unit.kind == "index" and not index_points.is_market(seen, quantity):
        quantity.kind, quantity.noun, quantity.noun_extent = "count", unit.name, quantity.unit_extent
        quantity.unit = quantity.unit_extent = None
        quantity.rules[-1] = counts.RULES[0]
    elif unit.name == "foot" and (tied := durations.inches(seen, unit.end)) is not None and quantity.value is not None:
        quantity.end, quantity.value = tied[0], round(quantity.value + tied[1], 6)
        quantity.stop = seen.token_at(tied[0] - 1) + 1
        quantity.number, quantity.rules[-1] = (quantity.number[0], tied[0]), durations.RULES[2]
    elif unit.kind == "duration" and ages.follows_age(seen, quantity.first):
        quantity.kind, quantity.rules[-1] = "age", ages.RULES[0]
    elif unit.kind in _RATED:
        durations.add_one(seen, quantity)
        _rate(seen, quantity)
    return quantity


def _rate(seen: View, quantity: Quantity) -> None:
    rate = rates.after(seen, quantity.end, str(quantity.unit))
    if rate is not None:
        before = quantity.unit_extent
        add_unit(quantity, rate, rates.RULES[0], rates.SCORE)
        # the unit is one stretch: from the sign or word to the end of the rate, unless the number stands between them
        spelt = before is not None and before[0] >= quantity.number[1]
        quantity.unit_extent = (before[0] if before and spelt else rate.start + 1, rate.end)
        return
    name = rates.past_conversion(seen, quantity.end, str(quantity.unit)) if quantity.kind == "money" else None
    if name is not None:
        quantity.unit, quantity.kind = name, "rate"
        quantity.rules.append(rates.RULES[0])
