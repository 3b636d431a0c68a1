"""Say what people made of the suggestions, by layer and by rule, how far they agree, and how long they took."""

import argparse
from collections.abc import Sequence
from statistics import median

from annotate import store
from annotate.align import VERDICTS
from annotate.annotations import Article
from annotate.cli import words
from annotate.quality.agreement import Agreement, Score, agreement
from annotate.quality.attributes import Values
from annotate.quality.verdicts import Counts, Verdicts, acceptance, acceptance_interval, verdicts
from annotate.scheme import load_scheme

EXAMPLE = "  annotate report demo                 # reads exports/demo.jsonl\n  annotate report demo --json"
_PERCENT = 100
_MINUTE = 60


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add this verb's arguments."""
    sub.add_argument("name", metavar="NAME", help="what `annotate pull` brought: exports/NAME.jsonl")
    words.add_source(sub)
    words.add_json(sub)


def run(asked: argparse.Namespace) -> int:
    """Print the tables, or all of their figures as JSON."""
    scheme = load_scheme()
    articles = store.load(words.source_of(asked), scheme)
    judged, agreed = verdicts(articles, scheme), agreement(articles, scheme)
    if asked.json:
        words.summary(figures(judged, agreed, articles), as_json=True)
        return 0
    words.say(f"{len(articles)} articles, {judged.annotations} corrections of suggestions, {judged.blind} made blind")
    judged_columns = (*VERDICTS, "kept", "95 %")
    rows = [(layer, *row(counts)) for layer, counts in judged.layers.items()]
    words.table("suggestions by layer", ("layer", *judged_columns), rows)
    by_rule = sorted(judged.rules.items(), key=lambda item: acceptance(item[1]) or 0.0)
    rows = [(rule, *row(counts)) for (_, rule), counts in by_rule]
    title = "by rule, the most corrected first (nothing that was missed has a rule)"
    words.table(title, ("rule", *judged_columns), rows)
    scores = agreed.labels.items()
    agreeing = [(label, *percents(score), agreed.pairs[scheme.layer_of[label].name]) for label, score in scores]
    words.table("agreement of people, F1", ("label", "exact", "overlap", "pairs"), agreeing)
    values = [(name, *told(values), values.total) for name, values in agreed.attributes.items() if values.total]
    words.table("agreement on what both marked", ("attribute", "equal", "alpha", "compared"), values)
    worked = [(who, count, "-" if minutes is None else f"{minutes:.1f}") for who, count, minutes in people(articles)]
    words.table("people", ("who", "articles", "median minutes"), worked)
    return 0


def row(counts: Counts) -> list[str]:
    """Return the counts of all verdicts, the share of the suggestions that was accepted as it was, and its interval."""
    share, interval = acceptance(counts), acceptance_interval(counts)
    of_all = "-" if share is None else f"{_PERCENT * share:.0f}%"
    between = "-" if interval is None else "–".join(f"{_PERCENT * end:.0f}" for end in interval)
    return [*(str(counts[verdict]) for verdict in VERDICTS), of_all, between]


def percents(score: Score) -> tuple[str, str]:
    """Return exact and overlap F1 in percent, a dash where nobody marked anything."""
    values = (score.exact_f1, score.overlap_f1)
    exact, overlap = ("-" if value is None else f"{_PERCENT * value:.1f}" for value in values)
    return exact, overlap


def told(values: Values) -> tuple[str, str]:
    """Return the share of equal values in percent and Krippendorff's alpha, a dash where there is none."""
    equal, alpha = values.equal, values.alpha
    return "-" if equal is None else f"{_PERCENT * equal:.1f}", "-" if alpha is None else f"{alpha:.2f}"


def people(articles: Sequence[Article]) -> list[tuple[str, int, float | None]]:
    """Return, for each pseudonym, how many articles were submitted, and the median minutes of those whose time is known."""
    done: dict[str, list[float | None]] = {}
    for article in articles:
        for annotation in article.annotations:
            if annotation.role == "person" and annotation.status == "submitted":
                done.setdefault(annotation.author, []).append(annotation.lead_time_s)
    found: list[tuple[str, int, float | None]] = []
    for who, times in sorted(done.items()):
        known = [seconds for seconds in times if seconds is not None]
        found.append((who, len(times), round(median(known) / _MINUTE, 1) if known else None))
    return found


def figures(judged: Verdicts, agreed: Agreement, articles: Sequence[Article]) -> dict[str, object]:
    """Return every figure of the tables, for machines."""
    return {
        "articles": len(articles),
        "corrections": judged.annotations,
        "blind": judged.blind,
        "layers": {layer: dict(counts) for layer, counts in judged.layers.items()},
        "rules": {rule: dict(counts) for (_, rule), counts in judged.rules.items()},
        "kept_interval": {rule: acceptance_interval(counts) for (_, rule), counts in judged.rules.items()},
        "relations": {relation: dict(counts) for relation, counts in judged.relations.items()},
        "agreement": {label: {"exact": s.exact_f1, "overlap": s.overlap_f1} for label, s in agreed.labels.items()},
        "attributes": {
            name: {"equal": values.equal, "alpha": values.alpha, "compared": values.total}
            for name, values in agreed.attributes.items()
        },
        "people": {who: {"articles": count, "median_minutes": m} for who, count, m in people(articles)},
    }
