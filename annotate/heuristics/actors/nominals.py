"""Nominals: actors named by a common noun: "the spy agency", "Yoon's office", "the central bank", "our country"."""

from collections.abc import Iterator

from annotate.heuristics.actors.acronyms import is_acronym
from annotate.heuristics.actors.groups import Headed
from annotate.heuristics.actors.joiners import is_common
from annotate.heuristics.actors.names import Name
from annotate.heuristics.actors.premodifiers import DEFINITE, PRONOUNS, Start, start_of
from annotate.heuristics.actors.reading import Mention, Reading
from annotate.heuristics.actors.titles import country_in, is_portfolio, role_in
from annotate.heuristics.actors.words import Head

RULES = ("actors.nominals", "actors.nominals_bare", "actors.nominals_office")
_ROLES = frozenset(["leader", "head", "member"])
_EACH = frozenset(["another", "each", "every", "one", "either", "neither"])
_COPULAS = frozenset(
    ["is", "was", "be", "been", "being", "become", "became", "becomes", "becoming", "remain", "remains"]
)
_BECOMING = frozenset(["become", "became", "becomes", "becoming"])
_PREMISES = frozenset(
    ["supermarket", "lab", "laboratory", "hotel", "shop", "store", "factory", "house", "clinic", "restaurant"]
)
_LOCATIVE = frozenset(["in", "at", "to", "from", "into", "inside", "outside", "near", "behind", "around"])
_ONCE = frozenset(["now", "then", "once", "currently", "formerly"])
_BODIES = frozenset(["union", "bank", "group", "party", "court", "committee", "council", "commission"])
_STANDING = frozenset(
    ["close", "familiar", "loyal", "responsible", "eager", "ready", "able", "due", "aware", "hostile"]
)
_SIGNS = frozenset(".,;:!?)(]\"'”’“—–-…'s")


def find(reading: Reading, names: list[Name], heads: list[Headed], name_ends: dict[int, int]) -> Iterator[Mention]:
    """Yield single persons, organisations and states named by a common noun that something before it pins down."""
    for headed in heads:
        first, index, head = headed.first, headed.last, headed.head
        if head.plural:
            continue
        start = start_of(reading, first, name_ends)
        action = head.lemma in reading.words.sets["nominals_actions"] and head.lemma not in _ROLES
        if action and start.modifiers == 0 and reading.after(index + 1) == "of":
            continue
        if not _ends_here(reading, index + 1) or not _pinned_down(reading, start, first, head):
            continue
        bare = start.first == first
        yield Mention(
            start.first, index + 1, head.label, "actors.nominals_bare" if bare else "actors.nominals", 0.75 if bare else 0.9,
            None, head.lemma, country_in(reading, start.first, index), role_in(reading, start.first, index, head), start.owner,
        )  # fmt: skip
    for name in names:
        office = _office(reading, name)
        if office is None:
            continue
        start = start_of(reading, name.first, name_ends)
        if not _describes_before(reading, start):
            yield Mention(
                start.first, name.last, "PERSON", "actors.nominals_office", 0.8,
                None, office.lemma, country_in(reading, start.first, name.last), office.role, start.owner,
            )  # fmt: skip


def _office(reading: Reading, name: Name) -> Head | None:
    """Return the head of a capitalised office without a name: "the Prime Minister", "the Secretary of State"."""
    lexicon = reading.words
    last = next((i for i in range(name.first + 1, name.last - 1) if reading.lower[i] in {"of", "for"}), name.last)
    word = reading.lower[last - 1]
    head = lexicon.heads.get(word)
    if head is None or head.label != "PERSON" or word in lexicon.name_heads:
        return None
    whole = name.first in reading.known and reading.known[name.first][0] == name.last
    if whole or (last < name.last and not all(is_portfolio(reading, i) for i in range(last + 1, name.last))):
        return None
    for index in range(name.first, last - 1):
        word = reading.lower[index]
        described = word in lexicon.modifiers or word in lexicon.titles or word in lexicon.heads
        known = word in lexicon.common or word in lexicon.name_heads or index in reading.known
        if not described and not known and not is_acronym(reading.seen.words[index]):
            return None
    if name.last - name.first == 1 and reading.seen.words[name.first] in lexicon.given:
        return None
    return head


def _ends_here(reading: Reading, index: int) -> bool:  # noqa: PLR0911 - one return a pattern
    """Say whether the phrase ends before a token, rather than going on as a compound ("government policy")."""
    after = reading.after(index)
    if not after or after in _SIGNS or not after[0].isalpha():
        return True
    lexicon = reading.words
    if reading.seen.words[index][0].isupper() or after in lexicon.function or after.endswith("ly"):
        return True
    if after in _STANDING and reading.after(index + 1) in {"to", "with", "for", "about"}:
        return True  # "a source close to the talks"
    acting = after.endswith("ing") and after not in lexicon.nouns and after not in lexicon.modifiers
    if (acting and after not in lexicon.heads) or after == "calling":
        return True  # "a union representing nurses"
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
    if _no_actor(reading, start, noun, before):
        return False
    if start.first == first:
        return noun in reading.words.bare
    if determiner in {"a", "an"} or reading.lower[start.first] in _EACH:
        subject = before == "," and start.first > 1 and not _describable(reading, start.first - 2)
        predicate = before in reading.words.sets["nominals_predicates"] and not subject
        after = reading.after(first + 1)
        subject = noun in _BODIES and (
            after in reading.words.verbs or after in reading.words.pasts or after.endswith("ing")
        )
        return not predicate and (noun not in reading.words.verbish or start.modifiers > 0 or subject)
    owned = determiner == "'s" and before not in _BECOMING
    if before in _COPULAS and not owned and head.label == "PERSON":
        return False  # she is the president
    if determiner in DEFINITE or determiner in PRONOUNS or determiner == "'s":
        vague = noun in reading.words.sets["nominals_neither"] and start.modifiers == 0
        return not vague and not (determiner == "that" and noun in reading.words.verbish)
    return start.adjunct >= 0 or (head.label == "ORG" and noun in reading.words.bare)


def _no_actor(reading: Reading, start: Start, noun: str, before: str) -> bool:
    """Say whether premises are only a place, a house is a building, or "Ann Ott, now a pundit" is described."""
    if noun in _PREMISES and before in _LOCATIVE:
        return True
    if noun == "business" and start.determiner in PRONOUNS:
        return True  # "go about its business"
    if noun == "house" and (start.owner is not None or start.determiner in PRONOUNS):
        return True
    return before in _ONCE and start.determiner in {"a", "an"} and reading.before(start.first - 1) == ","


def _describes_before(reading: Reading, start: Start) -> bool:
    """Say whether an office says what the one named before a comma is: "Ruth Halloran, a Democrat"."""
    return (
        start.determiner in {"a", "an"}
        and start.first > 1
        and reading.before(start.first) == ","
        and _describable(reading, start.first - 2)
    )


def _describable(reading: Reading, index: int) -> bool:
    """Say whether a word before a comma is a name that "a ..." may describe: neither "However," nor "In Kenya,"."""
    if reading.lower[index].isdigit() and reading.before(index) == "," and index > 1:
        return reading.capital[index - 2]  # "Ann Ott, 29, a nurse"
    if not reading.capital[index]:
        return False
    word = reading.lower[index]
    adverb = word in reading.words.function or (word.endswith("ly") and is_common(reading, word[:-2]))
    opener = reading.opening[index] and adverb
    located = index in reading.known and reading.before(index) == "in" and reading.opening[index - 1]
    return not (opener or located)
