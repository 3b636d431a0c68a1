"""What an export holds, counted while its rows are written: the numbers of the card and of the summary."""

from collections import Counter
from typing import Any, NamedTuple

from annotate.dataset.rows.columns import DOCUMENTS
from annotate.dataset.rows.subject import Subject
from annotate.dataset.splits.leakage import Leak
from annotate.quality.agreement import Agreement
from annotate.quality.verdicts import Verdicts


class Tally:
    """Counts by split of articles, gold spans by label, relations, sources of gold, lengths, tools and what BIO loses."""

    def __init__(self) -> None:
        """Start with nothing counted."""
        self.articles: Counter[str] = Counter()
        self.untouched: Counter[str] = Counter()
        self.characters: Counter[str] = Counter()
        self.labels: Counter[tuple[str, str]] = Counter()
        self.relations: Counter[tuple[str, str]] = Counter()
        self.sources: Counter[tuple[str, str]] = Counter()
        self.disputes: Counter[str] = Counter()
        self.licenses: Counter[str | None] = Counter()
        self.languages: Counter[str] = Counter()
        self.annotators: Counter[str] = Counter()
        self.lost = 0
        self.tokens: Counter[str] = Counter()
        self.outlets: Counter[str | None] = Counter()
        self.tools: Counter[str] = Counter()
        self.guidelines: Counter[str] = Counter()
        self.article_lengths: list[int] = []
        self.span_lengths: Counter[tuple[str, int]] = Counter()

    def count(self, subject: Subject) -> None:
        """Count an article and its gold."""
        article, gold, split = subject.article, subject.gold, subject.split
        self.licenses[article.meta.license] += 1
        if article.meta.language:
            self.languages[article.meta.language] += 1
        self.outlets[article.meta.source] += 1
        self.annotators.update({a.author for a in article.annotations if a.role == "person"})
        self.guidelines.update({a.guidelines for a in article.annotations if a.role == "person" and a.guidelines})
        self.tools.update({f"{a.author} {a.version}" for a in article.annotations if a.role == "machine" and a.version})
        if gold is None:
            self.untouched[split] += 1
            return
        self.articles[split] += 1
        self.characters[split] += len(article.text)
        self.article_lengths.append(len(article.text))
        self.span_lengths.update([(span.label, span.end - span.start) for span in gold.annotation.spans])
        for label, count in Counter([span.label for span in gold.annotation.spans]).items():
            if subject.checked(label):
                self.labels[label, split] += count
        for label, count in Counter([relation.label for relation in gold.annotation.relations]).items():
            self.relations[label, split] += count
        self.sources.update(gold.sources.items())
        self.disputes.update(dispute.kind for dispute in gold.disputes)

    def count_tokens(self, split: str, batch: Any) -> None:
        """Count the tokens in a record batch of the config of that name, and the spans that BIO loses in it."""
        self.lost += sum(batch["lost"].to_pylist())
        self.tokens[split] += len(batch["tokens"].flatten())

    def add(self, other: "Tally") -> None:
        """Add what another tally has counted."""
        for name, counted in vars(other).items():
            own = getattr(self, name)
            if isinstance(own, Counter):
                own.update(counted)
            else:
                setattr(self, name, own + counted)


class Summary(NamedTuple):
    """What an export wrote: its splits, rows of each config in each of them, and what did not get in, by reason.

    `withheld` are articles that are near-duplicates of articles in two splits; `untouched` those that no person has
    touched, which are in by_annotator only; `disputes` counts what no majority kept, by kind. `leaks` are the largest
    similarities across splits: of all pairs of articles if `exact`, else of those that sketches found alike; `way` is what splits are made by: hash, time or outlet.
    """

    splits: tuple[str, ...]
    rows: dict[str, tuple[int, ...]]
    withheld: tuple[str, ...]
    untouched: tuple[str, ...]
    disputes: dict[str, int]
    agreement: Agreement
    verdicts: Verdicts
    leaks: tuple[Leak, ...]
    exact: bool
    way: str

    @property
    def documents(self) -> int:
        """Return how many articles have gold and are in a split."""
        return sum(self.rows.get(DOCUMENTS, ()))
