"""How the labelling page looks: CSS made from the scheme.

Colours are laid over whatever is behind them, so one sheet serves light and dark mode. Label Studio gives only the last
fragment of a broken span its label; the others are found by the span's id, which begins with the label.
"""

import re
from collections.abc import Iterator

from annotate.labelstudio.page.controls import controls, opens
from annotate.scheme import Label, Pass, Scheme

_GENERAL = """
.article [class*="richtext"] { white-space: pre-wrap; line-height: %(line_height)s !important; font-size: 15px; }
.article .__resize_left, .article .__resize_right { display: inline !important; z-index: 5; }
.article .htx-highlight[data-label]::after { font-size: 8.5px; opacity: .8; }
.article .htx-highlight.__active { outline: 2px solid var(--color-primary-content, #4c5fa9); }
.article .htx-highlight.__highlighted { outline: 2px solid #ff8800; }
.labels { position: sticky; top: 0; z-index: 20; padding: 2px 0 4px; background: var(--color-neutral-background, Canvas); }
"""

_SIDE = """
.page { display: flex; gap: 14px; align-items: flex-start; }
.article { flex: 1 1 auto; min-width: 0; }
.side { flex: 0 0 236px; position: sticky; top: 0; display: flex; flex-wrap: wrap; gap: 0 10px; font-size: 12px; }
.side .field { flex: 1 1 100%; min-width: 0; }
.side .half { flex: 1 1 40%; }
.side h4 { font-size: 11.5px !important; line-height: 1.2 !important; margin: 7px 0 1px !important;
  font-weight: 600 !important; color: var(--color-neutral-content-subtle, inherit); }
.side .lsf-choices_layout_vertical { max-height: 34vh; overflow-y: auto; scrollbar-width: thin; }
.side .lsf-choices_layout_vertical .lsf-choice:has(.ant-radio-wrapper-checked) { position: sticky; top: 0; bottom: 0; z-index: 1;
  background: var(--color-neutral-background, Canvas); }
.side .lsf-choices, .side .lsf-number { margin: 0 !important; }
.side .half .lsf-choices_layout_inline { gap: 0 6px; flex-wrap: nowrap; white-space: nowrap; }
.side .lsf-choices_layout_inline { display: flex; flex-wrap: wrap; gap: 0 9px; }
.side .lsf-choice { margin: 0 !important; padding: 0 !important; }
.side .lsf-choice__item, .side .lsf-choice__checkbox { margin: 0 !important; padding: 0 !important; min-height: 0; }
.side .lsf-choice__checkbox, .side .lsf-choice__checkbox span { font-size: 12px !important; font-weight: 400 !important;
  line-height: 17px !important; }
.side .ant-radio-wrapper-checked span { font-weight: 600 !important; }
.side .ant-radio { top: 2px !important; }
.side .ant-radio-inner { width: 12px !important; height: 12px !important; }
.side .ant-radio + span { padding: 0 0 0 5px !important; }
.side .lsf-hint { font-size: 9.5px !important; font-weight: 400 !important; top: -.35em; }
.side .lsf-text-area { margin: 2px 0 0 !important; }
.side .lsf-text-area .ant-form-item, .side [data-testid="textarea-regions"] { margin: 0 !important; }
.side .ant-form-item-control-input { min-height: 0 !important; }
.side input.ant-input, .side .lsf-number input, .side [data-testid="htx-textbox-content"] { width: 100% !important;
  height: 26px !important; min-height: 26px !important; margin: 0 !important; padding: 2px 6px !important;
  font-size: 12px !important; }
.side [data-testid="htx-textbox-content"] p { font-size: 12px !important; line-height: 20px !important; }
.side [data-testid="select-trigger"], .side .lsf-choices_layout_select button { min-height: 26px !important;
  height: 26px !important; padding: 0 6px !important; font-size: 12px !important; width: 100%; }
.side .lsf-choices_layout_select button span { font-size: 12px !important; }
.side .ant-collapse, .side .ant-collapse-item, .side .ant-collapse-content { background: transparent !important;
  border: 0 !important; color: inherit !important; }
.side .ant-collapse-header { padding: 6px 0 !important; color: inherit !important; font-size: 12px; }
.side .ant-collapse-content-box { padding: 0 !important; }
.guide { max-height: 50vh; overflow-y: auto; scrollbar-width: thin; }
.guide li, .guide p { font-size: 12px !important; line-height: 1.35 !important; margin: 0 0 3px !important; padding: 0; }
.guide ul { padding-left: 12px !important; margin: 0 0 6px !important; }
"""

# A list that opens hangs outside the page's own boxes; its rows are 40 pixels high unless told otherwise.
_LISTS = """
body:has(.side) [role="listbox"] { max-height: min(56vh, var(--radix-popper-available-height, 300px) - 12px) !important;
  scrollbar-width: thin; }
body:has(.side) [role="option"] { padding: 0 !important; }
body:has(.side) [role="option"] div { padding-top: 0 !important; padding-bottom: 0 !important; line-height: 22px !important;
  font-size: 12px !important; }
body:has(.side) [role="option"] span::after { opacity: .7; }
"""

_GUIDELINES = """
.guidelines ul { list-style: disc; margin: 4px 0 10px 20px; }
.guidelines ol { list-style: decimal; margin: 4px 0 10px 24px; }
.guidelines li { margin: 3px 0; }
.guidelines p { margin: 4px 0; }
.guidelines h2 { margin: 18px 0 6px; }
.guidelines h3 { margin: 14px 0 4px; }
.guidelines th, .guidelines td { text-align: left; vertical-align: top; padding: 2px 14px 2px 0; }
.guidelines code { font-family: inherit; padding: 0 3px; background: rgba(128, 128, 128, .14); }
.guidelines .mark { border-bottom: 2px solid; }
.guidelines sup { font-size: 9px; padding-left: 1px; }
"""

_ARROWS = """
svg[class*="relations-overlay"] { opacity: 0; pointer-events: none; }
body:has(.lsf-relations__item) svg[class*="relations-overlay"] { opacity: .8; }
svg[class*="relations-overlay"] g g { display: none; }
svg[class*="relations-overlay"] path { stroke: #7a8696; stroke-width: 1.2; }
"""


def style_sheet(scheme: Scheme, shown: Pass) -> str:
    """Return the CSS of a pass's page; it holds no `<`, `>` or `&`, which the server would break."""
    rules = [_GENERAL % {"line_height": shown.line_height}, _SIDE, _LISTS, _GUIDELINES, _ARROWS]
    rules.extend(_glosses(scheme, shown))
    for layer in map(scheme.layer, shown.layers):
        for label in layer.labels:
            rules.extend(_label_rules(label))
    rules.extend(f".guidelines .mark-{name} {{ border-bottom-color: {color}; }}\n" for name, color in _colors(scheme))
    return "".join(rules)


def _colors(scheme: Scheme) -> Iterator[tuple[str, str]]:
    """Yield the colour of every label, and of every choice that stands on the page as one."""
    for layer in scheme.layers:
        yield from ((label.name, label.color) for label in layer.labels)
        for attribute in layer.attributes:
            yield from ((choice.value, choice.color) for choice in attribute.choices if choice.color)


def _glosses(scheme: Scheme, shown: Pass) -> Iterator[str]:
    """Yield what a list that opens says beside each of its choices: a code alone has to be known by heart."""
    for field in controls(scheme, shown):
        if opens(field):
            for choice in field.attribute.choices:
                if choice.help:
                    row = f'body:has(.side) [role="option"][data-value="{choice.value}"] span::after'
                    yield f'{row} {{ content: "{_quoted(" – " + choice.help)}"; }}\n'


def _quoted(text: str) -> str:
    """Return a text as it may stand in a CSS string: what would end it, or what the server breaks, as escapes."""
    return re.sub(r'["\\<>&\n]', lambda found: f"\\{ord(found[0]):x} ", text)


def _label_rules(label: Label) -> Iterator[str]:
    by_label = f'.article .htx-highlight[data-label$=":{label.name}"]'
    by_id = f'.article .htx-highlight[class*="htx-highlight-{label.name.lower()}-"]'
    both = f"{by_label}, {by_id}"
    if label.style in {"pale", "underline", "dotted"}:
        yield f"{by_label}::after {{ display: none; }}\n"
    if label.style == "pale":
        yield f"{both} {{ background: color-mix(in srgb, {label.color} 30%, transparent) !important; }}\n"
    elif label.style == "underlined":
        yield f"{both} {{ padding-bottom: 2px; border-bottom: 2px solid {label.color}; }}\n"
    elif label.style in {"underline", "dotted"}:
        line = "solid" if label.style == "underline" else "dotted"
        yield f"{both} {{ background: transparent !important; border-bottom: 2px {line} {label.color}; }}\n"
    if label.style == "underline":
        nested = f'{by_id} .htx-highlight[class*="htx-highlight-{label.name.lower()}-"]'
        yield f"{nested} {{ border-bottom-color: color-mix(in srgb, {label.color}, #a33c00 65%); }}\n"
