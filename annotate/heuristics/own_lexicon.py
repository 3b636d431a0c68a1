"""A user's own lexicon: names with their label, and perhaps country and sector, as JSON Lines.

    {"label": "ORG", "pattern": "Oman Observer", "country": "OM", "role": "JRN"}

Prodigy's and spaCy's patterns.jsonl is read as it is: a pattern is a string, matched as written, or a list of tokens with
"lower" (any case), "text" or "orth" (as written). Where a pattern stands, it is a name, whatever the rules think.
"""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from annotate import store
from annotate.countries import COUNTRIES
from annotate.errors import AnnotateError, Fault
from annotate.heuristics.actors.words import OWN, Known, Words, words
from annotate.scheme import load_scheme
from annotate.text.gazetteer import Gazetteer
from annotate.text.spelling import lowered

_KINDS = {"PERSON": "person", "ORG": "organisation", "STATE": "state", "GROUP": "people"}
_LABELS = {
    "PERSON": "PERSON", "PER": "PERSON", "ORG": "ORG", "ORGANIZATION": "ORG", "ORGANISATION": "ORG", "COMPANY": "ORG",
    "STATE": "STATE", "GPE": "STATE", "COUNTRY": "STATE", "GROUP": "GROUP", "NORP": "GROUP",
}  # fmt: skip
_AS_WRITTEN = ("text", "orth")
_SIGNS = frozenset(".,;:'’-/)&")


class Entry(NamedTuple):
    """One name of the lexicon; `anycase` if its capitals do not count."""

    label: str
    pattern: str
    country: str | None
    role: str | None
    anycase: bool


class OwnLexicon(NamedTuple):
    """A lexicon that was read: the words of all rules with its names among them, and a short hash of what it says."""

    words: Words
    version: str


def read(path: Path) -> tuple[list[Entry], list[Fault]]:
    """Return the entries of a file, and what is wrong with its other lines; AnnotateError if it cannot be read."""
    entries: list[Entry] = []
    faults: list[Fault] = []
    try:
        with path.open("rb") as source:
            for _, item in store.lines(source, str(path), entries_of):
                if isinstance(item, Fault):
                    faults.append(item)
                else:
                    entries += item
    except OSError as error:
        raise AnnotateError(f"{path}: cannot be read ({error.strerror})") from error
    return entries, faults


def entries_of(line: str) -> list[Entry]:
    """Return the entries of one line of JSON; ValueError says what is wrong with it."""
    data = msgspec.json.decode(line)
    if not isinstance(data, dict):
        raise ValueError('a line is an object such as {"label": "ORG", "pattern": "Oman Observer"}')  # noqa: TRY004 - the fault of a line
    label = _LABELS.get(str(data.get("label", "")).upper())
    if label is None:
        raise ValueError(f"label {data.get('label')!r} is none of {', '.join(_KINDS)} (or PER, GPE, NORP)")
    country, role = data.get("country"), data.get("role")
    if country is not None and country not in COUNTRIES:
        raise ValueError(f"country {country!r} is no ISO 3166-1 alpha-2 code")
    if role is not None and role not in _roles():
        raise ValueError(f"role {role!r} is none of {', '.join(sorted(_roles()))}")
    return [Entry(label, form, country, role, anycase) for form, anycase in _forms(data.get("pattern"))]


def with_own(entries: Iterable[Entry]) -> OwnLexicon:
    """Return the rules' words with the entries among them; of two entries for one name the last holds."""
    base = words()
    exact: dict[str, Known] = {}
    anycase: dict[str, Known] = {}
    digest = sha256()
    for entry in entries:
        digest.update(msgspec.json.encode(entry))
        fact = Known(frozenset({OWN, _KINDS[entry.label]}), entry.country, entry.role, entry.pattern)
        pattern = entry.pattern.replace("’", "'")
        if entry.anycase:
            anycase[lowered(pattern)] = fact
        else:
            exact[pattern] = fact
    known = {**base.known, **exact}
    replaced = replace(base, known=known, gazetteer=Gazetteer(known), anycase=Gazetteer(anycase) if anycase else None)
    return OwnLexicon(replaced, digest.hexdigest()[:8])


@cache
def _roles() -> frozenset[str]:
    return frozenset(value for one in load_scheme().entity_attributes if one.name == "role" for value in one.values)


def _forms(pattern: object) -> list[tuple[str, bool]]:
    """Return the strings that a pattern means, and whether their capitals count for nothing."""
    if isinstance(pattern, str):
        if not pattern.strip():
            raise ValueError('"pattern" is empty')
        return [(pattern.strip(), False)]
    if not isinstance(pattern, list) or not pattern:
        raise ValueError('"pattern" is a string or a list of tokens such as [{"lower": "oman"}, {"lower": "observer"}]')
    told = [_token(token) for token in pattern]
    spaced = glued = ""
    for token, _ in told:
        close = not spaced or token[0] in _SIGNS or glued[-1] in "-/'’("
        spaced += token if not spaced else f" {token}"
        glued += token if close else f" {token}"
    anycase = any(small for _, small in told)
    return [(form, anycase) for form in dict.fromkeys((glued, spaced))]


def _token(token: Any) -> tuple[str, bool]:
    """Return the words of a token, and whether it is said in small letters."""
    if isinstance(token, dict) and len(token) == 1:
        (key, value), *_ = token.items()
        if isinstance(value, str) and value and key.lower() in (*_AS_WRITTEN, "lower"):
            return value, key.lower() == "lower"
    raise ValueError(f'a token has one key, "lower" or "text", and a string; {token!r} cannot be matched')
