"""Label Studio's labelling page as an annotator works at it: by mouse and keyboard, read from what is drawn.

Places in the article are offsets in code points; what is highlighted is read back as such from the page's own text.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import BrowserContext, Locator, Page, Response

from tests.places import ROOT

ARTEFACTS = ROOT / "artefacts"
_REGION = re.compile(r"htx-highlight-(.+)-\d+")
_PATIENCE_MS = 60_000  # the page saves a draft some seconds after the last edit, on a busy machine many
_POLL_MS = 50
_KEEPS_CLEAR = 90  # pixels at the bottom, where the buttons float

# Every character of the article as (node, offset in it, character): a line break is an element, a letter may be two units.
_WALK = """
const root = document.querySelector('.lsf-htx-richtext');
function* characters() {
  if (root === null) return;  // between two articles
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeName === 'BR') yield [node, 0, '\\n'];
    else if (node.nodeType === Node.TEXT_NODE) {
      let at = 0;
      for (const character of node.data) { yield [node, at, character]; at += character.length; }
    }
  }
}
"""
_SHOWN = f"""() => {{ {_WALK}
const places = {{}};
let text = '', place = 0;
for (const [node, , character] of characters()) {{
  for (let box = node.parentElement.closest('.htx-highlight'); box; box = box.parentElement.closest('.htx-highlight'))
    (places[box.className] ??= []).push(place);
  text += character;
  place += 1;
}}
return [text, places];
}}"""
_BOX = f"""([wanted, margin]) => {{ {_WALK}
let place = 0;
for (const [node, at, character] of characters()) {{
  if (place++ !== wanted) continue;
  const range = document.createRange();
  range.setStart(node, at);
  range.setEnd(node, at + character.length);
  const bar = document.querySelector('.labels').getBoundingClientRect().bottom;
  let box = range.getBoundingClientRect();
  if (box.top < bar + 20 || box.bottom > innerHeight - margin) {{
    const line = node.parentElement.closest('.lsf-richtext__line') ?? node.parentElement;
    line.scrollIntoView({{block: 'center'}});
    box = range.getBoundingClientRect();
  }}
  return [box.left, box.top, box.width, box.height];
}}
throw new Error('the article has no character ' + wanted);
}}"""
_FIELDS = """() => Object.fromEntries([...document.querySelectorAll('.side .field')]
  .filter((field) => field.offsetHeight && /field-/.test(field.className))
  .map((field) => [/field-(\\w+)/.exec(field.className)[1], [
    ...[...field.querySelectorAll('.ant-radio-wrapper-checked > span:last-child > span')].map((x) => x.firstChild.data),
    ...[...field.querySelectorAll('button [data-testid=choiceOptionText]')].map((x) => x.innerText),
    ...[...field.querySelectorAll('input[type=number]')].map((x) => x.value).filter(Boolean),
    ...[...field.querySelectorAll('[data-testid="textarea-region"]')].map((x) => x.innerText.trim()),
  ]]))"""


class LabellingPage:
    """The next task of a project, open in a tab of its own."""

    def __init__(self, context: BrowserContext, link: str) -> None:
        """Open the link and wait until article and instructions are there."""
        self.tab: Page = context.new_page()
        self.tab.goto(link)
        self.tab.locator(".lsf-htx-richtext .lsf-richtext__line").first.wait_for()
        self._modal.wait_for()

    @property
    def _modal(self) -> Locator:
        return self.tab.locator(".lsf-modal-ls")

    def instructions(self) -> str:
        """Return what the instructions say that cover the page on entering."""
        return self._modal.inner_text()

    def begin(self, regions: int) -> None:
        """Close the instructions, as one does, and wait until so many regions are listed."""
        self.press("Escape")
        self._modal.wait_for(state="detached")
        self.eventually(lambda: len(self.places()), regions)

    def follow(self, text: str) -> None:
        """Wait until the article that follows a submitted one is drawn."""
        self.eventually(self.text, text)

    # -- what is seen

    def text(self) -> str:
        """Return the article as drawn."""
        return str(self.tab.evaluate(_SHOWN)[0])

    def places(self) -> dict[str, list[int]]:
        """Return the places that each region highlights, by region id, all its fragments together."""
        found: dict[str, list[int]] = {}
        for classes, places in self.tab.evaluate(_SHOWN)[1].items():
            named = next(filter(None, map(_REGION.fullmatch, classes.split())))
            found.setdefault(named[1], []).extend(places)
        return {region: sorted(places) for region, places in found.items()}

    def fields(self) -> dict[str, list[str]]:
        """Return what the fields beside the article hold for the selected region, by the field's name."""
        return dict(self.tab.evaluate(_FIELDS))

    def selected(self) -> str | None:
        """Return the id of the selected region."""
        boxes = self.tab.locator(".htx-highlight.__active")
        if boxes.count() == 0:
            return None
        return next(filter(None, map(_REGION.fullmatch, (boxes.first.get_attribute("class") or "").split())))[1]

    def pill(self, region: str) -> str:
        """Return what a region's name tag says: its number and its label, whether it is drawn or hidden by style."""
        return self._fragments(region).last.get_attribute("data-label") or ""

    def label(self, region: str) -> str:
        """Return the label that the page shows for a region."""
        return self.pill(region).partition(":")[2]

    def relations(self) -> list[tuple[str, str]]:
        """Return the relations as their tab lists them, each as the name tags of its ends; go back to the regions."""
        self.tab.get_by_text("Relations", exact=True).first.click()
        listed = self.tab.locator(".lsf-relations__item")
        listed.first.wait_for()
        words = [told.split("\n") for told in listed.all_inner_texts()]
        found = [(":".join(told[:2]), ":".join(told[2:])) for told in words]
        self.tab.get_by_text("Regions", exact=True).first.click()
        listed.first.wait_for(state="detached")
        return found

    def eventually(self, read: Callable[[], object], wanted: object) -> None:
        """Wait until the page shows what is wanted; fail with what it shows instead."""
        for _ in range(_PATIENCE_MS // _POLL_MS):
            if read() == wanted:
                return
            self.tab.wait_for_timeout(_POLL_MS)
        assert read() == wanted

    def keep_picture(self, name: str) -> None:
        """Keep a screenshot among the artefacts."""
        ARTEFACTS.mkdir(exist_ok=True)
        self.tab.screenshot(path=ARTEFACTS / f"{name}.png")

    # -- what is done

    def press(self, key: str) -> None:
        """Press a key."""
        self.tab.keyboard.press(key)

    def select(self, region: str) -> None:
        """Click a region where no other one lies inside it; fields show when this returns."""
        every = self.places()
        inner = {p for other, held in every.items() if other != region and len(held) < len(every[region]) for p in held}
        self.click(next(place for place in every[region] if place not in inner), region)

    def click(self, place: int, region: str) -> None:
        """Click a character of the article; the region expected is selected when this returns."""
        self.unselect()
        self.tab.mouse.click(*self._point(place))
        self.eventually(self.selected, region)

    def click_pill(self, region: str) -> None:
        """Click the small name tag at a region's end: the way to the outer one of two on the same words."""
        self.unselect()
        self._point(self.places()[region][-1])
        box = self._fragments(region).last.bounding_box()
        assert box is not None
        self.tab.mouse.click(box["x"] + box["width"] - 5, box["y"] + 5)
        self.eventually(self.selected, region)

    def click_in_list(self, region: str) -> None:
        """Scroll the list of regions to a region's number and click it: the way to what has no name tag in the text."""
        self.unselect()
        number, _, label = self.pill(region).partition(":")
        entry = self.tab.locator(".lsf-tree__node", has_text=re.compile(rf"^\s*{number}\s*{label}"))
        self.tab.locator(".lsf-tree__node").first.hover()
        for _ in range(len(self.places())):
            if entry.count():
                break
            self.tab.mouse.wheel(0, 150)
            self.tab.wait_for_timeout(_POLL_MS)
        entry.click()
        self.eventually(self.selected, region)

    def unselect(self) -> None:
        """Press Esc if something is selected."""
        if self.selected() is not None:
            self.press("Escape")
            self.eventually(self.selected, None)

    def delete(self, region: str) -> None:
        """Select a region and delete it by key."""
        self.select(region)
        self.press("Backspace")
        self.eventually(lambda: region in self.places(), wanted=False)

    def draw(self, key: str, start: int, end: int) -> str:
        """Choose a label by its key, drag over the characters from start to end, and return the new region's id."""
        self.unselect()
        before = self.places().keys()
        self.press(key)
        self._point(end - 1)
        self._drag(self._point(start, 0.2), self._point(end - 1, 0.8))
        self.eventually(lambda: len(self.places().keys() - before), 1)
        return next(iter(self.places().keys() - before))

    def link(self, head: str, tail: str) -> None:
        """Draw an arrow by key: with its head selected press alt+r, then click its tail."""
        self.select(head)
        places = self.places()[tail]
        self._point(places[0])
        self.press("Alt+r")
        with self.saving_a_draft_with(f'"from_id":"{head}","to_id":"{tail}"'):
            self.tab.mouse.click(*self._point(places[0]))

    def move_edge(self, region: str, side: str, place: int) -> None:
        """Drag the selected region's left or right handle onto a character."""
        held = self.places()[region]
        self._point(held[0 if side == "left" else -1])
        box = self.tab.locator(f"{_fragment(region)} .__resize_{side}").last.bounding_box()
        assert box is not None
        self._drag((box["x"] + box["width"] / 2, box["y"] + box["height"] / 2), self._point(place))
        self.eventually(lambda: self.places()[region] != held, wanted=True)

    def choose(self, field: str, option: str) -> None:
        """Click a choice of a field whose choices stand open."""
        named = re.compile(rf"^{re.escape(option)}(\[.+\])?$")
        self.tab.locator(f".side .field-{field} label", has_text=named).click()

    def tick(self, field: str, *options: str) -> None:
        """Open the list of a field that takes several, tick (or untick) options, close the list."""
        button = self.tab.locator(f".side .field-{field} button").first
        button.click()
        for option in options:
            self.tab.get_by_role("option", name=option, exact=True).click()
        button.click()
        self.tab.get_by_role("option").first.wait_for(state="detached")

    @contextmanager
    def saving_a_draft_with(self, mark: str) -> Iterator[None]:
        """Wait until the server has a draft in whose JSON the mark occurs."""

        def is_it(answer: Response) -> bool:
            return "/drafts" in answer.url and mark in (answer.request.post_data or "") and answer.ok

        with self.tab.expect_response(is_it, timeout=_PATIENCE_MS):
            yield

    def submit(self) -> None:
        """Press the key for Submit and wait until the server has the annotation."""

        def is_it(answer: Response) -> bool:
            return "/annotations" in answer.url and answer.request.method == "POST" and answer.ok

        with self.tab.expect_response(is_it, timeout=_PATIENCE_MS):
            self.press("Control+Enter")

    def close(self) -> None:
        """Close the tab as it is."""
        self.tab.close()

    def _fragments(self, region: str) -> Locator:
        return self.tab.locator(_fragment(region))

    def _point(self, place: int, share: float = 0.5) -> tuple[float, float]:
        """Return where on the screen a character is, scrolled to; `share` of its width from its left."""
        left, top, width, height = self.tab.evaluate(_BOX, [place, _KEEPS_CLEAR])
        return left + width * share, top + height / 2

    def _drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        mouse = self.tab.mouse
        mouse.move(*start)
        mouse.down()
        mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=3)
        mouse.move(*end, steps=3)
        mouse.up()


def _fragment(region: str) -> str:
    return f'.htx-highlight[class*="htx-highlight-{region}-"]'
