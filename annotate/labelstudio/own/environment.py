"""The environment that Label Studio runs in: its own, because its pinned dependencies must not bind ours."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from annotate.errors import LabelStudioError

VERSION = "1.23.2"
REUSE = "ANNOTATE_LABEL_STUDIO_VENV"
_COMPLETE = "annotate-complete"  # written last: an environment without it is half-made
_LAST_LINES = 12


def environment_python(folder: Path, *, report: Callable[[str], None]) -> Path:
    """Return the Python that has Label Studio, making its environment under `folder` when there is none.

    The environment variable ANNOTATE_LABEL_STUDIO_VENV names one that exists already. A half-made environment, or one
    of another version, is made anew. LabelStudioError says what the installer said last.
    """
    reused = os.environ.get(REUSE)
    if reused:
        if not _has_label_studio(Path(reused)):
            raise LabelStudioError(
                f"{REUSE}={reused}: there is no label-studio {VERSION} in it; unset the variable, and one is made"
            )
        return _python(Path(reused))
    venv = environment_folder(folder)
    if not is_complete(venv):
        _make(venv, report=report)
    return _python(venv)


def environment_folder(folder: Path) -> Path:
    """Return where the environment of a working folder is, made or not."""
    return folder / "label-studio"


def is_complete(venv: Path) -> bool:
    """Say whether an environment was made to its end and holds the version that we know."""
    return (venv / _COMPLETE).is_file() and _has_label_studio(venv)


def _make(venv: Path, *, report: Callable[[str], None]) -> None:
    if venv.exists():
        report(f"{venv} is half-made or of another version: making it anew")
        shutil.rmtree(venv)
    report(f"installing Label Studio {VERSION} into {venv} (once; about 800 MB)")
    venv.parent.mkdir(parents=True, exist_ok=True)
    for command in _commands(venv):
        _run(command)
    if not _has_label_studio(venv):
        raise LabelStudioError(
            f"{venv}: the installer ended well, but label-studio {VERSION} is not there; `annotate up` makes it anew"
        )
    (venv / _COMPLETE).write_text(f"{VERSION}\n", encoding="utf-8")


def _commands(venv: Path) -> Iterator[list[str]]:
    wanted = f"label-studio=={VERSION}"
    uv = shutil.which("uv")
    if uv:
        yield [uv, "venv", "--quiet", "--python", sys.executable, str(venv)]
        yield [uv, "pip", "install", "--quiet", "--python", str(_python(venv)), wanted]
    else:
        yield [sys.executable, "-m", "venv", str(venv)]
        yield [str(_python(venv)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wanted]


def _run(command: list[str]) -> None:
    # The paths of the calling environment must not reach into the new one.
    environ = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environ)  # noqa: S603 - our own words
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-_LAST_LINES:])
        raise LabelStudioError(
            f"Label Studio cannot be installed: `{' '.join(command)}` ended with {done.returncode}:\n{said}\n"
            "is the package index reachable, 1 GB free, and (on Debian) python3-venv installed? then try again"
        )


def _python(venv: Path) -> Path:
    return venv / "bin" / "python"


def _has_label_studio(venv: Path) -> bool:
    return any(venv.glob(f"lib/python*/site-packages/label_studio-{VERSION}.dist-info/RECORD"))
