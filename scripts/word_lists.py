"""Write the word lists of the actor rules from SCOWL, WordNet and Faker: dictionary.txt, noun_kinds.txt, people_names.txt.

`python scripts/word_lists.py SCOWL WORDNET` in an environment with Faker; the folders are what Debian's packages `scowl`
(/usr/share/dict/scowl) and `wordnet-base` (/usr/share/wordnet) install. A noun's kind is that of its most frequent sense.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from pkgutil import iter_modules
from unicodedata import combining, normalize

FOLDER = Path(__file__).parent.parent / "annotate" / "heuristics" / "lexicons"
WIDTH = 118
SIZES = ("10", "20", "35")  # SCOWL's sizes: 35 is "small", what a pocket dictionary holds
NOUN_SIZES = (*SIZES, "40", "50")
PLAIN = re.compile(r"[a-z]{2,}")
NAME = re.compile(r"[A-ZÀ-Þ][a-zà-ÿāăąćčďđēęěğīıłńňōőřśşšţťūůűźżžńșț'’]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?")
GROUP, LOCATION, PERSON = "14", "15", "18"  # WordNet's lexicographer files
# A sector for what lies under these synsets ("lawyer": what a lawyer is). The first that holds is taken.
SECTORS = {
    "MIL": ("serviceman", "military_officer", "soldier"),
    "LEG": ("legislator",),
    "JUD": ("lawyer", "judge"),
    "COP": ("policeman",),
    "MED": ("health_professional",),
    "REL": ("clergyman", "religious_person"),
    "JRN": ("journalist",),
    "CRM": ("criminal",),
    "EDU": ("scientist", "scholar", "educator", "student"),
    "BUS": ("businessperson", "merchant", "capitalist"),
    "LAB": ("worker", "skilled_worker"),
    "GOV": ("politician", "diplomat", "official", "head_of_state"),
}


def scowl(folder: Path, sizes: Iterable[str]) -> set[str]:
    """Return the words in small letters of the English, American and British lists of the sizes."""
    found: set[str] = set()
    for area in ("english", "american", "british"):
        for size in sizes:
            path = folder / f"{area}-words.{size}"
            if path.is_file():
                found.update(word for word in path.read_text("latin-1").split() if PLAIN.fullmatch(word))
    return found


class Nouns:
    """WordNet's nouns: each lemma's synsets in order of frequency, each synset's file and the synsets above it."""

    def __init__(self, folder: Path) -> None:
        """Read data.noun and index.noun."""
        self.file: dict[str, str] = {}
        self.above: dict[str, list[str]] = {}
        self.senses: dict[str, list[str]] = {}
        for line in (folder / "data.noun").read_text("latin-1").splitlines():
            if not line.startswith("  "):
                offset, file, *_ = line.split(" ", 2)
                self.file[offset] = file
                self.above[offset] = re.findall(r" @i? (\d{8}) n", line)
        for line in (folder / "index.noun").read_text("latin-1").splitlines():
            if not line.startswith("  "):
                parts = line.split()
                self.senses[parts[0]] = parts[-int(parts[2]) :]

    def over(self, synset: str) -> set[str]:
        """Return the synset and all above it."""
        found: set[str] = set()
        waiting = [synset]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self.above[one]
        return found

    def kind(self, lemma: str) -> str:
        """Return person and its sector, organisation, group, place or thing, as the lemma's first sense has it."""
        first = self.senses[lemma][0]
        file, over = self.file[first], self.over(first)
        if file == PERSON:
            sector = next(
                (code for code, tops in SECTORS.items() if any(self.senses[top][0] in over for top in tops)), "CVL"
            )
            return f"person {sector}"
        if self.senses["organization"][0] in over:
            return "organisation -"
        return {GROUP: "group -", LOCATION: "place -"}.get(file, "thing -")


def noun_kinds(nouns: Nouns, known: set[str]) -> dict[str, list[str]]:
    """Return the nouns that are words of today, by kind."""
    found: dict[str, list[str]] = defaultdict(list)
    for lemma in sorted(nouns.senses.keys() & known):
        found[nouns.kind(lemma)].append(lemma)
    return found


def adjectives(folder: Path) -> set[str]:
    """Return the words that WordNet has as adjectives."""
    lines = (folder / "index.adj").read_text("latin-1").splitlines()
    return {line.split(" ", 1)[0] for line in lines if not line.startswith("  ")}


def plain(word: str) -> str:
    """Return a name without accents."""
    return "".join(sign for sign in normalize("NFD", word) if not combining(sign))


def people(kind: str) -> set[str]:
    """Return the names in Latin letters that Faker's locales list under first or last names."""
    found: set[str] = set()
    providers = import_module("faker.providers.person")
    for module in iter_modules(providers.__path__):
        provider = import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            if kind in attribute and "name" in attribute and not attribute.startswith("_"):
                found.update(_names(getattr(provider, attribute)))
    return {plain(name).replace("’", "'") for name in found}


def _names(value: object) -> Iterator[str]:
    if isinstance(value, dict | tuple | list | set | frozenset):
        for item in value:
            if isinstance(item, str) and NAME.fullmatch(item):
                yield item


def written(head: str, kinds: dict[str, list[str]]) -> str:
    """Return a word list as text: comment lines, then lines of a kind and its words."""
    lines = [f"# {line}" for line in head.splitlines()]
    for kind in sorted(kinds):
        line = kind
        for word in kinds[kind]:
            if len(line) + len(word) >= WIDTH:
                lines.append(line)
                line = kind
            line += f" {word}"
        lines.append(line)
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the three files."""
    words, wordnet = Path(sys.argv[1]), Path(sys.argv[2])
    small = scowl(words, SIZES)
    source = "Written by scripts/word_lists.py from "
    head = f"English words that are no names. {source}SCOWL 2020.12.07, sizes 10 to 35\n(permissive licence of SCOWL)."
    (FOLDER / "dictionary.txt").write_text(written(head, {"word": sorted(small)}), "utf-8")
    kinds = noun_kinds(Nouns(wordnet), scowl(words, NOUN_SIZES))
    kinds["adjective -"] = sorted(adjectives(wordnet) & scowl(words, NOUN_SIZES))
    head = (
        f"Nouns by the kind of their most frequent sense, and adjectives: kind, sector code (- for none), words.\n{source}WordNet 3.0"
        " (WordNet licence) and SCOWL 2020.12.07 (permissive licence of SCOWL)."
    )
    (FOLDER / "noun_kinds.txt").write_text(written(head, kinds), "utf-8")
    given, family = people("first"), people("last")
    names = {
        "given": sorted(name for name in given if name.lower() not in small),
        "family": sorted(name for name in family if name.lower() not in small),
    }
    head = f"Given and family names of many countries: kind, names. {source}Faker {version('Faker')} (MIT)."
    (FOLDER / "people_names.txt").write_text(written(head, names), "utf-8")


if __name__ == "__main__":
    main()
