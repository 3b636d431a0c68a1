"""Votes on names: what a name's words and the words beside it say of its kind, each weighed by how often it is right."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from annotate.heuristics.actors.reading import Reading
from annotate.heuristics.actors.words import Words, lines
from annotate.text.spelling import plain

PERSON, ORGANISATION, NO_ACTOR = "PERSON", "ORG", "NONE"
KINDS = (PERSON, ORGANISATION, NO_ACTOR)
_QUOTES = frozenset("\"'“”‘’«»")
_NUMERAL = re.compile(r"[IVX]+|\d+")
_GIVEN_IN_TWO = re.compile(r"[A-Z][a-z]+-[a-z]+")
_OF_ARABIC = ("Al", "al", "El", "Bin", "Ben", "Abu", "Abd")
_PATRONYM = frozenset(["bin", "ibn", "bint"])
_BEFORE_PLACES = frozenset(
    ["lake", "mount", "cape", "port", "fort", "gulf", "bay", "isle", "camp", "hotel", "cafe", "uss", "hms", "mv"]
)
_CALLED = frozenset(["called", "named", "titled", "dubbed", "entitled", "nicknamed", "branded"])
_IS = frozenset(["is", "was", "has", "had", "will", "would", "can", "could", "may"])
_JOINING = frozenset(["&", "'s", "’s", "and", "of", "for"])
_HE = frozenset(["he", "she", "his", "her", "who", "himself", "herself"])
_LOCATIVE = frozenset(["in", "near", "across", "outside", "around", "throughout", "inside"])
_PREPOSITIONS = frozenset(["from", "to", "by", "with", "on", "and", "into", "via", "against", "as"])
_AGES = range(10, 105)
_APPOSED = 6
_LONG = 4


def of_words(reading: Reading, first: int, last: int) -> Iterator[str]:
    """Yield what the words of a name say, as names of votes."""
    lexicon, lower = reading.words, reading.lower[first:last]
    words = reading.seen.words[first:last]
    yield f"words {min(len(words), _LONG)}"
    final = lower[-1] if len(words) == 1 or not _NUMERAL.fullmatch(words[-1]) else lower[-2]
    yield from _of_people(lexicon, words)
    yield from _of_letters(words)
    if len(words) == 1:
        yield from _of_one(reading, words[0], lower[0])
    else:
        common = sum(word in lexicon.dictionary for word in lower)
        yield (
            "all in the dictionary" if common == len(lower) else "some in the dictionary" if common else "no dictionary"
        )
        yield f"begins with a {_noun(lexicon, lower[0])}"
        yield f"several, ends with a {_noun(lexicon, final)}"
    if words[-1] in lexicon.events or final.title() in lexicon.events:
        yield "ends with an event"
    if words[-1] in lexicon.places or lower[0] in _BEFORE_PLACES:
        yield "says place"
    if any(word in lexicon.name_heads or word.removesuffix("s") in lexicon.name_heads for word in lower):
        yield "says organisation"
    if not reading.words.sets["kinds_foreign_bodies"].isdisjoint(lower):
        yield "says organisation abroad"
    if first in reading.known:
        yield "begins with a country"


def _of_people(lexicon: Words, words: list[str]) -> Iterator[str]:
    """Yield what the words say as a person's name: given, family and patronymic names."""
    bare = [plain(word) for word in words]
    alone = "alone, " if len(words) == 1 else ""
    if bare[0] in lexicon.given:
        yield f"{alone}a common given name"
    if bare[0] in lexicon.first_names:
        yield f"{alone}a given name"
    if bare[-1] in lexicon.family_names:
        yield f"{alone}a family name"
    if len(words) > 1:
        if bare[-1] in lexicon.first_names:
            yield "ends with a given name"
        if len(words) > 2 and (  # noqa: PLR2004 - a middle name
            bare[1] in lexicon.first_names or bare[1] in lexicon.family_names
        ):
            yield "a name in the middle"
        if bare[0] in lexicon.family_names:
            yield "begins with a family name"
    yield from _of_elsewhere(words)


def _of_elsewhere(words: list[str]) -> Iterator[str]:
    if len(words) > 1 and any(_GIVEN_IN_TWO.fullmatch(word) for word in words[1:]):
        yield "a given name in two"
    if any(word.startswith(_OF_ARABIC) for word in words):
        yield "an Arabic article"
    if not _PATRONYM.isdisjoint(words[1:-1]):
        yield "a patronym"


def _of_letters(words: list[str]) -> Iterator[str]:
    """Yield what the letters of a name say: initials, digits, joining words, capitals."""
    letters = "".join(words)
    if "." in letters and any(word == "." and len(words[i]) == 1 for i, word in enumerate(words[1:])):
        yield "an initial"
    if not letters.isalpha() and any(letter.isdigit() for letter in letters):
        yield "a digit"
    if not _JOINING.isdisjoint(words):
        yield "a joining word"
    if len(words) == 1:
        return
    if any(len(word) > 1 and word.isupper() for word in words[1:]):
        yield "capitals inside"
    elif len(words[0]) > 1 and words[0].isupper():
        yield "capitals first"


def _of_one(reading: Reading, word: str, lower: str) -> Iterator[str]:
    """Yield what a name of one word says: its letters, and what the word means elsewhere."""
    lexicon = reading.words
    letters = word.replace(".", "").replace("-", "")
    if len(letters) > 1 and letters.isupper():
        yield f"an acronym of {min(len(letters), 6)}"
    elif len(letters) > 2 and letters[:-1].isupper():  # noqa: PLR2004 - ATMs, GHz
        yield "an acronym with a small letter"
    elif any(letter.isupper() for letter in word[1:]) and "-" not in word and "'" not in word:
        yield "capitals within a word"
    if "-" in word:
        yield "a hyphen"
    if len(word) == 1:
        yield "one letter"
    if lower in lexicon.heads or lower in lexicon.titles:
        yield "alone, a role"
    if lower in reading.small:
        yield "alone, small elsewhere"
    yield f"alone, a {_noun(lexicon, lower)}"
    yield "alone, in the dictionary" if lower in lexicon.dictionary else "alone, no dictionary"


def _noun(lexicon: Words, word: str) -> str:
    """Return what kind of thing a noun is, for a plural what its singular is."""
    kind = lexicon.nouns.get(word) or lexicon.nouns.get(word.removesuffix("s"))
    if kind is not None:
        return kind[0]
    return "word" if word in lexicon.dictionary else "name"


def beside(reading: Reading, first: int, last: int) -> Iterator[str]:
    """Yield what the words beside a name say, as names of votes."""
    yield from _before(reading, first)
    yield from _after(reading, last)
    before, after = reading.before(first), reading.after(last)
    if before in _QUOTES and after in _QUOTES:
        yield "in quotation marks"
    if before == "(" and after == ")":
        yield "in brackets after a name" if first > 1 and reading.capital[first - 2] else "in brackets"
    if reading.opening[first]:
        yield "opens the sentence"
    if before in {",", "and"} and after in {",", "and"}:
        yield "in a list of names" if reading.capital[first - 2] else "in a list"


def _before(reading: Reading, first: int) -> Iterator[str]:
    """Yield what stands before a name."""
    before, lexicon = reading.before(first), reading.words
    if before == "the":
        yield f"the, after {_kind_of_word(reading, first - 1)}"
    elif before in {"a", "an"}:
        yield "after a"
    elif before in _LOCATIVE:
        yield "after in"
    elif before in {"of", "at", "for"}:
        yield f"after {before}, after {_kind_before(reading, first - 1)}"
    elif before in _PREPOSITIONS:
        yield f"after {before}"
        if before == "and" and reading.capital[first - 2]:
            yield "after and, after a name"
    elif before:
        yield from _behind_a_word(lexicon, before)


def _behind_a_word(lexicon: Words, before: str) -> Iterator[str]:
    if before in _CALLED:
        yield "after called"
    elif before in lexicon.sets["kinds_speech"]:
        yield "after said"
    elif before[0].isdigit():
        yield "after a number"
    elif before in lexicon.heads:
        yield f"after a {lexicon.heads[before].label}"
    elif before in lexicon.verbs:
        yield "after a verb"
    elif before in lexicon.nouns:
        yield f"after a {lexicon.nouns[before][0]}"


def _kind_before(reading: Reading, index: int) -> str:
    """Return what kind of noun stands before a preposition: the founder of X, the streets of X."""
    word, lexicon = reading.before(index), reading.words
    if word in lexicon.heads and not reading.capital[index - 1]:
        return f"a {lexicon.heads[word].label}"
    if index > 0 and reading.capital[index - 1]:
        return "a role's name" if word in lexicon.titles or word in lexicon.heads else "a name"
    return f"a {_noun(lexicon, word)}" if word else "nothing"


def _kind_of_word(reading: Reading, index: int) -> str:
    word = reading.before(index)
    if word in _LOCATIVE:
        return "in"
    return word if word in {"of", "at", "by", "on"} else "other words"


def _after(reading: Reading, last: int) -> Iterator[str]:
    """Yield what stands behind a name."""
    after, lexicon = reading.after(last), reading.words
    if after == ",":
        yield from _after_comma(reading, last + 1)
    elif after in {"'s", "'"}:
        yield "before 's"
        yield f"owns a {_noun(lexicon, reading.after(last + 1))}"
    elif after in lexicon.sets["kinds_speech"]:
        yield "before said"
    elif after in {"who", "and", "or", "at", "of", "in"}:
        yield f"before {after}"
    elif after in _IS:
        yield "before is"
    elif after in lexicon.sets["kinds_place_nouns"]:
        yield "before a place's noun"
    elif after in lexicon.heads:
        yield f"before a {lexicon.heads[after].label}"
    elif after == "(":
        yield "before brackets with a number" if reading.after(last + 1)[:1].isdigit() else "before brackets"
    elif after and after[0].islower() and after not in lexicon.function:
        yield (
            "before a verb"
            if after in lexicon.verbs and after not in lexicon.nouns
            else f"before a {_noun(lexicon, after)}"
        )


def _after_comma(reading: Reading, index: int) -> Iterator[str]:
    """Yield what an apposition says: "who", an age, or the first noun that heads an actor."""
    following = reading.after(index)
    if following in {"who", "aged"} or (len(following) < _LONG and following.isdecimal() and int(following) in _AGES):
        yield "before an age or who"
        return
    if index in reading.known:
        yield "before a comma and a country"
        return
    for place in range(index, min(index + _APPOSED, len(reading.lower))):
        word = reading.lower[place]
        head = reading.words.heads.get(word)
        if head is not None and word not in reading.words.modifiers and not reading.capital[place]:
            yield f"before a comma and a {head.label}"
            return
        if not word[0].isalpha() or reading.capital[place]:
            return


@cache
def weights() -> Mapping[str, tuple[int, int, int]]:
    """Return the weight of each vote for a person, an organisation and no actor, in tenths: sums have no rounding."""
    found: dict[str, tuple[int, int, int]] = {}
    for line in lines("name_votes.tsv"):
        name, person, organisation, none = line.split("\t")
        found[name] = (_tenths(person), _tenths(organisation), _tenths(none))
    return found


def _tenths(number: str) -> int:
    return round(10 * float(number))
