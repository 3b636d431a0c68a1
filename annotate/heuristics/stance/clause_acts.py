"""Acts that a content says beyond plain speech, by its first verb and predicate: "will" commits, "is a mistake" opposes."""

from annotate.heuristics.stance.denials import no_evidence
from annotate.heuristics.stance.judgements import ALARMING, BAD, DENIED, GOOD, HARM, HARMING
from annotate.heuristics.stance.main_verbs import DEMANDING, POSSIBLE, WILL, first_verb, hedge, is_likely, is_negated
from annotate.heuristics.stance.threats import hurts, punishes, retaliates
from annotate.text.clauses import Reading
from annotate.text.closed_classes import BE, HAVE, MODALS, NEGATIONS, words

_PREDICATE = 6
_CHANGING = words(
    "rise fall grow improve recover ease increase decline slow stabilise stabilize rebound strengthen weaken"
)
_PAST = frozenset({"was", "were"})
_RISKS = words("risk risks danger dangers threat threats fear fears")
_UNACCEPTING = words("accept tolerate allow agree recognise recognize bow surrender negotiate")
_STATING = BE | HAVE
_JUDGED_ING = ALARMING | BAD | GOOD
_UNREAL = POSSIBLE | WILL | MODALS
_SET_ON_IT = WILL | DEMANDING
_BE_NOW = BE - _PAST


def of_clause(reading: Reading, content: tuple[int, int], verb: int, *, own: bool) -> tuple[str, str] | None:
    """Return what the first verb of a content and its predicate say beyond plain speech; None where they say no more."""
    first, last = content
    word, negated = reading.lower[verb], is_negated(reading, verb)
    rest = reading.lower[verb + 1 : min(last, verb + 1 + _PREDICATE)]
    told = _of_deed(reading, content, verb, own=own, negated=negated)
    if told is not None:
        return told
    if word in _STATING and no_evidence(reading, verb + 1):
        return "deny", "certain"
    if not negated and not own and (harm := _of_harm(reading, verb, last)) is not None:
        return harm
    subject = reading.lower[first:verb]
    if not negated and not _RISKS.isdisjoint(subject) and "no" not in subject:
        return "concern", "certain"
    acting = bool(rest) and rest[0].endswith("ing") and rest[0] not in _JUDGED_ING  # "is taxing success"
    if word in BE and not negated and not acting:
        found = ((DENIED, "deny"), (ALARMING, "concern"), (BAD, "oppose"), (GOOD, "support"))
        for evaluative, kind in found:
            if not evaluative.isdisjoint(rest[: _PREDICATE - 2]) and NEGATIONS.isdisjoint(rest):
                return kind, "certain"
    negated = negated or "nothing" in rest[:2]  # "had done nothing wrong"
    denied = own and negated and word not in _UNREAL
    return ("deny", "certain") if denied or ("such" in subject[:3] and "no" in subject[:3]) else None


def _of_harm(reading: Reading, verb: int, last: int) -> tuple[str, str] | None:
    """Return what is said of something that harms or would: "is killing our trade" blames it, "would hurt us" fears it."""
    word, deed = reading.lower[verb], first_verb(reading, verb)
    if deed >= last:
        return None
    if word in BE and reading.lower[deed] in HARMING:
        return "oppose", "certain"
    return ("concern", "certain") if word in WILL and reading.lower[deed] in HARM else None


def _of_deed(  # noqa: PLR0911 - one return a pattern
    reading: Reading, content: tuple[int, int], verb: int, *, own: bool, negated: bool
) -> tuple[str, str] | None:
    """Return what a clause whose first verb is a modal, or "going to", says of a deed: announced, demanded, likely."""
    first, last = content
    word, deed = reading.lower[verb], first_verb(reading, verb)
    if word in _SET_ON_IT and retaliates(reading, verb, last):
        return "threat", "certain"
    harmful = (own and hurts(reading, deed, last)) or punishes(reading, first, verb, last)
    if word in WILL and harmful and not negated:
        return "threat", "certain"
    if word == "should" and reading.word(deed) in _CHANGING:
        return "expect", "probable"
    if (word in POSSIBLE and not (negated and word == "could")) or is_likely(reading, verb):
        return "expect", hedge(reading, verb) or "probable"
    if word in DEMANDING:
        return "demand", "certain"
    going = word in _BE_NOW and reading.word(deed) == "going"
    if not own or not (going or word in WILL):
        return None
    refused = negated and not _UNACCEPTING.isdisjoint(reading.lower[verb + 1 : min(last, verb + 1 + _PREDICATE)])
    return ("reject" if refused else "refrain" if negated else "commit"), "certain"
