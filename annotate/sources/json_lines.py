"""Articles from JSON Lines: our own records, or any objects with a text and perhaps an id."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from annotate import store
from annotate.annotations import Article, Meta, article_id
from annotate.errors import AnnotateError, Fault
from annotate.sources.zones import zones
from annotate.text.canonical import canonical

_OWN = ("id", "text", "meta", "annotations")
_META = ("title", "source", "published", "url", "language", "license")


def read(path: Path) -> Iterator[tuple[str, int, Article | Fault]]:
    """Yield (file, line, canonical article or fault) for each line of a file."""
    try:
        with path.open("rb") as source:
            for line, item in store.lines(source, str(path), lambda text: article(text, fresh=True)):
                yield str(path), line, item
    except OSError as error:
        raise AnnotateError(f"{path}: cannot be read ({error.strerror})") from error


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
        raise ValueError(f"a {type(data).__name__}, a record is a JSON object")  # noqa: TRY004 - the fault of a line
    text = data.get("text")
    if not isinstance(text, str):
        fault = '"text" is missing; a record has at least {"text": "..."}' if text is None else '"text" is no string'
        raise ValueError(fault)  # noqa: TRY004 - the fault of a line
    if not text.strip():
        raise ValueError('"text" is empty')
    text = canonical(text) if fresh else text
    given = data.get("id")
    if given is not None and not isinstance(given, str | int):
        raise ValueError('"id" is no string')
    annotations = data.get("annotations") or ()
    if fresh and annotations and text != data["text"]:
        raise ValueError(
            "the text is not canonical (CRLF or control characters) and has annotations: their offsets would rot"
        )
    meta = msgspec.convert(_meta(data), Meta)
    if fresh and not meta.zones:
        meta = msgspec.structs.replace(meta, zones=zones(text))
    known = {"id": str(given) if given is not None else article_id(text), "text": text, "annotations": annotations}
    return msgspec.structs.replace(msgspec.convert(known, Article), meta=meta)


def _meta(data: dict[str, Any]) -> dict[str, Any]:
    """Return what the record says of the article: its meta object, well-known keys beside the text, and the rest."""
    given = data.get("meta")
    meta = dict(given) if isinstance(given, dict) else {}
    found = {key: meta.pop(key) for key in (*_META, "zones") if meta.get(key) is not None}
    extra = {**(meta.pop("extra", None) or {}), **{key: value for key, value in meta.items() if key not in _META}}
    for key, value in data.items():
        if key in _META and key not in found and isinstance(value, str):
            found[key] = value
        elif key not in _OWN:
            extra[key] = value
    return {**found, "extra": extra}
