"""Records, label configs, contracts and paths of no kind: every finding has a rule, a file and a line."""

import json
from pathlib import Path
from xml.etree.ElementTree import fromstring

import jsonschema_rs
import msgspec
import pytest
from jsonschema_rs import Draft202012Validator

from annotate.checks.check import check
from annotate.checks.contracts import contracts
from annotate.checks.findings import RULES, Finding
from annotate.checks.jsonschemas import record_schema
from annotate.checks.reporters import report
from annotate.checks.schemas import check_schemas
from annotate.dataset.rows.columns import configs
from annotate.dataset.rows.subject import Row, Subject
from annotate.errors import AnnotateError
from annotate.invariants import CHECKS
from annotate.quality.adjudication import gold
from annotate.scheme import schemas_folder
from annotate.store import dumps, write
from tests.dataset.corpus import corpus, story
from tests.dataset.plain.articles import document_row
from tests.dataset.plain.encoded import encoder
from tests.records import SCHEME

ORAN = story("Oran")


def said(*paths: Path) -> list[tuple[str, int]]:
    return [(finding.rule, finding.line) for finding in check(paths, SCHEME)]


def test_good_records_have_no_findings(tmp_path: Path) -> None:
    write(tmp_path / "good.jsonl", corpus())
    assert check([tmp_path / "good.jsonl"], SCHEME) == []


def test_every_fault_of_a_file_is_named_with_its_line(tmp_path: Path) -> None:
    spans = (msgspec.structs.replace(ORAN.annotations[0].spans[0], label="CITY"),)
    other = msgspec.structs.replace(ORAN.annotations[0], spans=spans, relations=())
    bad = msgspec.structs.replace(ORAN, id="bad", annotations=(other,))
    file = tmp_path / "bad.jsonl"
    lines = [dumps(ORAN), b"{no json", b'{"id":"x"}', dumps(ORAN), b"", dumps(bad), b"\xff", b"null"]
    file.write_bytes(b"\n".join(lines))
    assert said(file) == [("R00", 2), ("R00", 3), ("R00", 4), ("R05", 6), ("R00", 7), ("R00", 8)]


def test_a_line_of_a_wrong_shape_has_all_its_faults_named(tmp_path: Path) -> None:
    record = json.loads(dumps(ORAN))
    record["annotations"][1]["spans"][0]["start"] = "0"
    record["annotations"][1]["spans"][1]["label"] = "CITY"
    record["meta"]["colour"] = "red"
    file = tmp_path / "bad.jsonl"
    file.write_text(json.dumps(record))
    unknown, number, label = check([file], SCHEME)
    assert {(one.rule, one.line) for one in (unknown, number, label)} == {("R00", 1)}
    assert "'colour' was unexpected) - at `$.meta`" in unknown.message
    assert '"0" is not of type "integer" - at `$.annotations[1].spans[0].start`' in number.message
    assert label.message.startswith('"CITY" is not one of "PERSON", "ORG"')
    assert label.message.endswith("at `$.annotations[1].spans[1].label`")


@pytest.mark.parametrize(
    ("line", "said"),
    {
        "a line of a pretty-printed record": ('"id": "oran",', "JSON is malformed"),
        "a wrong shape, then no JSON": ('{"colour": 1, "id"}', "JSON is malformed"),
        "brackets beyond the decoder": ("[" * 100_000, "nested too deep"),
        "brackets beyond the validator": ("[" * 400 + "]" * 400, "Expected `object`, got `array`"),
    }.values(),
)
def test_a_line_that_is_no_record_is_one_finding(line: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text(line + "\n")
    (finding,) = check([tmp_path / "bad.jsonl"], SCHEME)
    assert (finding.rule, finding.line) == ("R00", 1)
    assert said in finding.message


def test_a_finding_is_one_line_that_a_terminal_or_a_log_does_not_obey(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text(json.dumps({"id": "x", "text": "", "\n::error::a\x1b[2J\u202e": 1}) + "\n")
    text = report(check([tmp_path / "bad.jsonl"], SCHEME))
    assert text.isprintable()
    assert r"\n::error::a\x1b[2J\u202e" in text


def test_an_empty_file_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("\n")
    (finding,) = check([tmp_path / "empty.jsonl"], SCHEME)
    assert (finding.rule, finding.severity) == ("R00", "warning")


def test_what_is_not_there_or_nothing_known_is_said(tmp_path: Path) -> None:
    (tmp_path / "picture.png").touch()
    (tmp_path / "folder").mkdir()
    assert said(tmp_path / "none.jsonl", tmp_path / "picture.png", tmp_path / "folder") == [("F01", 0)] * 3


def test_every_invariant_has_a_sentence() -> None:
    codes = {word.rstrip(":;") for function in CHECKS for word in (function.__doc__ or "").split() if word[:1] == "R"}
    assert {code for code in codes if code[1:3].isdigit()} <= RULES.keys()


def test_the_committed_contracts_are_current() -> None:
    assert check_schemas(schemas_folder()) == []


def test_a_contract_that_is_missing_or_edited_is_found(tmp_path: Path) -> None:
    (tmp_path / "scheme.toml").write_bytes((schemas_folder() / "scheme.toml").read_bytes())
    for name, content in contracts(SCHEME).items():
        (tmp_path / name).write_bytes(content)
    assert check([tmp_path], SCHEME) == []
    (tmp_path / "features.json").unlink()
    schema = tmp_path / "annotated.schema.json"
    schema.write_text(schema.read_text().replace("PERSON", "PERSONS", 1))
    found = check([tmp_path], SCHEME)
    assert [(f.rule, Path(f.file).name, f.line > 1) for f in found] == [
        ("C01", "annotated.schema.json", True),
        ("C01", "features.json", False),
    ]


def test_the_schemas_are_valid_and_accept_what_we_write() -> None:
    made = contracts(SCHEME)
    schemas = {name: json.loads(made[f"{name}.schema.json"]) for name in ("article", "annotated", "record")}
    for schema in schemas.values():
        jsonschema_rs.meta.validate(schema)
    annotated, article = (Draft202012Validator(schemas[name]) for name in ("annotated", "article"))
    for one in corpus():
        assert [e.message for e in annotated.iter_errors(json.loads(dumps(one)))] == []
        plain = msgspec.structs.replace(one, annotations=())
        assert article.is_valid(json.loads(dumps(plain)))
        assert not article.is_valid(json.loads(dumps(one)))


def test_the_record_schema_accepts_a_row_of_documents() -> None:
    subject = Subject(ORAN, SCHEME, gold=gold(ORAN, SCHEME), split="train", cluster="oran")
    row: Row = filled(configs(SCHEME)["documents"], encoder(configs(SCHEME)["documents"], "")(document_row(subject)))
    validator = Draft202012Validator(record_schema(SCHEME))
    assert [e.message for e in validator.iter_errors(row)] == []
    row["spans"][0]["label"] = 99
    assert not validator.is_valid(row)


def filled(column, value):
    """Return a row with the nulls that Parquet puts where nothing was said."""
    if isinstance(column, dict):
        return {name: filled(inner, (value or {}).get(name)) for name, inner in column.items()}
    if isinstance(column, list) and value is not None:
        return [filled(column[0], item) for item in value]
    return value


@pytest.mark.parametrize("name", [shown.name for shown in SCHEME.passes])
def test_a_label_config_that_lacks_or_adds_something_is_found(name: str, tmp_path: Path) -> None:
    xml = contracts(SCHEME)[f"label_config.{name}.xml"].decode()
    file = tmp_path / f"label_config.{name}.xml"
    file.write_text(xml)
    assert check([file], SCHEME) == []
    file.write_text(
        xml.replace('<Choice value="probable"', '<Choice value="likely"').replace('value="ORG"', 'value="FIRM"')
    )
    found = "\n".join(finding.message for finding in check([file], SCHEME))
    lost, new = {"actors": ("'ORG'", "'FIRM'"), "stance": ("'probable'", "'likely'")}[name]
    assert f"{lost} of " in found
    assert f"{new} of " in found
    renamed = tmp_path / "mine.xml"
    renamed.write_text(xml)
    assert check([renamed], SCHEME) == []


def test_a_label_config_of_something_else_is_said(tmp_path: Path) -> None:
    (tmp_path / "other.xml").write_text('<View><Labels name="l" toName="t"><Label value="Cat"/></Labels></View>')
    (tmp_path / "broken.xml").write_text("<View>\n<Labels></View>")
    assert said(tmp_path / "other.xml", tmp_path / "broken.xml") == [("L01", 0), ("L01", 2)]


FOUND = [
    Finding("R05", "a,b.jsonl", 3, "label 'X'\nis 100% wrong"),
    Finding("R05", "a,b.jsonl", 9, "again"),
    Finding("D04", "set", 0, "rows <missing>", "warning"),
]


def test_text_has_a_line_a_finding() -> None:
    assert report(FOUND[1:]) == "a,b.jsonl:9: R05 again\nset: D04 rows <missing>"


def test_github_is_told_the_first_of_a_rule_in_a_file_and_how_many_follow() -> None:
    first, second = report(FOUND, "github").splitlines()
    assert first.startswith("::error file=a%2Cb.jsonl,line=3,title=R05%3A labels")
    assert first.endswith("::label 'X'%0Ais 100%25 wrong (and 1 more)")
    assert second.startswith("::warning file=set,title=D04")


def test_programs_get_an_object_a_finding() -> None:
    assert [json.loads(line)["rule"] for line in report(FOUND, "jsonl").splitlines()] == ["R05", "R05", "D04"]


def test_junit_has_a_case_for_each_rule_and_counts_those_that_failed() -> None:
    suite = fromstring(report(FOUND, "junit"))
    assert (suite.get("tests"), suite.get("failures")) == (str(len(RULES)), "2")
    assert [failure.text for failure in suite.iter("failure")][1] == "set: D04 rows <missing>"


@pytest.mark.parametrize("form", ["text", "github", "jsonl"])
def test_a_report_of_nothing_is_empty(form: str) -> None:
    assert report([], form) == ""


def test_a_format_there_is_not_is_answered_with_those_there_are() -> None:
    with pytest.raises(AnnotateError, match="there are text, github, jsonl, junit, sarif"):
        report([], "pdf")


def test_sarif_names_the_rule_and_the_place_of_each_finding() -> None:
    (run,) = json.loads(report([*FOUND, Finding("F01", "/data/a b.jsonl", 0, "is not there")], "sarif"))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    first, again, size, missing = run["results"]
    assert first["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "a%2Cb.jsonl"}, "region": {"startLine": 3}}}
    ]
    assert rules[again["ruleIndex"]]["id"] == again["ruleId"] == "R05"
    assert (size["level"], missing["level"]) == ("warning", "error")
    assert "region" not in size["locations"][0]["physicalLocation"]
    assert missing["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "file:///data/a%20b.jsonl"
    (nothing,) = json.loads(report([], "sarif"))["runs"]
    assert nothing["results"] == []
