"""Groups: plural role nouns with what stands before them, and names of communities in the plural."""

from collections.abc import Iterator

from annotate.heuristics.actor_reading import Mention, Reading
from annotate.heuristics.actor_words import Head
from annotate.heuristics.actors.names import Name
from annotate.heuristics.actors.premodifiers import Start, start_of
from annotate.heuristics.actors.titles import country_in

RULES = ("actors.groups", "actors.groups_bare", "actors.groups_people")
_IS = frozenset(["is", "are", "was", "were", "be", "been", "being", "become", "became", "remain", "remains", "as"])
_ALWAYS_MODIFIED = frozenset(["forces", "community", "media", "public", "press", "people", "powers", "units"])
_PHRASE = 3


def find(reading: Reading, names: list[Name], covered: set[int], name_ends: dict[int, int]) -> Iterator[Mention]:
    """Yield groups; `covered` are the tokens of names, where no common noun is looked for."""
    for name in names:
        entry = next(
            (e for i in range(name.last - 1, max(name.first, name.last - 3) - 1, -1) if (e := reading.known.get(i))),
            None,
        )
        if (
            entry is not None
            and entry[0] == name.last
            and "people" in entry[1].kinds
            and not _owned(reading, name.last)
        ):
            start = start_of(reading, name.first, name_ends)
            country = entry[1].country or country_in(reading, start.first, name.last)
            role = entry[1].role if entry[1].role != "GOV" else "CVL"
            part = (name.first, name.last)
            yield Mention(
                start.first,
                name.last,
                "GROUP",
                "actors.groups_people",
                0.85,
                part,
                reading.lower[name.last - 1],
                country,
                role,
                start.owner,
            )
    for index in range(len(reading.lower)):
        if index in covered:
            continue
        found = head_at(reading, index)
        if found is None or not found[1].plural:
            continue
        first, head = found
        start = start_of(reading, first, name_ends)
        if not _is_group(reading, start, index):
            continue
        bare = start.first == first
        yield Mention(
            start.first, index + 1, "GROUP", "actors.groups_bare" if bare else "actors.groups", 0.7 if bare else 0.9,
            None, head.lemma, country_in(reading, start.first, index), head.role, start.owner,
        )  # fmt: skip


def head_at(reading: Reading, index: int) -> tuple[int, Head] | None:
    """Return the longest head noun of the lexicon that ends at a token, with its first token."""
    word = reading.lower[index]
    surface = reading.seen.words[index]
    if not word[0].isalpha() or not (surface[0].islower() or reading.opening[index]):
        return None
    phrase, found = word, None
    head = reading.words.heads.get(word)
    if head is not None:
        found = index, head
    for step in range(1, _PHRASE):
        place = index - step
        if place < 0 or not reading.beside(place + 1) or not reading.lower[place][0].isalpha():
            break
        phrase = f"{reading.lower[place]} {phrase}"
        longer = reading.words.heads.get(phrase)
        if longer is not None:
            found = place, longer
    return found


def _owned(reading: Reading, last: int) -> bool:
    entry = reading.known.get(last - 1)
    adjective = entry is not None and "adjective" in entry[1].kinds
    return adjective and bool(reading.after(last)) and reading.after(last) in reading.words.heads


def _is_group(reading: Reading, start: Start, index: int) -> bool:
    word = reading.lower[index]
    after = reading.after(index + 1)
    following = reading.words.heads.get(after)
    if following is not None and after not in reading.words.verbs and not following.plural:
        return False
    if start.first == index and (word in _ALWAYS_MODIFIED or word in reading.words.verbish):
        return False
    predicate = reading.before(start.first) in _IS and start.determiner not in {"the", "'s"}
    return not predicate
