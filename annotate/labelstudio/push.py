"""Articles to the server, as planned: what is new is sent, what is there is compared, what a person touched is left alone."""

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from annotate.annotations import Article, Entity
from annotate.labelstudio.client import Client, TaskInfo
from annotate.labelstudio.manifest import Manifest
from annotate.labelstudio.plan import Plan, Sending, planned, suggestion_of
from annotate.labelstudio.projects import Project, ensure
from annotate.labelstudio.tasks import to_prediction, to_task
from annotate.scheme import Pass, Scheme

__all__ = ["Pushed", "applied", "push", "suggestion_of"]

BATCH = 250  # tasks a request; the server takes 250 MB and answers a quarter of a thousand in under two seconds

Report = Callable[[str], None]


class Pushed(NamedTuple):
    """A project that now is as it was planned."""

    project: Project
    counts: Mapping[str, int]


def push(
    articles: Sequence[Article],
    name: str,
    client: Client,
    scheme: Scheme,
    *,
    passes: Sequence[Pass],
    folder: Path,
    confirmed: Mapping[str, Sequence[Entity]] | None = None,
    overlap: int | None = None,
    report: Report = lambda _: None,
) -> list[Pushed]:
    """Send articles with their suggestions to one project a pass, and return what happened in each: plan, then apply."""
    plans = planned(articles, name, client, scheme, passes=passes, folder=folder, confirmed=confirmed)
    return applied(plans, name, client, scheme, folder=folder, overlap=overlap, report=report)


def applied(
    plans: Sequence[Plan],
    name: str,
    client: Client,
    scheme: Scheme,
    *,
    folder: Path,
    overlap: int | None = None,
    report: Report = lambda _: None,
) -> list[Pushed]:
    """Do what was planned and return the projects.

    `overlap` is how many people are to annotate each article (None: as it is, one at first). LabelStudioError if the
    server fails: what was sent by then is known, and planning again completes the rest.
    """
    done = []
    for plan in plans:
        project = ensure(client, name, plan.sending.shown.shown, scheme, overlap=overlap)
        _apply(plan, project, client, Manifest(folder, client.url, project.info.id), report)
        done.append(Pushed(project, plan.counts))
    return done


def _apply(plan: Plan, project: Project, client: Client, manifest: Manifest, report: Report) -> None:
    sending = plan.sending
    sent = 0
    rest = iter(plan.new)
    while batch := list(islice(rest, BATCH)):
        ids = client.import_tasks(project.info.id, [_task(article, sending) for article in batch])
        manifest.keep([sending.sent(task, article) for task, article in zip(ids, batch, strict=True)])
        sent += len(batch)
        report(f"{plan.title}: {sent} of {len(plan.new)} articles sent")
    for article, task in plan.resuggested:
        _resuggest(article, task, sending, project, client)
        manifest.keep([sending.sent(task.id, article)])
    for article, task in plan.relisted:
        client.patch_task_data(task.id, {**task.data, **sending.lists(article)})
    versions = {suggestion.version for suggestion in sending.suggestions.values()}
    if len(versions) == 1 and (plan.new or plan.resuggested):
        client.set_model_version(project.info.id, str(versions.pop()))


def _task(article: Article, sending: Sending) -> dict[str, object]:
    task = to_task(article, sending.suggestions[article.id], sending.shown)
    task["data"] |= sending.lists(article)
    return task


def _resuggest(article: Article, task: TaskInfo, sending: Sending, project: Project, client: Client) -> None:
    """Give a task that nobody touched the suggestions of newer rules in place of the old."""
    outdated = client.predictions(task.id)
    prediction = {"task": task.id, **to_prediction(sending.suggestions[article.id], sending.shown)}
    client.import_predictions(project.info.id, [prediction])
    for stored in outdated:
        client.delete_prediction(stored.id)
