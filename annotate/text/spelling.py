"""Spelling: plurals of nouns and forms of verbs by rule, and words without accents or capitals."""

from unicodedata import combining, normalize

from annotate.text.closed_classes import words

_VOWELS = frozenset("aeiou")
_NEVER_DOUBLED = frozenset("aeiouwxyh")
_SIBILANTS = ("s", "x", "z", "ch", "sh")
_IRREGULAR = {
    "man": "men",
    "woman": "women",
    "person": "people",
    "child": "children",
    "wife": "wives",
    "thief": "thieves",
}
_STRESSED_LATE = words(
    "admit emit omit quit equip acquit rebut repel propel expel commit permit submit occur refer prefer compel travel"
)


def plural(noun: str) -> str:
    """Return the plural of a noun; the first part of compounds like "chief of staff" takes it."""
    first, of, rest = noun.partition(" of ")
    if of:
        return plural(first) + of + rest
    for singular, irregular in _IRREGULAR.items():
        if noun == singular or (singular in {"man", "woman"} and noun.endswith(singular)):
            return noun[: -len(singular)] + irregular
    return _with_s(noun)


def inflected(
    verb: str, *, past: str | None = None, part: str | None = None, double: bool = False
) -> list[tuple[str, str]]:
    """Return the forms of a verb with their tags: base, s, ing, past, part.

    `past` and `part` are those of an irregular verb; `double` if its last consonant is written twice: "planned".
    """
    stem = verb + verb[-1] if double else verb
    if verb.endswith("e"):
        regular, ing = verb + "d", verb + "ing" if verb.endswith(("ee", "oe")) else verb[:-1] + "ing"
    elif verb.endswith("y") and verb[-2] not in _VOWELS:
        regular, ing = verb[:-1] + "ied", verb + "ing"
    else:
        regular, ing = stem + "ed", stem + "ing"
    past = past or regular
    third = verb + "es" if verb.endswith(("go", "do")) else _with_s(verb)
    return [(verb, "base"), (third, "s"), (ing, "ing"), (past, "past"), (part or past, "part")]


def doubles(verb: str) -> bool:
    """Say whether the last consonant of a verb is written twice before -ed: "plan" and "commit", not "visit"."""
    if verb[-1] in _NEVER_DOUBLED or verb[-2:-1] not in _VOWELS or verb[-3:-2] in _VOWELS:
        return False
    return verb in _STRESSED_LATE or sum(letter in _VOWELS for letter in verb) == 1


def _with_s(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(_SIBILANTS) else "s")


def lowered(text: str) -> str:
    """Return a text in small letters, of the same length (İ has none of one letter)."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(one if len(one.lower()) > 1 else one.lower() for one in text)


def plain(word: str) -> str:
    """Return a word without accents, so that José and Jose are one given name."""
    if word.isascii():
        return word
    return "".join(sign for sign in normalize("NFD", word) if not combining(sign))
