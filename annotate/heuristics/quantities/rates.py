"""Rates: what a quantity is reckoned by: `$50 a share`, `90 cents per litre`, `3% a year`, `5 km/h`."""

import re

from annotate.heuristics.quantities.measures import Unit, lexicon
from annotate.text.closed_classes import words
from annotate.text.view import View

RULES = ("quantities.rates",)
SCORE = 0.95
_PER = re.compile(
    r"(?:[ \n]|-)(?P<link>an?|per|each|every)(?:[ \n]|-)(?P<word>[^\W\d_]+)(?:[ -](?P<second>[^\W\d_]+))?|/(?P<slash>[^\W\d_]+)",
)
# `$3 million a year earlier` tells when, no rate.
_DATED = re.compile(r"[ \n](?:earlier|ago|later|previously|prior|before(?! (?:tax|interest|deduct|expens|fees)))\b")
_CONVERSION = re.compile(r" \([^()\n]{1,40}\)")
_TIMES = words("minute hour day night week month season quarter year")
_EVERYDAY = words("""share barrel ounce ton tonne pound gallon month year week day hour minute second night person head unit bushel
    litre liter kilo kilogram mile acre game match piece bottle ticket seat employee household student child vote
    pair copy pack packet bag box case time session shift season quarter
    dose plate pop ride trip visit dozen carton bale cup can jar pint car vehicle pupil passenger guest worker family home customer
    user subscriber player adult word mouthful click bed room seat episode""")


def after(seen: View, end: int, name: str) -> Unit | None:
    """Return the unit grown by what it is reckoned by (`USD` and ` a share`: USD/share), or None.

    `a` and `each` need a word that things are usually reckoned by; `per` and hyphens (`$1,000-a-plate`) take any.
    """
    match = _PER.match(seen.text, end)
    if match is None or (match["word"] and _DATED.match(seen.text, match.end("word"))):
        return None
    words, symbols, _ = lexicon()
    link = match["link"]
    word = (match["word"] or match["slash"]).lower()
    stop = match.end("word") if link else match.end("slash")
    if match["second"]:
        known = words.get(f"{word} {match['second'].lower()}")
        if known is not None:
            return Unit(
                end, match.end("second"), f"{name}/{known.name}", "rate", seen.token_at(match.end("second") - 1) + 1
            )
    fact = words.get(word) or symbols.get(match["slash"] or "")
    tied = link in {"a", "an"} and seen.text[match.end("link")] == "-"  # a $1,000-a-plate dinner
    if not tied and link != "per" and fact is None and word not in _EVERYDAY:
        return None
    if name in _TIMES and link in {"a", "an"} and fact is None:  # every ten minutes a child is born
        return None
    if word in {"cent", "se"} or (link in {"each", "every"} and fact is None):
        return None
    per = fact.name if fact is not None else word
    return Unit(end, stop, f"{name}/{per}", "rate", seen.token_at(stop - 1) + 1)


def past_conversion(seen: View, end: int, name: str) -> str | None:
    """Return the rate of an amount whose conversion stands before what it is reckoned by: 9 million pesos ($500,000) a year."""
    match = _CONVERSION.match(seen.text, end) if seen.text.startswith(" (", end) else None
    rate = after(seen, match.end(), name) if match is not None else None
    return rate.name if rate is not None else None


def of_time(seen: View, end: int) -> Unit | None:
    """Return what a bare number is reckoned by (`6 an hour`: 1/hour), or None."""
    rate = after(seen, end, "1")
    return rate if rate is not None and rate.name.removeprefix("1/") in _TIMES else None


def of_things(seen: View, end: int, noun: str) -> Unit | None:
    """Return what counted things are reckoned by (`20 flights a week`: flight/week, `0.4 doses per person`), or None."""
    rate = after(seen, end, noun)
    if rate is None:
        return None
    per = seen.text.startswith((" per ", "\nper ", " each ", " every "), end)
    return rate if per or rate.name.rpartition("/")[2] in _TIMES else None
