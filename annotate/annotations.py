"""The types that cross rooms: an article and what people and machines marked in it.

Offsets are code points into `Article.text`, half-open, for ever: `text[span.start:span.end] == span.text`.
A pre-annotation is an Annotation whose author is the heuristics, so that comparing machine and people is one operation.
JSON that these types cannot hold (unknown keys, wrong types) is refused with the path of the fault.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any, Literal

from msgspec import Struct, field

HEURISTICS = "heuristics"
GOLD = "gold"

Value = str | int | float | bool | None
Extent = tuple[int, int]
Mark = tuple[int, int, str]  # start, end and label
Role = Literal["machine", "person", "adjudicated"]
Status = Literal["submitted", "draft", "skipped", "deleted"]


class Frozen(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Base of every record type: immutable, keyword-only, empty fields left out of JSON, unknown keys refused.

    Those that come by the hundred and hold only words and numbers are never part of a cycle: no work for the collector.
    """


class Zone(Frozen, frozen=True):
    """A stretch of the text that is not the story: dateline, byline, furniture. It gets no spans."""

    start: int
    end: int
    kind: str


class Meta(Frozen, frozen=True):
    """What is known of an article beside its text; whatever else a source said is under `extra`."""

    title: str | None = None
    source: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    license: str | None = None
    zones: tuple[Zone, ...] = ()
    extra: dict[str, Any] = {}


class Entity(Frozen, frozen=True, gc=False):
    """One actor of an article; its facts are said once for all its mentions."""

    id: str
    name: str
    country: str | None = None
    role: str | None = None


class Span(Frozen, frozen=True, gc=False):
    """A labelled stretch of text. Parts are named sub-stretches, in article offsets."""

    id: str
    start: int
    end: int
    label: str
    text: str
    attributes: dict[str, Value] = {}
    parts: dict[str, Extent] = {}
    rules: tuple[str, ...] = ()
    score: float | None = None

    @property
    def mark(self) -> Mark:
        """Return start, end and label: what two people share who marked the same."""
        return self.start, self.end, self.label


class Relation(Frozen, frozen=True, gc=False):
    """A directed link between two spans of one annotation, named by their ids."""

    id: str
    label: str
    head: str
    tail: str
    attributes: dict[str, Value] = {}
    rules: tuple[str, ...] = ()
    score: float | None = None


class Vote(Frozen, frozen=True, gc=False):
    """A candidate span that a rule proposed. Those that lost are kept here and never shown to people."""

    rule: str
    start: int
    end: int
    label: str
    score: float
    won: bool = False


class Origin(Frozen, frozen=True):
    """Where on a Label Studio server a piece of an annotation was made, and how long it took."""

    server: str
    project: int
    task: int
    annotation: int
    layers: tuple[str, ...] = ()
    created_at: str | None = None
    updated_at: str | None = None
    lead_time_s: float | None = None


def no_spans() -> tuple[Span, ...]:
    """Return no spans; what a function of ours makes is never taken for a default and left out."""
    return ()


class Annotation(Frozen, frozen=True):
    """What one author marked in one article. `layers` says what was looked at, empty layers included.

    Spans are written even where there are none: "looked and found nothing" is said, not left out.
    `parent` is the id of the annotation whose suggestions were shown; it stays beside this one, unchanged, so that
    what was rejected can be computed. `shown` is all, none (blind), or a score threshold as text.
    """

    id: str
    author: str
    role: Role
    status: Status = "submitted"
    layers: tuple[str, ...] = ()
    version: str | None = None
    scheme: str | None = None
    guidelines: str | None = None
    created_at: str | None = None
    updated_at: str | None = None
    lead_time_s: float | None = None
    parent: str | None = None
    shown: str | None = None
    note: str | None = None
    source: tuple[Origin, ...] = ()
    entities: tuple[Entity, ...] = ()
    spans: tuple[Span, ...] = field(default_factory=no_spans)  # written even if there are none
    relations: tuple[Relation, ...] = ()
    votes: tuple[Vote, ...] = ()


class Article(Frozen, frozen=True):
    """One news article with everything that was marked in it: the record of every verb, one a line."""

    id: str
    text: str
    meta: Meta = Meta()
    annotations: tuple[Annotation, ...] = ()


def text_hash(text: str) -> str:
    """Return the sha256 of the text in hexadecimal: part of an article's identity."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def article_id(text: str) -> str:
    """Return the default id of an article: the first 16 hex digits of its text's sha256."""
    return text_hash(text)[:16]


def span_id(label: str, start: int, end: int) -> str:
    """Return the id a new span gets. The label comes first: the labelling page's styles select by it."""
    return f"{label.lower()}-{start}-{end}"


def relation_id(label: str, head: str, tail: str) -> str:
    """Return the id a new relation gets."""
    return f"{label}-{head}-{tail}"


def touch(one: Span | Zone, other: Span | Zone) -> bool:
    """Say whether two stretches of a text share a character."""
    return one.start < other.end and other.start < one.end


def folded(name: str) -> str:
    """Return a name as names are compared: in small letters, one blank between words."""
    return " ".join(name.casefold().split())


def reading_order(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans as they are read: by start, the longer one first, then by label."""
    return tuple(sorted(spans, key=lambda span: (span.start, -span.end, span.label, span.id)))
