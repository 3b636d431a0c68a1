"""A batch made: articles that were put aside become record batches in files, and are counted on the way."""

from pathlib import Path
from typing import Any, NamedTuple

from annotate.dataset.card.tally import Tally
from annotate.dataset.rows.columns import TOKENS
from annotate.dataset.rows.subject import Subject
from annotate.dataset.standoff.modes import Mode
from annotate.dataset.streaming.intake import Slot, put_aside
from annotate.quality.adjudication import gold
from annotate.quality.agreement import Agreement, agreement
from annotate.quality.verdicts import Verdicts, verdicts
from annotate.scheme import Scheme

ARTICLES = 200  # in a batch: more cost memory and hardly save time
_BUFFER = 1 << 20  # bytes that are written at once: a record batch is thousands of small pieces


class Job(NamedTuple):
    """Articles of one split to make a batch of: where they were put aside, the cluster of each, and how to write them."""

    number: int
    split: str
    slots: list[tuple[Slot, str]]
    aside: Path
    scheme: Scheme
    mode: Mode


class Made(NamedTuple):
    """A batch: the file of each config's record batch with its rows, and what was counted."""

    split: str
    files: dict[str, tuple[Path, int]]
    tally: Tally
    agreement: Agreement
    verdicts: Verdicts


def make(job: Job) -> Made:
    """Make a batch and write its record batches, a file each."""
    from annotate.dataset.batches.batches import token_batch

    scheme, split, tally = job.scheme, job.split, Tally()
    articles = list(put_aside(job.aside, [slot for slot, _ in job.slots]))
    subjects = [
        Subject(article, scheme, gold=gold(article, scheme), split=split, cluster=cluster)
        for article, (_, cluster) in zip(articles, job.slots, strict=True)
    ]
    for subject in subjects:
        tally.count(subject)
    files: dict[str, tuple[Path, int]] = {}
    for config, batch in job.mode.batches(subjects, scheme, split):
        path = job.aside / f"{job.number}-{config}.arrow"
        _write(batch, path)
        files[config] = (path, batch.num_rows)
        if config == TOKENS:
            tally.count_tokens(split, batch)
    if not job.mode.texts:
        tally.count_tokens(split, token_batch(subjects, scheme, split))  # counted, and not written
    return Made(split, files, tally, agreement(articles, scheme), verdicts(articles, scheme))


def _write(batch: Any, path: Path) -> None:
    import pyarrow as pa

    with pa.output_stream(path, buffer_size=_BUFFER) as file, pa.ipc.new_stream(file, batch.schema) as stream:
        stream.write_batch(batch)
