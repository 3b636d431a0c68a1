"""Reactions: "C drew criticism from X", "C has the backing of X": a noun of attitude whose holder stands behind it."""

from functools import cache

from msgspec.structs import replace

from annotate.heuristics.stance import sources
from annotate.heuristics.stance.attributions import Attribution, Cue
from annotate.text.clauses import Reading, group_start
from annotate.text.closed_classes import BE, NEGATIONS, PREPOSITIONS, PUNCTUATION, RELATIVES, SUBJECTS, words
from annotate.text.noun_phrase_ends import noun_phrase_end
from annotate.text.spelling import inflected

RULES = ("stance.reactions",)
_IRREGULAR = {"have": "had", "win": "won", "get": "got", "draw": "drew", "meet": "met", "find": "found"}
_REGULAR = words("""receive enjoy earn secure gain attract spark prompt provoke elicit trigger generate face garner invite incur risk
    need seek lack""")
_ENJOYED = words("support backing endorsement approval blessing")
_DRAWN = words("""criticism opposition condemnation praise applause outrage anger fury ridicule scorn mockery resistance objection
    complaint rebuke skepticism concern disapproval disdain contempt hostility indignation protest fire attack backlash pushback
    admiration sympathy enthusiasm warning call question disbelief dismay""")
_COMING = words("come comes came coming")
_HOLDING = frozenset({"from", "among", "by"})
_FARTHEST = 7
_BREAKS = PUNCTUATION - {","}


@cache
def drawing() -> frozenset[str]:
    """Return the forms of the verbs by which something comes to have an attitude toward it."""
    forms = {form for lemma in _REGULAR for form, _ in inflected(lemma)}
    forms |= {form for lemma, past in _IRREGULAR.items() for form, _ in inflected(lemma, past=past)}
    return frozenset(forms - {"haves"} | {"has", "drawn"})


def find(reading: Reading, cue: Cue, floor: int, ceiling: int) -> Attribution | None:
    """Return the attribution of a noun behind such a verb and before its holder; the verb's subject is its content."""
    joined = reading.word(cue.last)
    enjoyed = cue.entry.lemma in _ENJOYED
    if cue.kind != "noun" or not (enjoyed or cue.entry.lemma in _DRAWN) or cue.last + 1 >= ceiling:
        return None
    if joined not in _HOLDING and not (joined == "of" and enjoyed):
        return None
    head = _verb(reading, cue, floor)
    end = noun_phrase_end(reading, cue.last + 1, ceiling)
    if head is None or end <= cue.last + 1 or reading.lower[cue.last + 1].endswith("ing"):
        return None
    first = group_start(reading, head, floor)
    if "to" in {reading.lower[first], reading.word(first - 1)}:
        return None
    content = sources.before(reading, first, floor) or sources.clause_subject(reading, first, floor)
    if content is None or content[1] > first or reading.lower[content[0]] in {"there", "it"}:
        return None
    negated = any(word in NEGATIONS or word.endswith(("n't", "n’t")) for word in reading.lower[first : cue.first])
    whole = replace(cue, first=first, negated=negated)
    return Attribution(whole, (first, cue.last + 1), (cue.last + 1, end), (content,), RULES[0], 0.7, None, "passive")


def _verb(reading: Reading, cue: Cue, floor: int) -> int | None:
    """Return the verb a few words before the noun, with nothing but its determiner and adjectives between."""
    for place in range(cue.first - 1, max(floor, cue.first - _FARTHEST) - 1, -1):
        word = reading.lower[place]
        under = word in _COMING and reading.word(place + 1) == "under"
        if word in drawing() or under or (word == "met" and reading.word(place + 1) == "with"):
            return place
        blocked = word in _BREAKS or word == "and" or word in RELATIVES or word in SUBJECTS or word in BE
        if blocked or (word in PREPOSITIONS and word not in {"with", "under"}):
            return None
    return None
