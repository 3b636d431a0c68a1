"""A dataset folder: everything that `load_dataset` would take silently, and means something else."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from annotate.checks.findings import Finding
from annotate.checks.hashes import REWRITE, Hashed
from annotate.checks.tables import Corpus, check_rows
from annotate.dataset.files.folder import README
from annotate.dataset.rows.columns import Columns
from annotate.dataset.rows.features import as_features, yaml_features
from annotate.dataset.splits.clusters import near_duplicates, story
from annotate.dataset.splits.splits import LOCK, WITHHELD, read_lock
from annotate.dataset.standoff.modes import mode_of
from annotate.errors import RecordError
from annotate.scheme import Scheme

_RESTORE = "bring back the splits.lock of the last release, or the dataset that it belongs to"


def check_folder(folder: Path, scheme: Scheme) -> list[Finding]:
    """Return what is wrong in a dataset folder: README, features, files, rows, splits, leaks."""
    readme = folder / README
    head = _front_matter(readme)
    if isinstance(head, Finding):
        return [head]
    mode = mode_of(head.get("tags"))
    wanted = mode.configs(scheme)
    infos = {str(info.get("config_name")): info for info in _maps(head.get("dataset_info"))}
    named_configs = {str(config.get("config_name")) for config in _maps(head.get("configs"))}
    findings = list(_check_features(readme, infos, {k: v for k, v in wanted.items() if k in named_configs}))
    corpus = Corpus(wanted)
    named: set[Path] = set()
    expected = {config: as_features(columns) for config, columns in wanted.items()}
    taken = _Taken(corpus, Hashed(folder, head))
    for config, split, path in _files(head, folder):
        named.add(path)
        if config not in wanted:
            findings.append(Finding("D02", str(readme), 0, f"config {config!r} is not one of {', '.join(wanted)}"))
        elif not path.is_file():
            findings.append(Finding("D01", str(readme), 0, f"names {path.relative_to(folder)}, which is missing"))
        else:
            file = _File(path, config, split)
            findings += _check_file(file, infos.get(config, {}), expected[config], scheme, taken)
    findings += [
        Finding("D01", str(path), 0, "is named by no config of the README, so nobody loads it")
        for path in sorted(set(folder.glob("*/*.parquet")) - named)
    ]
    findings += corpus.gaps(folder, scheme)
    findings += _check_lock(folder / LOCK, corpus)
    findings += _check_leaks(folder, corpus)
    return findings or taken.hashed.findings()  # what else is wrong in a folder explains its hashes


def _front_matter(readme: Path) -> dict[str, Any] | Finding:
    from huggingface_hub.repocard import metadata_load
    from yaml import YAMLError

    if not readme.is_file():
        return Finding("D01", str(readme), 0, f"is missing; {REWRITE}")
    try:
        head = metadata_load(readme)
    except (YAMLError, ValueError) as error:
        return Finding("D01", str(readme), 0, f"front matter is no YAML ({' '.join(str(error).split())}); {REWRITE}")
    return head or Finding("D01", str(readme), 1, f"has no YAML front matter with configs; {REWRITE}")


def _maps(value: object) -> list[dict[str, Any]]:
    """Return the mappings in a list of the front matter; a single one may stand alone."""
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, dict)]


def _files(head: Mapping[str, Any], folder: Path) -> Iterator[tuple[str, str, Path]]:
    for config in _maps(head.get("configs")):
        for files in _maps(config.get("data_files")):
            yield str(config.get("config_name")), str(files.get("split")), folder / str(files.get("path"))


def _check_features(readme: Path, infos: Mapping[str, Any], wanted: Mapping[str, Columns]) -> Iterator[Finding]:
    for config, columns in wanted.items():
        if config not in infos:
            yield Finding("D02", str(readme), 0, f"dataset_info has no config {config!r}; {REWRITE}")
            continue
        for difference in _differences(infos[config].get("features"), yaml_features(columns), config):
            yield Finding("D02", str(readme), 0, f"{difference}; {REWRITE}")


def _differences(has: Any, needs: Any, where: str) -> Iterator[str]:
    """Yield the places where two lists of features differ, named by their path."""
    if not isinstance(has, list) or not isinstance(needs, list):
        if has != needs:
            yield f"{where} is {_words(has)}, the scheme says {_words(needs)}"
        return
    columns = [_by_name(side) for side in (has, needs)]
    for name in dict.fromkeys([*columns[0], *columns[1]]):
        first, second = (side.get(name) for side in columns)
        if first is None or second is None:
            yield f"column {where}.{name} is {'missing' if first is None else 'not in the scheme'}"
        elif first != second:
            kind = next((k for k in ("list", "struct") if k in first and k in second), None)
            yield from (
                _differences(first[kind], second[kind], f"{where}.{name}")
                if kind
                else [f"{where}.{name} is {_words(first)}, the scheme says {_words(second)}"]
            )
    if list(columns[0]) != list(columns[1]) and columns[0].keys() == columns[1].keys():
        yield f"the columns of {where} stand in another order than the scheme's"


def _by_name(side: list[Any]) -> dict[str, Any]:
    return {str(entry.get("name")): entry for entry in side if isinstance(entry, dict)}


def _words(entry: Any) -> str:
    kind = entry.get("dtype", entry) if isinstance(entry, dict) else entry
    if isinstance(kind, dict) and "class_label" in kind:
        return "classes " + ", ".join(f"{i} {name}" for i, name in kind["class_label"]["names"].items())
    return str(kind)


class _File(NamedTuple):
    path: Path
    config: str
    split: str


class _Taken(NamedTuple):
    """What is gathered over all files: for checks that need more than one row."""

    corpus: Corpus
    hashed: Hashed


def _check_file(
    file: _File, info: Mapping[str, Any], expected: Any, scheme: Scheme, taken: _Taken
) -> Iterator[Finding]:
    """Yield what is wrong with one Parquet file: its rows, columns, classes, and every row beside the scheme."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = str(file.path)
    try:
        table = pq.ParquetFile(file.path)
    except (pa.ArrowInvalid, OSError) as error:
        yield Finding("D01", path, 0, f"is no whole Parquet file ({error}); {REWRITE}")
        return
    with table:
        has = table.metadata.num_rows
        told = {str(s.get("name")): s.get("num_examples") for s in _maps(info.get("splits"))}.get(file.split)
        if told != has:
            yield Finding("D04", path, 0, f"has {has} rows, the README says {told}; {REWRITE}")
        if not _same(table.schema_arrow, expected):
            yield Finding("D03", path, 0, f"its columns or classes are not the scheme's; {REWRITE}")
            return
        batches = taken.hashed.batches(table.iter_batches(batch_size=1000), file.path, file.config, file.split)
        rows = (row for batch in batches for row in batch.to_pylist())
        yield from check_rows(
            rows, path=file.path, config=file.config, split=file.split, scheme=scheme, corpus=taken.corpus
        )


def _same(schema: Any, expected: Any) -> bool:
    """Say whether a file's columns and the features embedded in it are those expected."""
    import datasets

    types = expected.arrow_schema
    return bool(
        schema.names == types.names
        and schema.types == types.types
        and datasets.Features.from_arrow_schema(schema) == expected
    )


def _check_lock(lock: Path, corpus: Corpus) -> Iterator[Finding]:
    """Yield articles that stand in another split than the lock says, or that it lacks."""
    if not lock.is_file():
        yield Finding("D01", str(lock), 0, "is missing; without it the next export may move articles between splits")
        return
    try:
        places = read_lock(lock)
    except RecordError as error:
        yield from (Finding("D09", fault.file, fault.line, fault.message) for fault in error.faults)
        return
    for article, split in corpus.splits.items():
        place = places.get(article)
        if place is None:
            yield Finding("D09", str(lock), 0, f"article {article!r} is in {split} and not in the lock; {_RESTORE}")
        elif place.split != split:
            where = "nowhere" if place.split == WITHHELD else f"in {place.split}"
            yield Finding(
                "D09", str(lock), 0, f"article {article!r} is in {split}, the lock says it stands {where}; {_RESTORE}"
            )


def _check_leaks(folder: Path, corpus: Corpus) -> Iterator[Finding]:
    texts = {name: text for name, text in corpus.texts.items() if isinstance(text, str)}  # stand-off has none
    names = list(texts)
    for i, j in near_duplicates([story(texts[name], corpus.zones.get(name, ())) for name in names]):
        one, other = corpus.splits[names[i]], corpus.splits[names[j]]
        if one != other:
            message = f"{names[i]!r} in {one} and {names[j]!r} in {other} are near-duplicates: the splits leak"
            yield Finding("D10", str(folder), 0, message)
