"""Targets and addressees: toward whom or what an attitude goes, and who is spoken to."""

from typing import NamedTuple

from annotate.heuristics.stance.complements import THAT
from annotate.heuristics.stance.cues import Attribution
from annotate.heuristics.stance.holders import Mention, Mentions
from annotate.text.clauses import Reading
from annotate.text.noun_phrases import noun_phrase_end

RULES = ("stance.targets_actor", "stance.targets_thing", "stance.targets_addressee")
POLARITY = {
    "support": "positive",
    "agree": "positive",
    "oppose": "negative",
    "reject": "negative",
    "concern": "negative",
    "threat": "negative",
    "deny": "negative",
    "refrain": "negative",
}
NEAR = 6


class Aim(NamedTuple):
    """Where a cue points: an actor's mention or a token range, with the polarity of a target; None for an addressee."""

    mention: Mention | None
    extent: tuple[int, int] | None
    polarity: str | None
    rule: str


def aims(reading: Reading, one: Attribution, act: str, known: Mentions) -> list[Aim]:  # noqa: PLR0911 - one return a pattern
    """Return targets and addressees: the first noun phrase of the content, or the person spoken to."""
    seen = reading.seen
    found: list[Aim] = []
    if one.person is not None:
        spoken_to = known.starting_in(seen.starts[one.person[0]], seen.ends[one.person[1] - 1])
        return [Aim(spoken_to, None, None, RULES[2])] if spoken_to else found
    polarity = POLARITY.get(act)
    noun_phrase = one.form in {"object", "preposition", "passive", "noun"}
    if not noun_phrase or not one.contents:
        return found
    first, last = one.contents[0]
    if reading.lower[first] in THAT or reading.lower[first] == "to":
        pressed = act == "demand" and reading.lower[first] == "to" and last - first > 1
        return [Aim(None, (first + 1, last), "positive", RULES[1])] if pressed else found
    mention = known.starting_in(seen.starts[first], seen.ends[min(first + 1, last - 1)])
    if act == "demand":
        to_somebody = mention is not None and one.reading.entry.takes & {"object", "order"} and one.form == "object"
        return [Aim(mention, None, None, RULES[2])] if to_somebody else found
    if polarity is None:
        return found
    if mention is not None:
        return [Aim(mention, None, polarity, RULES[0])]
    if reading.lower[first].endswith(("ing", "ly")):
        return found
    end = noun_phrase_end(reading, first, last)
    within = known.starting_in(seen.starts[first], seen.ends[max(first, end - 1)])
    if within is not None and end - first <= NEAR:
        found.append(Aim(within, None, polarity, RULES[0]))
    if first < end and (first, end) != (first, last):
        found.append(Aim(None, (first, end), polarity, RULES[1]))
    return found
