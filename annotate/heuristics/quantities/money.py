"""Money: a currency before the number (`$3bn`, `US$ 5`, `RM120`, `Rs 20 crore`) or after it (`5 million euros`, `12 cents`)."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct

from annotate.heuristics.quantities import numbers
from annotate.heuristics.quantities.measures import Unit
from annotate.heuristics.quantities.numbers import Number
from annotate.text.view import View

RULES = ("quantities.money_before", "quantities.money_after")
SCORE = 0.95
_GLUED = re.compile(r"([A-Z][A-Za-z]{0,2})(?=\d)")
# One letter is a currency only where the number after it is plainly an amount: R21.9 billion, N500 million, R250 000.
_LETTER = re.compile(
    r"([RNKP])(?=\d[\d.,]* ?(?:million|billion|trillion|bn|mn|m|trn|tn|k)\b|\d{1,3}(?:[, ]\d{3})+\b|\d+\.\d\d\b|\d+ per [a-z])"
)
_CONSOLE = re.compile(r"PS\d(?![\d.,mbk])")
_FIRST = re.compile(r"[ \n-]((?:[A-Z]\.){2,}|[^\W\d_]+)")
_NAME = re.compile(_FIRST.pattern + r"(?:[ -]([^\W\d_]+))?(?:[ -]([^\W\d_]+))?(?:[ -]([^\W\d_]+))?")
_COUNTRY = re.compile(r" (?P<country>U\.?S\.?|US|Canadian|Cdn|Australian|American)(?![\w-])(?! [A-Z])")
_OF_COUNTRY = {"Canadian": "CAD", "Cdn": "CAD", "Australian": "AUD"}
_SIGN_AFTER = re.compile(r" ?([€£¥₹])(?! ?\d)")
_COIN = re.compile(r"([pc¢])(?![^\W_])")
_SIGNS = frozenset("$£€¥₹₩₪₽₺₴₦₱฿₫₵¢")
# Words that name a currency but mean something else unless the number is large or a symbol helps.
_DOUBTFUL = frozenset({"won", "real", "mark", "marks", "pound", "pounds", "sterling", "dong", "rand"})
_LARGE = 1000
_POINTED = frozenset({"Rs", "$", "£", "€"})
_PICTURE_LINES = frozenset({480, 720, 1080, 1440, 2160})  # 1080p
_TO = frozenset({"-", "–", "to"})
_TWO = 2
_LETTERS = {"R": "ZAR", "N": "NGN", "K": "ZMW", "P": "PHP"}


class Currency(Struct, frozen=True):
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


@cache
def _first_words() -> frozenset[str]:
    """Return the words that the names of currencies and coins begin with."""
    _, names, coins, _ = lexicon()
    return frozenset(name.split(" ", 1)[0] for name in (*names, *coins))


def of_country(seen: View, end: int) -> tuple[int, str] | None:
    """Return the end and the code of a country named after an amount in dollars: `$75 U.S.`, `$5 Canadian`; else None."""
    match = _COUNTRY.match(seen.text, end)
    return (match.end(), _OF_COUNTRY.get(match["country"], "USD")) if match else None


def starts_glued(token: str) -> bool:
    """Say whether a token is letters and digits of money: RM120, USD34."""
    match = _GLUED.match(token)
    if match is None:
        return False
    if len(match[1]) == 1:
        return match[1] in _LETTERS
    known, _, _, codes = lexicon()
    return match[1] in known or match[1] in codes


def _code(letters: str) -> str | None:
    """Return the ISO 4217 code of an abbreviation or sign, or of a code itself."""
    known, _, _, codes = lexicon()
    return known.get(letters) or (letters if letters in codes else None)


def before(seen: View, first: int) -> Currency | None:
    """Return the currency just before the number at a token, or the letters that the token itself starts with."""
    token = seen.words[first]
    start = seen.starts[first]
    if token[0].isalpha() and token[0] not in numbers.SIGNS:
        return _glued(seen, first)
    if not first:
        return None
    gap = start - seen.ends[first - 1]
    sign = seen.words[first - 1]
    if gap > 1 or not (sign in _SIGNS or sign[0].isupper() or sign in {".", "-", "−", "dlrs", "rs"}):
        return None
    begin = first - 1
    if sign in {"-", "−"} and not gap and first > 1 and seen.words[first - 2] in _SIGNS:
        begin, sign, gap = first - 2, seen.words[first - 2], 0
    if sign == "." and first > 1 and seen.words[first - 2] in _POINTED:  # Rs. 50, $.50
        begin, sign = first - 2, seen.words[first - 2]
    known = lexicon()[0]
    code = _code(sign) if sign != "US" else None
    if code is None or (gap and len(sign) == 1 and sign.isalpha()):
        return None
    if sign in _SIGNS and begin and seen.words[begin - 1] != "." and seen.starts[begin] - seen.ends[begin - 1] <= 1:
        joined = seen.words[begin - 1].replace(".", "") + sign
        article = joined == "A$" and seen.starts[begin] > seen.ends[begin - 1]  # A $2 million plan
        if joined in known and not article:
            code, begin = known[joined], begin - 1
    return Currency(seen.starts[begin], seen.ends[first - 1], code, start)


def pointed(seen: View, index: int) -> bool:
    """Say whether an abbreviation with its full stop touches a number: Rs.500."""
    return index > 1 and seen.words[index - 1] == "." and seen.words[index - 2] in _POINTED


def goes_on(seen: View, index: int) -> bool:
    """Say whether a number is the upper end of a range of money, whose scale is in letters: the 6m of £5-6m."""
    words = seen.words
    return index > _TWO and words[index - 1] in _TO and words[index - 2][0].isdigit() and words[index - 3] in _SIGNS


def _glued(seen: View, first: int) -> Currency | None:
    """Return the currency whose letters a token starts with: RM120, USD34, R21.9 billion."""
    token, start = seen.words[first], seen.starts[first]
    match = _GLUED.match(token)
    if match is None or _CONSOLE.match(seen.text, start):
        return None
    code = _code(match[1]) if len(match[1]) > 1 else None
    if len(match[1]) == 1 and token[0] in _LETTERS and _LETTER.match(seen.text, start):
        code = _LETTERS[token[0]]
    if code is None:
        return None
    opened = first > 0 and seen.words[first - 1] == "$" and seen.ends[first - 1] == start
    return Currency(start - opened, start + match.end(), code, start + match.end())


def after(seen: View, number: Number) -> Unit | None:
    """Return the name of a currency or coin after a number, the longest of up to four words, or None."""
    _, names, coins, codes = lexicon()
    first = _FIRST.match(seen.text, number.end)
    if first is None:
        return _sign_after(seen, number) if number.form == "digits" else None
    if first[1] in codes:
        return Unit(first.start(1), first.end(1), first[1], "money", seen.token_at(first.end(1) - 1) + 1)
    match = _NAME.match(seen.text, number.end) if first[1].lower() in _first_words() else None
    if match is None:
        return None
    pieces = [piece.lower() for piece in match.groups() if piece]
    for count in range(len(pieces), 0, -1):
        phrase = " ".join(pieces[:count])
        unit = names.get(phrase) or coins.get(phrase)
        if unit is None or (len(phrase) == 1 and match[1].isupper()):  # 5 C is no 5 cents
            continue
        if phrase in _DOUBTFUL and not _is_meant(seen, number, phrase, match.end(count)):
            continue
        end = match.end(count)
        return Unit(match.start(1), end, unit, "money", seen.token_at(end - 1) + 1)
    return None


def _sign_after(seen: View, number: Number) -> Unit | None:
    """Return the sign of a currency or the letter of a coin after digits, or None."""
    before, _, coins, _ = lexicon()
    sign = _SIGN_AFTER.match(seen.text, number.end)
    if sign is not None:
        return Unit(sign.start(1), sign.end(1), before[sign[1]], "money", seen.token_at(sign.start(1)) + 1)
    coin = _COIN.match(seen.text, number.end)
    if coin is None or number.value in _PICTURE_LINES:
        return None
    return Unit(coin.start(), coin.end(), coins[coin[1]], "money", number.stop + 1)


def _is_meant(seen: View, number: Number, phrase: str, end: int) -> bool:
    """Say whether a word that only may name a currency does: the number is large, and pounds are not pounds of something."""
    if phrase.startswith("pound"):
        return number.scale > 1 and not seen.text.startswith(" of ", end)
    return number.value >= _LARGE or number.value % 1 > 0
