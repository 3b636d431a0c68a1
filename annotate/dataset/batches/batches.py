"""A batch of articles as record batches, one for each config that gets rows: what an article becomes, many at a time.

`tests/dataset/plain/` says the same one row at a time; a test holds them against each other.
"""

from collections.abc import Callable, Container, Iterable, Iterator
from functools import partial

from annotate.dataset.batches.arrays import Array, Arrays, batch
from annotate.dataset.batches.documents import document_arrays, entity_row_arrays
from annotate.dataset.batches.gathered import Gathered
from annotate.dataset.batches.layers import layer_arrays
from annotate.dataset.batches.people import annotator_arrays, vote_arrays
from annotate.dataset.batches.tokens import token_arrays
from annotate.dataset.rows.columns import BY_ANNOTATOR, DOCUMENTS, ENTITIES, SPAN_VOTES, TOKENS
from annotate.dataset.rows.subject import Subject
from annotate.scheme import Scheme


def token_batch(subjects: Iterable[Subject], scheme: Scheme, split: str) -> Array:
    """Return the record batch of tokens alone."""
    gathered = Gathered(subjects, scheme, split)
    return batch(gathered.marks.columns[TOKENS], token_arrays(gathered), TOKENS)


def batches(
    subjects: Iterable[Subject], scheme: Scheme, split: str, *, without: Container[str] = ()
) -> Iterator[tuple[str, Array]]:
    """Yield (config, record batch) for articles of one split, in the order of the configs; none without rows.

    Configs that are named in `without` are not made.
    """
    gathered = Gathered(subjects, scheme, split)
    makers: dict[str, Callable[[Gathered], Arrays]] = {DOCUMENTS: document_arrays, ENTITIES: entity_row_arrays}
    makers |= {layer.name: partial(layer_arrays, layer=layer) for layer in scheme.layers}
    makers |= {TOKENS: token_arrays, BY_ANNOTATOR: annotator_arrays, SPAN_VOTES: vote_arrays}
    for config, columns in gathered.marks.columns.items():
        if config in without or (config != BY_ANNOTATOR and not gathered.judged):
            continue
        found = batch(columns, makers[config](gathered), config)
        if found.num_rows:
            yield config, found
