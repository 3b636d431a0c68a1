"""A release without texts is checked as far as it can be: offsets by length, and one fingerprint for one stretch."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annotate.checks.check import check
from annotate.dataset.export import export
from annotate.dataset.standoff.modes import STANDOFF
from tests.checks.test_folders import in_readme, in_rows
from tests.dataset.corpus import corpus
from tests.records import SCHEME


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checked") / "bare"
    export(corpus(), folder, SCHEME, name="bare", mode=STANDOFF)
    return folder


SPOILED: dict[str, tuple[str, str, Callable[[Path], None]]] = {
    "a span outside the text": (
        "D06",
        "is not inside a text of",
        in_rows("documents", lambda rows: rows[0]["spans"][0].update(end=99999)),
    ),
    "a hash that is none": (
        "D06",
        "should be 16 hexadecimal digits",
        in_rows("documents", lambda rows: rows[0]["spans"][0].update(surface_hash="the mayor")),
    ),
    "no hash": (
        "D06",
        "should be 16 hexadecimal digits",
        in_rows("actors", lambda rows: rows[0].update(context_hash=None)),
    ),
    "another hash in a derived row": (
        "D06",
        "the same stretch has the fingerprints",
        in_rows("stance", lambda rows: rows[0].update(surface_hash="0" * 16)),
    ),
    "an offset shifted": (
        "D06",
        "part name",
        in_rows("actors", lambda rows: rows[0].update(name_start=0)),
    ),
    "a sentence outside the text": (
        "D06",
        "its sentence",
        in_rows("quantities", lambda rows: rows[0].update(sentence_end=99999)),
    ),
    "another length": ("D06", "not that of the article's other rows", in_rows("documents", lambda rows: rows[0].update(n_chars=9999))),
    "no length": ("D06", "n_chars is below zero", in_rows("documents", lambda rows: rows[0].update(n_chars=None))),
    "a hash of the text that is none": (
        "D06",
        "no sha256",
        in_rows("documents", lambda rows: rows[0].update(text_sha256="x")),
    ),
    "a row missing": ("D11", "documents promises", in_rows("stance", lambda rows: rows.pop())),
    "a class out of range": ("D05", "is class 77", in_rows("actors", lambda rows: rows[0].update(label=77))),
    "a relation to nowhere": (
        "D08",
        "is not one of",
        in_rows("documents", lambda rows: rows[0]["relations"][0].update(tail_index=99)),
    ),
    "the tag gone": ("D02", "text is missing", in_readme("- standoff\n", "")),
    "a text in the card's features": (
        "D02",
        "documents.text is not in the scheme",
        in_readme("  - name: cluster\n    dtype: string\n", "  - name: cluster\n    dtype: string\n  - name: text\n    dtype: string\n"),
    ),
}  # fmt: skip


def test_a_release_as_exported_has_no_findings(bare: Path) -> None:
    assert check([bare], SCHEME) == []


@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_release_is_found_out(name: str, bare: Path, tmp_path: Path) -> None:
    rule, said, spoil = SPOILED[name]
    folder = tmp_path / "spoiled"
    shutil.copytree(bare, folder)
    spoil(folder)
    findings = check([folder], SCHEME)
    assert any(finding.rule == rule and said in finding.message for finding in findings), findings
