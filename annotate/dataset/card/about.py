"""What the makers of a corpus say of it: Markdown, with facts for the citation in a YAML head."""

import datetime as dt
import re
from typing import Any, NamedTuple

from annotate.errors import DatasetError

_FIRST_VERSION = "1.0.0"
_HEAD = re.compile(r"\A---\n(.*?\n)?---\n", re.DOTALL)
_VERSION = re.compile(r"\d+\.\d+\.\d+")
_PLAIN = ("title", "version", "license", "url", "doi", "contact", "released")
_AUTHOR = ("given-names", "family-names", "name", "orcid", "affiliation", "website")


class About(NamedTuple):
    """The makers' words and facts; what they did not say is empty. `license` is that of the annotations.

    An author is what CITATION.cff knows: given-names and family-names of a person, or the name of an organisation.
    """

    words: str = ""
    title: str = ""
    version: str = _FIRST_VERSION
    license: str = ""
    url: str = ""
    doi: str = ""
    contact: str = ""
    released: str = ""
    authors: tuple[dict[str, str], ...] = ()


def read_about(text: str, where: str) -> About:
    """Return what a Markdown text says, its optional head between two lines `---` being facts.

    DatasetError names a key that is not known, a version that is none, an author without a name.
    """
    from yaml import YAMLError, safe_load

    found = _HEAD.match(text)
    if not found:
        return About(words=text)
    try:
        facts = safe_load(found[1] or "") or {}
    except YAMLError as error:
        raise DatasetError(f"{where}: its head is no YAML ({' '.join(str(error).split())})") from error
    if not isinstance(facts, dict):
        raise DatasetError(f"{where}: its head should say `key: value`, one a line")
    unknown = [key for key in facts if key not in (*_PLAIN, "authors")]
    if unknown:
        raise DatasetError(f"{where}: {unknown[0]!r} is not one of {', '.join((*_PLAIN, 'authors'))}")
    plain = {key: _plain(facts[key], f"{where}: {key!r}") for key in _PLAIN if facts.get(key) is not None}
    if not _VERSION.fullmatch(plain.get("version", _FIRST_VERSION)):
        raise DatasetError(f"{where}: version {plain['version']!r} should be three numbers: 1.0.0")
    authors = facts.get("authors") or []
    if not isinstance(authors, list):
        raise DatasetError(f"{where}: authors should be a list")
    return About(text[found.end() :], authors=tuple(_author(author, where) for author in authors), **plain)


def _plain(value: Any, where: str) -> str:
    if isinstance(value, dt.date | str | float | int):
        return str(value)
    raise DatasetError(f"{where} should be plain text")


def _author(author: Any, where: str) -> dict[str, str]:
    if isinstance(author, str) and author.strip():
        return {"name": author.strip()}
    known = isinstance(author, dict) and all(isinstance(value, str) for value in author.values())
    if not known or not set(author) <= set(_AUTHOR) or not {"name", "family-names"} & set(author):
        raise DatasetError(f"{where}: an author should be a name, or have {', '.join(_AUTHOR)}; {author!r} does not")
    return dict(author)
