"""Findings as SARIF 2.1.0, which code scanning services and editors show beside the line.

The form is that of the OASIS standard "Static Analysis Results Interchange Format", https://docs.oasis-open.org/sarif/.
"""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec

from annotate.checks.findings import RULES, Finding

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(findings: Sequence[Finding]) -> str:
    """Return one run with every rule and a result for each finding; a run without results says that all is well."""
    codes = list(RULES)
    driver = {
        "name": "news-annotate",
        "version": version("news-annotate"),
        "rules": [{"id": code, "shortDescription": {"text": sentence}} for code, sentence in RULES.items()],
    }
    results = [_result(finding, codes.index(finding.rule)) for finding in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return msgspec.json.encode({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}).decode()


def _result(finding: Finding, index: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(finding.file)}}
    if finding.line:
        place["region"] = {"startLine": finding.line}
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": finding.severity,
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
    }


def _uri(file: str) -> str:
    """Return a path as SARIF wants it: a URI, relative where the path is."""
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
