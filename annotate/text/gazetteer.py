"""The gazetteer kernel: where the phrases of a lexicon stand in a text, longest first, on word borders.

Two ways to the same answer: `Gazetteer` (a native automaton, one pass) and `plain_matches` (a few lines that a reader
can check). A test holds them equal on every example.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

import ahocorasick_rs
from msgspec import Struct

T = TypeVar("T")


class Match(Struct, Generic[T], frozen=True):
    """A phrase found: half-open code point offsets and what the lexicon says of it."""

    start: int
    end: int
    fact: T


class Gazetteer(Generic[T]):
    """Phrases with a fact for each. Case counts; matches are leftmost, longest, whole words, not overlapping."""

    def __init__(self, facts: Mapping[str, T]) -> None:
        """Build the automaton: linear in the total length of the phrases."""
        self._phrases = list(facts)
        self._facts = list(facts.values())
        self._automaton = ahocorasick_rs.AhoCorasick(self._phrases) if self._phrases else None

    def matches(self, text: str) -> Iterator[Match[T]]:
        """Yield the matches in order; linear in the text."""
        if self._automaton is None:
            return
        candidates = sorted(
            (start, -end, index)
            for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True)
            if whole_word(text, start, end)
        )
        taken = 0
        for start, negative_end, index in candidates:
            if start >= taken:
                taken = -negative_end
                yield Match(start, taken, self._facts[index])


def whole_word(text: str, start: int, end: int) -> bool:
    """Say whether [start, end) is cut out at word borders: no letter or digit touches it from outside."""
    before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    after = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return not (before or after)


def plain_matches(facts: Mapping[str, T], text: str) -> Iterable[Match[T]]:
    """Return what `Gazetteer(facts).matches(text)` yields, by looking at every place for every phrase."""
    found: list[Match[T]] = []
    position = 0
    while position < len(text):
        here = [p for p in facts if text.startswith(p, position) and whole_word(text, position, position + len(p))]
        if here:
            longest = max(here, key=len)
            found.append(Match(position, position + len(longest), facts[longest]))
            position += len(longest)
        else:
            position += 1
    return found
