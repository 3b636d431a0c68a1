"""Paths in, findings out: what a path is decides what is checked."""

from collections.abc import Iterable
from pathlib import Path

from annotate.checks.config import check_config
from annotate.checks.findings import Finding
from annotate.checks.folders import check_folder
from annotate.checks.records import check_records
from annotate.checks.schemas import check_schemas
from annotate.dataset.files.folder import README
from annotate.dataset.splits.splits import LOCK
from annotate.scheme import Scheme

_KINDS = "records (.jsonl), a label config (.xml), the folder of the contracts (scheme.toml in it) or a dataset folder"


def check(paths: Iterable[Path], scheme: Scheme) -> list[Finding]:
    """Return what is wrong in records, label configs, the contracts and dataset folders, path by path."""
    findings: list[Finding] = []
    for path in paths:
        try:
            findings += _check(path, scheme)
        except OSError as error:
            findings.append(Finding("F01", str(path), 0, f"cannot be read ({error.strerror})"))
    return findings


def _check(path: Path, scheme: Scheme) -> list[Finding]:
    if not path.exists():
        return [Finding("F01", str(path), 0, "is not there")]
    if path.is_dir():
        if (path / "scheme.toml").exists():
            return check_schemas(path)
        if (path / LOCK).exists() or (path / README).exists() or any(path.glob("*/*.parquet")):
            return check_folder(path, scheme)
    elif path.suffix == ".jsonl":
        return check_records(path, scheme)
    elif path.suffix == ".xml":
        return check_config(path, scheme)
    return [Finding("F01", str(path), 0, f"is nothing that can be checked; that is {_KINDS}")]
