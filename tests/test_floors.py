"""Imports point down: a room may import what lies below it, never its own floor's other rooms nor the façade."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "annotate"
FLOORS = [
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
FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "annotate":
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("annotate."):
            names.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            names |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("annotate.")}
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_the_floors_below(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        assert imported_rooms(path) == set()
        return
    too_high = {name for name in imported_rooms(path) - {room} if FLOOR_OF[name] >= FLOOR_OF[room]}
    assert too_high == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_holds_one_idea(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400
