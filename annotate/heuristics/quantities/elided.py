"""Elided nouns: a number that counts what an earlier one did (`110 fires in May, 98 in June`), or a death toll."""

from collections.abc import Sequence

from annotate.heuristics.quantities import counts, trend
from annotate.heuristics.quantities.extents import Quantity
from annotate.heuristics.quantities.phrase_ends import ends
from annotate.text.closed_classes import BE, HAVE, MODALS, PREPOSITIONS, is_past, words
from annotate.text.view import View

RULES = ("quantities.elided_noun", "quantities.elided_toll")
SCORE = 0.8
_FAR = 240
_BEGINS_CLAUSE = words(
    ", ; : — – and but or while whereas though although whom which ( another including with remaining other"
)
_AND = words(", ; and but or then")
_HELPERS = BE | HAVE | MODALS | words("did do remain remained died survived")
_THE_REST = frozenset({"remaining", "other"})
_REACHING = words("at to of is was by reached passed topped hit exceeded surpassed stood")
_TOLL_NEAR = 14
_MORE = words("more fewer less")
_SIGNS = frozenset(".,;)")
_STATES = words("missing hurt dead last this next")
_PARALLEL = PREPOSITIONS - words("of to by at from than")


def fill(seen: View, done: Sequence[Quantity], right: Quantity) -> None:
    """Give a bare number the noun of the last count, where its place in a clause says so, and a death toll its deaths."""
    if right.kind != "number" or right.unit is not None or right.noun is not None or not right.first:
        return
    if _is_toll(seen, right):
        right.noun, right.kind, right.score = "death", "count", SCORE
        right.rules.append(RULES[1])
        return
    left = _antecedent(seen, done, right)
    if left is None:
        return
    if (
        _is_subject(seen, right)
        or _is_object(seen, right)
        or _is_parallel(seen, left, right)
        or _is_compared(seen, right)
    ):
        right.noun, right.kind, right.score = left.noun, "count", SCORE
        right.rules.append(RULES[0])


def _antecedent(seen: View, done: Sequence[Quantity], right: Quantity) -> Quantity | None:
    """Return the last count before a number: in its sentence, or in the one before if the number begins its own."""
    place = seen.sentence_at(right.start)
    begins = seen.sentences[place][0]
    before = seen.lower[right.first - 1]
    lead = right.first - (1 if before == "another" else 2 if before in _THE_REST else 0)
    if seen.starts[lead] <= begins and place and not seen.text[begins - 1 : begins].endswith("\n"):
        begins = seen.sentences[place - 1][0]
    begins = max(begins, right.start - _FAR)
    for left in reversed(done):
        if left.start < begins or left.kind == "number":
            return None
        if left.kind == "count" and left.noun is not None:
            return None if counts.RULES[1] in left.rules else left  # a 12-storey hotel counts none
    return None


def _is_subject(seen: View, right: Quantity) -> bool:
    """Say whether a number is a clause's subject, a verb behind it: Of the 40 guests, 12 were hurt; another 30 fled."""
    first, after = right.first, seen.lower[right.stop : right.stop + 1]
    if not after or not (after[0] in _HELPERS or is_past(after[0])):
        return False
    opens = seen.starts[first] == seen.sentences[seen.sentence_at(right.start)][0]
    return opens or seen.lower[first - 1] in _BEGINS_CLAUSE


def _is_object(seen: View, right: Quantity) -> bool:
    """Say whether a number is all that a second verb has as its object: killed 12 people, wounded 30 and left four missing."""
    first = right.first
    if not _ends_here(seen, right):
        return False
    verb = seen.lower[first - 1]
    if verb == "only":
        first -= 1
        verb = seen.lower[first - 1]
    if verb in BE:
        return seen.lower[first - 2] == "there"
    joined = seen.lower[first - 2] in _AND and (verb in HAVE or is_past(verb) or verb.endswith("ing"))
    return joined and not trend.has_moved(seen, first)


def _is_toll(seen: View, right: Quantity) -> bool:
    """Say whether a death toll is told before a number that it reaches: the death toll in the north rose to 1,200."""
    lower = seen.lower
    if lower[right.first - 1] not in _REACHING:
        return False
    begins = max(seen.sentence_tokens[seen.sentence_at(right.start)][0], right.first - _TOLL_NEAR)
    return any(lower[place] == "toll" and lower[place - 1] == "death" for place in range(right.first - 1, begins, -1))


def _is_parallel(seen: View, left: Quantity, right: Quantity) -> bool:
    """Say whether the same preposition is behind both: 110 murders in 2016, 98 in 2017 and 87 in 2018."""
    behind = seen.lower[right.stop : right.stop + 1]
    if behind != seen.lower[left.stop : left.stop + 1] or not _PARALLEL.issuperset(behind):
        return False
    return seen.lower[right.first - 1] in _AND


def _is_compared(seen: View, right: Quantity) -> bool:
    """Say whether so many more or fewer are told than of the last: won 120 seats, 15 fewer than last time."""
    behind = seen.lower[right.stop : right.stop + 2]
    return behind[-1:] == ["than"] and behind[0] in _MORE and seen.lower[right.first - 1] in _BEGINS_CLAUSE


def _ends_here(seen: View, right: Quantity) -> bool:
    """Say whether nothing that could be counted follows the number."""
    if right.stop >= len(seen.words):
        return True
    after = seen.words[right.stop]
    return after in _SIGNS or ends(after) or after.lower() in _STATES
