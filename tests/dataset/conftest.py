"""A dataset written once for the run, and a `datasets` that stays off the network and out of the home folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.dataset.card.tally import Summary
from annotate.dataset.export import export
from tests.dataset.corpus import corpus
from tests.records import SCHEME


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary, list[str]]:
    """Return the folder of the test corpus, what its export says of it, and what it reported."""
    folder = tmp_path_factory.mktemp("exports") / "small"
    said: list[str] = []
    return folder, export(corpus(), folder, SCHEME, name="Small corpus", report=said.append), said


@pytest.fixture(scope="session")
def offline(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep `datasets` from the network, and its caches in a folder of the run."""
    import datasets
    import huggingface_hub.constants

    cache = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HF_HUB_OFFLINE", "1")
        patch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
        patch.setattr(datasets.config, "HF_HUB_OFFLINE", True)
        patch.setattr(datasets.config, "HF_DATASETS_CACHE", cache)
        datasets.disable_progress_bars()
        yield cache
        datasets.enable_progress_bars()
