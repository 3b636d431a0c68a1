"""Findings: "the poll shows C", "a study found C", where a survey or a document is the source."""

from annotate.heuristics.stance import sources
from annotate.heuristics.stance.adjuncts import skip_adjuncts
from annotate.heuristics.stance.attributions import Attribution, Cue
from annotate.heuristics.stance.contents import content_end
from annotate.heuristics.stance.openings import begins_phrase
from annotate.text.clauses import Reading, trimmed
from annotate.text.closed_classes import PASTS, PUNCTUATION, RELATIVES, is_helper, words

RULES = ("stance.findings",)
_FARTHEST = 14
_VERBS = words("show find indicate suggest reveal put give see project estimate confirm demonstrate have")
_STUDIES = words("""poll polls survey surveys study studies report reports research data figures statistics numbers results records documents
    analysis review filing filings census investigation audit estimate estimates tally returns polling evidence inquiry
    memo memos emails e-mails transcript transcripts footage video photos images""")
_BREAKS = PUNCTUATION - {"-", "/"}


def find(reading: Reading, cue: Cue, floor: int, ceiling: int) -> Attribution | None:
    """Return the attribution of a finite cue of showing whose subject is a study and whose object says what it shows."""
    if cue.kind != "finite" or cue.entry.lemma not in _VERBS:
        return None
    source = sources.before(reading, cue.first, floor)
    if source is None or _STUDIES.isdisjoint(reading.lower[slice(*source)]):
        source = _dated(reading, cue.first, floor)
    if source is None:
        return None
    start = skip_adjuncts(reading, cue.last, ceiling)
    if start >= ceiling or not begins_phrase(reading, start):
        return None
    content = trimmed(reading, start, content_end(reading, start, ceiling, clausal=True))
    return content and Attribution(cue, (cue.first, cue.last), source, (content,), RULES[0], 0.9, None, "bare")


def _dated(reading: Reading, first: int, floor: int) -> tuple[int, int] | None:
    """Return a study with a reduced clause behind it: "[a poll of farmers released Monday] shows"."""
    for place in range(first - 1, max(floor, first - _FARTHEST) - 1, -1):
        word = reading.lower[place]
        if word in _STUDIES:
            source = sources.before(reading, place + 1, floor)
            return (source[0], first) if source else None
        if word in _BREAKS or is_helper(word) or word in PASTS or word in RELATIVES or word == "that":
            return None
    return None
