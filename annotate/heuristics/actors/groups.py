"""Groups: plural role nouns with what stands before them, and names of communities in the plural."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from annotate.heuristics.actors.names import Name
from annotate.heuristics.actors.premodifiers import Start, start_of
from annotate.heuristics.actors.reading import MEMBERS, Mention, Reading
from annotate.heuristics.actors.titles import country_in, role_in
from annotate.heuristics.actors.words import Head

RULES = ("actors.groups", "actors.groups_bare", "actors.groups_people")
_IS = frozenset(["is", "are", "was", "were", "be", "been", "being", "become", "became", "remain", "remains", "as"])
_ALWAYS_MODIFIED = frozenset(["forces", "community", "media", "public", "press", "powers", "units"])
_PHRASE = 3
_OTHER_DEMOCRATS = frozenset(["liberal", "social", "christian"])  # not those of the United States
_AIRED = frozenset(["television", "tv", "radio", "news", "broadcast", "broadcasting", "cable"])
_GOODS = frozenset(["supply", "value", "food", "cold", "block", "daisy"])
_CORPSES = frozenset(["dead", "whose", "their", "his", "her", "our", "my", "charred", "decomposed", "bloated"])
_FEW = frozenset(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "more"])
_NO_ACTORS: dict[str, Callable[[Reading, Start, int], bool]] = {
    "stations": lambda reading, start, index: _AIRED.isdisjoint(reading.lower[start.first : index]),
    "chains": lambda reading, _, index: reading.before(index) in _GOODS,
    "bodies": lambda reading, _, index: reading.before(index) in _CORPSES or reading.before(index) in _FEW,
}


class Headed(Struct, frozen=True):
    """A head noun of the lexicon: its first token and the one that its last word is."""

    first: int
    last: int
    head: Head


def heads_in(reading: Reading, covered: set[int]) -> list[Headed]:
    """Return the head nouns outside names, in order; `covered` are the tokens of names."""
    ends = reading.words.head_ends
    found = []
    places = [index for index, word in enumerate(reading.lower) if word in ends and index not in covered]
    for index in places:
        word = reading.lower[index]
        headed = _head_at(reading, index)
        if headed is not None:
            found.append(headed)
        elif word in reading.words.nominalised and _stands_for_people(reading, index):
            found.append(Headed(index, index, reading.words.nominalised[word]))
    return found


def find(reading: Reading, names: list[Name], heads: list[Headed], name_ends: dict[int, int]) -> Iterator[Mention]:
    """Yield groups: names of communities and the plural head nouns."""
    peoples = {last for last, known in reading.known.values() if "people" in known.kinds}
    for name in names:
        if name.last in peoples:
            yield from _people(reading, name, name_ends)
    for headed in heads:
        first, index, head = headed.first, headed.last, headed.head
        if not head.plural:
            continue
        start = start_of(reading, first, name_ends)
        if not _is_group(reading, start, index):
            continue
        bare = start.first == first
        yield Mention(
            start.first, index + 1, "GROUP", "actors.groups_bare" if bare else "actors.groups", 0.9,
            None, head.lemma, country_in(reading, start.first, index), role_in(reading, start.first, index, head), start.owner,
        )  # fmt: skip


def _people(reading: Reading, name: Name, name_ends: dict[int, int]) -> Iterator[Mention]:
    """Yield the community or the party's members that a plural name means."""
    ends = range(name.last - 1, max(name.first, name.last - 3) - 1, -1)
    entry = next((e for i in ends if (e := reading.known.get(i))), None)
    if entry is None or entry[0] != name.last or "people" not in entry[1].kinds or _owned(reading, name.last):
        return
    start = start_of(reading, name.first, name_ends)
    elsewhere = reading.lower[name.first] in _OTHER_DEMOCRATS and name.last - name.first > 1
    country = None if elsewhere else entry[1].country or country_in(reading, start.first, name.last)
    role = entry[1].role if entry[1].role != "GOV" else "CVL"
    yield Mention(
        start.first, name.last, "GROUP", "actors.groups_people", 0.85,
        (name.first, name.last), "" if elsewhere else reading.lower[name.last - 1], country, role, start.owner,
    )  # fmt: skip


def _head_at(reading: Reading, index: int) -> Headed | None:
    """Return the longest head noun of the lexicon that ends at a token."""
    word, heads = reading.lower[index], reading.words.heads
    if not (reading.seen.words[index][0].islower() or reading.opening[index] or reading.seen.words[index] in MEMBERS):
        return None
    phrase, place = word, index
    head = heads.get(word)
    found = None if head is None else Headed(index, index, head)
    while place > 0 and index - place < _PHRASE - 1 and reading.beside(place) and reading.lower[place - 1][0].isalpha():
        place -= 1
        phrase = f"{reading.lower[place]} {phrase}"
        longer = heads.get(phrase)
        if longer is not None:
            found = Headed(place, index, longer)
    return found


def _stands_for_people(reading: Reading, index: int) -> bool:
    """Say whether an adjective after "the" means people: the homeless, the accused, not "the poor harvest"."""
    after = reading.after(index + 1)
    if reading.before(index) != "the" or not reading.seen.words[index][0].islower():
        return False
    if not after or not after[0].isalpha():
        return after not in {"'s", "-"}
    lexicon = reading.words
    return after in lexicon.function or (after in lexicon.verbs and after not in lexicon.nouns)


def _owned(reading: Reading, last: int) -> bool:
    entry = reading.known.get(last - 1)
    adjective = entry is not None and "adjective" in entry[1].kinds
    return adjective and bool(reading.after(last)) and reading.after(last) in reading.words.heads


def _is_group(reading: Reading, start: Start, index: int) -> bool:
    word = reading.lower[index]
    after = reading.after(index + 1)
    following = reading.words.heads.get(after)
    if following is not None and after not in reading.words.verbs and not (following.plural and word.endswith("s")):
        return False
    following_of = after == "of" and reading.after(index + 2)
    led = following_of and (following_of == "the" or reading.capital[index + 2])  # "leaders of the strike"
    if word == "figures" and reading.before(index) not in reading.words.sets["groups_figures"]:
        return False  # official figures show; senior figures say
    compound = start.determiner in {"a", "an"} and word.endswith("s") and start.first + 1 == index  # a teachers strike
    thing = compound or (word in _NO_ACTORS and _NO_ACTORS[word](reading, start, index))
    if thing or (word == "media" and _describes(reading, after)):  # the party's media wing
        return False
    if word == "public" and (_counted(reading, start.first) or _describes(reading, after)):
        return False  # 40,000 public homes
    if start.first == index and (word in _ALWAYS_MODIFIED or (word in reading.words.verbish and not led)):
        return False
    before = reading.before(start.first)
    predicate = before in _IS and start.determiner not in {"the", "'s"}
    return not predicate or (before == "as" and after in reading.words.verbs)  # as 30 men arrived


def _counted(reading: Reading, first: int) -> bool:
    return reading.lower[first][:1].isdigit() or reading.lower[first] in reading.words.sets["premodifiers_numbers"]


def _describes(reading: Reading, after: str) -> bool:
    """Say whether a noun behind "public" makes an adjective of it: the public sector, the public inquiry."""
    lexicon = reading.words
    return after in lexicon.nouns and after not in lexicon.function and after not in lexicon.verbs
