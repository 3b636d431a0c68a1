"""Write the contracts that follow from schemas/scheme.toml (label configs, JSON Schemas, features), or check them."""

import argparse

from annotate.checks.contracts import stale
from annotate.cli import words
from annotate.scheme import load_scheme, schemas_folder

EXAMPLE = "  annotate schemas\n  annotate schemas --check"


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add this verb's arguments."""
    sub.add_argument("--check", action="store_true", help="write nothing; exit 1 if a contract is not current")


def run(asked: argparse.Namespace) -> int:
    """Write what is not current, or name it."""
    folder = schemas_folder()
    found = stale(folder, load_scheme())
    for name, content in found.items():
        if asked.check:
            words.say(f"{folder / name}: not what scheme.toml says; run `annotate schemas`")
        else:
            (folder / name).write_bytes(content)
            words.say(f"{folder / name}: written")
    if not found:
        words.say(f"{folder}: every contract is current")
    return 1 if found and asked.check else 0
