"""Targets and addressees: toward whom or what an attitude goes, and who is spoken to."""

from typing import NamedTuple

from annotate.heuristics.stance.acts import DEMANDING, WILL, first_verb
from annotate.heuristics.stance.complements import OPENERS, THAT
from annotate.heuristics.stance.cues import Attribution
from annotate.heuristics.stance.holders import Mention, Mentions
from annotate.heuristics.stance.judgements import BAD, DENIED, GOOD, HARM
from annotate.heuristics.stance.threats import hurts
from annotate.text.clauses import Reading, is_finite, trimmed
from annotate.text.closed_classes import BE, DETERMINERS, MODALS, NEGATIONS, RELATIVES, SUBJECTS, words
from annotate.text.noun_phrases import noun_phrase_before, noun_phrase_end

RULES = ("stance.targets_actor", "stance.targets_thing", "stance.targets_addressee", "stance.targets_deed")
POLARITY = {
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
PHRASES = frozenset({"object", "preposition", "passive", "noun"})
HARMING = words("""repeal ban block end scrap punish sanction fight oppose stop halt cut leave quit close shut abolish scrap cancel reverse overturn
    veto boycott attack bomb strike invade expel suspend tax restrict""")
SPOILING = words(
    "wipe seize freeze fire sack dismiss deport arrest burn shoot withhold reduce blacklist publish leak suspend stop drop"
)
PARTICLES = frozenset({"off", "out", "down", "up"})
HELPING = words("help support protect defend back rescue assist aid strengthen save fund arm")
ENDURING = words("lose face suffer die starve")
RELATIVE = frozenset({"which", "that", "whom"})
POINTING = frozenset({"this", "these", "those", "both", "many"})
BLAMING = frozenset({"blame", "pin"})
UNDECIDED = words("undecided indifferent ambivalent agnostic noncommittal neutral divided split position stance")
MEANT = frozenset({"it", "him", "her", "them"})
NEAR = 6
REACH = 30
LONGEST = 14
UPFRONT = 10


class Aim(NamedTuple):
    """Where a cue points: an actor's mention or a token range, with the polarity of a target; None for an addressee."""

    mention: Mention | None
    extent: tuple[int, int] | None
    polarity: str | None
    rule: str


def aims(reading: Reading, one: Attribution, act: str, known: Mentions, *, negated: bool = False) -> list[Aim]:
    """Return targets and addressees: the phrase or deed that the content names, and the person spoken to.

    `negated` turns support into opposition and the like: "never accepted the ruling".
    """
    found = _addressed(reading, one.person, known) if one.person is not None else []
    polarity = POLARITY.get(act)
    if act == "other" and one.reading.entry.lemma in UNDECIDED:
        polarity = "neutral"
    if not one.contents:
        return found
    if negated and polarity is not None and act != "deny":
        polarity = {"positive": "negative"}.get(polarity, "neutral")
    first, last = one.contents[0]
    if one.form == "to" or reading.lower[first] == "to":
        return found + _deed(reading, (first, last), act, polarity, known)
    if one.form == "passive" and act == "demand" and len(one.contents) > 1:
        return _pressed(reading, one, known)
    if polarity is not None and last - first == 1 and reading.lower[first] in RELATIVE:
        floor = reading.units[reading.unit_of[first]][0]
        meant = noun_phrase_before(reading, first - (reading.word(first - 1) == ","), floor)
        return found + (_phrase(reading, meant, polarity, known, RULES[1]) if meant else [])
    if one.form in PHRASES and reading.lower[first] not in THAT:
        return found + (
            _demanded(reading, one, (first, last), known)
            if act == "demand"
            else _judged(reading, one, (first, last), polarity, known)
        )
    return found + (_of_clause(reading, one, (first, last), (act, polarity), known) if one.form != "told" else [])


def _pressed(reading: Reading, one: Attribution, known: Mentions) -> list[Aim]:
    """Return who is pressed and the deed of a passive: "[Ministers] were urged to [drop the levy]"."""
    (subject, end), (first, last) = one.contents[:2]
    mention = known.starting_in(reading.seen.starts[subject], reading.seen.ends[end - 1])
    pressed = [Aim(mention, None, None, RULES[2])] if mention is not None else []
    if reading.lower[first] != "to" or first + 1 >= last:
        return pressed
    return [*pressed, Aim(None, (first + 1, last), "positive", RULES[1])]


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
        return _owed(reading, content)
    wanting = one.reading.entry.act == "demand" and reading.lower[first] == "that" and first + 1 < last
    if act == "demand" and wanting:
        asked = known.starting_in(reading.seen.starts[first + 1], reading.seen.ends[min(first + 2, last - 1)])
        return [] if asked else [Aim(None, (first + 1, last), "positive", RULES[1])]
    return _announced(reading, content, act, known) if act in {"commit", "threat", "refrain"} else []


def _announced(reading: Reading, content: tuple[int, int], act: str, known: Mentions) -> list[Aim]:
    """Return whom or what an announced deed helps or harms, or the deed that is ruled out: "will not [send tanks]"."""
    first, last = content
    will = next((i for i in range(first, min(last, first + REACH)) if reading.lower[i] in WILL), last)
    deed = first_verb(reading, will)
    if deed >= last:
        return []
    if act != "refrain":
        return _struck(reading, deed, last, act, known)
    if reading.lower[deed] in HARMING | BE:
        return []
    return [Aim(None, (deed, _phrase_limit(reading, deed, last)), "negative", RULES[1])]


def _owed(reading: Reading, content: tuple[int, int]) -> list[Aim]:
    """Return the deed that a clause says must be done: "X must [free the crew]"; none where nobody is to do it."""
    first, last = content
    must = next((i for i in range(first, min(last, first + REACH)) if reading.lower[i] in DEMANDING), last)
    deed = first_verb(reading, must) if must < last else last
    if must + 1 < last and deed < last and reading.lower[deed] == "to":
        deed += 1
    if deed >= last or reading.lower[deed] in BE or any(w in NEGATIONS for w in reading.lower[must:deed]):
        return []
    end = next((i for i in range(deed, last) if reading.lower[i] in {",", "”", '"', "''"}), last)
    return [Aim(None, (deed, end), "positive", RULES[1])]


def _addressed(reading: Reading, person: tuple[int, int], known: Mentions) -> list[Aim]:
    """Return the addressee that begins in the words for those spoken to."""
    seen = reading.seen
    spoken_to = known.starting_in(seen.starts[person[0]], seen.ends[person[1] - 1])
    return [Aim(spoken_to, None, None, RULES[2])] if spoken_to else []


def _deed(reading: Reading, content: tuple[int, int], act: str, polarity: str | None, known: Mentions) -> list[Aim]:
    """Return the deed of "to V": wanted or refused as a whole; of a promise, whom or what the deed helps or harms."""
    first, last = content[0] + 1 + (reading.lower[content[0]] == "not"), content[1]
    if first >= last:
        return []
    if act in {"demand", "refrain", "reject"}:
        return [Aim(None, (first, last), polarity, RULES[1])]
    if act not in {"commit", "threat"}:
        return []
    return _struck(reading, first, last, act, known)


def _struck(reading: Reading, deed: int, last: int, act: str, known: Mentions) -> list[Aim]:
    """Return whom or what a deed helps or harms, by its verb at the index: "repeal [the law]", "cut off [the gas]"."""
    verb = reading.lower[deed]
    harming = verb in HARMING or hurts(reading, deed, last) or (act == "threat" and verb in SPOILING)
    toward = "negative" if harming else "positive" if verb in HELPING else None
    start = deed + 1 + (reading.word(deed + 1) in PARTICLES)
    return _phrase(reading, (start, last), toward, known, RULES[3]) if toward and start < last else []


def _demanded(reading: Reading, one: Attribution, content: tuple[int, int], known: Mentions) -> list[Aim]:
    """Return who is pressed and what is demanded: "urged [X] to [keep talking]", "called for [an inquiry]"."""
    first, last = content
    seen = reading.seen
    end = noun_phrase_end(reading, first, last)
    if reading.word(end) == "to" and end + 1 < last:
        mention = known.starting_in(seen.starts[first], seen.ends[max(first, end - 1)])
        pressed = [Aim(mention, None, None, RULES[2])] if mention is not None else []
        return [*pressed, Aim(None, (end + 1, last), "positive", RULES[1])]
    deed = _asked_of(reading, end, last)
    if deed is not None:
        return [Aim(None, (deed, last), "positive", RULES[1])]
    mention = known.starting_in(seen.starts[first], seen.ends[first])
    if mention is not None and reading.word(end) == "for" and end + 1 < last and one.form == "object":
        return [Aim(mention, None, None, RULES[2]), *_phrase(reading, (end + 1, last), "positive", known, RULES[1])]
    if mention is not None and one.reading.entry.takes & {"object", "order"} and one.form == "object":
        return [Aim(mention, None, None, RULES[2])]
    return _phrase(reading, content, "positive", known, RULES[1])


def _asked_of(reading: Reading, end: int, last: int) -> int | None:
    """Return the deed behind a longer phrase for those who are asked: "asked anyone with a film to [come forward]"."""
    if reading.word(end) not in {"with", "in", "from", "at", "who", "near"}:
        return None
    for index in range(end + 1, min(last - 1, end + LONGEST)):
        if reading.lower[index] == "," or is_finite(reading, index):
            return None
        if (
            reading.lower[index] == "to"
            and reading.word(index + 1) not in DETERMINERS
            and not reading.capital(index + 1)
        ):
            return index + 1
    return None


def _judged(
    reading: Reading, one: Attribution, content: tuple[int, int], polarity: str | None, known: Mentions
) -> list[Aim]:
    """Return the actor or the thing that is praised or blamed, and for what: "accused [X] of [theft]"."""
    if polarity is None:
        return []
    first, last = content
    if one.reading.entry.lemma in BLAMING and (culprit := _culprit(reading, content)):
        return _phrase(reading, (culprit, last), polarity, known, RULES[1])
    if one.reading.entry.takes & {"label", "rated"}:
        last = noun_phrase_end(reading, first, last)
        last -= last - first > 1 and reading.lower[last - 1] in BAD | DENIED | GOOD
    end = noun_phrase_end(reading, first, last)
    named = end if reading.word(end) == "for" and end < last else last
    found = _phrase(reading, (first, named), polarity, known, RULES[1])
    if one.form == "passive" and len(one.contents) > 1:
        first, last = one.contents[1]
        reason = first
    else:
        reason = noun_phrase_end(reading, first, last)
    if found and found[0].mention is not None and reading.word(reason) in {"of", "for", "over"} and reason + 1 < last:
        thing = trimmed(reading, reason + 1, _phrase_limit(reading, reason + 1, last))
        found += [Aim(None, thing, polarity, RULES[1])] if thing else []
    return found


def _culprit(reading: Reading, content: tuple[int, int]) -> int | None:
    """Return where the one who is blamed begins in "blamed the delay on X"."""
    first, last = content
    end = noun_phrase_end(reading, first, last)
    return end + 1 if reading.word(end) == "on" and end + 1 < last else None


def _phrase(reading: Reading, content: tuple[int, int], polarity: str, known: Mentions, rule: str) -> list[Aim]:
    """Return the target at the start of a content: an actor where one is named there, else the noun phrase."""
    first, last = content
    seen = reading.seen
    if reading.lower[first] in OPENERS and reading.quote_of[first] >= 0 and last - first > 1:
        first, last = first + 1, min(last, reading.quotes[reading.quote_of[first]][1] - 1)
    pointing = reading.lower[first] in POINTING and last - first > 1
    end = noun_phrase_end(reading, first + pointing, last)
    if end == last and last - first == 1 and reading.lower[first] in MEANT:
        return [Aim(None, (first, last), polarity, rule)]
    if end <= first or pointing:
        return [Aim(None, (first, end), polarity, rule)] if pointing and end > first + 1 else []
    if reading.lower[first] in SUBJECTS | RELATIVES | {"himself", "herself", "itself", "themselves"}:
        return []
    mention = known.starting_in(seen.starts[first], seen.ends[end - 1])
    if mention is not None and mention.start <= seen.starts[first] and mention.end >= seen.ends[end - 1]:
        return [Aim(mention, None, polarity, RULES[0])]
    thing = trimmed(reading, first, _phrase_limit(reading, first, last))
    found = [Aim(None, thing, polarity, rule)] if thing else []
    if mention is not None and mention.start == seen.starts[first] and reading.word(end) not in {"'s", "’s"}:
        holder = mention.end < seen.ends[end - 1] and reading.word(seen.token_at(mention.end)) in {"'s", "’s"}
        return found if holder else [Aim(mention, None, polarity, RULES[0])]
    return found


def _phrase_limit(reading: Reading, first: int, last: int) -> int:
    """Return where a thing ends: its noun phrase with what belongs to it, before a comma, a deed or another clause."""
    for index in range(first + 1, min(last, first + LONGEST)):
        word = reading.lower[index]
        quote = reading.quote_of[index]
        opens = quote >= 0 and reading.quotes[quote][0] == index and quote != reading.quote_of[first]
        if opens or word in {
            ",",
            ";",
            ":",
            "—",
            "–",
            "(",
            "as",
            "because",
            "if",
            "when",
            "while",
            "after",
            "before",
            "until",
        }:
            return index
        if (
            word == "to"
            and index + 1 < last
            and not reading.capital(index + 1)
            and reading.word(index + 1) not in {"the", "a", "an"}
        ):
            return index
        if word in {"and", "but"} and is_finite(reading, index + 2):
            return index
    return last if last - first <= LONGEST else noun_phrase_end(reading, first, last)


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
    limit = min(last, first + UPFRONT)
    verb = next((i for i in range(first, limit) if reading.lower[i] in MODALS | BE or is_finite(reading, i)), None)
    if verb is None or verb <= first:
        return []
    pointing = reading.lower[first] in POINTING and verb > first + 1
    if reading.lower[first] in SUBJECTS | {"there"} and not pointing:
        return []
    judged = not verbs or reading.lower[verb] in verbs or reading.word(first_verb(reading, verb)) in HARM
    if not judged or reading.word(first_verb(reading, verb)) in ENDURING:
        return []
    return _phrase(reading, (first, verb), polarity, known, RULES[1])
