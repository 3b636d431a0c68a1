"""How the labelling page looks: CSS made from the scheme.

Colours are laid over whatever is behind them, so one sheet serves light and dark mode. Label Studio gives only the last
fragment of a broken span its label; the others are found by the span's id, which begins with the label.
"""

from collections.abc import Iterator

from annotate.scheme import Label, Pass, Scheme

_GENERAL = """
.article [class*="richtext"] { white-space: pre-wrap; line-height: %(line_height)s !important; font-size: 15px; }
.article .__resize_left, .article .__resize_right { display: inline !important; }
.article .htx-highlight[data-label]::after { font-size: 8.5px; opacity: .8; }
.article .htx-highlight.__active { outline: 2px solid var(--color-primary-content, #4c5fa9); }
.article .htx-highlight.__highlighted { outline: 2px solid #ff8800; }
.labels { position: sticky; top: 0; z-index: 20; padding: 2px 0 4px; background: var(--color-neutral-background, Canvas); }
"""

_SIDE = """
.page { display: flex; gap: 14px; align-items: flex-start; }
.article { flex: 1 1 auto; min-width: 0; }
.side { flex: 0 0 236px; position: sticky; top: 0; font-size: 12.5px; }
"""

_ARROWS = """
svg[class*="relations-overlay"] { opacity: 0; pointer-events: none; }
body:has(.lsf-relations__item) svg[class*="relations-overlay"] { opacity: .8; }
svg[class*="relations-overlay"] g g { display: none; }
svg[class*="relations-overlay"] path { stroke: #7a8696; stroke-width: 1.2; }
"""


def style_sheet(scheme: Scheme, shown: Pass) -> str:
    """Return the CSS of a pass's page; it holds no `<`, `>` or `&`, which the server would break."""
    rules = [_GENERAL % {"line_height": shown.line_height}, _SIDE, _ARROWS]
    for name in shown.layers:
        for label in scheme.layer(name).labels:
            rules.extend(_label_rules(label))
    return "".join(rules)


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
