"""Label Studio's labelling page as an annotator works at it: by mouse and keyboard, read from what is drawn.

Places in the article are offsets in code points; what is highlighted is read back as such from the page's own text.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page, Response

from annotate.annotations import Extent

ARTEFACTS = Path(__file__).parent.parent.parent / "artefacts"
TEXT = ".lsf-htx-richtext"
HIGHLIGHT = ".htx-highlight"
_REGION = re.compile(r"htx-highlight-(.+)-\d+")
_SAVED = 30_000  # ms until a draft is on the server: the page waits some seconds for further edits

# Every character of the article as (node, offset in it, code point), line breaks being elements of their own.
_WALK = """
const root = document.querySelector('.lsf-htx-richtext');
const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
function* characters() {
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
const found = {{}};
let text = '', place = 0;
for (const [node, , character] of characters()) {{
  for (let box = node.parentElement.closest('.htx-highlight'); box; box = box.parentElement.closest('.htx-highlight'))
    (found[box.className] ??= []).push(place);
  text += character;
  place += 1;
}}
return [text, found];
}}"""

_BOX = f"""(wanted) => {{ {_WALK}
let place = 0;
for (const [node, at, character] of characters()) {{
  if (place === wanted) {{
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + character.length);
    node.parentElement.scrollIntoView({{block: 'nearest'}});
    let box = range.getBoundingClientRect();
    const bar = document.querySelector('.labels').getBoundingClientRect().bottom;
    if (box.top < bar + 20 || box.bottom > innerHeight - 80) {{
      node.parentElement.scrollIntoView({{block: 'center'}});
      box = range.getBoundingClientRect();
    }}
    return [box.left, box.top, box.width, box.height];
  }}
  place += 1;
}}
throw new Error('the article has no character ' + wanted);
}}"""


class LabellingPage:
    """A task open in a tab of its own."""

    def __init__(self, context: BrowserContext, link: str) -> None:
        """Open the link in a new tab and wait until the article and its regions are drawn."""
        self.tab: Page = context.new_page()
        self.tab.goto(link)
        self.tab.locator(TEXT).wait_for()
        self.tab.locator(".lsf-outliner-item").first.wait_for()

    # -- what is seen

    def shown(self) -> tuple[str, dict[str, list[int]]]:
        """Return the article as drawn, and the places that each region highlights."""
        text, boxes = self.tab.evaluate(_SHOWN)
        found: dict[str, list[int]] = {}
        for classes, places in boxes.items():
            named = next(filter(None, map(_REGION.fullmatch, classes.split())))
            found.setdefault(named[1], []).extend(places)
        return text, {region: sorted(places) for region, places in found.items()}

    def extents(self) -> dict[str, Extent]:
        """Return what each region highlights, which is one unbroken stretch."""
        found = {}
        for region, places in self.shown()[1].items():
            assert places == list(range(places[0], places[-1] + 1)), f"{region} is highlighted in pieces"
            found[region] = (places[0], places[-1] + 1)
        return found
