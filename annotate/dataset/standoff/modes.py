"""The two ways to export a corpus: with its texts, or stand-off for those who have the texts from elsewhere."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from annotate.dataset.rows.columns import Columns, configs
from annotate.dataset.rows.schema import arrow_schema
from annotate.dataset.rows.subject import Subject
from annotate.dataset.standoff.standoff import LEFT_OUT, TAG, Hiding, standoff_configs
from annotate.scheme import Scheme

Batches = Callable[[Sequence[Subject], Scheme, str], Iterator[tuple[str, Any]]]


class Mode(NamedTuple):
    """What is written: the columns of each config, the record batches of articles, the card's tags, whether texts are in it."""

    name: str
    texts: bool
    configs: Callable[[Scheme], dict[str, Columns]]
    batches: Batches
    tags: tuple[str, ...] = ()


def _full_batches(subjects: Sequence[Subject], scheme: Scheme, split: str) -> Iterator[tuple[str, Any]]:
    """Yield (config, record batch) of a release with its texts for articles of one split; none without rows."""
    from annotate.dataset.batches.batches import batches

    return batches(subjects, scheme, split)


def standoff_batches(subjects: Sequence[Subject], scheme: Scheme, split: str) -> Iterator[tuple[str, Any]]:
    """Yield (config, record batch) of a stand-off release for articles of one split; none without rows."""
    import pyarrow as pa

    from annotate.dataset.batches.batches import batches

    columns, hiding = standoff_configs(scheme), Hiding(subjects, scheme)
    for config, batch in batches(subjects, scheme, split, without=LEFT_OUT):
        rows = list(hiding.rows(config, batch.to_pylist()))
        yield config, pa.RecordBatch.from_pylist(rows, schema=arrow_schema(columns[config]))


FULL = Mode(name="full", texts=True, configs=configs, batches=_full_batches)
STANDOFF = Mode(name="standoff", texts=False, configs=standoff_configs, batches=standoff_batches, tags=(TAG,))
MODES = {mode.name: mode for mode in (FULL, STANDOFF)}


def mode_of(tags: object) -> Mode:
    """Return the mode that a card's tags tell of."""
    return STANDOFF if isinstance(tags, list) and TAG in tags else FULL
