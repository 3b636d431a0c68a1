"""Light verbs stay light: what they import, and how long they take to start."""

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("datasets", "label_studio_sdk", "pyarrow", "pandas", "numpy", "httpx", "rensa", "rich", "pydantic")
LIGHT = {
    "--help": ["--help"],
    "ingest": ["ingest", "-"],
    "preannotate": ["preannotate", "-"],
    "schemas --check": ["schemas", "--check"],
}
LOADED = """
import json, sys
from annotate.cli import main
try:
    main(json.loads(sys.argv[1]))
except SystemExit:
    pass
print(json.dumps([name for name in json.loads(sys.argv[2]) if name in sys.modules]), file=sys.stderr)
"""


@pytest.mark.parametrize("verb", LIGHT)
def test_a_light_verb_imports_nothing_heavy(verb: str, tmp_path: Path):
    command = [sys.executable, "-c", LOADED, json.dumps(LIGHT[verb]), json.dumps(HEAVY)]
    done = subprocess.run(command, input=b"", capture_output=True, cwd=tmp_path, check=True)
    assert json.loads(done.stderr.splitlines()[-1]) == []


def cpu_seconds(*command: str) -> float:
    """Return the user and system time of a Python command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *command], input=b"", capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.parametrize("verb", ["--help", "ingest", "preannotate"])
def test_a_light_verb_starts_within_three_tenths_of_a_second(verb: str):
    """The best of ten runs: a busy machine makes any of them slower, none faster."""
    runs = (cpu_seconds("-m", "annotate.cli", *LIGHT[verb]) - cpu_seconds("-c", "pass") for _ in range(10))
    assert any(took < 0.3 for took in runs)
