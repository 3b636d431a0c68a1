"""The README of a dataset: YAML that `load_dataset` reads, and a card whose every number is counted from the data."""

from collections.abc import Mapping, Sequence
from typing import Any

from annotate.dataset.features import yaml_features
from annotate.dataset.modes import FULL, Mode
from annotate.dataset.parquet import Size, shard
from annotate.dataset.prose import FULL_WORDS, STANDOFF_WORDS, prose
from annotate.dataset.splits import SPLITS
from annotate.dataset.tally import Summary, Tally
from annotate.quality.agreement import Score
from annotate.quality.verdicts import acceptance
from annotate.scheme import Scheme

SIZES = ((1000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
_OPEN = frozenset(
    {
        "cc0-1.0",
        "pddl",
        "cc-by-2.0",
        "cc-by-2.5",
        "cc-by-3.0",
        "cc-by-4.0",
        "cc-by-sa-3.0",
        "cc-by-sa-4.0",
        "mit",
        "apache-2.0",
    }
)  # what the Hub calls them


def card(
    *,
    name: str,
    scheme: Scheme,
    sizes: Mapping[str, Mapping[str, Size]],
    tally: Tally,
    summary: Summary,
    about: str = "",
    mode: Mode = FULL,
) -> bytes:
    """Return the README.md of an export: front matter, then the card, with its makers' own words near the top."""
    from huggingface_hub import DatasetCardData

    head = front_matter(name=name, scheme=scheme, sizes=sizes, tally=tally, mode=mode)
    data = DatasetCardData(**head)
    words = FULL_WORDS if mode.texts else STANDOFF_WORDS
    body = prose(
        name=name,
        scheme=scheme,
        about=about,
        words=words,
        splits=_splits(tally),
        labels=_labels(scheme, tally),
        configs=_configs(tally, sizes),
        agreement=_agreement(scheme, summary),
        acceptance=_acceptance(scheme, summary),
        licences=_licences(tally, mode),
        gold=_gold(scheme, tally),
        facts=_facts(tally, summary),
    )
    return f"---\n{data.to_yaml()}\n---\n\n{body}\n{words.last}".encode()


def front_matter(
    *, name: str, scheme: Scheme, sizes: Mapping[str, Mapping[str, Size]], tally: Tally, mode: Mode = FULL
) -> dict[str, Any]:
    """Return the README's YAML: configs with their files, `dataset_info` with features and counts, Hub metadata."""
    rows = sum(tally.articles.values())
    columns = mode.configs(scheme)
    return {
        "pretty_name": name,
        "language": sorted(tally.languages) or None,
        **_license(tally),
        "annotations_creators": ["expert-generated", "machine-generated"],
        "task_categories": ["token-classification", "text-classification"],
        "task_ids": ["named-entity-recognition"],
        "size_categories": [next((size for limit, size in SIZES if rows < limit), "n>1M")],
        "tags": ["news", "span-annotation", "stance", "quantities", "attribution", *mode.tags],
        "configs": [
            {"config_name": config}
            | ({"default": True} if config == next(iter(sizes)) else {})
            | {"data_files": [{"split": split, "path": shard(config, split)} for split in sizes[config]]}
            for config in sizes
        ],
        "dataset_info": [
            {
                "config_name": config,
                "features": yaml_features(columns[config]),
                "splits": [
                    {"name": split, "num_bytes": size.memory, "num_examples": size.rows} for split, size in of.items()
                ],
                "download_size": sum(size.file for size in of.values()),
                "dataset_size": sum(size.memory for size in of.values()),
            }
            for config, of in sizes.items()
        ],
    }


def table(head: list[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a Markdown table; what is None is a dash."""
    lines: list[Sequence[object]] = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join("–" if x is None else str(x) for x in line) + " |" for line in lines) + "\n"


def _license(tally: Tally) -> dict[str, str]:
    known = {license_ for license_ in tally.licenses if license_}
    if len(known) == 1 and None not in tally.licenses and next(iter(known)).lower() in _OPEN:
        return {"license": next(iter(known)).lower()}
    return {"license": "other", "license_name": "mixed", "license_link": "README.md#licences-of-the-texts"}


def _present(tally: Tally) -> list[str]:
    return [split for split in SPLITS if tally.articles[split] or tally.untouched[split]]


def _splits(tally: Tally) -> str:
    head = ["split", "articles with gold", "articles no person has touched", "characters", "tokens"]
    rows = [[s, tally.articles[s], tally.untouched[s], tally.characters[s], tally.tokens[s]] for s in _present(tally)]
    return table(head, rows)


def _configs(tally: Tally, sizes: Mapping[str, Mapping[str, Size]]) -> str:
    present = _present(tally)
    rows = [[f"`{name}`", *(of[s].rows if s in of else 0 for s in present)] for name, of in sizes.items()]
    return table(["config", *present], rows)


def _labels(scheme: Scheme, tally: Tally) -> str:
    present = _present(tally)
    rows: list[list[object]] = []
    for layer in scheme.layers:
        rows += [[layer.name, f"`{x}`", *(tally.labels[x, s] for s in present)] for x in layer.label_names]
        rows += [[layer.name, f"`{r.name}` →", *(tally.relations[r.name, s] for s in present)] for r in layer.relations]
    return table(["layer", "label or relation", *present], rows)


def _gold(scheme: Scheme, tally: Tally) -> str:
    head = ["layer", "adjudicated", "majority", "single"]
    return table(head, [[x.name, *(tally.sources[x.name, source] for source in head[1:])] for x in scheme.layers])


def _agreement(scheme: Scheme, summary: Summary) -> str:
    found = summary.agreement
    head = ["layer", "what", "pairs of annotations", "F1 exact", "F1 overlap"]
    rows: list[list[object]] = []
    for layer in scheme.layers:
        pairs = found.pairs[layer.name]
        rows.append([layer.name, "all spans", pairs, *_f1(found.layers[layer.name])])
        rows += [[layer.name, f"`{x}`", pairs, *_f1(found.labels[x])] for x in layer.label_names]
        rows += [[layer.name, f"`{r.name}` →", pairs, *_f1(found.relations[r.name])] for r in layer.relations]
    return table(head, rows)


def _f1(score: Score) -> list[str | None]:
    return [None if x is None else f"{x:.3f}" for x in (score.exact_f1, score.overlap_f1)]


def _acceptance(scheme: Scheme, summary: Summary) -> str:
    counts = summary.verdicts.layers
    head = ["layer", "accepted", "moved", "relabelled", "changed", "rejected", "missed", "accepted of suggested"]
    rows: list[list[object]] = []
    for layer in scheme.layers:
        of = counts[layer.name]
        share = acceptance(of)
        told = None if share is None else f"{share:.1%}"
        rows.append(
            [
                layer.name,
                of["accepted"],
                of["moved"],
                of["relabelled"],
                of["changed"],
                of["rejected"],
                of["missed"],
                told,
            ]
        )
    return table(head, rows)


def _licences(tally: Tally, mode: Mode) -> str:
    order = sorted(tally.licenses.items(), key=lambda item: item[0] or "")
    text = table(["licence of the text", "articles"], [[name or "unknown", n] for name, n in order])
    if tally.licenses[None] and mode.texts:
        text += (
            f"\n**Warning:** {tally.licenses[None]} articles name no licence. Their text may not be yours to publish: "
            "set `meta.license`, or keep this dataset to yourself.\n"
        )
    return text


def _facts(tally: Tally, summary: Summary) -> dict[str, object]:
    return {
        "annotators": ", ".join(sorted(tally.annotators)) or "none",
        "withheld": len(summary.withheld),
        "untouched": len(summary.untouched),
        "disputes": sum(summary.disputes.values()),
        "lost": tally.lost,
        "compared": summary.verdicts.annotations,
        "blind": summary.verdicts.blind,
    }
