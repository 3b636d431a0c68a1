"""Texts that break offsets elsewhere go through push, browser and pull with every offset exact.

Each is opened in the browser and submitted as it is; what comes back is what was suggested, to the character.
"""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from annotate.annotations import (
    HEURISTICS,
    Annotation,
    Article,
    Entity,
    Extent,
    Relation,
    Span,
    Value,
    reading_order,
    relation_id,
    span_id,
)
from annotate.labelstudio.client import Client
from annotate.labelstudio.controls import page
from annotate.labelstudio.push import suggestion_of
from annotate.labelstudio.tasks import page_label
from annotate.text.canonical import canonical

from ..soak import SOAK
from .labelling_page import LabellingPage
from .on_server import SCHEME, OnServer, changes

pytestmark = [pytest.mark.server, pytest.mark.browser]


CRLF = "OSLO: Ana Ruiz said\r\n\r\n1,500 boats 🚤 left\rthe port.\r\nShe denied\tit.\r\n"
TEXTS = {
    "emoji": "👩‍🚀 Ana Ruiz said 🇳🇴🇺🇦 sent 1,500 👨‍👩‍👧‍👦 families 👍🏽 home. “We 😀😀 agree,” she said 🏴󠁧󠁢󠁳󠁣󠁴󠁿.",
    "astral": "𝒜𝓃𝒶 ℛ𝓊𝒾𝓏 of 𐍈𐌰𐌽 said 𝟙𝟝𝟘𝟘 boats left 𠮷野家 and 𝔘𝔎𝔑 agreed.",
    "combining": "A\u0301na Rui\u0308z sa\u0323\u0307id Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘ sent e\u0301te\u0301 1\u0308500 boats. No\u0308el agreed.",
    "canonical": canonical(CRLF),
    "crlf": CRLF,
    "tabs": "\tAna Ruiz\tsaid\t\t1,500\tboats\n\t\tleft the port.\n\t- She  denied   it.\t",
    "blanks": "   \n\n   Ana Ruiz said   1,500 boats\n\n\n     left   the port.   \n   She denied it.   ",
    "rtl": "قالت آنا رويز (Ana Ruiz) إن 1500 قارب غادرت الميناء.\nאנה רואיז אמרה ש-1,500 סירות עזבו: “we agree”, she said مرحبا.",
    "markup": "<b>Ana</b> &amp; {{x}} $text said </span><script>alert(1)</script> 5 &lt; 6 boats <!-- left --> `${y}` %s \\n.",
    "invisible": "Ana\u00a0Ruiz\u200b said\u2060 1\u202f500\u00adboats\ufeff left\u2028the\u2029port\u200d. She\u200e denied\u200f it\u3000now.",
}
NAMES = ("Ana Ruiz 👩‍🚀", "Acme, Inc. <b>&amp;", "بيروت", "{{x}} $text")
WORDS = sorted({word for text in TEXTS.values() for word in text.split()})
BLANKS = (" ", " ", " ", "  ", "\n", "\t", "\u00a0", "\r\n")


def written(number: int, length: int) -> str:
    """Return a text of this length from the words and blanks of all the others."""
    chance = random.Random(number)
    text = ""
    while len(text) < length:
        text += chance.choice(WORDS) + chance.choice(BLANKS)
    return text[:length]


def suggested(name: str, text: str) -> Article:
    """Return the text as an article with spans of random extents in every layer, linked at random."""
    chance = random.Random(name)
    actors = [
        _span(text, extent, chance.choice(("PERSON", "ORG", "STATE", "GROUP"))) for extent in _apart(text, chance)
    ]
    actors = [_with(span, entity=f"e{chance.randint(1, len(NAMES))}", use="actor") for span in actors]
    amounts = [_with(_span(text, extent, "QUANTITY"), value=1.5, kind="count") for extent in _apart(text, chance)]
    cues = [_with(_span(text, x, "CUE"), act="oppose", holder="e1", negated=False) for x in _apart(text, chance)]
    sources = [_span(text, _extent(text, chance), "SOURCE") for _ in cues]
    contents = [_span(text, _extent(text, chance), "CONTENT") for _ in cues]
    links = [*_links("source", cues, sources), *_links("content", cues, contents), *_links("target", cues[:1], actors)]
    spans = {span.id: span for span in (*actors, *amounts, *cues, *sources, *contents)}
    suggestion = Annotation(
        id=HEURISTICS,
        author=HEURISTICS,
        role="machine",
        version="rules-1",
        layers=tuple(layer.name for layer in SCHEME.layers),
        entities=tuple(Entity(id=f"e{i}", name=named) for i, named in enumerate(NAMES, 1)),
        spans=reading_order(spans.values()),
        relations=tuple(links),
    )
    return Article(id=name, text=text, annotations=(suggestion,))


def _extent(text: str, chance: random.Random) -> Extent:
    """Return a stretch of the text that starts and ends with something to be seen or counted, at any code point."""
    places = [place for place, character in enumerate(text) if not character.isspace()]
    first = chance.randrange(len(places))
    last = min(len(places) - 1, first + chance.randrange(30))
    return places[first], places[last] + 1


def _apart(text: str, chance: random.Random) -> Iterator[Extent]:
    """Yield stretches that do not overlap, more of them in a longer text."""
    taken = 0
    for start, end in sorted(_extent(text, chance) for _ in range(4 + len(text) // 400)):
        if start >= taken:
            yield start, end
            taken = end


def _span(text: str, extent: Extent, label: str) -> Span:
    start, end = extent
    return Span(id=span_id(label, start, end), start=start, end=end, label=label, text=text[start:end])


def _with(span: Span, **attributes: Value) -> Span:
    return Span(id=span.id, start=span.start, end=span.end, label=span.label, text=span.text, attributes=attributes)


def _links(label: str, heads: list[Span], tails: list[Span]) -> Iterator[Relation]:
    said: dict[str, Value] = {"polarity": "negative"} if label == "target" else {}
    for head, tail in zip(heads, tails, strict=False):
        named = relation_id(label, head.id, tail.id)
        yield Relation(id=named, label=label, head=head.id, tail=tail.id, attributes=said)


def through_the_browser(articles: list[Article], client: Client, visitor: BrowserContext, folder: Path) -> None:
    """Push the articles, open and submit each on every page, and check what is highlighted and what is pulled."""
    corpus = OnServer(client, folder, articles)
    for shown in SCHEME.passes:
        known = page(SCHEME, shown)
        tab = None
        for article in articles:
            spans = [s for s in suggestion_of(article).spans if SCHEME.layer_of[s.label].name in shown.layers]
            if tab is None:
                tab = LabellingPage(visitor, corpus.links[shown.name])
                tab.begin(len(spans))
            tab.follow(as_drawn(article.text))
            tab.eventually(tab.places, {s.id: drawn_places(article.text, s) for s in spans})
            assert {s.id: tab.label(s.id) for s in spans[:3]} == {s.id: page_label(s, known) for s in spans[:3]}
            tab.keep_picture(f"hostile-{article.id}-{shown.name}")
            tab.submit()
        assert tab is not None
        tab.close()
    pulled = {article.id: article for article in corpus.pull().articles}
    for article in articles:
        (made,) = (a for a in pulled[article.id].annotations if a.role == "person")
        assert pulled[article.id].text == article.text
        assert made.layers == suggestion_of(article).layers
        assert (article.id, changes(article, made)) == (article.id, [])


def as_drawn(text: str) -> str:
    """Return the text as the page has it: each of the two characters of a Windows line end breaks the line."""
    return text.replace("\r", "\n")


def drawn_places(text: str, span: Span) -> list[int]:
    """Return the places that a span highlights: all but the line breaks, where nothing can be seen."""
    return [place for place in range(span.start, span.end) if text[place] not in "\r\n"]


def test_every_offset_is_exact(client: Client, visitor: BrowserContext, tmp_path: Path) -> None:
    articles = [suggested(name, text) for name, text in TEXTS.items()]

    through_the_browser(articles, client, visitor, tmp_path)


def test_every_offset_of_a_long_article_is_exact(client: Client, visitor: BrowserContext, tmp_path: Path) -> None:
    through_the_browser([suggested("long", written(0, 20_000))], client, visitor, tmp_path)


@pytest.mark.soak
def test_every_offset_of_random_texts_is_exact(client: Client, visitor: BrowserContext, tmp_path: Path) -> None:
    articles = [suggested(f"random-{number}", written(number, 300 + number)) for number in range(1, 2 * SOAK + 1)]

    through_the_browser(articles, client, visitor, tmp_path)
