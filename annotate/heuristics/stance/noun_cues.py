"""Noun cues: "X's call for C", "pressure from X to C", "his claim that C"."""

from annotate.heuristics.stance import sources
from annotate.heuristics.stance.adjuncts import skip_adjuncts
from annotate.heuristics.stance.attributions import Attribution, Cue
from annotate.heuristics.stance.contents import content_end
from annotate.heuristics.stance.cue_lexicon import lexicon
from annotate.heuristics.stance.openings import CLOSING_MARKS
from annotate.text.clauses import Reading, is_finite, trimmed
from annotate.text.closed_classes import (
    BE_OR_MODALS,
    CONJUNCTIONS,
    GENITIVES,
    NEGATIONS,
    NOMINATIVE,
    PASTS,
    POSSESSIVE_PRONOUNS,
    PUNCTUATION,
    RELATIVES,
    SUBJECTS,
    is_adverb,
    is_helper,
    words,
)
from annotate.text.noun_phrase_ends import noun_phrase_end

RULES = ("stance.noun_cues_possessor", "stance.noun_cues_agent", "stance.noun_cues_open")
_HOLDERS = POSSESSIVE_PRONOUNS | {"whose"}
_FARTHEST = 4
_LONGEST_HOLDER = 9
_TELEPHONE = words("wake-up phone telephone close video conference emergency roll curtain judgment distress 911 999")
_GAPPED = words(
    "say says said find finds found deny denies denied reject rejects rejected dispute disputes disputed believe believes call calls"
)
_JOINED_BY_BE = frozenset({"is", "was", "are", "were"})
_CLAUSE_OPENERS = NOMINATIVE | {"that"}
_CLITICS = GENITIVES | NEGATIONS


def find(reading: Reading, cue: Cue, floor: int, ceiling: int) -> Attribution | None:
    """Return the attribution of a noun cue with a possessor, with an agent ("from X", "by X"), or with "that"."""
    if cue.kind != "noun":
        return None
    after = cue.last
    agent = None
    if reading.word(after) in {"by", "from"} and after + 1 < ceiling:
        end = _agent_end(reading, after + 1, ceiling)
        if end == after + 1:
            return None
        agent, after = (after + 1, end), end
    start = content_start(reading, cue, after, ceiling)
    possessor = _possessor(reading, cue, floor) if agent is None else agent
    if start is None or (possessor is None and not _stands_alone(reading, cue, start, floor)):
        return None
    content = trimmed(reading, start, noun_content_end(reading, start, ceiling))
    if content is None:
        return None
    joined = reading.word(after) in cue.entry.preps and agent is None
    last = start if joined else cue.last
    rule, score = (RULES[1], 0.85) if agent else (RULES[0], 0.55) if possessor else (RULES[2], 0.55)
    return Attribution(cue, (cue.first, last), possessor, (content,), rule, score, None, "noun")


def _stands_alone(reading: Reading, cue: Cue, start: int, floor: int) -> bool:
    """Say whether a noun is a cue where no one is named who holds it: "concerns that C", "under pressure to C"."""
    if cue.entry.lemma == "call" and reading.word(cue.first - 1) in _TELEPHONE:
        return False
    if reading.lower[start] == "that" and _found_so(reading, cue, start):
        return False
    pressed = reading.lower[start] == "to" and "under" in reading.lower[max(floor, cue.first - _FARTHEST) : cue.first]
    return pressed or reading.lower[start] in _CLAUSE_OPENERS or "open" in cue.entry.takes


def _found_so(reading: Reading, cue: Cue, that: int) -> bool:
    """Say whether "that" is a relative pronoun of what somebody says or finds of the noun: "a claim that few believe"."""
    if reading.word(cue.first - 1) not in {"a", "an"} and reading.word(cue.first - 2) not in {"a", "an"}:
        return False
    end = noun_phrase_end(reading, that + 1, min(len(reading.lower), that + _LONGEST_HOLDER))
    return not _GAPPED.isdisjoint(reading.lower[that + 2 : end + 1])


def noun_content_end(reading: Reading, start: int, ceiling: int) -> int:
    """Return the content's end: before the verb whose subject a plain noun phrase is, else as of any content."""
    end = content_end(reading, start, ceiling, clausal=False)
    if reading.lower[start] == "that" or reading.lower[start] in NOMINATIVE:
        return end
    deed = reading.lower[start] in {"to", "not"}
    relative = False
    for index in range(start + 1, end):
        word = reading.lower[index]
        relative = relative or word in RELATIVES or word in CONJUNCTIONS or (deed and _opens_clause(reading, index))
        if not relative and ((is_helper(word) or word in PASTS) and word not in _CLITICS):
            return index
    return end


def _opens_clause(reading: Reading, index: int) -> bool:
    """Say whether the words of a deed go on with a clause of their own: "to say it would pay"."""
    word = reading.lower[index]
    return word in SUBJECTS or any("clause" in entry.takes for _, entry in lexicon().verbs.get(word, []))


def _agent_end(reading: Reading, first: int, ceiling: int) -> int:
    end = noun_phrase_end(reading, first, ceiling)
    return noun_phrase_end(reading, end + 1, ceiling) if reading.word(end) == "including" and end + 1 < ceiling else end


def content_start(reading: Reading, cue: Cue, after: int, ceiling: int) -> int | None:  # noqa: PLR0911 - one return a pattern
    """Return where the content of a noun cue begins, behind its preposition or at "that" or "to"."""
    later = skip_adjuncts(reading, after, ceiling)
    if (
        later > after
        and reading.word(later) in {"that", "to"}
        and reading.word(later) in cue.entry.takes | cue.entry.preps
    ):
        after = later
    word = reading.word(after)
    if after + 1 >= ceiling:
        return None
    if word in NOMINATIVE and "that" in cue.entry.takes and reading.word(after + 1) in BE_OR_MODALS:
        return after
    if word == "not" and reading.word(after + 1) == "to" and "to" in cue.entry.takes:
        return after
    if word in {"that", "to"} and word in cue.entry.takes:
        return None if word == "that" and _relative(reading, after + 1) else after
    if word in cue.entry.preps and reading.word(after + 1) not in CLOSING_MARKS:
        return after + 1
    if not cue.entry.takes and not cue.entry.preps and word in _JOINED_BY_BE:
        return after + 1
    return None


def _relative(reading: Reading, index: int) -> bool:
    """Say whether "that" before the index is a relative pronoun: a verb follows ("a claim that is false")."""
    while is_adverb(reading.word(index)):
        index += 1
    word = reading.word(index)
    return (is_finite(reading, index) and word not in NEGATIONS) or (
        word in lexicon().verbs and word not in lexicon().nouns and word.endswith("s")
    )


def _possessor(reading: Reading, cue: Cue, floor: int) -> tuple[int, int] | None:
    """Return the possessor at most a few adjectives before the noun."""
    for place in range(cue.first - 1, max(floor, cue.first - _FARTHEST) - 1, -1):
        word = reading.lower[place]
        if word in _HOLDERS:
            return place, place + 1
        if word in GENITIVES and place > floor:
            return sources.before(reading, place, floor)
        if word in PUNCTUATION or not word.isalpha() or word in {"a", "the", "and", "of", "in", "for", "that"}:
            return None
    return None
