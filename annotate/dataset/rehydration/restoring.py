"""One released article on a copy of its text: spans to their places, seals opened, and a doubt for all that is not sure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from annotate.annotations import Annotation, Article, Entity, Extent, Frozen, Meta, Relation, Span, Value, Zone, touch
from annotate.dataset.rehydration.anchoring import Found, anchored
from annotate.dataset.rehydration.copies import Copy
from annotate.dataset.rehydration.places import Wanted
from annotate.dataset.rows.subject import Row
from annotate.dataset.standoff.fingerprints import Fingerprints
from annotate.dataset.standoff.standoff import CONTEXT, LENGTH, META, SURFACE, entity_words, sealed_name
from annotate.invariants import breaches
from annotate.scheme import Attribute, Scheme

_LEAST = 0.25  # of an article's stretches; a copy that has fewer is another text
State = Literal["uncertain", "lost"]
Kind = Literal["article", "span", "relation", "entity", "value"]


class Doubt(Frozen, frozen=True):
    """One line of the report: what of a release is uncertain in a copy or lost, and why.

    `start` and `end` are those of the release, `now` where the span starts in the copy.
    """

    article: str
    state: State
    kind: Kind
    reason: str
    annotation: str | None = None
    id: str | None = None
    label: str | None = None
    start: int | None = None
    end: int | None = None
    now: int | None = None


class Restorer:
    """One article on its way back; `doubts` and `counts` (of spans) are filled by `article`."""

    def __init__(self, rows: list[Row], copy: Copy, scheme: Scheme) -> None:
        """Keep the rows of the article's annotations and the copy that is theirs."""
        self.doubts: list[Doubt] = []
        self.counts: Counter[str] = Counter()
        self._rows = rows
        self._copy = copy
        self._scheme = scheme
        self._text = copy.article.text
        self._prints = Fingerprints(rows[0]["article_id"])
        self._zones = _zones(rows[0]) if copy.exact else copy.article.meta.zones
        self._found: Mapping[Extent, Found] = {}

    def article(self) -> Article | str:
        """Return the article with every annotation that was released, or why it cannot be restored."""
        first = self._rows[0]
        reason = self._find()
        if reason:
            return reason
        known = {key: first[key] for key in META if key != "zones" and first[key] is not None}
        title = self._copy.article.meta.title
        made = Article(
            id=first["article_id"],
            text=self._text,
            meta=Meta(**known, title=title, zones=self._zones),
            annotations=tuple(map(self._annotation, self._rows)),
        )
        broken = breaches(made, self._scheme)
        if broken:
            return f"what comes back breaks a rule ({broken[0]}); `annotate check` the release"
        return made

    def _find(self) -> str:
        """Look for every stretch; return why the copy is of no use, empty if it is of use."""
        spans = [span for row in self._rows for span in row["spans"]]
        wanted = {Wanted(s["start"], s["end"], s[SURFACE], s[CONTEXT]) for s in spans}
        if self._copy.exact:
            self._found = {(w.start, w.end): Found(w.start, "") for w in wanted if self._stands(w)}
            return "" if len(self._found) == len(wanted) else "offsets and fingerprints of the release disagree"
        found = anchored(sorted(wanted), self._text, self._prints, length=self._rows[0][LENGTH])
        self._found = found
        if len(found) < _LEAST * len(wanted):
            return f"the copy has {len(found)} of its {len(wanted)} stretches: it is another text"
        if not wanted:
            self._doubt("uncertain", "article", "its text was edited, and it has no span that vouches for the copy")
        return ""

    def _stands(self, wanted: Wanted) -> bool:
        return self._prints.surface(self._text[wanted.start : wanted.end]) == wanted.surface

    def _annotation(self, row: Row) -> Annotation:
        """Return what one annotator made, as far as its spans were found again."""
        name = row["annotation"]
        spans = self._kept(row, [span for item in row["spans"] if (span := self._span(item, name)) is not None])
        plain = Annotation(id=name, author=row["annotator"], role=row["role"], spans=spans)
        entities = self._entities(row, plain)
        told = (
            "status",
            "version",
            "scheme",
            "guidelines",
            "created_at",
            "updated_at",
            "lead_time_s",
            "parent",
            "shown",
        )
        return msgspec.structs.replace(
            plain,
            layers=tuple(row["layers"]),
            **{key: row[key] for key in told},
            entities=entities,
            relations=self._relations(row, {span.id for span in spans}),
        )

    def _span(self, item: Row, annotation: str) -> Span | None:
        found = self._found.get((item["start"], item["end"]))
        if found is None:
            self._lost(item, annotation, "its words are not in the copy in the order of the release")
            return None
        drift = found.start - item["start"]
        end = item["end"] + drift
        words = self._text[found.start : end]
        if found.doubt:
            self._doubt("uncertain", "span", found.doubt, annotation, item, now=found.start)
        self.counts["uncertain_spans" if found.doubt else "exact_spans" if self._copy.exact else "found_spans"] += 1
        layer = self._scheme.layer_of[item["label"]]
        return Span(
            id=item["id"],
            start=found.start,
            end=end,
            label=item["label"],
            text=words,
            attributes=self._values(item, self._scheme.attributes[item["label"]].values(), (words,)),
            parts={
                part.name: (item[f"{part.name}_start"] + drift, item[f"{part.name}_end"] + drift)
                for part in layer.parts
                if item[f"{part.name}_start"] is not None and item[f"{part.name}_end"] is not None
            },
            rules=tuple(item["rules"]),
            score=item["score"],
        )

    def _kept(self, row: Row, spans: list[Span]) -> tuple[Span, ...]:
        """Return the spans that may stand beside each other: an edit can put a zone over them, or one into another."""
        if self._copy.exact:
            return tuple(spans)
        items = {item["id"]: item for item in row["spans"]}
        reach: dict[str, int] = {}
        kept = []
        for span in sorted(spans, key=lambda s: (s.start, -s.end)):
            layer = self._scheme.layer_of[span.label]
            reason = ""
            if row["role"] == "machine" and any(touch(span, zone) for zone in self._zones):
                reason = "it lies in a zone of the copy (dateline, byline, furniture), where the machine marks nothing"
            elif not layer.overlap and span.start < reach.get(layer.name, 0):
                reason = "another span of its layer came to stand there"
            if reason:
                doubted = bool(self._found[items[span.id]["start"], items[span.id]["end"]].doubt)
                self.counts["uncertain_spans" if doubted else "found_spans"] -= 1
                self.doubts = [d for d in self.doubts if (d.annotation, d.id) != (row["annotation"], span.id)]
                self._lost(items[span.id], row["annotation"], reason)
                continue
            reach[layer.name] = span.end
            kept.append(span.id)
        return tuple(span for span in spans if span.id in kept)

    def _entities(self, row: Row, annotation: Annotation) -> tuple[Entity, ...]:
        words = entity_words(annotation, self._scheme)
        found = []
        for item in row["entities"]:
            sealed = item[sealed_name("name")]
            name = self._unsealed(sealed, (*words.get(item["id"], ()), self._text))
            if name is None:
                name = item["id"]
                if sealed is not None:
                    reason = "its name opens with a mention that was not found; the name is its id"
                    self._doubt("lost", "entity", reason, row["annotation"], item)
            facts = self._values(item, self._scheme.entity_attributes, (self._text,))
            found.append(msgspec.convert({"id": item["id"], "name": name, **facts}, Entity))
        return tuple(found)

    def _relations(self, row: Row, spans: set[str]) -> tuple[Relation, ...]:
        found = []
        for item in row["relations"]:
            if not {item["head"], item["tail"]} <= spans:
                self._doubt("lost", "relation", "a span that it links is lost", row["annotation"], item)
                continue
            known = self._scheme.relations[item["label"]].attributes
            found.append(
                Relation(
                    id=item["id"],
                    label=item["label"],
                    head=item["head"],
                    tail=item["tail"],
                    attributes=self._values(item, known, (self._text,)),
                    rules=tuple(item["rules"]),
                    score=item["score"],
                )
            )
        return tuple(found)

    def _values(self, item: Row, known: Iterable[Attribute], words: tuple[str, ...]) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for attribute in known:
            value = item.get(attribute.name)
            sealed = item.get(sealed_name(attribute.name))
            if value is None and sealed is not None:
                value = self._unsealed(sealed, words)
                if value is None:
                    reason = f"its {attribute.name} is sealed with words that are not in the copy"
                    self._doubt("lost", "value", reason, item=item)
            if value is not None:
                found[attribute.name] = value
        return found

    def _unsealed(self, sealed: str | None, words: Iterable[str]) -> str | None:
        opened = (self._prints.unseal(sealed, each) for each in words) if sealed is not None else ()
        return next((value for value in opened if value is not None), None)

    def _lost(self, item: Row, annotation: str, reason: str) -> None:
        self.counts["lost_spans"] += 1
        self._doubt("lost", "span", reason, annotation, item)

    def _doubt(
        self,
        state: State,
        kind: Kind,
        reason: str,
        annotation: str | None = None,
        item: Row | None = None,
        *,
        now: int | None = None,
    ) -> None:
        told = {key: (item or {}).get(key) for key in ("id", "label", "start", "end")}
        article = self._rows[0]["article_id"]
        self.doubts.append(
            Doubt(article=article, state=state, kind=kind, reason=reason, annotation=annotation, now=now, **told)
        )


def _zones(row: Row) -> tuple[Zone, ...]:
    return tuple(Zone(start=zone["start"], end=zone["end"], kind=zone["kind"]) for zone in row["zones"])
