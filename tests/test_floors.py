"""Imports point down: a room may import what lies below it, never its own floor's other rooms nor the façade.

The two largest rooms have folders of their own, which lie on floors in the same way.
"""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "annotate"
FLOORS = [
    {"wording"},
    {"errors"},
    {"annotations", "countries"},
    {"scheme"},
    {"invariants"},
    {"align"},
    {"store", "text"},
    {"sources", "heuristics"},
    {"labelstudio", "quality"},
    {"dataset"},
    {"checks"},
    {"cli"},
]
INNER_FLOORS = {
    "labelstudio": [{"own", "page"}, {"memory", "results"}, {"api"}, {"pushing"}, {"live"}, {"pulling"}, {"backups"}],
    "dataset": [
        {"attribution", "splits"},
        {"rows"},
        {"batches"},
        {"files"},
        {"standoff"},
        {"card", "rehydration"},
        {"streaming"},
        {"diff", "export"},
        {"formats", "hub"},
    ],
}
MODULES = sorted(PACKAGE.rglob("*.py"))
INNER_MODULES = [path for path in MODULES if path.relative_to(PACKAGE).parts[0] in INNER_FLOORS]


def floor_of(floors: list[set[str]]) -> dict[str, int]:
    return {room: number for number, rooms in enumerate(floors) for room in rooms}


def imported(path: Path, package: str) -> set[str]:
    """What a file imports of a package, each by its first name in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == package:
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(f"{package}."):
            names.add(node.module.removeprefix(f"{package}.").split(".")[0])
        elif isinstance(node, ast.Import):
            whole = [alias.name for alias in node.names if alias.name.startswith(f"{package}.")]
            names |= {name.removeprefix(f"{package}.").split(".")[0] for name in whole}
    return names


def too_high(path: Path, place: str, package: str, floors: list[set[str]]) -> set[str]:
    floor = floor_of(floors)
    return {name for name in imported(path, package) - {place} if floor[name] >= floor[place]}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_the_floors_below(path: Path) -> None:
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if room == "__init__":
        assert imported(path, "annotate") == set()
        return
    assert too_high(path, room, "annotate", FLOORS) == set()


@pytest.mark.parametrize("path", INNER_MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_within_a_large_room_too(path: Path) -> None:
    room, place = (part.removesuffix(".py") for part in path.relative_to(PACKAGE).parts[:2])
    if place == "__init__":
        assert imported(path, f"annotate.{room}") == set()
        return
    assert too_high(path, place, f"annotate.{room}", INNER_FLOORS[room]) == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_holds_one_idea(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400
