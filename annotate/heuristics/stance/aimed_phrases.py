"""Aimed phrases: the actor or the thing at the start of a stretch of content, where a cue points."""

from msgspec import Struct

from annotate.heuristics.stance.holders import Mention, Mentions
from annotate.heuristics.stance.openings import AMOUNTS, OPENERS
from annotate.text.clauses import Reading, is_finite, trimmed
from annotate.text.closed_classes import GENITIVES, QUANTIFIERS, RELATIVES, SUBJECTS, words
from annotate.text.noun_phrase_ends import noun_phrase_end

ACTOR, THING = "stance.targets_actor", "stance.targets_thing"
ADDRESSEE, DEED = "stance.targets_addressee", "stance.targets_deed"
_MEANT = frozenset({"it", "him", "her", "them"})
LONGEST = 14
_ENDING = words(", ; : — – ( as because if when while after before until unless")
_SHARES = words("half third quarter fifth tenth")
_PRONOUNS = SUBJECTS | RELATIVES | {"himself", "herself", "itself", "themselves"}


class Aim(Struct, frozen=True):
    """Where a cue points: an actor's mention or a token range, with the polarity of a target; None for an addressee."""

    mention: Mention | None
    extent: tuple[int, int] | None
    polarity: str | None
    rule: str


def aimed_phrase(reading: Reading, content: tuple[int, int], polarity: str, known: Mentions, rule: str) -> list[Aim]:
    """Return the target at the start of a content: an actor where one is named there, else the noun phrase."""
    first, last = content
    seen = reading.seen
    if reading.lower[first] in OPENERS and reading.quote_of[first] >= 0 and last - first > 1:
        first, last = first + 1, min(last, reading.quotes[reading.quote_of[first]][1] - 1)
    first += reading.lower[first] == "no" and last - first > 1
    pointing = reading.lower[first] in QUANTIFIERS and last - first > 1
    end = noun_phrase_end(reading, first + pointing, last)
    if end == last and last - first == 1 and reading.lower[first] in _MEANT:
        return [Aim(None, (first, last), polarity, rule)]
    if end <= first or pointing:
        return [Aim(None, (first, end), polarity, rule)] if pointing and end > first + 1 else []
    if reading.lower[first] in _PRONOUNS:
        return []
    mention = known.starting_in(seen.starts[first], seen.ends[end - 1])
    if mention is not None and mention.start <= seen.starts[first] and mention.end >= seen.ends[end - 1]:
        return [Aim(mention, None, polarity, ACTOR)]
    thing = trimmed(reading, first, phrase_limit(reading, first, last))
    found = [Aim(None, thing, polarity, rule)] if thing else []
    if mention is not None and mention.start == seen.starts[first] and reading.word(end) not in GENITIVES:
        holder = mention.end < seen.ends[end - 1] and reading.word(seen.token_at(mention.end)) in GENITIVES
        return found if holder else [Aim(mention, None, polarity, ACTOR)]
    return found


def phrase_limit(reading: Reading, first: int, last: int) -> int:
    """Return where a thing ends: its noun phrase with what belongs to it, before a comma, a deed or another clause."""
    for index in range(first + 1, min(last, first + LONGEST)):
        word = reading.lower[index]
        quote = reading.quote_of[index]
        opens = quote >= 0 and reading.quotes[quote][0] == index and quote != reading.quote_of[first]
        if opens or word in _ENDING:
            return index
        if (
            word == "to"
            and index + 1 < last
            and not reading.capital(index + 1)
            and reading.word(index + 1) not in {"the", "a", "an"}
        ):
            return index
        if word == "by" and _amounts(reading, index + 1):
            return index  # "cut [the fees] by 40%"
        if word in {"and", "but"} and is_finite(reading, index + 2):
            return index
    return last if last - first <= LONGEST else noun_phrase_end(reading, first, last)


def _amounts(reading: Reading, index: int) -> bool:
    """Say whether an amount begins at the index: "40%", "$2", "half", "a third"."""
    word = reading.word(index)
    return word[:1].isdigit() or word in AMOUNTS or (word == "a" and reading.word(index + 1) in _SHARES)
