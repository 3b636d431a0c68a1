"""Numbers that lead to somebody: 555-1234, call 101, 911 calls, 12 Main Street, 35°01′57″N. They count nothing."""

import re

from annotate.heuristics.quantities.numbers import Number
from annotate.heuristics.quantities.phrase_ends import ends
from annotate.text.closed_classes import words
from annotate.text.view import View

_PHONE = re.compile(
    r"\d{3}\) \d{3}-\d{4}\b|\+?\d{1,4}[-. ]\d{3,4}[-.]\d{3,4}\b|\d{3}-\d{4}\b|\d+(?:-\d+){2,}|\d{1,3}(?:\.\d{1,3}){3}\b"
)
_ADDRESS = re.compile(
    r"\d+ (?:[A-Z][\w.]* |\d+(?:st|nd|rd|th) ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Lane|Drive|Square)\b|\d+ Downing\b"
)
# 35°01′57″N: a place, piece by piece.
_DEGREES = re.compile(r"[\d.]{1,12}(?:[°′″][\d.]{0,12}){1,3} ?[NSEW](?!\w)")
_ARCS = frozenset("°′″")
_EMERGENCY = frozenset({"911", "999", "112"})
_CALLED = (["calls"], ["call"], ["caller"], ["callers"], ["operator"], ["operators"], ["dispatcher"], ["dispatchers"])
_CALLS = words("""call calls called calling dial dials dialled dialed dialling dialing phone phones phoned phoning ring rang ringing
    telephone contact text""")
_DIALS = _CALLS | {"on"}  # contact the police on 101
_FEWEST_DIALLED, _MOST_DIALLED, _CALL_BEFORE = 3, 6, 5


def is_address(text: str, start: int, end: int) -> bool:
    """Say whether digits begin a phone number or an address in a street."""
    after = text[end + 1 : end + 2]
    if after.isupper():
        return _ADDRESS.match(text, start) is not None
    dialled = after.isdigit() or text[start] == "+" or text[end : end + 2] == ") " or text.count(".", start, end) > 1
    return dialled and _PHONE.match(text, start) is not None


def is_place(text: str, number: Number) -> bool:
    """Say whether a number begins the degrees of a place on the map."""
    return text[number.end : number.end + 1] in _ARCS and _DEGREES.match(text, number.start) is not None


def is_dialled(seen: View, number: Number) -> bool:
    """Say whether figures are dialled: 911 calls, call 101, police on 999; called 200 witnesses counts."""
    if seen.words[number.first] in _EMERGENCY and seen.words[number.stop : number.stop + 1] in _CALLED:
        return True
    return number.first > 0 and seen.lower[number.first - 1] in _DIALS and _is_told_to_dial(seen, number)


def _is_told_to_dial(seen: View, number: Number) -> bool:
    """Say whether plain figures behind a verb of telephoning are dialled: call 101, police on 999."""
    figures, first = seen.words[number.first], number.first
    if not figures.isdigit() or not _FEWEST_DIALLED <= len(figures) <= _MOST_DIALLED:
        return False
    if seen.lower[first - 1] == "on" and _CALLS.isdisjoint(seen.lower[max(0, first - _CALL_BEFORE) : first - 1]):
        return False
    behind = seen.words[number.stop] if number.stop < len(seen.words) else "."
    return not behind[0].isalpha() or (behind != "of" and ends(behind))
