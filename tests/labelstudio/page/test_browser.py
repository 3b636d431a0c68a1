"""What an annotator sees: the seed article as the rules suggest it, on both pages, in a real browser on a real server."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from annotate import store
from annotate.annotations import Article
from annotate.heuristics.preannotate import preannotate
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.page.controls import page
from annotate.labelstudio.pushing.plan import suggestion_of
from annotate.labelstudio.results.regions import Regions, regions
from annotate.labelstudio.results.tasks import to_result
from annotate.scheme import Pass
from tests.labelstudio.labelling_page import LabellingPage
from tests.labelstudio.on_server import OnServer
from tests.places import SEEDS
from tests.records import SCHEME

pytestmark = [pytest.mark.server, pytest.mark.browser]


@pytest.fixture(scope="module")
def article() -> Article:
    found = next(a for a in store.load(SEEDS / "articles.jsonl", SCHEME) if a.id == "seoul-troops")
    return preannotate(found, SCHEME)


@pytest.fixture(scope="module")
def corpus(client: Client, article: Article, tmp_path_factory: pytest.TempPathFactory) -> OnServer:
    return OnServer(client, tmp_path_factory.mktemp("seen"), [article])


@pytest.fixture(scope="module", params=SCHEME.passes, ids=lambda shown: shown.name)
def shown(request: pytest.FixtureRequest) -> Pass:
    chosen: Pass = request.param
    return chosen


@pytest.fixture(scope="module")
def sent(article: Article, shown: Pass) -> Regions:
    return regions(to_result(suggestion_of(article), page(SCHEME, shown)))


@pytest.fixture(scope="module")
def seen(visitor: BrowserContext, corpus: OnServer, shown: Pass, sent: Regions) -> Iterator[LabellingPage]:
    opened = LabellingPage(visitor, corpus.links[shown.name])
    told = opened.instructions()
    assert all(SCHEME.layer(name).title in told for name in shown.layers)
    assert "RELABELS" in told
    opened.begin(len(sent.regions))
    opened.keep_picture(f"{shown.name}-page")
    yield opened
    opened.close()


def test_every_suggested_span_is_highlighted_at_exactly_its_text(
    seen: LabellingPage, article: Article, sent: Regions
) -> None:
    expected = {region.id: list(range(region.value["start"], region.value["end"])) for region in sent.regions.values()}

    assert len(expected) > 25
    assert seen.text() == article.text
    assert seen.places() == expected
    assert {region: seen.label(region) for region in expected} == {r.id: r.label for r in sent.regions.values()}


def test_suggested_relations_are_listed_between_their_ends(seen: LabellingPage, sent: Regions, shown: Pass) -> None:
    expected = [(seen.pill(relation.head), seen.pill(relation.tail)) for relation in sent.drawn]

    assert bool(expected) == (shown.name == "stance")
    assert (seen.relations() if expected else []) == expected


def test_fields_of_a_selected_region_say_what_was_suggested(seen: LabellingPage, sent: Regions, shown: Pass) -> None:
    first = {region.label: region for region in reversed(sent.regions.values())}
    places = seen.places()
    for label, region in first.items():
        if any(other != region.id and held == places[region.id] for other, held in places.items()):
            seen.click_pill(region.id)
        else:
            seen.select(region.id)

        told = {name: values for name, values in seen.fields().items() if values}

        assert told == {name: as_shown(value) for name, value in region.fields.items()}, f"{label} {region.id}"
    seen.keep_picture(f"{shown.name}-selected")
    seen.unselect()


def as_shown(value: Any) -> list[str]:
    """Return a field's value as the page writes it: numbers without a needless point."""
    return [f"{value:.12g}"] if isinstance(value, float) else [str(x) for x in value]
