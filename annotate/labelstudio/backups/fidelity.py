"""Whether a restored task says what the backup's does: everything but the server's own numbers and clock."""

from collections.abc import Iterator, Sequence
from typing import Any

from annotate.labelstudio.backups.archive import TaskRow

Said = list[tuple[Any, ...]]


def differences(before: TaskRow, after: TaskRow) -> Iterator[str]:
    """Yield in words what differs between a task and its restored copy; ids are compared by what they point at."""
    if (before.data, before.meta) != (after.data, after.meta):
        yield "its data differ"
    for kind, told in _said(before).items():
        there = _said(after)[kind]
        if len(told) != len(there):
            yield f"{len(told)} {kind} were backed up, {len(there)} are there"
        elif told != there:
            yield f"its {kind} differ"


def _said(row: TaskRow) -> dict[str, Said]:
    predictions = _places(row.predictions)
    annotations = _places(row.annotations)
    return {
        "predictions": [(one.model_version, one.score, one.result) for one in row.predictions],
        "annotations": [
            (
                *(one.by, one.result, one.skipped, one.ground_truth, one.saved, one.lead_time),
                *(predictions.get(one.parent_prediction or 0) if one.saved else None,),
                *(annotations.get(one.parent_annotation or 0) if one.saved else None,),
            )
            for one in row.annotations
        ],
        "drafts": [(one.by, one.result, one.lead_time, annotations.get(one.annotation or 0)) for one in row.drafts],
    }


def _places(rows: Sequence[Any]) -> dict[int, int]:
    return {row.id: place for place, row in enumerate(rows)}
