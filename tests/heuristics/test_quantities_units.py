"""Every unit of the lexicon is one that pint knows, with the dimension of its kind, or is named here with the reason."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from annotate.heuristics.quantities import measures, money

pint = pytest.importorskip("pint", reason="pint is a development dependency")

# What pint has no unit for: things counted by the game, the night or the frame, points of markets, and trade's own units.
OURS = frozenset(
    {
        "night", "percentage point", "basis point", "brake horsepower", "ppb", "frame/second", "beat/minute",
        "barrel of oil equivalent", "twenty-foot equivalent unit",
        "point/game", "rebound/game", "assist/game", "block/game", "steal/game", "goal/game", "run/game", "yard/game",
        "yard/carry", "barrel of oil equivalent/day", "international unit", "magnitude",
    }
)  # fmt: skip
# Words that mean something else to pint: a point of type, a decade as a factor of ten.
OTHER_IN_PINT = frozenset({"point", "decade"})


def entries() -> list[dict[str, Any]]:
    text = files("annotate.heuristics.lexicons").joinpath("units.toml").read_text("utf-8")
    return list(tomllib.loads(text)["unit"])


@pytest.fixture(scope="module")
def registry() -> Any:
    return pint.UnitRegistry()


def known(registry: Any, name: str) -> Any:
    """Return pint's unit of a name, None if it has none."""
    try:
        return registry.Unit(name)
    except (pint.UndefinedUnitError, TypeError, ValueError):
        return None


def test_pint_knows_every_unit_but_those_named_here(registry: Any) -> None:
    unknown = {entry["name"] for entry in entries() if known(registry, entry["name"]) is None}
    assert unknown == OURS


def test_durations_are_times_and_no_measure_is_a_mere_number(registry: Any) -> None:
    wrong = []
    for entry in entries():
        unit = known(registry, entry["name"])
        if unit is None or entry["name"] in OTHER_IN_PINT:
            continue
        if entry["kind"] == "duration" and unit.dimensionality != registry.Unit("second").dimensionality:
            wrong.append(entry["name"])
    assert not wrong


def test_a_name_and_a_surface_stand_for_one_unit() -> None:
    listed = entries()
    assert len({entry["name"] for entry in listed}) == len(listed)
    for kind in ("words", "symbols"):
        surfaces = [surface for entry in listed for surface in entry.get(kind, [])]
        assert len(set(surfaces)) == len(surfaces), sorted({s for s in surfaces if surfaces.count(s) > 1})


def test_the_readers_know_what_the_files_say() -> None:
    words, symbols, _ = measures.lexicon()
    assert words["square miles"].name == "square mile"
    assert symbols["mpg"].name == "mile/gallon"
    before, names, _, codes = money.lexicon()
    assert set(before.values()) <= codes | {"ZWL"}
    assert set(names.values()) <= codes | {"BTC", "ZWL"}
