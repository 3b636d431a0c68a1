"""Bars for the card, as small SVG files: the same numbers give the same bytes, on light and on dark pages."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

_COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00")  # Okabe and Ito: told apart by everybody
_STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#24292f}.title{font-size:14px;font-weight:600}.soft{fill:#57606a}"
    ".page{fill:#fff}.line{stroke:#d0d7de}"
    "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.soft{fill:#9198a1}.page{fill:#0d1117}.line{stroke:#3d444d}}"
)
_WIDTH, _LEFT, _RIGHT, _TOP, _BAR, _GAP = 720, 130, 70, 64, 16, 8
_LONGEST = _WIDTH - _LEFT - _RIGHT  # pixels of a bar
_LETTER = 7  # pixels of a letter of the legend, nearly


class Bar(NamedTuple):
    """A line of a chart: its name, a value for each series, and what stands at its end."""

    name: str
    values: Sequence[float]
    told: str


def bars(title: str, series: Sequence[str], rows: Sequence[Bar]) -> bytes:
    """Return a chart with one bar a row, each made of the values of all series one after the other."""
    most = max((sum(row.values) for row in rows), default=0) or 1
    drawn = []
    for place, row in enumerate(rows):
        y, x = _TOP + place * (_BAR + _GAP), float(_LEFT)
        drawn.append(_text(_LEFT - 8, y + 12, row.name, "end"))
        for colour, value in zip(_COLOURS, row.values, strict=False):
            width = value / most * _LONGEST
            if width:
                drawn.append(_rect(x, y, width, _BAR, colour))
            x += width
        drawn.append(_text(x + 6, y + 12, row.told, "start", "soft"))
    return _page(title, series, drawn, _TOP + len(rows) * (_BAR + _GAP))


def pairs(title: str, series: Sequence[str], rows: Sequence[Bar]) -> bytes:
    """Return a chart with the values of a row, 0 to 1, below each other, a thin bar for each series."""
    thin = _BAR / len(series)
    drawn = []
    for place, row in enumerate(rows):
        y = _TOP + place * (_BAR + _GAP)
        drawn.append(_text(_LEFT - 8, y + 12, row.name, "end"))
        for number, value in enumerate(row.values):
            drawn.append(_rect(_LEFT, y + number * thin, value * _LONGEST, thin, _COLOURS[number]))
        longest = max(row.values, default=0) * _LONGEST
        drawn.append(_text(_LEFT + longest + 6, y + 12, row.told, "start", "soft"))
    return _page(title, series, drawn, _TOP + len(rows) * (_BAR + _GAP))


def _page(title: str, series: Sequence[str], drawn: Sequence[str], bottom: float) -> bytes:
    """Return a whole picture: title, legend, what is drawn, and the axis down to `bottom`."""
    legend, x = [], float(_LEFT)
    for colour, name in zip(_COLOURS, series, strict=False):
        legend.append(_rect(x, 38, 10, 10, colour))
        legend.append(_text(x + 15, 47, name, "start", "soft"))
        x += 15 + len(name) * _LETTER + 16
    height = _number(bottom + 12)
    axis = f'<line class="line" x1="{_LEFT}" x2="{_LEFT}" y1="{_TOP - 4}" y2="{_number(bottom)}"/>'
    size = f'width="{_WIDTH}" height="{height}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {_WIDTH} {height}" role="img"'
    parts = [
        f'{head} aria-label="{escape(title)}">',
        f"<style>{_STYLE}</style>",
        f'<rect class="page" {size} rx="6"/>',
        _text(16, 24, title, "start", "title"),
        *legend,
        *drawn,
        axis,
        "</svg>",
    ]
    return ("\n".join(parts) + "\n").encode()


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    place = f'x="{_number(x)}" y="{_number(y)}" width="{_number(width)}" height="{_number(height)}"'
    return f'<rect {place} fill="{colour}"/>'


def _text(x: float, y: float, words: str, anchor: str, kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text x="{_number(x)}" y="{_number(y)}" text-anchor="{anchor}"{named}>{escape(words)}</text>'


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
