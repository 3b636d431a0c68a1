"""Titles: a title or role before a personal name makes one person of both: "South Korean President Yoon Suk Yeol"."""

from collections.abc import Iterator

from annotate.heuristics.actors.names import Name
from annotate.heuristics.actors.premodifiers import start_of
from annotate.heuristics.actors.reading import Mention, Reading
from annotate.heuristics.actors.verbs_before import acts
from annotate.heuristics.actors.words import Head
from annotate.text.spelling import plain

RULES = ("actors.titles", "actors.titles_role")
_INSIDE_A_ROLE = frozenset(["of", "and", "&", "for", "affairs", "the", "to"])
_ABSTRACT = ("tion", "ment", "ity", "ance", "ure", "ology", "trade")
_LOCATED = frozenset(["in", "of", "from"])
_PLACES = frozenset(["name", "state", "capital", "region"])
_SECTORS = {
    "rebel": "REB", "militant": "REB", "separatist": "REB", "insurgent": "REB", "terrorist": "REB", "jihadist": "REB",
    "military": "MIL", "army": "MIL", "naval": "MIL", "navy": "MIL", "police": "COP", "party": "PTY", "union": "LAB",
    "labour": "LAB", "labor": "LAB", "business": "BUS", "corporate": "BUS", "industry": "BUS", "company": "BUS",
    "religious": "REL", "church": "REL", "parliamentary": "LEG", "congressional": "LEG", "judicial": "JUD", "legal": "JUD",
    "medical": "MED", "health": "MED", "student": "EDU", "intelligence": "SPY", "spy": "SPY", "government": "GOV",
    "political": "GOV", "civilian": "CVL", "community": "CVL", "media": "JRN", "gang": "CRM", "cartel": "CRM",
}  # fmt: skip
ANY_OFFICE = frozenset(
    ["president", "spokesman", "spokeswoman", "spokesperson", "secretary", "chairman", "chairwoman", "executive"]
)  # of unions and companies as well as of states
_NO_TITLES_ALONE = frozenset(["chief", "lead", "officer", "sister", "brother", "mother", "father"])
STYLED = frozenset(["mr", "mrs", "ms", "miss", "dr", "sir", "prof"])


def find(reading: Reading, names: list[Name], name_ends: dict[int, int]) -> Iterator[Mention]:
    """Yield persons named with a title inside the capitalised sequence, or with a role in small letters before it."""
    for name in names:
        if name.first in reading.known and reading.known[name.first][0] == name.last:
            continue
        begins = personal(reading, name)
        if begins > name.first:
            role, lemma = _title(reading, name.first, begins)
            start = start_of(reading, name.first, name_ends)
            country = country_in(reading, start.first, begins)
            yield Mention(
                start.first, name.last, "PERSON", "actors.titles", 0.9,
                (begins, name.last), lemma, country, role, start.owner,
            )  # fmt: skip
        elif begins == name.first:
            yield from _with_role(reading, name, name_ends)


def personal(reading: Reading, name: Name) -> int:
    """Return the token where the personal name begins after a title; the first without a title, -1 if it is no person's."""
    if _is_institution(reading, name) and reading.lower[name.first] not in STYLED:
        return -1
    begins = _after_title(reading, name)
    return (
        _described(reading, name) if begins == name.first else begins if _can_be_called(reading, name, begins) else -1
    )


def _is_institution(reading: Reading, name: Name) -> bool:
    """Say whether a name ends in a word for a body, an event or a place, or a body governs it: Front for .. Liberation."""
    lexicon = reading.words
    final, surface = reading.lower[name.last - 1], reading.seen.words[name.last - 1]
    if final in lexicon.name_heads or surface in lexicon.events or surface in lexicon.places:
        return True
    inside = range(name.first + 1, name.last - 1)
    return any(reading.lower[i] in {"of", "for"} and reading.lower[i - 1] in lexicon.name_heads for i in inside)


def _after_title(reading: Reading, name: Name) -> int:
    """Return the token after the last title and what belongs to it ("Secretary of State"), the first without one."""
    last = name.last - 1
    begins = name.first
    for index in range(name.first, last):
        if name.first < begins and index == last - 1 and reading.lower[index] == "dean":
            break  # Prosecutor Dean Walsh
        if _is_title(reading, index):
            begins = index + 1
        elif plain(reading.seen.words[index]) in reading.words.given:  # Hassan Sheikh Mohamud
            break
    while begins < last and (reading.lower[begins] in _INSIDE_A_ROLE or reading.lower[begins] in {".", "-"}):
        begins += 1
        while begins < last and is_portfolio(reading, begins):
            begins += 1
    return begins


def _can_be_called(reading: Reading, name: Name, begins: int) -> bool:
    """Say whether what follows a title can be a person's name, rather than an office, a country or a portfolio."""
    last = name.last - 1
    final, first = reading.lower[last], reading.lower[name.first]
    whole = begins in reading.known and reading.known[begins][0] == name.last
    if whole and (first not in STYLED or first == "miss"):
        return False
    if last == begins and "of" in reading.lower[name.first : begins] and final.endswith(_ABSTRACT):
        return False
    if (
        last == begins
        and final in reading.words.dictionary
        and reading.words.titles.keys().isdisjoint(reading.lower[name.first : begins])
    ):
        return False  # the Citizen Lab
    return reading.capital[begins] and not _is_title(reading, last) and final not in reading.words.heads


def _described(reading: Reading, name: Name) -> int:
    """Return where a given name begins after words that only describe: "Translator Frank", "Argentine Lionel"."""
    lexicon = reading.words
    for index in range(name.first, min(name.last - 1, name.first + 5)):
        word, surface = reading.lower[index], reading.seen.words[index]
        if surface in lexicon.given:
            return index
        common = word in lexicon.common or word in lexicon.modifiers or word in lexicon.heads or index in reading.known
        if not common or surface in lexicon.events:
            break
    return name.first


def _is_title(reading: Reading, index: int) -> bool:
    word, lexicon = reading.lower[index], reading.words
    word = word.rsplit("-", 1)[-1] if word not in lexicon.heads else word
    head = lexicon.heads.get(word)
    return word in lexicon.titles or (head is not None and head.label == "PERSON" and word not in lexicon.modifiers)


def is_portfolio(reading: Reading, index: int) -> bool:
    """Say whether a word after "of" belongs to the office: Secretary of State, Minister of Foreign Affairs."""
    word, lexicon = reading.lower[index], reading.words
    office = word in {"state", "affairs", "staff", "defense", "defence", "and", "&", "the"}
    return office or word in lexicon.modifiers or word in lexicon.common or word in lexicon.name_heads


def _title(reading: Reading, first: int, last: int) -> tuple[str | None, str]:
    """Return the sector and the noun of the last title in a stretch that says one."""
    for index in range(last - 1, first - 1, -1):
        word = reading.lower[index]
        word = word.rsplit("-", 1)[-1] if word not in reading.words.heads else word
        head = reading.words.heads.get(word)
        if head is not None and head.label == "PERSON":
            return role_in(reading, first, last, head), head.lemma
        if word in reading.words.titles:
            return reading.words.titles[word], ""
    return None, ""


def country_in(reading: Reading, first: int, last: int) -> str | None:
    """Return the country that a stretch of tokens names; None if "and" joins two: "US and British officials"."""
    country = None
    for index in range(first, last):
        known = reading.known.get(index)
        if known is None or known[1].country is None:
            continue
        if country is None:
            country = known[1].country
        elif country != known[1].country and reading.lower[index - 1] == "and":
            return None
    return country


def country_after(reading: Reading, last: int) -> str | None:
    """Return the country behind a phrase: "rebels in Sudan", "a college in London", "the people of the Gambia"."""
    if reading.after(last) not in _LOCATED:
        return None
    known = reading.known.get(last + 1 + (reading.after(last + 1) == "the"))
    return known[1].country if known is not None and known[1].kinds & _PLACES else None


def role_in(reading: Reading, first: int, last: int, head: Head) -> str | None:
    """Return the sector of an actor phrase: the head's, or for heads of any sector ("leaders") what describes it."""
    words = reading.lower[first:last]
    if "opposition" in words and head.label in {"PERSON", "GROUP"}:
        return "OPP"
    if head.role is not None and head.lemma not in ANY_OFFICE:
        return head.role
    described = (_SECTORS[word] for word in reversed(words) if word in _SECTORS)
    found = next(described, head.role)
    return "GOV" if found is None and head.lemma == "leader" and country_in(reading, first, last) else found


def _with_role(reading: Reading, name: Name, name_ends: dict[int, int]) -> Iterator[Mention]:
    """Yield the person where a role in small letters stands right before the name: "spokesman John Kirby"."""
    before = reading.before(name.first)
    head = reading.words.heads.get(before)
    title = before in reading.words.titles and before not in _NO_TITLES_ALONE
    if before == "." and reading.before(name.first - 1) in reading.words.titles:
        return
    if (not title and (head is None or head.plural or head.label != "PERSON")) or acts(reading, name.first - 1):
        return
    if not reading.seen.words[name.first - 1][0].islower() and not reading.opening[name.first - 1]:
        return
    start = start_of(reading, name.first - 1, name_ends)
    begins = name.first - 1
    role = role_in(reading, start.first, begins, head) if head is not None else reading.words.titles[before]
    yield Mention(
        start.first, name.last, "PERSON", "actors.titles_role", 0.95,
        (name.first, name.last), before, country_in(reading, start.first, name.first), role, start.owner,
    )  # fmt: skip
