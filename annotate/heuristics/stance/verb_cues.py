"""Verb cues: forms of the lexicon's verbs where they stand as verbs, and neither as nouns nor as adjectives."""

from annotate.heuristics.stance.attributions import Cue, Kind
from annotate.heuristics.stance.cue_lexicon import Entry, lexicon
from annotate.text.clauses import Reading, group_start, is_finite
from annotate.text.closed_classes import (
    BE,
    DETERMINERS,
    DO,
    GENITIVES,
    HAVE,
    MODALS,
    NEGATIONS,
    POSSESSIVES,
    PREPOSITIONS,
    PUNCTUATION,
    QUOTE_MARKS,
    SUBJECTS,
    WEEKDAYS,
    is_adverb,
    words,
)

_LONG_WORD = 4
_LONGEST_HOLDER = 6
_COUNTED = words("two three four five several many numerous few these those other both such more most new all some any")
_POINT_KINDS = words("percentage basis index")
_DESCRIBED = words("other such various certain new newly")
_PLURAL_SUBJECTS = words("i you we they who people many some others that and women men police")
_ONE = frozenset({"a", "an", "another"})
_BEHIND_NOUNS = words("of in from are were have is was like such include including")
_LOST = words("dead drowned lost missing trapped killed kidnapped")
_MET = words("""face faces faced facing reject rejected rejects resist resisted resists ignore ignored ignoring dismissed growing mounting
    renewed repeated increasing fresh urgent among hear heard were despite louder""")
ADJECTIVE_ENDINGS = ("al", "ive", "ous", "ic", "ful", "less", "ary", "able", "ible", "ing", "ed", "ish")
ADJECTIVES = words("""recent past own first last latest new old harsh sharp strong early late false long bitter fierce many various key
    main frequent blunt stern vague firm brief few several""")
_AUXILIARIES = BE | HAVE | DO | MODALS
_SPECIFIERS = DETERMINERS | POSSESSIVES
_ARTICLES = DETERMINERS - {"that", "this", "all", "both", "some", "any", "another", "each"}
_BREAKS = PUNCTUATION - {",", '"', "”", "''", ")"}
_BEFORE_VERBS = SUBJECTS | {"''", '"', "”"}


def verb_cue(reading: Reading, head: int, floor: int, ceiling: int) -> Cue | None:
    """Return the cue whose head is a verb form of the lexicon, with its helpers and the words that belong to it."""
    readings = lexicon().verbs.get(reading.lower[head])
    if not readings:
        return None
    entry = None
    place = head + 1
    following = reading.word(place)
    between = following in WEEKDAYS or (following.endswith("ly") and is_adverb(following))
    if between and any(known.rest[:1] == (reading.word(head + 2),) for _, known in readings):
        place, following = head + 2, reading.word(head + 2)  # "called Monday for", "voted narrowly against"
    for _, known in readings:
        rest = known.rest
        if not rest or (rest[0] == following and reading.lower[place : place + len(rest)] == list(rest)):
            entry = known
            break
    if entry is None:
        return None
    tags = {tag for tag, known in readings if known is entry}
    first = group_start(reading, head, floor)
    if tags == {"s"} and (reading.word(head - 1) in _AUXILIARIES or _counted_points(reading, head)):
        return None  # "has doubts", "added 0.3 percentage points to growth"
    kind = _kind(reading, head, first, tags, noun=entry.lemma in lexicon().also_nouns, joined=entry.rest)
    last = place + len(entry.rest) if entry.rest else head + 1
    if kind is None or last > ceiling:
        return None
    if first == head and kind == "finite" and _adjectival(reading, head, floor, entry):
        return None
    while kind != "to" and first < head and reading.lower[first] in {"to", "yet", "no"}:
        first += 1
    negated = first < head and any(
        word in NEGATIONS or word.endswith(("n't", "n’t")) for word in reading.lower[first:head]
    )
    return Cue(first, head, last, kind, entry, negated)


def _counted_points(reading: Reading, head: int) -> bool:
    """Say whether points are counted: "fell 21 basis points to 9.87%"."""
    before = reading.word(head - 1)
    return reading.lower[head] == "points" and (before in _POINT_KINDS or before in _COUNTED or before[:1].isdigit())


def _kind(  # noqa: PLR0911 - one return a pattern
    reading: Reading, head: int, first: int, tags: set[str], *, noun: bool, joined: tuple[str, ...]
) -> Kind | None:
    """Return how a verb form stands with its group; None where it is a noun or an adjective."""
    group = [word for word in reading.lower[first:head] if not is_adverb(word) and word not in NEGATIONS]
    nearest = group[-1] if group else ""
    before = "" if first == 0 or reading.unit_of[first - 1] != reading.unit_of[first] else reading.word(first - 1)
    if "ing" in tags:
        return "finite" if nearest in BE else None if before in _SPECIFIERS else "ing"
    if "base" in tags and nearest == "to":
        return "finite" if before == "used" else "to"
    if "base" in tags and (nearest in MODALS or nearest in DO or nearest.endswith(("n't", "n’t"))):
        return "finite"
    lost = reading.lower[head] == "feared" and reading.word(head + 1) in _LOST  # "sixteen feared dead"
    if lost or ("part" in tags and nearest in BE and nearest not in {"'m", "’m"}):
        return "passive"
    if "part" in tags and nearest in HAVE:
        return "finite"
    if (
        before in _ARTICLES
        or before in GENITIVES
        or (before in PREPOSITIONS and not (before == "as" and reading.word(head + 1) == "by"))
    ):
        return None
    if "part" in tags and reading.lower[head] == "asked" and before in {"", "when", "if", ".", "!", "?"}:
        return "participle"
    if "past" in tags:
        # Nobody charges with: "appeared charged with C".
        suffered = joined == ("with",) and reading.lower[head] == "charged"
        agent = reading.word(head + 1) == "by" and joined[:1] != ("by",)
        # "Ann Ott, identified as C, has left".
        behind = head + 2 if reading.word(head + 1).endswith("ly") else head + 1
        named = reading.word(behind) == "as" and before == "," and "part" in tags
        return "participle" if suffered or agent or named else "finite"
    if "part" in tags:
        return "participle" if reading.word(head + 1) == "by" or reading.word(head + 1) in joined else None
    return _present(reading, head, first, tags) if noun else "finite"


def _present(reading: Reading, head: int, first: int, tags: set[str]) -> Kind | None:
    """Return "finite" for a present form after a likely subject; a base form wants a plural one."""
    before = reading.word(first - 1)
    after = reading.word(head + 1)
    if _possessed(reading, head) or (before.endswith("ed") and not reading.capital(first - 1)):
        return None
    if "s" in tags:
        noun = before in _BREAKS or after in _BEHIND_NOUNS or before in _MET
        ending = after in {",", ".", ""} and before not in _BEFORE_VERBS
        ending = ending and QUOTE_MARKS.isdisjoint(reading.lower[max(0, first - _LONG_WORD) : first])
        ending = ending and not reading.capital(first - 1) and not _set_off(reading, first)
        noun = noun or ending or before in _COUNTED or before.isdigit()
        noun = noun or (after == "that" and is_finite(reading, head + 2))
        return None if noun or (before in {"", "of", "and"} and after not in {"that", "to"}) else "finite"
    if before == "that" and not reading.word(first - 2).endswith("s"):
        return None
    plural_subject = before in _PLURAL_SUBJECTS
    plural_subject = plural_subject or (
        before.endswith("s") and len(before) > _LONG_WORD - 1 and before not in {"this", "his", "its", "it's"}
    )
    return "finite" if plural_subject else None


def _set_off(reading: Reading, first: int) -> bool:
    """Say whether a comma and a noun phrase with its article stand before the token: "C, the police union estimates."."""
    for place in range(first - 2, max(0, first - _LONGEST_HOLDER), -1):
        if reading.lower[place] in _ARTICLES:
            return reading.lower[place - 1] == ","
        if not reading.lower[place].isalpha():
            return False
    return False


def _possessed(reading: Reading, index: int) -> bool:
    """Say whether only adjectives stand between the index and a possessor: "the mayor's scornful remarks"."""
    for place in range(index - 1, max(-1, index - _LONG_WORD), -1):
        word = reading.lower[place]
        if word in POSSESSIVES:
            return place < index - 1 or word in GENITIVES
        if reading.capital(place) or not (word.endswith(ADJECTIVE_ENDINGS) or word in ADJECTIVES or is_adverb(word)):
            return False
    return False


def _adjectival(reading: Reading, head: int, floor: int, entry: Entry) -> bool:
    """Say whether a past form is a participle that belongs to a noun: "300 pledged seats", "a gardener named Ott"."""
    named = entry.lemma == "name" and not _ONE.isdisjoint(reading.lower[max(floor, head - 4) : head])
    before = reading.lower[head - 1] if head > floor else ""
    return named or (reading.lower[head].endswith("ed") and (before[:1].isdigit() or before in _DESCRIBED))
