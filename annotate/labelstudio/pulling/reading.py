"""One task, as the mirror holds it, becomes an article with what was suggested and what each person made of it."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from annotate.annotations import HEURISTICS, Annotation, Article, Entity, Meta, Origin, article_id, text_hash
from annotate.labelstudio.memory.manifest import Manifest
from annotate.labelstudio.memory.mirror import Held, Known, Piece
from annotate.labelstudio.memory.restored import Restored
from annotate.labelstudio.page.controls import TEXT, Page
from annotate.labelstudio.page.options import ENTITY_IDS, option_texts, with_entities
from annotate.labelstudio.results.readings import from_result, without_unused_entities
from annotate.labelstudio.results.renamed import conflicts, option_ids
from annotate.labelstudio.results.tasks import DOC_ID, TEXT_HASH
from annotate.scheme import Pass

_NOTHING = Annotation(id="", author="", role="machine")


class Reject(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that could not be kept, whole, with its reason: for a person to decide on."""

    project: str
    task: int
    annotation: int | None = None
    article: str
    reason: str
    result: list[Any] = []


class Trip(NamedTuple):
    """What the reading of one project shares; rejects and remarks are gathered into the lists given."""

    server: str
    project: Known
    shown: Page
    manifest: Manifest
    rejects: list[Reject]
    remarks: list[str]
    times: Restored

    @property
    def cut(self) -> Pass:
        """Return the pass."""
        return self.shown.shown

    def reject(self, task: Held, piece: Piece | None, reason: str) -> Reject:
        """Return the reject of a task or of one annotation in it."""
        return Reject(
            project=self.project.title,
            task=task.id,
            annotation=None if piece is None else piece.id,
            article=str(task.data.get(DOC_ID, "")),
            reason=reason,
            result=[] if piece is None else piece.result,
        )

    def article(self, task: Held, known: Article | None) -> Article | None:
        """Return the article of a task with the suggestion that was shown; None (and a reject) if its text was changed.

        `known` is what another pass told of it. A suggestion of another version than there gets an id of its own. A
        task that names no article was imported by hand: its id comes from its text.
        """
        data = task.data
        text = data.get(TEXT)
        if not isinstance(text, str) or not text or data.get(TEXT_HASH) not in {None, text_hash(text)}:
            reason = "the task has no text, or its text is not what was pushed: offsets in it mean nothing"
            self.rejects.extend(
                [self.reject(task, piece, reason) for piece in task.pieces] or [self.reject(task, None, reason)]
            )
            return None
        if known is not None and known.text != text:
            self.rejects.append(
                self.reject(task, None, "its text differs from that of the same article in another project")
            )
            return None
        named = str(data.get(DOC_ID) or article_id(text))
        if not data.get(DOC_ID) or not data.get(TEXT_HASH):
            self.remarks.append(
                f"{named}: task {task.id} of {self.project.title} was imported by hand; its text is taken as it is"
            )
        sent = self.manifest.of(task.id, text)
        article = (
            Article(id=named, text=text, meta=Meta(title=data.get("title") or None)) if sent is None else sent.article
        )
        suggestion = self.rebuilt(task, article, known) if sent is None else sent.suggestion
        if suggestion is None:
            return article
        if known is not None and any(
            a.role == "machine" and a.version != suggestion.version for a in known.annotations
        ):
            suggestion = msgspec.structs.replace(suggestion, id=f"{HEURISTICS}-{self.cut.name}")
        return msgspec.structs.replace(article, annotations=(suggestion,))

    def rebuilt(self, task: Held, article: Article, known: Article | None) -> Annotation | None:
        """Return the suggestion as the server's newest prediction tells it: all but parts and lost votes."""
        if not task.predictions:
            return None
        last = task.predictions[-1]
        actors = with_entities(_actors(HEURISTICS, () if known is None else known.annotations, None), _listed(task))
        reading = from_result(article, last.result, self.shown, actors=actors, as_sent=True)
        return msgspec.structs.replace(
            reading.annotation, id=HEURISTICS, author=HEURISTICS, role="machine", version=last.version
        )

    def annotations(self, task: Held, article: Article, others: Sequence[Annotation]) -> Iterator[Annotation]:
        """Yield what people did in a task, in the order of the server's ids; `others` is what other passes brought."""
        suggestion = article.annotations[0] if article.annotations else None
        results = [prediction.result for prediction in task.predictions]
        for piece in map(self.times.dated, task.pieces):
            if piece.unattended and piece.result in results:
                reason = "a copy of the suggestions made in bulk, not a person's work"
                self.rejects.append(self.reject(task, piece, reason))
                continue
            yield self.work(
                task, piece, article, None if task.is_blind else suggestion, _actors(piece.who, others, suggestion)
            )

    def work(
        self, task: Held, piece: Piece, article: Article, suggestion: Annotation | None, before: Annotation
    ) -> Annotation:
        """Return one person's annotation; `before` is the annotation whose actors the page's lists were made from."""
        suggested = article.annotations[0] if article.annotations else None
        ids = task.data.get(ENTITY_IDS)
        actors = _with_unmentioned(before, suggested)
        known = set(option_texts(actors.entities).values())
        actors = with_entities(actors, (entity for entity in _listed(task, before) if entity.name not in known))
        reading = from_result(
            article,
            piece.result,
            self.shown,
            suggestion=suggestion,
            actors=actors,
            ids=option_ids(ids if isinstance(ids, dict) else {}, suggested, actors),
        )
        remarks = [*reading.remarks, *_notes_among_rules(piece, suggestion)]
        said = [f"{article.id} {piece.who}: {remark}" for remark in remarks]
        made = without_unused_entities(_with_own_rules(reading.annotation, suggestion))
        if suggested is not None and before.role == "person":
            said += [f"{article.id} {piece.who}: {remark}" for remark in conflicts(made, suggested, before)]
        if piece.status != "deleted":
            self.remarks.extend(said)
            self.rejects.extend([self.reject(task, piece, problem) for problem in reading.problems])
        return msgspec.structs.replace(
            made,
            id=piece.who,
            author=piece.who,
            status=piece.status,
            scheme=self.shown.scheme.version,
            guidelines=self.shown.scheme.guidelines,
            created_at=piece.created_at,
            updated_at=piece.updated_at,
            lead_time_s=piece.lead_time_s,
            parent=None if suggestion is None else suggestion.id,
            shown="none" if task.is_blind else "all",
            source=(self.origin(task, piece),),
        )

    def origin(self, task: Held, piece: Piece) -> Origin:
        """Return where on the server an annotation was made."""
        return Origin(
            server=self.server,
            project=self.project.id,
            task=task.id,
            annotation=piece.id,
            layers=self.cut.layers,
            created_at=piece.created_at,
            updated_at=piece.updated_at,
            lead_time_s=piece.lead_time_s,
        )


def _with_own_rules(made: Annotation, suggestion: Annotation | None) -> Annotation:
    """Return an annotation in which only what was suggested has rules: the page's notes are anybody's to write."""
    sent = set() if suggestion is None else {span.id for span in suggestion.spans}
    spans = tuple(
        span if span.id in sent else msgspec.structs.replace(span, rules=(), score=None) for span in made.spans
    )
    return msgspec.structs.replace(made, spans=spans)


def _notes_among_rules(piece: Piece, suggestion: Annotation | None) -> Iterator[str]:
    """Yield in a sentence what a person wrote where the page shows the names of rules: a record has no place for it."""
    names = {rule for span in suggestion.spans for rule in span.rules} if suggestion is not None else set()
    for item in piece.result:
        meta = item.get("meta")
        if not meta:
            continue
        told = meta.get("text") or []
        written = [line for line in ([told] if isinstance(told, str) else map(str, told)) if line not in names]
        if written:
            words = repr((item.get("value") or {}).get("text", ""))
            yield f"the note {' '.join(written)!r} at {words} is not kept: write it as the note on the article"


def _listed(task: Held, *others: Annotation) -> list[Entity]:
    """Return the entities that a task's lists offer, with the facts that anybody's work on the article tells of them."""
    ids = task.data.get(ENTITY_IDS)
    known = {entity.name: entity for annotation in reversed(others) for entity in annotation.entities}
    listed = ids.items() if isinstance(ids, dict) else ()
    return [known.get(text, Entity(id=str(entity), name=str(text))) for text, entity in listed]


def _with_unmentioned(actors: Annotation, suggested: Annotation | None) -> Annotation:
    """Return a person's actors with those suggested ones that they mention nowhere: those can still hold a stance."""
    if suggested is None or actors.parent != suggested.id:
        return actors
    own = {entity.id: entity for entity in actors.entities}
    entities = {entity.id: own.get(entity.id, entity) for entity in suggested.entities} | own
    return msgspec.structs.replace(actors, entities=tuple(entities.values()))


def _actors(author: str, others: Sequence[Annotation], suggestion: Annotation | None) -> Annotation:
    """Return the annotation whose actors a person's stances point at: their own, else anybody's, else the suggestion's."""
    with_actors = [a for a in others if a.status == "submitted" and "actors" in a.layers]
    own = [a for a in with_actors if a.author == author]
    people = [a for a in with_actors if a.role == "person" and author != HEURISTICS]
    return next(iter([*own, *people]), suggestion or _NOTHING)
