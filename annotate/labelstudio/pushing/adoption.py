"""A project that somebody made by hand becomes a pass of a corpus, if people can mark on its page just what ours has.

Its title, page, instructions and description become ours; tasks whose text is that of an article get the article's id.
No annotation, draft or prediction is altered.
"""

from collections.abc import Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError, fromstring

from annotate.annotations import Article, text_hash
from annotate.errors import LabelStudioError
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.api.projects import title_of, wanted_settings
from annotate.labelstudio.api.records import TaskInfo
from annotate.labelstudio.page.config import label_config
from annotate.labelstudio.page.controls import TEXT
from annotate.labelstudio.results.tasks import DOC_ID, TEXT_HASH
from annotate.scheme import Pass, Scheme

_OBJECTS = {"Text"}
_SAID = ("name", "toName", "value", "perRegion", "choice")  # what changes what a result says; the rest is looks


class Adoption(NamedTuple):
    """What adopting did, or would do: the new title, tasks matched to articles, those that are no article of these."""

    title: str
    matched: int
    unknown: int

    def __str__(self) -> str:
        """Return it in a sentence."""
        return (
            f"adopted as {self.title!r}: {self.matched} of its tasks are articles of these, "
            f"{self.unknown} are not and stay as they are"
        )


def adopt(
    project: int,
    articles: Sequence[Article],
    name: str,
    client: Client,
    scheme: Scheme,
    *,
    passes: Sequence[Pass],
    dry_run: bool = False,
) -> Adoption:
    """Make a project one of the corpus and return what that took; a dry run only looks.

    LabelStudioError if the corpus has that pass already, or says what the page lacks or has beyond ours.
    """
    settings = client.project_settings(project)
    shown = _fitting(settings["label_config"], str(settings["title"]), scheme, passes)
    title = title_of(name, shown)
    other = client.project(title)
    if other is not None and other.id != project:
        raise LabelStudioError(
            f"project {project} cannot be adopted: {title!r} is there already, as project {other.id}; adopt it under "
            "another --project name"
        )
    by_text = {text_hash(article.text): article for article in articles}
    tasks = list(client.tasks(project))
    matched = [(task, by_text[key]) for task in tasks if (key := text_hash(str(task.data.get(TEXT, "")))) in by_text]
    if not dry_run:
        for task, article in matched:
            _name(task, article, client)
        client.update_project(project, title=title, show_instruction=True, **wanted_settings(scheme, shown))
    return Adoption(title, len(matched), len(tasks) - len(matched))


def _name(task: TaskInfo, article: Article, client: Client) -> None:
    key = {DOC_ID: article.id, TEXT_HASH: text_hash(article.text)}
    if any(task.data.get(name) != value for name, value in key.items()):
        client.patch_task_data(task.id, {**task.data, **key})


def _fitting(config: str, title: str, scheme: Scheme, passes: Sequence[Pass]) -> Pass:
    """Return the pass whose page says the same; LabelStudioError names the differences to the nearest."""
    there = marks(config)
    differences = []
    for shown in passes:
        ours = marks(label_config(scheme, shown))
        if there == ours:
            return shown
        differences.append((len(there ^ ours), shown, sorted(ours - there), sorted(there - ours)))
    _, nearest, lacking, beyond = min(differences, key=lambda difference: difference[0])
    said = [f"lacks {', '.join(lacking)}"] * bool(lacking) + [f"has beyond ours {', '.join(beyond)}"] * bool(beyond)
    raise LabelStudioError(
        f"the labelling page of {title!r} does not fit; beside the pass {nearest.name} it {'; it '.join(said)}. "
        f"Paste schemas/label_config.{nearest.name}.xml under Settings > Labeling Interface, then adopt it again"
    )


def marks(config: str) -> set[str]:
    """Return in words everything that can be marked on a page: controls and their values, whatever they look like."""
    try:
        root = fromstring(config)  # noqa: S314 - the server has parsed it before
    except ParseError as error:
        raise LabelStudioError(
            f"the project's labelling page is no XML ({error}): paste a schemas/label_config.PASS.xml under Settings > "
            "Labeling Interface"
        ) from error
    found: set[str] = set()
    for control in root.iter():
        named = control.get("name")
        if named is None and control.tag != "Relations":
            continue
        said = " ".join(f'{key}="{control.get(key)}"' for key in _SAID if control.get(key))
        owner = named or control.tag
        found.add(f"<{control.tag} {said}>".replace(" >", ">"))
        found |= {f"{owner}: {value}" for value in _values(control)}
    return found


def _values(control: Element) -> list[str]:
    if control.tag in _OBJECTS:
        return []
    return [child.get("alias") or child.get("value") or "" for child in control]
