"""Articles from JSON Lines: our own records, or any objects with a text and perhaps an id."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from annotate import store
from annotate.annotations import Article, article_id
from annotate.errors import Fault
from annotate.invariants import article_breaches
from annotate.sources.zones import zones
from annotate.text.canonical import canonical

_OWN = ("id", "text", "meta", "annotations")
_META = ("title", "source", "published", "url", "language", "license")


def read(path: Path, *, fresh: bool = True) -> Iterator[tuple[str, int, Article | Fault]]:
    """Yield (file, line, article or fault) for each line of a file; texts are made canonical if `fresh`."""
    with store.reading(path), path.open("rb") as source:
        for line, item in store.lines(source, str(path), lambda text: article(text, fresh=fresh)):
            yield str(path), line, item


def untouched(source: Iterable[bytes], name: str) -> Iterator[tuple[int, Article | Fault]]:
    """Yield (line, article or fault) with texts exactly as they are: for verbs that never change a text."""
    return store.lines(source, name, lambda text: article(text, fresh=False))


def article(line: str, *, fresh: bool) -> Article:
    """Return the article in a line of JSON; ValueError says what is missing or wrong.

    `fresh` makes the text canonical and looks for zones where none are given. Keys that a record has no place for are
    kept under `meta.extra`.
    """
    data = msgspec.json.decode(line)
    if not isinstance(data, dict):
        raise ValueError(f'a line is a JSON object with a "text", this one is {_kind(data)}')  # noqa: TRY004 - the fault of a line
    text = data.get("text")
    if not isinstance(text, str):
        fault = '"text" is missing; a record has at least {"text": "..."}' if text is None else '"text" is no string'
        raise ValueError(fault)  # noqa: TRY004 - the fault of a line
    text = canonical(text) if fresh else text
    if not text.strip():
        raise ValueError('"text" is empty')
    annotations = data.get("annotations") or ()
    if fresh and annotations and text != data["text"]:
        raise ValueError(
            "the text is not canonical (CRLF or control characters) and has annotations: their offsets would rot"
        )
    known = {"id": _id(data, text), "text": text, "meta": _meta(data), "annotations": annotations}
    made = msgspec.convert({key: value for key, value in known.items() if value}, Article)
    if fresh and not made.meta.zones and (found := zones(text)):
        made = msgspec.structs.replace(made, meta=msgspec.structs.replace(made.meta, zones=found))
    if broken := article_breaches(made):
        raise ValueError("; ".join(map(str, broken)))
    return made


def _kind(data: object) -> str:
    return {list: "an array", str: "a string", type(None): "null"}.get(type(data), "a bare value")


def _id(data: dict[str, Any], text: str) -> str:
    given = data.get("id")
    if given is None:
        return article_id(text)
    if not isinstance(given, str | int) or isinstance(given, bool) or given == "":
        raise ValueError('"id" is no string with something in it; without one, an id is made from the text')
    return str(given)


def _meta(data: dict[str, Any]) -> dict[str, Any]:
    """Return what the record says of the article: its meta object, well-known keys beside the text, and the rest."""
    given = data.get("meta") or {}
    if not isinstance(given, dict) or not isinstance(given.get("extra") or {}, dict):
        raise ValueError('"meta", and "extra" in it, are JSON objects')  # noqa: TRY004 - the fault of a line
    meta = dict(given)
    found = {key: meta.pop(key) for key in (*_META, "zones") if meta.get(key) is not None}
    extra = {**(meta.pop("extra", None) or {}), **{key: value for key, value in meta.items() if key not in _META}}
    for key, value in data.items():
        if key in _META and key not in found and isinstance(value, str):
            found[key] = value
        elif key not in _OWN:
            extra[key] = value
    return {**found, "extra": extra} if extra else found
