"""The folder of contracts, compared with what scheme.toml says."""

from pathlib import Path

from annotate.checks.contracts import contracts
from annotate.checks.findings import Finding
from annotate.scheme import Scheme, read_scheme

REMEDY = "run `annotate schemas` and commit the result"


def check_schemas(folder: Path, scheme: Scheme | None = None) -> list[Finding]:
    """Return a finding for each contract that is missing or not current.

    The folder's own scheme.toml is compared, or the scheme given.
    """
    findings = []
    for name, content in contracts(scheme or read_scheme(folder / "scheme.toml")).items():
        path = folder / name
        if not path.exists():
            findings.append(Finding("C01", str(path), 0, f"is missing; {REMEDY}"))
        elif path.read_bytes() != content:
            line = _first_difference(path.read_bytes(), content)
            findings.append(Finding("C01", str(path), line, f"is not what scheme.toml says; {REMEDY}"))
    return findings


def _first_difference(one: bytes, other: bytes) -> int:
    pairs = enumerate(zip(one.split(b"\n"), other.split(b"\n"), strict=False), 1)
    return next((number for number, (a, b) in pairs if a != b), min(one.count(b"\n"), other.count(b"\n")) + 1)
