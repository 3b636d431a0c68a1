"""Targets and addressees: toward whom or what an attitude goes, and who is spoken to."""

from annotate.heuristics.stance.aimed_phrases import (
    ACTOR,
    ADDRESSEE,
    DEED,
    THING,
    Aim,
    aimed_phrase,
    phrase_limit,
)
from annotate.heuristics.stance.attributions import Attribution
from annotate.heuristics.stance.demands import demanded, owed, pressed
from annotate.heuristics.stance.holders import Mentions
from annotate.heuristics.stance.judgements import HARM, JUDGING
from annotate.heuristics.stance.main_verbs import WILL, first_verb
from annotate.heuristics.stance.openings import OPENERS, THAT
from annotate.heuristics.stance.threats import hurts
from annotate.text.clauses import Reading, is_finite, trimmed
from annotate.text.closed_classes import BE, BE_OR_MODALS, QUANTIFIERS, SUBJECTS, words
from annotate.text.noun_phrase_ends import noun_phrase_end
from annotate.text.noun_phrases import noun_phrase_before

RULES = (ACTOR, THING, ADDRESSEE, DEED)
_POLARITY = {
    "support": "positive",
    "agree": "positive",
    "demand": "positive",
    "oppose": "negative",
    "reject": "negative",
    "concern": "negative",
    "threat": "negative",
    "deny": "negative",
    "refrain": "negative",
}
_PHRASES = frozenset({"object", "preposition", "passive", "noun"})
_HARMING = words("""repeal ban block end scrap punish sanction fight oppose stop halt cut leave quit close shut abolish scrap cancel reverse overturn
    veto boycott attack bomb strike invade expel suspend tax restrict""")
_SPOILING = words(
    "wipe seize freeze fire sack dismiss deport arrest burn shoot withhold reduce blacklist publish leak suspend stop drop"
)
_PARTICLES = frozenset({"off", "out", "down", "up", "back"})
_HELPING = words("help support protect defend back rescue assist aid strengthen save fund arm")
_ENDURING = words("lose face suffer die starve")
_RELATIVE = frozenset({"which", "that", "whom"})
_BLAMING = frozenset({"blame", "pin"})
_UNDECIDED = words("undecided indifferent ambivalent agnostic noncommittal neutral divided split position stance")
_REACH = 30
_UPFRONT = 10
_HARMING_OR_BE = _HARMING | BE
_PRONOUNS = SUBJECTS | {"there"}


def aims(reading: Reading, one: Attribution, act: str, known: Mentions, *, negated: bool = False) -> list[Aim]:
    """Return targets and addressees: the phrase or deed that the content names, and the person spoken to.

    `negated` turns support into opposition and the like: "never accepted the ruling".
    """
    found = _addressed(reading, one.person, known) if one.person is not None else []
    polarity = _POLARITY.get(act)
    if act == "other" and one.reading.entry.lemma in _UNDECIDED:
        polarity = "neutral"
    if not one.contents:
        return found
    if negated and polarity is not None and act != "deny":
        polarity = {"positive": "negative"}.get(polarity, "neutral")
    first, last = one.contents[0]
    if one.form == "to" or reading.lower[first] == "to":
        held = ("refrain", "negative") if negated and act == "commit" else (act, polarity)  # "has no plans to C"
        return found + _deed(reading, (first, last), held, known)
    if one.form == "passive" and act == "demand" and len(one.contents) > 1:
        return pressed(reading, one, known)
    if polarity is not None and last - first == 1 and reading.lower[first] in _RELATIVE:
        floor = reading.units[reading.unit_of[first]][0]
        meant = noun_phrase_before(reading, first - (reading.word(first - 1) == ","), floor)
        return found + (aimed_phrase(reading, meant, polarity, known, THING) if meant else [])
    if one.form in _PHRASES and reading.lower[first] not in THAT:
        return found + (
            demanded(reading, one, (first, last), known)
            if act == "demand"
            else _judged(reading, one, (first, last), polarity, known)
        )
    return found + (_of_clause(reading, one, (first, last), (act, polarity), known) if one.form != "told" else [])


def _of_clause(
    reading: Reading, one: Attribution, content: tuple[int, int], held: tuple[str, str | None], known: Mentions
) -> list[Aim]:
    """Return what a clause is for or against: its subject judged, its deed ruled out, the whole of it demanded."""
    (first, last), (act, polarity) = content, held
    called = act == "deny" and one.reading.entry.act in {"report", "claim"}
    if (called or act in {"concern", "oppose", "support"}) and polarity is not None:
        judging = act == "concern" or (one.reading.entry.act in {"oppose", "support"} and act != "deny")
        return _subject(reading, content, polarity, known, verbs=frozenset() if judging else BE)
    if act == "demand" and one.reading.entry.act == "report":
        return owed(reading, content)
    wanting = one.reading.entry.act == "demand" and reading.lower[first] == "that" and first + 1 < last
    if act == "demand" and wanting:
        asked = known.starting_in(reading.seen.starts[first + 1], reading.seen.ends[min(first + 2, last - 1)])
        return [] if asked else [Aim(None, (first + 1, last), "positive", THING)]
    return _announced(reading, content, act, known) if act in {"commit", "threat", "refrain", "reject"} else []


def _announced(reading: Reading, content: tuple[int, int], act: str, known: Mentions) -> list[Aim]:
    """Return whom or what an announced deed helps or harms, or the deed that is ruled out: "will not [send tanks]"."""
    first, last = content
    will = next((i for i in range(first, min(last, first + _REACH)) if reading.lower[i] in WILL), last)
    deed = first_verb(reading, will)
    if deed >= last:
        return []
    if act == "reject":  # "will not accept [the offer]"
        return aimed_phrase(reading, (deed + 1, last), "negative", known, THING) if deed + 1 < last else []
    if act != "refrain":
        return _struck(reading, deed, last, act, known)
    if reading.lower[deed] in _HARMING_OR_BE:
        return []
    end = phrase_limit(reading, deed, last)
    return [Aim(None, (deed, end), "negative", THING)] if end > deed else []


def _addressed(reading: Reading, person: tuple[int, int], known: Mentions) -> list[Aim]:
    """Return the addressee that begins in the words for those spoken to."""
    seen = reading.seen
    spoken_to = known.starting_in(seen.starts[person[0]], seen.ends[person[1] - 1])
    return [Aim(spoken_to, None, None, ADDRESSEE)] if spoken_to else []


def _deed(reading: Reading, content: tuple[int, int], held: tuple[str, str | None], known: Mentions) -> list[Aim]:
    """Return the deed of "to V": wanted or refused as a whole; of a promise, whom or what the deed helps or harms."""
    act, polarity = held
    first, last = content[0] + 1 + (reading.lower[content[0]] == "not"), content[1]
    if first >= last:
        return []
    if act in {"demand", "refrain", "reject", "agree"}:
        return [Aim(None, (first, last), polarity, THING)]
    if act not in {"commit", "threat"}:
        return []
    return _struck(reading, first, last, act, known)


def _struck(reading: Reading, deed: int, last: int, act: str, known: Mentions) -> list[Aim]:
    """Return whom or what a deed helps or harms, by its verb at the index: "repeal [the law]", "cut off [the gas]"."""
    verb = reading.lower[deed]
    harming = verb in _HARMING or hurts(reading, deed, last) or (act == "threat" and verb in _SPOILING)
    toward = "negative" if harming else "positive" if verb in _HELPING else None
    start = deed + 1 + (reading.word(deed + 1) in _PARTICLES)
    return aimed_phrase(reading, (start, last), toward, known, DEED) if toward and start < last else []


def _judged(
    reading: Reading, one: Attribution, content: tuple[int, int], polarity: str | None, known: Mentions
) -> list[Aim]:
    """Return the actor or the thing that is praised or blamed, and for what: "accused [X] of [theft]"."""
    if polarity is None:
        return []
    first, last = content
    if one.reading.entry.lemma in _BLAMING and (culprit := _culprit(reading, content)):
        return aimed_phrase(reading, (culprit, last), polarity, known, THING)
    if one.reading.entry.takes & {"label", "rated"}:
        last = noun_phrase_end(reading, first, last)
        last -= last - first > 1 and reading.lower[last - 1] in JUDGING
    end = noun_phrase_end(reading, first, last)
    named = end if reading.word(end) == "for" and end < last else last
    found = aimed_phrase(reading, (first, named), polarity, known, THING)
    if one.form == "passive" and len(one.contents) > 1:
        first, last = one.contents[1]
        reason = first
    else:
        reason = noun_phrase_end(reading, first, last)
    if found and found[0].mention is not None and reading.word(reason) in {"of", "for", "over"} and reason + 1 < last:
        quote = reading.quote_of[reason + 1]
        if reading.lower[reason + 1] in OPENERS and quote >= 0 and reason + 2 < last:
            reason, last = reason + 1, min(last, reading.quotes[quote][1] - 1)
        thing = trimmed(reading, reason + 1, phrase_limit(reading, reason + 1, last))
        found += [Aim(None, thing, polarity, THING)] if thing else []
    return found


def _culprit(reading: Reading, content: tuple[int, int]) -> int | None:
    """Return where the one who is blamed begins in "blamed the delay on X"."""
    first, last = content
    end = noun_phrase_end(reading, first, last)
    return end + 1 if reading.word(end) == "on" and end + 1 < last else None


def _subject(
    reading: Reading,
    content: tuple[int, int],
    polarity: str,
    known: Mentions,
    verbs: frozenset[str] = frozenset(),
) -> list[Aim]:
    """Return what is feared or judged: the subject of the content's clause, "warned that [further shocks] were possible".

    With `verbs`, only where the first verb is one of them. Those in danger are no target: "the farms will lose money".
    """
    first, last = content
    first += reading.lower[first] in {"that", "“", '"'}
    limit = min(last, first + _UPFRONT)
    verb = next((i for i in range(first, limit) if reading.lower[i] in BE_OR_MODALS or is_finite(reading, i)), None)
    if verb is None or verb <= first:
        return []
    pointing = reading.lower[first] in QUANTIFIERS and verb > first + 1
    if reading.lower[first] in _PRONOUNS and not pointing:
        return []
    judged = not verbs or reading.lower[verb] in verbs or reading.word(first_verb(reading, verb)) in HARM
    if not judged or reading.word(first_verb(reading, verb)) in _ENDURING:
        return []
    return aimed_phrase(reading, (first, verb), polarity, known, THING)
