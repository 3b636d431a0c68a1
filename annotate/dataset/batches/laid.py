"""The texts of a batch laid end to end: tokens and sentences as numbers that ascend through all of them.

Each text begins at its base, one character behind the end of the last; an offset through all texts is an offset of an
article plus its base. What is searched for in an article can then be searched for in all of them at once.
"""

from collections.abc import Iterable, Sequence
from itertools import chain
from struct import pack
from typing import NamedTuple

import numpy as np

from annotate.dataset.batches.arrays import Flags, Numbers
from annotate.text.view import Tokens


class Laid(NamedTuple):
    """Where texts begin, and the tokens and sentences in them.

    `bases` are by article; `firsts` and `sentence_firsts` too, and one more: the places of first tokens and sentences.
    `starts` and `ends` are those of tokens through all texts, as are `sentence_starts` and `sentence_ends`; `openings`
    says of each token whether a sentence begins with it.
    """

    bases: Numbers
    firsts: Numbers
    starts: Numbers
    ends: Numbers
    openings: Flags
    sentence_firsts: Numbers
    sentence_starts: Numbers
    sentence_ends: Numbers

    def own(self, offsets: Numbers, firsts: Numbers) -> Numbers:
        """Return offsets through all texts as those of each article; `firsts` are the places where its own begin."""
        return offsets - np.repeat(self.bases, np.diff(firsts))

    def token_at(self, offsets: Numbers) -> Numbers:
        """Return the place of the first token that ends after each offset through all texts."""
        return np.searchsorted(self.ends, offsets, "right")

    def sentence_at(self, offsets: Numbers, articles: Numbers) -> Numbers:
        """Return the place of the sentence that holds each offset, or of the article's last; -1 where it has none."""
        last = self.sentence_firsts[articles + 1] - 1
        found = np.minimum(np.searchsorted(self.sentence_ends, offsets, "right"), last)
        return np.where(last >= self.sentence_firsts[articles], found, -1)

    def sentence_lengths(self) -> Numbers:
        """Return how many tokens each sentence has: sentences hold all tokens, each once."""
        return np.diff(self.token_at(self.sentence_ends), prepend=0)


def laid(views: Sequence[Tokens]) -> Laid:
    """Return the texts of these views laid end to end."""
    bases = _sums([len(view.text) + 1 for view in views])[:-1]
    firsts = _sums([len(view.words) for view in views])
    sentence_firsts = _sums([len(view.sentences) for view in views])
    token_bases = np.repeat(bases, np.diff(firsts))
    sentence_bases = np.repeat(bases, np.diff(sentence_firsts))
    starts = numbers(chain.from_iterable(view.starts for view in views)) + token_bases
    sentence_starts = numbers([start for view in views for start, _ in view.sentences]) + sentence_bases
    openings = np.zeros(len(starts), dtype=np.bool_)
    openings[np.searchsorted(starts, sentence_starts)] = True
    return Laid(
        bases,
        firsts,
        starts,
        numbers(chain.from_iterable(view.ends for view in views)) + token_bases,
        openings,
        sentence_firsts,
        sentence_starts,
        numbers(chain.from_iterable(view.sentence_ends for view in views)) + sentence_bases,
    )


def numbers(values: Iterable[int]) -> Numbers:
    """Return whole numbers as an array; packed by the standard library it is made in a third of numpy's time."""
    listed = values if isinstance(values, list) else list(values)
    return np.frombuffer(pack(f"{len(listed)}q", *listed), dtype=np.int64)


def _sums(sizes: Sequence[int]) -> Numbers:
    """Return the places where things of these sizes begin one after another, and where the last ends."""
    return np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])
