"""Money: a currency before the number (`$3bn`, `US$ 5`, `RM120`, `Rs 20 crore`) or after it (`5 million euros`, `12 cents`)."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from annotate.heuristics.quantities.measures import Unit
from annotate.heuristics.quantities.numbers import Number
from annotate.text.view import View

RULES = ("quantities.money_before", "quantities.money_after")
SCORE = 0.97
_GLUED = re.compile(r"([A-Z][A-Za-z]{0,2})(?=\d)")
_NAME = re.compile(r"[ -]((?:[A-Z]\.){2,}|[^\W\d_]+)(?:[ -]([^\W\d_]+))?(?:[ -]([^\W\d_]+))?(?:[ -]([^\W\d_]+))?")
_COIN = re.compile(r"([pc¢])(?![^\W_])")
_SIGNS = frozenset("$£€¥₹₩₪₽₺₴₦₱฿₫")
# Words that name a currency but mean something else unless the number is large or a symbol helps.
_DOUBTFUL = frozenset({"won", "real", "mark", "marks", "pound", "pounds", "sterling", "dong", "rand", "sen"})
_LARGE = 1000


class Currency(NamedTuple):
    """A currency before a number: where it starts, the ISO 4217 code, and where the number's digits start."""

    start: int
    end: int
    code: str
    digits: int


@cache
def lexicon() -> tuple[dict[str, str], dict[str, str], dict[str, str], frozenset[str]]:
    """Return abbreviations before the number, names after it (small letters), coins, and the ISO codes."""
    folder = files("annotate.heuristics.lexicons")
    table = tomllib.loads(folder.joinpath("money.toml").read_text("utf-8"))
    names: dict[str, str] = {}
    codes: set[str] = set()
    for line in folder.joinpath("currencies.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, _, listed = line.split("\t")
        codes.add(code)
        for name in listed.split("|"):
            names.setdefault(name, code)
    for name, code in table["names"].items():
        names[name] = names[f"{name}s"] = code
    coins = table["coins"] | {f"{name}s": unit for name, unit in table["coins"].items() if len(name) > 2}  # noqa: PLR2004 - no plural of c and p
    return table["before"], names, coins, frozenset(codes)


def starts_glued(token: str) -> bool:
    """Say whether a token is letters and digits of money: RM120, USD34."""
    match = _GLUED.match(token)
    if match is None or len(match[1]) == 1:
        return False
    known, _, _, codes = lexicon()
    return match[1] in known or match[1] in codes


def before(seen: View, first: int) -> Currency | None:
    """Return the currency just before the number at a token, or the letters that the token itself starts with."""
    token = seen.words[first]
    start = seen.starts[first]
    known, _, _, codes = lexicon()
    if token[0].isalpha():
        match = _GLUED.match(token)
        code = match and (known.get(match[1]) if len(match[1]) > 1 else None) or (match and match[1] in codes and match[1])
        return Currency(start, start + match.end(), code, start + match.end()) if match and code else None
    if not first:
        return None
    gap = start - seen.ends[first - 1]
    sign = seen.words[first - 1]
    if gap > 1 or not (sign in _SIGNS or sign[0].isupper() or sign == "."):
        return None
    begin = first - 1
    if sign == "." and first > 1 and seen.words[first - 2] == "Rs":
        begin, sign = first - 2, "Rs"
    code = known.get(sign) or (sign if sign in codes else None)
    if code is None or (gap and len(sign) == 1 and sign.isalpha()):
        return None
    if sign in _SIGNS and begin and seen.ends[begin - 1] == seen.starts[begin]:
        joined = seen.words[begin - 1].replace(".", "") + sign
        if joined in known:
            code, begin = known[joined], begin - 1
    elif sign == "US" and begin and seen.words[begin - 1] == "$":
        begin -= 1
    return Currency(seen.starts[begin], seen.ends[first - 1], code, start)


def after(seen: View, number: Number) -> Unit | None:
    """Return the name of a currency or coin after a number, the longest of up to four words, or None."""
    _, names, coins, codes = lexicon()
    match = _NAME.match(seen.text, number.end)
    if match is None:
        coin = _COIN.match(seen.text, number.end) if number.form == "digits" else None
        return Unit(coin.start(), coin.end(), coins[coin[1]], "money", number.stop + 1) if coin else None
    if match[1] in codes:
        return Unit(match.start(1), match.end(1), match[1], "money", seen.token_at(match.end(1) - 1) + 1)
    pieces = [piece.lower() for piece in match.groups() if piece]
    for count in range(len(pieces), 0, -1):
        phrase = " ".join(pieces[:count])
        unit = names.get(phrase) or coins.get(phrase)
        if unit is None:
            continue
        if phrase in _DOUBTFUL:
            if number.value < _LARGE:
                continue
            unit = "GBP" if phrase in {"pound", "pounds"} and number.scale > 1 else unit if "pound" not in phrase else None
            if unit is None:
                continue
        end = match.end(count)
        return Unit(match.start(1), end, unit, "money", seen.token_at(end - 1) + 1)
    return None
