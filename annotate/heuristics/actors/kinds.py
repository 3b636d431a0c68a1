"""Kinds: what a name is by the votes of the whole article, one name one kind: person, organisation, or no actor."""

import re
from collections.abc import Iterable, Iterator, Mapping

from annotate.heuristics.actor_reading import Mention, Reading
from annotate.heuristics.actor_words import plain
from annotate.heuristics.actors.acronyms import is_acronym
from annotate.heuristics.actors.names import ABSTRACT, Name
from annotate.heuristics.actors.premodifiers import start_of
from annotate.heuristics.actors.titles import country_in

RULES = ("actors.kinds_person", "actors.kinds_organisation")
_NO_ACTOR = "NONE"
_PLACE = "PLACE"
_IN = {
    "in": 2.0,
    "near": 2.0,
    "across": 1.5,
    "outside": 1.5,
    "around": 1.0,
    "at": 0.7,
    "from": 0.7,
    "throughout": 2.0,
    "to": 0.4,
    "into": 0.8,
    "via": 0.5,
}
_GIVEN_IN_TWO = re.compile(r"[A-Z][a-z]+-[a-z]+")
_PATRONYM = frozenset(["bin", "ibn", "bint"])
_BEFORE_PLACES = frozenset({"Lake", "Mount", "Cape", "Port", "Fort", "Gulf", "Bay", "Isle", "Camp"})
_QUOTES = frozenset("\"'“”‘’")
_NUMERAL = re.compile(r"[IVX]+|\d+")
_PAIR, _LONG = 2, 4
_AGES = range(10, 105)


def find(
    reading: Reading, names: list[Name], decided: Iterable[Mention], name_ends: dict[int, int]
) -> Iterator[Mention]:
    """Yield the names that no rule decided by itself, with the kind for which the article speaks most."""
    settled = {mention.name: mention.label for mention in decided if mention.name is not None}
    ballots: dict[str, dict[str, float]] = {}
    for extent, label in settled.items():
        if label in {"PERSON", "ORG"}:
            _cast(ballots.setdefault(_key(reading, *extent), {}), {label: 3.0})
    for name in names:
        if (name.first, name.last) not in settled:
            ballot = ballots.setdefault(_key(reading, name.first, name.last), {})
            _cast(ballot, votes_for(reading, name))
            _cast(ballot, _around(reading, name))
    persons = _persons(reading, names, settled, ballots)
    for name in names:
        known = reading.known.get(name.first)
        described = known is not None and known[0] == name.last  # other rules have weighed it
        if (name.first, name.last) in settled or described:
            continue
        ballot = dict(ballots[_key(reading, name.first, name.last)])
        if name.last - name.first == 1 and reading.lower[name.first] in persons:
            _cast(ballot, {"PERSON": 3.0})
        mention = _elected(reading, name, ballot, name_ends)
        if mention is not None:
            yield mention


def _elected(reading: Reading, name: Name, ballot: Mapping[str, float], name_ends: dict[int, int]) -> Mention | None:
    label = max(ballot, key=lambda kind: (ballot[kind], kind))
    if label in {_NO_ACTOR, _PLACE}:
        return None
    start = start_of(reading, name.first, name_ends)
    rule = "actors.kinds_person" if label == "PERSON" else "actors.kinds_organisation"
    share = min(1.0, ballot[label] / max(1.0, sum(votes for votes in ballot.values() if votes > 0)))
    right = min(0.85, 0.3 + 0.8 * share) if label == "PERSON" else min(0.5, max(0.1, 1.2 * share - 0.5))
    score = round(right, 2)
    country = country_in(reading, start.first, name.last)
    part = (name.first, name.last)
    return Mention(start.first, name.last, label, rule, score, part, "", country, None, start.owner)


def _cast(ballot: dict[str, float], votes: Mapping[str, float]) -> None:
    for kind, weight in votes.items():
        ballot[kind] = ballot.get(kind, 0.0) + weight


def _key(reading: Reading, first: int, last: int) -> str:
    return " ".join(reading.lower[first:last])


def votes_for(reading: Reading, name: Name) -> dict[str, float]:
    """Return what the words of a name say about its kind."""
    lexicon, size = reading.words, name.last - name.first
    words = reading.seen.words[name.first : name.last]
    lower = reading.lower[name.first : name.last]
    votes = dict.fromkeys(("ORG", "PERSON"), 0.0)
    final = words[-1] if size == 1 or not _NUMERAL.fullmatch(words[-1]) else words[-2]
    if final in lexicon.events or (size == 1 and any(letter.isdigit() for letter in words[0])):
        _cast(votes, {_NO_ACTOR: 4.0})
    if words[-1] in lexicon.places or words[0] in _BEFORE_PLACES:
        _cast(votes, {_PLACE: 4.0})
    if any(_GIVEN_IN_TWO.fullmatch(word) for word in words[1:]) or not _PATRONYM.isdisjoint(lower[1:-1]):
        _cast(votes, {"PERSON": 2.5})
    if any(word == "." and len(words[i]) == 1 for i, word in enumerate(words[1:])):
        _cast(votes, {"PERSON": 2.0})
    if plain(words[0]) in lexicon.given or (size > _PAIR and plain(words[1]) in lexicon.given):
        _cast(votes, {"PERSON": 3.0 if size > 1 else 2.0})
    if any(
        word.removesuffix("s") in lexicon.name_heads or word in reading.words.sets["kinds_foreign_bodies"]
        for word in lower
    ):
        _cast(votes, {"ORG": 2.0})
    _cast(votes, _of_a_word(reading, name) if size == 1 else _of_words(reading, name))
    return votes


def _of_words(reading: Reading, name: Name) -> dict[str, float]:
    lexicon, lower = reading.words, reading.lower[name.first : name.last]
    common = sum(word in lexicon.common or word in lexicon.modifiers or word in lexicon.verbs for word in lower)
    known = name.first in reading.known
    if len(lower) <= _LONG and not common and not known:
        return {"PERSON": 1.5}
    return {"ORG": 0.8, _NO_ACTOR: 0.4 * common + known}


def _of_a_word(reading: Reading, name: Name) -> dict[str, float]:
    word, lower, lexicon = reading.seen.words[name.first], reading.lower[name.first], reading.words
    if is_acronym(word):
        return {"ORG": 2.0}
    if any(letter.isupper() for letter in word[1:]) and "-" not in word and "'" not in word:
        return {"ORG": 1.5}
    if lower in lexicon.heads or lower in lexicon.name_heads or lower in lexicon.titles or len(word) == 1:
        return {_NO_ACTOR: 3.0}
    if lower in lexicon.common or lower in lexicon.modifiers or lower in lexicon.verbs or lower in reading.small:
        return {_NO_ACTOR: 1.6, "ORG": 0.6}
    if lower.endswith(ABSTRACT):
        return {_NO_ACTOR: 0.9, "ORG": 0.6}
    return {"PERSON": 0.5, "ORG": 0.7}  # persons are introduced with their full name


def _around(reading: Reading, name: Name) -> dict[str, float]:
    """Return what the words beside a name say about its kind."""
    before, after = reading.before(name.first), reading.after(name.last)
    votes: dict[str, float] = {_PLACE: _IN.get(before, 0.0)}
    if before in _QUOTES and after in _QUOTES:  # the title of a work
        _cast(votes, {_NO_ACTOR: 2.0})
    if before == "(" and after == ")" and reading.seen.words[name.first - 2][0].islower() and name.first > 1:
        _cast(votes, {_NO_ACTOR: 2.0})  # the acronym of a common noun
    if before == "the":
        _cast(votes, {"ORG": 1.2, _NO_ACTOR: 0.6, "PERSON": -1.0})
    if after in reading.words.sets["kinds_speech"] or before in reading.words.sets["kinds_speech"]:
        _cast(votes, {"PERSON": 1.0 if after in reading.words.sets["kinds_speech"] else 0.7})
    if after in {"'s", "who"}:
        _cast(votes, {"PERSON": 0.5})
    if after == ",":
        following = reading.after(name.last + 1)
        aged = following.isdecimal() and len(following) < _LONG and int(following) in _AGES
        if following == "who" or aged:
            _cast(votes, {"PERSON": 2.5})
        elif name.last + 1 in reading.known and before in _IN:
            _cast(votes, {_PLACE: 1.5})
    if after in reading.words.sets["kinds_place_nouns"]:
        _cast(votes, {_PLACE: 2.5})
    return votes


def _persons(
    reading: Reading,
    names: list[Name],
    settled: Mapping[tuple[int, int], str],
    ballots: Mapping[str, Mapping[str, float]],
) -> set[str]:
    """Return the words by which persons of the article are called: parts of full names, names after a title."""
    called: set[str] = set()
    for extent, label in settled.items():
        if label == "PERSON":
            called.update((reading.lower[extent[1] - 1], reading.lower[extent[0]]))
    for name in names:
        ballot = ballots[_key(reading, name.first, name.last)]
        if name.last - name.first > 1 and max(ballot, key=lambda kind: ballot[kind]) == "PERSON":
            called.update((reading.lower[name.last - 1], reading.lower[name.first]))
    return called - reading.words.common - reading.words.function
