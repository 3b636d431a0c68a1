"""Near-duplicates: articles that share so much wording that they must not stand on two sides of a split.

Two texts are near-duplicates if half of their word triples are common (Jaccard), or if two fifths of the shorter one's
are in the longer one: news is cut from the bottom, and a quarter of a long report is still that report.
"""

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from zlib import crc32

from annotate.annotations import Zone

JACCARD = 0.5
_CONTAINMENT = 0.4
_WIDTH = 3  # words in a shingle
_LEAST = 30  # shingles below which containment is chance
_EXACT_UP_TO = 2000  # texts; above, candidates come from sketches and are then compared exactly
_PERMUTATIONS, _BANDS, _SEED = 128, 32, 1
_SHARED = 3  # candidates have so many of the counted shingles in common
_FREQUENT = 100  # a shingle in more texts than this is a phrase of the language, or furniture
_COUNTED = 8_000_000  # shingles of all texts that are counted; of more, one in two, in three, ... by their hash
_PAIRS = 1 << 21  # that are counted at once
_SORTED = 1 << 20  # shingles that are sorted at once
_LOWER = 0xFFFFFFFF  # where the text stands in a number of a shingle and the text that holds it
_FIRST, _SECOND, _THIRD = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9  # a factor for each word's place
_WORD = re.compile(r"\w+")
_PLAIN = re.compile(rb"\w")
_BLANKED = bytes(
    code if _PLAIN.match(bytes([code])) else ord(" ") for code in range(256)
)  # what is in no word is a blank
Pair = tuple[int, int]


def story(text: str, zones: Iterable[Zone] = ()) -> str:
    """Return the text without datelines, bylines and furniture, which articles of one outlet share."""
    for zone in sorted(zones, key=lambda z: -z.start):
        text = f"{text[: zone.start]} {text[zone.end :]}"
    return text


class Likeness(NamedTuple):
    """How many word triples each text has, and how many each two share, by their positions (lower first).

    If `exact`, every pair that shares one is there; else those that sketches found alike.
    """

    sizes: tuple[int, ...]
    shared: Mapping[Pair, int]
    exact: bool

    def near(self) -> list[Pair]:
        """Return the pairs that are near-duplicates, in order."""
        return sorted(
            pair for pair in self.shared if self.jaccard(pair) >= JACCARD or self.contained(pair) >= _CONTAINMENT
        )

    def jaccard(self, pair: Pair) -> float:
        """Return the share of two texts' triples that both have, 0 to 1."""
        common = self.shared[pair]
        return common / (self.sizes[pair[0]] + self.sizes[pair[1]] - common) if common else 0.0

    def contained(self, pair: Pair) -> float:
        """Return the share of the shorter text's triples that the other has; 0 where the shorter is too short to tell."""
        least = min(self.sizes[pair[0]], self.sizes[pair[1]])
        return self.shared[pair] / least if least >= _LEAST else 0.0


def near_duplicates(texts: Sequence[str]) -> list[Pair]:
    """Return the pairs of positions (lower first) of texts that are near-duplicates, in order."""
    return likeness(texts).near()


def likeness(texts: Sequence[str]) -> Likeness:
    """Return how alike texts are: all pairs of a small corpus; in a large one the pairs that sketches find."""
    return alike([shingles(text) for text in texts])


def alike(sketches: Sequence["array[int]"]) -> Likeness:
    """Return how alike texts are of which only the shingles are known."""
    sizes = tuple(map(len, sketches))
    if len(sketches) <= _EXACT_UP_TO:
        return Likeness(sizes, _shared(sketches), exact=True)
    candidates, doubtful = _rare_candidates(sketches)
    candidates.update(_minhash_candidates(sketches, doubtful))
    return Likeness(sizes, {(i, j): _common(sketches, i, j) for i, j in candidates}, exact=False)


def shingles(text: str) -> "array[int]":
    """Return the sorted hashes of the text's word triples; a text of fewer words is one shingle."""
    import numpy as np

    words = _words(text.casefold())
    if len(words) < _WIDTH:
        return array("I", [crc32(b" ".join(words))] if words else [])
    hashed = np.fromiter(map(crc32, words), dtype=np.uint64, count=len(words))
    triples = ((hashed[:-2] * _FIRST + hashed[1:-1] * _SECOND + hashed[2:] * _THIRD) >> 32).astype(np.uint32)
    triples.sort()
    return array("I", triples[np.append(True, triples[1:] != triples[:-1])].tobytes())


def _words(text: str) -> list[bytes]:
    """Return the words of a text in UTF-8."""
    if text.isascii():
        return text.encode().translate(_BLANKED).split()
    return [word.encode("utf-8", "surrogatepass") for word in _WORD.findall(text)]


def _shared(sketches: Sequence["array[int]"]) -> dict[Pair, int]:
    """Return how many shingles each two texts share, those that share any."""
    import numpy as np

    texts = len(sketches)
    counts = np.zeros(texts * texts, dtype=np.int32)
    for pairs in _sharing(sketches, at_most=texts, one_in=1):
        counts += np.bincount(pairs, minlength=texts * texts).astype(np.int32)
    found = np.flatnonzero(counts)
    return {divmod(pair, texts): n for pair, n in zip(found.tolist(), counts[found].tolist(), strict=True)}


def _rare_candidates(sketches: Sequence["array[int]"]) -> tuple[set[Pair], list[int]]:
    """Return pairs that share several of the shingles that few texts have, and the texts whose pairs may not be there.

    Near-duplicates share so many shingles that a pair can only be missed if phrases of many texts are nearly all of them.
    """
    import numpy as np

    one_in = 1 + sum(map(len, sketches)) // _COUNTED
    phrases = np.zeros(len(sketches), dtype=np.int64)
    pairs = list(_sharing(sketches, at_most=_FREQUENT, one_in=one_in, phrases=phrases))
    found, shared = np.unique(np.concatenate(pairs), return_counts=True) if pairs else (phrases[:0], phrases[:0])
    sure = phrases + _SHARED <= _CONTAINMENT * np.array(list(map(len, sketches)))
    doubtful = [*range(len(sketches))] if one_in > 1 else np.flatnonzero(~sure).tolist()
    return {divmod(pair, len(sketches)) for pair in found[shared >= _SHARED].tolist()}, doubtful


def _sharing(sketches: Sequence["array[int]"], *, at_most: int, one_in: int, phrases: Any = None) -> Iterator[Any]:
    """Yield arrays of the pairs that share a shingle, once for each shingle, a pair (i, j) as i times the texts plus j.

    Only shingles of two texts or more are looked at, `at_most` so many, and of all shingles one in so many by their hash.
    Those of more texts are counted in `phrases`, for each text.
    """
    import numpy as np

    if not any(sketches):
        return
    shingles = np.concatenate([np.frombuffer(sketch, dtype=np.uint32) for sketch in sketches if sketch])
    holders = np.repeat(np.arange(len(sketches), dtype=np.uint32), [len(sketch) for sketch in sketches])
    parts = 1 + len(shingles) // (one_in * _SORTED)
    for part in range(parts):  # a shingle is in one of them, so that each is sorted apart, in little memory
        counted = np.flatnonzero(shingles % (one_in * parts) == one_in * part)
        starts, counts, held = _sorted(shingles[counted], holders[counted])
        for count in np.unique(counts[(counts > 1) & (counts <= at_most)]).tolist():
            yield from _pairs(held, starts[counts == count], count, len(sketches))
        if phrases is not None:
            phrases += np.bincount(held[np.repeat(counts > at_most, counts)], minlength=len(sketches))


def _sorted(shingles: Any, holders: Any) -> tuple[Any, Any, Any]:
    """Return where each shingle starts, of how many texts it is, and these texts in ascending order."""
    import numpy as np

    both = shingles.astype(np.uint64)
    both <<= 32
    both |= holders  # such numbers are sorted many times faster than places by numbers
    both.sort()
    shingles = both >> 32
    starts = np.flatnonzero(np.concatenate([[True], shingles[1:] != shingles[:-1]])[: len(shingles)])
    return starts, np.diff(starts, append=len(shingles)), (both & _LOWER).astype(np.int64)


def _pairs(holders: Any, starts: Any, count: int, texts: int) -> Iterator[Any]:
    """Yield the pairs among so many holders of each shingle that starts there."""
    import numpy as np

    first, second = np.triu_indices(count, 1)
    step = max(1, _PAIRS // len(first))
    for start in range(0, len(starts), step):
        held = holders[starts[start : start + step, None] + np.arange(count)]
        yield (held[:, first] * texts + held[:, second]).ravel()


def _common(sketches: Sequence["array[int]"], i: int, j: int) -> int:
    return len(set(sketches[i]).intersection(sketches[j]))


def _minhash_candidates(sketches: Sequence["array[int]"], among: Sequence[int]) -> Iterator[Pair]:
    """Yield pairs among these texts that fall into one bucket of a MinHash index."""
    if not among:
        return
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=JACCARD, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    for position in among:
        sketch = sketches[position]
        if not sketch:
            continue
        digest = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        digest.update([shingle.to_bytes(4, "big") for shingle in sketch])
        for other in index.query(digest):
            yield other, position
        index.insert(position, digest)
