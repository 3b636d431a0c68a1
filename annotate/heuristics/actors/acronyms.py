"""Acronyms: "National Intelligence Service (NIS)" and words in capitals that stand for an organisation."""

from collections.abc import Iterator, Sequence

from annotate.heuristics.actors.names import Name
from annotate.heuristics.actors.reading import Mention, Reading

RULES = ("actors.acronyms",)
_SMALL = frozenset(["of", "the", "and", "for", "in", "on", "de", "la", "du", "&", "'", "e", "i", "ul"])
_LONGEST = 7


def find(reading: Reading, names: list[Name]) -> Iterator[Mention]:
    """Yield acronyms that are explained in brackets; on other words in capitals the article votes."""
    ends = {name.last: name for name in names}
    for name in names:
        if name.last - name.first != 1 or not is_acronym(reading.seen.words[name.first]) or name.first in reading.known:
            continue
        before = ends.get(name.first - 1) if reading.before(name.first) == "(" else None
        if before is not None and stands_for(reading.seen.words[name.first], reading.lower[before.first : before.last]):
            yield Mention(name.first, name.last, "ORG", "actors.acronyms", 0.9, (name.first, name.last))


def is_acronym(word: str) -> bool:
    """Say whether a word is two to seven letters, all or nearly all capitals."""
    letters = word.replace(".", "").replace("-", "")
    capitals = sum(letter.isupper() for letter in letters)
    return 1 < len(letters) <= _LONGEST and letters.isalnum() and capitals >= len(letters) - 1 and capitals > 1


def stands_for(acronym: str, name: Sequence[str]) -> bool:
    """Say whether the letters are the initials of the name's words, small words left out or not."""
    letters = acronym.replace(".", "").replace("-", "").lower()
    name = [part for word in name for part in word.split("-") if part]
    every = "".join(word[0] for word in name if word[0].isalpha() and word != "'s")
    content = "".join(word[0] for word in name if word[0].isalpha() and word not in _SMALL and word != "'s")
    return letters in {every, content} or (len(letters) > 2 and letters in (every + " " + content))  # noqa: PLR2004 - two letters match by chance
