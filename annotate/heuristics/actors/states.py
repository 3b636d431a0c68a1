"""States: countries by any of their names, capitals that act for them, the short form in a divided country."""

from collections.abc import Iterator

from annotate.heuristics.actors.reading import Mention, Reading
from annotate.heuristics.actors.use import is_located

RULES = ("actors.states", "actors.states_capital", "actors.states_short")
_SIDES = {"north": "KP", "south": "KR"}
_HAVE_PLURALS = ("an", "i")  # the Italians, the Israelis; the French, the Dutch, the Chinese have none
_MONEY = frozenset(["dollar", "dollars", "cents"])
_BLANKS_A_SIDE = frozenset(["of", "east", "west", "pole", "and"])


def find(reading: Reading, names: list[tuple[int, int]]) -> Iterator[Mention]:
    """Yield states from names given as token extents, and short forms in small text."""
    mentioned = {known.country for _, known in reading.known.values() if "name" in known.kinds}
    for first, last in names:
        entry = reading.known.get(first)
        if entry is None or entry[0] != last:
            continue
        known = entry[1]
        determiner = first - 1 if reading.before(first) == "the" else first
        if known.kinds & {"name", "state"}:
            if modifies_more(reading, last):
                if reading.after(last) in _MONEY:
                    continue
                determiner = first  # "the" belongs to what follows: the Iran deal, the US strike
            yield Mention(
                determiner, last, "STATE", "actors.states", 0.95, (first, last), "", known.country, known.role
            )
        elif known.kinds & {"capital", "region"} and _stands_for_its_state(reading, first, last):
            yield Mention(first, last, "STATE", "actors.states_capital", 0.9, (first, last), "", known.country, "GOV")
        elif (
            known.kinds & {"adjective"} == known.kinds
            and reading.before(first) == "the"
            and not modifies_more(reading, last)
        ):
            yield _people(reading, first, last, known.country)
    yield from _short_forms(reading, mentioned)


def _people(reading: Reading, first: int, last: int, country: str | None) -> Mention:
    """Return who "the French" or "the Italian" is: a people, but one person where English has a plural for the people."""
    name = (first, last)
    if reading.lower[last - 1].endswith(_HAVE_PLURALS):
        return Mention(first - 1, last, "PERSON", "actors.states", 0.6, None, reading.lower[last - 1], country, "CVL")
    return Mention(first - 1, last, "GROUP", "actors.states", 0.6, name, "", country, "CVL")


def modifies_more(reading: Reading, last: int) -> bool:
    """Say whether a noun or adjective follows, so that "US" or "French" only describes it."""
    word = reading.after(last)
    if not word or not word[0].isalpha() or reading.seen.words[last][0].isupper():
        return bool(word) and word[0].isalpha()
    lexicon = reading.words
    if word in lexicon.function:
        return False
    plain = word in lexicon.verbs and not (word in lexicon.common or word in lexicon.modifiers or word in lexicon.heads)
    return not (plain or (word in lexicon.verbs and word.endswith("ed")) or word.endswith("ly"))


def _stands_for_its_state(reading: Reading, first: int, last: int) -> bool:
    """Say whether a capital acts: it owns, speaks or is dealt with, and nothing happens in it."""
    if is_located(reading, first, last) or reading.after(last) == ",":
        return False
    after = reading.after(last)
    if reading.lower[first:last] == ["washington"] and after in {"post", "times", "state"}:
        return False
    if after == "'s":
        return True
    if after in reading.words.verbs or after in {"has", "is", "was", "will", "would", "may", "could", "had", "and"}:
        return True
    before = reading.before(first)
    return (
        before in reading.words.sets["states_acts_beside"]
        or not before
        or (before in reading.words.verbs and before not in reading.words.sets["states_moves"])
    )


def _short_forms(reading: Reading, mentioned: set[str | None]) -> Iterator[Mention]:
    if mentioned.isdisjoint(_SIDES.values()):
        return
    for index, word in enumerate(reading.lower):
        country = _SIDES.get(word)
        if country is None or country not in mentioned or not reading.seen.words[index][0].isupper():
            continue
        if reading.before(index) != "the" or reading.after(index + 1) in _BLANKS_A_SIDE:
            continue
        if index + 1 < len(reading.lower) and reading.beside(index + 1) and reading.seen.words[index + 1][0].isupper():
            continue
        yield Mention(
            index - 1, index + 1, "STATE", "actors.states_short", 0.9, (index - 1, index + 1), "", country, "GOV"
        )
