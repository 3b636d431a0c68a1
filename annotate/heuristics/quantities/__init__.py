"""Quantities: one scan for where numbers start, then a local grammar: number, calendar and names, unit, range, noun, modifier."""

from collections import deque
from collections.abc import Iterator
from itertools import compress, count

from annotate.annotations import Span, Vote
from annotate.heuristics.found import Found
from annotate.heuristics.quantities import (
    ages,
    calendar,
    carried,
    counting_one,
    counts,
    elided,
    fractions,
    measured,
    modifiers,
    money,
    multiples,
    names,
    neighbours,
    numbers,
    ordinals,
    rates,
    trend,
    vague,
)
from annotate.heuristics.quantities.extents import LABEL, Quantity, add_unit, as_span, begin
from annotate.heuristics.quantities.numbers import Number
from annotate.heuristics.quantities.phrase_ends import follows_closely
from annotate.text.view import View

_BLOCKED = 0.1
# So many figures after the first, in so many tokens, are a table and no sentence; a number in words has at most 20 tokens.
_TABLES = ((20, 20), (40, 80))


def find(seen: View) -> Found:
    """Return the quantities of an article; numbers that the calendar or a name claims are votes that lost."""
    votes: list[Vote] = []
    spans: list[Span] = []
    done: deque[Quantity] = deque(maxlen=carried.LOOK_BACK)
    taken = 0
    for quantity in neighbours.join_all(seen, _read_all(seen, votes)):
        if _finish(seen, quantity, done[-1] if done else None) and quantity.start >= taken:
            taken = quantity.end
            carried.forward(seen, done, quantity)
            elided.fill(seen, done, quantity)
            done.append(quantity)
            spans.append(as_span(seen.text, quantity))
    return Found(spans=tuple(spans), votes=tuple(votes))


class _Openers(dict[str, bool]):
    """Whether a quantity can start at a token, remembered: a dictionary is asked of every token, a cache costs twice that."""

    def __missing__(self, token: str) -> bool:
        """Find out, and forget everything before too much is remembered."""
        if len(self) >= _REMEMBERED:
            self.clear()
        self[token] = found = _may_start(token)
        return found


_OPENERS = _Openers()
_REMEMBERED = 1 << 16


def _may_start(token: str) -> bool:
    """Say whether a quantity can start at a token."""
    if token[0].isdigit():
        return "0" <= token[0] <= "9"
    if not token[0].isalpha():
        return token[0] in numbers.SIGNS
    return (
        numbers.starts_number(token)
        or vague.starts_vague(token)
        or fractions.starts_fraction(token)
        or multiples.starts_multiple(token)
        or ordinals.starts_ordinal(token)
        or money.starts_glued(token)
        or measured.PREFIX.match(token) is not None
    )


def _starts(seen: View) -> list[int]:
    """Return the tokens where a quantity can start, but for tables: figures in a row, or as many figures as other tokens."""
    starts = list(compress(count(), map(_OPENERS.__getitem__, seen.words)))
    for figures, tokens in _TABLES:
        dropped = 0
        kept: list[int] = []
        for place, (early, late) in enumerate(zip(starts, starts[figures:], strict=False)):
            if late - early <= tokens:
                kept += starts[dropped:place] if dropped < place else ()
                dropped = place + figures + 1
            elif dropped <= place:
                kept.append(early)
                dropped = place + 1
        starts = kept + starts[dropped:]
    return starts


def _read_all(seen: View, votes: list[Vote]) -> Iterator[Quantity]:
    """Yield each number with its unit, in order; what a rule blocks becomes a vote that lost."""
    done = 0
    date_end = name_end = -1
    for index in _starts(seen):
        if index < done:
            continue
        quantity, number = measured.read(seen, index)
        if number is None:
            continue
        done = number.stop
        if seen.zones and seen.in_zone(number.start, number.end):
            continue
        if number.start < date_end:
            continue
        blocked, end = ("", 0) if quantity is not None else _blocked_by(seen, number, date_end, name_end)
        if blocked:
            date_end = end or date_end
            name_end = -1 if end else number.end
            votes.append(Vote(rule=blocked, start=number.start, end=number.end, label=LABEL, score=_BLOCKED))
            continue
        if quantity is None:
            quantity = begin(number)
        done = max(done, quantity.stop)
        yield quantity


def _blocked_by(seen: View, number: Number, date_end: int, name_end: int) -> tuple[str, int]:
    """Return the rule that says a bare number is none, or nothing; and where the date ends that it is part of."""
    end = calendar.time_end(seen, number, unit=None)
    if not end and date_end >= 0 and calendar.goes_on(seen, date_end, number):
        end = number.end
    if end:
        return calendar.RULES[0], end
    named = (name_end >= 0 and names.goes_on(seen, name_end, number)) or names.is_name(seen, number, has_unit=False)
    return (names.RULES[0] if named else ""), 0


def _is_age(seen: View, quantity: Quantity, before: Quantity | None) -> bool:
    if ages.is_bare_age(seen, quantity.last, quantity.first):
        return True
    return ages.is_second_age(seen, before, quantity) and counts.after(seen, quantity.last) is None


def _finish(seen: View, quantity: Quantity, before: Quantity | None) -> bool:
    """Add noun, modifier and trend; say whether it is a quantity after all."""
    if quantity.kind in {"duration", "age"} and calendar.is_when(seen, quantity.first, quantity.end):
        return False
    if quantity.kind == "number" and quantity.unit is None and _is_age(seen, quantity, before):
        quantity.kind, quantity.unit, quantity.score = "age", "year", ages.SCORE_BARE
        quantity.rules.append(ages.RULES[1])
    elif quantity.unit is None and quantity.kind in {"number", "ratio"} and not _count(seen, quantity):
        return False
    if quantity.kind == "ordinal":
        return not (seen.zones and seen.in_zone(quantity.start, quantity.end))
    modifier = modifiers.before(seen, quantity.first, quantity.kind)
    if modifier is not None and before is not None and modifiers.compares(seen, modifier, before.end):
        modifier = None
    if modifier is not None and follows_closely(seen, quantity.first):
        inner = quantity.modifier_extent or modifier.extent  # about a few thousand
        quantity.start, quantity.modifier, quantity.modifier_extent = (
            modifier.extent[0],
            modifier.value,
            (modifier.extent[0], inner[1]),
        )
        quantity.rules.append(modifiers.RULES[0])
        quantity.first = modifier.first
    else:
        told = modifiers.after(seen, quantity.last.stop, quantity.number[1])
        quantity.modifier = told or ("approximate" if quantity.form == "vague" else quantity.modifier)
    way = trend.told(seen, quantity, before)
    if way is not None:
        quantity.trend = way[0]
        quantity.rules.append(way[1])
    return not (seen.zones and seen.in_zone(quantity.start, quantity.end))


def _count(seen: View, quantity: Quantity) -> bool:
    """Add what is counted; say no to a `one` that counts nothing."""
    number = vague.behind_of(seen, quantity.last) if quantity.form == "vague" else quantity.last
    one = quantity.value == 1 and quantity.high is None and quantity.kind == "number"
    if one and number.form == "words" and number.scale == 1 and not counting_one.counts(seen, number):
        return False
    hyphened = counts.hyphened(seen, number)
    alone = one and number.form == "words" and counting_one.stands_alone(seen, number)
    noun = hyphened or (None if alone else counts.after(seen, number, one=one))
    if noun is None:
        group = counts.of_these(seen, number) if quantity.form != "vague" else None
        if group is not None:
            quantity.noun, quantity.noun_extent = group.lemma, group.extent
            quantity.end, quantity.stop = group.extent[1], group.stop
        rate = rates.of_time(seen, quantity.end) if group is None and quantity.kind == "number" else None
        if rate is not None:
            add_unit(quantity, rate, rates.RULES[0], rates.SCORE)
            quantity.unit_extent = (rate.start + 1, rate.end)
        elif quantity.kind == "number":
            quantity.kind = "count" if quantity.form == "vague" or group is not None else "number"
            if not quantity.rules:
                quantity.rules.append(counting_one.RULES[0] if one and number.form == "words" else counts.RULES[2])
                quantity.score = counts.SCORE_BARE
        return True
    quantity.noun, quantity.noun_extent = noun.lemma, noun.extent
    quantity.end, quantity.stop = noun.extent[1], noun.stop
    rate = rates.of_things(seen, quantity.end, noun.lemma) if quantity.kind == "number" and not hyphened else None
    if rate is not None:  # 20 flights a week
        add_unit(quantity, rate, rates.RULES[0], rates.SCORE)
        quantity.unit_extent = (noun.extent[0], rate.end)
        quantity.noun = quantity.noun_extent = None
    elif quantity.kind == "number":
        quantity.kind = "count"
        if one and number.form == "words" and hyphened is None:
            quantity.rules.append(counting_one.RULES[0])
            quantity.score = counting_one.SCORE
        else:
            quantity.rules.append(counts.RULES[1] if hyphened else counts.RULES[0])
            quantity.score = counts.SCORE_HYPHEN if hyphened else counts.SCORE
    return True
