"""Measured: a number at a token, by its own form (an age in tens, a fraction, dozens) or with the unit around it."""

import re

from annotate.heuristics.quantities import (
    ages,
    calendar,
    counting_one,
    durations,
    fractions,
    measures,
    money,
    multiples,
    names,
    numbers,
    ordinals,
    ranges,
    ratios,
    vague,
)
from annotate.heuristics.quantities.extents import Quantity, begin
from annotate.heuristics.quantities.numbers import Number
from annotate.heuristics.quantities.with_units import (
    of_kind,
    of_one,
    part_of_unit,
    unit_after,
    with_currency,
    with_unit,
)
from annotate.text.view import View

PREFIX = re.compile(r"(?:minus|sub|non|then|now|near|nearly|almost|over|under|about)-(?=\d)")
_TENS_OF_AGE = ("0s", "0’s", "0's")


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
        return with_currency(seen, number, currency), number
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
        return of_kind(number, "multiple", rule, multiples.SCORE) if number else None
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
    quantity = of_kind(
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
            part = of_kind(number, "fraction" if number.value < 1 else "number", fractions.RULES[0], fractions.SCORE)
            unit = of_one(seen, number) or part_of_unit(seen, number, spaced=shown)
            return part if unit is None else with_unit(seen, part, unit)
    ratio = ratios.tied(seen, index) if after == "-" or "-" in token else None
    return of_kind(ratio, "ratio", ratios.RULES[2], ratios.SCORE) if ratio is not None else None


def _place(seen: View, index: int) -> Quantity | None:
    number = ordinals.read(seen, index)
    return of_kind(number, "ordinal", ordinals.RULES[0], ordinals.SCORE) if number is not None else None


def _vague(seen: View, index: int) -> Quantity | None:
    """Return dozens, hundreds of, several million, with their unit, or None."""
    number = vague.read(seen, index) if vague.starts_vague(seen.words[index]) else vague.few(seen, index)
    if number is None:
        return None
    quantity = of_kind(number, "number", vague.RULES[0], vague.SCORE)
    quantity.modifier_extent = vague.modifier(seen, number)
    unit = unit_after(seen, vague.behind_of(seen, number))
    return quantity if unit is None else with_unit(seen, quantity, unit)


def _of_decade(seen: View, index: int) -> Quantity | None:
    tens = ages.decade(seen, index)
    if tens is None:
        return None
    quantity = of_kind(tens, "age", ages.RULES[2], ages.SCORE_BARE)
    quantity.unit, quantity.end = "year", seen.ends[tens.stop - 1]
    return quantity


def _of_height(seen: View, index: int, end: int, feet: float) -> Quantity:
    stop = seen.token_at(end - 1) + 1
    number = Number(seen.starts[index], end, index, stop, round(feet, 6), "digits")
    quantity = of_kind(number, "measure", durations.RULES[2], durations.SCORE)
    quantity.unit = "foot"
    return quantity


def _of_clock(seen: View, index: int, end: int, seconds: float) -> Quantity:
    number = Number(seen.starts[index], end, index, seen.token_at(end - 1) + 1, seconds, "digits")
    quantity = of_kind(number, "duration", durations.RULES[1], durations.SCORE)
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
    unit = unit_after(seen, number) or measures.magnitude(seen, number)
    if unit is None:
        return None, number
    if number.value == 1 and number.form == "words" and counting_one.is_idle(seen, number, unit.name):
        return None, None
    surface = seen.text[unit.start : unit.end]
    blocked = calendar.time_end(seen, number, unit=surface) or names.is_name(seen, number, has_unit=True)
    return (None if blocked else with_unit(seen, begin(number), unit)), number
