"""Speaker labels: "Ott: C" at the start of a paragraph, as in transcripts and lists of quotations."""

from annotate.heuristics.stance.cues import Attribution, Cue, Entry
from annotate.text.clauses import PUNCTUATION, Reading, trimmed

RULES = ("stance.speaker_labels",)
ENTRY = Entry(":", frozenset({"quote"}), frozenset(), "report", "certain", weak=False)
LONGEST_NAME = 9


def find(reading: Reading, unit: int) -> Attribution | None:
    """Return the attribution of a unit that begins a paragraph with a name, a colon and a quotation."""
    first, last = reading.units[unit]
    if not reading.new_paragraph(unit) or not reading.capital(first):
        return None
    for index in range(first + 1, min(last - 1, first + LONGEST_NAME)):
        if reading.lower[index] == ":":
            quote = reading.quote_of[index + 1]
            if quote < 0 or reading.quotes[quote][0] != index + 1:
                return None
            content = trimmed(reading, index + 1, min(last, reading.quotes[quote][1]))
            cue = Cue(index, index, index + 1, "finite", ENTRY, negated=False)
            return content and Attribution(cue, (index, index + 1), (first, index), (content,), RULES[0], 0.7, None, "quote")
        word = reading.lower[index]
        if word in PUNCTUATION - {".", "(", ")", "-", ","} or (word.isalpha() and not reading.capital(index) and word not in {"of", "the", "for"}):
            return None
    return None
