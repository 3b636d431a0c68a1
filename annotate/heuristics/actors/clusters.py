"""Mentions gathered into entities while an article is read, with look-ups that keep each mention's search short."""

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from annotate.heuristics.actors.reading import Mention, Reading
from annotate.text.closed_classes import words

DETERMINERS = words("the a an this that these those some its their our his her my your whose")
_REMEMBERED = 40


class Cluster(Struct, frozen=True):
    """One entity so far: the label of its first mention, what it is called, its facts, and its mentions' indices."""

    label: str
    names: set[str]
    lemmas: set[str]
    facts: dict[str, str]
    mentions: list[int]


class Clusters:
    """Every entity found so far. `of` gives a mention's entity, `by_key` finds one by how it was called."""

    def __init__(self, reading: Reading, mentions: Sequence[Mention]) -> None:
        """Begin with no entity."""
        self.reading = reading
        self.mentions = mentions
        self.found: list[Cluster] = []
        self.by_key: dict[tuple[str, str], int] = {}
        self.of: dict[int, int] = {}
        self.by_facts: dict[tuple[str, str | None, str | None], list[int]] = defaultdict(list)
        self._recent: dict[str, list[int]] = defaultdict(list)

    def join(self, index: int, entity: int | None, *keys: tuple[str, str]) -> int:
        """Put a mention into an entity, a new one if None, remember the keys by which it is found, and return it."""
        mention = self.mentions[index]
        if entity is None:
            entity = len(self.found)
            self.found.append(Cluster(mention.label, set(), set(), {}, []))
        cluster = self.found[entity]
        cluster.mentions.append(index)
        if mention.name is not None:
            cluster.names.add(words_of(self.reading, mention))
        if mention.lemma:
            cluster.lemmas.update((mention.lemma, mention.lemma.split()[-1]))
        if mention.country is not None:
            cluster.facts.setdefault("country", mention.country)
        if mention.role is not None:
            cluster.facts.setdefault("role", mention.role)
        for key in keys:
            self.by_key.setdefault(key, entity)
        same = self.by_facts[cluster.label, cluster.facts.get("country"), cluster.facts.get("role")]
        if len(same) < _REMEMBERED and entity not in same:
            same.append(entity)
        self.of[index] = entity
        return entity

    def heard(self, entity: int) -> None:
        """Remember that an entity was just mentioned."""
        recent = self._recent[self.found[entity].label]
        if entity in recent:
            recent.remove(entity)
        recent.append(entity)
        del recent[:-_REMEMBERED]

    def recent(self, label: str) -> list[int]:
        """Return the entities of a label that were mentioned last, the latest at the end, at most forty."""
        return self._recent[label]


def words_of(reading: Reading, mention: Mention) -> str:
    """Return the name of a mention as written, or its words, without a determiner."""
    first, last = mention.name or (mention.first, mention.last)
    if last - first > 1 and reading.lower[first] in DETERMINERS:
        first += 1
    return reading.seen.text[reading.seen.starts[first] : reading.seen.ends[last - 1]]
