"""What a push would do, known before anything is written: new, unchanged, to be suggested anew, touched, orphaned."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from annotate.annotations import HEURISTICS, Annotation, Article, Entity, text_hash
from annotate.errors import LabelStudioError
from annotate.invariants import breaches
from annotate.labelstudio.client import Client, ProjectInfo, TaskInfo
from annotate.labelstudio.controls import Page, page
from annotate.labelstudio.manifest import Manifest, Sent
from annotate.labelstudio.options import option_data, with_entities
from annotate.labelstudio.projects import examined, title_of
from annotate.labelstudio.tasks import DOC_ID, TEXT_HASH
from annotate.scheme import Pass, Scheme

Old = tuple[Article, TaskInfo]


class Sending(NamedTuple):
    """What is to be sent in one pass, by article id, and how its page shows it."""

    shown: Page
    suggestions: Mapping[str, Annotation]
    confirmed: Mapping[str, Sequence[Entity]]

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


class Plan(NamedTuple):
    """What a push will do in one pass. `info` is None where the project is yet to be made.

    `resuggested` are untouched tasks whose suggestions come from other rules, `relisted` those whose lists know fewer
    actors than we do, `touched` those that a person has worked on, `orphaned` the ids of tasks that were not named.
    """

    title: str
    info: ProjectInfo | None
    sending: Sending
    new: tuple[Article, ...]
    unchanged: tuple[Old, ...]
    resuggested: tuple[Old, ...]
    relisted: tuple[Old, ...]
    touched: tuple[Old, ...]
    orphaned: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many articles fare how; relisted ones are among the unchanged."""
        return {
            "new": len(self.new),
            "unchanged": len(self.unchanged),
            "resuggested": len(self.resuggested),
            "touched": len(self.touched),
            "orphaned": len(self.orphaned),
        }


def planned(
    articles: Sequence[Article],
    name: str,
    client: Client,
    scheme: Scheme,
    *,
    passes: Sequence[Pass],
    folder: Path,
    confirmed: Mapping[str, Sequence[Entity]] | None = None,
) -> list[Plan]:
    """Return the plan of each pass; nothing is written to the server.

    `confirmed` holds the entities that people confirmed, by article id: the lists of tasks nobody touched are made from
    them. LabelStudioError names every record that is not sound, texts that are not what was pushed before, and a label
    config that was changed by hand.
    """
    suggestions = {article.id: suggestion_of(article) for article in articles}
    refuse_broken(articles, scheme)
    plans = []
    for shown in passes:
        sending = Sending(page(scheme, shown), suggestions, confirmed or {})
        info = examined(client, name, shown, scheme)
        title = title_of(name, shown)
        if info is None:
            plans.append(Plan(title, None, sending, tuple(articles), (), (), (), (), ()))
        else:
            plans.append(_compared(articles, title, info, sending, client, Manifest(folder, client.url, info.id)))
    return plans


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


def _compared(  # noqa: PLR0917 - the two sides of a comparison
    articles: Sequence[Article], title: str, info: ProjectInfo, sending: Sending, client: Client, manifest: Manifest
) -> Plan:
    there = _by_article(client.tasks(info.id), title)
    _refuse_changed_texts(articles, there, title)
    old = [(article, there[article.id]) for article in articles if article.id in there]
    untouched = [(article, task) for article, task in old if not is_touched(task)]
    stale = {article.id for article, task in untouched if _is_stale(article, task, sending, client, manifest)}
    return Plan(
        title=title,
        info=info,
        sending=sending,
        new=tuple(article for article in articles if article.id not in there),
        unchanged=tuple((article, task) for article, task in untouched if article.id not in stale),
        resuggested=tuple((article, task) for article, task in untouched if article.id in stale),
        relisted=tuple((a, t) for a, t in untouched if any(t.data.get(k) != v for k, v in sending.lists(a).items())),
        touched=tuple((article, task) for article, task in old if is_touched(task)),
        orphaned=tuple(sorted(there.keys() - sending.suggestions.keys())),
    )


def is_touched(task: TaskInfo) -> bool:
    """Say whether a person has worked on a task: it is then never changed."""
    return bool(task.total_annotations or task.drafts)


def _by_article(tasks: Iterable[TaskInfo], title: str) -> dict[str, TaskInfo]:
    found: dict[str, TaskInfo] = {}
    for task in tasks:
        doc = str(task.data.get(DOC_ID, ""))
        if doc in found:
            first = found[doc].id
            raise LabelStudioError(
                f"{title}: article {doc!r} is there twice, as tasks {first} and {task.id}; delete one"
            )
        found[doc] = task
    return found


def _refuse_changed_texts(articles: Iterable[Article], there: Mapping[str, TaskInfo], title: str) -> None:
    changed = [a.id for a in articles if a.id in there and there[a.id].data.get(TEXT_HASH) != text_hash(a.text)]
    if changed:
        raise LabelStudioError(
            f"{title}: the text of {', '.join(changed)} is not what was pushed before; offsets would rot. "
            "Give the new text a new id, or push under another --project name"
        )


def _is_stale(article: Article, task: TaskInfo, sending: Sending, client: Client, manifest: Manifest) -> bool:
    """Say whether the server shows other suggestions than ours; a lost manifest is made good from what it shows."""
    suggestion = sending.suggestions[article.id]
    before = manifest.of(task.id, article.text)
    if before is not None:
        return before.suggestion != suggestion
    if {stored.model_version for stored in client.predictions(task.id)} != {suggestion.version}:
        return True
    manifest.keep([sending.sent(task.id, article)])
    return False
