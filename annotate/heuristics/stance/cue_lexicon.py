"""The lexicon of stance cues: verbs in all their forms, nouns and adjectives, read once from cues.toml."""

import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct

from annotate.text.spelling import inflected, plural


class Entry(Struct, frozen=True):
    """What the lexicon says of a cue; see the head of cues.toml."""

    lemma: str
    takes: frozenset[str]
    preps: frozenset[str]
    act: str
    certainty: str
    weak: bool
    rest: tuple[str, ...] = ()


class Lexicon(Struct, frozen=True):
    """Entries by small-letter form: verbs with the form's tag, nouns and adjectives without.

    `first_words` are the words that an entry's form begins with.
    """

    verbs: dict[str, list[tuple[str, Entry]]]
    nouns: dict[str, Entry]
    adjectives: dict[str, Entry]
    also_nouns: frozenset[str]
    first_words: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return the cue lexicon, every verb in all its forms."""
    table = tomllib.loads(files("annotate.heuristics.lexicons").joinpath("cues.toml").read_text("utf-8"))
    verbs: dict[str, list[tuple[str, Entry]]] = {}
    for row in table["verbs"]:
        for rest in row.get("with", [""]):
            entry = _entry(row, tuple(rest.split()))
            for form, tag in _forms(row):
                verbs.setdefault(form, []).append((tag, entry))
    for readings in verbs.values():
        readings.sort(key=lambda reading: -len(reading[1].rest))
    nouns = {form: _entry(row) for row in table["nouns"] for form in (row["lemma"], plural(row["lemma"]))}
    adjectives = {row["lemma"]: _entry(row) for row in table["adjectives"]}
    first_words = frozenset(form.split()[0] for form in (*verbs, *nouns, *adjectives))
    return Lexicon(verbs, nouns, adjectives, frozenset(table["also_nouns"].split()), first_words)


def _forms(row: dict[str, str | bool]) -> list[tuple[str, str]]:
    """Return the forms of a row's verb with their tags; in both spellings where its consonant may double."""
    past, part = (str(row[key]) if key in row else None for key in ("past", "part"))
    doubles = (False, True) if row.get("double") == "both" else (bool(row.get("double")),)
    found = [form for double in doubles for form in inflected(str(row["lemma"]), past=past, part=part, double=double)]
    return list(dict.fromkeys(found))


def _entry(row: dict[str, str | bool], rest: tuple[str, ...] = ()) -> Entry:
    return Entry(
        lemma=str(row["lemma"]),
        takes=frozenset(str(row["takes"]).split()),
        preps=frozenset(str(row.get("preps", "")).split()),
        act=str(row.get("act", "report")),
        certainty=str(row.get("certainty", "certain")),
        weak=bool(row.get("weak", False)),
        rest=rest,
    )
