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
_EVERYDAY = words("""share barrel ounce ton tonne pound gallon month year week day hour minute second night person head unit bushel
    litre liter kilo kilogram mile acre game match piece bottle ticket seat employee household student child vote
    pair copy pack packet bag box case time session shift season quarter""")


def after(seen: View, end: int, name: str) -> Unit | None:
    """Return the unit grown by what it is reckoned by (`USD` and ` a share`: USD/share), or None.

    `a` and `each` need a word that things are usually reckoned by; `per` takes any.
    """
    match = _PER.match(seen.text, end)
    if match is None:
        return None
    words = lexicon()[0]
    link = match["link"]
    word = (match["word"] or match["slash"]).lower()
    stop = match.end("word") if link else match.end("slash")
    if match["second"]:
        known = words.get(f"{word} {match['second'].lower()}")
        if known is not None:
            return Unit(
                end, match.end("second"), f"{name}/{known.name}", "rate", seen.token_at(match.end("second") - 1) + 1
            )
    fact = words.get(word)
    if link != "per" and fact is None and word not in _EVERYDAY:
        return None
    if word in {"cent", "se"} or (link in {"each", "every"} and fact is None):
        return None
    per = fact.name if fact is not None else word
    return Unit(end, stop, f"{name}/{per}", "rate", seen.token_at(stop - 1) + 1)
