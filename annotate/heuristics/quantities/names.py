"""Numbers in names: S&P 500, Resolution 425, Flight 370, No. 5, F-16, page 12, 555-1234: they count nothing."""

import re

from annotate.heuristics.quantities.numbers import Number
from annotate.text.view import View

RULES = ("quantities.names",)
# Words whose number is a label, capitalised or not.
_LABELS = frozenset(
    "page pages chapter chapters section sections article articles paragraph clause line verse room suite gate exit highway"
    " route interstate flight channel phase grade level category tier type class stage step version model figure volume"
    " proposition resolution amendment bill no nos number numbers rank ranked rule rules case area zone unit district"
    " ward division windows boeing airbus formula apollo sputnik act schedule title part lane platform bus train apartment"
    " psalm corinthians isaiah form lot week day round game episode seed".split(),
)
# The same words count when the number has a plural after it (`rule three states` does not happen, `type 2 diabetes` does).
_PHONE = re.compile(r"\+?\d{1,4}[-. ]\d{3,4}[-.]\d{3,4}\b|\d{3}-\d{4}\b|\d+(?:-\d+){2,}|\d{1,3}(?:\.\d{1,3}){3}\b")
_ADDRESS = re.compile(r"\d+ (?:[A-Z][\w.]* ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Lane|Drive|Square)\b|\d+ Downing\b")
_GLUED_LETTER = re.compile(r"[A-Za-z_]")
_LIST = re.compile(r"\d{1,3}[.)](?:\s|$)")
_CARRIES = frozenset("–-,&/".split()) | {"-"}
_UNNAMED = frozenset(
    "The A An In On At By Of For From With But And Or If As That This These Those He She It We They I Of His Her Its Their Our"
    " My Your To About Some Nearly Almost Over Under More Only Just Another All Every Each Up Than Then When While After"
    " Before Since Until Between Around Roughly Approximately At Least Most Another Last Next First Other Those Both".split(),
)


def is_name(seen: View, number: Number, *, has_unit: bool) -> bool:
    """Say whether a number without a currency belongs to a name, a label, a phone number or a list."""
    words, first, stop = seen.words, number.first, number.stop
    if number.form == "words":
        return _capital_words(seen, number)
    start = seen.starts[first]
    if _PHONE.match(seen.text, start) or _ADDRESS.match(seen.text, start):
        return True
    before = words[first - 1] if first else ""
    touching = bool(first) and seen.ends[first - 1] == start
    if touching and (before == "#" or before in "_/@" or (before in "-–" and _letter_before(seen, first - 1))):
        return True
    if has_unit:
        return False
    if number.scale == 1 and _GLUED_LETTER.match(seen.text, number.end):
        return True
    if _LIST.match(seen.text, start) and _opens_line(seen.text, start):
        return True
    if before == "." and first > 1 and words[first - 2] in {"No", "Nos", "no", "Art", "Sec", "Ch", "Vol", "p", "pp", "Rep", "Reps"}:
        return True
    if not first or touching or not before[0].isalpha():
        return False
    if before.lower() in _LABELS:
        return True
    return _after_capital(seen, first) and not _plural_follows(seen, stop)


def _letter_before(seen: View, hyphen: int) -> bool:
    start = seen.starts[hyphen]
    return start > 0 and seen.text[start - 1].isalpha() and seen.text[start - 1].isupper()


def _opens_line(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] == "\n"


def _after_capital(seen: View, first: int) -> bool:
    """Say whether the word before is a capitalised word inside a sentence, or an acronym anywhere."""
    before = seen.words[first - 1]
    if not before[0].isupper() or before in _UNNAMED:
        return False
    if len(before) > 1 and before.isupper():
        return True
    sentence = seen.sentence_at(seen.starts[first - 1])
    opens = sentence < len(seen.sentences) and seen.sentences[sentence][0] == seen.starts[first - 1]
    return not opens or before[-2:] != "ly"


def _plural_follows(seen: View, stop: int) -> bool:
    if stop >= len(seen.words):
        return False
    after = seen.words[stop]
    return after == "people" or (after.islower() and len(after) > 3 and after[-1] == "s" and after[-2:] != "ss") # noqa: PLR2004 - not is, was


def _capital_words(seen: View, number: Number) -> bool:
    """Say whether a number in words is part of a capitalised name inside a sentence: Three Mile Island, Big Four."""
    words, first, stop = seen.words, number.first, number.stop
    if not words[first][0].isupper():
        return first > 0 and words[first - 1].lower() in {"no", "number"} and words[first - 1] != "No"
    start = seen.starts[first]
    sentence = seen.sentence_at(start)
    opens = sentence < len(seen.sentences) and seen.sentences[sentence][0] >= start - 2
    follows = stop < len(words) and words[stop][0].isupper() and len(words[stop]) > 1 and words[stop][-1] != "s"
    before = first > 0 and words[first - 1][0].isupper() and words[first - 1] not in _UNNAMED and not opens
    return (not opens and follows) or before
