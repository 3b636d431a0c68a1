"""Verbs before phrases: words that look like adjectives or titles but act on the actor behind them: "killing three men"."""

from annotate.heuristics.actors.reading import Reading
from annotate.text.closed_classes import HAVE, MODALS, SUBJECTS, words

_OPENING = frozenset('"“‘')
_CLOSING = frozenset('"”’,')
_ATTRIBUTING = words("alleged claimed declared admitted warned added quipped joked")
_ATTACKING = words("accused warned urged blamed angered alarmed")
_DESCRIBING = words("""leading working visiting striking protesting ruling opposing serving remaining surviving outgoing incoming acting
    sitting standing competing participating neighbouring neighboring fighting retiring aspiring existing emerging developing governing
    invading occupying attending teaching nursing commanding prevailing growing missing dissenting practising practicing supporting rising
    warring""")
_GOVERNING = words("for of by from after before without")
_TO_ACT = words("convict meet recruit escort free host champion")
_SPOKEN_TO = words("according spoke speak talked talk said wrote close loyal thanks next similar known")
_BETWEEN = words("also later then repeatedly has had once again even")


def acts(reading: Reading, index: int) -> bool:
    """Say whether the word at the index is a verb of which the phrase behind it is the object, or the subject behind a quotation."""
    word = reading.lower[index]
    before = reading.lower[index - 1] if index else ""
    if word.endswith("ing"):
        following = reading.word(index + 1)
        counted = following[:1].isdigit() or following in reading.words.sets["premodifiers_numbers"]
        acting = before == "," or (before in _GOVERNING and word not in reading.words.adjectives)
        return word not in _DESCRIBING and (counted or acting)  # "disappointing investors", "for steering users away"
    if word.endswith("ed"):
        quoted = word in _ATTRIBUTING and before in _CLOSING and (before != "," or reading.capital[index + 1])
        coordinated = before in {"and", "but"} and word in _ATTACKING
        return quoted or coordinated or before in HAVE or _has_subject(reading, index)
    if before == "to":
        return word in _TO_ACT and reading.before(index - 1) not in _SPOKEN_TO
    if before == "how":
        return word not in reading.words.sets["premodifiers_quantifiers"]
    return before in _OPENING and reading.before(index - 1) in MODALS


def _has_subject(reading: Reading, index: int) -> bool:
    """Say whether a pronoun is the subject of a past form: "he also accused X"."""
    place = index
    while reading.before(place) in _BETWEEN:
        place -= 1
    return reading.before(place) in SUBJECTS
