"""Ratios: `three of five seats`, `nine out of 10`, `one in four`, `3-for-11`: one region whose value is the share."""

import re

from annotate.heuristics.quantities.extents import Quantity
from annotate.heuristics.quantities.number_words import number_word
from annotate.heuristics.quantities.numbers import Number
from annotate.text.view import View

RULES = (
    "quantities.ratios", "quantities.ratios_to", "quantities.ratios_tied", "quantities.ratios_money", "quantities.ratios_part",
)  # fmt: skip
SCORE = 0.9
_IN = re.compile(r"(?: out of(?: every)?| in(?: every)?) ")
# Both numbers in one word: 3-for-11, one-in-ten, a two-to-one margin.
_TIED = re.compile(r"-(?P<joint>for|in|of|to|out-of)-(?P<right>\d{1,4}|[a-z]+)(?![^\W_]|-[^\W_])")
_OF = re.compile(
    r" of (?:(?:the|its|his|her|their|our|my|your|these|those|all|some|about|more than|nearly|at least|every) )?"
    r"(?:(?:past|last|first|next|top|other|remaining|original|latest|combined|total) )?"
)
# An amount of an amount: $5 for each $1,000, 30 cents of every dollar.
_OF_AMOUNT = re.compile(r" (?:(?:for|of|on|out of|from) (?:each|every)|per) (?:additional )?")
# A part of a group that is told with its number: two counts. `of the past six years` is a stretch of time, and stays a ratio.
_OF_THE = re.compile(
    r" of (?:all )?(?:the|its|his|her|their|our|my|your|these|those) (?:(?:top|other|remaining|original|combined|total) )?"
)
_TO = frozenset({" to ", "-to-", ":"})
_PLAIN = re.compile(r"\d{1,9}(?:\.\d{1,9})?")
_NAMED = re.compile(r"\b(?:ratio|margin|odds|outnumber\w*)\b")
_BEFORE = 120
_LARGEST_IN = 1000
_OFFICE_HOURS = (9, 5)  # a 9-to-5 job
_MOST_WORDS_TO = 20


def is_ratio(left: Quantity, right: Quantity, gap: str) -> bool:
    """Say whether two bare whole numbers are a share of a whole: the first counts some of the second."""
    if left.value is None or right.value is None or left.unit or left.noun or left.kind != "number":
        return False
    if left.high is not None or right.high is not None or left.value % 1 or right.value % 1:
        return False
    if not 0 < left.value <= right.value or right.kind not in {"number", "duration"}:
        return False
    if _OF.fullmatch(gap):
        return left.value < right.value and not (left.form == "digits" and right.form == "words")
    if right.unit or not _IN.fullmatch(gap):
        return False
    return left.value < right.value and (gap != " in " or left.value == 1 or right.value <= _LARGEST_IN)


def tied(seen: View, first: int) -> Number | None:
    """Return the ratio that hyphens make one word from a token on, with its value, or None."""
    text = seen.text
    known = number_word(seen.words[first])
    end = seen.starts[first] + known[1] if known is not None else seen.ends[first]
    match = _TIED.match(text, end)
    if match is None or (known is None and _PLAIN.fullmatch(seen.words[first]) is None):
        return None
    left = known[0] if known is not None else float(seen.words[first])
    spelt = number_word(match["right"]) if match["right"].isalpha() else None
    right = spelt[0] if spelt is not None else float(match["right"]) if match["right"].isdigit() else 0.0
    if match.group().startswith("-to-") and (left, right) == _OFFICE_HOURS:
        return None
    fits = left > right if match["joint"] == "to" else left <= right or match["joint"] == "for"
    if not right or not fits or (not left and known is not None):
        return None
    stop = seen.token_at(match.end() - 1) + 1
    return Number(seen.starts[first], match.end(), first, stop, round(left / right, 6), "digits")


def is_named(seen: View, left: Quantity, right: Quantity, gap: str) -> bool:
    """Say whether two bare numbers around `to` are told to be a ratio: by a ratio of 3 to 1, outnumbered two to one."""
    if gap not in _TO or left.unit or right.unit or left.value is None or not right.value or left.kind != "number":
        return False
    if left.high is not None or right.high is not None or right.kind != "number":
        return False
    if left.value > _MOST_WORDS_TO and right.value > _MOST_WORDS_TO:
        return False
    return _NAMED.search(seen.text, max(0, left.start - _BEFORE), left.start) is not None


def is_part(left: Quantity, right: Quantity, gap: str) -> bool:
    """Say whether two bare whole numbers count some of a group and the group: four of the five survivors, one of three shops.

    "One of three" is a single one; as a share it would be one in three.
    """
    if left.value is None or right.value is None or left.unit or left.noun or left.kind != "number":
        return False
    if left.high is not None or right.high is not None or right.kind not in {"number", "duration"}:
        return False
    single = left.value == 1 and left.form == "words" and right.kind == "number" and gap == " of "
    return 0 < left.value <= right.value and (single or _OF_THE.fullmatch(gap) is not None)


def is_money(left: Quantity, right: Quantity, gap: str) -> bool:
    """Say whether two amounts of one currency are a share of a whole: $5 for each $1,000, $3 on every $100."""
    if left.kind != "money" or right.kind != "money" or left.unit != right.unit or not left.value or not right.value:
        return False
    return left.high is None and right.high is None and _OF_AMOUNT.fullmatch(gap) is not None


def join_money(left: Quantity, right: Quantity) -> Quantity:
    """Return an amount of an amount as a ratio; the currency is cut out."""
    if left.value is not None and right.value:
        left.value = round(left.value / right.value, 6)
    left.number = (left.number[0], right.number[1])
    left.end, left.stop, left.last = right.end, right.stop, right.last
    left.unit = left.unit_extent = None
    left.kind, left.score, left.scale = "ratio", SCORE, 1.0
    left.rules = [*left.rules, RULES[3]]
    return left


def join(left: Quantity, right: Quantity, *, to: bool = False) -> Quantity:
    """Return the two numbers as one ratio; what the whole is measured in becomes what is counted (four of the six years)."""
    if left.value is not None and right.value:
        left.value = round(left.value / right.value, 6)
    left.number = (left.number[0], right.number[1])
    left.end, left.stop, left.last = right.end, right.stop, right.last
    if right.unit is not None:
        left.noun, left.noun_extent = right.unit, right.unit_extent
    left.kind, left.score, left.scale = "ratio", SCORE, 1.0
    left.rules = [*left.rules, RULES[1] if to else RULES[0]]
    return left
