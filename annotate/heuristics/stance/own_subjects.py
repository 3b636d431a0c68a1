"""Own subjects: whether the subject of a content is the source itself, or what the source belongs to."""

from annotate.heuristics.stance.attributions import Attribution
from annotate.heuristics.stance.main_verbs import WILL
from annotate.text.clauses import Reading
from annotate.text.closed_classes import DETERMINERS, NEGATIONS, SUBJECTS, is_adverb, words

_OWN = frozenset({"i", "we"})
_FITTING = {"PERSON": words("he she"), "ORG": words("it they"), "STATE": words("it they"), "GROUP": words("they")}
_SHORT_QUOTE = 6
_PREDICATE = 6
_POSSESSED = words("its their his her")


def is_own(
    reading: Reading, one: Attribution, first: int, verb: int, *, own: frozenset[int], label: str | None
) -> bool:
    """Say whether the subject of a content that begins at `first`, before its verb, is of the source's side.

    `own` are the tokens that begin actors of that side, `label` is what kind of actor the source is.
    """
    return _is_itself(reading, first, verb, own, label) or _owns_source(reading, one, verb)


def _is_itself(reading: Reading, first: int, verb: int, own: frozenset[int], label: str | None) -> bool:
    """Say whether the subject before a verb is the source itself, by name or by a pronoun that fits its kind."""
    subject = _subject(reading, first, verb)
    word = reading.word(subject)
    if subject in own or word in _OWN:
        return True
    if word in _FITTING.get(label or "", ()):
        return not quoted(reading, first, verb + _PREDICATE)  # who says "she will" is not she
    return word in DETERMINERS and subject + 1 in own


def quoted(reading: Reading, first: int, last: int) -> bool:
    """Say whether a content is a quotation of some length: in the present tense, such words argue rather than report."""
    quote = reading.quote_of[first]
    return quote >= 0 and reading.quotes[quote][0] == first and last - first > _SHORT_QUOTE


def _owns_source(reading: Reading, one: Attribution, verb: int) -> bool:
    """Say whether the source behind a content belongs to its subject: "the party will back the law, its leader said"."""
    source = one.source
    return (
        source is not None
        and reading.lower[source[0]] in _POSSESSED
        and verb < source[0]
        and reading.lower[verb] in WILL
    )


def _subject(reading: Reading, first: int, verb: int) -> int:
    """Return the token where the subject of a content probably begins: past "that", quote marks and adverbs."""
    index = first
    while index < verb and (
        not reading.lower[index].isalnum() or reading.lower[index] == "that" or is_adverb(reading.lower[index])
    ):
        index += 1
    before = verb - 1
    while before > index and (is_adverb(reading.lower[before]) or reading.lower[before] in NEGATIONS):
        before -= 1
    return before if reading.lower[before] in SUBJECTS else index
