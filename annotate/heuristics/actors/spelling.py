"""Spelling: plurals and verb forms by rule, and words without accents or capitals."""

from unicodedata import combining, normalize

from annotate.text.closed_classes import words

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
    if noun.endswith("y") and noun[-2:-1] not in set("aeiou"):
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(_SIBILANTS) else "s")


def inflected(verb: str) -> tuple[str, str, str, str]:
    """Return base, third person, past and -ing form of a regular verb, spelt by rule."""
    vowels = set("aeiou")
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in vowels:
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    third = verb + ("es" if verb.endswith(_SIBILANTS) else "s")
    doubled = len(verb) > 2 and verb[-1] not in "aeiouwxyh" and verb[-2] in vowels and verb[-3] not in vowels  # noqa: PLR2004 - consonant, vowel, consonant
    one_syllable = sum(letter in vowels for letter in verb) == 1
    stem = verb + verb[-1] if doubled and (one_syllable or verb in _STRESSED_LATE) else verb
    return verb, third, stem + "ed", stem + "ing"


def lowered(text: str) -> str:
    """Return a text in small letters, of the same length (İ has none of one letter)."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(one if len(one.lower()) > 1 else one.lower() for one in text)


def plain(word: str) -> str:
    """Return a word without accents, so that José and Jose are one given name."""
    if word.isascii():
        return word
    return "".join(sign for sign in normalize("NFD", word) if not combining(sign))
