"""A difference of two releases as a report: a short table, then the first changes in words; or all of it as JSON."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from annotate.dataset.diff.changes import KINDS, UNCOUNTED, WHATS, Difference
from annotate.dataset.diff.words import MARKDOWN, TEXT, Row, Style, sentence
from annotate.wording import counted

FORMATS = ("text", "markdown", "json")
_SOURCES = 20  # sources in the table
_WHOLE = "gone and new: in articles that were removed or added as a whole."


def report(found: Difference, form: str, *, limit: int = 20, failed: Sequence[str] = ()) -> str:
    """Return a difference without a last line end: everything as JSON, or tables and the first `limit` changes.

    `failed` are the reasons why it must not pass.
    """
    if form == "json":
        return as_json(found, failed)
    style = MARKDOWN if form == "markdown" else TEXT
    title = style.heading(f"{style.quoted(found.before)} → {style.quoted(found.after)}")
    if not found.changes:
        return f"{title}\nNo differences in {counted(found.shared, 'article')}."
    count = len(found.changes)
    touched = len({change.article for change in found.changes})
    parts = [
        f"{title}\n{counted(count, 'change')} in {counted(touched, 'article')}; {counted(found.shared, 'article')} in both."
    ]
    parts.append("\n".join(style.item(f"fails: {reason}") for reason in failed))
    parts += [_labels(found, style), _sources(found, style)]
    parts.append("\n".join(style.item(sentence(change, style)) for change in found.changes[:limit]))
    if count > limit:
        parts.append(f"… and {count - limit} more: --limit {count} tells them, --format json holds them all.")
    return "\n\n".join(part for part in parts if part)


def _labels(found: Difference, style: Style) -> str:
    """Return the table by what and label: totals of both sides, and changes of each kind."""
    counts = found.by_label()
    whole = any(found.in_whole_articles(label) for label in found.totals)
    rows: list[Row] = []
    for (what, label), total in found.totals.items():
        changes = [_count(counts[what, label, kind]) for kind in KINDS]
        if not any(changes) and not found.in_whole_articles((what, label)):
            continue
        ends = ["", ""] if what in UNCOUNTED else [str(total.before), str(total.after)]
        besides = [_count(0 if what == "article" else count) for count in (total.gone, total.new)] if whole else []
        rows.append([f"{what} {label}" if label else what, *ends, *besides, *changes])
    head = ["", "before", "after", *(["gone", "new"] if whole else []), *KINDS]
    return style.table(head, rows).rstrip("\n") + (f"\n\n{_WHOLE}" if whole else "")


def _sources(found: Difference, style: Style) -> str:
    """Return the table by source of the article, most changes first; empty where no source is known."""
    counts = found.by_source()
    totals: Counter[str | None] = Counter()
    for (source, _, _), count in counts.items():
        totals[source] += count
    if totals.keys() <= {None}:
        return ""
    order = sorted(totals, key=lambda source: (-totals[source], source or ""))
    rows = []
    for source in order[:_SOURCES]:
        for what in WHATS:
            cells = [_count(counts[source, what, kind]) for kind in KINDS]
            if any(cells):
                rows.append([style.cell(source) if source else "unknown", what, *cells])
    more = f"\n… and {len(order) - _SOURCES} more sources" if len(order) > _SOURCES else ""
    return style.table(["source", "", *KINDS], rows).rstrip("\n") + more


def _count(count: int) -> str:
    return str(count) if count else ""


def as_json(found: Difference, failed: Sequence[str]) -> str:
    """Return everything as one JSON object."""
    counts = found.by_label()
    said = {
        "before": found.before,
        "after": found.after,
        "shared": found.shared,
        "failed": list(failed),
        "labels": [
            {
                "what": what,
                "label": label,
                **({} if what in UNCOUNTED else total._asdict()),
                "changes": {kind: counts[what, label, kind] for kind in KINDS if counts[what, label, kind]},
            }
            for (what, label), total in found.totals.items()
        ],
        "sources": [
            {"source": source, "what": what, "kind": kind, "count": count}
            for (source, what, kind), count in sorted(
                found.by_source().items(), key=lambda x: (x[0][0] or "", *x[0][1:])
            )
        ],
        "changes": [
            {**change._asdict(), "fields": {k: list(v) for k, v in change.fields.items()}} for change in found.changes
        ],
    }
    return msgspec.json.encode(said).decode()
