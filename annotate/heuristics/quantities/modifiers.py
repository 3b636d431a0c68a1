"""Modifiers: `more than`, `about`, `at least`, `up to`, `nearly` before a number: exact, approximate, at least or at most."""

import re
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from annotate.annotations import Extent
from annotate.heuristics.quantities.numbers import Number
from annotate.text.view import View

RULES = ("quantities.modifiers",)
_PHRASES = {
    "at_least": (
        "more than", "greater than", "at least", "no less than", "no fewer than", "not less than", "no fewer",
        "just over", "well over", "a little over", "slightly over", "over", "in excess of", "upwards of", "upward of",
        "as many as at least", "above", "well above", "just above", "more", "minimum of", "just more than",
        "slightly more than", "a little more than", "well more than", "higher than", "longer than", "exceeding",
        "not fewer than", "far more than", "much more than", "significantly more than", "beyond",
    ),
    "at_most": (
        "less than", "fewer than", "lower than", "under", "just under", "well under", "up to", "at most", "no more than",
        "not more than", "no greater than", "as many as", "as much as", "as high as", "as long as", "as old as",
        "as large as", "below", "just below", "well below", "maximum of", "slightly less than", "a little less than", "little more than",
        "just less than", "slightly under", "no larger than", "no higher than", "shy of", "just shy of", "within",
    ),
    "approximate": (
        "about", "around", "roughly", "approximately", "nearly", "almost", "some", "close to", "estimated",
        "near", "circa", "or so", "in the region of", "in the neighborhood of", "in the order of", "on the order of",
        "somewhere around", "somewhere near", "virtually", "practically", "average of", "approaching",
        "just about", "approx",
    ),
    "exact": ("exactly", "precisely", "only", "just", "only about", "a total of", "a record", "a mere", "as few as",
              "as little as", "as young as", "as low as", "as small as", "a full", "a combined", "fully"),
}  # fmt: skip
_ADVERBS = {"only about": "approximate", "as few as": "at_least", "as little as": "at_least",
            "as young as": "at_least", "as low as": "at_least", "as small as": "at_least"}  # fmt: skip
# These say that no more than the number's place: they are no part of the region.
_OUTSIDE = frozenset({"only", "just", "a total of", "a record", "a mere", "a full", "a combined", "more", "fully"})
_TAIL = re.compile(r"(?: or (?:more|less|fewer|so)|-plus|-odd|\+)(?=[ \n-][^\W\d_])")
_PLUS = re.compile(r"\+(?!\d)|-plus\b| plus(?! \w)", re.IGNORECASE)
_LOOK_BACK = 6
_SIGNS = {"~": "approximate", "≈": "approximate", "≥": "at_least", ">": "at_least", "≤": "at_most", "<": "at_most"}
_TIMES = frozenset({"duration"})
_AMBIGUOUS = frozenset({"over", "under", "above", "below", "within", "near", "around", "beyond"})
_BEFORE_ARTICLE = frozenset({"nearly", "almost", "roughly", "approximately"})
_AFTER = {
    "or more": "at_least",
    "or so": "approximate",
    "or less": "at_most",
    "or fewer": "at_most",
    "and more": "at_least",
}


class Modifier(Struct, frozen=True):
    """A modifier before a number: its extent, first token and value."""

    extent: Extent
    first: int
    value: str


@cache
def _by_last_word() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return the phrases by their last word, the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for value, phrases in _PHRASES.items():
        for phrase in phrases:
            if phrase not in _OUTSIDE:
                words = tuple(phrase.split())
                table.setdefault(words[-1], []).append((words, _ADVERBS.get(phrase, value)))
    for listed in table.values():
        listed.sort(key=lambda item: -len(item[0]))
    return table


def before(seen: View, first: int, kind: str) -> Modifier | None:
    """Return the modifier that ends just before a token, or None. `over three years` is no bound: it may mean during."""
    if not first:
        return None
    words = seen.words
    listed = _by_last_word().get(seen.lower[first - 1])
    if listed is None:
        return _sign(seen, first - 1) if words[first - 1] in _SIGNS else _before_article(seen, first)
    here = seen.lower[max(0, first - _LOOK_BACK) : first]
    for phrase, value in listed:
        if len(phrase) > len(here) or tuple(here[-len(phrase) :]) != phrase:
            continue
        if len(phrase) == 1 and kind in _TIMES and phrase[0] in _AMBIGUOUS and phrase[0] not in {"around", "under"}:
            return None
        begins = first - len(phrase)
        if phrase == ("around",) and begins and seen.lower[begins - 1] in {"turned", "turn", "come", "came"}:
            return None
        return Modifier((seen.starts[begins], seen.ends[first - 1]), begins, value)
    return None


def _sign(seen: View, index: int) -> Modifier | None:
    """Return the sign at a token as a modifier (~50, ≥18), or None where it ends a mark-up or an arrow."""
    start = seen.starts[index]
    free = not seen.text[max(0, start - 1) : start].strip(" (\n")
    return Modifier((start, seen.ends[index]), index, _SIGNS[seen.words[index]]) if free else None


def compares(seen: View, modifier: Modifier, end: int) -> bool:
    """Say whether a modifier compares the quantity that ends just before it: 7 more than 20, 650 dollars less than 900."""
    return modifier.extent[0] - end == 1 and seen.words[modifier.first] in {"more", "less", "fewer"}


def _before_article(seen: View, first: int) -> Modifier | None:
    """Return the modifier of `nearly a two-year high`, or None; `about a 3% drop` may tell what was spoken of."""
    if first < 2 or seen.words[first - 1] not in {"a", "an"} or seen.words[first - 2].lower() not in _BEFORE_ARTICLE:  # noqa: PLR2004 - two words
        return None
    return Modifier((seen.starts[first - 2], seen.ends[first - 2]), first - 2, "approximate")


def behind(seen: View, number: Number) -> Number:
    """Return a number as units and nouns after it see it: past `or more`, `-plus` and `+` (two or more years, 35-plus hours)."""
    match = _TAIL.match(seen.text, number.end)
    return replace(number, end=match.end(), stop=seen.token_at(match.end() - 1) + 1) if match is not None else number


def after(seen: View, stop: int, end: int) -> str | None:
    """Return what `or more`, `or so`, `-plus`, `+` after a number make of it; they stay outside the region."""
    text = seen.text
    if _PLUS.match(text, end):
        return "at_least"
    if text.startswith("-odd", end):
        return "approximate"
    if stop + 1 < len(seen.words) and seen.words[stop] in {"or", "and"}:
        return _AFTER.get(f"{seen.words[stop]} {seen.words[stop + 1]}")
    return None
