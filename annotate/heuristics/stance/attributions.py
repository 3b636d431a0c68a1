"""What an attribution is made of: a cue in its reading, what follows it, and who says what by it."""

from typing import Literal

from msgspec import Struct, field

from annotate.heuristics.stance.cue_lexicon import Entry

Kind = Literal["finite", "ing", "to", "passive", "participle", "noun", "adjective"]


class Complement(Struct, frozen=True):
    """What follows a cue: the cue's end with the words that joined it, where the content starts, who is spoken to."""

    cue_last: int
    start: int
    form: str
    person: tuple[int, int] | None = None


class Cue(Struct, frozen=True):
    """A cue in its reading: verb group [first, last), its head token, and how it stands in the clause.

    `complements` remembers what was found behind it, by its end and where the search stopped: several ideas ask the same.
    """

    first: int
    head: int
    last: int
    kind: Kind
    entry: Entry
    negated: bool
    complements: dict[tuple[int, int], Complement | None] = field(default_factory=dict)


class Attribution(Struct, frozen=True):
    """Who expresses what by which words, in token ranges; `cue` is the cue's extent, joining words included.

    `form` is the complement's kind; the last `floating` contents were attached from later units.
    """

    reading: Cue
    cue: tuple[int, int]
    source: tuple[int, int] | None
    contents: tuple[tuple[int, int], ...]
    rule: str
    score: float
    person: tuple[int, int] | None = None
    form: str = "that"
    floating: int = 0
