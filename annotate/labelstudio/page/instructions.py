"""The guidelines as annotators meet them: whole when they enter a project, short beside the article."""

import re
from collections.abc import Iterator
from functools import cache

from annotate.labelstudio.page.controls import drawn_relations, shown_as_label
from annotate.scheme import Layer, Pass, Scheme, schemas_folder

_ALWAYS = "Working"


def instructions(scheme: Scheme, shown: Pass) -> str:
    """Return the guidelines of a pass as HTML: their version, how to work, then the sections of its layers."""
    from markdown_it import MarkdownIt

    wanted = {_ALWAYS, *(scheme.layer(name).title for name in shown.layers)}
    chosen = "\n\n".join(body for title, body in _sections() if title in wanted)
    page = MarkdownIt("commonmark").enable("table").render(chosen)
    # Label Studio drops style attributes and keeps classes; the page's own style sheet knows these.
    version = f"<p><small>Guidelines {scheme.guidelines}, scheme {scheme.version}</small></p>"
    return f'<div class="guidelines">{version}{_MARKED.sub(_AS_MARKED, page)}</div>'


_MARKED = re.compile(r"\[([^\[\]|]+)\|(\w+)\]")  # [words|LABEL] in an example
_AS_MARKED = r'<span class="mark mark-\2">\1</span><sup>\2</sup>'


def short_guidelines(scheme: Scheme, shown: Pass) -> str:
    """Return what an annotator looks up while working, as Markdown: each label in a line, then the keys."""
    lines: list[str] = []
    for name in shown.layers:
        lines.extend(_label_lines(scheme.layer(name)))
    linked = [_LINK] if drawn_relations(scheme, shown) else []
    return "\n".join([*lines, "", _KEYS, *linked, "", _WHOLE])


_KEYS = """\
**Keys**: Esc unselect, Backspace delete the span, Ctrl+Z undo, Ctrl+Enter submit, Alt+Enter update.
A label key relabels the span that is selected: press Esc first."""
# The page knows no key for a link's name (Label Studio's issue 2106): its ends tell it when it is brought home.
_LINK = "Alt+R links: select the cue, press it, click the other span. The link needs no name."
_WHOLE = 'All of it: the button "Instructions".'


def _label_lines(layer: Layer) -> Iterator[str]:
    for label in layer.labels:
        yield f"- **{label.name}** {label.help}"
        attribute = shown_as_label(layer, label.name)
        if attribute is not None:
            yield from (f"    - **{choice.value}** {choice.help}" for choice in attribute.choices)


@cache
def _sections() -> tuple[tuple[str, str], ...]:
    """Return title and Markdown of every second-level section of guidelines.md, heading included."""
    text = (schemas_folder() / "guidelines.md").read_text(encoding="utf-8")
    parts = re.split(r"(?m)^(?=## )", text)[1:]
    return tuple((part.splitlines()[0].removeprefix("## ").strip(), part.strip()) for part in parts)
