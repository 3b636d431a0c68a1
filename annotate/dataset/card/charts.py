"""The pictures of a card: which numbers each shows. No word of an article is in them."""

from collections import Counter

from annotate.dataset.card.plots import Bar, bars, pairs
from annotate.dataset.card.tables import present
from annotate.dataset.card.tally import Summary, Tally
from annotate.scheme import Scheme

LABELS, LENGTHS, AGREEMENT = "plots/labels.svg", "plots/span-lengths.svg", "plots/agreement.svg"
TITLES = {
    LABELS: "Gold spans by label and split",
    LENGTHS: "Gold spans by length in characters",
    AGREEMENT: "Agreement of two annotators (F1) by label",
}
_UP_TO = (5, 10, 20, 40, 80, 160, 320)  # characters


def charts(scheme: Scheme, tally: Tally, summary: Summary) -> dict[str, bytes]:
    """Return the SVG files by path; agreement only where two people judged the same articles."""
    found = {LABELS: _labels(scheme, tally), LENGTHS: _lengths(scheme, tally)}
    if any(score.total for score in summary.agreement.labels.values()):
        found[AGREEMENT] = _agreement(scheme, summary)
    return found


def _labels(scheme: Scheme, tally: Tally) -> bytes:
    splits = present(tally)
    rows = []
    for label in scheme.labels:
        counts = [tally.labels[label, split] for split in splits]
        rows.append(Bar(label, counts, str(sum(counts))))
    return bars(TITLES[LABELS], splits, rows)


def _lengths(scheme: Scheme, tally: Tally) -> bytes:
    layers = [layer.name for layer in scheme.layers]
    counts: Counter[tuple[str, int]] = Counter()
    for (label, length), n in tally.span_lengths.items():
        bucket = next((i for i, most in enumerate(_UP_TO) if length <= most), len(_UP_TO))
        counts[scheme.layer_of[label].name, bucket] += n
    rows = []
    for i, name in enumerate(_buckets()):
        values = [counts[layer, i] for layer in layers]
        rows.append(Bar(name, values, str(sum(values))))
    return bars(TITLES[LENGTHS], layers, rows)


def _buckets() -> list[str]:
    ranges = zip((0, *_UP_TO), _UP_TO, strict=False)
    return [*(f"{least + 1} to {most}" for least, most in ranges), f"over {_UP_TO[-1]}"]


def _agreement(scheme: Scheme, summary: Summary) -> bytes:
    rows = []
    for label in scheme.labels:
        score = summary.agreement.labels[label]
        if score.exact_f1 is not None and score.overlap_f1 is not None:
            rows.append(Bar(label, (score.exact_f1, score.overlap_f1), f"{score.exact_f1:.2f}, {score.overlap_f1:.2f}"))
    return pairs(TITLES[AGREEMENT], ("exact", "overlap"), rows)
