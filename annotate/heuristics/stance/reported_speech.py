"""Reported speech: "X said that C" and "C, X said"."""

from annotate.heuristics.stance import sources
from annotate.heuristics.stance.adjuncts import skip_adjuncts
from annotate.heuristics.stance.attributions import Attribution, Complement, Cue
from annotate.heuristics.stance.complements import complement
from annotate.heuristics.stance.contents import SUBORDINATE, clause_limit, content_end
from annotate.heuristics.stance.openings import OPENERS, base_verb
from annotate.text.clauses import Reading, is_finite, trimmed
from annotate.text.closed_classes import CONJUNCTIONS, PREPOSITIONS, PUNCTUATION, RELATIVES, words
from annotate.text.noun_phrase_ends import noun_phrase_end

RULES = ("stance.reported_speech_leading", "stance.reported_speech_trailing", "stance.reported_speech_introducing")
_SPEECH = frozenset({"clause", "that", "quote", "person"})
_SHORTEST_LEFT = 4
_LONGEST_ALONE = 6
_LEADING_IN = words("but and yet so even shortly soon just right")
_ADJUNCT_OPENERS = PREPOSITIONS - {"like", "as"}
_NEW_PHRASES = CONJUNCTIONS | RELATIVES | PREPOSITIONS - {"of", "for", "to"}


def find(reading: Reading, cue: Cue, floor: int, ceiling: int) -> Attribution | None:
    """Return the attribution of a finite cue of speech with its subject before it."""
    if cue.kind != "finite" or not cue.entry.takes & _SPEECH:
        return None
    source = sources.before(reading, cue.first, floor)
    if source is None or (reading.lower[source[0]] == "that" and reading.word(cue.last) == ","):
        return None  # "that said, ..."
    return trailing(reading, cue, source, floor, ceiling) or leading(reading, cue, source, ceiling)


def leading(reading: Reading, cue: Cue, source: tuple[int, int] | None, ceiling: int) -> Attribution | None:
    """Return "X said that C": the content follows, in this unit or as the quotation that begins the next."""
    if not cue.entry.takes & _SPEECH:
        return None
    found = complement(reading, cue, ceiling) or _behind_comma(reading, cue, source, ceiling)
    if found is None:
        return _introducing(reading, cue, source, ceiling)
    if found.form not in {"quote", "that", "bare", "told"}:
        return None
    ceiling = clause_limit(reading, source, found.start, ceiling)
    content = trimmed(reading, found.start, content_end(reading, found.start, ceiling, clausal=True, tag=cue.kind))
    if content is None:
        return None
    score = 0.6 if found.form == "bare" and cue.entry.weak else 0.85
    return Attribution(cue, (cue.first, found.cue_last), source, (content,), RULES[0], score, found.person, found.form)


def _behind_comma(reading: Reading, cue: Cue, source: tuple[int, int] | None, ceiling: int) -> Complement | None:
    """Return the content of "But, X said, C" and "X said, in the end, C"."""
    after = skip_adjuncts(reading, cue.last, ceiling)
    if source is None or after + 1 >= ceiling or reading.lower[after] != "," or "clause" not in cue.entry.takes:
        return None
    return Complement(cue.last, after + 1, "bare") if reading.word(source[0] - 1) == "," else None


def _introducing(reading: Reading, cue: Cue, source: tuple[int, int] | None, ceiling: int) -> Attribution | None:
    """Return "X said:" or "X was angry, he wrote." where the next unit is a quotation and nothing else, as far as there is no colon."""
    if cue.kind != "finite":
        return None  # "declined to comment."
    after = skip_adjuncts(reading, cue.last, ceiling)
    at_end = after >= ceiling or (after == ceiling - 1 and reading.lower[after] in {":", "."})
    if not at_end or "quote" not in cue.entry.takes or ceiling >= len(reading.lower):
        return None
    quote = reading.quote_of[ceiling]
    if quote < 0 or reading.quotes[quote][0] != ceiling or reading.unit_of[ceiling] < 0:
        return None
    first, last = ceiling, min(reading.quotes[quote][1], reading.units[reading.unit_of[ceiling]][1])
    if reading.word(after) != ":" and any(
        word.isalpha() for word in reading.lower[last : reading.units[reading.unit_of[ceiling]][1]]
    ):
        return None
    content = trimmed(reading, first, last)
    return content and Attribution(cue, (cue.first, cue.last), source, (content,), RULES[2], 0.8, None, "quote")


def trailing(  # noqa: PLR0911 - one return a pattern
    reading: Reading, cue: Cue, source: tuple[int, int], floor: int, ceiling: int
) -> Attribution | None:
    """Return "C, X said", also with more content behind: '"A," X said, "B."'."""
    edge = source[0] - 1
    behind = _behind(reading, edge, floor)
    if not behind and (edge < floor or not ends_content(reading, edge, floor)):
        return None
    after = skip_adjuncts(reading, cue.last, ceiling)
    quoting = reading.word(after) == "," and reading.word(after + 1) in OPENERS
    if not behind and (reading.word(after) != "," or quoting) and _circumstance(reading, floor, edge, quoting=quoting):
        return None
    quoted = reading.quote_of[edge] >= 0
    if not (quoted and reading.word(edge - 1) in PUNCTUATION) and _leads(reading, cue, after, ceiling):
        return None
    if not quoted and quoting and reading.capital(after + 2):
        return None
    if not quoted and not _sets_off(reading, cue, after, edge, within=(floor, ceiling)):
        return None
    left = trimmed(
        reading, reading.quotes[reading.quote_of[edge]][0] if behind else quote_start(reading, edge, floor), source[0]
    )
    if left is None:
        return None
    found = complement(reading, cue, ceiling) if after < ceiling else None
    cue_last = found.cue_last if found and found.form in {"quote", "that"} else _cue_end(reading, cue, after)
    contents = (left, *continued(reading, after, ceiling, split=not quoted))
    person = found.person if found else _spoken_to(reading, cue, ceiling)
    return Attribution(cue, (cue.first, cue_last), source, contents, RULES[1], 0.95, person, "quote")


def _leads(reading: Reading, cue: Cue, after: int, ceiling: int) -> bool:
    """Say whether a complement behind the cue shows that what stands before its source is no content."""
    if after >= ceiling or "person" in cue.entry.takes:
        return False
    word = reading.lower[after]
    if word == "that" or (word == "to" and base_verb(reading, after + 1)):
        return True
    found = complement(reading, cue, ceiling) if "object" in cue.entry.takes else None
    return found is not None and found.form == "object"


def _spoken_to(reading: Reading, cue: Cue, ceiling: int) -> tuple[int, int] | None:
    """Return the noun phrase behind a trailing cue of telling: '"C," X told reporters'."""
    if "person" not in cue.entry.takes or cue.last >= ceiling:
        return None
    end = noun_phrase_end(reading, cue.last, ceiling)
    return (cue.last, end) if end > cue.last else None


def _circumstance(reading: Reading, floor: int, edge: int, *, quoting: bool) -> bool:
    """Say whether what stands before the source is no content but a clause of circumstance: "When A spoke, B said C"."""
    start = floor
    while start < edge and reading.lower[start] in _LEADING_IN:
        start += 1
    word = reading.lower[start]
    counted = word == "as" and reading.word(start + 2) == "as"  # "as many as 40 villages are cut off, X said"
    opens = (
        (word in SUBORDINATE and not counted)
        or word == "asked"
        or (quoting and word in PREPOSITIONS)
        or (word.endswith("ing") and len(word) > _SHORTEST_LEFT)
    )
    if not opens or reading.quote_of[start] >= 0:
        return False
    return not any(reading.lower[i] == "," and reading.quote_of[i] < 0 for i in range(start, edge))


def _behind(reading: Reading, edge: int, floor: int) -> bool:
    """Say whether the unit begins with the source, right behind a quotation that ended with "?" or "!"."""
    if edge != floor - 1 or edge < 0 or reading.quote_of[edge] < 0 or reading.unit_of[edge] < 0:
        return False
    first, last = reading.quotes[reading.quote_of[edge]]
    between = reading.seen.text[reading.seen.ends[edge] : reading.seen.starts[edge + 1]]
    if reading.unit_of[first] != reading.unit_of[edge]:
        return False
    return (
        last == edge + 1
        and last - first > _SHORTEST_LEFT
        and "\n" not in between
        and (reading.word(edge - 1) != "." or _alone(reading, edge + 1))
    )


def _alone(reading: Reading, first: int) -> bool:
    """Say whether the unit that begins at `first` is only a source and its cue, as after a quotation that ends with a stop."""
    unit = reading.unit_of[first]
    return unit >= 0 and reading.units[unit][1] - first <= _LONGEST_ALONE


def _sets_off(reading: Reading, cue: Cue, after: int, edge: int, *, within: tuple[int, int]) -> bool:
    """Say whether a comma before the source ends or interrupts a content that is not quoted."""
    floor, ceiling = within
    if "quote" not in cue.entry.takes:
        return False
    if after + 1 < ceiling and reading.lower[after] == "," and reading.lower[edge] == ",":
        return reading.lower[floor] not in {"but", "and", "still", "yet"} or edge - floor > 1
    if "person" in cue.entry.takes and after < ceiling:
        after = skip_adjuncts(reading, noun_phrase_end(reading, after, ceiling), ceiling)
    if edge - floor < _SHORTEST_LEFT or not _closes(reading, after, ceiling):
        return False
    return reading.lower[floor] not in PREPOSITIONS or any(is_finite(reading, i) for i in range(floor, edge))


def _cue_end(reading: Reading, cue: Cue, after: int) -> int:
    """Return the cue's end with "in a statement" behind it, times left out."""
    return after if reading.word(cue.last) in {"in", "at", "during", "via"} and after > cue.last else cue.last


def ends_content(reading: Reading, edge: int, floor: int) -> bool:
    """Say whether the token at `edge` closes a content: a comma, dash, or the mark that closes a quotation."""
    quote = reading.quote_of[edge]
    if quote >= 0:
        first, last = reading.quotes[quote]
        return (
            last == edge + 1
            and first >= floor
            and (last - first > _SHORTEST_LEFT or reading.word(edge - 1) in PUNCTUATION)
        )
    return reading.lower[edge] in {",", "—", "–", "”"}


def quote_start(reading: Reading, edge: int, floor: int) -> int:
    """Return where the content that ends at `edge` begins: a quoted sentence that is set off stands alone, else `floor`."""
    quote = reading.quote_of[edge]
    if quote < 0:
        return floor
    first = reading.quotes[quote][0]
    set_off = first > floor and reading.lower[first - 1] in {",", ":", "—", "–", ".", "?", "!", "("}
    return first if set_off and reading.capital(first + 1) else floor


def _closes(reading: Reading, after: int, ceiling: int) -> bool:
    """Say whether no content can begin at `after`: the unit ends, or a comma or an adjunct follows."""
    if after >= ceiling:
        return True
    word = reading.lower[after]
    return word in {",", ".", "?", "!", ";", "—", "–", ")"} or word in _ADJUNCT_OPENERS


def continued(reading: Reading, after: int, ceiling: int, *, split: bool) -> tuple[tuple[int, int], ...]:
    """Return the content that goes on behind the attribution: the next quotation, or the rest of a split clause."""
    limit = min(ceiling, after + 40)
    for index in range(after, limit):
        quote = reading.quote_of[index]
        if quote >= 0 and reading.quotes[quote][0] == index and reading.word(index - 1) in {",", ".", ":", "—", "–"}:
            rest = trimmed(reading, index, min(reading.quotes[quote][1], ceiling))
            return (rest,) if rest else ()
        if reading.lower[index] in OPENERS:
            break
    if split and after + 1 < ceiling and reading.lower[after] == "," and _goes_on(reading, after + 1):
        rest = trimmed(reading, after + 1, content_end(reading, after + 1, ceiling, clausal=True))
        return (rest,) if rest else ()
    return ()


def _goes_on(reading: Reading, index: int) -> bool:
    """Say whether a split content goes on at the index, rather than the teller: no participle, no connective."""
    word = reading.lower[index]
    participle = word.endswith(("ing", "ed")) and not reading.capital(index)
    return not participle and word not in _NEW_PHRASES
