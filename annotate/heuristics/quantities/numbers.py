"""Numbers: digits and words with their scale (`13,000`, `3.5 million`, `eight million`, `12 1/2`), as values with extents."""

import re
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from annotate.heuristics.quantities.number_words import number_word, part_behind, read_words
from annotate.text.closed_classes import words
from annotate.text.view import View

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
# Thousands apart by blanks, as Europe and South Africa write them: 12 500, 100 000.
_SPACED = re.compile(r"[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?![\d.,]\d|[-:/]?\d|(?<! 000)-[a-z])")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?")
_MIXED = re.compile(r"(?:[ \n-](?P<over>\d{1,2})/(?P<under>\d{1,2})\b|(?P<sign>[½¼¾⅓⅔⅛⅜⅝⅞]))")
SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625, "⅞": 0.875}
_MIXES = frozenset({" ", "\n", "-", *SIGNS})
# Powers of ten as papers print them (`3×10^8`, `3 x 10-8`): the sign of the power is a hyphen, a minus or raised.
_POWER = re.compile(r" ?[×x] ?10(?P<power>\^?[-−–]?[1-9]\d?|[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})(?!\d|[.,]\d)")
_CROSSES = frozenset({"×", "x", "×1", "x1"})
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−–⁺", "0123456789---+", "^")
_LONGEST_POWER = 4
_SHORT_WORD = 3
_BLANKS = frozenset(" \u00a0\u202f")
_BLANK = re.compile(r"[ \u00a0\u202f]")
_NO_DIGIT = re.compile(r"\D")
_LONGEST = 30
_GLUED_SCALE = re.compile(r"(?:bn|bln|tn|trn|mn|mln|mil|mm|m|b|k)\b", re.IGNORECASE)
_SIGN_BEFORE = frozenset(" (\n\t$£€")
_NO_THING = words("""wide long high tall deep away thick across apart above below from up down off ahead behind or and in at on for with
    to by than of the a an as that which who when is was but after before over under into onto off inside outside""")
# Letters that stand for a scale wherever they follow digits, and those that do so only after a currency.
_SHORT = {"bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12, "mn": 1e6, "mln": 1e6}
_MONEY_SHORT = {"m": 1e6, "mil": 1e6, "mm": 1e6, "b": 1e9, "k": 1e3, "t": 1e12, "cr": 1e7}
# What is told in millions; a length is not.
_COUNTED = re.compile(
    r"\b(?:population|sales|users|customers|subscribers|viewers|audience|followers|passengers|downloads|circulation)\b(?:[^.;\n]|\.\d)*$"
)
_COUNTED_BEFORE = 80
_DOING = (["are"], ["were"], ["have"])
_RACES = (
    ["hurdles"],
    ["heats"],
    ["races"],
    ["finals"],
    ["sprints"],
    ["relays"],
    ["titles"],
    ["champion"],
)  # the 400m hurdles
_BARRELS = (" b/d", " bpd", " boe")
_HYPHENS = frozenset("-‐‑–")
_MINUS = "minus-"
_AND_A_HALF = "-and-a-half"


class Number(Struct, frozen=True):
    """A number in the text.

    [start, end) are code points; tokens first to stop (exclusive) hold it; where it ends inside a token with a hyphen
    (`five-year`), the last token belongs to it and the rest of that token is the tail. `form` is digits, words or vague;
    `scale` is what the number was multiplied by (1e6 in `3.5 million`), `high` the upper end of a vague one;
    `article` is where the region starts when an `a` before the number belongs to it (`a dozen`).
    """

    start: int
    end: int
    first: int
    stop: int
    value: float
    form: str
    scale: float = 1.0
    high: float | None = None
    article: int = -1

    def tail(self, seen: View) -> str:
        """Return what is left of the last token after the number, without its hyphen."""
        return seen.text[self.end + 1 : seen.ends[self.stop - 1]]


@lru_cache(maxsize=1 << 16)
def starts_number(token: str) -> bool:
    """Say whether a number can start at a token: a digit, or a number word, alone or before a hyphen."""
    return token[0] in "0123456789½¼¾" or (token[0].isalpha() and number_word(token) is not None)


def _plain_value(digits: str) -> float:
    """Return the value of digits with . and , as English and Indian news group them; a lone comma is a decimal one."""
    if "," not in digits:
        return float(digits) if digits.count(".") <= 1 else float(digits.replace(".", ""))
    if _GROUPED.fullmatch(digits):
        return float(digits.replace(",", ""))
    whole, _, rest = digits.partition(",")
    return float(f"{_NO_DIGIT.sub('', whole)}.{_NO_DIGIT.sub('', rest)}")


def read_number(seen: View, first: int, *, money: bool = False) -> Number | None:
    """Return the number at a token or None; after a currency (`money`) `5m` and `3k` have a scale."""
    token = seen.words[first]
    if token[0].isalpha() and token[0] not in SIGNS:
        return _in_words(seen, first)
    return read_digits(seen, first, seen.starts[first], money=money)


def _in_words(seen: View, first: int) -> Number | None:
    """Return the number in words at a token, with the `a` or `half a` before its scale and the part behind it."""
    found = read_words(seen, first)
    if found is None:
        return None
    start, value, article = seen.starts[first], found.value, -1
    words = seen.words
    known = number_word(words[first])
    opens_with_scale = known is not None and known[2]
    if opens_with_scale and first and words[first - 1].lower() in {"a", "an"}:
        first -= 1
        article = seen.starts[first]
        if first and words[first - 1].lower() in {"half", "quarter"}:
            value *= 0.5 if words[first - 1].lower() == "half" else 0.25
            first -= 1
            start, article = seen.starts[first], -1
    elif opens_with_scale and first and words[first - 1].lower() in {"half", "half-a"}:
        value *= 0.5
        first -= 1
        start = seen.starts[first]
    stop, end = found.stop, found.end
    more = part_behind(words, stop) if end == seen.ends[stop - 1] else None
    if more is not None:
        value, stop = value + round(found.scale * more[0], 6), more[1]
        end = seen.ends[stop - 1]
        grown = Number(start, end, first, stop, value, "words", found.scale, article=article)
        return _scaled(seen, grown, money=False) if found.scale == 1 else grown
    if seen.text.startswith(_AND_A_HALF, end):
        value, end = value + 0.5, end + len(_AND_A_HALF)
    return Number(start, end, first, stop, value, "words", found.scale, article=article)


def read_digits(seen: View, first: int, start: int, *, money: bool = False) -> Number | None:
    """Return the number whose digits start at a code point inside a token (`RM120`: after the letters), or None."""
    text = seen.text
    if text[start] in SIGNS:
        return Number(start, start + 1, first, first + 1, SIGNS[text[start]], "digits")
    match = _DIGITS.match(text, start)
    if match is not None and text[match.end() + 1 : match.end() + 2].isdigit() and text[match.end()] in _BLANKS:
        match = (_SPACED.match(text, start) or match) if _may_be_spaced(text, start, match) else match
    if match is None or match.end() - start > _LONGEST:
        return None
    end = match.end()
    value = _plain_value(_BLANK.sub("", match.group()))
    stop = first + 1 if seen.ends[first] >= end else seen.token_at(end - 1) + 1
    mixed = _MIXED.match(text, end) if text[end : end + 1] in _MIXES else None
    power = _POWER.match(text, end) if text[end : end + 2].strip() in _CROSSES else None
    if power is not None:
        raised = int(power["power"].translate(_RAISED)) if len(power["power"]) <= _LONGEST_POWER else 0
        value, end = value * 10.0**raised, power.end()
        stop = seen.token_at(end - 1) + 1
    elif mixed is not None:
        share = SIGNS[mixed["sign"]] if mixed["sign"] else int(mixed["over"]) / max(int(mixed["under"]), 1)
        if share < 1:
            decimals = len(match.group().partition(".")[2])  # $3.71 1/2 is half a cent more
            value, end = value + share / 10**decimals, mixed.end()
            stop = seen.token_at(end - 1) + 1
    number = _signed(seen, Number(start, end, first, stop, value, "digits"), len(match.group()))
    if end < seen.ends[stop - 1]:  # EUR50m is one token
        return _glued_scale(text, number)
    return _scaled(seen, number, money=money)


def _may_be_spaced(text: str, start: int, match: re.Match[str]) -> bool:
    """Say whether blanks may part thousands here: what went before is no number, and the second group begins a word of digits."""
    before = text[max(0, start - 2) : start]
    return match.end() - start <= _SHORT_WORD and not (before[-1:].isspace() and before[:1].isdigit())


def _signed(seen: View, number: Number, digits: int) -> Number:
    """Return the number with the sign, the `minus` or the leading point that stands before its digits."""
    text, start, value = seen.text, number.start, number.value
    before = text[start - 1] if start else ""
    outside = start == 1 or (start > 1 and text[start - 2] in _SIGN_BEFORE)
    if before == "." and outside:
        return replace(number, start=start - 1, value=value / 10**digits)
    if before and before in "-−+" and outside:
        return replace(number, start=start - 1, value=value if before == "+" else -value)
    if number.first and seen.words[number.first - 1] == "minus" and before in {" ", "-"}:
        if seen.words[max(0, number.first - 3) : number.first - 1] == ["plus", "or"]:  # plus or minus 3 points
            return number
        return replace(number, start=seen.starts[number.first - 1], first=number.first - 1, value=-value)
    if text[max(0, start - len(_MINUS)) : start] == _MINUS:
        return replace(number, start=start - len(_MINUS), value=-value)
    return number


def _glued_scale(text: str, number: Number) -> Number:
    """Return the number with the scale letters inside its own token: EUR50m."""
    glued = _GLUED_SCALE.match(text, number.end)
    if glued is None:
        return number
    letters = glued.group().lower()
    scale = _SHORT.get(letters) or _MONEY_SHORT[letters]
    return replace(number, end=glued.end(), value=_times(number.value, scale), scale=scale)


def _scaled(seen: View, number: Number, *, money: bool) -> Number:
    """Return the number with the scale that follows it: a word, after a blank or hyphen, or letters."""
    words, stop = seen.words, number.stop
    if stop >= len(words):
        return number
    token, start = words[stop], seen.starts[stop]
    gap = start - number.end
    if token in _HYPHENS and not gap and stop + 1 < len(words) and seen.starts[stop + 1] == start + 1:
        stop, token, start, gap = stop + 1, words[stop + 1], start + 1, 1
    if gap > 1:
        return number
    lower = seen.lower[stop]
    known = number_word(token) if token[0].isalpha() else None
    if known is not None and known[2]:
        value = _times(number.value, known[0])
        scale = known[0]
        end = start + known[1]
        following = number_word(words[stop + 1]) if stop + 1 < len(words) and end == seen.ends[stop] else None
        if following is not None and following[2] and following[0] > known[0]:  # 100 thousand million
            scale *= following[0]
            value, stop, end = value * following[0], stop + 1, seen.starts[stop + 1] + following[1]
        return replace(number, value=value, stop=stop + 1, end=end, scale=scale)
    short = _SHORT.get(lower) or (_MONEY_SHORT.get(lower) if money and (not gap or lower != "k") else None)
    if short is None and not gap and lower == "k":
        short = 1e3
    if short is None and lower in _MONEY_SHORT and (not gap or token in {"B", "M"}):
        short = _before_plural(seen, stop, lower) or _of_people(seen, number, token)
    if short is None:
        return number
    return replace(number, value=_times(number.value, short), stop=stop + 1, end=seen.ends[stop], scale=short)


def _times(value: float, scale: float) -> float:
    """Return value times a scale as a person would write it: 2.3 million is 2300000, not 2299999.9999999995."""
    return round(value * scale, 6)


def _of_people(seen: View, number: Number, letters: str) -> float | None:
    """Return a million where an `m` that is glued to digits tells how many: the population grew from 1.2m to 3.4m."""
    start = number.start
    barrels = seen.text.startswith(_BARRELS, number.end + 1)
    told = letters == "m" and (
        barrels or _COUNTED.search(seen.text, max(0, start - _COUNTED_BEFORE), start) is not None
    )
    return 1e6 if told else None


def _before_plural(seen: View, stop: int, letters: str) -> float | None:
    """Return the scale of letters before a counted plural: `2.7m sales`, `15k people`; `5m wide` is a length."""
    if letters not in {"m", "k", "b", "mil"} or (letters == "m" and seen.words[stop + 1 : stop + 2] in _RACES):
        return None
    if letters == "m" and seen.words[stop + 1 : stop + 2] in _DOING:  # 1.1m are young
        return _MONEY_SHORT[letters]
    for after in seen.words[stop + 1 : stop + 7]:
        if not after[0].isalpha() or (after in _NO_THING and after is not seen.words[stop + 1] and after != "and"):
            return None
        if after == "people" or (
            len(after) > _SHORT_WORD and after[-1] == "s" and after[-2:] not in {"ss", "us", "is", "as"}
        ):
            return _MONEY_SHORT[letters]
        if after in _NO_THING and after != "and":
            return None
    return None
