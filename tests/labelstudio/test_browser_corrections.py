"""An annotator at the pages of the seed article, and what `pull` makes of it: exactly the changes made, and no other."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from annotate.annotations import Annotation, Article
from annotate.invariants import breaches
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.pushing.plan import suggestion_of
from tests.labelstudio.labelling_page import LabellingPage
from tests.labelstudio.on_server import OnServer, changes, facts, seed
from tests.records import SCHEME

pytestmark = [pytest.mark.server, pytest.mark.browser]

SITUATION = (
    "the current situation where Russia and North Korea's closer ties have gone beyond the movement of military supplies to"
    " actual dispatch of troops is a grave security threat not only to our country but to the international community"
)
SUPPORT = (
    "providing support to North Korea that allows Pyongyang to substantially improve its nuclear and missile programme"
)
OFFICIALS = "key intelligence, military and national security"
ACTORS = [
    "changed GROUP '1,500 special forces troops' use=place",
    "changed QUANTITY '1,500 special forces troops' modifier=approximate",
    "rejected STATE 'Russia'",
    "missed STATE 'North Korean' entity=North Korea use=actor",
    "moved QUANTITY 'more than 13,000 containers' -> QUANTITY '13,000 containers'",
    "moved PERSON 'South Korean President Yoon Suk Yeol' -> PERSON 'South Korean President'",
    f"moved GROUP '{OFFICIALS} officials' -> GROUP '{OFFICIALS}'",
    "relabelled STATE 'our country' -> GROUP 'our country'",
]
STANCE = [
    "missed SOURCE 'North Korea'",
    "missed CUE 'has shipped' act=commit certainty=certain holder=North Korea",
    "missed CONTENT 'artillery rounds, ballistic missiles and anti-tank rockets'",
    "changed CUE 'said' certainty=probable",
    "rejected CONTENT 'that'",
    "changed CUE 'has now been officially confirmed' holder=foreign media",
    "changed CUE 'discuss' act=report",
    "changed CUE 'shared the view' holder=National Intelligence Service",
    f'moved CONTENT "that {SITUATION}" -> CONTENT "{SITUATION}"',
    f"moved TARGET 'Russia {SUPPORT}' -> TARGET '{SUPPORT}'",
    "rejected content: 'has been reported' -> 'that'",
    "rejected target: 'shared the view' -> 'Russia'",
    "missed source: 'has now been officially confirmed' -> 'foreign media' (inferred.ends)",
    "missed source: 'has shipped' -> 'North Korea' (inferred.nearest_cue)",
    "missed content: 'has shipped' -> 'artillery rounds, ballistic missiles and anti-tank rockets' (inferred.nearest_cue)",
    "missed target: 'shared the view' -> 'Ukraine' polarity=negative",
]


@pytest.fixture
def article() -> Article:
    return seed()


@pytest.fixture
def corpus(client: Client, article: Article, tmp_path: Path) -> OnServer:
    return OnServer(client, tmp_path, [article])


def label_key(label: str) -> str:
    """Return the key of a label of the page: the scheme's own, or that of an act."""
    keys = {x.name: x.hotkey for layer in SCHEME.layers for x in layer.labels} | {
        x.value: x.hotkey for x in SCHEME.attributes["CUE"]["act"].choices
    }
    return keys[label] or ""


def choice_key(label: str, attribute: str, value: str) -> str:
    """Return the key of a value of a label's attribute."""
    return next(x.hotkey for x in SCHEME.attributes[label][attribute].choices if x.value == value) or ""


def is_sound(article: Article, made: Annotation) -> bool:
    """Say whether a person's annotation breaks no rule and left the facts of the entities alone."""
    alone = Article(id=article.id, text=article.text, annotations=(suggestion_of(article), made))
    return (
        not breaches(alone, SCHEME) and facts(made.entities).items() <= facts(suggestion_of(article).entities).items()
    )


def test_corrections_of_actors_and_quantities_survive_closing_and_are_what_is_pulled(
    visitor: BrowserContext, corpus: OnServer, article: Article
) -> None:
    page = LabellingPage(visitor, corpus.links["actors"])
    page.begin(55)
    correct_actors(page)
    page.close()
    draft = corpus.work()
    page = LabellingPage(visitor, corpus.links["actors"])
    page.begin(55)
    page.keep_picture("actors-corrected")
    page.submit()
    page.close()
    done = corpus.work()

    assert (draft.status, done.status) == ("draft", "submitted")
    assert changes(article, draft) == ACTORS
    assert changes(article, done) == ACTORS
    assert is_sound(article, done)


def correct_actors(page: LabellingPage) -> None:
    """Make one correction of each kind, and wait until the server has the draft."""
    page.delete("state-62-68")

    page.select("quantity-550-577")
    page.move_edge("quantity-550-577", "left", 560)

    page.select("state-1536-1547")
    page.press(label_key("GROUP"))
    page.eventually(lambda: page.label("state-1536-1547"), "GROUP")

    page.select("group-1154-1212")
    page.move_edge("group-1154-1212", "right", 1196)

    page.select("person-1073-1109")
    page.move_edge("person-1073-1109", "right", 1095)  # lets go behind the blank

    both_labels_of_one_extent(page)

    page.select("org-696-706")
    page.press(label_key("STATE"))  # by mistake: it was meant for the next span
    page.eventually(lambda: page.label("org-696-706"), "STATE")
    page.press("Control+z")
    page.eventually(lambda: page.label("org-696-706"), "ORG")

    drawn = page.draw(label_key("STATE"), 524, 536)
    page.select(drawn)
    with page.saving_a_draft_with(f'{drawn}","from_name":"use"'):
        page.press(SCHEME.attributes["STATE"]["entity"].hotkeys[0])
        page.eventually(lambda: page.fields()["entity"], ["North Korea"])
        page.press(choice_key("STATE", "use", "actor"))
        page.eventually(lambda: page.fields()["use"], ["actor"])


def both_labels_of_one_extent(page: LabellingPage) -> None:
    """Correct the group and the quantity that are the same words: a click takes the inner, the name tag the outer."""
    page.click(40, "group-31-58")
    page.press(choice_key("GROUP", "use", "place"))
    page.eventually(lambda: page.fields()["use"], ["place"])

    page.click_pill("quantity-31-58")
    page.press(choice_key("QUANTITY", "modifier", "approximate"))
    page.eventually(lambda: page.fields()["modifier"], ["approximate"])


def test_corrections_of_stances_are_what_is_pulled(visitor: BrowserContext, corpus: OnServer, article: Article) -> None:
    page = LabellingPage(visitor, corpus.links["stance"])
    page.begin(60)
    correct_stances(page)
    draw_an_attribution(page)
    page.keep_picture("stance-corrected")
    page.submit()
    page.close()
    done = corpus.work()

    assert done.status == "submitted"
    assert changes(article, done) == STANCE
    assert is_sound(article, done)


def correct_stances(page: LabellingPage) -> None:
    """Correct a link's end, a nested content, an act, a certainty, holders, a target that is an actor and one that is not."""
    page.delete("content-952-956")

    page.select("content-1347-1582")
    page.move_edge("content-1347-1582", "left", 1353)

    page.select("cue-1216-1223")
    page.press(label_key("report"))
    page.eventually(lambda: page.label("cue-1216-1223"), "report")

    page.select("cue-882-886")
    page.press(choice_key("CUE", "certainty", "probable"))
    page.eventually(lambda: page.fields()["certainty"], ["probable"])

    page.select("cue-1331-1346")
    page.press(SCHEME.attributes["CUE"]["holder"].hotkeys[0])
    page.eventually(lambda: page.fields()["holder"], ["National Intelligence Service"])
    page.tick("target", "Ukraine", "Russia")
    page.eventually(lambda: sorted(page.fields()["target"]), ["North Korea", "Ukraine"])

    page.select("cue-992-1025")
    page.choose("holder", "foreign media")
    page.eventually(lambda: page.fields()["holder"], ["foreign media"])
    page.link("cue-992-1025", "source-978-991")

    page.click_in_list("content-2360-2480")  # it has no name tag, and the words are those of a target
    page.click_in_list("target-2360-2480")
    page.move_edge("target-2360-2480", "left", 2369)

    page.select("cue-1588-1592")
    page.press(label_key("CONTENT"))  # by mistake: its holder and certainty go
    page.eventually(lambda: page.label("cue-1588-1592"), "CONTENT")
    page.press("Control+z")
    page.eventually(lambda: page.label("cue-1588-1592"), "report")


def draw_an_attribution(page: LabellingPage) -> None:
    """Draw cue, source and content of a stance inside another one's content, and link nothing."""
    cue = page.draw(label_key("commit"), 591, 602)
    page.draw(label_key("SOURCE"), 579, 590)
    page.draw(label_key("CONTENT"), 603, 661)
    page.select(cue)
    page.press(choice_key("CUE", "certainty", "certain"))
    page.eventually(lambda: page.fields()["certainty"], ["certain"])
