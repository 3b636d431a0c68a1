"""A corpus that can be read in portions, each apart from the others."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple

from annotate.annotations import Article

Portion = Callable[[], Iterable[Article]]  # one that other processes can be sent: a function of a module, or a partial


class Portions(NamedTuple):
    """Portions in their order; read one after another they are the corpus.

    `proven` says that reading them checks every invariant, so that nobody need check again.
    """

    each: Iterable[Portion]
    proven: bool = False


def listed(articles: Sequence[Article]) -> Portion:
    """Return articles that are here already as a portion."""
    return partial(iter, articles)
