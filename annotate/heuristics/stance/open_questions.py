"""Open questions: "asked whether C", "is considering C", "would not comment on C": nothing is said for or against."""

from annotate.heuristics.stance.attributions import Attribution
from annotate.heuristics.stance.withheld_words import REFUSING, withholds
from annotate.text.clauses import Reading
from annotate.text.closed_classes import words

_ASKING = words("whether if how why what who which when where")
_WITHHELD = words(
    "say tell comment mention elaborate specify disclose reveal address explain identify name answer respond know"
)


def leaves_open(reading: Reading, one: Attribution) -> bool:
    """Say whether a cue asks, weighs or keeps silent about its content."""
    if not one.contents:
        return False
    entry, (first, last) = one.reading.entry, one.contents[-1]
    if entry.lemma in REFUSING and withholds(reading, one):
        return True
    opening = reading.word(first + (reading.quote_of[first] >= 0 and not reading.lower[first].isalnum()))
    asking = opening in _ASKING and one.form != "noun"
    if entry.lemma == "ask":
        about = "about" in {opening, reading.word(first - 1)}
        return asking or about or "?" in reading.lower[max(first, last - 2) : last]
    if entry.lemma in {"decide", "determine", "weigh"}:
        return opening in {"whether", "if"}
    if entry.lemma == "consider":
        return reading.lower[one.reading.head] == "considering" and one.form == "object"
    return (
        one.reading.negated and entry.lemma in _WITHHELD and (asking or one.form in {"object", "preposition", "told"})
    )
