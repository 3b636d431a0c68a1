"""Speaker labels: "Ott: C" at the start of a paragraph, as in transcripts and lists of quotations."""

from annotate.heuristics.stance.cue_lexicon import Entry, lexicon
from annotate.heuristics.stance.cues import Attribution, Cue
from annotate.text.clauses import Reading, trimmed
from annotate.text.closed_classes import PUNCTUATION

RULES = ("stance.speaker_labels",)
ENTRY = Entry(":", frozenset({"quote"}), frozenset(), "report", "certain", weak=False)
LONGEST_NAME = 9


def find(reading: Reading, unit: int) -> Attribution | None:
    """Return the attribution of a unit that begins a paragraph with a name, a colon and a quotation."""
    first, last = reading.units[unit]
    colon = _label_end(reading, unit)
    quote = reading.quote_of[colon + 1] if colon else -1
    if quote < 0 or reading.quotes[quote][0] != colon + 1:
        return None
    content = trimmed(reading, colon + 1, min(last, reading.quotes[quote][1]))
    cue = Cue(colon, colon, colon + 1, "finite", ENTRY, negated=False)
    return content and Attribution(cue, (colon, colon + 1), (first, colon), (content,), RULES[0], 0.9, None, "quote")


def _label_end(reading: Reading, unit: int) -> int:
    """Return the colon behind a name that begins a paragraph, 0 where there is none."""
    first, last = reading.units[unit]
    inverted = any(tag == "past" for tag, _ in lexicon().verbs.get(reading.lower[first], []))
    if not reading.new_paragraph(unit) or not reading.capital(first) or (inverted and reading.capital(first + 1)):
        return 0  # "Said Ott:"
    for index in range(first + 1, min(last - 1, first + LONGEST_NAME)):
        word = reading.lower[index]
        if word == ":":
            return index
        small = word.isalpha() and not reading.capital(index) and word not in {"of", "the", "for"}
        if small or word in PUNCTUATION - {".", "(", ")", "-", ","}:
            return 0
    return 0
