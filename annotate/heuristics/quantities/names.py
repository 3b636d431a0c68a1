"""Numbers in names: S&P 500, Resolution 425, Flight 370, No. 5, F-16, page 12, 555-1234: they count nothing."""

import re

from annotate.heuristics.quantities import addresses
from annotate.heuristics.quantities.counts import STOP, ends
from annotate.heuristics.quantities.numbers import Number
from annotate.heuristics.quantities.plurals import is_plural
from annotate.text.closed_classes import words
from annotate.text.view import View

RULES = ("quantities.names",)
# Words whose number is a label, capitalised or not.
_LABELS = words("""page pages chapter chapters section sections article articles paragraph clause line verse room suite gate exit
    highway route interstate flight channel phase grade level category tier type class stage step version model
    figure volume proposition resolution amendment bill no nos number numbers rank ranked rule rules case area
    zone unit district ward precinct precincts terminals pages wards forms channels gates resolutions items item covid division windows boeing airbus formula apollo sputnik act schedule title part lane
    platform bus train apartment psalm corinthians isaiah form lot week day round game episode seed rooms grades exits routes flights levels law""")
# The same words count when the number has a plural after it (`rule three states` does not happen, `type 2 diabetes` does).
_LEADS_ON = words("age aged nearly almost some only another total exactly roughly approximately")
_FORM = re.compile(r"\d{4} forms?\b")  # four figures without a comma name a tax form
_SOMETHING = ("-something", "-hundredth", "-thousandth", "-millionth")  # twenty-somethings, the two-hundredth visit
_TIED = ("-D ", "-D.", "-D,", "-d ", "-something")  # 3-D films, 30-somethings
_GLUED_LETTER = re.compile(r"[A-Za-z_]")
_LIST = re.compile(r"\d{1,3}(?:[.)](?:\s|$|[A-Z])| ?- (?=[A-Z])|:(?!\d))")
_RANKED = re.compile(r"\d{1,2} (?=[A-Z][a-z]+ [A-Z][a-z])")
_PICTURE = re.compile(r"[48][Kk]\b(?! (?:[a-z-]+s|people|men|women)\b)")
_ID = 1e11
_SCORE = re.compile(r"\d{1,3} ?(?:[-–]|to) ?\d{1,3}\b")
_RESULT = re.compile(
    r"(?P<winner>[A-Z][^\W\d_]+) (?P<won>\d{1,3})"
    r"(?=, (?:and )?(?:[A-Z][^\W\d_]+\.? ){0,2}(?P<loser>[A-Z][^\W\d_]+) (?P<lost>\d{1,3})(?![\w-]|[.,]\d| [A-Z]))"
)
_RESULT_BEFORE = 60
_INDICES = words("""Poor Poor's Poor’s Fortune Russell Nasdaq NASDAQ Nikkei FTSE Stoxx STOXX CAC IBEX ASX SP sp Forbes Euronext
    Wilshire Nifty""")
_ORDERED = words("""page chapter section article day number part phase round type category level grade stage step act scene volume
    formula channel game class force""")
_EDITIONS = frozenset({"Pro", "Plus", "Max", "Mini", "Ultra"})  # iPhone 14 Pro and 14 Pro Max
_NO_ZERO = frozenset({"ground", "net", "patient", "absolute", "below", "above"})
_BEFORE_MODEL = frozenset({"the", "a", "an", "own", "new", "its", "s", "'s", "’s"})
_JOINTS = frozenset({" and ", " & ", ", ", " or ", "-", "–", ", and ", "/", " to ", " through "})
_GROUPS = frozenset({"Group", "Gang", "Group’s"})
_OR_OLDER = (" or older", " and older", " or over", " and over", " or younger", " or more", " or fewer")
_MODEL_LEAST, _MODEL_MOST = 100, 1000
_SHORT_LABELS = frozenset({"No", "Nos", "no", "Art", "Sec", "Ch", "Vol", "p", "pp", "Rep", "Reps"})
_OPENERS = frozenset(':;—–“"-•')
_UNNAMED = words("""The A An In On At By Of For From With But And Or If As That This These Those He She It We They I Of His Her
    Its Their Our My Your To About Some Nearly Almost Over Under More Only Just Another All Every Each Up Than
    Then When While After Before Since Until Between Around Roughly Approximately At Least Most Another Last Next
    First Other Those Both Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun Today
    Yesterday Serves Makes Also Here There Now Within During Among Despite Nine Ten""")
# Verbs of headlines, which put capitals on all words: Blast Kills 12 in Lima.
_UNNAMED |= words("""Kills Kill Killed Killing Injures Injured Injuring Wounds Wounded Hurts Leaves Leaving Claims Hits Reaches Tops Adds
    Cuts Gains Loses Wins Sells Buys Raises Falls Rises Drops Climbs Jumps Slips Sheds Charges Arrests Frees Rescues Displaces
    Evacuates Kidnaps Holds Saves Sends Dead Toll""")


def is_name(seen: View, number: Number, *, has_unit: bool) -> bool:
    """Say whether a number without a currency belongs to a name, a label, a phone number or a list."""
    first, stop = number.first, number.stop
    if number.form == "words":
        return _capital_words(seen, number)
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
    return (first > 0 and _labelled(seen, number, first, stop)) or _model(seen, number, stop)


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
    return start > 0 and _RANKED.match(seen.text, start) is not None and not _capital_plural(seen.words, number.stop)


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
    return apart == " " and not is_plural(name.lower()) and not _capital_plural(words, stop)


def _capital_plural(words: list[str], stop: int) -> bool:
    """Say whether a plural ends the run of capitalised words: 100 Iraqi soldiers, 200 Labour Party members."""
    for word in words[stop + 1 : stop + 5]:
        if is_plural(word.lower()):
            return True
        if word != "and" and (not word[0].isalpha() or ends(word)):
            return False
    return False


def goes_on(seen: View, name_end: int, number: Number) -> bool:
    """Say whether a bare number continues the name that ends before it: Terminals 2 & 3, Resolutions 242 and 338."""
    gap = seen.text[name_end : number.start]
    return gap == "-" or (gap in _JOINTS and not _plural_follows(seen, number.stop))  # 747-400 costs


def _tied_before(seen: View, first: int) -> bool:
    """Say whether a sign ties the number to what is before it (#5, F-16), or an index is named there (S&P 500)."""
    before = seen.words[first - 1]
    touching = seen.ends[first - 1] == seen.starts[first]
    if touching and (before in {"#", "_", "/", "@"} or (before in {"-", "–"} and _letter_before(seen, first - 1))):
        return True
    return _index_name(seen.words, first)


def _labelled(seen: View, number: Number, first: int, stop: int) -> bool:
    """Say whether the word before a bare number is a label (No. 5, page 12) or a name (iPhone 14)."""
    words, start = seen.words, seen.starts[first]
    before = words[first - 1]
    if before == "." and first > 1 and words[first - 2] in _SHORT_LABELS:
        return True
    if seen.ends[first - 1] == start or not before[0].isalpha():
        return False
    if before[0].islower() and before[1:2].isupper():  # iPhone 14 cameras
        return True
    broken = before.islower() and is_plural(before) and _plural_follows(seen, stop)  # broke the rules 12 times
    if (before.lower() in _LABELS and not broken) or (
        number.start < start and number.value < 0 and before[0].isupper()
    ):  # COVID -19
        return True
    if seen.text.startswith(_OR_OLDER, number.end) or "," in seen.text[number.start : number.end]:  # Population 8,500
        return False
    named = _after_capital(seen, first) and not _SCORE.match(seen.text, start) and not _plural_follows(seen, stop)
    return named and not _is_result(seen.text, start)


def _is_result(text: str, start: int) -> bool:
    """Say whether a number is one of two that stand behind the names of teams, the winner's first: Jets 24, Giants 17."""
    begin = max(0, start - _RESULT_BEFORE)
    for match in _RESULT.finditer(text, begin, start + _RESULT_BEFORE):
        if start in {match.start("won"), match.start("lost")}:
            names = {match["winner"].lower(), match["loser"].lower()}
            return int(match["won"]) >= int(match["lost"]) and len(names) > 1 and not names & (_LABELS | _ORDERED)
    return False


def _index_name(words: list[str], first: int) -> bool:
    """Say whether the words before are those of a list or index: S&P 500, Standard & Poor's 500, FTSE 100, Fortune 500."""
    before = words[first - 1]
    if before in {"'s", "’s", "s"} and first > 1:
        before = words[first - 2]
    if before == "of" and first > 1 and words[first - 2] in _GROUPS:  # the Group of Eight
        return True
    if before == "." and first > 1:
        before, first = words[first - 2], first - 1
    return before in _INDICES or (before in {"P", "P."} and first > 1 and words[first - 2] == "&")


def _letter_before(seen: View, hyphen: int) -> bool:
    start = seen.starts[hyphen]
    named = hyphen > 0 and seen.words[hyphen - 1].lower() == "covid"
    return named or (start > 0 and seen.text[start - 1].isalpha() and seen.text[start - 1].isupper())


def _after_capital(seen: View, first: int) -> bool:
    """Say whether the word before is a capitalised word inside a sentence, or an acronym anywhere."""
    before = seen.words[first - 1]
    if before in {"AM", "FM"}:
        return True
    if before in _UNNAMED or before.lower() in STOP:
        return False
    if before[0].islower():
        return len(before) > 1 and before[1].isupper()  # iPhone 14
    if len(before) > 1 and before.isupper():
        return True
    sentence = seen.sentence_at(seen.starts[first - 1])
    opens = sentence < len(seen.sentences) and seen.sentences[sentence][0] == seen.starts[first - 1]
    return not opens or before[-2:] != "ly"


def _plural_follows(seen: View, stop: int) -> bool:
    """Say whether a plural in small letters stands first or second after the number."""
    for word in seen.words[stop : stop + 2]:
        if not word[0].isalpha() or ends(word):
            return False
        if word.islower() and is_plural(word):
            return True
    return False


def _capital_words(seen: View, number: Number) -> bool:
    """Say whether a number in words is part of a capitalised name inside a sentence: Three Mile Island, Big Four."""
    words, first, stop = seen.words, number.first, number.stop
    if seen.text[number.end : number.end + 1] == "-" and seen.text.startswith(_SOMETHING, number.end):
        return True
    label = words[first - 1].lower() if first else ""
    if label == "of" and first > 1 and words[first - 2] in _GROUPS:
        return True
    if not number.value and (label in _NO_ZERO or words[stop : stop + 1] == ["tolerance"]):
        return True
    if not words[first][0].isupper():
        return label in _ORDERED and not _plural_follows(seen, stop)
    start = seen.starts[first]
    sentence = seen.sentence_at(start)
    opens = sentence < len(seen.sentences) and seen.sentences[sentence][0] >= start - 2
    opens = opens or (first > 0 and words[first - 1] in _OPENERS)
    capital = stop < len(words) and words[stop][0].isupper() and len(words[stop]) > 1 and words[stop][-1] != "s"
    follows = capital and not _plural_follows(seen, stop)
    before = first > 0 and words[first - 1][0].isupper() and words[first - 1] not in _UNNAMED and not opens
    return (not opens and (follows or _is_title(words, first, stop))) or before


def _is_title(words: list[str], first: int, stop: int) -> bool:
    """Say whether `the` and two capitals make a name of a number and a plural: the Five Eyes; The Two Men Who Won is a headline."""
    if not first or words[first - 1].lower() != "the" or stop >= len(words) or not words[stop][0].isupper():
        return False
    after = words[stop + 1] if stop + 1 < len(words) else "."
    return not (after[0].isupper() and after.lower() in STOP)
