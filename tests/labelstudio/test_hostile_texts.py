"""Texts that break offsets elsewhere go through push, server, browser and pull with every offset exact.

What comes back is what was suggested, to the character: told by the server alone, submitted as it is over the API, and
opened and submitted in the browser.
"""

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from playwright.sync_api import BrowserContext

from annotate.annotations import Annotation, Article, Span
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.api.predictions import batches, stored
from annotate.labelstudio.api.projects import found
from annotate.labelstudio.page.controls import Page, page
from annotate.labelstudio.pulling.pull import pull
from annotate.labelstudio.pushing.plan import suggestion_of
from annotate.labelstudio.results.readings import without_unused_entities
from annotate.labelstudio.results.tasks import page_label, to_prediction, to_result
from tests.labelstudio.hostile_texts import TEXTS, hostile, suggested, written
from tests.labelstudio.labelling_page import LabellingPage
from tests.labelstudio.on_server import OnServer
from tests.records import SCHEME
from tests.soak import SOAK, record

PAGES = [page(SCHEME, shown) for shown in SCHEME.passes]
BATCH = 500  # articles of one corpus: memory is that of a batch, however many there are
TOLD, SUBMITTED, SEEN = 100 * SOAK, 10 * SOAK, 2 * SOAK
_BLANKS = re.compile(r"\s+")


def sizes(articles: Sequence[Article]) -> tuple[int, int]:
    """Return how many spans and relations are suggested."""
    suggestions = [suggestion_of(article) for article in articles]
    return sum(len(one.spans) for one in suggestions), sum(len(one.relations) for one in suggestions)


def some(few: int) -> list[Article]:
    """Return so many of the articles, the same ones every time."""
    return [hostile(number) for number in sorted(random.Random(few).sample(range(TOLD), few))]


def as_shown(annotation: Annotation) -> list[list[str]]:
    """Return what the pages show of an annotation: all that a server holds, in an order of its own.

    What is said of a relation to an actor that is no entity is left out: no list has the actor.
    """
    unlisted = {
        s.id for s in annotation.spans if "entity" in SCHEME.attributes[s.label] and not s.attributes.get("entity")
    }
    relations = tuple(relation for relation in annotation.relations if relation.tail not in unlisted)
    annotation = replace(annotation, relations=relations)
    return [sorted(map(_one_line, to_result(annotation, known))) for known in PAGES]


def _one_line(item: dict[str, Any]) -> str:
    value = dict(item.get("value", {}))
    value |= {name: sorted(value[name]) for name in ("choices", "labels") if name in value}
    if item["type"] == "textarea":
        value["text"] = [_BLANKS.sub(" ", line) for line in value["text"]]
    return repr(sorted({**item, "value": sorted(value.items())}.items()))


def as_submitted(result: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return a suggestion as the page sends it back: the words of its regions with their blanks made one."""
    sent = []
    for item in result:
        value = item.get("value", {})
        said = value.get("text")
        blanked = {"value": {**value, "text": _BLANKS.sub(" ", said)}} if isinstance(said, str) else {}
        sent.append({**item, **blanked, "origin": "prediction"})
    return sent


def submit_all(corpus: OnServer) -> None:
    """Submit every task of a corpus without a change."""
    for project in found(corpus.client, corpus.name, SCHEME):
        tasks = [task.id for task in corpus.client.tasks(project.info.id)]
        for batch in batches(tasks):
            for task, (shown,) in stored(corpus.client, project.info.id, batch).items():
                result = as_submitted(shown.result)
                corpus.client.create_annotation(task, result, lead_time=1.0, parent_prediction=shown.id)


def differing(articles: Sequence[Article], pulled: Sequence[Article]) -> list[str]:
    """Return the ids of the articles that did not come back as they were sent, and as their person's work."""
    back = {article.id: article for article in pulled}
    return [article.id for article in articles if not _is_same(article, back[article.id])]


def _is_same(article: Article, back: Article) -> bool:
    suggestion = without_unused_entities(suggestion_of(article))
    machine, made = back.annotations
    told = (made.layers, made.entities, made.spans, sorted(made.relations, key=_by_id))
    wanted = (suggestion.layers, suggestion.entities, suggestion.spans, sorted(suggestion.relations, key=_by_id))
    return (back.text, back.meta, machine) == (article.text, article.meta, suggestion_of(article)) and told == wanted


def _by_id(item: Any) -> str:
    return str(item.id)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_the_server_tells_every_suggestion_as_it_was_sent(client: Client, tmp_path: Path) -> None:
    differences, spans, relations = [], 0, 0
    for numbers in batches(range(TOLD), BATCH):
        articles = [hostile(number) for number in numbers]
        corpus = OnServer(client, tmp_path / f"{numbers[0]}", articles)

        # From an empty folder, without our manifest: all that is known of them is what the server says.
        pulled = pull([corpus.name], client, SCHEME, folder=tmp_path / f"{numbers[0]}-elsewhere")

        told = {article.id: (article.text, [as_shown(a) for a in article.annotations]) for article in pulled.articles}
        sent = {article.id: (article.text, [as_shown(suggestion_of(article))]) for article in articles}
        differences += [name for name in sent.keys() | told.keys() if sent.get(name) != told.get(name)]
        assert (pulled.rejects, pulled.remarks) == ([], [])
        spans, relations = spans + sizes(articles)[0], relations + sizes(articles)[1]
    assert differences == []
    record(
        "hostile texts through push, server and pull",
        f"{TOLD:,} texts, {spans:,} spans, {relations:,} relations: 0 differences",
    )


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_what_is_submitted_without_a_change_is_the_suggestion(client: Client, tmp_path: Path) -> None:
    articles = some(SUBMITTED)
    corpus = OnServer(client, tmp_path, articles)

    submit_all(corpus)

    assert differing(articles, corpus.pull().articles) == []
    spans, relations = sizes(articles)
    record(
        "hostile texts submitted without a change, over the API",
        f"{SUBMITTED:,} of them, {spans:,} spans, {relations:,} relations: 0 differences to the last part and score",
    )


def through_the_browser(
    articles: Sequence[Article], client: Client, visitor: BrowserContext, folder: Path, *, pictures: bool = False
) -> None:
    """Push the articles, open and submit each on every page, and check what is highlighted and what is pulled."""
    corpus = OnServer(client, folder, list(articles))
    for known in PAGES:
        tab = None
        for article, spans in in_working_order(articles, known):
            if tab is None:
                tab = LabellingPage(visitor, corpus.links[known.shown.name])
                tab.begin(len(spans))
            tab.follow(as_drawn(article.text))
            tab.eventually(tab.places, {s.id: drawn_places(article.text, s) for s in spans})
            assert {s.id: tab.label(s.id) for s in spans[:3]} == {s.id: page_label(s, known) for s in spans[:3]}
            if pictures:
                tab.keep_picture(f"hostile-{article.id}-{known.shown.name}")
            tab.submit()
        assert tab is not None
        tab.close()
    assert differing(articles, corpus.pull().articles) == []


def in_working_order(articles: Sequence[Article], known: Page) -> Iterator[tuple[Article, list[Span]]]:
    """Yield the articles as people get them, the least sure first, each with the spans that the page shows of it."""
    labels = {label for label, _ in known.meaning.values()}
    for article in sorted(articles, key=lambda article: to_prediction(suggestion_of(article), known)["score"]):
        yield article, [span for span in suggestion_of(article).spans if span.label in labels]


def as_drawn(text: str) -> str:
    """Return the text as the page has it: each of the two characters of a Windows line end breaks the line."""
    return text.replace("\r", "\n")


def drawn_places(text: str, span: Span) -> list[int]:
    """Return the places that a span highlights: all but the line breaks, where nothing can be seen."""
    return [place for place in range(span.start, span.end) if text[place] not in "\r\n"]


def test_every_offset_is_exact(client: Client, visitor: BrowserContext, tmp_path: Path) -> None:
    articles = [suggested(name, text, random.Random(name)) for name, text in TEXTS.items()]

    through_the_browser(articles, client, visitor, tmp_path, pictures=True)


def test_every_offset_of_a_long_article_is_exact(client: Client, visitor: BrowserContext, tmp_path: Path) -> None:
    chance = random.Random(0)
    articles = [suggested("long", written(chance, 19_999), chance), suggested("line", written(chance, 20_000), chance)]

    through_the_browser(articles, client, visitor, tmp_path, pictures=True)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_every_offset_of_random_texts_is_exact(client: Client, visitor: BrowserContext, tmp_path: Path) -> None:
    articles = some(SEEN)

    through_the_browser(articles, client, visitor, tmp_path)

    spans, relations = sizes(articles)
    record(
        "hostile texts opened and submitted in the browser",
        f"{SEEN} of them, {spans:,} spans, {relations:,} relations: 0 differences",
    )
