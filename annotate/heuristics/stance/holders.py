"""Holders: which actor's stance it is, pronouns by what was named last."""

from bisect import bisect_left

from msgspec import Struct

from annotate.annotations import Span
from annotate.heuristics.stance.attributions import Attribution
from annotate.text.clauses import Reading
from annotate.text.closed_classes import words

_PERSONAL = words("he she his her him himself herself")
_NEUTRAL = words("it its itself")
_PLURAL = words("they their them themselves")
_THIRD_PERSONS = _PERSONAL | _NEUTRAL | _PLURAL
_SPEAKERS = words("i we my our me us")
_RELATIVE = words("who which that whose")
_FITTING = {
    "personal": ("PERSON",),
    "neutral": ("ORG", "STATE"),
    "plural": ("GROUP", "ORG", "STATE"),
}
_MEN = words("mr sir man father husband son brother king lord")
_WOMEN = words("mrs ms miss lady woman mother wife daughter sister queen")
_SHE = words("she her herself")
_OFFICES = words("chairman spokesman congressman councilman alderman assemblyman policeman businessman")
_LONGEST_TITLE = 4
_RECENT = 12
_REACH = 40


class Mention(Struct, frozen=True):
    """An actor's mention as the holders see it: token-free, by offset."""

    start: int
    end: int
    label: str
    entity: str
    span: str


class Mentions(Struct, frozen=True):
    """The mentions of an article by start, with the starts apart for searching."""

    all: list[Mention]
    starts: list[int]

    def starting_in(self, start: int, end: int) -> Mention | None:
        """Return the first mention that starts in [start, end)."""
        place = bisect_left(self.starts, start)
        return self.all[place] if place < len(self.all) and self.starts[place] < end else None

    def before(self, offset: int) -> list[Mention]:
        """Return the last few mentions that start before an offset, latest first."""
        place = bisect_left(self.starts, offset)
        return self.all[max(0, place - _RECENT) : place][::-1]


def mentions(spans: tuple[Span, ...]) -> Mentions:
    """Return the actors' spans that name an entity, in reading order as they are."""
    found = [
        Mention(span.start, span.end, span.label, str(span.attributes["entity"]), span.id)
        for span in spans
        if span.attributes.get("entity") is not None
    ]
    return Mentions(found, [mention.start for mention in found])


def holders(reading: Reading, found: list[Attribution], known: Mentions) -> list[str | None]:
    """Return the holder's entity id of each attribution, None where it is not known; the order is kept."""
    order = sorted(range(len(found)), key=lambda number: ((found[number].source or found[number].cue)[0], number))
    result: list[str | None] = [None] * len(found)
    spoken: list[Mention] = []
    resolved: dict[tuple[int, int], Mention] = {}
    speaker_of = _speakers(reading, found)
    genders = _genders(reading, known)
    for number in order:
        source = found[number].source
        if source is None:
            continue
        word = reading.lower[source[0]]
        others = _outside(reading, found[number], spoken) if spoken and word in _THIRD_PERSONS else spoken
        mention = resolved.get(source) or _resolve(reading, source, known, others, genders)
        if mention is None and word in _SPEAKERS and source[1] - source[0] == 1:
            outer = speaker_of.get(reading.quote_of[source[0]])
            outer_source = found[outer].source if outer is not None else None
            mention = _resolve(reading, outer_source, known, spoken, genders) if outer_source else None
        if mention is not None:
            resolved[source] = mention
            result[number] = mention.entity
            if reading.quote_of[source[0]] < 0 and word not in _RELATIVE:
                spoken = [mention, *spoken[:7]]
    return result


def _outside(reading: Reading, one: Attribution, spoken: list[Mention]) -> list[Mention]:
    """Return the earlier holders but those named in the attribution's own content: "the bank will pay, it said"."""
    seen = reading.seen
    extents = [(seen.starts[first], seen.ends[last - 1]) for first, last in one.contents]
    return [m for m in spoken if not any(start <= m.start < end for start, end in extents)]


def _speakers(reading: Reading, found: list[Attribution]) -> dict[int, int]:
    """Return the attribution that each quotation is content of."""
    speakers: dict[int, int] = {}
    for number, one in enumerate(found):
        if reading.quote_of[one.cue[0]] < 0:
            for first, last in one.contents:
                for quote in {reading.quote_of[first], reading.quote_of[last - 1]} - {-1}:
                    speakers.setdefault(quote, number)
    return speakers


def _genders(reading: Reading, known: Mentions) -> dict[str, bool]:
    """Return of whom the article says by a title or noun whether it is a woman: "Ms Ott", "a spokesman"."""
    found: dict[str, bool] = {}
    for mention in known.all:
        if mention.label == "PERSON" and mention.entity not in found:
            tokens = reading.seen.tokens_in(mention.start, mention.end)
            said = (_gender(reading, i) for i in tokens[:_LONGEST_TITLE])
            gender = next((one for one in said if one is not None), None)
            if gender is not None:
                found[mention.entity] = gender
    return found


def _gender(reading: Reading, index: int) -> bool | None:
    """Return whether a word means a woman, None where it says nothing: "chairwoman", "Mr", "doctor", "Rahman"."""
    word = reading.lower[index]
    if word in _WOMEN or word.endswith("woman"):
        return True
    office = word.endswith("man") and (word in _OFFICES or not reading.capital(index))
    return False if word in _MEN or office else None


def _resolve(
    reading: Reading, source: tuple[int, int], known: Mentions, spoken: list[Mention], genders: dict[str, bool]
) -> Mention | None:
    """Return the mention that a source names or, for a pronoun, stands for."""
    start, end = reading.seen.starts[source[0]], reading.seen.ends[source[1] - 1]
    word = reading.lower[source[0]]
    if source[1] - source[0] > 1:
        return _apposed(reading, source, known) or known.starting_in(start, end) or _covering(known, start)
    if word in _RELATIVE:
        return _antecedent(known, start, person=word in {"who", "whom"})
    kind = "personal" if word in _PERSONAL else "neutral" if word in _NEUTRAL else "plural" if word in _PLURAL else None
    if kind is None:
        return known.starting_in(start, end) or _covering(known, start)
    recent = known.before(start)
    subject = _subject_before(reading, source[0], known) if kind == "personal" else None
    if subject is not None and genders.get(subject.entity, word in _SHE) == (word in _SHE):
        return subject
    pool = recent if word in {"its", "their"} else [*spoken, *recent]
    if kind == "personal":
        pool = [m for m in pool if genders.get(m.entity, word in _SHE) == (word in _SHE)]
    for label in _FITTING[kind]:
        chosen = next((m for m in pool if m.label == label or (kind == "neutral" and m.label in _FITTING[kind])), None)
        if chosen is not None:
            return chosen
    return None


def _apposed(reading: Reading, source: tuple[int, int], known: Mentions) -> Mention | None:
    """Return the person behind the comma of a source whose own head is no actor: "the rapporteur of the panel, Ann Ott"."""
    if "," not in reading.lower[slice(*source)]:
        return None
    seen = reading.seen
    first = known.starting_in(seen.starts[source[0]], seen.ends[source[1] - 1])
    if first is None or first.label == "PERSON" or seen.token_at(first.start) <= source[0] + 1:
        return None
    comma = reading.lower.index(",", *source)
    named = known.starting_in(seen.starts[comma], seen.ends[source[1] - 1])
    return named if named is not None and named.label == "PERSON" else None


def _subject_before(reading: Reading, pronoun: int, known: Mentions) -> Mention | None:
    """Return the person that the sentence before begins with, for a pronoun that begins its own outside quotations."""
    unit = reading.unit_of[pronoun]
    if unit < 1 or reading.quote_of[pronoun] >= 0:
        return None
    begins = reading.units[unit][0]
    quote = reading.quote_of[begins]
    if pronoun - begins > 1 and not (quote >= 0 and reading.quotes[quote] == (begins, pronoun)):
        return None  # neither "He said C" nor '"C," he said'
    first, last = reading.units[unit - 1]
    mention = known.starting_in(reading.seen.starts[first], reading.seen.ends[min(first + 1, last - 1)])
    new = (
        reading.lower[first] in {"a", "an"} and pronoun - begins > 1
    )  # no speaker: "A girl was found. 'She is well,' he said"
    fits = mention is not None and mention.label == "PERSON" and reading.quote_of[first] < 0 and not new
    return mention if fits else None


def _antecedent(known: Mentions, start: int, *, person: bool) -> Mention | None:
    """Return the mention right before ", who"; a person before that one if it only names where the person belongs."""
    near = [m for m in known.before(start)[:2] if start - m.end <= _REACH]
    if not near or start - near[0].end > 3:  # noqa: PLR2004 - ", who"
        return None
    belongs = person and near[0].label in {"ORG", "STATE"} and len(near) > 1 and near[1].label == "PERSON"
    return near[1] if belongs and near[0].start - near[1].end <= _REACH else near[0]


def _covering(known: Mentions, offset: int) -> Mention | None:
    """Return the mention that an offset lies in: a source cut shorter than its actor."""
    return next((m for m in known.before(offset)[:1] if m.start < offset < m.end), None)
