"""Acts: what the source does by cue and content together, and how sure it is."""

from annotate.heuristics.stance.attributions import Attribution
from annotate.heuristics.stance.clause_acts import of_clause
from annotate.heuristics.stance.cue_lexicon import Entry
from annotate.heuristics.stance.denials import no_evidence
from annotate.heuristics.stance.judgements import ALARMING
from annotate.heuristics.stance.main_verbs import POSSIBLE, WILL, hedge, main_verb, past_condition
from annotate.heuristics.stance.open_questions import leaves_open
from annotate.heuristics.stance.own_subjects import is_own, quoted
from annotate.heuristics.stance.phrase_acts import of_phrase
from annotate.heuristics.stance.threats import punishes
from annotate.text.clauses import Reading
from annotate.text.closed_classes import BE, words

SPOKEN = frozenset({"quote", "that", "bare", "told"})
INHERITED = words("oppose support demand commit reject concern expect threat agree claim refrain deny")
_OPEN = ("other", "unknown")
_JUDGING = frozenset({"oppose", "support"})
_ARGUING = words("is are 's ’s am 're ’re cannot can't can’t can don't don’t doesn't doesn’t isn't isn’t aren't aren’t")
_AHEAD = WILL | POSSIBLE
_FARTHEST = 50
_PREDICATE = 4


def act(  # noqa: PLR0911 - one return a pattern
    reading: Reading,
    one: Attribution,
    *,
    own: frozenset[int],
    label: str | None,
    inner: tuple[str, str] | None,
    others: int | None = None,
) -> tuple[str, str]:
    """Return act and certainty of an attribution.

    The lexicon's act stands, but for plain speech, where the content may say more: a stance of the source's own in it
    ("said it opposes C"; `inner` is that stance's act and certainty), the first verb of the content ("will" with a
    subject of the source's own commits, "must" demands, "may" is an expectation), or its predicate ("is a mistake").
    `own` are the tokens that begin actors of the source's side, `label` is what kind of actor the source is. What stands
    behind `others`, the cue of somebody else's stance in the content, is that one's.
    """
    entry = one.reading.entry
    if leaves_open(reading, one):
        return "other", "unknown"
    if entry.lemma == "tell" and one.contents and _ordered(reading, one.contents[-1][0]):
        return "demand", "certain"
    if one.form not in SPOKEN or not one.contents:
        return of_phrase(reading, one), entry.certainty
    first, last = one.contents[0]
    first = past_condition(reading, first, last)
    verb = main_verb(reading, first, last if others is None else min(last, others))
    hedged = hedge(reading, verb) if verb is not None and entry.certainty == "certain" else None
    certainty = hedged or entry.certainty
    ours = verb is not None and is_own(reading, one, first, verb, own=own, label=label)
    if entry.act != "report":
        return _of_attitude(reading, entry, (first, last), verb, own=ours), certainty
    if inner is not None and (inner[0] in INHERITED or inner == _OPEN):
        return inner
    if no_evidence(reading, first):
        return "deny", certainty
    if verb is None:
        return entry.act, certainty
    argued = reading.lower[verb] in _ARGUING and label == "PERSON" and quoted(reading, first, last)
    return of_clause(reading, (first, last), verb, own=ours) or ("claim" if argued else entry.act, certainty)


def _ordered(reading: Reading, first: int) -> bool:
    """Say whether what is told is a deed: "told the crew to wait", "were told not to leave"."""
    return reading.lower[first] == "to" or (reading.lower[first] == "not" and reading.word(first + 1) == "to")


def _of_attitude(reading: Reading, entry: Entry, content: tuple[int, int], verb: int | None, *, own: bool) -> str:
    """Return the act of a cue of more than plain speech with a clause: who warns of its own deed threatens.

    A claim may judge ("insists it is a mistake" opposes), a hedged one of what will be is an expectation.
    """
    first, last = content
    word = "" if verb is None else reading.lower[verb]
    if entry.act == "claim" and verb is not None:
        told = of_clause(reading, content, verb, own=own)
        if told is not None and told[0] in _JUDGING:
            return told[0]
    if entry.act == "concern" and verb is not None:
        punished = word in WILL and punishes(reading, first, verb, last)
        return "threat" if punished or (own and word in _AHEAD) else entry.act
    if entry.act == "claim" and entry.certainty == "probable" and word in WILL:
        return "expect"
    return "concern" if entry.act == "agree" and _alarms(reading, first, last) else entry.act


def _alarms(reading: Reading, first: int, last: int) -> bool:
    """Say whether a content calls something a threat: "share the view that C is a grave threat"."""
    places = (i for i in range(first, min(last, first + _FARTHEST)) if reading.lower[i] in BE)
    return any(word in ALARMING for place in places for word in reading.lower[place + 1 : place + 1 + _PREDICATE])
