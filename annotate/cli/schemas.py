"""Write the contracts that follow from schemas/scheme.toml (label configs, JSON Schemas, features), or check them."""

import argparse

from annotate.cli import words
from annotate.scheme import load_scheme, schemas_folder

EXAMPLE = "  annotate schemas\n  annotate schemas --check"


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add this verb's arguments."""
    sub.add_argument("--check", action="store_true", help="write nothing; exit 1 if a contract is not current")


def run(asked: argparse.Namespace) -> int:
    """Write what is not current, or name it."""
    from annotate.checks.contracts import contracts

    folder = schemas_folder()
    stale = []
    for name, content in contracts(load_scheme()).items():
        path = folder / name
        if not path.exists() or path.read_bytes() != content:
            stale.append(name)
            if not asked.check:
                path.write_bytes(content)
    for name in stale:
        words.say(
            f"{folder / name}: " + ("not what scheme.toml says; run `annotate schemas`" if asked.check else "written")
        )
    if not stale:
        words.say(f"{folder}: every contract is current")
    return 1 if stale and asked.check else 0
