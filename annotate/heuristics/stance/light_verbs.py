"""Light verbs: "X has no plans to C", "X launched an attack on C", "X is a critic of C": a noun cue and its verb."""

from functools import cache

from msgspec.structs import replace

from annotate.heuristics.stance import sources
from annotate.heuristics.stance.attributions import Attribution, Cue
from annotate.heuristics.stance.noun_cues import content_start, noun_content_end
from annotate.text.clauses import Reading, group_start, trimmed
from annotate.text.closed_classes import (
    BE,
    CONJUNCTIONS,
    DO,
    HAVE,
    MODALS,
    NEGATIONS,
    PREPOSITIONS,
    PUNCTUATION,
    RELATIVES,
    SUBJECTS,
    is_helper,
    words,
)
from annotate.text.spelling import inflected

RULES = ("stance.light_verbs_having", "stance.light_verbs_being", "stance.light_verbs_apposed")
_FARTHEST = 5
_IRREGULAR = {
    "have": "had",
    "make": "made",
    "give": "gave",
    "take": "took",
    "hold": "held",
    "pay": "paid",
    "send": "sent",
    "put": "put",
    "throw": "threw",
    "feel": "felt",
    "lend": "lent",
}
_REGULAR = words("""offer issue launch deliver raise express voice release publish mount lodge file pose harbor share announce unveil
    repeat renew reiterate withdraw level reverse deny reject propose outline receive extend pledge declare show add heap pour lavish stage sign exude""")
_VOICING = words("voice express")
_BEING = words("is are was were be been 's ’s 're ’re 'm ’m remains remained became become becomes")
_AUXILIARIES = HAVE | MODALS | DO


@cache
def _light_forms() -> dict[str, frozenset[str]]:
    """Return the forms of verbs that a noun cue may depend on, with their tags: base, s, past, part, ing."""
    forms: dict[str, set[str]] = {}
    for lemma in (*_IRREGULAR, *_REGULAR):
        for form, tag in inflected(lemma, past=_IRREGULAR.get(lemma)):
            forms.setdefault(form, set()).add(tag)
    forms.update({"has": {"s"}, "given": {"part"}, "taken": {"part"}, "thrown": {"part"}, "shown": {"part"}})
    forms.pop("haves", None)
    return {form: frozenset(tags) for form, tags in forms.items()}


@cache
def _voicing() -> frozenset[str]:
    """Return the forms of verbs that say nothing but that an attitude is uttered: "voiced support for C"."""
    return frozenset(form for lemma in _VOICING for form, _ in inflected(lemma))


def find(reading: Reading, cue: Cue, floor: int, ceiling: int) -> Attribution | None:
    """Return the attribution of a noun cue that is the object of a light verb, or says what its subject is."""
    if cue.kind != "noun":
        return None
    being = "being" in cue.entry.takes
    head = _light_verb(reading, cue, floor)
    if head is None:
        return _apposed(reading, cue, floor, ceiling) if being else None
    first = group_start(reading, head, floor)
    start = content_start(reading, cue, cue.last, ceiling)
    if start is None or not _finite(reading, head, first, being=being):
        return None
    source = sources.before(reading, first, floor)
    joined = source is None and reading.word(first - 1) in {"and", "but"}
    source = sources.clause_subject(reading, first, floor) if joined else source
    empty = "there" if source is None or not being else reading.lower[source[0]]
    if source is None or source[1] > first or reading.lower[source[0]] == "there" or empty == "it":
        return None
    content = trimmed(reading, start, noun_content_end(reading, start, ceiling))
    if content is None:
        return None
    last = start if reading.word(cue.last) in cue.entry.preps else cue.last
    negated = any(word in NEGATIONS or word.endswith(("n't", "n’t")) for word in reading.lower[first : cue.first])
    whole = replace(cue, first=first, negated=negated)
    voiced = reading.lower[head] in _voicing()
    rule, score = (RULES[1], 0.85) if being else (RULES[0], 0.82 if voiced else 0.75)
    return Attribution(whole, (first, last), source, (content,), rule, score, None, "noun")


def _apposed(reading: Reading, cue: Cue, floor: int, ceiling: int) -> Attribution | None:
    """Return the attribution of a noun behind a comma that says what the one named before it is: "X, a critic of C"."""
    place = cue.first - 1
    while place > max(floor, cue.first - _FARTHEST) and reading.lower[place] not in {"a", "an", "one", "the"}:
        if reading.lower[place] in PUNCTUATION or reading.lower[place] in PREPOSITIONS:
            return None
        place -= 1
    start = content_start(reading, cue, cue.last, ceiling)
    if place <= floor or reading.lower[place - 1] != "," or start is None:
        return None
    source = sources.before(reading, place - 1, floor)
    content = trimmed(reading, start, noun_content_end(reading, start, ceiling))
    if source is None or content is None:
        return None
    return Attribution(cue, (place, start), source, (content,), RULES[2], 0.7, None, "noun")


def _light_verb(reading: Reading, cue: Cue, floor: int) -> int | None:
    """Return the light verb a few words before the noun, with nothing but its determiner and adjectives between."""
    wanted = _BEING if "being" in cue.entry.takes else _light_forms()
    for place in range(cue.first - 1, max(floor, cue.first - _FARTHEST) - 1, -1):
        word = reading.lower[place]
        if word in wanted:
            return place
        if word == "but" and reading.word(place - 1) == "nothing":
            continue  # "nothing but praise"
        blocked = (
            word in PREPOSITIONS or word in PUNCTUATION or word in RELATIVES or word in {"and", "or", "but", "'s", "’s"}
        )
        if blocked or word in SUBJECTS or word in CONJUNCTIONS or (is_helper(word) and word not in NEGATIONS):
            return None
    return None


def _finite(reading: Reading, head: int, first: int, *, being: bool) -> bool:
    """Say whether the light verb has a subject of its own before it: no infinitive, participle or passive."""
    if being:
        bare = first == head and reading.lower[head] in {"be", "been", "being"}
        return reading.word(first) != "to" and not bare
    group = reading.lower[first:head]
    tags = _light_forms()[reading.lower[head]]
    if ("to" in group and "yet" not in group) or ("ing" not in tags and not BE.isdisjoint(group)):
        return False
    if "ing" in tags:
        return not BE.isdisjoint(group)
    if tags & {"past", "s"}:
        return True
    helped = any(word in _AUXILIARIES or word.endswith(("n't", "n’t")) for word in group)
    before = reading.word(first - 1)
    return helped or before in SUBJECTS or (before.endswith("s") and "base" in tags)
