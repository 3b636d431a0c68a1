"""Splits that never leak and never move: near-duplicates stay together, and what was once decided is in splits.lock.

A new cluster of articles goes where the hash of its anchor (its earliest member) says. In a corpus under a thousand
articles it goes to the split furthest below its quota instead, in order of that hash, and under ten clusters to train.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import msgspec

from annotate.annotations import Article, Frozen
from annotate.dataset.splits.clusters import Likeness, alike, shingles, story
from annotate.errors import Fault, RecordError
from annotate.store import dumps, lines

LOCK = "splits.lock"
_RULE = "v1"
TRAIN, VALIDATION, TEST = "train", "validation", "test"
WITHHELD = "withheld"  # near-duplicates of articles in two splits: in no split can they stand
SPLITS = (TRAIN, VALIDATION, TEST)
_QUOTAS = {TRAIN: 0.8, VALIDATION: 0.1, TEST: 0.1}
_SMALL, _FEW_CLUSTERS = 1000, 10


class Place(Frozen, frozen=True):
    """Where an article stands: its split, and the anchor of its cluster. One line of splits.lock."""

    id: str
    cluster: str
    split: str
    rule: str


class Compared(NamedTuple):
    """How alike the articles of a corpus are: their ids, the earliest article first, and the likeness of their stories."""

    ids: tuple[str, ...]
    likeness: Likeness


def compare(articles: Iterable[Article]) -> Compared:
    """Return how alike the stories of all articles are."""
    return compare_sketches((article, shingles(story(article.text, article.meta.zones))) for article in articles)


def compare_sketches(sketched: Iterable[tuple[Article, "array[int]"]]) -> Compared:
    """Return how alike articles are by the shingles of their stories; of the articles only id and date are looked at."""
    order = sorted(sketched, key=lambda one: (one[0].meta.published or "9999", one[0].id))
    return Compared(tuple(article.id for article, _ in order), alike([sketch for _, sketch in order]))


def read_lock(path: Path) -> dict[str, Place]:
    """Return the places decided so far, by article id, in order; empty if there is no such file.

    RecordError names every line that is none of ours, or that says again where an article is.
    """
    places: dict[str, Place] = {}
    faults: list[Fault] = []
    if not path.exists():
        return places
    decoder = msgspec.json.Decoder(Place)
    with path.open("rb") as source:
        for number, item in lines(source, str(path), decoder.decode):
            if isinstance(item, Fault):
                faults.append(item)
            elif item.split not in (*SPLITS, WITHHELD):
                right = ", ".join((*SPLITS, WITHHELD))
                faults.append(Fault(str(path), number, f"split {item.split!r} is not one of {right}"))
            elif item.id in places:
                faults.append(Fault(str(path), number, f"article {item.id!r} was placed before; lines are only added"))
            else:
                places[item.id] = item
    if faults:
        raise RecordError(faults)
    return places


def lock_bytes(places: Mapping[str, Place]) -> bytes:
    """Return the content of splits.lock."""
    return b"".join(dumps(place) + b"\n" for place in places.values())


def assign(
    articles: Sequence[Article],
    locked: Mapping[str, Place],
    touched: Iterable[str] = (),
    compared: Compared | None = None,
) -> dict[str, Place]:
    """Return the locked places followed by those of the articles that had none.

    A new article joins the split of its near-duplicates; between two splits it is withheld. `touched` are the ids of
    articles with gold: their clusters are placed first, so that a small corpus has gold in every split. `compared` is
    what `compare` gives for these articles, if that is known already.
    """
    places = dict(locked)
    compared = compared or compare(articles)
    order, near = compared.ids, neighbours(compared)
    waiting = [name for name in order if name not in places]
    _join(waiting, near, places)
    fresh = _components([name for name in waiting if name not in places], near)
    annotated = set(touched)
    fresh.sort(key=lambda cluster: (annotated.isdisjoint(cluster), order_key(cluster[0])))
    small = len(order) < _SMALL
    few = len({p.cluster for p in places.values()}) + len(fresh) < _FEW_CLUSTERS
    counts = Counter(place.split for place in places.values() if place.split in SPLITS)
    for cluster in fresh:
        split = TRAIN if few else furthest_below(counts, len(cluster)) if small else bucket(cluster[0])
        counts[split] += len(cluster)
        places |= {name: Place(id=name, cluster=cluster[0], split=split, rule=_RULE) for name in cluster}
    return places


def furthest_below(counts: Mapping[str, int], size: int) -> str:
    """Return the split that lacks most of its quota once `size` more articles are in; on a tie the first of SPLITS."""
    total = sum(counts.get(split, 0) for split in SPLITS) + size
    return max(SPLITS, key=lambda split: round(_QUOTAS[split] * total - counts.get(split, 0), 9))


def bucket(anchor: str) -> str:
    """Return the split that the hash of an anchor's id falls into: 80, 10 and 10 in a hundred."""
    share = int(order_key(anchor)[:16], 16) / 2**64
    return TRAIN if share < _QUOTAS[TRAIN] else VALIDATION if share < _QUOTAS[TRAIN] + _QUOTAS[VALIDATION] else TEST


def order_key(anchor: str) -> str:
    """Return the hash that decides in which order clusters and outlets are placed."""
    return sha256(f"{_RULE}:{anchor}".encode()).hexdigest()


def neighbours(compared: Compared) -> dict[str, list[str]]:
    """Return the near-duplicates of each article."""
    ids, alike = compared
    near: dict[str, list[str]] = {name: [] for name in ids}
    for i, j in alike.near():
        near[ids[i]].append(ids[j])
        near[ids[j]].append(ids[i])
    return near


def _join(waiting: Sequence[str], near: Mapping[str, list[str]], places: dict[str, Place]) -> None:
    """Place what is next to something placed, until nothing is: with it, or withheld between two splits."""
    moved = True
    while moved:
        moved = False
        for name in waiting:
            if name in places:
                continue
            around = [places[x] for x in near[name] if x in places and places[x].split != WITHHELD]
            if around:
                together = len({place.split for place in around}) == 1
                split, cluster = (around[0].split, around[0].cluster) if together else (WITHHELD, name)
                places[name] = Place(id=name, cluster=cluster, split=split, rule=_RULE)
                moved = True


def _components(names: Sequence[str], near: Mapping[str, list[str]]) -> list[list[str]]:
    """Return the connected groups among these names, each with its earliest member first."""
    left = dict.fromkeys(names)
    groups = []
    while left:
        first = next(iter(left))
        del left[first]
        group, ends = [first], [first]
        while ends:
            for other in near[ends.pop()]:
                if other in left:
                    del left[other]
                    group.append(other)
                    ends.append(other)
        groups.append([first, *sorted(group[1:])])
    return groups
