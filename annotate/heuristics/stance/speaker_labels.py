"""Speaker labels: "Ott: C" at the start of a paragraph, as in transcripts and lists of quotations."""

from annotate.heuristics.stance.attributions import Attribution, Cue
from annotate.heuristics.stance.cue_lexicon import Entry, lexicon
from annotate.text.clauses import Reading, trimmed
from annotate.text.closed_classes import PUNCTUATION, words

RULES = ("stance.speaker_labels", "stance.speaker_labels_plain")
_ENTRY = Entry(":", frozenset({"quote"}), frozenset(), "report", "certain", weak=False)
_LONGEST_NAME = 12
_SHORTEST = 4
_REACH = 300
_PLACING = words("in at near from outside around across")
_SPEAKING = words("said says told tells added wrote argued")
_SUFFIXES = frozenset({"jr", "sr"})
_SERIES = words("latest update note opinion analysis review exclusive breaking explainer")
_BREAKS = PUNCTUATION - {".", "(", ")", "-", ","}


def find(reading: Reading, unit: int) -> Attribution | None:
    """Return the attribution of a unit that begins a paragraph with a name, a colon and a quotation."""
    first, last = reading.units[unit]
    colon = _label_end(reading, unit)
    if not colon:
        return None
    quote = reading.quote_of[colon + 1]
    if quote < 0 or reading.quotes[quote][0] != colon + 1:
        return _said_plainly(reading, unit, colon)
    content = trimmed(reading, colon + 1, min(last, reading.quotes[quote][1]))
    cue = Cue(colon, colon, colon + 1, "finite", _ENTRY, negated=False)
    return content and Attribution(cue, (colon, colon + 1), (first, colon), (content,), RULES[0], 0.9, None, "quote")


def _said_plainly(reading: Reading, unit: int, colon: int) -> Attribution | None:
    """Return "Ott: Harvest was lost", without quotation marks: the label is a name that the article knows.

    In a transcript the paragraph is what is said.
    """
    first, last = reading.units[unit]
    name = colon - 1
    while name > first and (reading.lower[name] in PUNCTUATION or reading.lower[name] in _SUFFIXES):
        name -= 1
    if not reading.capital(colon + 1) or last - colon < _SHORTEST or not _known(reading, reading.lower[name], first):
        return None
    while unit + 1 < len(reading.units) and not reading.new_paragraph(unit + 1):
        unit += 1
    content = trimmed(reading, colon + 1, max(last, reading.units[unit][1]))
    cue = Cue(colon, colon, colon + 1, "finite", _ENTRY, negated=False)
    return content and Attribution(cue, (colon, colon + 1), (first, colon), (content,), RULES[1], 0.85, None, "quote")


def _known(reading: Reading, name: str, first: int) -> bool:
    """Say whether a name near by is a person's: behind a first name or title, or before a verb of speech; never "in X".

    Datelines and the names of series ("The Latest: ...") are none.
    """
    told = False
    if name in _SERIES:
        return False
    for index in range(max(1, first - _REACH), min(len(reading.lower), first + _REACH)):
        if reading.lower[index] != name or not reading.capital(index):
            continue
        before = index - 1
        while before > 0 and (reading.capital(before) or reading.lower[before] == "."):
            before -= 1
        if reading.lower[before] in _PLACING:
            return False
        full = before < index - 1 and reading.unit_of[index - 1] == reading.unit_of[index] != reading.unit_of[first]
        told = told or full or reading.word(index + 1) in _SPEAKING
    return told


def _label_end(reading: Reading, unit: int) -> int:
    """Return the colon behind a name that begins a paragraph, 0 where there is none."""
    first, last = reading.units[unit]
    if not reading.capital(first) or not reading.new_paragraph(unit):
        return 0
    if reading.capital(first + 1) and any(tag == "past" for tag, _ in lexicon().verbs.get(reading.lower[first], [])):
        return 0  # "Said Ott:"
    for index in range(first + 1, min(last - 1, first + _LONGEST_NAME)):
        word = reading.lower[index]
        if word == ":":
            return index
        small = word.isalpha() and not reading.capital(index) and word not in {"of", "the", "for"}
        if small or word in _BREAKS:
            return 0
    return 0
