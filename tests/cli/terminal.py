"""The command as a shell runs it: in a process of its own, or in ours where that is quicker."""

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pytest

from annotate.cli import main, run, up
from annotate.labelstudio.api.client import KEY, URL

NOTHING_SET: Mapping[str, str] = MappingProxyType({})


class Said(NamedTuple):
    """What a run left: its exit code, the data on stdout, the talk on stderr."""

    code: int
    out: str
    err: str


class Terminal:
    """Somebody in an empty folder, with neither server nor key in the environment unless they are given."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._patch, self._capsys = patch, capsys
        patch.chdir(folder)
        for verb in (run, up):  # no test of the command may start a server: it would outlive the test
            patch.setattr(verb, "up", _refused)
        for name in (URL, KEY):
            patch.delenv(name, raising=False)

    def __call__(self, command: str, *, stdin: bytes = b"", environment: Mapping[str, str] = NOTHING_SET) -> Said:
        """Run the words of a command in this process."""
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        for name, value in environment.items():
            self._patch.setenv(name, value)
        try:
            code = main(command.split())
        except SystemExit as left:  # argparse leaves so
            code = int(left.code or 0)
        said = self._capsys.readouterr()
        return Said(code, said.out, said.err)

    def write(self, name: str, content: str | bytes) -> None:
        """Put a file into the folder."""
        data = content if isinstance(content, bytes) else content.encode()
        (self.folder / name).write_bytes(data)


def _refused(folder: Path, **_: object) -> None:
    raise AssertionError(f"a server would have been started for {folder}")


def process(*words: str, cwd: Path, stdin: bytes = b"") -> Said:
    """Run `annotate` with these words in a process of its own."""
    clean = {name: value for name, value in os.environ.items() if name not in {URL, KEY}}
    done = subprocess.run(
        [sys.executable, "-m", "annotate.cli", *words],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=clean,
        check=False,
    )
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())
