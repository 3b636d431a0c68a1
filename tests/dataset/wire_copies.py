"""A corpus as a wire makes it: stories, and copies of them that were cut, given a new lead or headline, or half rewritten."""

import random
from collections.abc import Iterator

from annotate.annotations import Article, Meta
from annotate.annotations import article_id as minted

SHARE_OF_COPIES = 0.3
_SYLLABLES = "ba ce di fo gu ha ke li mo nu pa re si to vu wa ye zi".split()  # noqa: SIM905 - read as words
KINDS = ("cut", "new lead", "new headline", "half rewritten")


def _word(number: int) -> str:
    base = len(_SYLLABLES)
    return _SYLLABLES[number % base] + _SYLLABLES[number // base % base] + _SYLLABLES[number // base**2 % base]


def _sentence(chance: random.Random) -> str:
    """A sentence of 8 to 20 words, frequent ones more often, as language has them."""
    ranks = [int(5000 ** chance.random()) for _ in range(chance.randint(8, 20))]
    return " ".join(map(_word, ranks)).capitalize() + "."


def _story(chance: random.Random) -> list[str]:
    return [_sentence(chance) for _ in range(chance.randint(8, 20))]


def _copied(sentences: list[str], kind: str, chance: random.Random) -> list[str]:
    if kind == "cut":
        return sentences[: max(4, len(sentences) * chance.randint(45, 90) // 100)]
    if kind == "new lead":
        return [_sentence(chance), _sentence(chance), *sentences[1:]]
    if kind == "new headline":
        return [_sentence(chance), *sentences]
    kept = len(sentences) // 2
    return [*sentences[:kept], *(_sentence(chance) for _ in sentences[kept:])]


def corpus(size: int, *, seed: int) -> list[Article]:
    """Return articles in a random order; three in ten are copies of another one, of every kind in turn."""
    chance = random.Random(seed)
    originals = [_story(chance) for _ in range(size - int(size * SHARE_OF_COPIES))]
    copies = [
        _copied(chance.choice(originals), KINDS[number % len(KINDS)], chance) for number in range(size - len(originals))
    ]
    texts = [" ".join(sentences) for sentences in (*originals, *copies)]
    chance.shuffle(texts)
    days = (f"2026-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}" for _ in texts)
    return [
        Article(id=minted(text), text=text, meta=Meta(published=day)) for text, day in zip(texts, days, strict=True)
    ]


def alike(articles: list[Article], *, least: float) -> Iterator[tuple[str, str]]:
    """Yield the ids of every two articles whose word triples have at least this Jaccard similarity, exactly computed.

    By definition and not by sketch: it is what the sketches are judged by.
    """
    triples = {
        a.id: set(zip(w, w[1:], w[2:], strict=False))
        for a in articles
        for w in [a.text.casefold().replace(".", "").split()]
    }
    holders: dict[tuple[str, ...], list[str]] = {}
    for name, held in triples.items():
        for triple in held:
            holders.setdefault(triple, []).append(name)
    shared: dict[tuple[str, str], int] = {}
    for names in holders.values():
        for number, one in enumerate(names):
            for other in names[number + 1 :]:
                pair = (one, other) if one < other else (other, one)
                shared[pair] = shared.get(pair, 0) + 1
    for (one, other), common in shared.items():
        if common >= least * (len(triples[one]) + len(triples[other]) - common):
            yield one, other
