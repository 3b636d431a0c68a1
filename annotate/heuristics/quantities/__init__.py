"""Quantities: one scan for where numbers start, then a local grammar: number, calendar and names, unit, range, noun, modifier."""

from collections.abc import Iterator
from functools import lru_cache

from annotate.annotations import Span, Vote
from annotate.heuristics.found import Found
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
    percent,
    ranges,
    rates,
    ratios,
    scores,
    trend,
    vague,
)
from annotate.heuristics.quantities.extents import LABEL, Quantity, add_unit, as_span, begin
from annotate.heuristics.quantities.measures import Unit
from annotate.heuristics.quantities.numbers import Number
from annotate.text.view import View

_NEAR = 14
_BLOCKED = 0.1
_RATED = frozenset({"money", "measure", "percent"})
_OF_UNIT = {
    "percent": ("quantities.percent", percent.SCORE),
    "money": ("quantities.money_after", money.SCORE),
    "age": ("quantities.ages", ages.SCORE),
    "duration": ("quantities.durations", durations.SCORE),
    "multiple": ("quantities.multiples", multiples.SCORE),
    "index": ("quantities.index_points", index_points.SCORE),
}


def find(seen: View) -> Found:
    """Return the quantities of an article; numbers that the calendar or a name claims are votes that lost."""
    votes: list[Vote] = []
    read = list(_read_all(seen, votes))
    joined = _join_neighbours(seen, read)
    spans: list[Span] = []
    taken = 0
    for quantity in joined:
        if _finish(seen, quantity) and quantity.start >= taken:
            taken = quantity.end
            spans.append(as_span(seen.text, quantity))
    return Found(spans=tuple(spans), votes=tuple(votes))


@lru_cache(maxsize=1 << 16)
def _may_start(token: str) -> bool:
    """Say whether a quantity can start at a token."""
    if token[0].isdigit():
        return "0" <= token[0] <= "9"
    if not token[0].isalpha():
        return False
    return (
        numbers.starts_number(token)
        or vague.starts_vague(token)
        or fractions.starts_fraction(token)
        or multiples.starts_multiple(token)
        or money.starts_glued(token)
    )


def _read_all(seen: View, votes: list[Vote]) -> Iterator[Quantity]:
    """Yield each number with its unit, in order; what a rule blocks becomes a vote that lost."""
    done = 0
    date_end = -1
    for index in [index for index, token in enumerate(seen.words) if _may_start(token)]:
        if index < done:
            continue
        quantity, number = _read(seen, index)
        if number is None:
            continue
        done = number.stop
        if seen.zones and seen.in_zone(number.start, number.end):
            continue
        blocked = "" if quantity is not None else _blocked_by(seen, number, date_end)
        if blocked:
            if blocked == "quantities.calendar":
                date_end = number.end
            votes.append(Vote(rule=blocked, start=number.start, end=number.end, label=LABEL, score=_BLOCKED))
            continue
        if quantity is None:
            quantity = begin(number)
        done = max(done, quantity.stop)
        yield quantity


def _read(seen: View, index: int) -> tuple[Quantity | None, Number | None]:
    """Return the number at a token, and the quantity if a unit or a word's own meaning says that it is one."""
    token = seen.words[index]
    if token[0].isdigit() and ":" in token:
        timed = durations.clock(seen, index)
        if timed is not None:
            return _of_clock(seen, index, *timed)
    special = _special(seen, index)
    if special is not None:
        return special, special.last
    currency = money.before(seen, index)
    if currency is not None and currency.start < currency.digits and token[0].isalpha():
        number = numbers.read_digits(seen, index, currency.digits, money=True)
    else:
        number = numbers.read_number(seen, index, money=currency is not None)
    if number is None:
        return None, None
    if currency is not None:
        return _with_currency(seen, number, currency), number
    unit = _unit_after(seen, number)
    if unit is None:
        return None, number
    blocked = calendar.is_time(seen, number, has_unit=True) or names.is_name(seen, number, has_unit=True)
    return (None, number) if blocked else (_with_unit(seen, begin(number), unit), number)


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


def _blocked_by(seen: View, number: Number, date_end: int) -> str:
    """Return the rule that says a bare number is none, or nothing."""
    if calendar.is_time(seen, number, has_unit=False) or (date_end >= 0 and calendar.goes_on(seen, date_end, number)):
        return calendar.RULES[0]
    return names.RULES[0] if names.is_name(seen, number, has_unit=False) else ""


def _join_neighbours(seen: View, read: list[Quantity]) -> list[Quantity]:
    """Return the quantities with ranges, scores, ratios and compound measures made one: a single sweep."""
    joined: list[Quantity] = []
    for right in read:
        left = joined[-1] if joined else None
        if left is None or right.start - left.end > _NEAR or right.start < left.end:
            joined.append(right)
            continue
        gap = seen.text[left.end : right.start]
        part = durations.share(seen.text, left, right)
        if part is not None:
            joined[-1] = durations.join(left, right, part)
        elif ratios.is_ratio(seen, left, right):
            joined[-1] = ratios.join(left, right)
        elif gap in ranges.HYPHENS and not _counted(seen, right) and scores.is_score(seen, left, right):
            joined[-1] = scores.join(left, right)
        elif ranges.is_range(seen, left, right):
            joined[-1] = ranges.join(seen, left, right)
        else:
            if index_points.is_level(seen, left, right):
                right.unit, right.kind, right.score = "point", "index", index_points.SCORE
                right.rules.append(index_points.RULES[1])
            joined.append(right)
    return joined


def _counted(seen: View, quantity: Quantity) -> bool:
    rising = quantity.unit is None and counts.after(seen, quantity.last) is not None
    return rising and seen.words[quantity.stop : quantity.stop + 1] != ["votes"]


def _finish(seen: View, quantity: Quantity) -> bool:
    """Add noun, modifier and trend; say whether it is a quantity after all."""
    if quantity.kind in {"duration", "age"} and calendar.is_ago(seen, quantity.end):
        return False
    if quantity.kind == "number" and quantity.unit is None and ages.is_bare_age(seen, quantity.last):
        quantity.kind, quantity.unit, quantity.score = "age", "year", ages.SCORE_BARE
        quantity.rules.append(ages.RULES[1])
    elif quantity.unit is None and quantity.kind in {"number", "ratio"} and not _count(seen, quantity):
        return False
    modifier = modifiers.before(seen, quantity.first, quantity.kind)
    if modifier is not None and counts.follows_closely(seen, quantity.first):
        quantity.start, quantity.modifier, quantity.modifier_extent = modifier.extent[0], modifier.value, modifier.extent
        quantity.rules.append(modifiers.RULES[0])
        quantity.first = modifier.first
    else:
        told = modifiers.after(seen, quantity.last.stop, quantity.number[1])
        quantity.modifier = told or ("approximate" if quantity.form == "vague" else quantity.modifier)
    direction = trend.of(seen, quantity.first, quantity.stop, quantity.kind)
    if direction is not None:
        quantity.trend = direction
    return not (seen.zones and seen.in_zone(quantity.start, quantity.end))


def _count(seen: View, quantity: Quantity) -> bool:
    """Add what is counted; say no to a `one` that counts nothing."""
    number = vague.behind_of(seen, quantity.last) if quantity.form == "vague" else quantity.last
    one = quantity.value == 1 and quantity.high is None and quantity.kind == "number"
    if one and number.form == "words" and number.scale == 1 and not counting_one.counts(seen, number):
        return False
    hyphened = counts.hyphened(seen, number)
    noun = hyphened or counts.after(seen, number, one=one)
    if noun is None:
        if quantity.kind == "number":
            quantity.kind = "count" if quantity.form == "vague" else "number"
            if not quantity.rules:
                quantity.rules.append(counting_one.RULES[0] if one and number.form == "words" else counts.RULES[2])
                quantity.score = counts.SCORE_BARE
        return True
    quantity.noun, quantity.noun_extent = noun.lemma, noun.extent
    quantity.end, quantity.stop = noun.extent[1], noun.stop
    if quantity.kind == "number":
        quantity.kind = "count"
        if one and number.form == "words" and hyphened is None:
            quantity.rules.append(counting_one.RULES[0])
            quantity.score = counting_one.SCORE
        else:
            quantity.rules.append(counts.RULES[1] if hyphened else counts.RULES[0])
            quantity.score = counts.SCORE_HYPHEN if hyphened else counts.SCORE
    return True
