"""Actors: who acts in an article, named or not. One idea a file; here they are run in order and agree on spans."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from annotate.annotations import Extent, Span, Value, Vote, span_id
from annotate.heuristics.actors import acronyms, entities, groups, kinds, names, nominals, organisations, states, titles
from annotate.heuristics.actors.reading import Mention, Reading, read
from annotate.heuristics.actors.use import is_located
from annotate.heuristics.actors.words import Words
from annotate.heuristics.found import Found
from annotate.text.view import View

_ARTICLES = frozenset(["the", "a", "an", "this", "that"])


def find(seen: View, quantities: Sequence[Span], lexicon: Words | None = None) -> Found:
    """Return the actors of an article with their entities; `quantities` are the spans that numbers belong to.

    `lexicon` takes the place of the package's own words (see own_lexicon).
    The outermost phrase wins, spans do not overlap, and none touches a zone. What lost is kept in votes.
    """
    reading = read(seen, quantities, lexicon)
    proposed = propose(reading)
    if seen.zones:
        proposed = [m for m in proposed if not seen.in_zone(seen.starts[m.first], seen.ends[m.last - 1])]
    won, lost = agree(proposed)
    people, entity_of = entities.cluster(reading, [best for best, _ in won])
    spans = tuple(_span(reading, best, rules, entity_of[index]) for index, (best, rules) in enumerate(won))
    return Found(spans=spans, entities=tuple(people), votes=tuple(_vote(reading, mention) for mention in lost))


def propose(reading: Reading) -> list[Mention]:
    """Return every rule's proposals: names first, then what common nouns say, then the article's vote on the rest."""
    others, decided, ends = _decide(reading)
    return [
        _without_article(reading, _placed(reading, mention))
        for mention in (*decided, *kinds.find(reading, others, decided, ends))
    ]


def _placed(reading: Reading, mention: Mention) -> Mention:
    """Give an actor without a country that of the place behind it: "rebels in Sudan"; soldiers may be anyone's there."""
    if mention.country is not None or mention.label == "STATE" or mention.role == "MIL":
        return mention
    country = titles.country_after(reading, mention.last)
    return mention if country is None else replace(mention, country=country)


def _without_article(reading: Reading, mention: Mention) -> Mention:
    """Leave out an article that belongs to the noun behind a name: "the Nixon campaign", "a Pentagon report"."""
    if mention.name is None or mention.name[0] != mention.first + 1 or mention.name[1] != mention.last:
        return mention
    if reading.lower[mention.first] not in _ARTICLES or not states.modifies_more(reading, mention.last):
        return mention
    return replace(mention, first=mention.name[0])


def undecided(reading: Reading) -> tuple[list[names.Name], dict[tuple[int, int], str]]:
    """Return the names that are left to the article's vote, and the labels of those that other rules have settled."""
    others, decided, _ = _decide(reading)
    return kinds.undecided(reading, others, decided)


def _decide(reading: Reading) -> tuple[list[names.Name], list[Mention], dict[int, int]]:
    """Return the names without a kind, the proposals of all rules but the vote, and where names end and begin."""
    found = names.find(reading)
    ends = {name.last: name.first for name in found}
    covered = {index for name in found for index in range(name.first, name.last)}
    titled = list(titles.find(reading, found, ends))
    named, taken = {mention.name for mention in titled}, {mention.last for mention in titled}
    untitled = [name for name in found if name.last not in taken or not _holds(named, name)]
    decided = [*titled, *states.find(reading, [(name.first, name.last) for name in found])]
    heads = groups.heads_in(reading, covered)
    decided += nominals.find(reading, untitled, heads, ends)
    offices = {(m.first, m.last) for m in decided if m.rule == "actors.nominals_office"}
    others = [name for name in untitled if not any(name.last == last for _, last in offices)] if offices else untitled
    decided += groups.find(reading, others, heads, ends)
    peoples = {mention.name for mention in decided if mention.name is not None}
    others = [name for name in others if (name.first, name.last) not in peoples]
    decided += organisations.find(reading, others, ends)
    decided += acronyms.find(reading, others)
    return others, decided, ends


def _holds(named: set[tuple[int, int] | None], name: names.Name) -> bool:
    """Say whether the name's end is a titled person's already."""
    return any((first, name.last) in named for first in range(name.first, min(name.last, name.first + 16)))


def agree(mentions: Iterable[Mention]) -> tuple[list[tuple[Mention, tuple[str, ...]]], list[Mention]]:
    """Return the winners with the rules that voted for them, in order, and the losers: outermost wins, then the score."""
    won: list[tuple[Mention, tuple[str, ...]]] = []
    lost: list[Mention] = []
    taken = 0
    for mention in sorted(mentions, key=lambda m: (m.first, -m.last, -m.score, m.rule)):
        if mention.first >= taken:
            won.append((mention, (mention.rule,)))
            taken = mention.last
        elif (mention.first, mention.last, mention.label) == (won[-1][0].first, won[-1][0].last, won[-1][0].label):
            if mention.rule not in won[-1][1]:
                won[-1] = (won[-1][0], (*won[-1][1], mention.rule))
        else:
            lost.append(mention)
    return won, lost


def _extent(reading: Reading, mention: Mention) -> Extent:
    return reading.seen.starts[mention.first], reading.seen.ends[mention.last - 1]


def _span(reading: Reading, mention: Mention, rules: tuple[str, ...], entity: str) -> Span:
    start, end = _extent(reading, mention)
    place = mention.label == "STATE" and mention.name is not None and is_located(reading, *mention.name)
    attributes: dict[str, Value] = {"entity": entity, "use": "place" if place else "actor"}
    parts: dict[str, Extent] = {}
    if mention.name is not None:
        first, last = _with_article(reading, mention)
        parts["name"] = (reading.seen.starts[first], reading.seen.ends[last - 1])
    return Span(
        id=span_id(mention.label, start, end),
        start=start,
        end=end,
        label=mention.label,
        text=reading.seen.text[start:end],
        attributes=attributes,
        parts=parts,
        rules=(*rules, "actors.use_place") if place else rules,
        score=mention.score,
    )


def _with_article(reading: Reading, mention: Mention) -> tuple[int, int]:
    """Return the name with an article that is part of it: a capital inside a sentence says so (The Jerusalem Post)."""
    first, last = mention.name or (mention.first, mention.last)
    the = mention.label == "ORG" and first > mention.first and reading.seen.words[first - 1] == "The"
    return (first - 1 if the and not reading.opening[first - 1] else first), last


def _vote(reading: Reading, mention: Mention) -> Vote:
    start, end = _extent(reading, mention)
    return Vote(rule=mention.rule, start=start, end=end, label=mention.label, score=mention.score)
