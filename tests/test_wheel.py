"""What is shipped works: the wheel, installed alone into an empty environment, away from the repository."""

import json
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.places import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("news_annotate-*.whl"))


@pytest.fixture(scope="module")
def annotate(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of an environment that has the wheel and, from this one, only its dependencies."""
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, capture_output=True)
    python = folder / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    lend_dependencies(python)
    return folder / "bin" / "annotate"


def lend_dependencies(python: Path) -> None:
    """Let an environment see this one's packages; the checkout stays out, since .pth files there are not followed."""
    ask = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    theirs = subprocess.run(ask, check=True, capture_output=True, text=True).stdout.strip()
    (Path(theirs) / "dependencies.pth").write_text(sysconfig.get_path("purelib"), "utf-8")


def run(command: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command where no repository is, without this one's environment variables."""
    environ = {"PATH": "/usr/bin:/bin", "HOME": str(cwd)}
    return subprocess.run([str(command), *arguments], cwd=cwd, env=environ, capture_output=True, text=True, check=False)


def test_the_wheel_holds_the_contracts_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    assert "annotate/schemas/scheme.toml" in names
    assert "annotate/schemas/guidelines.md" in names
    assert not [
        name for name in names if name.split("/")[0] not in {"annotate", wheel.stem.rsplit("-", 3)[0] + ".dist-info"}
    ]


def test_the_wheel_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size < 5_000_000


def test_the_installed_command_is_the_wheels(annotate: Path, tmp_path: Path) -> None:
    python = annotate.with_name("python")

    found = run(python, "-c", "import annotate; print(annotate.__file__)", cwd=tmp_path).stdout

    assert str(annotate.parent.parent) in found


@pytest.mark.parametrize("arguments", [("--help",), ("schemas", "--check"), ("doctor",)], ids=" ".join)
def test_a_verb_runs_outside_the_repository(annotate: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ended = run(annotate, *arguments, cwd=tmp_path)

    assert (ended.returncode, "Traceback" in ended.stderr) == (0, False), ended.stderr


def test_articles_are_preannotated_and_checked_outside_the_repository(annotate: Path, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"id": "a", "text": "Kenya said it had sent 40 trucks to Uganda."}\n', "utf-8")

    made = run(annotate, "preannotate", "in.jsonl", "-o", "out.jsonl", cwd=tmp_path)
    checked = run(annotate, "check", "out.jsonl", cwd=tmp_path)

    assert (made.returncode, checked.returncode) == (0, 0), made.stderr + checked.stderr
    record = json.loads((tmp_path / "out.jsonl").read_text("utf-8"))
    assert "40 trucks" in [span["text"] for span in record["annotations"][0]["spans"]]
