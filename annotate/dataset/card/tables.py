"""The tables of a dataset's card, counted from the data."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean, median_low

from annotate.align import VERDICTS
from annotate.dataset.card.tally import Summary, Tally
from annotate.dataset.files.hashes import config_hash
from annotate.dataset.files.parquet import Size, shard
from annotate.dataset.rows.columns import Columns
from annotate.dataset.splits.splits import SPLITS
from annotate.dataset.standoff.modes import Mode
from annotate.quality.adjudication import SOURCES
from annotate.quality.agreement import Score
from annotate.quality.attributes import Values
from annotate.quality.verdicts import acceptance
from annotate.scheme import Scheme
from annotate.wording import counted

_TOP = 10  # sources named


def table(head: list[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a Markdown table; what is None is a dash."""
    lines: list[Sequence[object]] = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join("–" if x is None else str(x) for x in line) + " |" for line in lines) + "\n"


def present(tally: Tally) -> list[str]:
    """Return the splits that have articles."""
    return [split for split in SPLITS if tally.articles[split] or tally.untouched[split]]


def splits(tally: Tally) -> str:
    """Return articles and their lengths by split."""
    head = ["split", "articles with gold", "articles no person has touched", "characters", "tokens"]
    rows = [[s, tally.articles[s], tally.untouched[s], tally.characters[s], tally.tokens[s]] for s in present(tally)]
    return table(head, rows)


def configs(tally: Tally, sizes: Mapping[str, Mapping[str, Size]]) -> str:
    """Return the rows of each config by split."""
    there = present(tally)
    rows = [[f"`{name}`", *(of[s].rows if s in of else 0 for s in there)] for name, of in sizes.items()]
    return table(["config", *there], rows)


def labels(scheme: Scheme, tally: Tally) -> str:
    """Return spans and relations by label and split."""
    there = present(tally)
    rows: list[list[object]] = []
    for layer in scheme.layers:
        rows += [[layer.name, f"`{x}`", *(tally.labels[x, s] for s in there)] for x in layer.label_names]
        rows += [[layer.name, f"`{r.name}` →", *(tally.relations[r.name, s] for s in there)] for r in layer.relations]
    return table(["layer", "label or relation", *there], rows)


_ATTRIBUTES = """\
Attributes of the spans and links that both marked exactly alike: how many were compared (what both left empty was not), the share
of equal values, and Krippendorff's alpha (nominal), which takes chance away: 1 is full agreement, 0 what chance would give."""


def gold(scheme: Scheme, tally: Tally) -> str:
    """Return how each layer's gold was decided."""
    rows = [[layer.name, *(tally.sources[layer.name, source] for source in SOURCES)] for layer in scheme.layers]
    return table(["layer", *SOURCES], rows)


def agreement(scheme: Scheme, summary: Summary) -> str:
    """Return how far annotators agree by layer, label and relation, and on the attributes of what they marked alike."""
    found = summary.agreement
    if not any(found.pairs.values()):
        return "No two people have judged the same layer of an article.\n"
    head = ["layer", "what", "pairs of annotations", "F1 exact", "F1 overlap"]
    rows: list[list[object]] = []
    for layer in scheme.layers:
        pairs = found.pairs[layer.name]
        rows.append([layer.name, "all spans", pairs, *_f1(found.layers[layer.name])])
        rows += [[layer.name, f"`{x}`", pairs, *_f1(found.labels[x])] for x in layer.label_names]
        rows += [[layer.name, f"`{r.name}` →", pairs, *_f1(found.relations[r.name])] for r in layer.relations]
    return table(head, rows) + (f"\n{_ATTRIBUTES}\n\n{told}" if (told := _attributes(summary)) else "")


def _attributes(summary: Summary) -> str:
    """Return how far two people agree on attributes; nothing where no two marked the same."""
    compared = [(name, values) for name, values in summary.agreement.attributes.items() if values.total]
    rows = [[f"`{name}`", x.total, *_shares(x)] for name, x in compared]
    return table(["attribute", "compared", "equal", "alpha"], rows) if rows else ""


def _shares(values: Values) -> list[str | None]:
    return [None if x is None else f"{x:.3f}" for x in (values.equal, values.alpha)]


def _f1(score: Score) -> list[str | None]:
    return [None if x is None else f"{x:.3f}" for x in (score.exact_f1, score.overlap_f1)]


def verdicts(summary: Summary) -> str:
    """Return what people made of the suggestions by layer."""
    if not summary.verdicts.annotations:
        return "No annotation was made on suggestions.\n"
    rows: list[list[object]] = []
    for layer, counts in summary.verdicts.layers.items():
        share = acceptance(counts)
        told = None if share is None else f"{share:.1%}"
        rows.append([layer, *(counts[verdict] for verdict in VERDICTS), told])
    return table(["layer", *VERDICTS, "accepted of suggested"], rows)


def licences(tally: Tally, mode: Mode) -> str:
    """Return the texts' licences, with a warning where one has none."""
    order = sorted(tally.licenses.items(), key=lambda item: item[0] or "")
    text = table(["licence of the text", "articles"], [[name or "unknown", n] for name, n in order])
    if tally.licenses[None] and mode.texts:
        text += (
            f"\n**Warning:** texts of {counted(tally.licenses[None], 'article')} have no licence that is told. They may not be yours to publish: "
            "set `meta.license`, or keep this dataset to yourself.\n"
        )
    return text


def lengths(tally: Tally) -> str:
    """Return how long the articles with gold are, in characters."""
    found = sorted(tally.article_lengths)
    if not found:
        return ""
    row = [len(found), found[0], median_low(found), round(fmean(found)), found[-1]]
    return table(["articles", "shortest", "median", "mean", "longest"], [row])


def outlets(tally: Tally) -> str:
    """Return the sources that most articles come from, the rest in one line."""
    order = sorted(tally.outlets.items(), key=lambda item: (-item[1], item[0] or ""))
    rows: list[list[object]] = [[_cell(name or "unknown"), n] for name, n in order[:_TOP]]
    if order[_TOP:]:
        rows.append([f"{len(order) - _TOP} others", sum(n for _, n in order[_TOP:])])
    return table(["source", "articles"], rows)


def class_ids(configs: Mapping[str, Columns]) -> str:
    """Return every list of classes in the order of their ids, with the columns that hold them."""
    found: dict[tuple[str, ...], list[str]] = {}
    for config, columns in configs.items():
        for column, names in _classes(columns):
            found.setdefault(names, []).append(f"`{config}.{column}`")
    rows = [(" ".join(f"{i}=`{x}`" for i, x in enumerate(names)), ", ".join(of)) for names, of in found.items()]
    return table(["ids", "columns"], rows)


def _classes(columns: Columns) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, column in columns.items():
        inner = column[0] if isinstance(column, list) else column
        if isinstance(inner, tuple):
            yield name, inner
        elif isinstance(inner, dict):
            yield from ((f"{name}.{deeper}", names) for deeper, names in _classes(inner))


def leaks(summary: Summary) -> str:
    """Return the largest similarity that each two splits let through."""
    head = ["splits", "largest Jaccard", "between", "largest share of the shorter", "between"]
    rows = [
        [" – ".join(leak.splits), f"{leak.jaccard:.3f}", _pair(leak.closest), f"{leak.contained:.3f}", _pair(leak.cut)]
        for leak in summary.leaks
    ]
    return table(head, rows)


def _pair(names: tuple[str, str] | None) -> str | None:
    return names and ", ".join(f"`{name}`" for name in names)


def hashed(sizes: Mapping[str, Mapping[str, Size]]) -> str:
    """Return the hashes of each config's rows and of each file."""
    rows: list[list[object]] = []
    for config, of in sizes.items():
        rows.append([f"`{config}`", "rows", f"`{config_hash({s: size.rows_sha256 for s, size in of.items()})}`"])
        rows += [["", f"`{shard(config, s)}`", f"`{size.file_sha256}`"] for s, size in of.items()]
    return table(["config", "what", "SHA-256"], rows)


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")
