"""A terminal for every test of the command."""

from pathlib import Path

import pytest

from tests.cli.terminal import Terminal


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """The command in an empty folder."""
    return Terminal(tmp_path, monkeypatch, capsys)
