"""Entities: which names are the same actor, and what the article says of its country and sector."""

from collections.abc import Callable, Sequence

from annotate.annotations import Entity
from annotate.heuristics.actors import coreference
from annotate.heuristics.actors.acronyms import is_acronym, stands_for
from annotate.heuristics.actors.clusters import Cluster, Clusters, words_of
from annotate.heuristics.actors.organisations import COMPANY_SIGNS
from annotate.heuristics.actors.reading import Mention, Reading
from annotate.heuristics.actors.titles import ANY_OFFICE

_AFFILIATES = frozenset({"of", "from", "at"})
_PARTS_OF_STATES = frozenset({"state", "region"})
_LEADERS = (("prime", "minister"), ("president",), ("chancellor",))
_TITLED = 8
_SHORTEST = 4
_SEVERAL = -1
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "'s"})


def cluster(reading: Reading, mentions: Sequence[Mention]) -> tuple[list[Entity], dict[int, str]]:
    """Return the entities in order of first mention, e1 first, and the entity id of each mention by its index."""
    clusters = Clusters(reading, mentions)
    for index, mention in enumerate(mentions):
        if mention.name is not None:
            _BY_LABEL.get(mention.label, _people)(clusters, index, mention, words_of(reading, mention))
    for index, mention in enumerate(mentions):
        if mention.name is None:
            coreference.join(clusters, index, mention)
        clusters.heard(clusters.of[index])
    _affiliations(clusters)
    order = list(dict.fromkeys(clusters.of[index] for index in range(len(mentions))))
    ids = {entity: f"e{number}" for number, entity in enumerate(order, start=1)}
    entities = [_entity(clusters, clusters.found[entity], ids[entity]) for entity in order]
    return entities, {index: ids[entity] for index, entity in clusters.of.items()}


def _entity(clusters: Clusters, found: Cluster, identity: str) -> Entity:
    return Entity(
        id=identity,
        name=_name(clusters, found),
        country=found.facts.get("country"),
        role=found.facts.get("role"),
    )


def _state(clusters: Clusters, index: int, mention: Mention, name: str) -> None:
    key = ("state", mention.country or name.lower())
    known = clusters.reading.words.known.get(name)
    if known is not None and known.kinds & _PARTS_OF_STATES:
        key = ("state", known.canonical.lower())
    clusters.join(index, clusters.by_key.get(key), key)


def _people(clusters: Clusters, index: int, mention: Mention, name: str) -> None:
    key = ("people", mention.lemma or name.lower())
    clusters.join(index, clusters.by_key.get(key), key)


def _person(clusters: Clusters, index: int, _: Mention, name: str) -> None:
    """Join "Yoon" to "Yoon Suk Yeol" and "Trump" to "Donald J. Trump", whichever comes first."""
    parts = name.lower().split()
    if len(parts) == 1:
        key = ("called", parts[0])
        clusters.join(index, clusters.by_key.get(key), key)
        return
    full = ("person", name.lower())
    entity = clusters.by_key.get(full)
    called = clusters.by_key.get(("called", parts[-1]))
    if entity is None and called is not None:
        others = [known.lower().split() for known in clusters.found[called].names]
        if all(len(other) == 1 for other in others) or any(
            other[0] == parts[0] and other[-1] == parts[-1] for other in others
        ):
            entity = called
    clusters.join(index, entity, full, ("called", parts[-1]), ("called", parts[0]))


def _organisation(clusters: Clusters, index: int, mention: Mention, name: str) -> None:
    reading, letters = clusters.reading, name.lower().replace(".", "")
    keys = [("organisation", letters)]
    parts = letters.split()
    if len(parts) > 1 and parts[-1] in COMPANY_SIGNS:
        keys.append(("organisation", " ".join(parts[:-1])))  # Brightwell plc is Brightwell
    if " " in name:
        first, last = mention.name or (mention.first, mention.last)
        words = reading.lower[first:last]
        initials = "".join(word[0] for word in words if word[0].isalpha() and word not in _SMALL)
        keys.append(("initials", initials))
    entity = next((clusters.by_key[key] for key in keys if key[0] == "organisation" and key in clusters.by_key), None)
    shorter = _shorter(clusters, parts)
    if entity is None:
        others = (("begins", letters), *(("organisation", short) for short in shorter))
        known = (clusters.by_key.get(key, _SEVERAL) for key in others)
        entity = next((one for one in known if one != _SEVERAL and _goes_by(clusters, one, letters)), None)
    if entity is None and is_acronym(name):
        entity = clusters.by_key.get(("initials", letters))
        entity = _explained(clusters, index, mention, name) if entity is None else entity
    joined = clusters.join(index, entity, *keys)
    for short in shorter:
        if clusters.by_key.setdefault(("begins", short), joined) != joined:
            clusters.by_key["begins", short] = _SEVERAL  # Velmar Bank and Velmar Foods


def _goes_by(clusters: Clusters, entity: int, letters: str) -> bool:
    """Say whether each name of an organisation begins with another one or is begun by it: not "Velmar United", "Velmar Trust"."""
    others = (name.lower().replace(".", "") for name in clusters.found[entity].names if " " in name)
    return all(letters.startswith(other) or other.startswith(letters) for other in others)


def _shorter(clusters: Clusters, parts: list[str]) -> list[str]:
    """Return the shorter names that a long one may go by: "Hallmere" for "Hallmere Bank", but not "National" or "Lima"."""
    lexicon = clusters.reading.words
    first = parts[0].removesuffix("'s")
    ordinary = (
        first in lexicon.dictionary
        or first in lexicon.common
        or first.title() in lexicon.known
        or len(first) < _SHORTEST
    )
    return (
        []
        if ordinary or any(part.endswith("'") for part in parts)
        else [" ".join(parts[:size]) for size in range(1, len(parts))]
    )


def _explained(clusters: Clusters, index: int, mention: Mention, name: str) -> int | None:
    """Return the entity that the words before the brackets name."""
    if index == 0 or clusters.reading.before(mention.first) != "(":
        return None
    previous = clusters.mentions[index - 1]
    words = clusters.reading.lower[slice(*previous.name)] if previous.name else ()
    near = previous.label == "ORG" and previous.last == mention.first - 1
    return clusters.of.get(index - 1) if near and stands_for(name, words) else None


_BY_LABEL: dict[str, Callable[[Clusters, int, Mention, str], None]] = {
    "STATE": _state,
    "PERSON": _person,
    "ORG": _organisation,
}


def _affiliations(clusters: Clusters) -> None:
    """Give a person without facts those of the organisation or the country in "X of Y"."""
    mentions = clusters.mentions
    for index in range(1, len(mentions)):
        person, body = mentions[index - 1], mentions[index]
        if person.label != "PERSON" or body.label not in {"ORG", "STATE"} or body.first - person.last != 1:
            continue
        if clusters.reading.lower[person.last] not in _AFFILIATES:
            continue
        facts = clusters.found[clusters.of[index - 1]].facts
        sector = clusters.found[clusters.of[index]].facts.get("role")
        if person.lemma in ANY_OFFICE and sector is not None:
            facts["role"] = sector
        for fact, value in clusters.found[clusters.of[index]].facts.items():
            if body.label == "ORG" or fact == "country":
                facts.setdefault(fact, value)


def _name(clusters: Clusters, found: Cluster) -> str:
    """Return the name of an entity: its country's plain name, its fullest proper name, or its first words."""
    lexicon = clusters.reading.words
    country = found.facts.get("country")
    if found.label == "STATE" and country is not None:
        own = [lexicon.known[name] for name in found.names if name in lexicon.known]
        if not any(entry.kinds & _PARTS_OF_STATES for entry in own):
            return lexicon.countries.get(country, country)
    if found.names:
        return max(found.names, key=lambda name: (len(name), name))
    return _office(clusters, found) or words_of(clusters.reading, clusters.mentions[found.mentions[0]])


def _office(clusters: Clusters, found: Cluster) -> str | None:
    """Return the full name of a leader's office, known from what else is said of the leader: "Macron's office"."""
    mention, country = clusters.mentions[found.mentions[0]], found.facts.get("country")
    if country is None or clusters.reading.lower[mention.last - 1] != "office":
        return None
    words = clusters.reading.lower[mention.first : mention.last]
    if words[-2:-1] not in (["'s"], ["’s"]):
        return None
    leader = clusters.by_key.get(("called", words[-3]))
    if leader is None or clusters.found[leader].facts.get("role") != "GOV":
        return None
    titles = (_title(clusters.reading, clusters.mentions[index]) for index in clusters.found[leader].mentions[:_TITLED])
    title = next((title for title in titles if title), None)
    state = clusters.reading.words.countries.get(country, country)
    article = "the " if state.startswith("United ") else ""
    return f"Office of the {title} of {article}{state}" if title else None


def _title(reading: Reading, mention: Mention) -> str | None:
    """Return the state's title in a mention, behind nothing but names: not that of a "bank president"."""
    for place in range(mention.first, mention.last):
        title = next((t for t in _LEADERS if reading.lower[place : place + len(t)] == list(t)), None)
        if title is not None:
            return " ".join(title).title()
        if reading.seen.words[place].islower() and reading.lower[place] != "the":
            return None
    return None
