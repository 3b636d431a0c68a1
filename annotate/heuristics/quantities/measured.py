"""Measured: a number and what it is measured in, told by the words around it: currency, percent, age, multiple, unit, rate."""

import re

from msgspec.structs import replace

from annotate.heuristics.quantities import (
    ages,
    calendar,
    counting_one,
    counts,
    durations,
    fractions,
    index_points,
    measures,
    modifiers,
    money,
    multiples,
    names,
    numbers,
    ordinals,
    percent,
    ranges,
    rates,
    ratios,
    vague,
)
from annotate.heuristics.quantities.extents import Quantity, add_unit, begin
from annotate.heuristics.quantities.measures import Unit
from annotate.heuristics.quantities.numbers import Number
from annotate.text.view import View

PREFIX = re.compile(r"(?:minus|sub|non|then|now|near|nearly|almost|over|under|about)-(?=\d)")
_TENS_OF_AGE = ("0s", "0’s", "0's")
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


def read(seen: View, index: int) -> tuple[Quantity | None, Number | None]:
    """Return the number at a token, and the quantity if a unit or a word's own meaning says that it is one."""
    start = seen.starts[index]
    if start > 1 and seen.text[start - 1] in ".," and seen.text[start - 2].isalnum() and not money.pointed(seen, index):
        return None, None  # the rest of a number that began inside another token
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
    """Return what a token's own form says: an age in tens, a running time, a fraction, a ratio, an ordinal, a multiple, dozens."""
    token = seen.words[index]
    if token[0].isdigit():
        return _in_digits(seen, index, token)
    share = _half_more(seen, index) or _share(seen, index) or _place(seen, index)
    if share is not None:
        return share
    if multiples.starts_multiple(token):
        number = multiples.read(seen, index)
        rule = multiples.RULES[0] if token.lower() in {"once", "twice", "thrice"} else multiples.RULES[1]
        return _named(number, "multiple", rule, multiples.SCORE) if number else None
    return _vague(seen, index)


def _in_digits(seen: View, index: int, token: str) -> Quantity | None:
    """Return an age in tens, a height, a running time, a fraction, a ratio or an ordinal in digits at a token, or None."""
    if seen.text.startswith(_TENS_OF_AGE, seen.starts[index] + 1):
        return _of_decade(seen, index)
    height = durations.quoted_feet(seen, index)
    if height is not None:
        return _of_height(seen, index, *height)
    if ":" in token:
        timed = durations.clock(seen, index)
        return _of_clock(seen, index, *timed) if timed is not None else None
    return _share(seen, index) or _place(seen, index)


def _half_more(seen: View, index: int) -> Quantity | None:
    """Return `a year and a half` at its `half`, or None."""
    named = durations.half_more(seen, index) if seen.words[index] == "half" else -1
    if named < 0:
        return None
    fact = measures.lexicon()[0][seen.words[named]]
    start, end = seen.starts[named - 1], seen.ends[index]
    quantity = _named(
        Number(start, end, named - 1, index + 1, 1.5, "words"), fact.kind, durations.RULES[2], durations.SCORE
    )
    quantity.unit = fact.name
    return quantity


def _share(seen: View, index: int) -> Quantity | None:
    """Return a fraction or a ratio in one word at a token, or None."""
    token = seen.words[index]
    after = seen.words[index + 1] if index + 1 < len(seen.words) else ""
    shown = "/" in token or token in numbers.SIGNS
    if shown or fractions.starts_fraction(token) or (after and fractions.denominator(after) is not None):
        number = fractions.read(seen, index)
        if number is not None:
            part = _named(number, "fraction" if number.value < 1 else "number", fractions.RULES[0], fractions.SCORE)
            unit = _of_one(seen, number) or _part_of_unit(seen, number, spaced=shown)
            return part if unit is None else _with_unit(seen, part, unit)
    ratio = ratios.tied(seen, index) if after == "-" or "-" in token else None
    return _named(ratio, "ratio", ratios.RULES[2], ratios.SCORE) if ratio is not None else None


def _place(seen: View, index: int) -> Quantity | None:
    number = ordinals.read(seen, index)
    return _named(number, "ordinal", ordinals.RULES[0], ordinals.SCORE) if number is not None else None


def _vague(seen: View, index: int) -> Quantity | None:
    """Return dozens, hundreds of, several million, with their unit, or None."""
    number = vague.read(seen, index) if vague.starts_vague(seen.words[index]) else vague.few(seen, index)
    if number is None:
        return None
    quantity = _named(number, "number", vague.RULES[0], vague.SCORE)
    quantity.modifier_extent = vague.modifier(seen, number)
    unit = _unit_after(seen, vague.behind_of(seen, number))
    return quantity if unit is None else _with_unit(seen, quantity, unit)


def _named(number: Number, kind: str, rule: str, score: float) -> Quantity:
    quantity = begin(number)
    quantity.kind, quantity.score = kind, score
    quantity.rules.append(rule)
    return quantity


def _of_decade(seen: View, index: int) -> Quantity | None:
    tens = ages.decade(seen, index)
    if tens is None:
        return None
    quantity = _named(tens, "age", ages.RULES[2], ages.SCORE_BARE)
    quantity.unit, quantity.end = "year", seen.ends[tens.stop - 1]
    return quantity


def _of_height(seen: View, index: int, end: int, feet: float) -> Quantity:
    stop = seen.token_at(end - 1) + 1
    number = Number(seen.starts[index], end, index, stop, round(feet, 6), "digits")
    quantity = _named(number, "measure", durations.RULES[2], durations.SCORE)
    quantity.unit = "foot"
    return quantity


def _of_clock(seen: View, index: int, end: int, seconds: float) -> Quantity:
    number = Number(seen.starts[index], end, index, seen.token_at(end - 1) + 1, seconds, "digits")
    quantity = _named(number, "duration", durations.RULES[1], durations.SCORE)
    quantity.unit = "second"
    return quantity


def _number(seen: View, index: int, currency: money.Currency | None) -> Number | None:
    """Return the number at a token; its digits may stand behind letters: RM120, minus-5, sub-300."""
    token = seen.words[index]
    prefix = PREFIX.match(token)
    if prefix is not None:
        return numbers.read_digits(seen, index, seen.starts[index] + prefix.end())
    if currency is not None and currency.digits > seen.starts[index]:
        return numbers.read_digits(seen, index, currency.digits, money=True)
    number = numbers.read_number(seen, index, money=currency is not None or money.goes_on(seen, index))
    return ranges.tied(seen, number) if number is not None and seen.text.startswith("-to-", number.end) else number


def _measured(seen: View, number: Number) -> tuple[Quantity | None, Number | None]:
    """Return the quantity if a unit follows the number and no date or name claims it."""
    unit = _unit_after(seen, number) or measures.magnitude(seen, number)
    if unit is None:
        return None, number
    if number.value == 1 and number.form == "words" and counting_one.is_idle(seen, number, unit.name):
        return None, None
    surface = seen.text[unit.start : unit.end]
    blocked = calendar.time_end(seen, number, unit=surface) or names.is_name(seen, number, has_unit=True)
    return (None if blocked else _with_unit(seen, begin(number), unit)), number


def _of_one(seen: View, number: Number) -> Unit | None:
    """Return the unit of a part of one: three-quarters of a mile, half a point; or None."""
    of = _OF_ONE.match(seen.text, number.end) if number.value < 1 else None
    if of is None:
        return None
    behind = replace(number, end=of.end(), stop=seen.token_at(of.end() - 1) + 1)
    return percent.after(seen, behind) or measures.after(seen, behind)


def _part_of_unit(seen: View, number: Number, *, spaced: bool) -> Unit | None:
    """Return the unit that a hyphen ties to its half or quarter (a half-hour; a quarter-point is one of interest), or 1/2 cup."""
    if seen.text[number.end : number.end + 1] not in ("- " if spaced else "-"):
        return None
    if spaced:
        return percent.after(seen, number) or measures.after(seen, number)
    unit = measures.after(seen, number)
    return unit if unit is None or unit.name != "point" else replace(unit, name="percentage point", kind="percent")


def _unit_after(seen: View, number: Number) -> Unit | None:
    """Return what follows a number as its unit, or None; a quick look at the next sign spares most numbers the long one."""
    text, sign = seen.text, seen.text[number.end : number.end + 1]
    if sign in _GAPS and number.form == "digits" and number.value < 1:
        one = _of_one(seen, number)
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


def _with_currency(seen: View, number: Number, currency: money.Currency) -> Quantity:
    quantity = _named(number, "money", money.RULES[0], money.SCORE)
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


def _with_unit(seen: View, quantity: Quantity, unit: Unit) -> Quantity:
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
