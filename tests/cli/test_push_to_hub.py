"""`annotate export --push-to-hub`: private, checked first, and a clear word on whatever the Hub does not take."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotate import store
from annotate.dataset.splits.splits import SPLITS, Place, lock_bytes
from tests.cli.fake_hub import Hub, running
from tests.dataset.corpus import corpus

TOKEN = "hf_secretsecretsecretsecretsecret"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "exports").mkdir()
    store.write(tmp_path / "exports" / "ports.jsonl", corpus()[:3])
    return tmp_path


def export(
    home: Path, url: str, *more: str, token: str = TOKEN, **environment: str
) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("HF_")}
    env = clean | {"HF_ENDPOINT": url, "HF_HOME": str(home / "hf"), "HF_TOKEN": token} | environment
    words = [sys.executable, "-m", "annotate.cli", "export", "ports", "--push-to-hub", "me/ports", *more]
    done = subprocess.run(words, cwd=home, env=env, capture_output=True, text=True, check=False, timeout=600)
    assert TOKEN not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


def test_an_export_is_uploaded_whole_and_private(home: Path) -> None:
    with running(Hub()) as hub:
        done = export(home, hub.url)
    assert done.returncode == 0, (done.stderr, hub.asked)
    assert (hub.created["name"], hub.created["type"], hub.private) == ("ports", "dataset", True)
    folder = home / "exports" / "ports"
    assert hub.files == {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    keys = {path: key for _, path, key in hub.asked}
    assert keys["/api/repos/create"] == keys["/api/datasets/me/ports/commit/main"] == f"Bearer {TOKEN}"
    assert f"{hub.url}/datasets/me/ports" in done.stderr
    assert not [p for p in home.rglob("*") if p.is_file() and TOKEN.encode() in p.read_bytes()]


def test_public_is_asked_for_in_a_word(home: Path) -> None:
    with running(Hub()) as hub:
        assert export(home, hub.url, "--public").returncode == 0
    assert hub.created
    assert not hub.private


def test_an_earlier_export_is_updated_and_files_it_had_alone_go(home: Path) -> None:
    with running(Hub(status=409, holds=("README.md", "splits.lock", "old/train-00000-of-00001.parquet"))) as hub:
        done = export(home, hub.url)
    assert done.returncode == 0, done.stderr
    assert "is there already and is updated; it stays private" in done.stderr
    assert hub.deleted == ["old/train-00000-of-00001.parquet"]


def test_a_name_that_holds_something_else_is_left_alone(home: Path) -> None:
    with running(Hub(status=409, holds=("README.md", "thesis.csv"))) as hub:
        done = export(home, hub.url)
    assert done.returncode == 1
    assert "me/ports: is taken by something that is no export" in done.stderr
    assert not hub.files


@pytest.mark.parametrize(
    ("status", "message"), [(401, "is not valid"), (403, "may not write there"), (404, "no such account")]
)
def test_what_the_hub_refuses_is_explained(status: int, message: str, home: Path) -> None:
    with running(Hub(status=status)) as hub:
        done = export(home, hub.url)
    assert (done.returncode, message in done.stderr) == (1, True), done.stderr


def test_what_check_refuses_is_not_pushed(home: Path) -> None:
    articles = [article for article in corpus() if article.id.startswith("oran")]
    store.write(home / "exports" / "ports.jsonl", articles)
    (home / "exports" / "ports").mkdir()
    places = {a.id: Place(id=a.id, cluster=a.id, split=s, rule="v1") for a, s in zip(articles, SPLITS, strict=False)}
    (home / "exports" / "ports" / "splits.lock").write_bytes(lock_bytes(places))  # a copy, by hand, in another split
    with running(Hub()) as hub:
        done = export(home, hub.url)
    assert done.returncode == 1
    assert "D10" in done.stderr
    assert "not pushed: 1 findings" in done.stderr
    assert not hub.asked


def test_without_a_token_nothing_is_even_written(home: Path) -> None:
    done = export(home, "http://127.0.0.1:9", token="")
    assert done.returncode == 1
    assert "HF_TOKEN is not set" in done.stderr
    assert not (home / "exports" / "ports").exists()


def test_a_hub_that_is_not_there_leaves_the_export_and_says_so(home: Path) -> None:
    for environment in ({}, {"HF_HUB_OFFLINE": "1"}):
        done = export(home, "http://127.0.0.1:9", **environment)
        assert done.returncode == 1
        assert "the Hub cannot be reached" in done.stderr
        assert (home / "exports" / "ports" / "README.md").is_file()


def test_words_that_do_not_go_together_are_refused(home: Path) -> None:
    assert "does not go with --format" in export(home, "http://127.0.0.1:9", "--format", "brat").stderr
