"""One article in two releases: what became of its text, its entities, its spans and its relations."""

from collections.abc import Iterator

from annotate.align import filled
from annotate.annotations import Annotation, Relation, Span, text_hash
from annotate.dataset.diff.changes import Change, Facts, Fields, Kind, What
from annotate.dataset.diff.pairing import Both, Spans, pair_entities, pair_relations, pair_spans, references
from annotate.dataset.diff.release import ZONES, Held
from annotate.dataset.diff.shifts import shifted
from annotate.dataset.rows.subject import entity_row
from annotate.scheme import Scheme

_NOBODY = "\0"  # is no entity's id


class Comparison:
    """One article in two releases: its spans, relations and entities paired."""

    def __init__(self, name: str, before: Held, after: Held, scheme: Scheme) -> None:
        """Pair what the two sides hold."""
        self._name = name
        self._sides = (before, after)
        self._notes = (before.annotation, after.annotation)
        self._edited = before.text != after.text
        self._scheme = scheme
        there = shifted(*self._notes, before.text, after.text) if self._edited else None
        self._spans: Spans = pair_spans(*self._notes, scheme, shifted=there)
        self._partners = pair_entities(*self._notes, self._spans, scheme)

    def changes(self) -> Iterator[Change]:
        """Yield the article's own changes, then those of entities, spans in reading order, and relations."""
        old, new = (side.facts for side in self._sides)
        ignored = {ZONES} if self._edited else set()  # their offsets are those of another text
        facts: Fields = {
            name: (old[name], new[name])
            for name in old
            if name in new and name not in ignored and old[name] != new[name]
        }
        if facts:
            yield self._change("article", "changed", fields=facts)
        if self._edited:
            yield self._change("text", "changed", sides=(_text(self._sides[0].text), _text(self._sides[1].text)))
        yield from self._entities()
        yield from self._span_changes()
        yield from self._relations()

    def _change(
        self,
        what: What,
        kind: Kind,
        *,
        label: str | None = None,
        sides: tuple[Facts | None, Facts | None] = (None, None),
        fields: Fields | None = None,
    ) -> Change:
        source = self._sides[1].source or self._sides[0].source
        return Change(what, kind, self._name, source, label, *sides, fields or {})

    def _entities(self) -> Iterator[Change]:
        there = {entity.id: entity for entity in self._notes[1].entities}
        for entity in self._notes[0].entities:
            other = there.pop(self._partners.get(entity.id, ""), None)
            if other is None:
                yield self._change("entity", "removed", sides=(entity_row(entity), None))
                continue
            sides = entity_row(entity), entity_row(other)
            facts = {name: values for name, values in _differing(*sides).items() if name != "id"}
            if facts:
                yield self._change("entity", "changed", sides=sides, fields=facts)
        for entity in there.values():
            yield self._change("entity", "added", sides=(None, entity_row(entity)))

    def _span_changes(self) -> Iterator[Change]:
        found = [
            (_place(x), self._change("span", "removed", label=x.label, sides=(_span(x), None)))
            for x in self._spans.removed
        ]
        found += [
            (_place(x), self._change("span", "added", label=x.label, sides=(None, _span(x)))) for x in self._spans.added
        ]
        found += [(_place(both.after), change) for both in self._spans.both for change in self._aspects(both)]
        yield from (change for _, change in sorted(found, key=lambda item: item[0]))

    def _aspects(self, both: Both) -> Iterator[Change]:
        """Yield what changed in a span: its label, its extent, its attributes and parts, a change for each of the three."""
        first, second = both.before, both.after
        sides = _span(first), _span(second)
        if first.label != second.label:
            yield self._change("span", "relabelled", label=first.label, sides=sides)
        if both.moved:
            yield self._change("span", "moved", label=first.label, sides=sides)
        said = self._said(first, self._notes[0], self._partners), self._said(second, self._notes[1], None)
        fields = _differing(*said)
        for name in dict.fromkeys((*first.parts, *second.parts)):
            old, new = first.parts.get(name), second.parts.get(name)
            if old != new:
                fields[f"part {name}"] = (_extent(old), _extent(new))
        if fields:
            yield self._change(
                "span", "changed", label=first.label, sides=sides, fields=self._named(fields, first, second)
            )

    def _said(self, span: Span, annotation: Annotation, partners: dict[str, str] | None) -> Facts:
        """Return a span's attributes, entities by their id on the second side; one that is not there by its own."""
        said = filled(span.attributes)
        known = {entity.id for entity in annotation.entities}
        for name, value in references(span, self._scheme):
            if partners is not None and value in known:
                said[name] = partners.get(value, _NOBODY)
        return said

    def _named(self, fields: Fields, before: Span, after: Span) -> Fields:
        """Return the fields with entities by their names."""
        sides = (before, after)
        told: list[Facts] = []
        for span, annotation in zip(sides, self._notes, strict=True):
            names = {entity.id: entity.name for entity in annotation.entities}
            told.append({name: names.get(value, value) for name, value in references(span, self._scheme)})
        return {name: (told[0].get(name, old), told[1].get(name, new)) for name, (old, new) in fields.items()}

    def _relations(self) -> Iterator[Change]:
        """Yield what became of the relations, those that went first and those that came last."""
        pairs = pair_relations(*self._notes, self._spans)
        surfaces = tuple({span.id: span.text for span in note.spans} for note in self._notes)
        for relation in pairs.removed:
            yield self._change(
                "relation", "removed", label=relation.label, sides=(_relation(relation, surfaces[0]), None)
            )
        ids = {both.before.id: both.after.id for both in self._spans.both}
        for first, second in pairs.both:
            sides = _relation(first, surfaces[0]), _relation(second, surfaces[1])
            if first.label != second.label:
                yield self._change("relation", "relabelled", label=first.label, sides=sides)
            if (ids[first.head], ids[first.tail]) != (second.head, second.tail):
                yield self._change("relation", "moved", label=first.label, sides=sides)
            fields = _differing(filled(first.attributes), filled(second.attributes))
            if fields:
                yield self._change("relation", "changed", label=first.label, sides=sides, fields=fields)
        for relation in pairs.added:
            yield self._change(
                "relation", "added", label=relation.label, sides=(None, _relation(relation, surfaces[1]))
            )


def _differing(before: Facts, after: Facts) -> Fields:
    names = dict.fromkeys((*before, *after))
    return {name: (before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)}


def _place(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def _extent(part: tuple[int, int] | None) -> str | None:
    return None if part is None else f"[{part[0]}, {part[1]})"


def _text(text: str) -> Facts:
    return {"characters": len(text), "sha256": text_hash(text)}


def _span(span: Span) -> Facts:
    return {"id": span.id, "label": span.label, "start": span.start, "end": span.end, "text": span.text}


def _relation(relation: Relation, surfaces: dict[str, str]) -> Facts:
    return {
        "id": relation.id,
        "label": relation.label,
        "head": relation.head,
        "tail": relation.tail,
        "head_text": surfaces.get(relation.head),
        "tail_text": surfaces.get(relation.tail),
    }
