"""Number words: `twenty-five`, `eight million`, `a hundred and one`, `half a million`, as a value over tokens."""

from functools import cache, lru_cache

from msgspec import Struct

from annotate.text.closed_classes import words
from annotate.text.view import View

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen""".split()  # noqa: SIM905 - read as words, in order
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
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
_PARTS = {
    "half": 1 / 2,
    "third": 1 / 3,
    "quarter": 1 / 4,
    "fourth": 1 / 4,
    "fifth": 1 / 5,
    "eighth": 1 / 8,
    "tenth": 1 / 10,
}
_MEASURED = words("""years months weeks days hours minutes seconds decades centuries times million billion trillion lakh crore acres
    miles kilometres kilometers metres meters feet inches pounds tons tonnes cups teaspoons percent points innings stars""")
_HUNDRED = 100
_TEN = 10
_DOZEN = "dozen"
_MOST_TOKENS = 20


class Words(Struct, frozen=True):
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


@lru_cache(maxsize=1 << 16)
def number_word(token: str) -> tuple[float, int, bool] | None:
    """Return value, length and whether it is a scale, for a token that is or begins with a number word (`ten-year`)."""
    pieces = token.lower().split("-", 3)
    small = small_numbers()
    for count in (2, 1) if len(pieces) > 1 else (1,):
        word = "-".join(pieces[:count])
        if word in small:
            rest = pieces[count] if count < len(pieces) else ""
            if rest in SCALES and rest != "dozen":  # three-thousand
                return small[word] * SCALES[rest], len(word) + 1 + len(rest), False
            return small[word], len(word), False
        if word in SCALES:
            return SCALES[word], len(word), True
    return None


def part_behind(words: list[str], index: int) -> tuple[float, int] | None:
    """Return the share that `and` adds to a number before it, and the token after it: and a half, and two-thirds; or None.

    Only a measure after it tells `two and a quarter hours`, and `two and half years` as India writes it.
    """
    if index + 1 >= len(words) or words[index] != "and":
        return None
    first, second, third = [*words[index + 1 : index + 4], ".", "."][:3]
    if first == "a" and second == "half":
        return 0.5, index + 3
    if first == "half" and second in _MEASURED:
        return 0.5, index + 2
    if first in {"a", "one"} and second in _PARTS and third in _MEASURED:
        return _PARTS[second], index + 3
    over, _, under = first.partition("-")
    share = small_numbers().get(over, 0.0) * _PARTS.get(under.removesuffix("s"), 0.0) if under else 0.0
    return (share, index + 2) if 0 < share < 1 else None


def read_words(seen: View, first: int) -> Words | None:
    """Return the longest number in words that starts at a token, or None."""
    words = seen.words
    total, current, floor = 0.0, -1.0, float("inf")
    stop, end = first, 0
    while stop < len(words) and stop - first < _MOST_TOKENS:
        word = words[stop]
        known = number_word(word) if word[0].isalpha() else None
        if known is None and word == "and" and _and_goes_on(words, stop, total, current):
            stop += 1
            continue
        grown = _grow(total, current, floor, known) if known is not None else None
        if known is None or grown is None:
            break
        total, current, floor = grown
        end = seen.starts[stop] + known[1]
        stop += 1
        if known[1] < len(word):
            break
    if stop == first:
        return None
    value = total + max(current, 0.0)
    scale = floor if current < 0 and value < floor * 1000 else 1.0
    if value == current and words[stop - 1].lower() == _DOZEN and stop - first > 1:
        scale = SCALES[_DOZEN]
    return Words(first, stop, end, value, scale)


def _grow(
    total: float,
    current: float,
    floor: float,
    known: tuple[float, int, bool],
) -> tuple[float, float, float] | None:
    """Return the sum, the group being built (-1: none) and the last scale after one more word; None if it does not fit."""
    value, _, is_scale = known
    if is_scale and value > _HUNDRED:
        return (total + abs(current) * value, -1.0, value) if value < floor else None
    if is_scale:
        return total, abs(current) * value, floor
    if current < 0:
        return total, value, floor
    twenty_five = value < _TEN <= current % _HUNDRED and current % _TEN == 0
    hundred_five = current >= _HUNDRED and current % _HUNDRED == 0
    return (total, current + value, floor) if twenty_five or hundred_five else None


def _and_goes_on(words: list[str], stop: int, total: float, current: float) -> bool:
    """Say whether an `and` is inside a number: after a hundred or a bigger scale, before a smaller number."""
    after_scale = current >= _HUNDRED or (total > 0 and current < 0)
    if not after_scale or stop + 1 >= len(words):
        return False
    known = number_word(words[stop + 1])
    return known is not None and not known[2] and len(words[stop + 1]) == known[1]
