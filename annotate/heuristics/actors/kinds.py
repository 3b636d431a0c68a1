"""Kinds: what a name is by the votes of the whole article, one name one kind: person, organisation, or no actor."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from annotate.heuristics.actor_reading import Mention, Reading
from annotate.heuristics.actor_words import plain
from annotate.heuristics.actors.acronyms import is_acronym
from annotate.heuristics.actors.names import Name
from annotate.heuristics.actors.premodifiers import start_of
from annotate.heuristics.actors.titles import country_in

RULES = ("actors.kinds_person", "actors.kinds_organisation")
_NO_ACTOR = "NONE"
_PLACE = "PLACE"
_SPEECH = frozenset(
    ["said", "says", "told", "tells", "tweeted", "added", "adds", "explained", "argued", "recalled", "wrote", "writes", "insisted", "noted", "stated", "replied", "thinks", "believes"]
)
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
_PLACE_NOUNS = frozenset(
    ["region", "province", "city", "town", "district", "area", "county", "river", "airport", "village", "island", "islands", "coast", "border", "peninsula", "valley", "street", "suburb", "neighbourhood", "neighborhood", "prefecture", "state", "oblast", "governorate", "mountains", "sea", "lake", "beach"],
)
_GIVEN_IN_TWO = re.compile(r"[A-Z][a-z]+-[a-z]+")
_PATRONYM = frozenset(["bin", "ibn", "bint"])
_FOREIGN_BODIES = frozenset(
    ["frente", "partido", "prensa", "banco", "grupo", "movimiento", "asociación", "unión", "liga", "consejo", "instituto", "ministerio", "universidad", "casa", "nation", "hub", "hunters", "dynasty", "shimbun", "empresa", "fundación", "comité", "compañía", "bloc", "parti", "front", "partei", "bund", "verein"],
)
_NUMERAL = re.compile(r"[IVX]+|\d+")
_PAIR, _LONG = 2, 4
_AGES = range(10, 105)


def find(
    reading: Reading, names: list[Name], decided: Iterable[Mention], name_ends: dict[int, int]
) -> Iterator[Mention]:
    """Yield the names that no rule decided by itself, with the kind for which the article speaks most."""
    settled = {mention.name: mention for mention in decided if mention.name is not None and mention.fixed}
    ballots: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in settled.values():
        if mention.name is not None and mention.label in {"PERSON", "ORG"}:
            ballots[_key(reading, *mention.name)][mention.label] += 3
    for name in names:
        if (name.first, name.last) not in settled:
            ballots[_key(reading, name.first, name.last)] += votes_for(reading, name)
    persons = _persons(reading, names, settled, ballots)
    for name in names:
        if (name.first, name.last) in settled or _described(reading, name):
            continue
        ballot = ballots[_key(reading, name.first, name.last)]
        if name.last - name.first == 1 and reading.lower[name.first] in persons:
            ballot = ballot + Counter({"PERSON": 3})
        label = max(ballot, key=lambda kind: (ballot[kind], kind))
        if label in {_NO_ACTOR, _PLACE}:
            continue
        start = start_of(reading, name.first, name_ends)
        rule = "actors.kinds_person" if label == "PERSON" else "actors.kinds_organisation"
        share = ballot[label] / max(1.0, sum(ballot.values()))
        country = country_in(reading, start.first, name.last)
        yield Mention(
            start.first,
            name.last,
            label,
            rule,
            round(0.4 + 0.5 * share, 2),
            (name.first, name.last),
            "",
            country,
            None,
            start.owner,
        )


def _key(reading: Reading, first: int, last: int) -> str:
    return " ".join(reading.lower[first:last])


def _described(reading: Reading, name: Name) -> bool:
    """Say whether the name is only an adjective of the gazetteer, or a place that other rules have weighed."""
    known = reading.known.get(name.first)
    return known is not None and known[0] == name.last


def votes_for(reading: Reading, name: Name) -> Counter[str]:
    """Return what one mention says about the kind of its name."""
    lexicon, votes = reading.words, Counter[str]()
    words = reading.seen.words[name.first : name.last]
    size = name.last - name.first
    known_start = reading.known.get(name.first)
    final = words[-1] if size == 1 or not _NUMERAL.fullmatch(words[-1]) else words[-2]
    if final in lexicon.events or (size == 1 and any(letter.isdigit() for letter in words[0])):
        votes[_NO_ACTOR] += 4
    if words[-1] in lexicon.places or words[0] in {
        "Lake",
        "Mount",
        "Cape",
        "Port",
        "Fort",
        "Gulf",
        "Bay",
        "Isle",
        "Camp",
    }:
        votes[_PLACE] += 4
    if any(_GIVEN_IN_TWO.fullmatch(word) for word in words[1:]) or _PATRONYM & {word.lower() for word in words[1:-1]}:
        votes["PERSON"] += 2.5
    if size > _PAIR and any(word == "." and len(words[i]) == 1 for i, word in enumerate(words[1:])):
        votes["PERSON"] += 2
    if plain(words[0]) in lexicon.given or (size > _PAIR and plain(words[1]) in lexicon.given):
        votes["PERSON"] += 3 if size > 1 else 2
    common = sum(
        word.lower() in lexicon.common or word.lower() in lexicon.modifiers or word.lower() in lexicon.verbs
        for word in words
    )
    if any(word.lower().removesuffix("s") in lexicon.name_heads or word.lower() in _FOREIGN_BODIES for word in words):
        votes["ORG"] += 2
    if size == 1:
        votes.update(_of_a_word(reading, name))
    elif size <= _LONG and not common and known_start is None:
        votes["PERSON"] += 1.5
    else:
        votes["ORG"] += 0.8
        votes[_NO_ACTOR] += 0.4 * common + (1 if known_start is not None else 0)
    return votes + _around(reading, name)


def _of_a_word(reading: Reading, name: Name) -> Counter[str]:
    word = reading.seen.words[name.first]
    if is_acronym(word):
        return Counter({"ORG": 2.0})
    if any(letter.isupper() for letter in word[1:]) and "-" not in word and "'" not in word:
        return Counter({"ORG": 1.5})
    lower, lexicon = word.lower(), reading.words
    if lower in lexicon.heads or lower in lexicon.name_heads or lower in lexicon.titles or len(word) == 1:
        return Counter({_NO_ACTOR: 3.0})
    if lower in lexicon.common or lower in lexicon.modifiers or lower in lexicon.verbs or lower in reading.small:
        return Counter({_NO_ACTOR: 1.6, "ORG": 0.6})
    return Counter({"PERSON": 0.5, "ORG": 0.7})  # persons are introduced with their full name


def _around(reading: Reading, name: Name) -> Counter[str]:
    votes = Counter[str]()
    before, after = reading.before(name.first), reading.after(name.last)
    if before == "the":
        votes.update({"ORG": 1.2, _NO_ACTOR: 0.6, "PERSON": -1.0})
    votes[_PLACE] += _IN.get(before, 0)
    if after in _SPEECH:
        votes["PERSON"] += 1.0
    if after in {"'s", "who"}:
        votes["PERSON"] += 0.5
    if before in _SPEECH:
        votes["PERSON"] += 0.7
    if after == ",":
        following = reading.after(name.last + 1)
        if following == "who" or (following.isdecimal() and len(following) <= _LONG - 1 and int(following) in _AGES):
            votes["PERSON"] += 2.5
        elif name.last + 1 in reading.known and before in _IN:
            votes[_PLACE] += 1.5
    if after in _PLACE_NOUNS:
        votes[_PLACE] += 2.5
    if reading.word(name.last) == "-" and reading.word(name.last + 1) == "based":
        votes[_PLACE] += 2
    return votes


def _persons(
    reading: Reading,
    names: list[Name],
    settled: dict[tuple[int, int] | None, Mention],
    ballots: dict[str, Counter[str]],
) -> set[str]:
    """Return the words by which persons of the article are called: parts of full names, names after a title."""
    called: set[str] = set()
    for name in names:
        extent = (name.first, name.last)
        mention = settled.get(extent)
        ballot = ballots[_key(reading, *extent)]
        person = (
            mention.label == "PERSON" if mention else bool(ballot) and max(ballot, key=lambda k: ballot[k]) == "PERSON"
        )
        if person and (name.last - name.first > 1 or mention):
            called.add(reading.lower[name.last - 1])
            called.add(reading.lower[name.first])
    for extent_of, mention in settled.items():
        if extent_of is not None and mention.label == "PERSON":
            called.update((reading.lower[extent_of[1] - 1], reading.lower[extent_of[0]]))
    return called - reading.words.common - reading.words.function
