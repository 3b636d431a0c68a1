"""Acts of all attributions of an article, with what a speaker's stance has from one inside its content: "said it opposes C"."""

from bisect import bisect_left

from msgspec import Struct

from annotate.heuristics.stance.acts import INHERITED, SPOKEN, act
from annotate.heuristics.stance.attributions import Attribution
from annotate.heuristics.stance.holders import Mentions
from annotate.text.clauses import Reading
from annotate.text.closed_classes import SUBJECTS

_GOVERNING = frozenset({"government", "ministry", "minister", "spokesman", "spokeswoman", "spokesperson"})
_OPENING = 3
_OPPOSITE = {"agree": "reject", "support": "oppose", "commit": "refrain"}


class Facts(Struct, frozen=True):
    """What the actors' layer knows: the mentions, the entities' countries, and which label an entity has."""

    known: Mentions
    countries: dict[str, str | None]
    labels: dict[str, str]


def acts(
    reading: Reading, kept: list[Attribution], held: list[str | None], facts: Facts
) -> tuple[list[tuple[str, str]], list[int | None]]:
    """Return act and certainty of each attribution, and the inner stance that it has them from.

    What an inner stance says counts outside, so they are taken from the last to the first.
    """
    inherited: list[int | None] = [None] * len(kept)
    found: list[tuple[str, str]] = [("", "")] * len(kept)
    voices = _voices(reading, kept, held)
    by_source = {one.source[0]: number for number, one in enumerate(kept) if one.source is not None}
    for number in range(len(kept) - 1, -1, -1):
        found[number] = _act(reading, kept[number], held[number], facts, None, others=voices[number])
    for number, one in enumerate(kept):
        inner = _inner(reading, one, held, number, by_source)
        if inner is not None and inner != number:
            meant = found[inner]
            if kept[inner].reading.negated and meant[0] in _OPPOSITE:
                meant = (_OPPOSITE[meant[0]], meant[1])
            found[number] = _act(reading, one, held[number], facts, meant, others=voices[number])
            same = one.reading.entry.act == "report" and meant[0] in INHERITED and found[number] == meant
            inherited[number] = inner if same else None
    return found, inherited


def _act(
    reading: Reading,
    one: Attribution,
    holder: str | None,
    facts: Facts,
    inner: tuple[str, str] | None,
    *,
    others: int | None,
) -> tuple[str, str]:
    own = _own_side(reading, one, holder, facts)
    return act(reading, one, own=own, label=facts.labels.get(holder or ""), inner=inner, others=others)


def _voices(reading: Reading, kept: list[Attribution], held: list[str | None]) -> list[int | None]:
    """Return for each attribution where in its content the first cue of another holder stands: "voters think it is bad"."""
    order = sorted(range(len(kept)), key=lambda number: kept[number].cue)
    starts = [kept[number].cue[0] for number in order]
    found: list[int | None] = []
    for number, one in enumerate(kept):
        first, last = one.contents[0] if one.contents else (0, 0)
        place = bisect_left(starts, first)
        inner = order[place] if place < len(order) and starts[place] < last else number
        source = kept[inner].source
        named = source is not None and (held[inner] is not None or reading.lower[source[0]] not in SUBJECTS)
        other = named and (held[inner] is None or held[inner] != held[number])
        found.append(kept[inner].cue[0] if inner != number and other else None)
    return found


def _inner(
    reading: Reading, one: Attribution, held: list[str | None], number: int, by_source: dict[int, int]
) -> int | None:
    """Return the stance that a content opens with, where its holder is the speaker: "said it opposes C"."""
    if not one.contents or one.form not in SPOKEN:
        return None
    first, last = one.contents[0]
    for index in range(first, min(first + _OPENING, last)):
        inner = by_source.get(index)
        if inner is not None and inner != number:
            same = held[inner] is not None and held[inner] == held[number]
            return inner if same or reading.lower[index] in {"i", "we"} else None
    return None


def _own_side(reading: Reading, one: Attribution, holder: str | None, facts: Facts) -> frozenset[int]:
    """Return the tokens in the first content where the holder itself is named, or the state that it speaks for.

    They are looked for only in what may be a clause: elsewhere no subject is asked for.
    """
    if one.source is None or not one.contents or one.form not in SPOKEN:
        return frozenset()
    first, last = one.contents[0]
    start, end = reading.seen.starts[first], reading.seen.ends[last - 1]
    known, countries = facts.known, facts.countries
    here = known.all[bisect_left(known.starts, start) : bisect_left(known.starts, end)]
    country = countries.get(holder or "")
    speaking = country is None and not _GOVERNING.isdisjoint(reading.lower[slice(*one.source)])
    return frozenset(
        reading.seen.token_at(m.start)
        for m in here
        if m.entity == holder
        or (m.label == "STATE" and (speaking or (country is not None and countries.get(m.entity) == country)))
    )
