"""The tabs of a project's task list: what is to do, least sure first; disagreements; long articles; by source.

Made through the API, because a page that is opened before its project has a tab hangs. Doing it twice changes nothing.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from annotate.annotations import Article
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.api.filters import Filter, joined, query, where
from annotate.labelstudio.results.regions import Result
from annotate.labelstudio.results.tasks import DOC_ID

TO_DO, DISAGREEMENTS, LONG, BY_SOURCE = "To do", "Disagreements", "Long articles", "By source"
_LONG_WORDS = 600  # more than a page and a half in print: an article for a quiet hour
WORDS, SOURCE = "words", "source"  # keys of the task data that the tabs sort by

# Left out, so that titles stand on the screen: the page puts an article's own columns last.
_HIDDEN = (
    "inner_id",
    "completed_at",
    "cancelled_annotations",
    "total_predictions",
    "annotations_results",
    "annotations_ids",
    "predictions_results",
    "predictions_model_versions",
    "file_upload",
    "storage_filename",
    "created_at",
    "updated_at",
    "updated_by",
    "avg_lead_time",
)
_UNSHOWN_DATA = ("text", "doc_id", "entity_ids", "text_sha256", "entity_options", "holder_options", "country_options")


def listed_facts(article: Article) -> dict[str, Any]:
    """Return what the task list sorts an article by: its number of words and its source."""
    return {WORDS: len(article.text.split()), SOURCE: article.meta.source or ""}


def ensured(client: Client, project: int) -> dict[str, int]:
    """Return the ids of the tabs by title, those made that are missing."""
    there = {view.title: view.id for view in client.views(project)}
    for title, data in _wanted(overlap=1, disputed=()).items():
        if title not in there:
            there[title] = client.create_view(project, title, data)
    return there


def refreshed(client: Client, project: int) -> dict[str, int]:
    """Put order and filters of our tabs back to what they are for, and return the ids of all tabs by title.

    Whoever sorts a tab in the page sorts it for everybody, and with it the order of the labelling stream.
    """
    ids = ensured(client, project)
    there = {view.id: view.data for view in client.views(project)}
    overlap = int(client.project_settings(project)["maximum_annotations"])
    for title, data in _wanted(overlap=overlap, disputed=differing(client, project)).items():
        now = there[ids[title]]
        if any(now.get(key) != data[key] for key in ("ordering", "filters")):
            body = {"project": project, "data": {**now, **data}}
            client.call(f"set the view {title!r}", "PATCH", f"api/dm/views/{ids[title]}/", json=body)
    return ids


def differing(client: Client, project: int) -> tuple[str, ...]:
    """Return the articles that several people annotated and not all alike.

    Label Studio's free edition cannot tell; the tab lists the articles that we found, as of the last push.
    """
    found = []
    for task, article in _annotated_by_several(client, project):
        made = client.call(f"read task {task}", "GET", f"api/tasks/{task}/annotations/")
        told = {told_by(one["result"]) for one in made if not one["was_cancelled"]}
        if len(told) > 1:
            found.append(article)
    return tuple(sorted(found))


def told_by(result: Result) -> frozenset[str]:
    """Return what a result says, whatever ids its regions have: equal for two people who marked the same."""
    places = {item.get("id"): _place(item) for item in result if item.get("type") == "labels"}
    told = set()
    for item in result:
        if item.get("type") == "relation":
            said: Any = [places.get(item["from_id"]), sorted(item.get("labels") or []), places.get(item["to_id"])]
        else:
            value = item.get("value") or {}
            kind = item["type"]
            shown = value.get("text" if kind == "textarea" else kind)
            said = [item["from_name"], places.get(item.get("id")), sorted(shown) if isinstance(shown, list) else shown]
        told.add(json.dumps(said, ensure_ascii=False))
    return frozenset(told)


def _place(item: Mapping[str, Any]) -> list[Any]:
    return [item["value"].get("start"), item["value"].get("end"), item["value"].get("labels")]


def _annotated_by_several(client: Client, project: int) -> Iterator[tuple[int, str]]:
    several = query(where("total_annotations", "greater", "Number", 1))
    for task in client.listed(project, include="id,data", query=several):
        yield task["id"], str(task["data"].get(DOC_ID, ""))


def _wanted(*, overlap: int, disputed: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """Return the tabs as the task list knows them, by title, the first being the one that work starts at."""
    unfinished = where("total_annotations", "less", "Number", overlap)
    long = where(f"data.{WORDS}", "greater", "Number", _LONG_WORDS)
    # A list of ids ("in_list") is what the server knows and the page does not: it would hang for everybody.
    these = f"^({'|'.join(map(re.escape, disputed))})$"
    among = where(f"data.{DOC_ID}", "regex", "String", these)
    return {
        TO_DO: _tab("tasks:predictions_score", unfinished),
        DISAGREEMENTS: _tab("tasks:id", among),
        LONG: _tab(f"-tasks:data.{WORDS}", long),
        BY_SOURCE: _tab(f"tasks:data.{SOURCE}"),
    }


def _tab(ordering: str, *filters: Filter) -> dict[str, Any]:
    hidden = [f"tasks:{name}" for name in _HIDDEN] + [f"tasks:data.{name}" for name in _UNSHOWN_DATA]
    return {
        "ordering": [ordering],
        "filters": joined(*filters),
        "hiddenColumns": {"explore": hidden, "labeling": []},
        "columnsDisplayType": {f"tasks:data.{WORDS}": "Number"},
    }
