"""Cues: the words of the lexicon where they are read as verbs, nouns or adjectives of stance."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct, field

from annotate.heuristics.stance.cue_lexicon import Entry, lexicon
from annotate.text.clauses import Reading, group_start, is_finite
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
    QUOTE_MARKS,
    SUBJECTS,
    is_adverb,
    words,
)

Kind = Literal["finite", "ing", "to", "passive", "participle", "noun", "adjective"]
WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday")
HEADLINE = 0.7
LONG_WORD = 4
LONGEST_HOLDER = 6
COUNTED = words("two three four five several many numerous few these those other both such more most new all some any")
POINT_KINDS = words("percentage basis index")
DESCRIBED = words("other such various certain new newly")
DEGREES = words("more most less so too very far much rather quite pretty all deeply")
ONE = frozenset({"a", "an", "another"})
BEHIND_NOUNS = words("of in from are were have is was like such include including")
LOST = words("dead drowned lost missing trapped killed kidnapped")
MET = words("""face faces faced facing reject rejected rejects resist resisted resists ignore ignored ignoring dismissed growing mounting
    renewed repeated increasing fresh urgent among hear heard were despite louder""")
ADJECTIVE_ENDINGS = ("al", "ive", "ous", "ic", "ful", "less", "ary", "able", "ible", "ing", "ed", "ish")
ADJECTIVES = words("""recent past own first last latest new old harsh sharp strong early late false long bitter fierce many various key
    main frequent blunt stern vague firm brief few several""")
_AUXILIARIES = BE | HAVE | DO | MODALS
_SPECIFIERS = DETERMINERS | POSSESSIVES
_ARTICLES = DETERMINERS - {"that", "this", "all", "both", "some", "any", "another", "each"}
_BREAKS = PUNCTUATION - {",", '"', "”", "''", ")"}
_BEFORE_VERBS = SUBJECTS | {"''", '"', "”"}


class Complement(Struct, frozen=True):
    """What follows a cue: the cue's end with the words that joined it, where the content starts, who is spoken to."""

    cue_last: int
    start: int
    form: str
    person: tuple[int, int] | None = None


class Cue(Struct, frozen=True):
    """A cue in its reading: verb group [first, last), its head token, and how it stands in the clause.

    `complements` remembers what was found behind it, by its end and where the search stopped: several ideas ask the same.
    """

    first: int
    head: int
    last: int
    kind: Kind
    entry: Entry
    negated: bool
    complements: dict[tuple[int, int], Complement | None] = field(default_factory=dict)


class Attribution(Struct, frozen=True):
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


def cues(reading: Reading, places: Iterable[int]) -> Iterator[Cue]:
    """Yield every cue candidate in reading order, at most one for a head token; `places` hold all that may be one."""
    known = lexicon().first_words
    places = [index for index in places if reading.lower[index] in known]
    for first, last in reading.units:
        here = places[bisect_left(places, first) : bisect_left(places, last)]
        if not here:
            continue
        capitals = [reading.capital(index) and index > first for index in here]
        headline = any(capitals) and _headline(reading, first, last)
        for index, capital in zip(here, capitals, strict=True):
            if capital and not headline:
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
    place = head + 1
    following = reading.word(place)
    between = following in WEEKDAYS or (following.endswith("ly") and is_adverb(following))
    if between and any(known.rest[:1] == (reading.word(head + 2),) for _, known in readings):
        place, following = head + 2, reading.word(head + 2)  # "called Monday for", "voted narrowly against"
    for _, known in readings:
        rest = known.rest
        if not rest or (rest[0] == following and reading.lower[place : place + len(rest)] == list(rest)):
            entry = known
            break
    if entry is None:
        return None
    tags = {tag for tag, known in readings if known is entry}
    first = group_start(reading, head, floor)
    if tags == {"s"} and (reading.word(head - 1) in _AUXILIARIES or _counted_points(reading, head)):
        return None  # "has doubts", "added 0.3 percentage points to growth"
    lost = reading.lower[head] == "feared" and following in LOST  # "sixteen feared dead"
    kind = (
        "passive"
        if lost
        else _kind(reading, head, first, tags, noun=entry.lemma in lexicon().also_nouns, joined=entry.rest)
    )
    last = place + len(entry.rest) if entry.rest else head + 1
    if kind is None or last > ceiling:
        return None
    if first == head and kind == "finite" and _adjectival(reading, head, floor, entry):
        return None
    while kind != "to" and first < head and reading.lower[first] in {"to", "yet", "no"}:
        first += 1
    negated = first < head and any(
        word in NEGATIONS or word.endswith(("n't", "n’t")) for word in reading.lower[first:head]
    )
    return Cue(first, head, last, kind, entry, negated)


def _counted_points(reading: Reading, head: int) -> bool:
    """Say whether points are counted: "fell 21 basis points to 9.87%"."""
    before = reading.word(head - 1)
    return reading.lower[head] == "points" and (before in POINT_KINDS or before in COUNTED or before[:1].isdigit())


def _kind(  # noqa: PLR0911 - one return a pattern
    reading: Reading, head: int, first: int, tags: set[str], *, noun: bool, joined: tuple[str, ...]
) -> Kind | None:
    """Return how a verb form stands with its group; None where it is a noun or an adjective."""
    group = [word for word in reading.lower[first:head] if not is_adverb(word) and word not in NEGATIONS]
    nearest = group[-1] if group else ""
    before = "" if first == 0 or reading.unit_of[first - 1] != reading.unit_of[first] else reading.word(first - 1)
    if "ing" in tags:
        return "finite" if nearest in BE else None if before in _SPECIFIERS else "ing"
    if "base" in tags and nearest == "to":
        return "finite" if before == "used" else "to"
    if "base" in tags and (nearest in MODALS or nearest in DO or nearest.endswith(("n't", "n’t"))):
        return "finite"
    if "part" in tags and nearest in BE and nearest not in {"'m", "’m"}:
        return "passive"
    if "part" in tags and nearest in HAVE:
        return "finite"
    if (
        before in _ARTICLES
        or before in {"'s", "’s"}
        or (before in PREPOSITIONS and not (before == "as" and reading.word(head + 1) == "by"))
    ):
        return None
    if "part" in tags and reading.lower[head] == "asked" and before in {"", "when", "if", ".", "!", "?"}:
        return "participle"
    if "past" in tags:
        suffered = (
            joined == ("with",) and reading.lower[head] == "charged"
        )  # nobody charges with: "appeared charged with C"
        agent = reading.word(head + 1) == "by" and joined[:1] != ("by",)
        behind = head + 2 if reading.word(head + 1).endswith("ly") else head + 1
        named = (
            reading.word(behind) == "as" and before == "," and "part" in tags
        )  # "Ann Ott, identified as C, has left"
        return "participle" if suffered or agent or named else "finite"
    if "part" in tags:
        return "participle" if reading.word(head + 1) == "by" or reading.word(head + 1) in joined else None
    return _present(reading, head, first, tags) if noun else "finite"


def as_noun(reading: Reading, cue: Cue, ceiling: int) -> Cue | None:
    """Return the reading of a verb form without helpers as a noun: what no clause can be made of may be one."""
    return _noun(reading, cue.head, ceiling) if cue.first == cue.head and cue.kind in {"finite", "to"} else None


def _possessed(reading: Reading, index: int) -> bool:
    """Say whether only adjectives stand between the index and a possessor: "the mayor's scornful remarks"."""
    for place in range(index - 1, max(-1, index - LONG_WORD), -1):
        word = reading.lower[place]
        if word in POSSESSIVES:
            return place < index - 1 or word in {"'s", "’s"}
        if reading.capital(place) or not (word.endswith(ADJECTIVE_ENDINGS) or word in ADJECTIVES or is_adverb(word)):
            return False
    return False


def _adjectival(reading: Reading, head: int, floor: int, entry: Entry) -> bool:
    """Say whether a past form is a participle that belongs to a noun: "300 pledged seats", "a gardener named Ott"."""
    named = entry.lemma == "name" and not ONE.isdisjoint(reading.lower[max(floor, head - 4) : head])
    before = reading.lower[head - 1] if head > floor else ""
    return named or (reading.lower[head].endswith("ed") and (before[:1].isdigit() or before in DESCRIBED))


def _present(reading: Reading, head: int, first: int, tags: set[str]) -> Kind | None:
    """Return "finite" for a present form after a likely subject; a base form wants a plural one."""
    before = reading.word(first - 1)
    after = reading.word(head + 1)
    if _possessed(reading, head) or (before.endswith("ed") and not reading.capital(first - 1)):
        return None
    if "s" in tags:
        noun = before in _BREAKS or after in BEHIND_NOUNS or before in MET
        ending = after in {",", ".", ""} and before not in _BEFORE_VERBS
        ending = ending and QUOTE_MARKS.isdisjoint(reading.lower[max(0, first - LONG_WORD) : first])
        ending = ending and not reading.capital(first - 1) and not _set_off(reading, first)
        noun = noun or ending or before in COUNTED or before.isdigit()
        noun = noun or (after == "that" and is_finite(reading, head + 2))
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


def _set_off(reading: Reading, first: int) -> bool:
    """Say whether a comma and a noun phrase with its article stand before the token: "C, the police union estimates."."""
    for place in range(first - 2, max(0, first - LONGEST_HOLDER), -1):
        if reading.lower[place] in _ARTICLES:
            return reading.lower[place - 1] == ","
        if not reading.lower[place].isalpha():
            return False
    return False


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
    head = index
    while head > floor and reading.lower[head - 1] in DEGREES:
        head -= 1
    first = group_start(reading, head, floor)
    while first < head and is_adverb(reading.lower[first]):
        first += 1
    group = reading.lower[first:head]
    if BE.isdisjoint(group):
        linking = head - 1 if not is_adverb(reading.word(head - 1)) else head - 2
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
