"""Contents: where what is said or held ends."""

from annotate.heuristics.stance import asides, resumed_clauses
from annotate.heuristics.stance.adjuncts import occasion_end
from annotate.heuristics.stance.cue_lexicon import lexicon
from annotate.text.clauses import Reading, group_start
from annotate.text.closed_classes import (
    BE,
    CONJUNCTIONS,
    GENITIVES,
    MODALS,
    NEGATIONS,
    NOMINATIVE,
    PASTS,
    QUOTE_MARKS,
    RELATIVES,
    SUBJECTS,
    WEEKDAYS,
    is_adverb,
    is_helper,
    words,
)

_RESUMING = words("but while which whereas although though according citing")
SUBORDINATE = words("if when while as because although though even despite since after before until once unless with")
_DASHES = frozenset({"-", "–", "—", "--"})
_ASIDES = words("a an one though although despite which who while where including something nearly about more")
_CLAUSE_BREAKS = frozenset({";", ",", "and", "but", "or", "even", *_DASHES})
_PHRASE_BREAKS = (
    _CLAUSE_BREAKS
    | SUBORDINATE
    | WEEKDAYS
    | words("when in at during on via through by without yesterday tonight last this")
)
_UNFINISHED = words("by until till before since from for next every each")
_CONTRASTING = frozenset({"despite", "while", "whereas"})
_TURNING = frozenset({"demand", "refrain", "commit", "threat"})
_STOPS = frozenset({".", "?", "!"})
_LEAVING = words("after as before when while until")
_BEFORE_NO_NOUN = BE | MODALS | SUBJECTS | QUOTE_MARKS


def content_end(reading: Reading, start: int, ceiling: int, *, clausal: bool, tag: str = "") -> int:
    """Return where the content that begins at `start` ends: the unit's end, or where the next clause of the teller begins.

    `tag` is the form of the cue, "ing" or "to", which "and" may take up with another cue of that form.
    """
    index = start
    breaks = _CLAUSE_BREAKS if clausal else _PHRASE_BREAKS
    deed = clausal and reading.word(start) in {"to", "not"}
    while index < ceiling:
        quote = reading.quote_of[index]
        if quote >= 0 and reading.quotes[quote][0] >= start:
            index = min(reading.quotes[quote][1], ceiling)
            comma = index < ceiling and reading.word(index - 2) == ","
            if reading.quotes[quote][0] == start and (comma or reading.word(index) in _LEAVING):
                return index
            if comma and _comma_ends(reading, index - 1, ceiling, clausal=clausal):
                return index
            continue
        if quote >= 0 and index > start and reading.lower[index] in _STOPS and _sentence_ends(reading, index, ceiling):
            return index  # somebody else's words inside a quotation end with their sentence
        if reading.lower[index] in breaks and index > start:
            if not clausal and _time_closes(reading, index, ceiling):
                return index
            resumed = _teller_resumes(reading, index, ceiling, clausal=clausal, tag=tag)
            if resumed or (deed and resumed_clauses.behind_deed(reading, start, index, ceiling)):
                return index
        index += 1
    return ceiling


def _sentence_ends(reading: Reading, stop: int, ceiling: int) -> bool:
    """Say whether another sentence begins behind the stop."""
    starts, sentence_at = reading.seen.starts, reading.seen.sentence_at
    return stop + 1 < ceiling and sentence_at(starts[stop]) != sentence_at(starts[stop + 1])


def _time_closes(reading: Reading, index: int, ceiling: int) -> bool:
    """Say whether a time that belongs to the cue begins at the index and nothing but a stop follows it: "on Monday"."""
    place = index + (reading.lower[index] == "on")
    if place >= ceiling or reading.word(index - 1) in _UNFINISHED:
        return False
    word, following = reading.lower[place], reading.word(place + 1)
    if word in WEEKDAYS or word in {"yesterday", "tonight"}:
        place += 2 if following in {"night", "morning", "afternoon", "evening"} else 1
    elif place == index and word in {"last", "this"} and following in {"week", "month", "year", "weekend"}:
        place += 2
    else:
        return False
    return place >= ceiling or reading.lower[place] in {".", ",", ";"}


def _teller_resumes(reading: Reading, index: int, ceiling: int, *, clausal: bool, tag: str) -> bool:  # noqa: PLR0911 - one return a pattern
    """Say whether a clause of the teller's begins at the index; noun phrases end earlier than clauses."""
    word = reading.lower[index]
    if word == ";":
        return True
    if word in {"and", "but", "or"}:
        if not clausal and resumed_clauses.begins(reading, index, ceiling):
            return True  # "disagrees with C but will obey"
        return _cue_verb(reading, index + 1, ceiling, clausal=clausal) or _same_form(reading, index + 1, ceiling, tag)
    if word == ",":
        return _comma_ends(reading, index, ceiling, clausal=clausal) or (
            reading.word(index + 1) in {"and", "but"} and _same_form(reading, index + 2, ceiling, tag)
        )
    following = reading.word(index + 1) if index + 1 < ceiling else ""
    if (word == "even" and following in {"as", "though"}) or (word in _DASHES and _aside(reading, index, ceiling)):
        return True
    if clausal:
        return False
    if word in _CONTRASTING or (word == "as" and resumed_clauses.begins(reading, index, ceiling)):
        return True
    if word in {"when", "during", "because"} or occasion_end(reading, index, ceiling) > index:
        return True
    subordinate = word in SUBORDINATE and following in NOMINATIVE
    subordinate = subordinate or (word == "even" and following in {"as", "though", "if"})
    return subordinate or (word in {"by", "before", "after", "without"} and following.endswith("ing"))


def _aside(reading: Reading, dash: int, ceiling: int) -> bool:
    """Say whether a last dash adds what the teller thinks: "- a fact that C", "-- though few agree"."""
    seen = reading.seen
    if seen.ends[dash - 1] == seen.starts[dash] and reading.lower[dash] == "-":
        return False  # a hyphen
    place = dash + 1
    while place < ceiling and reading.lower[place] in _DASHES:
        place += 1
    if any(reading.lower[i] in _DASHES and seen.ends[i - 1] != seen.starts[i] for i in range(place, ceiling)):
        return False  # an aside between two dashes, the content goes on
    word = reading.word(place) if place < ceiling else ""
    return word in _ASIDES or (word.endswith("ing") and not reading.capital(place))


def _comma_ends(reading: Reading, comma: int, ceiling: int, *, clausal: bool) -> bool:
    """Say whether the teller goes on behind a comma, or behind the mark that closes a quotation with a comma in it."""
    following = reading.word(comma + 1) if comma + 1 < ceiling else ""
    if following == "but" and reading.word(comma + 2) == "that":
        return False  # "said that A, but that B"
    if following in _RESUMING or _cue_verb(reading, comma + 1, ceiling, clausal=clausal):
        return True
    if asides.begins(reading, comma, ceiling):
        return True
    if following == "and":
        goes_on = _cue_verb(reading, comma + 2, ceiling, clausal=clausal)
        return goes_on or (not clausal and resumed_clauses.behind_comma(reading, comma, ceiling))
    if is_adverb(following) and comma + 2 < ceiling and reading.lower[comma + 2].endswith("ing"):
        comma, following = comma + 1, reading.lower[comma + 2]  # ", again calling C"
    participle = following.endswith("ing") and not reading.capital(comma + 1)
    if clausal:
        told = any(
            entry.takes & {"clause", "quote"} or entry.act in {"demand", "oppose"}
            for _, entry in lexicon().verbs.get(following, [])
        )
        return participle and (told or following == "according")
    return (
        participle
        or following in {"who", "whom", "whose", "the", "when"}
        or (following.endswith("ed") and not reading.capital(comma + 1))
    )


def _same_form(reading: Reading, index: int, ceiling: int, tag: str) -> bool:
    """Say whether another cue in the form of the first, "ing" or the base behind "to", stands at the index."""
    while index < ceiling and is_adverb(reading.lower[index]):
        index += 1
    if index >= ceiling or tag not in {"ing", "to"}:
        return False
    wanted = "ing" if tag == "ing" else "base"
    return any(form == wanted and not entry.weak for form, entry in lexicon().verbs.get(reading.lower[index], []))


def _cue_verb(reading: Reading, index: int, ceiling: int, *, clausal: bool = False) -> bool:
    """Say whether a finite cue verb without subject begins at the index, so that the earlier subject goes on."""
    while index < ceiling and (is_adverb(reading.lower[index]) or reading.lower[index] in {"has", "had", "have"}):
        index += 1
    readings = lexicon().verbs.get(reading.lower[index]) if index < ceiling else None
    if readings is None:
        return False
    tags = {
        tag
        for tag, entry in readings
        if not clausal
        or (not entry.weak and ("quote" in entry.takes or entry.act in _TURNING or entry.lemma == "accuse"))
    }
    return (
        bool(tags & {"past", "s"})
        and reading.word(index + 1) != "by"
        and group_start(reading, index, index - 1) >= index - 1
        and reading.word(index - 1) not in _BEFORE_NO_NOUN
    )


def phrase_limit(reading: Reading, start: int, ceiling: int) -> int:
    """Return the finite verb whose subject a noun phrase that begins at `start` belongs to, else `ceiling`.

    In "those who backed the plan said C" the plan ends before "said": clauses inside the phrase are passed over.
    """
    inner = False
    for index in range(start + 1, ceiling):
        word = reading.lower[index]
        if reading.quote_of[index] >= 0 and reading.quotes[reading.quote_of[index]][0] >= start:
            inner = False
            continue
        inner = inner or word in RELATIVES or word in CONJUNCTIONS or word in SUBJECTS
        if word == "," and _cue_verb(reading, index + 1, ceiling):
            return index
        if not inner and _main_verb(reading, index):
            return index
    return ceiling


def clause_limit(reading: Reading, source: tuple[int, int] | None, start: int, ceiling: int) -> int:
    """Return the comma that ends a clause of circumstance which holds the cue: "When X praised C, Y left"."""
    before = source[0] - 1 if source is not None else -1
    if before < 0 or reading.lower[before] not in SUBORDINATE or reading.unit_of[before] != reading.unit_of[start]:
        return ceiling
    opening = reading.word(before - 1)
    if reading.quote_of[before] >= 0 or not (
        before == reading.units[reading.unit_of[start]][0] or opening in {",", "and", "but", "even"}
    ):
        return ceiling
    return next((i for i in range(start, ceiling) if reading.lower[i] == "," and reading.quote_of[i] < 0), ceiling)


def _main_verb(reading: Reading, index: int) -> bool:
    """Say whether a token is certainly a finite verb: an auxiliary, a common past, or a plain past of a cue verb."""
    word = reading.lower[index]
    if word in NEGATIONS or word in GENITIVES:
        return False
    if is_helper(word) or word in PASTS:
        return not reading.capital(index)
    tags = {tag for tag, entry in lexicon().verbs.get(word, []) if not entry.weak}
    return "past" in tags and reading.word(index + 1) not in {"by", "in", "to"} and word[-2:] != "ed"
