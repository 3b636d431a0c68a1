"""Threats: deeds that harm another or pay it back, and rules whose breach is punished."""

from annotate.text.clauses import Reading
from annotate.text.closed_classes import words

_REACH = 12
_LONGEST_DEED = 40
_LONGEST_SUBJECT = 12
_RETALIATING = words("retaliate retaliating retaliation consequences revenge avenge retribution")
_HURTING = words("""attack attacking bomb invade destroy crush kill annihilate obliterate flatten exterminate sue prosecute punish avenge
    retaliate jail assassinate shell raid blockade retaliating""")
_PRESSING = words(
    "publish leak release close shut cut block strike walk quit withdraw expel halt suspend seize freeze burn shoot sell cancel"
)
_HURTFUL = (
    (words("take drag haul"), words("court")),
    (words("turn reduce"), words("graveyard rubble ruins ashes dust cinders")),
    (words("answer respond reply meet react"), words("fire force war missiles bombs strikes tariffs sanctions")),
    (words("hit strike"), words("back")),
    (words("make"), words("regret suffer")),
)
_ANYONE = words("any anyone anybody whoever everyone those who")
_SUFFERING = words("lose face pay forfeit")
_PUNISHED = words(
    "fined punished arrested prosecuted jailed expelled sacked dismissed fired shot killed banned suspended"
)


def hurts(reading: Reading, deed: int, last: int) -> bool:
    """Say whether the deed whose verb is at the index harms another: "sue the paper", "turn the port into rubble"."""
    word = reading.lower[deed]
    near = reading.lower[deed + 1 : min(last, deed + _REACH)]
    if word in _PRESSING and "unless" in reading.lower[deed + 1 : min(last, deed + _LONGEST_DEED)]:
        return True
    return word in _HURTING or any(word in verbs and not ends.isdisjoint(near) for verbs, ends in _HURTFUL)


def retaliates(reading: Reading, first: int, last: int) -> bool:
    """Say whether the words from the index on speak of paying back: "a harsh retaliation", "there will be consequences"."""
    return not _RETALIATING.isdisjoint(reading.lower[first : min(last, first + _REACH)])


def punishes(reading: Reading, first: int, verb: int, last: int) -> bool:
    """Say whether a clause [first, last) says what comes to those who break a rule: "anyone who lies will be fined"."""
    if verb - first > _LONGEST_SUBJECT or _ANYONE.isdisjoint(reading.lower[first:verb]):
        return False
    rest = reading.lower[verb + 1 : min(last, verb + 3)]
    return bool(rest) and (rest[0] in _SUFFERING or (rest[0] == "be" and rest[-1] in _PUNISHED))
