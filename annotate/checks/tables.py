"""The rows of a dataset's tables: class ids, offsets against text, ids, relations, and rows that are not there."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from annotate.annotations import Zone
from annotate.checks.findings import Finding
from annotate.checks.unseen import Unseen
from annotate.dataset.files.parquet import shard
from annotate.dataset.rows.columns import (
    BY_ANNOTATOR,
    DOCUMENTS,
    ENTITIES,
    SPAN_VOTES,
    TOKENS,
    Column,
    Columns,
    row_labels,
)
from annotate.dataset.standoff.standoff import LENGTH, SHA
from annotate.scheme import Scheme

Row = dict[str, Any]
Text = str | Unseen
Complaint = tuple[str, str]  # the rule's code and what is wrong


class Corpus:
    """What the files read so far say of each article: text, zones, split, and how many rows each config should have."""

    def __init__(self, columns: Mapping[str, Columns]) -> None:
        """Start with nothing read of configs with these columns."""
        self.columns = columns
        self.texts: dict[str, Text] = {}
        self.zones: dict[str, tuple[Zone, ...]] = {}
        self.splits: dict[str, str] = {}
        self.due: Counter[tuple[str, str]] = Counter()
        self.rows: Counter[tuple[str, str]] = Counter()

    def learn(self, article: str, text: Text, split: str) -> None:
        """Keep an article's text and split."""
        self.texts[article] = text
        self.splits[article] = split

    def expect(self, row: Row, scheme: Scheme) -> None:
        """Keep what a row of documents promises of the derived configs."""
        article = row["id"]
        self.zones[article] = tuple(Zone(**zone) for zone in row["zones"])
        self.due[ENTITIES, article] = len(row["entities"])
        self.due[BY_ANNOTATOR, article] = 1
        self.due[SPAN_VOTES, article] = any(span["checked"] for span in row["spans"])
        if TOKENS in self.columns:
            self.due[TOKENS, article] = bool(row["text"].strip())
        for layer in scheme.layers:
            labels = row_labels(layer)
            self.due[layer.name, article] = sum(scheme.labels[s["label"]] in labels for s in row["spans"])

    def gaps(self, folder: Path, scheme: Scheme) -> Iterator[Finding]:
        """Yield a finding for each article whose derived rows are too few or too many."""
        exact = {ENTITIES, *(layer.name for layer in scheme.layers)}
        for (config, article), due in self.due.items():
            has = self.rows[config, article]
            if has < due or (config in exact and has > due):
                file = str(folder / shard(config, self.splits[article]))
                yield Finding(
                    "D11",
                    file,
                    0,
                    f"has {has} rows of article {article!r}, documents promises {'some' if due is True else due}",
                )


def check_rows(
    rows: Iterable[Row], *, path: Path, config: str, split: str, scheme: Scheme, corpus: Corpus
) -> Iterator[Finding]:
    """Yield what is wrong in the rows of one file; `corpus` learns of them. Documents come before derived configs."""
    classes = _classes(corpus.columns[config])
    seen: set[str] = set()
    previous = ""
    for number, row in enumerate(rows, 1):
        article = row["id"] if config == DOCUMENTS else row["article_id"]
        corpus.rows[config, article] += 1
        complaints = [("D05", message) for message in _bad_classes(classes, row, "")]
        if row["id"] in seen:
            complaints.append(("D07", "the id is used before"))
        if article < previous:
            complaints.append(("D07", f"article {article!r} stands after {previous!r}"))
        if row["split"] != split:
            complaints.append(("D09", f"says split {row['split']!r} in the file of {split}"))
        seen.add(row["id"])
        previous = article
        if not complaints:
            if config in {DOCUMENTS, BY_ANNOTATOR}:
                text = _text(row)
                known_text = corpus.texts.get(article, text)
                if known_text != text:
                    complaints.append(("D06", "its text is not that of the article's other rows"))
                    known_text = text
                corpus.learn(article, known_text, split)
                complaints += _nested(row, known_text)
            if config == DOCUMENTS:
                corpus.expect(row, scheme)
            else:
                known = config == BY_ANNOTATOR or corpus.rows[DOCUMENTS, article]
                complaints += _derived(
                    row, corpus.texts.get(article) if known else None, split, corpus.splits.get(article)
                )
        for rule, message in complaints:
            yield Finding(rule, str(path), 0, f"row {number} ({row['id']}): {message}")


def _classes(column: Column) -> Column:
    """Return a column with only its classes left; an empty struct where there are none."""
    if isinstance(column, list):
        item = _classes(column[0])
        return [item] if item else {}
    if isinstance(column, dict):
        return {name: kept for name, inner in column.items() if (kept := _classes(inner))}
    return column if isinstance(column, tuple) else {}


def _bad_classes(column: Column, value: Any, where: str) -> Iterator[str]:
    """Yield the class ids that are no class, by the path of their column."""
    if value is None:
        return
    if isinstance(column, tuple):
        if not 0 <= value < len(column):
            yield f"{where} is class {value}, there are {len(column)} (0 to {len(column) - 1})"
    elif isinstance(column, list):
        for item in value:
            yield from _bad_classes(column[0], item, where)
    elif isinstance(column, dict):
        for name, inner in column.items():
            yield from _bad_classes(inner, value[name], f"{where}.{name}" if where else name)


def _text(row: Row) -> Text:
    """Return the text that a row of documents or by_annotator is about, as far as the release carries it."""
    if "text" in row:
        return str(row["text"])
    return Unseen(-1 if row[LENGTH] is None else row[LENGTH], row[SHA] or "")


def _nested(row: Row, text: Text) -> Iterator[Complaint]:
    """Yield what is wrong with the spans and relations of a row of documents or by_annotator."""
    spans = row["spans"]
    if isinstance(text, Unseen):
        yield from (("D06", fault) for fault in text.faults())
    counts = Counter(span["id"] for span in spans)
    yield from (("D07", f"span id {name!r} is used {n} times") for name, n in counts.items() if n > 1)
    for span in spans:
        yield from _extent(span, text, f"span {span['id']}")
    for relation in row["relations"]:
        for end in ("head", "tail"):
            index = relation[f"{end}_index"]
            if index is None or not 0 <= index < len(spans):
                yield "D08", f"relation {relation['id']}: {end}_index {index} is not one of {len(spans)} spans"
            elif spans[index]["id"] != relation[end]:
                found = spans[index]["id"]
                yield "D08", f"relation {relation['id']}: {end} is {relation[end]!r}, {end}_index says {found!r}"


def _derived(row: Row, text: Text | None, split: str, home: str | None) -> Iterator[Complaint]:
    """Yield what is wrong with a derived row, given its article's text."""
    if text is None:
        yield "D11", f"article {row['article_id']!r} is not in documents"
        return
    if home != split:
        yield "D09", f"its article is in {home}"
    if "start" in row:
        yield from _extent(row, text, "the row")
    yield from _sentence(row, text)
    for name, items in row.items():
        for item in items if isinstance(items, list) and name != "spans" else ():
            if isinstance(item, dict) and "start" in item:
                yield from _extent(item, text, f"{name} {item.get('id', '')}".rstrip())


def _sentence(row: Row, text: Text) -> Iterator[Complaint]:
    """Yield what is wrong with the sentence that a row stands in, and with its tokens."""
    start, end = row.get("sentence_start"), row.get("sentence_end")
    if isinstance(text, Unseen):
        if start is not None and not 0 <= start < (end or 0) <= len(text):
            yield "D06", f"its sentence [{start}, {end}) is not inside a text of {len(text)} characters"
        return
    if row.get("sentence") is not None and text[start:end] != row["sentence"]:
        yield "D06", "the sentence is not the text at its offsets"
    for first, last, token in zip(row.get("starts", ()), row.get("ends", ()), row.get("tokens", ()), strict=False):
        if text[first:last] != token:
            yield "D06", f"the text at [{first}, {last}) is {text[first:last]!r}, the token is {token!r}"


def _extent(item: Row, text: Text, what: str) -> Iterator[Complaint]:
    start, end = item["start"], item["end"]
    if not 0 <= start < end <= len(text):
        yield "D06", f"{what}: [{start}, {end}) is not inside a text of {len(text)} characters"
        return
    if isinstance(text, Unseen):
        yield from (("D06", f"{what}: {words}") for words in text.disagreements(item))
    elif text[start:end] != item["text"]:
        yield "D06", f"{what}: the text at [{start}, {end}) is {text[start:end]!r}, not {item['text']!r}"
    for name in item:
        part = name.removesuffix("_start")
        first = item[name] if part not in {name, "sentence"} else None
        if first is not None and not start <= first < (item.get(f"{part}_end") or 0) <= end:
            yield "D06", f"{what}: part {part} [{first}, {item.get(f'{part}_end')}) is not inside [{start}, {end})"
