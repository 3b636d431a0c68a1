"""Organisations: names that say so by a word in them, known names, and a kind of organisation before a name."""

from collections.abc import Iterator

from msgspec.structs import replace

from annotate.heuristics.actors.names import Name
from annotate.heuristics.actors.premodifiers import start_of
from annotate.heuristics.actors.reading import Mention, Reading
from annotate.heuristics.actors.titles import country_in

RULES = ("actors.organisations", "actors.organisations_known", "actors.organisations_kind")
_NAMES_ALONE = frozenset(
    ["parliament", "congress", "senate", "cabinet", "treasury", "knesset", "bundestag", "duma", "labour", "exchequer"]
)
_PLACING = frozenset(["in", "to", "from", "near", "outside"])
COMPANY_SIGNS = frozenset(
    ["inc", "ltd", "llc", "plc", "corp", "co", "ag", "sa", "gmbh", "pvt", "limited", "incorporated"]
)


def find(reading: Reading, names: list[Name], name_ends: dict[int, int]) -> Iterator[Mention]:
    """Yield organisations; sector and country come from the words of the name and what stands before it."""
    for name in names:
        known = reading.known.get(name.first)
        if known is not None and known[0] == name.last:
            placed = reading.lower[name.first] == "brussels" and reading.before(name.first) in _PLACING
            if "organisation" in known[1].kinds and not placed:
                found = _mention(reading, name, name_ends, ("actors.organisations_known", 0.9), known[1].role)
                yield replace(found, country=known[1].country or found.country)
            continue
        if name.last - name.first == 1 and reading.lower[name.first] in reading.words.name_heads:
            yield from _institution(reading, name, name_ends)
            continue
        role = _said_by_a_word(reading, name)
        if role is not None:
            yield _mention(reading, name, name_ends, ("actors.organisations", 0.8), role)
            continue
        before = reading.words.heads.get(reading.before(name.first))
        if before is not None and before.label == "ORG" and before.lemma not in {"house", "court", "school"}:
            yield _mention(reading, name, name_ends, ("actors.organisations_kind", 0.9), before.role)


def _mention(
    reading: Reading,
    name: Name,
    name_ends: dict[int, int],
    rule: tuple[str, float],
    role: str | None,
) -> Mention:
    start = start_of(reading, name.first, name_ends)
    whole = next((i for i in range(name.first + 1, name.last) if _is_body(reading, i, name.last)), name.last)
    country = country_in(reading, start.first, whole)
    sector = None if role == "OTH" else role
    return Mention(start.first, name.last, "ORG", *rule, (name.first, name.last), "", country, sector, start.owner)


def _is_body(reading: Reading, index: int, last: int) -> bool:
    """Say whether the end of a name is a known body's name, which is not that one: "the National Renewal Congress"."""
    known = reading.known.get(index)
    return known is not None and known[0] == last and "organisation" in known[1].kinds


def _institution(reading: Reading, name: Name, name_ends: dict[int, int]) -> Iterator[Mention]:
    """Yield an institution named by its noun alone: Parliament is a name, "the Ministry" is not."""
    word = reading.lower[name.first]
    role = reading.words.name_heads[word]
    if word in _NAMES_ALONE:
        yield _mention(reading, name, name_ends, ("actors.organisations", 0.8), role)
    elif word in reading.words.heads and reading.words.heads[word].label == "ORG":
        mention = _mention(reading, name, name_ends, ("actors.organisations", 0.6), role)
        if mention.first < name.first or word in reading.words.bare or word == "government":
            yield replace(mention, name=None, lemma=word)


def _said_by_a_word(reading: Reading, name: Name) -> str | None:
    """Return the sector that a word of the name gives, OTH for none in particular, None if no word says organisation."""
    lexicon = reading.words
    words = [reading.lower[i] for i in range(name.first, name.last)]
    final = words[-2] if words[-1] == "." and len(words) > 1 else words[-1]
    if words[0].isdigit():  # the 3rd Infantry Division
        return lexicon.name_heads.get(final, "MIL")
    if final in lexicon.name_heads and reading.seen.words[name.last - 1] not in lexicon.given:
        return lexicon.name_heads[final]
    if words[0] in reading.words.sets["organisations_first_words"] and len(words) > 1:
        return lexicon.name_heads.get(words[0], "OTH")
    for index, word in enumerate(words[1:], start=1):
        if word in {"of", "for", "on"} and words[index - 1] in lexicon.name_heads:
            return lexicon.name_heads[words[index - 1]]
    if final in COMPANY_SIGNS:
        return "BUS"
    return "OTH" if "&" in words else None
