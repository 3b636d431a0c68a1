"""The two ways to export a corpus: with its texts, or stand-off for those who have the texts from elsewhere."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from annotate.dataset.rows.columns import Columns, configs
from annotate.dataset.rows.records import rows
from annotate.dataset.rows.subject import Row, Subject
from annotate.dataset.standoff.standoff import TAG, standoff_configs, standoff_rows
from annotate.scheme import Scheme


class Mode(NamedTuple):
    """What is written: the columns of each config, an article's rows, the card's tags, and whether texts are in it."""

    name: str
    texts: bool
    configs: Callable[[Scheme], dict[str, Columns]]
    rows: Callable[[Subject], Iterator[tuple[str, Row]]]
    tags: tuple[str, ...] = ()


FULL = Mode(name="full", texts=True, configs=configs, rows=rows)
STANDOFF = Mode(name="standoff", texts=False, configs=standoff_configs, rows=standoff_rows, tags=(TAG,))
MODES = {mode.name: mode for mode in (FULL, STANDOFF)}


def mode_of(tags: object) -> Mode:
    """Return the mode that a card's tags tell of."""
    return STANDOFF if isinstance(tags, list) and TAG in tags else FULL
