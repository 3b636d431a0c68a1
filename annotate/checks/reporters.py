"""Findings for people, for GitHub, for programs and for CI servers that read JUnit or SARIF."""

from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

import msgspec

from annotate.checks.findings import RULES, Finding
from annotate.checks.sarif import as_sarif
from annotate.errors import AnnotateError
from annotate.wording import counted


def report(findings: Sequence[Finding], form: str = "text") -> str:
    """Return findings in one of the forms, without a last line end; text of no findings is empty."""
    if form not in REPORTERS:
        raise AnnotateError(f"no report format {form!r}; there are {', '.join(REPORTERS)}")
    return REPORTERS[form](findings)


def as_text(findings: Sequence[Finding]) -> str:
    """Return a line a finding."""
    return "\n".join(map(str, findings))


def as_github(findings: Sequence[Finding]) -> str:
    """Return workflow commands, one for each rule and file: GitHub shows only ten of a kind in a step.

    A command stands at the first place and says how many more there are.
    """
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.rule, finding.file), []).append(finding)
    lines = []
    for (rule, file), group in groups.items():
        first = group[0]
        more = f" (and {len(group) - 1} more)" if len(group) > 1 else ""
        place = f"file={_property(file)}" + (f",line={first.line}" if first.line else "")
        title = _property(f"{rule}: {RULES.get(rule, 'news-annotate')}")
        lines.append(f"::{first.severity} {place},title={title}::{_data(first.message + more)}")
    return "\n".join(lines)


def as_jsonl(findings: Sequence[Finding]) -> str:
    """Return one JSON object a finding."""
    return "\n".join(msgspec.json.encode(finding._asdict()).decode() for finding in findings)


def as_junit(findings: Sequence[Finding]) -> str:
    """Return a JUnit report: a test case for each rule, failed where something was found."""
    suite = Element("testsuite", name="annotate check", tests=str(len(RULES)))
    failed = 0
    for rule, sentence in RULES.items():
        case = SubElement(suite, "testcase", classname=rule, name=sentence)
        broken = [finding for finding in findings if finding.rule == rule]
        if broken:
            failed += 1
            SubElement(case, "failure", message=counted(len(broken), "finding")).text = as_text(broken)
    suite.set("failures", str(failed))
    return tostring(suite, encoding="unicode")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


REPORTERS: dict[str, Callable[[Sequence[Finding]], str]] = {
    "text": as_text,
    "github": as_github,
    "jsonl": as_jsonl,
    "junit": as_junit,
    "sarif": as_sarif,
}
