"""Labels: the word before a bare number that names it (No. 5, page 12), and names that end in one (iPhone 14)."""

import re

from annotate.heuristics.quantities.numbers import Number
from annotate.heuristics.quantities.phrase_ends import STOP, plural_follows
from annotate.heuristics.quantities.plurals import is_plural
from annotate.text.closed_classes import words
from annotate.text.view import View

# Words whose number is a label, capitalised or not.
_LABELS = words("""page pages chapter chapters section sections article articles paragraph clause line verse room suite gate exit
    highway route interstate flight channel phase grade level category tier type class stage step version model
    figure volume proposition resolution amendment bill no nos number numbers rank ranked rule rules case area
    zone unit district ward precinct precincts terminals pages wards forms channels gates resolutions items item covid division windows boeing airbus formula apollo sputnik act schedule title part lane
    platform bus train apartment psalm corinthians isaiah form lot week day round game episode seed rooms grades exits routes flights levels law""")
_SCORE = re.compile(r"\d{1,3} ?(?:[-–]|to) ?\d{1,3}\b")
_RESULT = re.compile(
    r"(?P<winner>[A-Z][^\W\d_]+) (?P<won>\d{1,3})"
    r"(?=, (?:and )?(?:[A-Z][^\W\d_]+\.? ){0,2}(?P<loser>[A-Z][^\W\d_]+) (?P<lost>\d{1,3})(?![\w-]|[.,]\d| [A-Z]))"
)
_RESULT_BEFORE = 60
ORDERED = words("""page chapter section article day number part phase round type category level grade stage step act scene volume
    formula channel game class force""")
_OR_OLDER = (" or older", " and older", " or over", " and over", " or younger", " or more", " or fewer")
_SHORT_LABELS = frozenset({"No", "Nos", "no", "Art", "Sec", "Ch", "Vol", "p", "pp", "Rep", "Reps"})
UNNAMED = words("""The A An In On At By Of For From With But And Or If As That This These Those He She It We They I Of His Her
    Its Their Our My Your To About Some Nearly Almost Over Under More Only Just Another All Every Each Up Than
    Then When While After Before Since Until Between Around Roughly Approximately At Least Most Another Last Next
    First Other Those Both Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun Today
    Yesterday Serves Makes Also Here There Now Within During Among Despite Nine Ten""")
# Verbs of headlines, which put capitals on all words: Blast Kills 12 in Lima.
UNNAMED |= words("""Kills Kill Killed Killing Injures Injured Injuring Wounds Wounded Hurts Leaves Leaving Claims Hits Reaches Tops Adds
    Cuts Gains Loses Wins Sells Buys Raises Falls Rises Drops Climbs Jumps Slips Sheds Charges Arrests Frees Rescues Displaces
    Evacuates Kidnaps Holds Saves Sends Dead Toll""")


def is_labelled(seen: View, number: Number) -> bool:
    """Say whether the word before a bare number is a label (No. 5, page 12) or a name (iPhone 14)."""
    words, first, stop = seen.words, number.first, number.stop
    start = seen.starts[first]
    before = words[first - 1]
    if before == "." and first > 1 and words[first - 2] in _SHORT_LABELS:
        return True
    if seen.ends[first - 1] == start or not before[0].isalpha():
        return False
    if before[0].islower() and before[1:2].isupper():  # iPhone 14 cameras
        return True
    broken = before.islower() and is_plural(before) and plural_follows(seen, stop)  # broke the rules 12 times
    if (before.lower() in _LABELS and not broken) or (
        number.start < start and number.value < 0 and before[0].isupper()
    ):  # COVID -19
        return True
    if seen.text.startswith(_OR_OLDER, number.end) or "," in seen.text[number.start : number.end]:  # Population 8,500
        return False
    named = _after_capital(seen, first) and not _SCORE.match(seen.text, start) and not plural_follows(seen, stop)
    return named and not _is_result(seen.text, start)


def _is_result(text: str, start: int) -> bool:
    """Say whether a number is one of two that stand behind the names of teams, the winner's first: Jets 24, Giants 17."""
    begin = max(0, start - _RESULT_BEFORE)
    for match in _RESULT.finditer(text, begin, start + _RESULT_BEFORE):
        if start in {match.start("won"), match.start("lost")}:
            names = {match["winner"].lower(), match["loser"].lower()}
            return int(match["won"]) >= int(match["lost"]) and len(names) > 1 and not names & (_LABELS | ORDERED)
    return False


def _after_capital(seen: View, first: int) -> bool:
    """Say whether the word before is a capitalised word inside a sentence, or an acronym anywhere."""
    before = seen.words[first - 1]
    if before in {"AM", "FM"}:
        return True
    if before in UNNAMED or before.lower() in STOP:
        return False
    if before[0].islower():
        return len(before) > 1 and before[1].isupper()  # iPhone 14
    if len(before) > 1 and before.isupper():
        return True
    sentence = seen.sentence_at(seen.starts[first - 1])
    opens = sentence < len(seen.sentences) and seen.sentences[sentence][0] == seen.starts[first - 1]
    return not opens or before[-2:] != "ly"
