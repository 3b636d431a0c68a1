"""The hash of rows: equal rows have it, however they are cut or laid out in memory, and no others."""

import pyarrow as pa
import pytest

from annotate.dataset.files.hashes import RowsHash

SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("n", pa.int32()),
        ("ok", pa.bool_()),
        ("spans", pa.list_(pa.struct([("text", pa.string()), ("score", pa.float64())]))),
    ]
)
ROWS: list[dict[str, object]] = [
    {"id": "a", "n": 1, "ok": True, "spans": [{"text": "é", "score": 0.5}, {"text": None, "score": None}]},
    {"id": "b", "n": None, "ok": None, "spans": []},
    {"id": "", "n": 0, "ok": False, "spans": None},
    {"id": None, "n": -3, "ok": True, "spans": [{"text": "", "score": 0.0}]},
]


def hashed(*batches: object) -> str:
    state = RowsHash()
    for batch in batches:
        state.add(batch)
    return state.hexdigest()


WHOLE = pa.RecordBatch.from_pylist(ROWS, schema=SCHEMA)


@pytest.mark.parametrize("cut", range(5))
def test_the_hash_does_not_see_where_batches_are_cut(cut: int) -> None:
    assert hashed(WHOLE.slice(0, cut), WHOLE.slice(cut)) == hashed(WHOLE)


def test_the_hash_does_not_see_what_lies_under_a_null() -> None:
    hidden = pa.ListArray.from_arrays([0, 1, 2], pa.array([7, 8]), mask=pa.array([False, True]))
    plain = pa.array([[7], None])
    assert hidden == plain
    assert hashed(pa.RecordBatch.from_arrays([hidden], ["x"])) == hashed(pa.RecordBatch.from_arrays([plain], ["x"]))


@pytest.mark.parametrize("row", range(len(ROWS)))
@pytest.mark.parametrize(
    "change",
    [
        {"id": "é"},
        {"n": 7},
        {"ok": False, "n": 8},
        {"spans": [{"text": "é", "score": None}]},
        {"spans": [{"text": "x", "score": 0.5}, {"text": None, "score": None}]},
    ],
)
def test_another_value_is_another_hash(row: int, change: dict[str, object]) -> None:
    changed = [old | change if i == row else old for i, old in enumerate(ROWS)]
    assert hashed(pa.RecordBatch.from_pylist(changed, schema=SCHEMA)) != hashed(WHOLE)


def test_null_is_not_empty_and_not_nought() -> None:
    seen = {hashed(pa.RecordBatch.from_pylist([{"id": x}], schema=SCHEMA)) for x in (None, "", "\0")}
    seen |= {hashed(pa.RecordBatch.from_pylist([{"n": x}], schema=SCHEMA)) for x in (None, 0)}
    seen |= {hashed(pa.RecordBatch.from_pylist([{"spans": x}], schema=SCHEMA)) for x in (None, [], [None])}
    assert len(seen) == 6  # a row of nulls is one of each three


def test_texts_do_not_run_into_each_other() -> None:
    one, other = ([{"id": x} for x in texts] for texts in (("ab", "c"), ("a", "bc")))
    assert hashed(pa.RecordBatch.from_pylist(one, SCHEMA)) != hashed(pa.RecordBatch.from_pylist(other, SCHEMA))
