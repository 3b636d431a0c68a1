"""Acts of a cue whose content is a phrase: a charge that is rejected is denied, a label praises or blames."""

from annotate.heuristics.stance.attributions import Attribution
from annotate.heuristics.stance.denials import CHARGES, no_evidence
from annotate.heuristics.stance.judgements import BAD, DENIED, GOOD
from annotate.heuristics.stance.threats import hurts, retaliates
from annotate.text.clauses import Reading
from annotate.text.closed_classes import words

_DESCRIBING = words("describe portray characterise characterize depict")
_LACKING = words("little lost lose loses losing scant")
_LOST = {"support": "oppose", "agree": "reject"}
_PROMISING = words("vow promise pledge swear")
_NEAR = 12


def of_phrase(reading: Reading, one: Attribution) -> str:  # noqa: PLR0911 - one return a pattern
    """Return the act of a cue whose content is a phrase: a charge that is rejected is denied, a label praises or blames."""
    entry = one.reading.entry
    if one.form == "noun" and not _LACKING.isdisjoint(reading.lower[one.cue[0] : one.cue[1]]):
        return _LOST.get(entry.act, entry.act)
    if not one.contents:
        return entry.act
    first, last = one.contents[0]
    near = reading.lower[first : min(last, first + _NEAR)]
    if entry.act == "commit":
        return _of_promise(reading, one, near)
    if entry.act == "reject" and not CHARGES.isdisjoint(near[:3]):
        return "deny"
    if entry.act not in {"report", "claim"}:
        return entry.act
    if no_evidence(reading, first):
        return "deny"
    rated = entry.takes & {"label", "rated"} or (entry.lemma in _DESCRIBING and "as" in near)
    judged = ((DENIED, "deny"), (BAD, "oppose"), (GOOD, "support")) if rated else ()
    return next((kind for evaluative, kind in judged if not evaluative.isdisjoint(near)), entry.act)


def _of_promise(reading: Reading, one: Attribution, near: list[str]) -> str:
    """Return what a promise comes to: a threat where its deed harms another, restraint where it is "not to V"."""
    first, last = one.contents[0]
    if retaliates(reading, first, last):
        return "threat"
    if one.form != "to":
        return "refrain" if near[0] == "no" else "commit"  # "promised no new fees"
    if near[0] == "not" or near[1:2] == ["never"] or near[0] == "never":
        return "refrain"
    return "threat" if one.reading.entry.lemma in _PROMISING and hurts(reading, first + 1, last) else "commit"
