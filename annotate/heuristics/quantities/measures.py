"""Measures: a number with a unit of the lexicon after it: `10 km`, `26-foot`, `30 mph`, `5 square miles`, `20 degrees`."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from annotate.heuristics.quantities.numbers import Number
from annotate.text.view import View

RULES = ("quantities.measures",)
SCORE = 0.95
_WORD = re.compile(r"[^\W\d_]+")
_SYMBOL = re.compile(r"[ -]?((?:sq|fl|cu) [a-z]{1,2}\b|[°º] ?[CF]?\b|[℃℉″]|[^\W_]{1,4}(?:/[a-zA-Z]{1,4})?|°)(?![^\W_])")
_MOST_WORDS = 4
_CAPITAL = frozenset({"celsius", "fahrenheit", "kelvin"})


class Unit(NamedTuple):
    """A unit in the text: extent, its name, its kind, and the token after it."""

    start: int
    end: int
    name: str
    kind: str
    stop: int


class UnitFact(NamedTuple):
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


def after(seen: View, number: Number) -> Unit | None:
    """Return the unit that follows a number, spelt out or as a symbol, or None."""
    return _spelt(seen, number) or _symbol(seen, number)


def _spelt(seen: View, number: Number) -> Unit | None:
    """Return the longest phrase of unit words after the number; hyphens count as blanks (`10-square-foot`)."""
    words, _, longest = lexicon()
    text = seen.text
    position = number.end
    pieces: list[str] = []
    ends: list[int] = []
    most = 1
    while len(pieces) < most:
        if position >= len(text) or text[position] not in " -‑\n\u00a0":
            break
        match = _WORD.match(text, position + 1)
        if match is None:
            break
        piece = match.group().lower()
        if not pieces and number.form == "digits" and match.group()[0].isupper() and piece not in _CAPITAL:
            break
        if not pieces:
            most = min(longest.get(piece, 0), _MOST_WORDS)
        pieces.append(piece)
        ends.append(match.end())
        position = match.end()
    for count in range(min(len(pieces), most), 0, -1):
        fact = words.get(" ".join(pieces[:count]))
        if fact is not None:
            end = ends[count - 1]
            return Unit(number.end + 1, end, fact.name, fact.kind, seen.token_at(end - 1) + 1)
    return None


def _symbol(seen: View, number: Number) -> Unit | None:
    """Return the symbol after digits, glued or after one blank; one letter must be glued (`5m`, not `5 m`)."""
    if number.form != "digits":
        return None
    match = _SYMBOL.match(seen.text, number.end)
    if match is None:
        return None
    surface = match[1]
    glued = match.start(1) == number.end
    fact = lexicon()[1].get(surface)
    if fact is None or (len(surface) == 1 and surface.isalpha() and not glued):
        return None
    return Unit(match.start(1), match.end(1), fact.name, fact.kind, seen.token_at(match.end(1) - 1) + 1)
