"""Withheld words: "X declined to comment on C", "X refused to say C": refusing and what is not said of C are one cue."""

from msgspec.structs import replace

from annotate.heuristics.stance.adjuncts import skip_adjuncts
from annotate.heuristics.stance.attributions import Attribution
from annotate.heuristics.stance.openings import CLOSING_MARKS, THAT
from annotate.text.clauses import Reading, trimmed
from annotate.text.closed_classes import CONJUNCTIONS, PREPOSITIONS, is_adverb, words

RULES = ("stance.withheld_words",)
REFUSING = frozenset({"decline", "refuse"})
_SPEAKING = words("""say tell comment mention elaborate specify disclose reveal address explain identify name answer respond discuss confirm
    divulge expand""")
_REPLYING = frozenset({"answer", "respond"})  # to refuse that is to reject whoever asks
_JOINING = words("on about to for")
_NO_CONTENT = CLOSING_MARKS | CONJUNCTIONS | PREPOSITIONS | words("further immediately")


def find(reading: Reading, one: Attribution) -> Attribution | None:
    """Return the attribution of an infinitive with the verb of speaking taken into its cue; None where nothing stands behind it."""
    if one.reading.entry.lemma not in REFUSING or one.form != "to":
        return None
    first, last = one.contents[0]
    verb = _spoken(reading, one)
    if not verb:
        return None
    start = verb + (reading.word(verb) in _JOINING)
    if start >= last or reading.lower[first] != "to" or skip_adjuncts(reading, verb, last) > verb:
        return None
    word = reading.lower[start]
    if (word in _NO_CONTENT or is_adverb(word)) and word not in THAT:
        return None
    content = trimmed(reading, start, last)
    form = "that" if word in THAT else "object"
    return content and replace(one, cue=(one.cue[0], start), contents=(content,), rule=RULES[0], form=form)


def withholds(reading: Reading, one: Attribution) -> bool:
    """Say whether a cue refuses to speak, whatever of it: "declined to comment", "refused to be drawn on C"."""
    return _spoken(reading, one) > 0


def _spoken(reading: Reading, one: Attribution) -> int:
    """Return where the verb of speaking that is refused ends, 0 where there is none."""
    to = next((i for i in range(one.reading.last, one.contents[0][0] + 1) if reading.lower[i] == "to"), 0)
    if to and reading.word(to + 1) == "be" and reading.word(to + 2) == "drawn":
        return to + 3
    resisting = one.reading.entry.lemma == "refuse" and reading.word(to + 1) in _REPLYING
    return to + 2 if to and reading.word(to + 1) in _SPEAKING and not resisting else 0
