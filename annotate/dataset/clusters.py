"""Near-duplicates: articles that share so much wording that they must not stand on two sides of a split.

Two texts are near-duplicates if half of their word triples are common (Jaccard), or if two fifths of the shorter one's
are in the longer one: news is cut from the bottom, and a quarter of a long report is still that report.
"""

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from zlib import crc32

from annotate.annotations import Zone

JACCARD = 0.5
CONTAINMENT = 0.4
_WIDTH = 3  # words in a shingle
_LEAST = 30  # shingles below which containment is chance
_EXACT_UP_TO = 2000  # texts; above, candidates come from sketches and are then compared exactly
_PERMUTATIONS, _BANDS, _SEED = 128, 32, 1
_SAMPLE, _SHARED_SAMPLE, _COMMON = (
    16,
    3,
    100,
)  # one shingle in 16; candidates share three of them; frequent ones are none
_WORD = re.compile(r"\w+")
Pair = tuple[int, int]


def story(text: str, zones: Iterable[Zone] = ()) -> str:
    """Return the text without datelines, bylines and furniture, which articles of one outlet share."""
    for zone in sorted(zones, key=lambda z: -z.start):
        text = f"{text[: zone.start]} {text[zone.end :]}"
    return text


def near_duplicates(texts: Sequence[str]) -> list[Pair]:
    """Return the pairs of positions (lower first) of texts that are near-duplicates, in order."""
    sketches = [_shingles(text) for text in texts]
    if len(texts) <= _EXACT_UP_TO:
        shared = _shared(sketches, 1)
        return sorted((i, j) for (i, j), n in shared.items() if _near(len(sketches[i]), len(sketches[j]), n))
    candidates = {pair for pair, count in _shared(sketches, _SAMPLE).items() if count >= _SHARED_SAMPLE}
    candidates.update(_minhash_candidates(sketches))
    return sorted((i, j) for i, j in candidates if _near(len(sketches[i]), len(sketches[j]), _common(sketches, i, j)))


def _near(first: int, second: int, common: int) -> bool:
    if not common:
        return False
    least = min(first, second)
    return common >= JACCARD * (first + second - common) or (least >= _LEAST and common >= CONTAINMENT * least)


def _shingles(text: str) -> "array[int]":
    """Return the sorted hashes of the text's word triples; a text of fewer words is one shingle."""
    words = _WORD.findall(text.casefold())
    if len(words) < _WIDTH:
        return array("I", [crc32(" ".join(words).encode())] if words else [])
    encoded = [word.encode("utf-8", "surrogatepass") for word in words]
    triples = zip(encoded, encoded[1:], encoded[2:], strict=False)
    return array("I", sorted({crc32(b" ".join(triple)) for triple in triples}))


def _shared(sketches: Sequence["array[int]"], sample: int) -> Counter[Pair]:
    """Return how many shingles each two texts share, of one shingle in `sample`."""
    holders: dict[int, list[int]] = {}
    for index, sketch in enumerate(sketches):
        for shingle in sketch:
            if sample == 1 or shingle % sample == 0:
                holders.setdefault(shingle, []).append(index)
    shared: Counter[Pair] = Counter()
    for held in holders.values():
        if len(held) > 1 and (sample == 1 or len(held) <= _COMMON):
            shared.update(combinations(held, 2))
    return shared


def _common(sketches: Sequence["array[int]"], i: int, j: int) -> int:
    return len(set(sketches[i]).intersection(sketches[j]))


def _minhash_candidates(sketches: Sequence["array[int]"]) -> Iterator[Pair]:
    """Yield pairs that fall into one bucket of a MinHash index."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=JACCARD, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    for position, sketch in enumerate(sketches):
        if not sketch:
            continue
        digest = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        digest.update([shingle.to_bytes(4, "big") for shingle in sketch])
        for other in index.query(digest):
            yield other, position
        index.insert(position, digest)
