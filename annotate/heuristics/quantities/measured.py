"""Measured: a number and what it is measured in, told by the words around it: currency, percent, age, multiple, unit, rate."""

import re

from annotate.heuristics.quantities import (
    ages,
    calendar,
    counting_one,
    counts,
    durations,
    fractions,
    index_points,
    measures,
    money,
    multiples,
    names,
    numbers,
    percent,
    rates,
    vague,
)
from annotate.heuristics.quantities.extents import Quantity, add_unit, begin
from annotate.heuristics.quantities.measures import Unit
from annotate.heuristics.quantities.numbers import Number
from annotate.text.view import View

PREFIX = re.compile(r"(?:minus|sub|non)-(?=\d)")
_RATED = frozenset({"money", "measure", "percent", "duration"})
_OF_UNIT = {
    "percent": ("quantities.percent", percent.SCORE),
    "money": ("quantities.money_after", money.SCORE),
    "age": ("quantities.ages", ages.SCORE),
    "duration": ("quantities.durations", durations.SCORE),
    "multiple": ("quantities.multiples", multiples.SCORE),
    "index": ("quantities.index_points", index_points.SCORE),
}


def read(seen: View, index: int) -> tuple[Quantity | None, Number | None]:
    """Return the number at a token, and the quantity if a unit or a word's own meaning says that it is one."""
    token = seen.words[index]
    start = seen.starts[index]
    if start > 1 and seen.text[start - 1] in ".," and seen.text[start - 2].isalnum():
        return None, None  # the rest of a number that began inside another token
    if token[0].isdigit() and ":" in token:
        timed = durations.clock(seen, index)
        if timed is not None:
            return _of_clock(seen, index, *timed)
    special = _special(seen, index)
    if special is not None:
        return special, special.last
    currency = money.before(seen, index)
    number = _number(seen, index, currency)
    if number is None:
        return None, None
    if currency is not None:
        return _with_currency(seen, number, currency), number
    return _measured(seen, number)


def _special(seen: View, index: int) -> Quantity | None:
    """Return a fraction, a multiple or a vague plural at a token, or None."""
    token = seen.words[index]
    after = seen.words[index + 1] if index + 1 < len(seen.words) else ""
    if fractions.starts_fraction(token) or "/" in token or (after and fractions.denominator(after) is not None):
        number = fractions.read(seen, index)
        if number is not None:
            return _named(number, "fraction" if number.value < 1 else "number", fractions.RULES[0], fractions.SCORE)
    if multiples.starts_multiple(token):
        number = multiples.read(seen, index)
        rule = multiples.RULES[0] if token.lower() in {"twice", "thrice"} else multiples.RULES[1]
        return _named(number, "multiple", rule, multiples.SCORE) if number else None
    number = vague.read(seen, index) if vague.starts_vague(token) else vague.few(seen, index)
    if number is None:
        return None
    quantity = _named(number, "number", vague.RULES[0], vague.SCORE)
    behind = vague.behind_of(seen, number)
    unit = _unit_after(seen, behind)
    return quantity if unit is None else _with_unit(seen, quantity, unit)


def _named(number: Number, kind: str, rule: str, score: float) -> Quantity:
    quantity = begin(number)
    quantity.kind, quantity.score = kind, score
    quantity.rules.append(rule)
    return quantity


def _of_clock(seen: View, index: int, end: int, seconds: float) -> tuple[Quantity, Number]:
    number = Number(seen.starts[index], end, index, seen.token_at(end - 1) + 1, seconds, "digits")
    quantity = _named(number, "duration", durations.RULES[1], durations.SCORE)
    quantity.unit = "second"
    return quantity, number


def _number(seen: View, index: int, currency: money.Currency | None) -> Number | None:
    """Return the number at a token; its digits may stand behind letters: RM120, minus-5, sub-300."""
    token = seen.words[index]
    prefix = PREFIX.match(token)
    if prefix is not None:
        return numbers.read_digits(seen, index, seen.starts[index] + prefix.end())
    if currency is not None and currency.digits > seen.starts[index]:
        return numbers.read_digits(seen, index, currency.digits, money=True)
    return numbers.read_number(seen, index, money=currency is not None)


def _measured(seen: View, number: Number) -> tuple[Quantity | None, Number | None]:
    """Return the quantity if a unit follows the number and no date or name claims it."""
    unit = _unit_after(seen, number)
    if unit is None:
        return None, number
    if number.value == 1 and number.form == "words" and counting_one.is_idle(seen, number, unit.name):
        return None, None
    surface = seen.text[unit.start : unit.end]
    blocked = calendar.time_end(seen, number, unit=surface) or names.is_name(seen, number, has_unit=True)
    return (None if blocked else _with_unit(seen, begin(number), unit)), number


def _unit_after(seen: View, number: Number) -> Unit | None:
    return (
        percent.after(seen, number)
        or ages.after(seen, number)
        or multiples.after(seen, number)
        or money.after(seen, number)
        or measures.after(seen, number)
    )


def _with_currency(seen: View, number: Number, currency: money.Currency) -> Quantity:
    quantity = _named(number, "money", money.RULES[0], money.SCORE)
    quantity.start = min(currency.start, number.start)
    quantity.unit, quantity.unit_extent = currency.code, (currency.start, currency.end)
    while quantity.first and seen.starts[quantity.first] > quantity.start:
        quantity.first -= 1
    _rate(seen, quantity)
    return quantity


def _with_unit(seen: View, quantity: Quantity, unit: Unit) -> Quantity:
    rule, score = _OF_UNIT.get(unit.kind, ("quantities.measures", measures.SCORE))
    add_unit(quantity, unit, rule, score)
    if unit.kind == "multiple":
        quantity.unit = None
    elif unit.kind == "index" and not index_points.is_market(seen, quantity):
        quantity.kind, quantity.noun, quantity.noun_extent = "count", unit.name, quantity.unit_extent
        quantity.unit = quantity.unit_extent = None
        quantity.rules[-1] = counts.RULES[0]
    elif unit.kind == "duration" and ages.follows_age(seen, quantity.first):
        quantity.kind, quantity.rules[-1] = "age", ages.RULES[0]
    elif unit.kind in _RATED:
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
