"""The tabs of a project: made once, put back to what they are for, and the order in which the work comes."""

from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import BrowserContext

from annotate.annotations import Article, Meta
from annotate.labelstudio.api import views
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.api.projects import found
from annotate.labelstudio.pushing.push import push
from tests.labelstudio.labelling_page import ARTEFACTS, LabellingPage
from tests.labelstudio.on_server import OnServer
from tests.records import SCHEME, record

WHERE = {"sure": "Lima Post", "unsure": "Cusco News", "between": "Lima Post"}
SCORES = {"sure": 0.9, "unsure": 0.3, "between": 0.6}


def scored(name: str) -> Article:
    article = record(
        "[Peru|STATE entity=Peru] raised [3%|QUANTITY value=3]." + " So it was." * 300 * (name == "between")
    )
    (suggestion,) = article.annotations
    spans = tuple(msgspec.structs.replace(span, score=SCORES[name]) for span in suggestion.spans)
    sure = msgspec.structs.replace(suggestion, spans=spans)
    meta = Meta(title=name.title(), source=WHERE[name])
    return msgspec.structs.replace(article, id=name, meta=meta, annotations=(sure,))


@pytest.fixture
def corpus(client: Client, tmp_path: Path) -> OnServer:
    return OnServer(client, tmp_path, [scored(name) for name in SCORES])


def project(corpus: OnServer) -> int:
    return found(corpus.client, corpus.name, SCHEME)[0].info.id


def listed(corpus: OnServer, title: str) -> list[str]:
    """The articles that a tab lists, in its order."""
    view = next(view.id for view in corpus.client.views(project(corpus)) if view.title == title)
    answer = corpus.client.call("look", "GET", "api/tasks", params={"view": view, "include": "id,data"})
    return [task["data"]["doc_id"] for task in answer["tasks"]]


def numbers(corpus: OnServer) -> dict[str, int]:
    return {task.data["doc_id"]: task.id for task in corpus.client.tasks(project(corpus))}


def push_again(corpus: OnServer) -> None:
    articles = [scored(name) for name in SCORES]
    push(articles, corpus.name, corpus.client, SCHEME, passes=SCHEME.passes, folder=corpus.folder)


def test_each_tab_lists_what_it_is_for(corpus: OnServer) -> None:
    assert {title: listed(corpus, title) for title in ("To do", "Disagreements", "Long articles")} == {
        "To do": ["unsure", "between", "sure"],
        "Disagreements": [],
        "Long articles": ["between"],
    }
    assert [WHERE[doc] for doc in listed(corpus, "By source")] == ["Cusco News", "Lima Post", "Lima Post"]


def test_what_is_done_leaves_the_tab_of_what_is_to_do(corpus: OnServer) -> None:
    corpus.client.create_annotation(numbers(corpus)["unsure"], [], lead_time=3.0)
    assert listed(corpus, "To do") == ["between", "sure"]


def test_pushing_again_makes_no_tab_twice_and_puts_the_order_back(corpus: OnServer) -> None:
    before = corpus.client.views(project(corpus))
    to_do = next(view for view in before if view.title == "To do")
    body = {"project": project(corpus), "data": {**to_do.data, "ordering": ["-tasks:id"], "columnsWidth": {"id": 90}}}
    corpus.client.call("sort", "PATCH", f"api/dm/views/{to_do.id}/", json=body)

    push_again(corpus)

    after = corpus.client.views(project(corpus))
    assert [view.title for view in after] == [view.title for view in before]
    assert listed(corpus, "To do") == ["unsure", "between", "sure"]
    assert next(view.data["columnsWidth"] for view in after if view.title == "To do") == {"id": 90}


def test_disagreements_are_the_tasks_that_people_marked_differently(corpus: OnServer) -> None:
    tasks = {task["data"]["doc_id"]: task for task in corpus.client.export(project(corpus))}
    for doc, second in {"sure": 1, "unsure": 2}.items():
        result = tasks[doc]["predictions"][0]["result"]
        renamed = [item | {"id": f"new-{item['id']}"} for item in result]
        corpus.client.create_annotation(tasks[doc]["id"], result, lead_time=3.0)
        corpus.client.create_annotation(tasks[doc]["id"], renamed if second == 1 else result[:1], lead_time=3.0)

    push_again(corpus)

    assert listed(corpus, "Disagreements") == ["unsure"]


def test_with_overlap_an_article_is_to_do_until_enough_people_did_it(corpus: OnServer) -> None:
    corpus.client.create_annotation(numbers(corpus)["unsure"], [], lead_time=3.0)
    corpus.client.update_project(project(corpus), maximum_annotations=2)
    push_again(corpus)
    assert listed(corpus, "To do") == ["unsure", "between", "sure"]


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 720)])
def test_the_link_opens_the_least_sure_article_first(
    corpus: OnServer, visitor: BrowserContext, width: int, height: int
) -> None:
    with closing(LabellingPage(visitor, corpus.links["actors"]).tab) as tab:
        tab.set_viewport_size({"width": width, "height": height})
        tab.keyboard.press("Escape")
        tab.locator(".htx-highlight").first.wait_for()
        tab.screenshot(path=ARTEFACTS / f"least-sure-first-{width}.png")
        assert tab.locator(".article").get_by_text("Unsure", exact=True).count() == 1
        tab.goto(corpus.links["actors"].replace("&labeling=1", ""))
        for title in ("To do", "Disagreements", "Long articles", "By source"):
            tab.get_by_text(title, exact=True).first.wait_for()
        tab.get_by_text("Unsure", exact=True).first.wait_for()
        tab.screenshot(path=ARTEFACTS / f"tabs-{width}.png")


def test_people_who_marked_the_same_say_the_same_whatever_the_ids() -> None:
    def result(cue: str, said: str, label: str) -> list[dict]:
        place = {"from_name": "span", "type": "labels"}
        return [
            {**place, "id": cue, "value": {"start": 0, "end": 4, "labels": ["report"]}},
            {**place, "id": said, "value": {"start": 5, "end": 9, "labels": ["CONTENT"]}},
            {"type": "relation", "from_id": cue, "to_id": said, "labels": [label]},
        ]

    same = {views.told_by(result("a", "b", "content")), views.told_by(result("x", "y", "content"))}
    assert len(same) == 1
    assert views.told_by(result("a", "b", "source")) not in same
