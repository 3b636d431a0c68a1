"""Stance: who says or holds what toward whom. One idea a file; this file conducts."""

from bisect import bisect_left
from collections.abc import Callable
from typing import NamedTuple

from annotate.annotations import Entity, Extent, Relation, Span, Value, Vote, reading_order, relation_id, span_id
from annotate.heuristics.found import Found
from annotate.heuristics.stance import (
    according_to,
    attitudes,
    chained_cues,
    dispositions,
    findings,
    floating_quotes,
    impressions,
    intentions,
    introduced_quotes,
    inverted_speech,
    light_verbs,
    nesting,
    noun_cues,
    passives,
    relative_contents,
    reported_speech,
    speaker_labels,
    unnamed_sources,
)
from annotate.heuristics.stance.acts import INHERITED, act
from annotate.heuristics.stance.contents import clipped
from annotate.heuristics.stance.cues import Attribution, Cue, cues
from annotate.heuristics.stance.holders import Mentions, holders, mentions
from annotate.heuristics.stance.targets import Aim, aims
from annotate.text.clauses import Reading, read
from annotate.text.closed_classes import QUOTE_MARKS
from annotate.text.view import View

LEAST_SCORE = 0.4
NEAR = 2
NOBODY = frozenset({"neither", "none", "nobody"})
GOVERNING = frozenset({"government", "ministry", "minister", "spokesman", "spokeswoman", "spokesperson"})
MOST_CUES = 40
OPENING = 3
CLOSING = frozenset({"stance.reported_speech_trailing", "stance.inverted_speech"})
IDEAS: tuple[Callable[[Reading, Cue, int, int], Attribution | None], ...] = (
    relative_contents.find,
    inverted_speech.find,
    reported_speech.find,
    attitudes.find,
    intentions.find,
    findings.find,
    passives.find,
    light_verbs.find,
    noun_cues.find,
    dispositions.find,
)
BY_WORD = {"according": according_to.find} | dict.fromkeys(impressions.FORMS, impressions.find)


def find(seen: View, acting: Found) -> Found:
    """Return cues with their sources, contents and targets; holders are entities of the actors' layer."""
    reading = read(seen)
    proposed = _attributions(reading)
    kept, lost = _settled(proposed)
    kept = nesting.spoken(reading, floating_quotes.attach(reading, clipped(reading, kept)))
    known = mentions(acting.spans)
    return _written(reading, kept, lost, known, acting.entities)


def _attributions(reading: Reading) -> list[Attribution]:
    """Return every proposal of every idea, unit by unit; a cue may have several."""
    found: list[Attribution] = []
    candidates = list(cues(reading))
    heads = [cue.head for cue in candidates]
    for unit, (floor, ceiling) in enumerate(reading.units):
        here = candidates[bisect_left(heads, floor) : bisect_left(heads, ceiling)][:MOST_CUES]
        labelled = speaker_labels.find(reading, unit)
        found += [labelled] if labelled else []
        inside = _in_unit(reading, here, floor, ceiling)
        introduced = introduced_quotes.find(reading, unit, [*found[-1:], *inside])
        found += [*inside, introduced] if introduced else inside
    return found


def _in_unit(reading: Reading, here: list[Cue], floor: int, ceiling: int) -> list[Attribution]:
    found: list[Attribution] = []
    lower = reading.lower
    for index in [index for index in range(floor, ceiling) if lower[index] in BY_WORD][:MOST_CUES]:
        idea = BY_WORD[lower[index]]
        quote = reading.quote_of[index]
        first, last = _inside(reading, quote, floor, ceiling) if quote >= 0 else (floor, ceiling)
        one = idea(reading, index, first, last)
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
    earlier = [
        one for one in found[-8:] if one.source and one.form != "noun" and reading.quote_of[one.cue[0]] == inside
    ]
    closing = [one for one in earlier[-1:] if one.rule in CLOSING and cue.first - one.cue[1] <= NEAR]
    ending = closing or [one for one in earlier if abs(cue.first - one.contents[-1][1]) <= NEAR]
    return ending[0] if ending else earlier[-1] if earlier else None


def _inside(reading: Reading, quote: int, floor: int, ceiling: int) -> tuple[int, int]:
    """Return the tokens of a quotation without its marks, within a unit."""
    first, last = reading.quotes[quote]
    closed = reading.lower[last - 1] in QUOTE_MARKS
    return max(floor, first + 1), min(ceiling, last - closed)


def _relative_ceiling(reading: Reading, cue: Cue, ceiling: int) -> int:
    """Return where the clause of a cue ends: at the next comma in "X, who backs C, left"."""
    before = cue.first - 1
    if before < 1 or reading.lower[before] not in {"who", "which"} or reading.lower[before - 1] != ",":
        return ceiling
    commas = (i for i in range(cue.last + 1, ceiling) if reading.lower[i] == "," and reading.quote_of[i] < 0)
    return next(commas, ceiling)


def _of_cue(reading: Reading, cue: Cue, floor: int, ceiling: int, earlier: Attribution | None) -> Attribution | None:
    """Return the proposal for one cue: the first idea of direct grammar that fits, else the chained reading."""
    ceiling = _relative_ceiling(reading, cue, ceiling)
    if reading.word(cue.first - 1) == "you" and reading.quote_of[cue.first] < 0:
        return None  # "as you know": no one's in particular
    for idea in IDEAS:
        one = idea(reading, cue, floor, ceiling)
        if one is not None:
            return one
    return chained_cues.find(reading, cue, floor, ceiling, earlier) or unnamed_sources.find(reading, cue, ceiling)


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


class _Marks(NamedTuple):
    """Spans and relations by id, in the making."""

    reading: Reading
    spans: dict[str, Span]
    relations: dict[str, Relation]

    def span(self, tokens: tuple[int, int], label: str, one: Attribution, attributes: dict[str, Value]) -> Span:
        """Return the span of a token range, a new one where there is none with this label yet."""
        start, end = _extent(self.reading, tokens)
        name = span_id(label, start, end)
        words = self.reading.seen.text[start:end]
        made = Span(
            id=name,
            start=start,
            end=end,
            label=label,
            text=words,
            attributes=attributes,
            rules=(one.rule,),
            score=one.score,
        )
        return self.spans.setdefault(name, made)

    def link(
        self, label: str, cue: Span, tail: str, one: Attribution, *, rule: str, polarity: str | None = None
    ) -> None:
        """Add a relation from the cue, once."""
        name = relation_id(label, cue.id, tail)
        attributes: dict[str, Value] = {} if polarity is None else {"polarity": polarity}
        made = Relation(
            id=name, label=label, head=cue.id, tail=tail, attributes=attributes, rules=(rule,), score=one.score
        )
        self.relations.setdefault(name, made)


def _written(
    reading: Reading,
    kept: list[Attribution],
    lost: list[Attribution],
    known: Mentions,
    entities: tuple[Entity, ...],
) -> Found:
    """Return spans, relations and votes of the attributions; targets last, when every content is known."""
    marks = _Marks(reading, {}, {})
    facts = _Facts(known, {entity.id: entity.country for entity in entities}, {m.entity: m.label for m in known.all})
    held = holders(reading, kept, known)
    acts, inherited = _acts(reading, kept, held, facts)
    aimed: list[tuple[Span, Attribution, Aim]] = []
    for number, (one, holder) in enumerate(zip(kept, held, strict=True)):
        kind, certainty = acts[number]
        negated = one.reading.negated or _of_nobody(reading, one)
        attributes: dict[str, Value] = {"act": kind, "certainty": certainty, "negated": negated}
        if holder is not None:
            attributes["holder"] = holder
        cue = marks.span(one.cue, "CUE", one, attributes)
        if one.source is not None:
            marks.link("source", cue, marks.span(one.source, "SOURCE", one, {}).id, one, rule=one.rule)
        later = one._replace(rule=floating_quotes.RULES[0])
        for place, extent in enumerate(one.contents):
            by = one if place < len(one.contents) - one.floating else later
            marks.link("content", cue, marks.span(extent, "CONTENT", by, {}).id, one, rule=by.rule)
        aimed += [(cue, one, aim) for aim in aims(reading, one, kind, known, negated=negated)]
        inner = inherited[number]
        if inner is not None:
            aimed += [(cue, one, aim) for aim in _toward(reading, kept[inner], kind, known)]
    for cue, one, aim in aimed:
        _aim(marks, cue, one, aim)
    votes = tuple(Vote(one.rule, *_extent(reading, one.cue), "CUE", one.score) for one in lost)
    return Found(reading_order(marks.spans.values()), tuple(marks.relations.values()), (), votes)


class _Facts(NamedTuple):
    """What the actors' layer knows: the mentions, the entities' countries, and which label an entity has."""

    known: Mentions
    countries: dict[str, str | None]
    labels: dict[str, str]


def _of_nobody(reading: Reading, one: Attribution) -> bool:
    """Say whether the source is nobody: "neither side accepted C"; "No. 10" is somebody."""
    if one.source is None:
        return False
    first, last = one.source
    word, following = reading.lower[first], reading.word(first + 1)
    return word in NOBODY or (
        word in {"no", "not"} and last - first > 1 and following != "." and not following[:1].isdigit()
    )


def _toward(reading: Reading, inner: Attribution, act: str, known: Mentions) -> list[Aim]:
    """Return the targets of an inner stance that is the speaker's own: what it opposes, "said it opposes C" does too."""
    found = aims(reading, inner, act, known, negated=inner.reading.negated)
    return [aim for aim in found if aim.polarity is not None]


def _acts(
    reading: Reading, kept: list[Attribution], held: list[str | None], facts: _Facts
) -> tuple[list[tuple[str, str]], list[int | None]]:
    """Return act and certainty of each attribution, and the inner stance that it has them from.

    What an inner stance says counts outside, so they are taken from the last to the first.
    """
    inherited: list[int | None] = [None] * len(kept)
    found: list[tuple[str, str]] = [("", "")] * len(kept)
    by_source = {one.source[0]: number for number, one in enumerate(kept) if one.source is not None}
    for number in range(len(kept) - 1, -1, -1):
        found[number] = _act(reading, kept[number], held[number], facts, None)
    for number, one in enumerate(kept):
        inner = _inner(reading, one, held, number, by_source)
        if inner is not None and inner != number:
            found[number] = _act(reading, one, held[number], facts, found[inner])
            same = one.reading.entry.act == "report" and found[inner][0] in INHERITED and found[number] == found[inner]
            inherited[number] = inner if same else None
    return found, inherited


def _act(
    reading: Reading, one: Attribution, holder: str | None, facts: _Facts, inner: tuple[str, str] | None
) -> tuple[str, str]:
    own = _own_side(reading, one, holder, facts)
    return act(reading, one, own=own, label=facts.labels.get(holder or ""), inner=inner)


def _inner(
    reading: Reading, one: Attribution, held: list[str | None], number: int, by_source: dict[int, int]
) -> int | None:
    """Return the stance that a content opens with, where its holder is the speaker: "said it opposes C"."""
    if not one.contents or one.form not in {"quote", "that", "bare", "told"}:
        return None
    first, last = one.contents[0]
    for index in range(first, min(first + OPENING, last)):
        inner = by_source.get(index)
        if inner is not None and inner != number:
            same = held[inner] is not None and held[inner] == held[number]
            return inner if same or reading.lower[index] in {"i", "we"} else None
    return None


def _aim(marks: _Marks, cue: Span, one: Attribution, aim: Aim) -> None:
    """Write a target or addressee: a relation to an actor, or to a TARGET span."""
    label = "addressee" if aim.polarity is None else "target"
    tail = ""
    if aim.mention is not None:
        tail = aim.mention.span
    elif aim.extent is not None:
        tail = marks.span(aim.extent, "TARGET", one._replace(rule=aim.rule), {}).id
    if tail:
        marks.link(label, cue, tail, one, rule=aim.rule, polarity=aim.polarity)


def _own_side(reading: Reading, one: Attribution, holder: str | None, facts: _Facts) -> frozenset[int]:
    """Return the tokens in the first content where the holder itself is named, or the state that it speaks for."""
    if one.source is None or not one.contents:
        return frozenset()
    first, last = one.contents[0]
    start, end = reading.seen.starts[first], reading.seen.ends[last - 1]
    known, countries = facts.known, facts.countries
    here = known.all[bisect_left(known.starts, start) : bisect_left(known.starts, end)]
    country = countries.get(holder or "")
    speaking = country is None and any(reading.lower[i] in GOVERNING for i in range(*one.source))
    return frozenset(
        reading.seen.token_at(m.start)
        for m in here
        if m.entity == holder
        or (m.label == "STATE" and (speaking or (country is not None and countries.get(m.entity) == country)))
    )


def _extent(reading: Reading, tokens: tuple[int, int]) -> Extent:
    return reading.seen.starts[tokens[0]], reading.seen.ends[tokens[1] - 1]
