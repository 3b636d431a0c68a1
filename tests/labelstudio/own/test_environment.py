"""The environment that Label Studio runs in: made once, whole or not at all."""

import sys
from pathlib import Path

import pytest

from annotate.errors import LabelStudioError
from annotate.labelstudio.own import environment


def test_half_made_environment_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Only the mark that is written last makes an environment; the installer is stood in for."""
    monkeypatch.delenv(environment.REUSE, raising=False)
    venv = environment.environment_folder(tmp_path)
    (venv / "bin").mkdir(parents=True)
    (venv / "leftover").touch()
    told: list[str] = []

    def install(_command: list[str]) -> None:
        record = venv / f"lib/python3.11/site-packages/label_studio-{environment.VERSION}.dist-info/RECORD"
        record.parent.mkdir(parents=True, exist_ok=True)
        record.touch()

    monkeypatch.setattr(environment, "_run", install)
    for _ in range(2):
        assert environment.environment_python(tmp_path, report=told.append) == venv / "bin" / "python"
    assert not (venv / "leftover").exists()
    assert len(told) == 2, "made once: half-made, then installing"


def test_failed_installation_says_the_installers_last_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(environment.REUSE, raising=False)
    monkeypatch.setattr(
        environment, "_commands", lambda _venv: [[sys.executable, "-c", "raise SystemExit('no index')"]]
    )

    with pytest.raises(LabelStudioError, match=r"(?s)cannot be installed.*no index.*python3-venv"):
        environment.environment_python(tmp_path, report=print)
    assert not environment.is_complete(environment.environment_folder(tmp_path))


def test_reused_environment_must_have_label_studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(environment.REUSE, str(tmp_path))

    with pytest.raises(LabelStudioError, match="there is no label-studio"):
        environment.environment_python(tmp_path, report=print)
