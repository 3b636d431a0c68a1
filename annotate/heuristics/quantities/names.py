"""Numbers in names: S&P 500, Resolution 425, Flight 370, No. 5, F-16, page 12, 555-1234: they count nothing."""

import re

from annotate.heuristics.quantities import addresses
from annotate.heuristics.quantities.labels import is_labelled
from annotate.heuristics.quantities.names_in_words import GROUPS, is_name_in_words
from annotate.heuristics.quantities.numbers import Number
from annotate.heuristics.quantities.phrase_ends import STOP, capital_plural, plural_follows
from annotate.heuristics.quantities.plurals import is_plural
from annotate.text.closed_classes import words
from annotate.text.view import View

RULES = ("quantities.names",)
# The same words count when the number has a plural after it (`rule three states` does not happen, `type 2 diabetes` does).
_LEADS_ON = words("age aged nearly almost some only another total exactly roughly approximately")
_FORM = re.compile(r"\d{4} forms?\b")  # four figures without a comma name a tax form
_TIED = ("-D ", "-D.", "-D,", "-d ", "-something")  # 3-D films, 30-somethings
_GLUED_LETTER = re.compile(r"[A-Za-z_]")
_LIST = re.compile(r"\d{1,3}(?:[.)](?:\s|$|[A-Z])| ?- (?=[A-Z])|:(?!\d))")
_RANKED = re.compile(r"\d{1,2} (?=[A-Z][a-z]+ [A-Z][a-z])")
_PICTURE = re.compile(r"[48][Kk]\b(?! (?:[a-z-]+s|people|men|women)\b)")
_ID = 1e11
_INDICES = words("""Poor Poor's Poor’s Fortune Russell Nasdaq NASDAQ Nikkei FTSE Stoxx STOXX CAC IBEX ASX SP sp Forbes Euronext
    Wilshire Nifty""")
_EDITIONS = frozenset({"Pro", "Plus", "Max", "Mini", "Ultra"})  # iPhone 14 Pro and 14 Pro Max
_BEFORE_MODEL = frozenset({"the", "a", "an", "own", "new", "its", "s", "'s", "’s"})
_JOINTS = frozenset({" and ", " & ", ", ", " or ", "-", "–", ", and ", "/", " to ", " through "})
_MODEL_LEAST, _MODEL_MOST = 100, 1000


def is_name(seen: View, number: Number, *, has_unit: bool) -> bool:
    """Say whether a number without a currency belongs to a name, a label, a phone number or a list."""
    first, stop = number.first, number.stop
    if number.form == "words":
        return is_name_in_words(seen, number)
    if addresses.is_address(seen.text, seen.starts[first], number.end) or (first and _tied_before(seen, first)):
        return True
    if has_unit:
        return False
    if _is_fixed(seen, number):
        return True
    glued = number.scale == 1 and _GLUED_LETTER.match(seen.text, number.end) is not None
    edition = number.scale == 1 and seen.words[stop : stop + 1] != [] and seen.words[stop] in _EDITIONS
    if glued or edition or _is_markup(seen, number) or _is_listed(seen, number):
        return True
    return (first > 0 and is_labelled(seen, number)) or _model(seen, number, stop)


def goes_on(seen: View, name_end: int, number: Number) -> bool:
    """Say whether a bare number continues the name that ends before it: Terminals 2 & 3, Resolutions 242 and 338."""
    gap = seen.text[name_end : number.start]
    return gap == "-" or (gap in _JOINTS and not plural_follows(seen, number.stop))  # 747-400 costs


def _is_fixed(seen: View, number: Number) -> bool:
    """Say whether a number stands in a set phrase: 4K video, 911 calls, 1099 forms, 3-D films, 35°01′57″N."""
    if number.scale > 1:
        return _PICTURE.match(seen.text, seen.starts[number.first]) is not None
    if addresses.is_dialled(seen, number):
        return True
    after = seen.text[number.end : number.end + 1]
    if after == " ":
        return _FORM.match(seen.text, number.start) is not None
    if after == "-":
        return seen.text.startswith(_TIED, number.end)
    return addresses.is_place(seen.text, number)


def _is_listed(seen: View, number: Number) -> bool:
    """Say whether a line begins with the number as an item of a list: `1. Welfare`, `7 John Kasich`."""
    start = seen.starts[number.first]
    if start and (seen.text[start - 1] != "\n" or _is_wrapped(seen, number.first)):
        return False
    if _LIST.match(seen.text, start):
        return True
    return start > 0 and _RANKED.match(seen.text, start) is not None and not capital_plural(seen.words, number.stop)


def _is_wrapped(seen: View, first: int) -> bool:
    """Say whether the line before goes on at a token: she died at age / 95. Lists begin after a whole line."""
    if not first or seen.starts[first] - seen.ends[first - 1] > 1:
        return False
    before = seen.words[first - 1]
    return before == "," or before.lower() in STOP or before in _LEADS_ON


def _is_markup(seen: View, number: Number) -> bool:
    """Say whether bare digits are an id, a part of an address or a footnote: id="78", ud=2022, [13], 449116076687360."""
    text, start = seen.text, number.start
    if number.value >= _ID and number.scale == 1 and "," not in text[start : number.end]:
        return True
    before, after = text[start - 1 : start], text[number.end : number.end + 1]
    if text.startswith("(k)", number.end):  # 401(k)
        return True
    return before == "=" or text[max(0, start - 2) : start] in {'="', "='"} or (before == "[" and after == "]")


def _model(seen: View, number: Number, stop: int) -> bool:
    """Say whether plain digits stand before a name in the singular: the 787 Dreamliner; `12 Americans` and `30 Monday` count."""
    words = seen.words
    if stop >= len(words) or not words[stop][0].isupper() or not words[number.first].isdigit() or number.scale > 1:
        return False
    name = words[stop]
    if not number.first or words[number.first - 1].lower() not in _BEFORE_MODEL:
        return False
    if not _MODEL_LEAST <= number.value < _MODEL_MOST or not name[1:].islower() or name.lower() in STOP:
        return False
    apart = seen.text[number.end : seen.starts[stop]]
    return apart == " " and not is_plural(name.lower()) and not capital_plural(words, stop)


def _tied_before(seen: View, first: int) -> bool:
    """Say whether a sign ties the number to what is before it (#5, F-16), or an index is named there (S&P 500)."""
    before = seen.words[first - 1]
    touching = seen.ends[first - 1] == seen.starts[first]
    if touching and (before in {"#", "_", "/", "@"} or (before in {"-", "–"} and _letter_before(seen, first - 1))):
        return True
    return _is_index(seen.words, first)


def _is_index(words: list[str], first: int) -> bool:
    """Say whether the words before are those of a list or index: S&P 500, Standard & Poor's 500, FTSE 100, Fortune 500."""
    before = words[first - 1]
    if before in {"'s", "’s", "s"} and first > 1:
        before = words[first - 2]
    if before == "of" and first > 1 and words[first - 2] in GROUPS:  # the Group of Eight
        return True
    if before == "." and first > 1:
        before, first = words[first - 2], first - 1
    return before in _INDICES or (before in {"P", "P."} and first > 1 and words[first - 2] == "&")


def _letter_before(seen: View, hyphen: int) -> bool:
    start = seen.starts[hyphen]
    named = hyphen > 0 and seen.words[hyphen - 1].lower() == "covid"
    return named or (start > 0 and seen.text[start - 1].isalpha() and seen.text[start - 1].isupper())
