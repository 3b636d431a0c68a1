"""The words in which two releases differ: changes, their counts, and which of them a gate refuses."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple, get_args

from annotate.annotations import Value

What = Literal["split", "article", "text", "entity", "span", "relation"]
Kind = Literal["added", "removed", "moved", "relabelled", "changed"]
WHATS: tuple[What, ...] = get_args(What)
KINDS: tuple[Kind, ...] = get_args(Kind)
UNCOUNTED: frozenset[What] = frozenset({"split", "text"})  # aspects of an article: nothing of which there is a number
_ANY = "any"
Facts = dict[str, Value]
Fields = dict[str, tuple[Value, Value]]
Label = tuple[What, str | None]


class Change(NamedTuple):
    """One thing that changed: an item that was added or removed, or one aspect of an item that is on both sides.

    `label` is that of a span or relation (before, if it was relabelled). `before` and `after` describe the item, None
    where it was not. `fields` are old and new values by name, where the kind is "changed".
    """

    what: What
    kind: Kind
    article: str
    source: str | None
    label: str | None
    before: Facts | None
    after: Facts | None
    fields: Fields


class Total(NamedTuple):
    """How many there were and are; `gone` and `new` are those in articles that were removed or added as a whole."""

    before: int
    gone: int
    new: int
    after: int


class Difference(NamedTuple):
    """Every change between two releases, moved splits first, then by article; totals by what and label."""

    before: str
    after: str
    shared: int
    changes: tuple[Change, ...]
    totals: dict[Label, Total]

    def in_whole_articles(self, label: Label) -> bool:
        """Say whether some of these came or went with an article."""
        return label[0] != "article" and bool(self.totals[label].gone or self.totals[label].new)

    def by_label(self) -> Counter[tuple[What, str | None, Kind]]:
        """Return how many changes there are by what, label and kind."""
        return Counter((change.what, change.label, change.kind) for change in self.changes)

    def by_source(self) -> Counter[tuple[str | None, What, Kind]]:
        """Return how many changes there are by source of the article, what and kind."""
        return Counter((change.source, change.what, change.kind) for change in self.changes)


def failures(found: Difference, fail_on: Sequence[str]) -> list[str]:
    """Return why a difference must not pass, a sentence each: a moved split always, else what was asked for.

    `fail_on` holds kinds ("removed"), items ("article"), both ("span.removed") or "any".
    """
    said = []
    for (what, kind), count in sorted(Counter((change.what, change.kind) for change in found.changes).items()):
        names = {_ANY, what, kind, f"{what}.{kind}"}
        asked = next((name for name in fail_on if name in names), None)
        if what == "split":
            said.append(f"{count} split moved: a model may have been trained on what is now its test")
        elif asked is not None:
            said.append(f"{count} {what} {kind} (--fail-on {asked})")
    return said


def fail_on_names() -> tuple[str, ...]:
    """Return every name that `failures` knows."""
    return (_ANY, *KINDS, *WHATS, *(f"{what}.{kind}" for what in WHATS for kind in KINDS))
