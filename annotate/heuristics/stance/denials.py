"""Denials: "no evidence of C" says that C is not so, as who rejects a charge does."""

from annotate.text.clauses import Reading
from annotate.text.closed_classes import words

CHARGES = words(
    "charge charges accusation accusations allegation allegations claim claims suggestion suggestions rumour rumours rumor rumors assertion"
)
_EVIDENCE = words("evidence proof sign signs indication indications basis grounds trace truth")


def no_evidence(reading: Reading, index: int) -> bool:
    """Say whether "no evidence", "no clear sign" or the like stands at the index."""
    return reading.word(index) == "no" and bool({reading.word(index + 1), reading.word(index + 2)} & _EVIDENCE)
