"""Records in a JSON Lines file: shape, invariants, ids; every finding names its line."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from annotate.annotations import Article
from annotate.checks.findings import Finding
from annotate.checks.jsonschemas import annotated_schema
from annotate.errors import Fault
from annotate.invariants import breaches
from annotate.scheme import Scheme
from annotate.store import lines

_MANY = 50  # findings of one line; a line that breaks more is broken as a whole
_LONGEST = 200  # characters of a message, which may quote a whole text


def check_records(path: Path, scheme: Scheme) -> list[Finding]:
    """Return what is wrong in a file of articles, in order of lines.

    The typed decoder stops at the first wrong key of a line: such a line is gone through again with the JSON Schema,
    which names them all.
    """
    findings: list[Finding] = []
    first: dict[str, int] = {}
    count = 0
    file = str(path)
    validator = _validator(scheme)
    with path.open("rb") as source:
        for number, item in lines(source, file, _decode):
            count += 1
            if isinstance(item, Fault):
                findings.append(Finding("R00", file, number, item.message))
                continue
            article, shapeless, fault = item
            if article is None:
                found = list(_all_faults(validator, shapeless, file, number))
                findings += found or [Finding("R00", file, number, fault)]
                continue
            if article.id in first:
                message = f"article id {article.id!r} was used in line {first[article.id]}"
                findings.append(Finding("R00", file, number, message))
            first.setdefault(article.id, number)
            findings += [Finding(b.rule, file, number, f"{b.where}: {b.message}") for b in breaches(article, scheme)]
    if not count:
        findings.append(Finding("R00", file, 0, "holds no records; one JSON object a line is expected", "warning"))
    return findings


def _decode(line: str) -> tuple[Article | None, Any, str]:
    """Return the article or, for JSON of a wrong shape, what it says and the decoder's complaint."""
    try:
        return _article.decode(line), None, ""
    except msgspec.ValidationError as error:
        # The typed decoder stops at the first wrong key: what follows may be no JSON at all.
        return None, msgspec.json.decode(line), str(error)


def _all_faults(validator: Any, shapeless: object, file: str, number: int) -> Iterator[Finding]:
    try:
        errors = list(islice(validator.iter_errors(shapeless), _MANY + 1))
    except ValueError:  # nested deeper than the validator goes: the decoder's complaint has to do
        return
    for error in errors[:_MANY]:
        path = "".join(f"[{x}]" if isinstance(x, int) else f".{x}" for x in error.instance_path)
        yield Finding("R00", file, number, f"{_shortened(error.message)} - at `${path}`")
    if len(errors) > _MANY:
        yield Finding("R00", file, number, f"and more; the first {_MANY} are listed")


def _shortened(message: str) -> str:
    """Return a message without the middle of the value it quotes."""
    half = _LONGEST // 2
    return message if len(message) <= _LONGEST else f"{message[:half]} … {message[-half:]}"


def _validator(scheme: Scheme) -> Any:
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(annotated_schema(scheme))


_article = msgspec.json.Decoder(Article)
