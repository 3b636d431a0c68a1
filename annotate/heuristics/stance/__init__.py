"""Stance: who says or holds what toward whom. One idea a file; this file conducts."""

from bisect import bisect_left
from collections.abc import Callable

from annotate.annotations import Extent, Relation, Span, Value, Vote, reading_order, relation_id, span_id
from annotate.heuristics.found import Found
from annotate.heuristics.stance import (
    according_to,
    attitudes,
    chained_cues,
    dispositions,
    floating_quotes,
    impressions,
    intentions,
    inverted_speech,
    noun_cues,
    passives,
    relative_contents,
    reported_speech,
    speaker_labels,
)
from annotate.heuristics.stance.acts import act
from annotate.heuristics.stance.contents import clipped
from annotate.heuristics.stance.cues import Attribution, Cue, cues
from annotate.heuristics.stance.holders import Mentions, holders, mentions
from annotate.heuristics.stance.targets import Aim, aims
from annotate.text.clauses import QUOTE_MARKS, Reading, read
from annotate.text.view import View

LEAST_SCORE = 0.4
NEAR = 2
CLOSING = frozenset({"stance.reported_speech_trailing", "stance.inverted_speech"})
IDEAS: tuple[Callable[[Reading, Cue, int, int], Attribution | None], ...] = (
    relative_contents.find,
    inverted_speech.find,
    reported_speech.find,
    attitudes.find,
    intentions.find,
    passives.find,
    noun_cues.find,
    dispositions.find,
)


def find(seen: View, acting: Found) -> Found:
    """Return cues with their sources, contents and targets; holders are entities of the actors' layer."""
    reading = read(seen)
    proposed = _attributions(reading)
    kept, lost = _settled(proposed)
    kept = floating_quotes.attach(reading, clipped(kept))
    known = mentions(acting.spans)
    return _written(reading, kept, lost, known)


def _attributions(reading: Reading) -> list[Attribution]:
    """Return every proposal of every idea, unit by unit; a cue may have several."""
    found: list[Attribution] = []
    candidates = list(cues(reading))
    heads = [cue.head for cue in candidates]
    for unit, (floor, ceiling) in enumerate(reading.units):
        here = candidates[bisect_left(heads, floor) : bisect_left(heads, ceiling)]
        labelled = speaker_labels.find(reading, unit)
        found += [labelled] if labelled else []
        found += _in_unit(reading, here, floor, ceiling)
    return found


def _in_unit(reading: Reading, here: list[Cue], floor: int, ceiling: int) -> list[Attribution]:
    found: list[Attribution] = []
    for index in range(floor, ceiling):
        one = according_to.find(reading, index, floor, ceiling) or impressions.find(reading, index, floor, ceiling)
        found += [one] if one else []
    begin = floor
    for cue in here:
        quote = reading.quote_of[cue.head]
        first, last = _inside(reading, quote, floor, ceiling) if quote >= 0 else (begin, ceiling)
        one = _of_cue(reading, cue, first, last, _teller(reading, found, cue))
        if one is None:
            continue
        found.append(one)
        if quote < 0 and one.rule in CLOSING and len(one.contents) == 1:
            begin = max(begin, one.cue[1])
    return found


def _teller(reading: Reading, found: list[Attribution], cue: Cue) -> Attribution | None:
    """Return the earlier attribution that a cue without subject belongs to: the outermost that ends where it begins."""
    inside = reading.quote_of[cue.head]
    earlier = [one for one in found[-8:] if one.source and one.form != "noun" and reading.quote_of[one.cue[0]] == inside]
    ending = [one for one in earlier if abs(cue.first - one.contents[-1][1]) <= NEAR]
    return ending[0] if ending else earlier[-1] if earlier else None


def _inside(reading: Reading, quote: int, floor: int, ceiling: int) -> tuple[int, int]:
    """Return the tokens of a quotation without its marks, within a unit."""
    first, last = reading.quotes[quote]
    closed = reading.lower[last - 1] in QUOTE_MARKS
    return max(floor, first + 1), min(ceiling, last - closed)


def _of_cue(reading: Reading, cue: Cue, floor: int, ceiling: int, earlier: Attribution | None) -> Attribution | None:
    """Return the proposal for one cue: the first idea of direct grammar that fits, else the chained reading."""
    for idea in IDEAS:
        one = idea(reading, cue, floor, ceiling)
        if one is not None:
            return one
    return chained_cues.find(reading, cue, floor, ceiling, earlier)


def _settled(proposed: list[Attribution]) -> tuple[list[Attribution], list[Attribution]]:
    """Return the proposals whose cues do not overlap, better ones first taken, and those that lost."""
    kept: list[Attribution] = []
    lost: list[Attribution] = []
    for one in sorted(proposed, key=lambda a: (a.cue, -a.score)):
        if one.score < LEAST_SCORE:
            lost.append(one)
        elif kept and one.cue[0] < kept[-1].cue[1]:
            worse = one if one.score <= kept[-1].score else kept[-1]
            if worse is not one:
                kept[-1] = one
            lost.append(worse)
        else:
            kept.append(one)
    return kept, lost


def _written(reading: Reading, kept: list[Attribution], lost: list[Attribution], known: Mentions) -> Found:
    """Return spans, relations and votes of the attributions."""
    spans: dict[str, Span] = {}
    relations: dict[str, Relation] = {}
    held = holders(reading, kept, known)
    for one, holder in zip(kept, held, strict=True):
        own = _own_side(reading, one, holder, known)
        kind, certainty = act(reading, one, own=own)
        attributes: dict[str, Value] = {"act": kind, "certainty": certainty, "negated": one.reading.negated}
        if holder is not None:
            attributes["holder"] = holder
        cue = _span(reading, one.cue, "CUE", one, attributes)
        if cue.id in spans:
            continue
        spans[cue.id] = cue
        tails = [("content", _span(reading, extent, "CONTENT", one, {})) for extent in one.contents]
        if one.source is not None:
            tails.insert(0, ("source", _span(reading, one.source, "SOURCE", one, {})))
        for label, tail in tails:
            _link(spans, relations, label, cue, tail, one)
        for aim in aims(reading, one, kind, known):
            _aim(reading, spans, relations, cue, one, aim)
    votes = tuple(Vote(one.rule, *_extent(reading, one.cue), "CUE", one.score) for one in lost)
    return Found(reading_order(spans.values()), tuple(relations.values()), (), votes)


def _own_side(reading: Reading, one: Attribution, holder: str | None, known: Mentions) -> frozenset[int]:
    """Return the tokens in the first content where the holder itself is named."""
    if holder is None or not one.contents:
        return frozenset()
    first, last = one.contents[0]
    start, end = reading.seen.starts[first], reading.seen.ends[last - 1]
    here = known.all[bisect_left(known.starts, start) : bisect_left(known.starts, end)]
    return frozenset(reading.seen.token_at(m.start) for m in here if m.entity == holder)


def _extent(reading: Reading, tokens: tuple[int, int]) -> Extent:
    return reading.seen.starts[tokens[0]], reading.seen.ends[tokens[1] - 1]


def _span(reading: Reading, tokens: tuple[int, int], label: str, one: Attribution, attributes: dict[str, Value]) -> Span:
    start, end = _extent(reading, tokens)
    return Span(
        id=span_id(label, start, end),
        start=start,
        end=end,
        label=label,
        text=reading.seen.text[start:end],
        attributes=attributes,
        rules=(one.rule,),
        score=one.score,
    )


def _link(spans: dict[str, Span], relations: dict[str, Relation], label: str, cue: Span, tail: Span, one: Attribution) -> None:
    spans.setdefault(tail.id, tail)
    name = relation_id(label, cue.id, tail.id)
    relations.setdefault(name, Relation(id=name, label=label, head=cue.id, tail=tail.id, rules=(one.rule,), score=one.score))


def _aim(
    reading: Reading, spans: dict[str, Span], relations: dict[str, Relation], cue: Span, one: Attribution, aim: Aim
) -> None:
    """Write a target or addressee: a relation to an actor, or to a TARGET span of its own."""
    if aim.mention is not None:
        tail = span_id(aim.mention.label, aim.mention.start, aim.mention.end)
    elif aim.extent is not None:
        thing = _span(reading, aim.extent, "TARGET", one, {})
        if span_id("CONTENT", thing.start, thing.end) in spans:
            return
        spans.setdefault(thing.id, thing)
        tail = thing.id
    else:
        return
    label = "addressee" if aim.polarity is None else "target"
    attributes: dict[str, Value] = {} if aim.polarity is None else {"polarity": aim.polarity}
    name = relation_id(label, cue.id, tail)
    relations.setdefault(name, Relation(id=name, label=label, head=cue.id, tail=tail, attributes=attributes, rules=(aim.rule,), score=one.score))
