"""The folder of contracts, compared with what its scheme.toml says."""

from pathlib import Path

from annotate.checks.contracts import stale
from annotate.checks.findings import Finding
from annotate.scheme import read_scheme

_REMEDY = "run `annotate schemas` and commit the result"


def check_schemas(folder: Path) -> list[Finding]:
    """Return a finding for each contract that is missing or not current."""
    findings = []
    for name, content in stale(folder, read_scheme(folder / "scheme.toml")).items():
        path = folder / name
        if path.exists():
            line = _first_difference(path.read_bytes(), content)
            findings.append(Finding("C01", str(path), line, f"is not what scheme.toml says; {_REMEDY}"))
        else:
            findings.append(Finding("C01", str(path), 0, f"is missing; {_REMEDY}"))
    return findings


def _first_difference(one: bytes, other: bytes) -> int:
    pairs = enumerate(zip(one.split(b"\n"), other.split(b"\n"), strict=False), 1)
    return next((number for number, (a, b) in pairs if a != b), min(one.count(b"\n"), other.count(b"\n")) + 1)
