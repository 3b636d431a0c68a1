"""What joins the words of one name: particles, "of" behind a body's noun, "and" in a list of subjects, a possessive."""

from annotate.heuristics.actors.reading import Reading
from annotate.heuristics.actors.words import OWN
from annotate.text.closed_classes import words

_HOLDS_ON = frozenset(
    """council committee subcommittee commission conference institute panel programme program office group network bureau
    center centre agency forum coalition convention""".split()  # noqa: SIM905 - read as words
)
_BODIES = frozenset(
    ["corporation", "company", "authority", "agency", "commission", "ltd", "inc", "limited", "parliament"]
)
_LISTED = frozenset(["ministry", "department", "committee", "office", "secretary", "minister", "ministries"])
_LIST_LONGEST = 12
_SHORT = 2
_BODIES = words(
    "union trust association federation confederation forum council alliance league society guild club congress"
)
ABSTRACT = (
    "ing", "ly", "ed", "tion", "tions", "ness", "ment", "ments", "sion", "ities", "ity", "less", "ful", "isation",
)  # fmt: skip


def step(reading: Reading, start: int, end: int) -> int:
    """Return how many tokens the run takes in at its end; 0 closes it."""
    if not reading.beside(end) or _is_own(reading, end):
        return 0
    if reading.capital[end]:
        return 0 if reading.opening[end] else 1
    word = reading.lower[end]
    if not capital_at(reading, end + 1):
        if (
            word in reading.words.sets["names_particles"]
            and reading.after(end + 1) in reading.words.sets["names_particles"]
            and capital_at(reading, end + 2)
        ):
            return 3
        the = word in {"of", "for"} and reading.after(end + 1) == "the" and capital_at(reading, end + 2)
        the = the and _governs(reading, start, end, word)
        return 3 if the and not (end > start + 1 and _is_body(reading, end + 2)) else 0
    inside = word == "&" or (word == "." and _abbreviates(reading, end)) or _owns(reading, end)
    inside = inside or (word in reading.words.sets["names_particles"] and reading.seen.words[end].islower())
    return 2 if inside or _links(reading, start, end) else 0


def _is_own(reading: Reading, index: int) -> bool:
    """Say whether a name of the user's own lexicon begins at a token."""
    known = reading.known.get(index)
    return known is not None and OWN in known[1].kinds


def _is_body(reading: Reading, first: int) -> bool:
    """Say whether the capitalised words from a token on name a body of their own: "Unit of the Lima Water Company"."""
    last = first
    while last < min(first + _SHORT * 3, len(reading.lower)) and capital_at(reading, last):
        last += 1
    return last > first + 1 and reading.lower[last - 1] in reading.words.name_heads


def _owns(reading: Reading, mark: int) -> bool:
    """Say whether a possessive mark stands inside a name: King's College, Transport Workers' Federation."""
    owner = reading.lower[mark - 1]
    members = reading.lower[mark] == "'" and owner.endswith("s") and reading.lower[mark + 1] in _BODIES
    if members and reading.capital[mark - 1]:
        return True  # Metalworkers' Confederation, Supporters' Trust
    if reading.lower[mark] not in {"'s", "'"} or owner not in reading.words.sets["names_owners"]:
        return False
    return reading.lower[mark + 1] in reading.words.name_heads or owner not in reading.words.heads


def _abbreviates(reading: Reading, stop: int) -> bool:
    before = reading.lower[stop - 1]
    return reading.seen.starts[stop] == reading.seen.ends[stop - 1] and (
        len(before) == 1 or before in reading.words.sets["names_abbreviated"]
    )


def capital_at(reading: Reading, index: int) -> bool:
    """Say whether a capitalised word stands at a token, beside the one before."""
    return index < len(reading.lower) and reading.beside(index) and reading.capital[index]


def _links(reading: Reading, start: int, end: int) -> bool:
    """Say whether of, for, on, and or a comma goes on with a name that an organisation noun has begun."""
    word = reading.lower[end]
    if word in {"of", "for", "on"}:
        office = reading.lower[end - 1] in {"minister", "secretary", "ministers"}
        return _governs(reading, start, end, word) and not (office and _is_state(reading, end + 1))
    if word == "and":
        return _is_listed(reading, start, end) or _is_paired(reading, start, end)
    if word != "," or _LISTED.isdisjoint(reading.lower[start : min(end, start + 4)]):
        return False
    return _goes_on_listing(reading, end)


def _governs(reading: Reading, start: int, end: int, word: str) -> bool:
    """Say whether the noun before a preposition takes it into its name, or a longer name goes on."""
    held = reading.lower[end - 1]
    allowed = {
        "of": reading.words.sets["names_holds_of"],
        "for": reading.words.sets["names_holds_for"],
        "on": _HOLDS_ON,
    }[word]
    if held in allowed or word == "on":
        return held in allowed
    headed = word == "of" and held in reading.words.name_heads and start < end - 1
    return headed or (is_common(reading, held) and any(reading.lower[i] == "of" for i in range(start + 1, end)))


def _goes_on_listing(reading: Reading, end: int) -> bool:
    """Say whether a comma goes on with a list of capitalised words that "and" closes."""
    for index in range(end + 1, min(end + _LIST_LONGEST, len(reading.lower))):
        if reading.after(index) in {"and", "&"}:
            return capital_at(reading, index + 1)
        word = reading.lower[index]
        if not reading.capital[index] and word != ",":
            return False
        if word in reading.words.sets["organisations_first_words"] or word in _BODIES:  # another body begins
            return False
    return False


def _is_state(reading: Reading, index: int) -> bool:
    known = reading.known.get(index)
    return known is not None and bool(known[1].kinds & {"name", "state"})


def _is_listed(reading: Reading, start: int, end: int) -> bool:
    """Say whether "and" goes on with a list of subjects: Department of Health and Human Services."""
    begun = any(reading.lower[i] in {"of", "for", "on"} for i in range(start + 1, end))
    heads = reading.words.name_heads
    head = any(reading.lower[i] in heads or reading.lower[i] in _LISTED for i in range(start, min(end, start + 4)))
    if not begun or not head:
        return False
    both = is_common(reading, reading.lower[end - 1]) and is_common(reading, reading.lower[end + 1])
    return both or (
        reading.lower[start] in _LISTED and _ends_after(reading, end + 1) and not _is_state(reading, end + 1)
    )


def _ends_after(reading: Reading, index: int) -> bool:
    """Say whether a name ends with the word at a token: nothing capitalised follows."""
    return not capital_at(reading, index + 1) and reading.seen.words[index] not in reading.words.given


def _is_paired(reading: Reading, start: int, end: int) -> bool:
    """Say whether "and" joins common words before an organisation noun: Food and Drug Administration."""
    if not is_common(reading, reading.lower[end - 1]) or (reading.opening[end - 1] and end - start == 1):
        return False
    if end - start > 1 and reading.lower[end - 1] in reading.words.name_heads:  # a body of its own stands before
        return False
    stop = end + 1
    while (
        stop < min(end + 7, len(reading.lower)) and (stop == end + 1 or reading.beside(stop)) and reading.capital[stop]
    ):
        stop += 1
    last = reading.lower[stop - 1]
    return stop > end + _SHORT and last in reading.words.name_heads and is_common(reading, reading.lower[end + 1])


def is_common(reading: Reading, word: str) -> bool:
    """Say whether a word in small letters is a common one, by the lexicons, the article or its ending."""
    lexicon = reading.words
    known = word in lexicon.common or word in lexicon.modifiers or word in lexicon.verbs or word in reading.small
    return known or word in lexicon.dictionary or word.removesuffix("s") in lexicon.common or word.endswith(ABSTRACT)
