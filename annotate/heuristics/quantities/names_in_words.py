"""Numbers in words that are part of a name: Three Mile Island, Big Four, chapter three, ground zero."""

from annotate.heuristics.quantities.labels import ORDERED, UNNAMED
from annotate.heuristics.quantities.numbers import Number
from annotate.heuristics.quantities.phrase_ends import STOP, plural_follows
from annotate.text.view import View

_SOMETHING = ("-something", "-hundredth", "-thousandth", "-millionth")  # twenty-somethings, the two-hundredth visit
_NO_ZERO = frozenset({"ground", "net", "patient", "absolute", "below", "above"})
GROUPS = frozenset({"Group", "Gang", "Group’s"})
_OPENERS = frozenset(':;—–“"-•')


def is_name_in_words(seen: View, number: Number) -> bool:
    """Say whether a number in words is part of a capitalised name inside a sentence: Three Mile Island, Big Four."""
    words, first, stop = seen.words, number.first, number.stop
    if seen.text[number.end : number.end + 1] == "-" and seen.text.startswith(_SOMETHING, number.end):
        return True
    label = words[first - 1].lower() if first else ""
    if label == "of" and first > 1 and words[first - 2] in GROUPS:
        return True
    if not number.value and (label in _NO_ZERO or words[stop : stop + 1] == ["tolerance"]):
        return True
    if not words[first][0].isupper():
        return label in ORDERED and not plural_follows(seen, stop)
    start = seen.starts[first]
    sentence = seen.sentence_at(start)
    opens = sentence < len(seen.sentences) and seen.sentences[sentence][0] >= start - 2
    opens = opens or (first > 0 and words[first - 1] in _OPENERS)
    capital = stop < len(words) and words[stop][0].isupper() and len(words[stop]) > 1 and words[stop][-1] != "s"
    follows = capital and not plural_follows(seen, stop)
    before = first > 0 and words[first - 1][0].isupper() and words[first - 1] not in UNNAMED and not opens
    return (not opens and (follows or _is_title(words, first, stop))) or before


def _is_title(words: list[str], first: int, stop: int) -> bool:
    """Say whether `the` and two capitals make a name of a number and a plural: the Five Eyes; The Two Men Who Won is a headline."""
    if not first or words[first - 1].lower() != "the" or stop >= len(words) or not words[stop][0].isupper():
        return False
    after = words[stop + 1] if stop + 1 < len(words) else "."
    return not (after[0].isupper() and after.lower() in STOP)
