"""Coreference: which actor a common noun takes up: "the agency", "our country", "the troops"."""

from collections.abc import Iterable

from annotate.heuristics.actors.clusters import DETERMINERS, Cluster, Clusters
from annotate.heuristics.actors.reading import Mention
from annotate.heuristics.actors.titles import STYLED

_OURS = frozenset({"our", "my"})
_DEFINITE = frozenset({"the", "this", "that"})
# One institution of its kind in a country: "South Korea's spy agency" is the service that is named elsewhere.
_ONE_A_COUNTRY = frozenset({"SPY", "LEG", "MIL"})
_ANY_BODY = frozenset({"agency", "organisation", "organization", "body", "group"})
_ONE_OFFICE = frozenset({"president", "premier", "chancellor"})
_LAST_GROUPS = 12
_TWO_WORDS = 2
_BELONGING = frozenset({"of", "at", "for"})


def join(clusters: Clusters, index: int, mention: Mention) -> None:
    """Put a mention without a name into the entity that it takes up, or into a new one."""
    first = clusters.reading.lower[mention.first]
    keys: list[tuple[str, str]] = []
    entity = _apposed(clusters, index, mention)
    if entity is None and mention.label == "STATE":
        entity = _country(clusters, first)
    elif entity is None and mention.owner is not None:
        keys.append(("owned", " ".join((*clusters.reading.lower[slice(*mention.owner)], mention.lemma))))
        entity = clusters.by_key.get(keys[0])
    if entity is None and mention.label != "STATE":
        entity = _taken_up(clusters, mention, first)
    cluster = clusters.found[clusters.join(index, entity, *keys)]
    country = _owner_country(clusters, mention)
    if country is not None:
        cluster.facts.setdefault("country", country)


def _apposed(clusters: Clusters, index: int, mention: Mention) -> int | None:
    """Return the person whom only a comma parts from a definite noun: "the French president, Emmanuel Macron"."""
    reading, mentions = clusters.reading, clusters.mentions
    if mention.label != "PERSON" or reading.lower[mention.first] == "whose":
        return None
    if reading.lower[mention.first] in {"a", "an"}:
        return _called_behind(clusters, index, mention.last)
    after = mentions[index + 1] if index + 1 < len(mentions) else None
    if after is not None and reading.word(mention.last) in _BELONGING and after.first <= mention.last + _TWO_WORDS:
        return _called_behind(clusters, index + 1, after.last)  # "the head of the mission, Ann Ott, ..."
    if after is not None and after.first == mention.last + 1 and reading.lower[mention.last] == ",":
        return clusters.of[index + 1] if _is_named_person(clusters, after) else None
    before = mentions[index - 1] if index else None
    if before is not None and mention.first == before.last + 1 and reading.lower[before.last] == ",":
        return clusters.of[index - 1] if _is_named_person(clusters, before) else None
    return None


def _called_behind(clusters: Clusters, index: int, last: int) -> int | None:
    """Return the person whose name stands between commas behind the mention at the index, which ends at `last`."""
    mentions, reading = clusters.mentions, clusters.reading
    after = mentions[index + 1] if index + 1 < len(mentions) else None
    if after is None or after.first != last + 1 or reading.lower[last] != "," or reading.word(after.last) != ",":
        return None
    return clusters.of[index + 1] if _is_named_person(clusters, after) else None


def _is_named_person(clusters: Clusters, mention: Mention) -> bool:
    """Say whether a mention is a person's name with no more than a style before it: "Aminata Sow", "Dr Aminata Sow"."""
    if mention.label != "PERSON" or mention.name is None:
        return False
    return all(word in STYLED or word == "." for word in clusters.reading.lower[mention.first : mention.name[0]])


def _country(clusters: Clusters, first: str) -> int | None:
    """Return the state that "our country" (the last speaker's) or "the country" (the last one named) means."""
    if first in _OURS:
        speakers = (*clusters.recent("ORG")[-1:], *clusters.recent("PERSON")[-1:])
        for speaker in sorted(speakers, key=lambda entity: -clusters.found[entity].mentions[-1]):
            country = clusters.found[speaker].facts.get("country")
            if country is not None:
                return clusters.by_key.get(("state", country))
        return None
    states = clusters.recent("STATE")
    return states[-1] if first in _DEFINITE and states else None


def _owner_country(clusters: Clusters, mention: Mention) -> str | None:
    if mention.owner is None:
        return None
    entity = clusters.by_key.get(("called", clusters.reading.lower[mention.owner[1] - 1]))
    return clusters.found[entity].facts.get("country") if entity is not None else None


def _taken_up(clusters: Clusters, mention: Mention, first: str) -> int | None:
    """Return the entity that a common noun takes up: the last of the same noun, or the only one that fits."""
    if mention.label == "GROUP":
        return _same_group(clusters, mention, first)
    if mention.country is not None:
        same = clusters.by_facts[mention.label, mention.country, mention.role]
        return _only(same) if mention.role in _ONE_A_COUNTRY else None
    if first not in _DEFINITE or mention.owner is not None:
        return None
    recent = clusters.recent(mention.label)
    for entity in reversed(recent):
        if _is_called(clusters.found[entity], mention.lemma):
            return entity
    noun = mention.lemma.split()[-1]
    fits = (e for e in recent if mention.role is None or clusters.found[e].facts.get("role") == mention.role)
    of_many_kinds = mention.role == "GOV" and noun not in _ANY_BODY  # a ministry is no embassy
    body = mention.label == "ORG" and (mention.role is not None or noun in _ANY_BODY) and not of_many_kinds
    return _only(fits) if body or (mention.label == "PERSON" and noun in _ONE_OFFICE) else None


def _only(entities: Iterable[int]) -> int | None:
    different = set(entities)
    return different.pop() if len(different) == 1 else None


def _is_called(cluster: Cluster, lemma: str) -> bool:
    return lemma in cluster.lemmas or any(name.lower().endswith(" " + lemma) for name in cluster.names)


def _same_group(clusters: Clusters, mention: Mention, first: str) -> int | None:
    """Return the group of the same noun whose country does not differ, if the mention takes it up again."""
    size = mention.last - mention.first
    alone = size == 1 or (size == _TWO_WORDS and first in DETERMINERS)
    for entity in reversed(clusters.recent("GROUP")[-_LAST_GROUPS:]):
        cluster = clusters.found[entity]
        if mention.lemma not in cluster.lemmas:
            continue
        country = cluster.facts.get("country")
        if mention.country is not None and (country == mention.country or (country is None and mention.role == "MIL")):
            return entity
        if alone and mention.country is None and mention.owner is None:
            return entity
    return None
