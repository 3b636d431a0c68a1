"""Ordinary deeds: where a cue's word tells no stance: "voted for the first time", "responding to a 911 call", "known as"."""

from annotate.heuristics.stance.attributions import Cue
from annotate.text.clauses import Reading
from annotate.text.closed_classes import OBJECTS, words

_HEADS = {
    "respond": words("call calls incident incidents scene fire fires emergency emergencies alarm alarms reports"),
    "confirm": words("nominee nominees nomination nominations appointment appointments candidates picks"),
    "embrace": OBJECTS,
    "recall": words("ambassador ambassadors envoy envoys vehicles cars products troops"),
}
_TURNS = words("first second third fourth last next only")
_CAUSING = frozenset({"that", "which"})
_FARTHEST = 4


def does(reading: Reading, cue: Cue) -> bool:
    """Say whether the cue's word tells a deed or a name rather than a stance."""
    lemma = cue.entry.lemma
    if lemma in _HEADS:
        near = reading.lower[cue.last : cue.last + _FARTHEST]
        return not _HEADS[lemma].isdisjoint(near[:1] if lemma == "embrace" else near)
    if lemma == "know":
        return cue.kind in {"passive", "participle"} and reading.word(cue.last) not in {"that", "about"}
    if lemma == "see":
        return reading.word(cue.first - 1) in _CAUSING and cue.first < cue.head  # "a deal that would see X pay"
    timed = reading.lower[cue.last - 1] == "for" or reading.word(cue.last) == "for"
    return (timed and _turn(reading, cue.last)) or (cue.kind == "to" and _hindered(reading, cue))


def _turn(reading: Reading, index: int) -> bool:
    """Say whether "for the first time" ends at or follows the cue."""
    start = index + (reading.word(index) == "for")
    return (
        reading.word(start - 1) == "for"
        and reading.word(start) in {"the", "a"}
        and reading.word(start + 1) in _TURNS
        and reading.word(start + 2) == "time"
    )


def _hindered(reading: Reading, cue: Cue) -> bool:
    """Say whether "too soon to" or "whether to" stands before the verb: nobody is said to do it."""
    before = reading.lower[max(0, cue.first - 3) : cue.head]
    return "too" in before or "whether" in before
