"""Measures: a number with a unit of the lexicon after it: `10 km`, `26-foot`, `30 mph`, `5 square miles`, `20 degrees`."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct

from annotate.heuristics.quantities.numbers import Number
from annotate.text.closed_classes import words
from annotate.text.view import View

RULES = ("quantities.measures",)
SCORE = 0.95
_WORD = re.compile(r"[^\W\d_]+")
_SYMBOL = re.compile(
    r"[ -]?((?:sq|fl|cu)\.? [a-z]{1,2}\b|[°º] ?[CF]?\b|[℃℉″]|[mk]\.p\.[hg]\.?"
    r"|[^\W_]{1,4}(?:/[a-zA-Z]{1,4}[²³]?|-[a-z]{2}\b)?|°)(?![^\W_])"
)
_MOST_WORDS = 4
_STRONGEST = 10  # no earthquake had a magnitude above
_CAPITAL = frozenset({"celsius", "fahrenheit", "kelvin"})
# One of these may stand before a unit in the plural: four straight years, two more weeks, 517 rushing yards.
_BETWEEN = words("""more straight consecutive additional extra further full whole long short solid successive rushing passing
    receiving net calendar working continuous uninterrupted other unbroken fewer total combined old""")
# What a hyphen may tie to a unit that a blank parts from its number; else the unit is part of a word: 50 day-care centres.
_TIED = re.compile(r"-(?!(?:long|old|wide|high|deep|tall|thick|plus|or|to|and|an?|per|strong|radius)\b)[^\W\d_]")
_APART = frozenset("mgWVCF")
# What stands under the stroke of a rate that the lexicon does not list whole: 5 ng/mL, 12 mm/h, 40 bu/ac.
_PER = {
    "h": "hour", "hr": "hour", "d": "day", "day": "day", "min": "minute", "s": "second", "yr": "year", "y": "year",
    "mL": "milliliter", "ml": "milliliter", "dL": "deciliter", "dl": "deciliter", "L": "liter", "l": "liter", "kg": "kilogram",
    "km": "kilometer", "m": "meter", "cm": "centimeter", "in": "inch", "ft": "foot", "mi": "mile", "ha": "hectare", "ac": "acre",
    "gal": "gallon", "lb": "pound", "oz": "ounce", "t": "metric_ton", "bbl": "barrel", "m2": "square meter", "m²": "square meter",
    "m3": "cubic meter", "m³": "cubic meter",
}  # fmt: skip
_GAPS = frozenset(" -‑\n\u00a0")


class Unit(Struct, frozen=True):
    """A unit in the text: extent, its name, its kind, and the token after it."""

    start: int
    end: int
    name: str
    kind: str
    stop: int


class UnitFact(Struct, frozen=True):
    """What the lexicon says of a surface."""

    name: str
    kind: str


@cache
def lexicon() -> tuple[dict[str, UnitFact], dict[str, UnitFact], dict[str, int]]:
    """Return words (small letters), symbols (case counts), and for each first word the most words it can start."""
    text = files("annotate.heuristics.lexicons").joinpath("units.toml").read_text("utf-8")
    words: dict[str, UnitFact] = {}
    symbols: dict[str, UnitFact] = {}
    for entry in tomllib.loads(text)["unit"]:
        fact = UnitFact(entry["name"], entry["kind"])
        singular = entry.get("words", [])
        plural = entry.get("plurals") or [f"{word}s" for word in singular]
        words |= {word.replace("-", " "): fact for word in (*singular, *plural)}
        symbols |= dict.fromkeys(entry.get("symbols", []), fact)
    longest: dict[str, int] = {}
    for phrase in words:
        first, count = phrase.split(" ", 1)[0], phrase.count(" ") + 1
        longest[first] = max(longest.get(first, 0), count)
    return words, symbols, longest


@cache
def singular_words() -> frozenset[str]:
    """Return the unit words whose plural differs: `day`, not `hertz`."""
    words = lexicon()[0]
    return frozenset(word for word in words if f"{word}s" in words) | {"foot", "inch", "century"}


def after(seen: View, number: Number) -> Unit | None:
    """Return the unit that follows a number, spelt out or as a symbol, or None."""
    return _spelt(seen, number) or _symbol(seen, number)


def _spelt(seen: View, number: Number) -> Unit | None:
    """Return the longest phrase of unit words after the number; hyphens count as blanks (`10-square-foot`)."""
    known, _, longest = lexicon()
    text, position = seen.text, number.end
    match = _next_word(text, position)
    if match is None:
        return None
    piece = match.group().lower()
    between = piece in _BETWEEN and piece not in longest
    if between:
        position = match.end()
        match = _next_word(text, position)
        piece = match.group().lower() if match is not None else ""
    if match is None or piece not in longest or _is_named(text, match, number, piece):
        return None
    apart = text[position] != "-"
    pieces, ends = [piece], [match.end()]
    for _ in range(min(longest[piece], _MOST_WORDS) - 1):
        match = _next_word(text, ends[-1])
        if match is None:
            break
        pieces.append(match.group().lower())
        ends.append(match.end())
    for count in range(len(pieces), 0, -1):
        fact = known.get(" ".join(pieces[:count]))
        if fact is not None:
            end = ends[count - 1]
            if (apart and _TIED.match(text, end)) or (between and pieces[count - 1] in singular_words()):
                return None
            return Unit(position + 1, end, fact.name, fact.kind, seen.token_at(end - 1) + 1)
    return None


def magnitude(seen: View, number: Number) -> Unit | None:
    """Return the word `magnitude` before the number of an earthquake as its unit, or None."""
    first = number.first
    if not first or seen.words[first - 1] not in {"magnitude", "Magnitude"} or number.value > _STRONGEST:
        return None
    return Unit(seen.starts[first - 1], seen.ends[first - 1], "magnitude", "index", number.stop)


def _next_word(text: str, position: int) -> re.Match[str] | None:
    """Return the word after a blank or hyphen at a position."""
    return _WORD.match(text, position + 1) if text[position : position + 1] in _GAPS else None


def _is_named(text: str, match: re.Match[str], number: Number, piece: str) -> bool:
    """Say whether a capital makes the word a name and no unit: 5 Miles Davis records, seven Kilo Class submarines."""
    if not match.group()[0].isupper() or piece in _CAPITAL:
        return False
    in_headline = text[number.start].isupper()  # Two Years in Jail
    return number.form == "digits" or not in_headline or text[match.end() + 1 : match.end() + 2].isupper()


def _symbol(seen: View, number: Number) -> Unit | None:
    """Return the symbol after digits, glued or after one blank; one letter must be glued (`5m`, not `5 m`)."""
    if number.form != "digits":
        return None
    match = _SYMBOL.match(seen.text, number.end)
    if match is None:
        return None
    surface = match[1].replace(".", "") if match[1][2:4] == ". " else match[1]  # sq. km
    glued = match.start(1) == number.end
    fact = lexicon()[1].get(surface) or _rate(surface)
    alone = len(surface) == 1 and not glued and surface.isalpha() and surface not in _APART
    if fact is None or (
        alone and not (surface == "t" and seen.text.startswith(" of ", match.end(1)))
    ):  # 300 t of steel
        return None
    if (surface == "s" and (not glued or number.value % 1 == 0)) or (surface == "in" and not glued):
        return None  # in 4.9s, but the 60s; a 6.1in screen, but 5 in Paris
    if not glued and len(surface) == 1 and (number.scale > 1 or seen.text[number.end] != " "):
        return None
    return Unit(match.start(1), match.end(1), fact.name, fact.kind, seen.token_at(match.end(1) - 1) + 1)


def _rate(surface: str) -> UnitFact | None:
    """Return the rate of two symbols of the lexicon with a stroke between them, or None."""
    above, stroke, below = surface.partition("/")
    counted = lexicon()[1].get(above) if stroke else None
    if counted is None or below not in _PER or counted.kind not in {"measure", "duration"}:
        return None
    return UnitFact(f"{counted.name}/{_PER[below]}", "rate")
