"""Nominals: actors named by a common noun: "the spy agency", "Yoon's office", "the central bank", "our country"."""

from collections.abc import Iterator

from annotate.heuristics.actor_reading import Mention, Reading
from annotate.heuristics.actor_words import Head
from annotate.heuristics.actors.acronyms import is_acronym
from annotate.heuristics.actors.groups import head_at
from annotate.heuristics.actors.names import Name
from annotate.heuristics.actors.premodifiers import DEFINITE, PRONOUNS, Start, start_of
from annotate.heuristics.actors.titles import country_in

RULES = ("actors.nominals", "actors.nominals_bare", "actors.nominals_office")
_SIGNS = frozenset(".,;:!?)(]\"'”’“—–-…'s")


def find(reading: Reading, names: list[Name], covered: set[int], name_ends: dict[int, int]) -> Iterator[Mention]:
    """Yield single persons, organisations and states named by a common noun that something before it pins down."""
    for index in range(len(reading.lower)):
        if index in covered:
            continue
        found = head_at(reading, index)
        if found is None or found[1].plural:
            continue
        first, head = found
        start = start_of(reading, first, name_ends)
        if (
            reading.after(index + 1) == "of"
            and head.lemma in reading.words.sets["nominals_actions"] - {"leader", "head", "member"}
            and start.modifiers == 0
        ):
            continue
        if not _ends_here(reading, index + 1) or not _pinned_down(reading, start, first, head):
            continue
        bare = start.first == first
        yield Mention(
            start.first, index + 1, head.label, "actors.nominals_bare" if bare else "actors.nominals", 0.65 if bare else 0.8,
            None, head.lemma, country_in(reading, start.first, index), head.role, start.owner,
        )  # fmt: skip
    for name in names:
        head_noun = _office(reading, name)
        if head_noun is not None:
            start = start_of(reading, name.first, name_ends)
            country = country_in(reading, start.first, name.last)
            yield Mention(
                start.first,
                name.last,
                "PERSON",
                "actors.nominals_office",
                0.8,
                None,
                head_noun.lemma,
                country,
                head_noun.role,
                start.owner,
            )


def _office(reading: Reading, name: Name) -> Head | None:
    """Return the head of a capitalised office without a name: "the Prime Minister", "the Foreign Secretary"."""
    head = reading.words.heads.get(reading.lower[name.last - 1])
    if head is None or head.label != "PERSON":
        return None
    for index in range(name.first, name.last - 1):
        word = reading.lower[index]
        described = word in reading.words.modifiers or word in reading.words.titles or word in reading.words.heads
        if (
            not described
            and not is_acronym(reading.seen.words[index])
            and not (word in reading.words.common or word in reading.words.name_heads or index in reading.known)
        ):
            return None
    if name.last - name.first == 1 and reading.seen.words[name.first] in reading.words.given:
        return None
    return head


def _ends_here(reading: Reading, index: int) -> bool:
    """Say whether the phrase ends before a token, rather than going on as a compound ("government policy")."""
    after = reading.after(index)
    if not after or after in _SIGNS or not after[0].isalpha():
        return True
    lexicon = reading.words
    if reading.seen.words[index][0].isupper() or after in lexicon.function or after.endswith("ly"):
        return True
    if after in lexicon.verbs:
        if after in lexicon.heads and reading.after(index + 1) not in lexicon.function:
            return False
        if after.endswith("ed") or after in lexicon.pasts or after not in lexicon.common:
            return True
        following = reading.after(index + 1)
        return after.endswith("s") and (following in lexicon.function or following[:1].isdigit())
    return after.endswith("ed") and after not in lexicon.modifiers


def _pinned_down(reading: Reading, start: Start, first: int, head: Head) -> bool:
    """Say whether the phrase means some one actor, and is neither a predicate nor a bare descriptor."""
    noun, determiner = head.lemma, start.determiner
    before = reading.before(start.first)
    if start.first == first:
        return noun in reading.words.bare
    if determiner in {"a", "an"}:
        apposed = before == "," and start.first > 1 and not reading.capital[start.first - 2]
        return (
            before not in reading.words.sets["nominals_predicates"] or apposed
        ) and noun not in reading.words.verbish
    if determiner in DEFINITE or determiner in PRONOUNS or determiner == "'s":
        vague = noun in reading.words.sets["nominals_neither"] and start.modifiers == 0
        return not vague and not (determiner == "that" and noun in reading.words.verbish)
    return start.adjunct >= 0 or (head.label == "ORG" and noun in reading.words.bare)
