"""How long the long proofs are, and where their outcome is written."""

import os
import re
from pathlib import Path

WHOLE = 100
SOAK = int(os.environ.get("ANNOTATE_SOAK", "1"))  # in hundredths: 1 in `make test`, 100 in `make soak`
RESULTS = Path(__file__).parent.parent / "benchmarks" / "RESULTS.md"
_TABLE = re.compile(r"(?<=<!-- written by make soak -->\n)(?:\|.*\n)*")
_HEAD = "| proof | outcome |\n| --- | --- |\n"


def record(proof: str, outcome: str) -> None:
    """Write the outcome of a proof that was run whole into benchmarks/RESULTS.md, in place of its last one."""
    if SOAK < WHOLE:
        return
    words = RESULTS.read_text("utf-8")
    table = _TABLE.search(words)
    assert table is not None, "RESULTS.md has lost the line that says where `make soak` writes"
    rows = dict(re.findall(r"^\| (.+?) \| (.+) \|$", table.group().removeprefix(_HEAD), re.MULTILINE))
    rows[proof] = outcome
    lines = "".join(f"| {name} | {rows[name]} |\n" for name in sorted(rows))
    RESULTS.write_text(words[: table.start()] + _HEAD + lines + words[table.end() :], "utf-8")
