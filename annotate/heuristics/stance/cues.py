"""Cues: the words of the lexicon where they are read as verbs, nouns or adjectives of stance."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from annotate.text.clauses import Reading, group_start
from annotate.text.closed_classes import (
    BE,
    DETERMINERS,
    DO,
    HAVE,
    MODALS,
    NEGATIONS,
    POSSESSIVES,
    PREPOSITIONS,
    PUNCTUATION,
    SUBJECTS,
    is_adverb,
    words,
)

Kind = Literal["finite", "ing", "to", "passive", "participle", "noun", "adjective"]
HEADLINE = 0.7
LONG_WORD = 4
BEHIND_NOUNS = words("of in from are were have is was")


class Entry(NamedTuple):
    """What the lexicon says of a cue; see the head of cues.toml."""

    lemma: str
    takes: frozenset[str]
    preps: frozenset[str]
    act: str
    certainty: str
    weak: bool
    rest: tuple[str, ...] = ()


class Cue(NamedTuple):
    """A cue in its reading: verb group [first, last), its head token, and how it stands in the clause."""

    first: int
    head: int
    last: int
    kind: Kind
    entry: Entry
    negated: bool


class Attribution(NamedTuple):
    """Who expresses what by which words, in token ranges; `cue` is the cue's extent, joining words included.

    `form` is the complement's kind; the last `floating` contents were attached from later units.
    """

    reading: Cue
    cue: tuple[int, int]
    source: tuple[int, int] | None
    contents: tuple[tuple[int, int], ...]
    rule: str
    score: float
    person: tuple[int, int] | None = None
    form: str = "that"
    floating: int = 0


class Lexicon(NamedTuple):
    """Entries by small-letter form: verbs with the form's tag, nouns and adjectives without."""

    verbs: dict[str, list[tuple[str, Entry]]]
    nouns: dict[str, Entry]
    adjectives: dict[str, Entry]
    also_nouns: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return the cue lexicon, every verb in all its forms."""
    table = tomllib.loads(files("annotate.heuristics.lexicons").joinpath("cues.toml").read_text("utf-8"))
    verbs: dict[str, list[tuple[str, Entry]]] = {}
    for row in table["verbs"]:
        for rest in row.get("with", [""]):
            entry = _entry(row, tuple(rest.split()))
            for form, tag in inflected(
                row["lemma"], past=row.get("past"), part=row.get("part"), double=row.get("double", False)
            ):
                verbs.setdefault(form, []).append((tag, entry))
    for readings in verbs.values():
        readings.sort(key=lambda reading: -len(reading[1].rest))
    nouns = {form: _entry(row) for row in table["nouns"] for form in (row["lemma"], plural(row["lemma"]))}
    return Lexicon(
        verbs, nouns, {row["lemma"]: _entry(row) for row in table["adjectives"]}, frozenset(table["also_nouns"].split())
    )


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


def inflected(
    lemma: str, *, past: str | None = None, part: str | None = None, double: bool = False
) -> list[tuple[str, str]]:
    """Return the forms of a verb with their tags: base, s, ing, past, part."""
    stem = lemma + lemma[-1] if double else lemma
    if lemma.endswith("e"):
        regular, ing = lemma + "d", lemma + "ing" if lemma.endswith(("ee", "oe")) else lemma[:-1] + "ing"
    elif lemma.endswith("y") and lemma[-2] not in "aeiou":
        regular, ing = lemma[:-1] + "ied", lemma + "ing"
    else:
        regular, ing = stem + "ed", stem + "ing"
    past = past or regular
    return [(lemma, "base"), (plural(lemma), "s"), (ing, "ing"), (past, "past"), (part or past, "part")]


def plural(lemma: str) -> str:
    """Return the form with -s: plural of a noun, third person of a verb."""
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "go", "do")) else "s")


def cues(reading: Reading) -> Iterator[Cue]:
    """Yield every cue candidate in reading order, at most one for a head token."""
    known = lexicon()
    for first, last in reading.units:
        headline = _headline(reading, first, last)
        for index in range(first, last):
            word = reading.lower[index]
            if (
                word not in known.verbs
                and word not in known.nouns
                and word not in known.adjectives
                and word not in {"red", "in"}
            ):
                continue
            if reading.capital(index) and index > first and not headline:
                continue
            cue = (
                _adjective(reading, index, first, last)
                or _verb(reading, index, first, last)
                or _noun(reading, index, last)
            )
            if cue is not None:
                yield cue


def _headline(reading: Reading, first: int, last: int) -> bool:
    """Say whether most longer words of a unit are capitalised, as in a headline."""
    longer = [i for i in range(first, last) if len(reading.lower[i]) >= LONG_WORD]
    return len(longer) >= LONG_WORD and sum(reading.capital(i) for i in longer) >= HEADLINE * len(longer)


def _verb(reading: Reading, head: int, floor: int, ceiling: int) -> Cue | None:
    readings = lexicon().verbs.get(reading.lower[head])
    if not readings:
        return None
    entry = None
    for _, known in readings:
        if entry is None and reading.lower[head + 1 : head + 1 + len(known.rest)] == list(known.rest):
            entry = known
    if entry is None:
        return None
    tags = {tag for tag, known in readings if known is entry}
    first = group_start(reading, head, floor)
    kind = _kind(reading, head, first, tags, noun=entry.lemma in lexicon().also_nouns)
    if kind is None or head + 1 + len(entry.rest) > ceiling:
        return None
    while kind != "to" and first < head and reading.lower[first] in {"to", "yet", "no"}:
        first += 1
    group = reading.lower[first:head]
    negated = any(word in NEGATIONS or word.endswith(("n't", "n’t")) for word in group)
    return Cue(first, head, head + 1 + len(entry.rest), kind, entry, negated)


def _kind(reading: Reading, head: int, first: int, tags: set[str], *, noun: bool) -> Kind | None:  # noqa: PLR0911 - one return a pattern
    """Return how a verb form stands with its group; None where it is a noun or an adjective."""
    group = [word for word in reading.lower[first:head] if not is_adverb(word) and word not in NEGATIONS]
    nearest = group[-1] if group else ""
    before = "" if first == 0 or reading.unit_of[first - 1] != reading.unit_of[first] else reading.word(first - 1)
    if "ing" in tags:
        return "finite" if nearest in BE else None if before in DETERMINERS | POSSESSIVES else "ing"
    if "base" in tags and nearest == "to":
        return "finite" if before == "used" else "to"
    if "base" in tags and (nearest in MODALS or nearest in DO or nearest.endswith(("n't", "n’t"))):
        return "finite"
    if "part" in tags and nearest in BE and nearest not in {"'m", "’m"}:
        return "passive"
    if "part" in tags and nearest in HAVE:
        return "finite"
    if (
        before in DETERMINERS - {"that", "this", "all", "both", "some", "any", "another", "each"}
        or before in {"'s", "’s"}
        or before in PREPOSITIONS
    ):
        return None
    if "part" in tags and reading.lower[head] == "asked" and before in {"", "when", "if", ".", "!", "?"}:
        return "participle"
    if "past" in tags:
        return "participle" if reading.word(head + 1) == "by" else "finite"
    if "part" in tags:
        return "participle" if reading.word(head + 1) == "by" else None
    return _present(reading, head, first, tags) if noun else "finite"


def _present(reading: Reading, head: int, first: int, tags: set[str]) -> Kind | None:
    """Return "finite" for a present form after a likely subject; a base form wants a plural one."""
    before = reading.word(first - 1)
    after = reading.word(head + 1)
    if before.endswith("ed") and not reading.capital(first - 1):
        return None
    if "s" in tags:
        noun = before in PUNCTUATION - {",", '"', "”", "''", ")"} or after in BEHIND_NOUNS
        ending = after in {",", ".", ""} and before not in SUBJECTS | {"''", '"', "”"}
        noun = noun or (ending and not reading.capital(first - 1))
        return None if noun or (before in {"", "of", "and"} and after not in {"that", "to"}) else "finite"
    if before == "that" and not reading.word(first - 2).endswith("s"):
        return None
    plural_subject = before in {
        "i",
        "you",
        "we",
        "they",
        "who",
        "people",
        "many",
        "some",
        "others",
        "that",
        "and",
        "women",
        "men",
        "police",
    }
    plural_subject = plural_subject or (
        before.endswith("s") and len(before) > LONG_WORD - 1 and before not in {"this", "his", "its", "it's"}
    )
    return "finite" if plural_subject else None


def _noun(reading: Reading, index: int, ceiling: int) -> Cue | None:
    word, last = reading.lower[index], index + 1
    if word == "red" and reading.word(index + 1) in {"line", "lines"} and index + 1 < ceiling:
        word, last = "red line", index + 2
    entry = lexicon().nouns.get(word)
    return None if entry is None else Cue(index, last - 1, last, "noun", entry, negated=False)


def _adjective(reading: Reading, index: int, floor: int, ceiling: int) -> Cue | None:
    word, last = reading.lower[index], index + 1
    if word == "in" and index + 1 < ceiling:
        word, last = f"in {reading.lower[index + 1]}", index + 2
    entry = lexicon().adjectives.get(word)
    if entry is None:
        return None
    first = group_start(reading, index, floor)
    while first < index and is_adverb(reading.lower[first]):
        first += 1
    group = reading.lower[first:index]
    if not any(w in BE for w in group):
        linking = index - 1 if not is_adverb(reading.word(index - 1)) else index - 2
        if reading.word(linking) not in {
            "seem",
            "seems",
            "seemed",
            "become",
            "became",
            "remain",
            "remains",
            "remained",
            "feel",
            "feels",
            "felt",
        }:
            return None
        first = group_start(reading, linking, floor)
    negated = any(w in NEGATIONS or w.endswith(("n't", "n’t")) for w in group)
    return Cue(first, last - 1, last, "adjective", entry, negated)
