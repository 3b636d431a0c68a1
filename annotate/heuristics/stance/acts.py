"""Acts: what the source does by cue and content together, and how sure it is."""

from annotate.heuristics.stance.cues import Attribution
from annotate.text.clauses import Reading, is_finite
from annotate.text.closed_classes import MODALS, NEGATIONS, SUBJECTS, is_adverb

FARTHEST = 25
OWN = frozenset({"i", "we", "it", "he", "she", "they"})
POSSIBLE = frozenset({"may", "might", "could"})
DEMANDING = frozenset({"must", "should", "ought"})
LIKELY = frozenset({"likely", "probably"})


def act(reading: Reading, one: Attribution, *, own: frozenset[int]) -> tuple[str, str]:  # noqa: PLR0911 - one return a pattern
    """Return act and certainty of an attribution.

    The lexicon's act stands, but for plain speech, where the first verb of a single content may say more: "will" with a
    subject of the source's own makes it commit, "must" demand, "may" an expectation that is only possible. `own` are
    the tokens that begin actors of the source's side.
    """
    entry = one.reading.entry
    if entry.act != "report" or one.form not in {"quote", "that", "bare"}:
        return entry.act, entry.certainty
    first, last = one.contents[0]
    verb = _main_verb(reading, first, last)
    if verb is None:
        return entry.act, entry.certainty
    word = reading.lower[verb]
    following = {reading.word(verb + 1), reading.word(verb + 2)}
    if word in POSSIBLE:
        return "expect", "possible"
    if word in MODALS and following & LIKELY:
        return "expect", "probable"
    if word in DEMANDING:
        return "demand", entry.certainty
    subject = _subject(reading, first, verb)
    if word in {"will", "'ll", "’ll", "would", "won't", "won’t"} and (subject in own or reading.word(subject) in OWN):
        negated = word.startswith("won") or reading.word(verb + 1) in NEGATIONS
        return "refrain" if negated else "commit", entry.certainty
    return entry.act, entry.certainty


def _main_verb(reading: Reading, first: int, last: int) -> int | None:
    """Return the first finite verb of a content that is not "that", within a few words."""
    for index in range(first, min(last, first + FARTHEST)):
        if reading.lower[index] in MODALS or is_finite(reading, index):
            return index
    return None


def _subject(reading: Reading, first: int, verb: int) -> int:
    """Return the token where the subject of a content probably begins: past "that", quote marks and adverbs."""
    index = first
    while index < verb and (
        not reading.lower[index].isalnum() or reading.lower[index] == "that" or is_adverb(reading.lower[index])
    ):
        index += 1
    if reading.lower[verb - 1] in SUBJECTS:
        return verb - 1
    return index
