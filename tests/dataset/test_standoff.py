"""A release without texts: it loads, no word of an article is in it, and everything that words would say stands beside."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.parquet as pq
import pytest

from annotate.annotations import Article, Meta
from annotate.dataset.export import export
from annotate.dataset.rows.columns import configs
from annotate.dataset.rows.features import as_features
from annotate.dataset.standoff.fingerprints import Fingerprints
from annotate.dataset.standoff.modes import STANDOFF, standoff_batches
from annotate.dataset.standoff.standoff import LEFT_OUT, standoff_configs
from annotate.errors import DatasetError
from tests.dataset.corpus import corpus, filler
from tests.dataset.edited import generated
from tests.dataset.test_rows import subject
from tests.heard import heard
from tests.records import SCHEME

CONFIGS = standoff_configs(SCHEME)
Words = set[str]


def numbered() -> list[Article]:
    """Return articles full of words, titles and extras, with ids, authors and addresses that are none of them."""
    articles = [*corpus(), *(generated(number)[0] for number in range(6))]
    meta = {
        "url": "https://example.org/1",
        "title": "Zanzibar quarrels over herring",
        "extra": {"lead": "Mackerel, too"},
    }
    return [
        msgspec.structs.replace(article, id=f"{number:04}", meta=msgspec.structs.replace(article.meta, **meta))
        for number, article in enumerate(articles)
    ]


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exports") / "bare"
    export(numbered(), folder, SCHEME, name="Bare corpus", mode=STANDOFF)
    return folder


def test_only_the_tokens_are_left_out() -> None:
    assert [name for name in configs(SCHEME) if name not in CONFIGS] == list(LEFT_OUT) == ["tokens"]


@pytest.mark.parametrize("config", list(CONFIGS))
def test_every_config_loads_mapped_and_streaming(config: str, bare: Path, offline: Path) -> None:
    from datasets import load_dataset

    mapped = load_dataset(str(bare), config, cache_dir=str(offline))
    streamed = load_dataset(str(bare), config, streaming=True)
    for split, rows in mapped.items():
        assert rows.features == as_features(CONFIGS[config])
        assert list(streamed[split]) == list(rows)


def strings(value: Any) -> Iterator[str]:
    """Yield every string in a row, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def words_of(*texts: str) -> Words:
    return {word for text in texts for word in re.findall(r"[^\W\d_]{3,}", text.casefold())}


def content(folder: Path, tmp_path: Path) -> tuple[Words, bytes]:
    """Return every word of a folder's files, and their bytes: as they are, and with the tables not compressed."""
    words, data = set(), b""
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            continue
        data += path.read_bytes()
        if path.suffix == ".parquet":
            table = pq.read_table(path)
            pq.write_table(table, tmp_path / "plain.parquet", compression="none", use_dictionary=False)
            data += (tmp_path / "plain.parquet").read_bytes()
            words |= words_of(*strings(table.to_pylist()), *map(str, (table.schema.metadata or {}).values()))
        else:
            words |= words_of(path.read_text("utf-8"))
    return words, data


def test_no_word_of_the_texts_is_in_any_byte_of_the_release(bare: Path, tmp_path: Path) -> None:
    """But for words that every release has: another corpus of one dull article shows which those are."""
    export([heard("0000", {"a01": "Xyz."})], tmp_path / "dull", SCHEME, name="Bare corpus", mode=STANDOFF)
    usual, usual_data = content(tmp_path / "dull", tmp_path)
    usual |= words_of(*SCHEME.labels, *(rule.name for layer in SCHEME.layers for rule in layer.parts))
    articles = numbered()
    said = words_of(*(article.text for article in articles), *(str(article.meta.title) for article in articles))
    said |= words_of("Mackerel", *(e.name for x in articles for a in x.annotations for e in a.entities))
    secret = said - usual
    assert len(secret) > 80
    found, data = content(bare, tmp_path)
    assert secret & found == {"https", "example"} & secret
    low = data.lower()
    longer = [word for word in secret if len(word) > 4 and word.encode() not in usual_data.lower()]
    assert len(longer) > 40
    assert [word for word in longer if word.encode() in low] == []


def test_a_span_has_the_hashes_of_its_words_and_surroundings(bare: Path) -> None:
    article = next(article for article in numbered() if "Ana Mora said" in article.text)
    rows = [row for path in (bare / "documents").glob("*.parquet") for row in pq.read_table(path).to_pylist()]
    row = next(row for row in rows if row["id"] == article.id)
    prints = Fingerprints(article.id)
    assert row["n_chars"] == len(article.text)
    for span in row["spans"]:
        assert span["surface_hash"] == prints.surface(article.text[span["start"] : span["end"]])
        assert span["context_hash"] == prints.context(article.text, span["start"], span["end"])


def test_units_of_a_standard_are_in_the_clear_and_what_was_counted_is_sealed(bare: Path) -> None:
    rows = [row for path in (bare / "quantities").glob("*.parquet") for row in pq.read_table(path).to_pylist()]
    assert {row["unit"] for row in rows} == {"USD", None}
    assert {row["noun_sealed"] is None for row in rows} == {True, False}
    assert "noun" not in rows[0]
    own = heard("a", {"a01": "It took [12 dose-weeks|QUANTITY unit=dose-week]."})
    (found,) = dict(standoff_batches([subject(own)], SCHEME, "train"))["quantities"].to_pylist()
    assert Fingerprints("a").unseal(found["unit_sealed"], "12 dose-weeks") == "dose-week"
    assert found["unit"] is None


def test_the_splits_are_those_of_the_full_export_and_the_bytes_are_the_same_each_time(
    bare: Path, tmp_path: Path
) -> None:
    export(numbered(), tmp_path / "full", SCHEME, name="Bare corpus")
    assert (bare / "splits.lock").read_bytes() == (tmp_path / "full" / "splits.lock").read_bytes()
    export(reversed(numbered()), tmp_path / "again", SCHEME, name="Bare corpus", mode=STANDOFF)
    for path in sorted(bare.rglob("*")):
        assert path.is_dir() or path.read_bytes() == (tmp_path / "again" / path.relative_to(bare)).read_bytes()


def test_a_lock_given_is_gone_on_from_where_the_folder_has_none(tmp_path: Path) -> None:
    export(corpus()[:4], tmp_path / "full", SCHEME, name="x")
    lock = tmp_path / "full" / "splits.lock"
    export(corpus(), tmp_path / "bare", SCHEME, name="x", mode=STANDOFF, lock=lock)
    assert (tmp_path / "bare" / "splits.lock").read_bytes().startswith(lock.read_bytes())


def test_the_card_says_what_is_left_out_and_how_to_get_it_back(bare: Path, tmp_path: Path) -> None:
    card = (bare / "README.md").read_text("utf-8")
    for said in ("no text of the articles", "Left out: `tokens`", "annotate rehydrate", "not secrets", "- standoff\n"):
        assert said in card
    assert "More Information Needed" not in card
    assert "text[start:end]" not in card
    export(numbered(), tmp_path / "full", SCHEME, name="Bare corpus")
    full = (tmp_path / "full" / "README.md").read_text("utf-8")
    (counts,) = (line for line in full.splitlines() if line.startswith("| test | "))
    assert counts in card


def test_the_snippet_of_the_card_runs(bare: Path, tmp_path: Path) -> None:
    snippet = (bare / "README.md").read_text("utf-8").split("## Use without")[1].split("```python\n")[1].split("```")[0]
    environment = {"HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path), "PATH": "", "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", snippet], cwd=bare, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "('CUE', " in done.stdout


def test_what_the_card_says_of_the_corpus_may_not_quote_it(tmp_path: Path) -> None:
    about = f"Harbour news, such as: *{filler('Ghent')[:90]}*"
    with pytest.raises(DatasetError, match=r"article plain: what the card says .* quotes it"):
        export(corpus(), tmp_path / "bare", SCHEME, name="x", about=about, mode=STANDOFF)
    export(corpus(), tmp_path / "bare", SCHEME, name="x", about="Harbour news.", mode=STANDOFF)


def test_texts_are_never_written_over_a_release_without_them(bare: Path) -> None:
    before = (bare / "README.md").read_bytes()
    with pytest.raises(DatasetError, match="holds a release without texts"):
        export(numbered(), bare, SCHEME, name="Bare corpus")
    assert (bare / "README.md").read_bytes() == before


def test_an_untouched_article_is_said_whole_in_by_annotator(tmp_path: Path) -> None:
    told = Meta(url="https://example.org/1", source="Harbour Post", published="2026-03-01", title="Ships")
    article = heard("a", {"heuristics": "[Ana|PERSON entity=Ana] left."}, meta=told)
    export([article], tmp_path / "one", SCHEME, name="one", mode=STANDOFF)
    (row,) = pq.read_table(tmp_path / "one" / "by_annotator").to_pylist()
    assert (row["url"], row["source"], row["published"]) == ("https://example.org/1", "Harbour Post", "2026-03-01")
    assert "Ana" not in json.dumps(row)


def test_a_full_export_that_is_replaced_leaves_none_of_its_texts(bare: Path, tmp_path: Path) -> None:
    export(numbered(), tmp_path / "set", SCHEME, name="Bare corpus")
    export(numbered(), tmp_path / "set", SCHEME, name="Bare corpus", mode=STANDOFF)
    names = [sorted(str(p.relative_to(folder)) for p in folder.rglob("*")) for folder in (bare, tmp_path / "set")]
    assert names[0] == names[1]
