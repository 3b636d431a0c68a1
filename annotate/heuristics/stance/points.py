"""Points: "X's message is that C", "the question is whether C": a noun of stance and what it is."""

from annotate.heuristics.stance import sources
from annotate.heuristics.stance.attributions import Attribution, Cue
from annotate.heuristics.stance.contents import content_end
from annotate.heuristics.stance.cue_lexicon import Entry, lexicon
from annotate.heuristics.stance.verb_cues import ADJECTIVE_ENDINGS, ADJECTIVES
from annotate.text.clauses import Reading, trimmed
from annotate.text.closed_classes import BE, GENITIVES, NEGATIONS, POSSESSIVE_PRONOUNS, is_adverb, is_helper, words

RULES = ("stance.points",)
_ACTS = {
    "message": "report",
    "answer": "report",
    "response": "report",
    "point": "claim",
    "idea": "claim",
    "advice": "demand",
    "goal": "commit",
    "aim": "commit",
    "consensus": "claim",
    "ambition": "commit",
    "priority": "commit",
}
FORMS = frozenset(_ACTS) | words("""question view belief fear hope concern worry argument claim contention opinion position conclusion
    feeling impression plan intention proposal suggestion promise pledge demand request complaint prediction expectation
    assumption theory explanation verdict suspicion wish""")
_PURPOSES = words("goal aim plan intention hope ambition priority proposal promise pledge wish demand")
_CLAUSES = words("that whether how why what if")
_OPENING = frozenset(["“", '"', "‘", "''"])
_FARTHEST = 5


def find(reading: Reading, index: int, floor: int, ceiling: int) -> Attribution | None:
    """Return the attribution of a noun of stance, a form of "be" and the clause, infinitive or quotation behind it."""
    word = reading.lower[index]
    last = index + 1
    while last < ceiling and (is_helper(reading.lower[last]) or is_adverb(reading.lower[last])):
        last += 1
    group = reading.lower[index + 1 : last]
    if last >= ceiling or BE.isdisjoint(group):
        return None
    following = reading.lower[last]
    opens = following in _OPENING or (following in {":", ","} and reading.word(last + 1) in _OPENING)
    if not (following in _CLAUSES or opens or (following == "to" and word in _PURPOSES)):
        return None
    found = _holder(reading, index, floor)
    if found is None:
        return None
    holder, first = found
    entry = lexicon().nouns.get(word)
    if entry is None or word in _ACTS:
        entry = Entry(word, frozenset({"that"}), frozenset(), _ACTS.get(word, "claim"), "certain", weak=False)
    negated = any(verb in NEGATIONS or verb.endswith(("n't", "n’t")) for verb in group)
    content = trimmed(reading, last, content_end(reading, last, ceiling, clausal=True))
    form = "to" if following == "to" else "quote" if opens else "that"
    cue = Cue(first, index, last, "noun", entry, negated)
    return content and Attribution(cue, (first, last), holder, (content,), RULES[0], 0.75, None, form)


def _holder(reading: Reading, index: int, floor: int) -> tuple[tuple[int, int] | None, int] | None:
    """Return the possessor before the noun, None where it has an article, and where the noun's words begin."""
    for place in range(index - 1, max(floor, index - _FARTHEST) - 1, -1):
        word = reading.lower[place]
        if word in POSSESSIVE_PRONOUNS:
            return (place, place + 1), place + 1
        if word in GENITIVES and place > floor:
            holder = sources.before(reading, place, floor)
            return (holder, place + 1) if holder else None
        if word in {"the", "a", "one", "another"}:
            return None, place
        if not (word.endswith(ADJECTIVE_ENDINGS) or word in ADJECTIVES or is_adverb(word)):
            return None
    return None
