"""Keys and calls of the labelling page, in a real browser: what our unit test of the config takes for granted."""

import time
from uuid import uuid4

import pytest
from playwright.sync_api import BrowserContext

from annotate.annotations import Annotation, Article, Entity, Span
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.page.config import label_config
from annotate.labelstudio.page.controls import page
from annotate.labelstudio.results.tasks import to_task
from tests.records import SCHEME

pytestmark = [pytest.mark.server, pytest.mark.browser]

TEXT = "OSLO: Nordal Shipping sold 12 ships on Monday."
DRAFT_WITHIN_S = 60
SUGGESTION = Annotation(
    id="s",
    author="heuristics",
    role="machine",
    version="v1",
    entities=tuple(Entity(id=f"e{n}", name=name) for n, name in enumerate(("Nordal Shipping", "Oslo", "Peru"))),
    spans=(
        Span(id="org-6-21", start=6, end=21, label="ORG", text="Nordal Shipping", attributes={"entity": "e0"}),
        Span(id="quantity-27-35", start=27, end=35, label="QUANTITY", text="12 ships"),
    ),
)


@pytest.fixture
def opened(client: Client, visitor: BrowserContext):
    """The labelling stream of a project with one task, the addresses it called, and the project's id."""
    shown = SCHEME.cut(("actors", "quantities"))
    made = client.create_project(f"keys {uuid4().hex[:8]}", label_config(SCHEME, shown), "")
    client.update_project(made.id, show_instruction=False)
    task = to_task(Article(id="a", text=TEXT), SUGGESTION, page(SCHEME, shown))
    imported = client.import_tasks(made.id, [task])
    if not imported.whole:  # its database was locked, by a request of a page of before perhaps
        client.import_predictions(made.id, [{"task": imported.tasks[0], **task["predictions"][0]}])
    view = client.create_view(made.id, "Articles")
    tab = visitor.new_page()
    called: list[str] = []
    tab.on("request", lambda request: called.append(request.url))
    tab.goto(f"{client.url}/projects/{made.id}/data?tab={view}&labeling=1")
    tab.wait_for_selector(".htx-highlight")
    yield tab, called, made.id
    tab.close()
    client.delete_project(made.id)


def drafted(client: Client, project: int, *, until: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return (span, field=choice) of the draft that the page keeps, as soon as it holds what is waited for."""
    last = time.monotonic() + DRAFT_WITHIN_S
    while True:
        drafts = [draft for task in client.export(project) for draft in task["drafts"]]
        found = {
            (item["id"], f"{item['from_name']}={choice}")
            for draft in drafts
            for item in draft["result"]
            if item["type"] == "choices"
            for choice in item["value"]["choices"]
        }
        if until <= found or time.monotonic() > last:
            return found
        time.sleep(0.5)


def test_a_key_shared_by_two_groups_acts_on_the_one_that_is_shown(opened, client: Client):
    """`e` is the third actor of an ORG and "exact" of a QUANTITY: fields that are hidden do not listen."""
    tab, _, project = opened
    for words, field in (("Nordal Shipping", "entity"), ("12 ships", "modifier")):
        tab.locator(".htx-highlight", has_text=words).first.click()
        tab.wait_for_selector(f".side .field-{field}:visible")
        tab.keyboard.press("e")
        tab.wait_for_selector(f".side .field-{field} .ant-radio-wrapper-checked:has-text('[e]'):visible")
        tab.keyboard.press("Escape")

    expected = {("org-6-21", "entity=Peru"), ("quantity-27-35", "modifier=exact")}
    assert drafted(client, project, until=expected) == expected


def test_page_calls_nobody_but_its_server(opened, client: Client):
    _, called, _ = opened

    assert {address for address in called if not address.startswith((client.url, "data:", "blob:"))} == set()
