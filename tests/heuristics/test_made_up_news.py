"""Sentences with the grammar of news, a thousand of them each time: no rule fails at one, none makes what may not be."""

import pytest

from annotate.annotations import Article, Meta, Zone
from annotate.errors import RuleError
from annotate.heuristics import stance
from annotate.heuristics.preannotate import preannotate
from annotate.scheme import load_scheme
from tests.heuristics.made_up_news import made_up_article
from tests.soak import SOAK, record

SCHEME = load_scheme()


@pytest.mark.soak
def test_no_rule_fails_at_news_that_nobody_wrote() -> None:
    articles = [one for number in range(1000 * SOAK) if (one := made_up_article(number)).text.strip()]
    spans = sum(len(preannotate(article, SCHEME).annotations[0].spans) for article in articles)
    assert spans > 3 * len(articles)
    record("rules on made-up news", f"{len(articles):,} texts, {spans:,} spans: no rule failed, no invariant broken")


CUT = "It may leave 12% of it, an attack officials lauded."
ONCE_BROKEN = {
    "nobody behind by": Article(id="a", text="When asked by on Thursday about increasing the fees, he left."),
    "a zone that ends amid a phrase": Article(
        id="b", text=CUT, meta=Meta(zones=(Zone(0, CUT.index(" attack"), "dateline"),))
    ),
}


@pytest.mark.parametrize("article", ONCE_BROKEN.values(), ids=ONCE_BROKEN.keys())
def test_what_once_broke_a_rule_gives_a_sound_annotation(article: Article) -> None:
    assert preannotate(article, SCHEME).annotations


@pytest.mark.parametrize("fault", [IndexError("list index out of range"), RecursionError("too deep")])
def test_a_rule_that_fails_is_named_with_its_article(fault: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(stance, "find", fail)
    with pytest.raises(RuleError, match=rf"article a7: a rule failed \({type(fault).__name__}: "):
        preannotate(Article(id="a7", text="It rained."), SCHEME)
