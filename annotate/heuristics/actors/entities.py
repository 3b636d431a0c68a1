"""Entities: which mentions are the same actor, and what the article says of its country and sector."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from annotate.annotations import Entity
from annotate.heuristics.actor_reading import Mention, Reading
from annotate.heuristics.actors.acronyms import is_acronym, stands_for

_DETERMINERS = frozenset(["the", "a", "an", "this", "that", "these", "those", "some", "its", "their", "our", "his", "her", "my", "your"])
_OURS = frozenset(["our", "my"])
# One institution of its kind in a country: "South Korea's spy agency" is the service that is named elsewhere.
_ONE_A_COUNTRY = frozenset({"SPY", "LEG", "MIL"})
_AFFILIATES = frozenset(["of", "from", "at"])
_PAIR = 2


class Known(NamedTuple):
    """One entity while the article is read: indices of its mentions, what it is called, and its facts."""

    label: str
    names: set[str]
    lemmas: set[str]
    facts: dict[str, str]
    mentions: list[int]


class Clusters:
    """Entities found so far, with the look-ups that keep each mention's search short."""

    def __init__(self, reading: Reading, mentions: Sequence[Mention]) -> None:
        """Begin with none."""
        self.reading = reading
        self.mentions = mentions
        self.found: list[Known] = []
        self.by_key: dict[tuple[str, str], int] = {}
        self.of: dict[int, int] = {}

    def join(self, index: int, entity: int | None, *keys: tuple[str, str]) -> int:
        """Put a mention into an entity, a new one if None, and remember the keys by which it is found again."""
        mention = self.mentions[index]
        if entity is None:
            entity = len(self.found)
            self.found.append(Known(mention.label, set(), set(), {}, []))
        known = self.found[entity]
        known.mentions.append(index)
        if mention.name is not None:
            known.names.add(words_of(self.reading, mention))
        if mention.lemma:
            known.lemmas.update((mention.lemma, mention.lemma.split()[-1]))
        for fact, value in (("country", mention.country), ("role", mention.role)):
            if value is not None:
                known.facts.setdefault(fact, value)
        for key in keys:
            self.by_key.setdefault(key, entity)
        self.of[index] = entity
        return entity


def cluster(reading: Reading, mentions: Sequence[Mention]) -> tuple[list[Entity], dict[int, str]]:
    """Return the entities in order of first mention, e1 first, and the entity id of each mention by its index."""
    clusters = Clusters(reading, mentions)
    for index, mention in enumerate(mentions):
        if mention.name is not None:
            _named(clusters, index, mention)
    recent: dict[str, list[int]] = {}
    for index, mention in enumerate(mentions):
        if mention.name is None:
            _nominal(clusters, index, mention, recent)
        else:
            recent.setdefault(clusters.found[clusters.of[index]].label, []).append(clusters.of[index])
    _affiliations(clusters)
    order = list(dict.fromkeys(clusters.of[index] for index in range(len(mentions))))
    ids = {entity: f"e{number}" for number, entity in enumerate(order, start=1)}
    entities = [
        Entity(
            id=ids[entity],
            name=_name(clusters, clusters.found[entity]),
            country=clusters.found[entity].facts.get("country"),
            role=clusters.found[entity].facts.get("role"),
        )
        for entity in order
    ]
    return entities, {index: ids[entity] for index, entity in clusters.of.items()}


def words_of(reading: Reading, mention: Mention) -> str:
    """Return the name of a mention as written, without an article."""
    first, last = mention.name or (mention.first, mention.last)
    if last - first > 1 and reading.lower[first] in _DETERMINERS:
        first += 1
    return reading.seen.text[reading.seen.starts[first] : reading.seen.ends[last - 1]]


def _named(clusters: Clusters, index: int, mention: Mention) -> None:
    name = words_of(clusters.reading, mention)
    by: dict[str, Callable[[Clusters, int, Mention, str], None]] = {
        "STATE": _state,
        "PERSON": _person,
        "ORG": _organisation,
    }
    by.get(mention.label, _people)(clusters, index, mention, name)


def _state(clusters: Clusters, index: int, mention: Mention, name: str) -> None:
    key = ("state", mention.country or name.lower())
    if (known := clusters.reading.words.known.get(name)) is not None and "state" in known.kinds:
        key = ("state", known.canonical.lower())
    clusters.join(index, clusters.by_key.get(key), key)


def _people(clusters: Clusters, index: int, mention: Mention, name: str) -> None:
    key = ("people", mention.lemma or name.lower())
    clusters.join(index, clusters.by_key.get(key), key)


def _person(clusters: Clusters, index: int, mention: Mention, name: str) -> None:
    parts = name.lower().split()
    keys = [("person", name.lower())]
    if len(parts) > 1:
        keys += [("called", parts[0]), ("called", parts[-1])]
        entity = clusters.by_key.get(keys[0])
    else:
        keys.append(("called", name.lower()))
        entity = clusters.by_key.get(("called", name.lower()))
    if entity is None and len(parts) > 1:
        shorter = clusters.by_key.get(("called", parts[-1]))
        if (shorter is not None and all(len(known.split()) == 1 for known in clusters.found[shorter].names)) or (shorter is not None and any(_same_ends(known, parts) for known in clusters.found[shorter].names)):
            entity = shorter
    clusters.join(index, entity, *keys)


def _same_ends(name: str, parts: list[str]) -> bool:
    known = name.lower().split()
    return known[0] == parts[0] and known[-1] == parts[-1]


def _organisation(clusters: Clusters, index: int, mention: Mention, name: str) -> None:
    reading, lower = clusters.reading, name.lower()
    keys = [("organisation", lower.replace(".", ""))]
    words = lower.split()
    if len(words) > 1:
        first, last = mention.name or (mention.first, mention.last)
        keys.append(("initials", _initials(reading.lower[first:last])))
    entity = clusters.by_key.get(keys[0])
    if entity is None and is_acronym(name):
        entity = clusters.by_key.get(("initials", lower.replace(".", "")))
        before = index - 1
        if entity is None and before >= 0 and mention.first > 0 and reading.before(mention.first) == "(":
            previous = clusters.mentions[before]
            stretch = reading.lower[slice(*previous.name)] if previous.name else ()
            if previous.label == "ORG" and previous.last == mention.first - 1 and stands_for(name, stretch):
                entity = clusters.of.get(before)
    clusters.join(index, entity, *keys)


def _initials(words: Sequence[str]) -> str:
    return "".join(
        word[0] for word in words if word[0].isalpha() and word not in {"of", "the", "and", "for", "in", "on", "'s"}
    )


def _nominal(clusters: Clusters, index: int, mention: Mention, recent: dict[str, list[int]]) -> None:
    first = clusters.reading.lower[mention.first]
    entity = _apposed(clusters, index, mention)
    keys: list[tuple[str, str]] = []
    if entity is not None:
        clusters.join(index, entity)
        return
    if mention.label == "STATE":
        entity = _country(clusters, first, recent)
    elif mention.owner is not None:
        keys.append(("owned", f"{_owner(clusters, mention)} {mention.lemma}"))
        entity = clusters.by_key.get(keys[0])
    if entity is None and mention.label != "STATE":
        entity = _fitting(clusters, mention, first, recent.get(mention.label, []))
    joined = clusters.join(index, entity, *keys)
    known = clusters.found[joined]
    if mention.owner is not None and "country" not in known.facts:
        country = _owner_country(clusters, mention)
        if country is not None:
            known.facts["country"] = country
    recent.setdefault(known.label, []).append(joined)


def _apposed(clusters: Clusters, index: int, mention: Mention) -> int | None:
    """Return the entity of the name that only a comma parts from a definite person: "the French president, Emmanuel Macron"."""
    reading, mentions = clusters.reading, clusters.mentions
    if mention.label != "PERSON" or reading.lower[mention.first] in {"a", "an"}:
        return None
    after = mentions[index + 1] if index + 1 < len(mentions) else None
    if (
        after is not None
        and after.first == mention.last + 1
        and reading.lower[mention.last] == ","
        and _is_named_person(after)
    ):
        return clusters.of[index + 1]
    before = mentions[index - 1] if index else None
    if (
        before is not None
        and mention.first == before.last + 1
        and reading.lower[before.last] == ","
        and _is_named_person(before)
    ):
        return clusters.of[index - 1]
    return None


def _is_named_person(mention: Mention) -> bool:
    return mention.label == "PERSON" and mention.name is not None and mention.name[0] == mention.first


def _country(clusters: Clusters, first: str, recent: dict[str, list[int]]) -> int | None:
    """Return the state that "our country" (the last speaker's) or "the country" (the last one named) means."""
    if first in _OURS:
        speakers = sorted(
            (*recent.get("ORG", [])[-1:], *recent.get("PERSON", [])[-1:]), key=lambda e: -clusters.found[e].mentions[-1]
        )
        for speaker in speakers:
            country = clusters.found[speaker].facts.get("country")
            if country is not None:
                return clusters.by_key.get(("state", country))
        return None
    return recent["STATE"][-1] if first in {"the", "this"} and recent.get("STATE") else None


def _owner(clusters: Clusters, mention: Mention) -> str:
    first, last = mention.owner or (0, 0)
    return " ".join(clusters.reading.lower[first:last])


def _owner_country(clusters: Clusters, mention: Mention) -> str | None:
    words = _owner(clusters, mention).split()
    entity = clusters.by_key.get(("called", words[-1])) if words else None
    return clusters.found[entity].facts.get("country") if entity is not None else None


def _fitting(clusters: Clusters, mention: Mention, first: str, recent: list[int]) -> int | None:
    """Return the entity that a common noun takes up: the only one, or the last, of its kind and country."""
    if mention.label == "GROUP":
        return _same_group(clusters, mention, first, recent)
    if mention.country is not None:
        if mention.role not in _ONE_A_COUNTRY:
            return None
        return _only(e for e in _all(clusters, mention.label) if _agrees(clusters.found[e], mention))
    if first not in {"the", "this", "that"} or mention.owner is not None:
        return None
    same = [
        e for e in recent if mention.lemma in clusters.found[e].lemmas or _ends_in(clusters.found[e], mention.lemma)
    ]
    if same:
        return same[-1]
    noun = mention.lemma.split()[-1]
    fits = [e for e in recent if mention.role is None or clusters.found[e].facts.get("role") == mention.role]
    if mention.label == "ORG" and (
        mention.role is not None or noun in {"agency", "organisation", "organization", "body", "group"}
    ):
        return _only(fits)
    return (
        _only(fits)
        if mention.label == "PERSON" and mention.role == "GOV" and noun in {"president", "premier", "chancellor"}
        else None
    )


def _all(clusters: Clusters, label: str) -> list[int]:
    return [index for index, known in enumerate(clusters.found) if known.label == label]


def _only(entities: Sequence[int] | object) -> int | None:
    different = list(dict.fromkeys(entities))  # type: ignore[call-overload]
    return different[0] if len(different) == 1 else None


def _agrees(known: Known, mention: Mention) -> bool:
    return known.facts.get("role") == mention.role and known.facts.get("country") == mention.country


def _ends_in(known: Known, lemma: str) -> bool:
    return any(name.lower().endswith(" " + lemma) for name in known.names)


def _same_group(clusters: Clusters, mention: Mention, first: str, recent: list[int]) -> int | None:
    """Return the group of the same noun whose country does not differ, if the mention takes it up again."""
    alone = mention.last - mention.first == 1 or (mention.last - mention.first == _PAIR and first in _DETERMINERS)
    for entity in reversed(recent[-12:]):
        known = clusters.found[entity]
        country = known.facts.get("country")
        if mention.lemma not in known.lemmas:
            continue
        if mention.country is not None and (country == mention.country or (country is None and mention.role == "MIL")):
            return entity
        if alone and mention.country is None and mention.owner is None:
            return entity
    return None


def _affiliations(clusters: Clusters) -> None:
    """Give a person without facts those of the organisation in "X of Y"."""
    mentions = clusters.mentions
    for index in range(1, len(mentions)):
        person, body = mentions[index - 1], mentions[index]
        if person.label != "PERSON" or body.label not in {"ORG", "STATE"} or body.first - person.last != 1:
            continue
        if clusters.reading.lower[person.last] not in _AFFILIATES:
            continue
        facts = clusters.found[clusters.of[index]].facts
        mine = clusters.found[clusters.of[index - 1]].facts
        for fact, value in facts.items():
            if body.label == "ORG" or fact == "country":
                mine.setdefault(fact, value)


def _name(clusters: Clusters, known: Known) -> str:
    """Return the name of an entity: its country's plain name, its fullest proper name, or its first words."""
    reading = clusters.reading
    country = known.facts.get("country")
    if known.label == "STATE" and country is not None:
        own = [reading.words.known[name] for name in known.names if name in reading.words.known]
        if not any("state" in entry.kinds for entry in own):
            return reading.words.countries.get(country, country)
    if known.names:
        return max(known.names, key=lambda name: (len(name), name))
    return words_of(reading, clusters.mentions[known.mentions[0]])
