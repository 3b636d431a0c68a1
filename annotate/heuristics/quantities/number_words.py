"""Number words: `twenty-five`, `eight million`, `a hundred and one`, `half a million`, as a value over tokens."""

from functools import cache
from typing import NamedTuple

from annotate.text.view import View

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "lakh": 1e5,
    "crore": 1e7,
    "dozen": 12.0,
}
_HUNDRED = 100
_MOST_TOKENS = 12


class Words(NamedTuple):
    """A number in words: first token, the token after it, its end in code points, its value.

    `end` lies inside the last token where a hyphen goes on: `five` of `five-year`.
    """

    first: int
    stop: int
    end: int
    value: float
    scale: float = 1.0


@cache
def small_numbers() -> dict[str, float]:
    """Return the words below a hundred, `twenty-five` included."""
    words = {word: float(value) for value, word in enumerate(_ONES)}
    for ten, word in enumerate(_TENS, start=2):
        words[word] = float(10 * ten)
        words |= {f"{word}-{one}": float(10 * ten + value) for value, one in enumerate(_ONES[1:10], start=1)}
    return words


@cache
def number_word(token: str) -> tuple[float, int, bool] | None:
    """Return value, length and whether it is a scale, for a token that is or begins with a number word (`ten-year`)."""
    pieces = token.lower().split("-", 3)
    small = small_numbers()
    for count in (2, 1) if len(pieces) > 1 else (1,):
        word = "-".join(pieces[:count])
        if word in small:
            return small[word], len(word), False
        if word in SCALES:
            return SCALES[word], len(word), True
    return None


def read_words(seen: View, first: int) -> Words | None:
    """Return the longest number in words that starts at a token, or None; `a` and `half a` before a scale belong to it."""
    words, ends = seen.words, seen.ends
    total, current, stop, end = 0.0, -1.0, first, 0
    floor = float("inf")
    while stop < len(words) and stop - first < _MOST_TOKENS:
        token = words[stop]
        known = number_word(token) if token[0].isalpha() else None
        if known is None:
            if token != "and" or not _and_goes_on(words, stop, total, current):
                break
            stop += 1
            continue
        value, length, is_scale = known
        if is_scale and value > _HUNDRED:
            if value >= floor:
                break
            total += (1.0 if current < 0 else current) * value
            current, floor = -1.0, value
        elif is_scale:
            current = (1.0 if current < 0 else current) * value
        elif current < 0:
            current = value
        elif (value < 10 and 20 <= current % 100 and current % 10 == 0) or (current >= 100 and current % 100 == 0):  # noqa: PLR2004 - twenty five, two hundred five
            current += value
        else:
            break
        end = seen.starts[stop] + length
        stop += 1
        if length < len(token):
            break
    if stop == first:
        return None
    if words[stop - 1] == "and":
        stop -= 1
        end = ends[stop - 1]
    value = total + max(current, 0.0)
    scale = floor if current < 0 and value < floor * 1000 else 1.0
    return Words(first, stop, end, value, scale)


def _and_goes_on(words: list[str], stop: int, total: float, current: float) -> bool:
    """Say whether an `and` is inside a number: after a hundred or a bigger scale, before a smaller number."""
    after_scale = current >= _HUNDRED or (total > 0 and current < 0)
    if not after_scale or stop + 1 >= len(words):
        return False
    known = number_word(words[stop + 1])
    return known is not None and not known[2] and len(words[stop + 1]) == known[1]
