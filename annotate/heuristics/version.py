"""The version of the rules: what a suggestion depends on, and nothing else."""

import ast
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from annotate.scheme import schemas_folder

_ROOMS = ("heuristics", "text")


@lru_cache(maxsize=1)
def rules_version() -> str:
    """Return "<package version>-<8 hex digits>": package, scheme, lexicon bytes and the rules' code.

    Comments, docstrings and layout do not count, so that a better explanation re-pushes nothing.
    """
    package = Path(__file__).parent.parent
    digest = sha256((schemas_folder() / "scheme.toml").read_bytes())
    for path in sorted(p for room in _ROOMS for p in (package / room).rglob("*") if p.is_file()):
        if path.suffix == ".pyc":
            continue
        digest.update(path.relative_to(package).as_posix().encode())
        digest.update(_code_without_words(path.read_text("utf-8")) if path.suffix == ".py" else path.read_bytes())
    return f"{version('news-annotate')}-{digest.hexdigest()[:8]}"


def _code_without_words(source: str) -> bytes:
    """Return what a Python source does: its syntax tree without docstrings and positions."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node, clean=False):
            node.body = node.body[1:]
    return ast.dump(tree).encode()
