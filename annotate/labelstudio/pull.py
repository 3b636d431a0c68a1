"""What people did, brought home: every annotation of every annotator, passes merged by article, nothing dropped silently."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from annotate.annotations import HEURISTICS, Annotation, Article, Entity, Meta, Origin, Status, text_hash
from annotate.labelstudio.client import Client
from annotate.labelstudio.controls import TEXT, Page, page
from annotate.labelstudio.manifest import Manifest
from annotate.labelstudio.merge import merged
from annotate.labelstudio.options import ENTITY_IDS, with_entities
from annotate.labelstudio.people import People
from annotate.labelstudio.projects import Project, existing, found
from annotate.labelstudio.tasks import DOC_ID, TEXT_HASH, from_result, without_unused_entities
from annotate.scheme import Scheme


class Reject(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that could not be kept, whole, with its reason: for a person to decide on."""

    project: str
    task: int
    annotation: int | None = None
    article: str
    reason: str
    result: list[Any] = []


class Pulled(NamedTuple):
    """Articles with suggestions and people's annotations, what was rejected, remarks worth a look, counts by status."""

    articles: list[Article]
    rejects: list[Reject]
    remarks: list[str]
    counts: dict[str, int]


class Stored(NamedTuple):
    """One annotation or draft as the server holds it."""

    raw: dict[str, Any]
    email: str
    status: Status


def pull(
    names: Sequence[str],
    client: Client,
    scheme: Scheme,
    *,
    folder: Path,
    report: Callable[[str], None] = lambda _: None,
) -> Pulled:
    """Return everything of one corpus or more: articles by id, each with what was suggested and what people made of it.

    Tasks that no person opened are there too. A text that is not the one that was pushed, an unknown label or an
    offset outside the text goes to the rejects with the raw result; the rest of that annotation is kept.
    """
    people = People(folder)
    articles: dict[str, Article] = {}
    rejects: list[Reject] = []
    remarks: list[str] = []
    counts = {"submitted": 0, "draft": 0, "skipped": 0, "untouched": 0, "rejected": 0}
    for project in [project for name in names for project in found(client, name, scheme)]:
        report(f"{project.info.title}: reading")
        manifest = Manifest(folder, client.url, project.info.id)
        trip = Trip(client.url, project, page(scheme, project.shown), manifest, people, rejects, remarks)
        for task in client.export(project.info.id):
            known = articles.get(str(task["data"].get(DOC_ID)))
            article = trip.article(task, known)
            if article is None:
                continue
            people_did = list(trip.annotations(task, article, () if known is None else known.annotations))
            for annotation in people_did:
                counts[annotation.status] += 1
            counts["untouched"] += not people_did
            before = article if known is None else known
            articles[article.id] = merged(before, [*article.annotations, *people_did], scheme)
    counts["rejected"] = len(rejects)
    return Pulled([articles[key] for key in sorted(articles)], rejects, remarks, counts)


class Trip(NamedTuple):
    """What the reading of one project shares; rejects and remarks are gathered into the lists given."""

    server: str
    project: Project
    shown: Page
    manifest: Manifest
    people: People
    rejects: list[Reject]
    remarks: list[str]

    def reject(self, task: dict[str, Any], stored: Stored | None, reason: str) -> Reject:
        """Return the reject of a task or of one annotation in it."""
        return Reject(
            project=self.project.info.title,
            task=int(task["id"]),
            annotation=None if stored is None else stored.raw.get("id"),
            article=str(task["data"].get(DOC_ID, "")),
            reason=reason,
            result=[] if stored is None else stored.raw.get("result") or [],
        )

    def article(self, task: dict[str, Any], known: Article | None) -> Article | None:
        """Return the article of a task with the suggestion that was shown; None (and a reject) if its text was changed.

        `known` is what another pass told of it. A suggestion of another version than there gets an id of its own.
        """
        data = task["data"]
        text = data.get(TEXT)
        if not isinstance(text, str) or data.get(TEXT_HASH) != text_hash(text) or not data.get(DOC_ID):
            reason = f"the task has no {DOC_ID}, or its text is not what was pushed: offsets in it mean nothing"
            self.rejects.extend(
                [self.reject(task, stored, reason) for stored in _stored(task)] or [self.reject(task, None, reason)]
            )
            return None
        if known is not None and known.text != text:
            self.rejects.append(
                self.reject(task, None, "its text differs from that of the same article in another project")
            )
            return None
        sent = self.manifest.of(int(task["id"]), text)
        article = (
            Article(id=str(data[DOC_ID]), text=text, meta=Meta(title=data.get("title")))
            if sent is None
            else sent.article
        )
        suggestion = self.rebuilt(task, article, known) if sent is None else sent.suggestion
        if suggestion is None:
            return article
        if known is not None and any(
            a.role == "machine" and a.version != suggestion.version for a in known.annotations
        ):
            suggestion = msgspec.structs.replace(suggestion, id=f"{HEURISTICS}-{self.project.shown.name}")
        return msgspec.structs.replace(article, annotations=(suggestion,))

    def rebuilt(self, task: dict[str, Any], article: Article, known: Article | None) -> Annotation | None:
        """Return the suggestion as the server's newest prediction tells it: all but parts and lost votes."""
        predictions = sorted(task.get("predictions") or [], key=lambda prediction: prediction["id"])
        if not predictions:
            return None
        last = predictions[-1]
        actors = with_entities(_actors(HEURISTICS, () if known is None else known.annotations, None), _listed(task))
        reading = from_result(article, last["result"], self.shown, actors=actors)
        return msgspec.structs.replace(
            reading.annotation, id=HEURISTICS, author=HEURISTICS, role="machine", version=last["model_version"]
        )

    def annotations(self, task: dict[str, Any], article: Article, others: Sequence[Annotation]) -> Iterator[Annotation]:
        """Yield what people did in a task, in the order of the server's ids; `others` is what other passes brought."""
        suggestion = article.annotations[0] if article.annotations else None
        blind = not task.get("predictions")
        for stored in _stored(task):
            if _is_bulk_copy(stored, task):
                self.rejects.append(
                    self.reject(task, stored, "a copy of the suggestions made in bulk, not a person's work")
                )
                continue
            author = self.people.pseudonym(stored.email)
            actors = with_entities(_actors(author, others, suggestion), _listed(task, others))
            reading = from_result(
                article,
                stored.raw.get("result") or [],
                self.shown,
                suggestion=None if blind else suggestion,
                actors=actors,
            )
            self.rejects.extend([self.reject(task, stored, problem) for problem in reading.problems])
            self.remarks.extend([f"{article.id} {author}: {remark}" for remark in reading.remarks])
            yield msgspec.structs.replace(
                without_unused_entities(reading.annotation),
                id=author,
                author=author,
                status=stored.status,
                scheme=self.shown.scheme.version,
                guidelines=self.shown.scheme.guidelines,
                created_at=stored.raw.get("created_at"),
                updated_at=stored.raw.get("updated_at"),
                lead_time_s=stored.raw.get("lead_time"),
                parent=None if blind or suggestion is None else suggestion.id,
                shown="none" if blind else "all",
                source=(self.origin(task, stored),),
            )

    def origin(self, task: dict[str, Any], stored: Stored) -> Origin:
        """Return where on the server an annotation was made."""
        raw = stored.raw
        return Origin(
            server=self.server,
            project=self.project.info.id,
            task=int(task["id"]),
            annotation=int(raw["id"]),
            layers=self.project.shown.layers,
            created_at=raw.get("created_at"),
            updated_at=raw.get("updated_at"),
            lead_time_s=raw.get("lead_time"),
        )


def _listed(task: dict[str, Any], others: Sequence[Annotation] = ()) -> list[Entity]:
    """Return the entities that a task's lists offer, with the facts that anybody's work on the article tells of them."""
    ids = task["data"].get(ENTITY_IDS)
    known = {entity.name: entity for annotation in reversed(others) for entity in annotation.entities}
    listed = ids.items() if isinstance(ids, dict) else ()
    return [known.get(text, Entity(id=str(entity), name=str(text))) for text, entity in listed]


def _actors(author: str, others: Sequence[Annotation], suggestion: Annotation | None) -> Annotation:
    """Return the annotation whose actors a person's stances point at: their own, else anybody's, else the suggestion's."""
    with_actors = [a for a in others if a.status == "submitted" and "actors" in a.layers]
    own = [a for a in with_actors if a.author == author]
    people = [a for a in with_actors if a.role == "person" and author != HEURISTICS]
    empty = Annotation(id="", author="", role="machine")
    return next(iter([*own, *people]), suggestion or empty)


def _stored(task: dict[str, Any]) -> Iterator[Stored]:
    """Yield the annotations of a task, then its drafts: those of an annotation follow it as drafts of their own."""
    for raw in sorted(task.get("annotations") or [], key=lambda annotation: annotation["id"]):
        yield Stored(raw, str(raw["completed_by"]["email"]), "skipped" if raw.get("was_cancelled") else "submitted")
    for raw in sorted(task.get("drafts") or [], key=lambda draft: draft["id"]):
        yield Stored(raw, str(raw["user"]), "draft")


def _is_bulk_copy(stored: Stored, task: dict[str, Any]) -> bool:
    """Say whether an annotation was made by the server's "create annotations from predictions": nobody looked at it."""
    raw = stored.raw
    untimed = stored.status == "submitted" and raw.get("lead_time") is None and not raw.get("updated_by")
    results = [prediction["result"] for prediction in task.get("predictions") or []]
    return untimed and raw.get("result") in results


def confirmed_entities(name: str, client: Client, scheme: Scheme, *, folder: Path) -> dict[str, tuple[Entity, ...]]:
    """Return, by article id, the entities of the actors that people submitted: what the stance lists are made from."""
    articles = pull([name], client, scheme, folder=folder).articles if existing(client, name, scheme) else []
    confirmed: dict[str, tuple[Entity, ...]] = {}
    for article in articles:
        done = [
            a for a in article.annotations if a.role == "person" and a.status == "submitted" and "actors" in a.layers
        ]
        if done:
            confirmed[article.id] = done[0].entities
    return confirmed
