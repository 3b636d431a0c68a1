"""What an ML backend answers to Label Studio: tasks in, predictions in the form of our page out, from the same heuristics.

Nothing here talks to a server. A task is answered for itself: what is wrong with one never spoils its neighbours.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from annotate.annotations import Annotation, Article, Extent, Meta, article_id, text_hash
from annotate.errors import LabelStudioError, RuleError
from annotate.heuristics.preannotate import preannotate
from annotate.heuristics.version import rules_version
from annotate.labelstudio.page.config import label_config
from annotate.labelstudio.page.controls import TEXT, Page, page, page_labels
from annotate.labelstudio.page.options import option_data
from annotate.labelstudio.pushing.adoption import marks
from annotate.labelstudio.results.tasks import DOC_ID, TEXT_HASH, to_prediction
from annotate.scheme import Layer, load_scheme
from annotate.sources.zones import zones

_SURROGATE = re.compile("[\ud800-\udfff]")
LONGEST = 1_000_000  # characters of an article; a page with more is no article, and would hold up the others


class Suggested(NamedTuple):
    """The answer to one task: its prediction, or {"error": why there is none}.

    `lists` is the task data that a task imported by hand lacks, empty for one that was pushed.
    """

    prediction: dict[str, Any]
    lists: dict[str, Any]


@lru_cache(maxsize=64)
def fitting(config: str) -> Page:
    """Return the page that a label config is; LabelStudioError if it lacks something that suggestions are made of."""
    scheme = load_scheme()
    there = marks(config)
    layers = tuple(layer.name for layer in scheme.layers if _labels(layer) <= there)
    if not layers:
        raise LabelStudioError("the labelling page has the labels of no layer of ours: `annotate push` makes one")
    shown = scheme.cut(layers)
    missing = sorted(marks(label_config(scheme, shown)) - there)
    if missing:
        raise LabelStudioError(
            f"the labelling page lacks {', '.join(missing)}: put back schemas/label_config.{shown.name}.xml under "
            "Settings > Labeling Interface"
        )
    return page(scheme, shown)


def _labels(layer: Layer) -> set[str]:
    return {f"span: {name}" for label in layer.labels for name in page_labels(layer, label)}


def setup(config: str) -> dict[str, Any]:
    """Return what Label Studio wants to know of a model for this page: the version that its predictions will have."""
    fitting(config)
    return {"model_version": rules_version()}


def suggested(task: Any, shown: Page) -> Suggested:
    """Return the suggestions for one task as a prediction, into the text exactly as the task holds it.

    Actors that the task's lists do not offer are put into the fields for new ones: the page that is being opened has
    been made from them already.
    """
    try:
        article = _article_of(task)
    except LabelStudioError as error:
        return Suggested({"error": str(error)}, {})
    (suggestion,) = preannotate(article, shown.scheme).annotations
    data = task["data"]
    listed = {text for key in _list_keys(shown) for text in _offered(data.get(key))}
    return Suggested(to_prediction(suggestion, shown, listed=listed), lacking(article, suggestion, data, shown))


def _article_of(task: Any) -> Article:
    """Return the article of a task, its text unchanged; one without an id gets it from the text's hash.

    LabelStudioError says what is no article.
    """
    if not isinstance(task, dict):
        raise LabelStudioError(f"a task is a JSON object, this is a {type(task).__name__}")
    number, data = task.get("id"), task.get("data")
    text = data.get(TEXT) if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(text, str):
        said = "there is none" if text is None else f"it is a {type(text).__name__}"
        raise LabelStudioError(f"task {number}: data.{TEXT} should be the article's text, {said}")
    if _SURROGATE.search(text):
        raise LabelStudioError(f"task {number}: data.{TEXT} holds half a character (a lone surrogate): import it anew")
    if not text.strip():
        raise LabelStudioError(f"task {number}: data.{TEXT} is empty")
    if len(text) > LONGEST:
        raise LabelStudioError(f"task {number}: data.{TEXT} has {len(text):,} characters, {LONGEST:,} are taken")
    return Article(id=str(data.get(DOC_ID) or article_id(text)), text=text, meta=Meta(zones=zones(text)))


def is_complete(task: Any) -> bool:
    """Say whether a task has the id and the hash that pushed ones have: then it has the lists too."""
    data = task.get("data") if isinstance(task, dict) else None
    return isinstance(data, dict) and bool(data.get(DOC_ID) and data.get(TEXT_HASH))


def lacking(article: Article, suggestion: Annotation, data: Mapping[str, Any], shown: Page) -> dict[str, Any]:
    """Return the data that a task lacks to be like one that was pushed: id, hash, title, lists; empty for a pushed one.

    What somebody put there stays, but for empty lists: a page whose lists are made from the data cannot do without.
    """
    if is_complete({"data": data}):
        return {}
    identity = {DOC_ID: article.id, TEXT_HASH: text_hash(article.text), "title": article.id}
    return {
        key: value for key, value in {**identity, **option_data(suggestion, shown.fields)}.items() if not data.get(key)
    }


def _list_keys(shown: Page) -> set[str]:
    """Return the keys of the task data that offer actors."""
    return {field.options for field in shown.fields if field.options and field.attribute.type == "entity"}


def _offered(options: Any) -> list[str]:
    if not isinstance(options, list):
        return []
    return [str(option.get("value")) if isinstance(option, dict) else str(option) for option in options]


def touching(prediction: dict[str, Any], context: Any) -> dict[str, Any]:
    """Return the part of a prediction that lies where a person is drawing, all of it where nothing is drawn.

    An error has an empty result beside it: the page shows what it gets at once, nothing is stored.
    `context` is what Label Studio sends of the drawn regions: {"result": [{"value": {"start", "end"}}, ...]}.
    """
    drawn = _extents(context.get("result") if isinstance(context, dict) else None)
    if not drawn or "result" not in prediction:
        return {"result": [], **prediction}
    kept = {
        item["id"]
        for item in prediction["result"]
        if "id" in item and any(_meet((item["value"]["start"], item["value"]["end"]), one) for one in drawn)
    }
    result = [
        item
        for item in prediction["result"]
        if (item["id"] in kept if "id" in item else {item["from_id"], item["to_id"]} <= kept)
    ]
    return {**prediction, "result": result}


def _extents(result: Any) -> list[Extent]:
    values = [item.get("value") for item in result if isinstance(item, dict)] if isinstance(result, list) else []
    ends = [(value.get("start"), value.get("end")) for value in values if isinstance(value, dict)]
    return [(start, end) for start, end in ends if isinstance(start, int) and isinstance(end, int)]


def _meet(one: Extent, other: Extent) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def answered(tasks: Sequence[Any], config: str) -> list[Suggested]:
    """Return the answer to each task in their order; what a rule's fault spoils is that task's error alone."""
    shown = fitting(config)
    return [_alone(task, shown) for task in tasks]


def _alone(task: Any, shown: Page) -> Suggested:
    try:
        return suggested(task, shown)
    except RuleError as error:
        return Suggested({"error": f"task {task.get('id')}: {error.said}"}, {})
