"""Articles to the server: what is new is sent, what is there is compared, what a person touched is left alone."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from annotate.annotations import HEURISTICS, Annotation, Article, Entity, text_hash
from annotate.errors import LabelStudioError
from annotate.invariants import breaches
from annotate.labelstudio.client import Client, TaskInfo
from annotate.labelstudio.controls import Page, page
from annotate.labelstudio.manifest import Manifest, Sent
from annotate.labelstudio.options import option_data, with_entities
from annotate.labelstudio.projects import Project, ensure
from annotate.labelstudio.tasks import DOC_ID, TEXT_HASH, to_prediction, to_task
from annotate.scheme import Pass, Scheme

BATCH = 250  # tasks a request; the server takes 250 MB and answers a quarter of a thousand in under two seconds


class Pushed(NamedTuple):
    """What became of the articles in one pass."""

    project: Project
    new: int
    unchanged: int
    resuggested: int
    touched: int
    orphaned: int


Report = Callable[[str], None]


def push(
    articles: Sequence[Article],
    name: str,
    client: Client,
    scheme: Scheme,
    *,
    passes: Sequence[Pass],
    folder: Path,
    confirmed: Mapping[str, Sequence[Entity]] | None = None,
    overlap: int = 1,
    report: Report = lambda _: None,
) -> list[Pushed]:
    """Send articles with their suggestions to one project a pass, and return what happened in each.

    `overlap` is how many people are to annotate each article. `confirmed` holds the entities that people confirmed, by article id: the lists of tasks nobody touched are made from
    them. Everything is checked before the first write. LabelStudioError if the server fails: what was sent by then is
    known, and the same call completes the rest.
    """
    suggestions = {article.id: suggestion_of(article) for article in articles}
    refuse_broken(articles, scheme)
    done = []
    for shown in passes:
        project = ensure(client, name, shown, scheme, overlap=overlap)
        report(f"{project.info.title}: comparing with the server")
        manifest = Manifest(folder, client.url, project.info.id)
        work = Work(project, page(scheme, shown), client, manifest, suggestions, dict(confirmed or {}))
        done.append(_push_pass(articles, work, report))
    return done


def suggestion_of(article: Article) -> Annotation:
    """Return the heuristics' annotation of an article; LabelStudioError if it was never pre-annotated."""
    found = next((a for a in article.annotations if a.author == HEURISTICS), None)
    if found is None:
        raise LabelStudioError(f"article {article.id} has no suggestions: run `annotate preannotate` on it first")
    return found


def refuse_broken(articles: Iterable[Article], scheme: Scheme) -> None:
    """Raise LabelStudioError naming every breach: a bad offset or a dangling relation breaks the page for everybody."""
    broken = [f"article {article.id}: {breach}" for article in articles for breach in breaches(article, scheme)]
    if broken:
        raise LabelStudioError("nothing was sent, the records are not sound:\n" + "\n".join(broken))


class Work(NamedTuple):
    """What the steps of one pass share: the project and its page, and what is to be sent, by article id."""

    project: Project
    shown: Page
    client: Client
    manifest: Manifest
    suggestions: dict[str, Annotation]
    confirmed: dict[str, Sequence[Entity]]

    def lists(self, article: Article) -> dict[str, object]:
        """Return the lists of an article's task: the suggestion's entities, and those that people confirmed."""
        known = with_entities(self.suggestions[article.id], self.confirmed.get(article.id, ()))
        return option_data(known, self.shown.fields)

    def sent(self, task: int, article: Article) -> Sent:
        """Return the manifest's entry of a task."""
        alone = Article(
            id=article.id, text=article.text, meta=article.meta, annotations=(self.suggestions[article.id],)
        )
        return Sent(task=task, article=alone)


def _push_pass(articles: Sequence[Article], work: Work, report: Report) -> Pushed:
    title = work.project.info.title
    there = _by_article(work.client.tasks(work.project.info.id), title)
    _refuse_changed_texts(articles, there, title)
    new = [article for article in articles if article.id not in there]
    sent = 0
    rest = iter(new)
    while batch := list(islice(rest, BATCH)):
        ids = work.client.import_tasks(work.project.info.id, [_task(article, work) for article in batch])
        work.manifest.keep([work.sent(task, article) for task, article in zip(ids, batch, strict=True)])
        sent += len(batch)
        report(f"{title}: {sent} of {len(new)} articles sent")
    old = [(article, there[article.id]) for article in articles if article.id in there]
    untouched = [(article, task) for article, task in old if not _is_touched(task)]
    stale = [(article, task) for article, task in untouched if _is_stale(article, task, work)]
    for article, task in stale:
        _resuggest(article, task, work)
    for article, task in untouched:
        _refresh_lists(article, task, work)
    versions = {work.suggestions[article.id].version for article in articles}
    if len(versions) == 1 and (new or stale):
        work.client.set_model_version(work.project.info.id, str(versions.pop()))
    return Pushed(
        project=work.project,
        new=len(new),
        unchanged=len(untouched) - len(stale),
        resuggested=len(stale),
        touched=len(old) - len(untouched),
        orphaned=len(there.keys() - work.suggestions.keys()),
    )


def _is_touched(task: TaskInfo) -> bool:
    return bool(task.total_annotations or task.drafts)


def _by_article(tasks: Iterable[TaskInfo], title: str) -> dict[str, TaskInfo]:
    found: dict[str, TaskInfo] = {}
    for task in tasks:
        doc = str(task.data.get(DOC_ID, ""))
        if doc in found:
            raise LabelStudioError(
                f"{title}: article {doc!r} is there twice, as tasks {found[doc].id} and {task.id}; delete one"
            )
        found[doc] = task
    return found


def _refuse_changed_texts(articles: Iterable[Article], there: dict[str, TaskInfo], title: str) -> None:
    changed = [a.id for a in articles if a.id in there and there[a.id].data.get(TEXT_HASH) != text_hash(a.text)]
    if changed:
        raise LabelStudioError(
            f"{title}: the text of {', '.join(changed)} is not what was pushed before; offsets would rot. "
            "Give the new text a new id, or push under another --project name"
        )


def _task(article: Article, work: Work) -> dict[str, object]:
    task = to_task(article, work.suggestions[article.id], work.shown)
    task["data"] |= work.lists(article)
    return task


def _is_stale(article: Article, task: TaskInfo, work: Work) -> bool:
    """Say whether the server shows other suggestions than ours; a lost manifest is made good from what it shows."""
    suggestion = work.suggestions[article.id]
    before = work.manifest.of(task.id, article.text)
    if before is not None:
        return before.suggestion != suggestion
    if {stored.model_version for stored in work.client.predictions(task.id)} != {suggestion.version}:
        return True
    work.manifest.keep([work.sent(task.id, article)])
    return False


def _resuggest(article: Article, task: TaskInfo, work: Work) -> None:
    """Give a task that nobody touched the suggestions of newer rules in place of the old."""
    outdated = work.client.predictions(task.id)
    prediction = {"task": task.id, **to_prediction(work.suggestions[article.id], work.shown)}
    work.client.import_predictions(work.project.info.id, [prediction])
    for stored in outdated:
        work.client.delete_prediction(stored.id)
    work.manifest.keep([work.sent(task.id, article)])


def _refresh_lists(article: Article, task: TaskInfo, work: Work) -> None:
    """Let a task that nobody touched offer the entities known by now; the text is never written."""
    lists = work.lists(article)
    if any(task.data.get(key) != value for key, value in lists.items()):
        work.client.patch_task_data(task.id, {**task.data, **lists})
