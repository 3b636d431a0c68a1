"""Kinds: what a name is by the votes of the whole article, one name one kind: person, organisation, or no actor."""

from collections.abc import Iterable, Iterator, Mapping
from math import exp

from annotate.heuristics.actors.names import Name
from annotate.heuristics.actors.organisations import COMPANY_SIGNS
from annotate.heuristics.actors.premodifiers import start_of
from annotate.heuristics.actors.reading import Mention, Reading
from annotate.heuristics.actors.titles import country_in
from annotate.heuristics.actors.votes import NO_ACTOR, ORGANISATION, PERSON, beside, of_words, weights

RULES = ("actors.kinds_person", "actors.kinds_organisation")
_OFTEN, _TOLD = 3, 0.95
_SURE = 0.7
_NOBODY = 0.65
Called = Mapping[str, str]
_COMPANY = {PERSON: 0.0, ORGANISATION: 0.9, NO_ACTOR: 0.1}


def find(
    reading: Reading, names: list[Name], decided: Iterable[Mention], name_ends: dict[int, int]
) -> Iterator[Mention]:
    """Yield the names that no rule decided by itself, with the kind for which the article speaks most."""
    names, decided = list(names), list(decided)
    for name in names:
        if "person" in _kinds_known(reading, name):  # a user's own lexicon says so
            yield _mention(reading, name, (PERSON, _TOLD), name_ends)
    left, settled = undecided(reading, names, decided)
    for name, shares in _elections(reading, left, settled):
        kind = PERSON if shares[PERSON] > shares[ORGANISATION] else ORGANISATION
        if shares[NO_ACTOR] < _NOBODY:
            yield _mention(reading, name, (kind, shares[kind]), name_ends)


def undecided(
    reading: Reading, names: Iterable[Name], decided: Iterable[Mention]
) -> tuple[list[Name], dict[tuple[int, int], str]]:
    """Return the names that are left to the vote, and the labels of those that are settled."""
    settled = {mention.name: mention.label for mention in decided if mention.name is not None}
    left = [name for name in names if (name.first, name.last) not in settled and not _described(reading, name)]
    return left, settled


def _elections(
    reading: Reading, names: list[Name], settled: Mapping[tuple[int, int], str]
) -> Iterator[tuple[Name, Mapping[str, float]]]:
    """Yield each name with the share of each kind."""
    ballots, elected = _long_ones_first(reading, names, settled)
    elected |= {key: elect(votes) for key, votes in ballots.items() if key not in elected}
    elected |= dict.fromkeys(_companies(reading, settled) & elected.keys(), _COMPANY)
    for name in names:
        yield name, elected[key_of(reading, name)]


def _companies(reading: Reading, settled: Mapping[tuple[int, int], str]) -> set[str]:
    """Return the words that companies go by: the one before Ltd, plc or Inc, where no person of the article has it."""
    lower = reading.lower
    found = {
        lower[first]
        for (first, last), label in settled.items()
        if label == ORGANISATION and last - first > 1 and lower[first + 1] in COMPANY_SIGNS
    }
    people = {lower[i] for (a, b), label in settled.items() if label == PERSON for i in (a, b - 1)}
    return found - people


def every_ballot(reading: Reading, names: list[Name], settled: Mapping[tuple[int, int], str]) -> dict[str, set[str]]:
    """Return the votes on every name."""
    return _long_ones_first(reading, names, settled)[0]


def _long_ones_first(
    reading: Reading, names: list[Name], settled: Mapping[tuple[int, int], str]
) -> tuple[dict[str, set[str]], dict[str, Mapping[str, float]]]:
    """Return the votes on every name, and the shares of long names: elected first, they say who the short ones are."""
    called = _called(reading, settled)
    long = [name for name in names if name.last - name.first > 1]
    ballots = _ballots_of(reading, long, called)
    elected = {key: elect(votes) for key, votes in ballots.items()}
    for name in long:
        key = key_of(reading, name)
        if elected[key][PERSON] > _SURE:
            called.setdefault(reading.lower[name.last - 1], PERSON)
            called.setdefault(reading.lower[name.first], PERSON)
        elif elected[key][ORGANISATION] > _SURE:
            called.setdefault(reading.lower[name.first], ORGANISATION)
    short = [name for name in names if name.last - name.first == 1]
    return ballots | _ballots_of(reading, short, called), elected


def _ballots_of(reading: Reading, names: list[Name], called: Called) -> dict[str, set[str]]:
    """Return by the words of each name all votes on it: what the words say, and what stands beside it anywhere."""
    ballots: dict[str, set[str]] = {}
    times: dict[str, int] = {}
    for name in names:
        key = key_of(reading, name)
        ballot = ballots.get(key)
        if ballot is None:
            ballot = ballots[key] = set(of_words(reading, name.first, name.last))
            if key in called:
                ballot.add(f"called like {called[key]}")
        ballot.update(beside(reading, name.first, name.last))
        times[key] = times.get(key, 0) + 1
    for key, count in times.items():
        ballots[key].add("once" if count == 1 else "often" if count >= _OFTEN else "twice")
    return ballots


def elect(votes: Iterable[str]) -> Mapping[str, float]:
    """Return each kind's share of the votes: the exponentials of the summed weights, divided by their sum."""
    known = weights()
    person = organisation = none = 0
    for vote in votes:
        weight = known.get(vote)
        if weight is not None:
            person += weight[0]
            organisation += weight[1]
            none += weight[2]
    highest = max(person, organisation, none)
    person_power, organisation_power, no_power = (
        exp((person - highest) / 10), exp((organisation - highest) / 10), exp((none - highest) / 10),
    )  # fmt: skip
    total = person_power + organisation_power + no_power
    return {PERSON: person_power / total, ORGANISATION: organisation_power / total, NO_ACTOR: no_power / total}


def key_of(reading: Reading, name: Name) -> str:
    """Return the words of a name in small letters."""
    return " ".join(reading.lower[name.first : name.last])


def _described(reading: Reading, name: Name) -> bool:
    """Say whether the gazetteer knows the whole name: other rules have weighed it."""
    return bool(_kinds_known(reading, name))


def _kinds_known(reading: Reading, name: Name) -> frozenset[str]:
    """Return what the gazetteer says that the whole name may be."""
    known = reading.known.get(name.first)
    return known[1].kinds if known is not None and known[0] == name.last else frozenset()


def _called(reading: Reading, settled: Mapping[tuple[int, int], str]) -> dict[str, str]:
    """Return the words by which persons and organisations of the article are called: parts of their full names."""
    called: dict[str, str] = {}
    for extent, label in settled.items():
        if label == PERSON:
            called[reading.lower[extent[1] - 1]] = called[reading.lower[extent[0]]] = PERSON
        elif label == ORGANISATION:
            called.setdefault(" ".join(reading.lower[extent[0] : extent[1]]), ORGANISATION)
            called.setdefault(reading.lower[extent[0]], ORGANISATION)
    return called


def _mention(reading: Reading, name: Name, elected: tuple[str, float], name_ends: dict[int, int]) -> Mention:
    kind, share = elected
    start = start_of(reading, name.first, name_ends)
    rule = "actors.kinds_person" if kind == PERSON else "actors.kinds_organisation"
    country = country_in(reading, start.first, name.last)
    part = (name.first, name.last)
    return Mention(start.first, name.last, kind, rule, round(share, 2), part, "", country, None, start.owner)
