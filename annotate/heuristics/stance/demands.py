"""Demands: what is demanded, and of whom: "urged [X] to [keep talking]", "X must [free the crew]"."""

from annotate.heuristics.stance.aimed_phrases import ADDRESSEE, LONGEST, THING, Aim, aimed_phrase
from annotate.heuristics.stance.attributions import Attribution
from annotate.heuristics.stance.holders import Mentions
from annotate.heuristics.stance.main_verbs import DEMANDING, first_verb
from annotate.text.clauses import Reading, is_finite
from annotate.text.closed_classes import BE, DETERMINERS, NEGATIONS, QUOTE_MARKS
from annotate.text.noun_phrase_ends import noun_phrase_end

_REACH = 30


def demanded(reading: Reading, one: Attribution, content: tuple[int, int], known: Mentions) -> list[Aim]:
    """Return who is pressed and what is demanded: "urged [X] to [keep talking]", "called for [an inquiry]"."""
    first, last = content
    seen = reading.seen
    end = noun_phrase_end(reading, first, last)
    if reading.word(end) == "to" and end + 1 < last:
        mention = known.starting_in(seen.starts[first], seen.ends[max(first, end - 1)])
        pressed = [Aim(mention, None, None, ADDRESSEE)] if mention is not None else []
        return [*pressed, Aim(None, (end + 1, last), "positive", THING)]
    deed = _asked_of(reading, end, last)
    if deed is not None:
        return [Aim(None, (deed, last), "positive", THING)]
    mention = known.starting_in(seen.starts[first], seen.ends[first])
    if mention is not None and reading.word(end) == "for" and end + 1 < last and one.form == "object":
        return [Aim(mention, None, None, ADDRESSEE), *aimed_phrase(reading, (end + 1, last), "positive", known, THING)]
    if mention is not None and one.reading.entry.takes & {"object", "order"} and one.form == "object":
        return [Aim(mention, None, None, ADDRESSEE)]
    return aimed_phrase(reading, content, "positive", known, THING)


def pressed(reading: Reading, one: Attribution, known: Mentions) -> list[Aim]:
    """Return who is pressed and the deed of a passive: "[Ministers] were urged to [drop the levy]"."""
    (subject, end), (first, last) = one.contents[:2]
    mention = known.starting_in(reading.seen.starts[subject], reading.seen.ends[end - 1])
    told = [Aim(mention, None, None, ADDRESSEE)] if mention is not None else []
    if reading.lower[first] != "to" or first + 1 >= last:
        return told
    return [*told, Aim(None, (first + 1, last), "positive", THING)]


def owed(reading: Reading, content: tuple[int, int]) -> list[Aim]:
    """Return the deed that a clause says must be done: "X must [free the crew]"; none where nobody is to do it."""
    first, last = content
    must = next((i for i in range(first, min(last, first + _REACH)) if reading.lower[i] in DEMANDING), last)
    deed = first_verb(reading, must) if must < last else last
    if must + 1 < last and deed < last and reading.lower[deed] == "to":
        deed += 1
    while deed < last and reading.lower[deed] in QUOTE_MARKS:
        deed += 1
    if deed >= last or reading.lower[deed] in BE or not NEGATIONS.isdisjoint(reading.lower[must:deed]):
        return []
    end = next((i for i in range(deed + 1, last) if reading.lower[i] in {",", "”", '"', "''"}), last)
    return [Aim(None, (deed, end), "positive", THING)]


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
