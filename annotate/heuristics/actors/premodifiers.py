"""Premodifiers: what belongs to an actor phrase before its head: determiner, number, possessor, adjectives, nouns."""

from msgspec import Struct
from msgspec.structs import replace

from annotate.heuristics.actors.reading import Reading
from annotate.heuristics.actors.verbs_before import acts
from annotate.text.closed_classes import POSSESSIVE_PRONOUNS, words

DEFINITE = frozenset(["the", "this", "that", "these", "those"])
PRONOUNS = POSSESSIVE_PRONOUNS | {"whose"}
_INDEFINITE = frozenset(["a", "an"])
_DETERMINERS = DEFINITE | PRONOUNS | _INDEFINITE
_PLURAL_MODIFIERS = words("""forces women family community media militia crew services operations affairs relations sports rights news
    communications systems""")
_MEASURED = words("""hundreds thousands millions dozens scores tens number group team band gang crowd coalition panel delegation
    consortium generation generations pair trio dozen majority handful couple""")
_BEFORE_NOUNS = _DETERMINERS | {"of", "by", "from", "with", "for", "against", "between", "among", "'s", "said", "says"}
_BARE_BODIES = frozenset(["government", "parliament", "police", "congress"])
_COUNTING = frozenset(["many", "several", "some", "any"])
_LONGEST = 14
_UNKNOWN = 2
_FIGURED = 3  # tokens of "27-year-old"


class Start(Struct, frozen=True):
    """Where an actor phrase begins (token index), its determiner, its possessor, and how many words modify the head."""

    first: int
    determiner: str
    owner: tuple[int, int] | None
    modifiers: int
    adjunct: int  # the first token of the name or demonym nearest the head, -1 without one


def start_of(reading: Reading, head: int, name_ends: dict[int, int], depth: int = 0) -> Start:
    """Return where the phrase whose head (or head name) begins at a token starts; looks at most 14 tokens back."""
    if reading.capital[head] and head and reading.lower[head - 1][0].isdigit() and _counts_more(reading, head):
        return Start(head, "", None, 0, -1)
    index, count, adjunct, listed = head, 0, -1, False
    while index > 0 and head - index < _LONGEST and reading.beside(index):
        word = reading.lower[index - 1]
        if _determines(reading, word, head):
            return _determined(reading, Start(index - 1, word, None, count, adjunct), head)
        if word in {"'s", "'"}:
            owner = _owner(reading, index - 1, name_ends, depth)
            return Start(index if owner is None else owner[0], "'s" if owner else "", owner, count + 1, adjunct)
        if index in name_ends:
            step = index - name_ends[index]
            adjunct = name_ends[index] if adjunct < 0 else adjunct
        elif (reading.lower[index] in _COUNTING and index < head) or acts(reading, index - 1):
            break
        elif step := _figured(reading, index) or int(_modifies(reading, index - 1)):
            pass
        else:
            step = _counted(reading, index) or (
                _coordinates(reading, index, name_ends, listed=listed) if index < head else 0
            )
            listed = listed or step > 0
        if step == 0:
            break
        index -= step
        count += 1
    reached = _over_unknown(reading, index)
    if reached < index:
        return Start(reached, reading.lower[reached], None, count + index - reached, adjunct)
    return Start(_with_quantity(reading, index, head), "", None, count, adjunct)


def _counts_more(reading: Reading, head: int) -> bool:
    """Say whether the number before a name counts what stands behind it: "0.83 Calder shares"."""
    quantity = reading.quantity_over(reading.seen.starts[head], reading.seen.ends[head])
    return quantity is not None and quantity[1] > reading.seen.ends[head] and quantity[0] < reading.seen.starts[head]


def _determines(reading: Reading, word: str, head: int) -> bool:
    """Say whether a word is the phrase's determiner; "that" before a name or a plural is a conjunction."""
    if word == "that":
        if reading.lower[head] in _BARE_BODIES:
            return False  # "said that government would pay"
        named = head + 1 < len(reading.capital) and reading.capital[head + 1] and reading.beside(head + 1)
        return not (reading.capital[head] or named or reading.lower[head].endswith("s"))
    return word in _DETERMINERS


def _determined(reading: Reading, start: Start, head: int) -> Start:
    """Take in "all the", and the number before "of the" is left out: "two of the officers" is about the officers."""
    first = start.first
    if reading.before(first) in {"all", "both", "half"}:
        first -= 1
    return replace(start, first=_with_quantity(reading, first, head))


def _with_quantity(reading: Reading, first: int, head: int) -> int:
    """Return the start moved to where a quantity begins that stands across it ("more than 100 soldiers")."""
    quantity = reading.quantity_over(reading.seen.starts[first], reading.seen.ends[head])
    if quantity is None or quantity[0] >= reading.seen.starts[first] or quantity[1] > reading.seen.ends[head]:
        return first
    token = reading.seen.token_at(quantity[0])
    return token if 0 <= first - token < _LONGEST else first


def _owner(reading: Reading, mark: int, name_ends: dict[int, int], depth: int) -> tuple[int, int] | None:
    """Return the extent of the actor phrase that ends before a possessive mark."""
    if mark <= 0 or depth > _UNKNOWN or reading.seen.starts[mark] != reading.seen.ends[mark - 1]:
        return None
    last = reading.lower[mark - 1]
    if reading.lower[mark] == "'" and not last.endswith(("s", "z", "x")):
        return None
    if mark in name_ends:
        first = name_ends[mark]
        return start_of(reading, first, name_ends, depth + 1).first, mark
    if last in reading.words.heads:
        return start_of(reading, mark - 1, name_ends, depth + 1).first, mark
    if last in reading.words.nouns and reading.seen.words[mark - 1][0].islower():
        thing = start_of(reading, mark - 1, name_ends, depth + 1)
        return (thing.first, mark) if thing.determiner in _DETERMINERS else None  # the town's mayor
    return None


def _figured(reading: Reading, index: int) -> int:
    """Return how many tokens a compound of figures takes: "a 27-year-old | man", "the 12-member | panel"."""
    if index <= _FIGURED or reading.lower[index - 2] != "-" or not reading.lower[index - _FIGURED].isdigit():
        return 0
    seen = reading.seen
    joined = all(seen.ends[i - 1] == seen.starts[i] for i in (index - 2, index - 1))
    return _FIGURED if joined and reading.lower[index - 1][0].isalpha() else 0


def _modifies(reading: Reading, index: int) -> bool:
    word, lexicon = reading.lower[index], reading.words
    if not reading.seen.words[index][0].islower() and not (reading.opening[index] and not reading.headline[index]):
        described = "-" in word and not reading.capital[index] and word[0].isalpha()
        return described or (word[0].isdigit() and reading.beside(index + 1))
    if (
        word in reading.words.sets["premodifiers_quantifiers"]
        or word in reading.words.sets["premodifiers_numbers"]
        or word in lexicon.modifiers
        or word in lexicon.adjectives
    ):
        return True
    head = lexicon.heads.get(word)
    if (head is not None and not head.plural) or word in _PLURAL_MODIFIERS:
        return True
    if word in lexicon.nouns and not word.endswith("s") and word not in lexicon.function and word not in _MEASURED:
        return _describes(reading, index)
    if "-" in word:
        return len(word) > 3 and not word.endswith("-")  # noqa: PLR2004 - a compound adjective
    return word.endswith("ly") and word not in lexicon.function and reading.word(index + 1) in lexicon.modifiers


def _describes(reading: Reading, index: int) -> bool:
    """Say whether a noun describes the noun behind it: "protest leaders", "the cattle farmers", not "to defeat rebels"."""
    word, before = reading.word(index + 1), reading.before(index)
    if reading.capital[index + 1] or not word.isalpha() or word in reading.words.sets["premodifiers_quantifiers"]:
        return False
    lexicon = reading.words
    kind = lexicon.heads.get(word)
    named = kind is not None and kind.label == "ORG" and index + 2 < len(reading.capital) and reading.capital[index + 2]
    if named and reading.lower[index] not in lexicon.verbs and reading.lower[index] not in lexicon.function:
        return True  # "snack maker Brightwell"
    described = before in _BEFORE_NOUNS or before in lexicon.modifiers or before in lexicon.adjectives
    known = reading.known.get(index - 1)
    listed = before in {",", "and"} or (
        known is not None and "adjective" in known[1].kinds
    )  # "Nigerian tanker drivers"
    return described or reading.opening[index] or (listed and reading.lower[index] not in lexicon.verbs)


def _coordinates(reading: Reading, index: int, name_ends: dict[int, int], *, listed: bool) -> int:
    """Return how many tokens a coordinated modifier takes: "military and | security officials", "French and | ..."."""
    word, place = reading.lower[index - 1], index - 2
    if place < 0 or not reading.beside(index - 1) or not (word in {"and", "or"} or (word == "," and listed)):
        return 0
    if index - 1 in name_ends:
        known = reading.known.get(name_ends[index - 1])
        adjective = known is not None and "adjective" in known[1].kinds and known[0] == index - 1
        return index - name_ends[index - 1] if adjective else 0
    before = reading.lower[place]
    phrase = before in reading.words.heads and (reading.before(place) in DEFINITE or reading.before(place) in PRONOUNS)
    return 0 if phrase or before not in reading.words.modifiers or not reading.seen.words[place][0].islower() else 2


def _counted(reading: Reading, index: int) -> int:
    """Return how many tokens "hundreds of", "tens of thousands of" take before a plural."""
    if reading.lower[index - 1] != "of" or reading.before(index - 1) not in _MEASURED:
        return 0
    return 4 if reading.before(index - 2) == "of" and reading.before(index - 3) in _MEASURED else 2


def _over_unknown(reading: Reading, index: int) -> int:
    """Return where a determiner stands that at most two unknown adjectives part from the phrase, else the index."""
    if reading.word(index) in reading.words.sets["premodifiers_quantifiers"]:
        return index
    for step in range(1, _UNKNOWN + 1):
        place = index - step
        if place < 1 or not reading.beside(place + 1) or not _unknown(reading, place, nearest=step == 1):
            return index
        word = reading.before(place)
        if word != "that" and word in _DETERMINERS:
            return place - 1
        if _acts(reading, place) and not word.endswith("ly"):
            return index
    return index


def _acts(reading: Reading, index: int) -> bool:
    """Say whether a word is a verb form: "comments angered farmers" is no phrase, "the besieged farmers" is one."""
    word = reading.lower[index]
    return word in reading.words.verbs or word.endswith("ed")


def _unknown(reading: Reading, index: int, *, nearest: bool) -> bool:
    word, lexicon = reading.lower[index], reading.words
    if not reading.seen.words[index][0].islower() or not word.isalpha():
        return False
    if word in lexicon.function or word in lexicon.heads or (word in lexicon.verbs and word.endswith("s")):
        return False
    return nearest or not (word in lexicon.verbs or word.endswith("ed"))
