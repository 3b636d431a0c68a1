"""Acts: what the source does by cue and content together, and how sure it is."""

from annotate.heuristics.stance.cue_lexicon import Entry
from annotate.heuristics.stance.cues import Attribution
from annotate.heuristics.stance.judgements import ALARMING, BAD, DENIED, GOOD, HARM, HARMING
from annotate.heuristics.stance.open_questions import leaves_open
from annotate.heuristics.stance.threats import hurts, punishes
from annotate.text.clauses import Reading, is_finite
from annotate.text.closed_classes import (
    BE,
    BE_OR_MODALS,
    DETERMINERS,
    HAVE,
    MODALS,
    NEGATIONS,
    SUBJECTS,
    is_adverb,
    words,
)

FARTHEST = 25
LONGEST = 50
PREDICATE = 6
THREATENING = 12
OWN = frozenset({"i", "we"})
FITTING = {"PERSON": words("he she"), "ORG": words("it they"), "STATE": words("it they"), "GROUP": words("they")}
POSSIBLE = frozenset({"may", "might", "could"})
CONDITIONS = frozenset({"if", "unless", "once"})
EVIDENCE = words("evidence proof sign signs indication indications basis grounds trace truth")
CHANGING = words(
    "rise fall grow improve recover ease increase decline slow stabilise stabilize rebound strengthen weaken"
)
POSSESSED = words("its their his her")
PAST = frozenset({"was", "were"})
DEMANDING = frozenset({"must", "should", "ought"})
WILL = words("will 'll ’ll would won't won’t wouldn't wouldn’t")
LIKELY = words("likely probably unlikely")
CHARGES = words(
    "charge charges accusation accusations allegation allegations claim claims suggestion suggestions rumour rumours rumor rumors assertion"
)
DESCRIBING = words("describe portray characterise characterize depict")
LACKING = words("little lost lose loses losing scant")
LOST = {"support": "oppose", "agree": "reject"}
JUDGED_ING = ALARMING | BAD | GOOD
OPEN = ("other", "unknown")
JUDGING = frozenset({"oppose", "support"})
PROMISING = words("vow promise pledge swear")
RETALIATING = words("retaliate retaliating retaliation consequences revenge avenge retribution")
RISKS = words("risk risks danger dangers threat threats fear fears")
ARGUING = words("is are 's ’s am 're ’re cannot can't can’t can don't don’t doesn't doesn’t isn't isn’t aren't aren’t")
UNACCEPTING = words("accept tolerate allow agree recognise recognize bow surrender negotiate")
SPOKEN = frozenset({"quote", "that", "bare", "told"})
INHERITED = frozenset(
    {
        "oppose",
        "support",
        "demand",
        "commit",
        "reject",
        "concern",
        "expect",
        "threat",
        "agree",
        "claim",
        "refrain",
        "deny",
    }
)
_AHEAD = WILL | POSSIBLE
_STATING = BE | HAVE
_UNREAL = POSSIBLE | WILL | MODALS
_SET_ON_IT = WILL | DEMANDING
_BE_NOW = BE - PAST


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
        return _of_phrase(reading, one), entry.certainty
    first, last = one.contents[0]
    first = _past_condition(reading, first, last)
    verb = _main_verb(reading, first, last if others is None else min(last, others))
    hedge = _hedge(reading, verb) if verb is not None else None
    certainty = hedge if hedge is not None and entry.certainty == "certain" else entry.certainty
    subject = verb is not None and (_is_own(reading, first, verb, own, label) or _of_its_own(reading, one, verb))
    if entry.act != "report":
        told = (
            _of_clause(reading, (first, last), verb, own=subject) if entry.act == "claim" and verb is not None else None
        )
        if told is not None and told[0] in JUDGING:
            return told[0], certainty
        return _of_attitude(reading, entry, (first, last), verb, own=subject), certainty
    if inner is not None and (inner[0] in INHERITED or inner == OPEN):
        return inner
    if _no_evidence(reading, first):
        return "deny", certainty
    if verb is None:
        return entry.act, certainty
    argued = reading.lower[verb] in ARGUING and label == "PERSON" and _quoted(reading, first, last)
    return _of_clause(reading, (first, last), verb, own=subject) or ("claim" if argued else entry.act, certainty)


def _ordered(reading: Reading, first: int) -> bool:
    """Say whether what is told is a deed: "told the crew to wait", "were told not to leave"."""
    return reading.lower[first] == "to" or (reading.lower[first] == "not" and reading.word(first + 1) == "to")


def _of_attitude(reading: Reading, entry: Entry, content: tuple[int, int], verb: int | None, *, own: bool) -> str:
    """Return the act of a cue of more than plain speech with a clause: who warns of its own deed threatens."""
    first, last = content
    word = "" if verb is None else reading.lower[verb]
    if entry.act == "concern" and verb is not None:
        punished = word in WILL and punishes(reading, first, verb, last)
        return "threat" if punished or (own and word in _AHEAD) else entry.act
    if entry.act == "claim" and entry.certainty == "probable" and word in WILL:
        return "expect"
    return "concern" if entry.act == "agree" and _alarms(reading, first, last) else entry.act


def _of_phrase(reading: Reading, one: Attribution) -> str:  # noqa: PLR0911 - one return a pattern
    """Return the act of a cue whose content is a phrase: a charge that is rejected is denied, a label praises or blames."""
    entry = one.reading.entry
    if one.form == "noun" and not LACKING.isdisjoint(reading.lower[one.cue[0] : one.cue[1]]):
        return LOST.get(entry.act, entry.act)
    if not one.contents:
        return entry.act
    first, last = one.contents[0]
    near = reading.lower[first : min(last, first + THREATENING)]
    if entry.act == "commit":
        return _of_promise(reading, one, near)
    if entry.act == "reject" and not CHARGES.isdisjoint(near[:3]):
        return "deny"
    if entry.act not in {"report", "claim"}:
        return entry.act
    if _no_evidence(reading, first):
        return "deny"
    rated = entry.takes & {"label", "rated"} or (entry.lemma in DESCRIBING and "as" in near)
    judged = ((DENIED, "deny"), (BAD, "oppose"), (GOOD, "support")) if rated else ()
    return next((kind for evaluative, kind in judged if not evaluative.isdisjoint(near)), entry.act)


def _of_promise(reading: Reading, one: Attribution, near: list[str]) -> str:
    """Return what a promise comes to: a threat where its deed harms another, restraint where it is "not to V"."""
    first, last = one.contents[0]
    if not RETALIATING.isdisjoint(near):
        return "threat"
    if one.form != "to":
        return "refrain" if near[0] == "no" else "commit"  # "promised no new fees"
    if near[0] == "not" or near[1:2] == ["never"] or near[0] == "never":
        return "refrain"
    return "threat" if one.reading.entry.lemma in PROMISING and hurts(reading, first + 1, last) else "commit"


def _of_clause(reading: Reading, content: tuple[int, int], verb: int, *, own: bool) -> tuple[str, str] | None:
    """Return what the first verb of a content and its predicate say beyond plain speech; None where they say no more."""
    first, last = content
    word, negated = reading.lower[verb], _negated(reading, verb)
    rest = reading.lower[verb + 1 : min(last, verb + 1 + PREDICATE)]
    told = _of_deed(reading, content, verb, own=own, negated=negated)
    if told is not None:
        return told
    if word in _STATING and _no_evidence(reading, verb + 1):
        return "deny", "certain"
    if not negated and not own and (harm := _of_harm(reading, verb, last)) is not None:
        return harm
    subject = reading.lower[first:verb]
    if not negated and not RISKS.isdisjoint(subject) and "no" not in subject:
        return "concern", "certain"
    acting = bool(rest) and rest[0].endswith("ing") and rest[0] not in JUDGED_ING  # "is taxing success"
    if word in BE and not negated and not acting:
        found = ((DENIED, "deny"), (ALARMING, "concern"), (BAD, "oppose"), (GOOD, "support"))
        for evaluative, kind in found:
            if not evaluative.isdisjoint(rest[: PREDICATE - 2]) and NEGATIONS.isdisjoint(rest):
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
    if word in _SET_ON_IT and not RETALIATING.isdisjoint(reading.lower[verb : min(last, verb + THREATENING)]):
        return "threat", "certain"
    harmful = (own and hurts(reading, deed, last)) or punishes(reading, first, verb, last)
    if word in WILL and harmful and not negated:
        return "threat", "certain"
    if word == "should" and reading.word(deed) in CHANGING:
        return "expect", "probable"
    if (word in POSSIBLE and not (negated and word == "could")) or _likely(reading, verb):
        return "expect", _hedge(reading, verb) or "probable"
    if word in DEMANDING:
        return "demand", "certain"
    going = word in _BE_NOW and reading.word(deed) == "going"
    if not own or not (going or word in WILL):
        return None
    refused = negated and not UNACCEPTING.isdisjoint(reading.lower[verb + 1 : min(last, verb + 1 + PREDICATE)])
    return ("reject" if refused else "refrain" if negated else "commit"), "certain"


def _alarms(reading: Reading, first: int, last: int) -> bool:
    """Say whether a content calls something a threat: "share the view that C is a grave threat"."""
    places = (i for i in range(first, min(last, first + LONGEST)) if reading.lower[i] in BE)
    return any(word in ALARMING for place in places for word in reading.lower[place + 1 : place + PREDICATE - 1])


def _no_evidence(reading: Reading, index: int) -> bool:
    """Say whether "no evidence", "no clear sign" or the like stands at the index."""
    return reading.word(index) == "no" and bool({reading.word(index + 1), reading.word(index + 2)} & EVIDENCE)


def _quoted(reading: Reading, first: int, last: int) -> bool:
    """Say whether a content is a quotation of some length: in the present tense, such words argue rather than report."""
    quote = reading.quote_of[first]
    return quote >= 0 and reading.quotes[quote][0] == first and last - first > PREDICATE


def _main_verb(reading: Reading, first: int, last: int) -> int | None:
    """Return the first finite verb of a content that no "and" joins to an earlier one, within a few words."""
    for index in range(first, min(last, first + FARTHEST)):
        if reading.lower[index] in MODALS or is_finite(reading, index):
            joined = index > first and reading.lower[index - 1] in {"and", "or", "but"}
            return None if joined else index
    return None


def _hedge(reading: Reading, verb: int) -> str | None:
    """Return how sure the main verb of a content is, None where it is not hedged; "could not" is no hedge."""
    if _likely(reading, verb):
        return "probable"
    word = reading.lower[verb]
    hedged = word in POSSIBLE and not (word == "could" and _negated(reading, verb))
    return "possible" if hedged or reading.word(verb + 1) == "possible" else None


def _likely(reading: Reading, verb: int) -> bool:
    near = {reading.word(verb - 1), reading.word(verb + 1), reading.word(verb + 2)}
    return bool(near & LIKELY) and reading.lower[verb] in BE_OR_MODALS


def first_verb(reading: Reading, verb: int) -> int:
    """Return the verb that a modal helps: past negations and adverbs."""
    index = verb + 1
    while reading.word(index) in NEGATIONS or is_adverb(reading.word(index)):
        index += 1
    return min(index, len(reading.lower) - 1)


def _past_condition(reading: Reading, first: int, last: int) -> int:
    """Return where the main clause of a content begins: behind the comma of "if A, C"."""
    opening = first + (not reading.lower[first].isalnum())
    if reading.word(opening) == "that":
        opening += 1
    if reading.word(opening) not in CONDITIONS:
        return first
    return next((i + 1 for i in range(opening, min(last - 1, opening + FARTHEST)) if reading.lower[i] == ","), first)


def _of_its_own(reading: Reading, one: Attribution, verb: int) -> bool:
    """Say whether the source behind a content belongs to its subject: "the party will back the law, its leader said"."""
    source = one.source
    return (
        source is not None
        and reading.lower[source[0]] in POSSESSED
        and verb < source[0]
        and reading.lower[verb] in WILL
    )


def _negated(reading: Reading, verb: int) -> bool:
    return (
        reading.word(verb - 1) == "never"
        or reading.lower[verb].endswith(("n't", "n’t"))
        or reading.word(verb + 1) in NEGATIONS
        or (reading.word(verb + 1) in {"“", '"'} and reading.word(verb + 2) in NEGATIONS)
    )


def _is_own(reading: Reading, first: int, verb: int, own: frozenset[int], label: str | None) -> bool:
    """Say whether the subject before a verb is the source itself, by name or by a pronoun that fits its kind."""
    subject = _subject(reading, first, verb)
    word = reading.word(subject)
    if subject in own or word in OWN:
        return True
    if word in FITTING.get(label or "", ()):
        return not _quoted(reading, first, verb + PREDICATE)  # who says "she will" is not she
    return word in DETERMINERS and subject + 1 in own


def _subject(reading: Reading, first: int, verb: int) -> int:
    """Return the token where the subject of a content probably begins: past "that", quote marks and adverbs."""
    index = first
    while index < verb and (
        not reading.lower[index].isalnum() or reading.lower[index] == "that" or is_adverb(reading.lower[index])
    ):
        index += 1
    before = verb - 1
    while before > index and (is_adverb(reading.lower[before]) or reading.lower[before] in NEGATIONS):
        before -= 1
    return before if reading.lower[before] in SUBJECTS else index
