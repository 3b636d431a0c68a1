"""The YAML at the head of a dataset's card: what `load_dataset` reads, and what the Hub shows."""

from collections.abc import Mapping
from typing import Any

from annotate.dataset.card.tally import Tally
from annotate.dataset.files.hashes import config_hash
from annotate.dataset.files.parquet import Size, shard
from annotate.dataset.rows.features import yaml_features
from annotate.dataset.standoff.modes import Mode
from annotate.scheme import Scheme

ROWS_HASH, FILE_HASHES = "rows_sha256", "files_sha256"
_SIZES = ((1000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
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
_HUB_ORDER = (
    "annotations_creators",
    "language",
    "license",
    "size_categories",
    "task_categories",
    "task_ids",
    "pretty_name",
)


def front_matter(
    *, name: str, scheme: Scheme, sizes: Mapping[str, Mapping[str, Size]], tally: Tally, mode: Mode
) -> dict[str, Any]:
    """Return the README's YAML: configs with their files, `dataset_info` with features and counts, Hub metadata."""
    rows = sum(tally.articles.values())
    columns = mode.configs(scheme)
    return {
        "pretty_name": name,
        "language": sorted(tally.languages) or None,
        **licence(tally),
        "annotations_creators": ["expert-generated", "machine-generated"],
        "task_categories": ["token-classification", "text-classification"],
        "task_ids": ["named-entity-recognition"],
        "size_categories": [next((size for limit, size in _SIZES if rows < limit), "n>1M")],
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
        **hashes(sizes),
    }


def as_yaml(head: Mapping[str, Any]) -> str:
    """Return front matter as YAML, byte for byte what `huggingface_hub` writes of it, in a fraction of the time.

    What is None is left out; the Hub's own keys come first, in its order.
    """
    import yaml

    order = [name for name in _HUB_ORDER if name in head] + [name for name in head if name not in _HUB_ORDER]
    said = {name: head[name] for name in order if head[name] is not None}
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # written in C where libyaml is there
    text: str = yaml.dump(said, Dumper=dumper, sort_keys=False, allow_unicode=True)
    return text


def hashes(sizes: Mapping[str, Mapping[str, Size]]) -> dict[str, dict[str, str]]:
    """Return the hash of each config's rows, and of each file by its path."""
    return {
        ROWS_HASH: {
            config: config_hash({s: size.rows_sha256 for s, size in of.items()}) for config, of in sizes.items()
        },
        FILE_HASHES: {shard(config, s): size.file_sha256 for config, of in sizes.items() for s, size in of.items()},
    }


def licence(tally: Tally) -> dict[str, str]:
    """Return the licence that all texts share, as the Hub names it; else that they are mixed."""
    known = {license_ for license_ in tally.licenses if license_}
    if len(known) == 1 and None not in tally.licenses and next(iter(known)).lower() in _OPEN:
        return {"license": next(iter(known)).lower()}
    return {"license": "other", "license_name": "mixed", "license_link": "README.md#licences-of-the-texts"}
