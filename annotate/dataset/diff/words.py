"""A single change in words, as plain text or Markdown; what others wrote (surfaces, names) can do no harm in either."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from annotate.annotations import Value
from annotate.dataset.card.tables import table
from annotate.dataset.diff.changes import Change, Facts
from annotate.wording import counted

_SURFACE = 60  # characters of a surface that are shown
Row = list[str]


class Style(NamedTuple):
    """How a format writes: words of others (surfaces, names, ids), a heading, a table, a line of a list."""

    quoted: Callable[[str], str]
    heading: Callable[[str], str]
    table: Callable[[Row, Sequence[Row]], str]
    item: Callable[[str], str]
    cell: Callable[[str], str]


def sentence(change: Change, style: Style) -> str:
    """Return a change in words: article, what became of what, old and new."""
    quoted = style.quoted
    item = change.after if change.before is None else change.before
    name = quoted(change.article)
    what = f"{change.what} {change.kind}"
    label = f" {change.label}" if change.label else ""
    if change.what in {"span", "relation", "entity"} and item is not None:
        said = f"{name}: {what}{label} {_item(change, item, quoted)}"
        return said + _became(change, quoted)
    if change.what == "split":
        return f"{name}: split moved {_value(change, 'before', 'split')} → {_value(change, 'after', 'split')}"
    if change.what == "text":
        return f"{name}: text changed, {_value(change, 'before', 'characters')} → {_value(change, 'after', 'characters')} characters"
    if change.kind == "changed" or item is None:
        return f"{name}: {what}: {_fields(change, quoted)}"
    counts = f"{counted(int(item['spans'] or 0), 'span')}, {counted(int(item['relations'] or 0), 'relation')}"
    return f"{name}: {what} ({', '.join(str(x) for x in (item['split'], counts) if x)})"


def _item(change: Change, item: Facts, quoted: Callable[[str], str]) -> str:
    if change.what == "relation":
        return f"{quoted(_text(item['head_text']))} → {quoted(_text(item['tail_text']))}"
    if change.what == "entity":
        return quoted(_text(item["name"]))
    return f"{quoted(_text(item['text']))} [{item['start']}, {item['end']})"


def _became(change: Change, quoted: Callable[[str], str]) -> str:
    """Return what an item is now, where it is on both sides."""
    if change.kind == "changed":
        return f": {_fields(change, quoted)}"
    if change.before is None or change.after is None:
        return ""
    return (
        f", now {change.after['label']}"
        if change.kind == "relabelled"
        else f", now {_item(change, change.after, quoted)}"
    )


def _fields(change: Change, quoted: Callable[[str], str]) -> str:
    return ", ".join(
        f"{name} {_shown(old, quoted)} → {_shown(new, quoted)}" for name, (old, new) in change.fields.items()
    )


def _shown(value: Value, quoted: Callable[[str], str]) -> str:
    """Return a value as it is told: nothing as a dash, numbers and booleans plainly, words quoted."""
    if value is None:
        return "–"
    return quoted(value) if isinstance(value, str) else f"{value:g}" if isinstance(value, float) else str(value).lower()


def _value(change: Change, side: str, name: str) -> str:
    facts = change.before if side == "before" else change.after
    return _text((facts or {}).get(name))


def _text(value: Value) -> str:
    return "" if value is None else str(value)


def plain(words: str) -> str:
    """Return words on one line, at most 60 characters, without what would steer a terminal."""
    line = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return line if len(line) <= _SURFACE else f"{line[: _SURFACE - 1]}…"


def code(words: str) -> str:
    """Return words as Markdown code, so that nothing in them is markup or mentions anybody."""
    line = plain(words)
    fence = "`" * (max((len(run) for run in re.findall("`+", line)), default=0) + 1)
    pad = " " if line.startswith("`") or line.endswith("`") or not line else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def columns(head: Row, rows: Sequence[Row]) -> str:
    """Return a table in plain text: words to the left, numbers to the right."""
    lines = [head, *rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    right = [all(not row[i] or row[i].isdigit() for row in rows) for i in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if numeric else cell.ljust(width)
            for cell, width, numeric in zip(line, widths, right, strict=True)
        ).rstrip()
        for line in lines
    )


TEXT = Style(
    quoted=lambda words: f"“{plain(words)}”",
    heading=lambda words: words,
    table=columns,
    item=lambda words: f"  {words}",
    cell=plain,
)
MARKDOWN = Style(
    quoted=code,
    heading=lambda words: f"### {words}\n",
    table=table,
    item=lambda words: f"- {words}",
    cell=lambda words: code(words).replace("|", r"\|"),
)
