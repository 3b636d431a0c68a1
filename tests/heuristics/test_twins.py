"""Every rule has its examples: a module of a layer and the marked sentences of the same name are twins."""

from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

from annotate.heuristics.found import Found
from annotate.scheme import load_scheme
from annotate.text.view import view
from tests.heuristics.marked import Sentence, complaints, parse, read_twin

HERE = Path(__file__).parent
SCHEME = load_scheme()
LAYERS = ("quantities", "actors", "stance")


class Run(NamedTuple):
    """What a layer found in a sentence, and what the layers before it had found."""

    found: Found
    context: Found


def layer_module(layer: str) -> ModuleType:
    return import_module(f"annotate.heuristics.{layer}")


def ideas(layer: str) -> list[str]:
    folder = Path(str(layer_module(layer).__file__)).parent
    return sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__")


def twins(layer: str) -> dict[str, Path]:
    return {path.stem: path for path in sorted((HERE / layer).glob("*.txt"))}


def run(layer: str, text: str) -> Run:
    """Return what a layer finds, and what the layers before it told it."""
    seen = view(text)
    counted = layer_module("quantities").find(seen)
    if layer == "quantities":
        return Run(counted, Found())
    acting = layer_module("actors").find(seen, counted.spans)
    if layer == "actors":
        return Run(acting, counted)
    return Run(layer_module("stance").find(seen, acting), acting)


def sentences(layer: str, path: Path) -> list[Sentence]:
    return read_twin(path, SCHEME.layer(layer).label_names)


FILES = [(layer, path) for layer in LAYERS for path in twins(layer).values()]


@pytest.fixture(params=LAYERS)
def layer(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_idea_has_its_examples_and_every_example_its_idea(layer: str) -> None:
    assert sorted(twins(layer)) == ideas(layer)


@pytest.mark.parametrize(("layer_name", "path"), FILES, ids=[f"{layer}/{path.stem}" for layer, path in FILES])
def test_the_layer_finds_what_is_marked_and_nothing_else(layer_name: str, path: Path) -> None:
    wrong = []
    for sentence in sentences(layer_name, path):
        result = run(layer_name, sentence.text)
        wrong += complaints(sentence, result.found, result.context, SCHEME)
    assert not wrong, "\n".join(["", *wrong])


def test_every_twin_has_a_positive_and_a_negative(layer: str) -> None:
    for name, path in twins(layer).items():
        marked = [bool(sentence.marks) for sentence in sentences(layer, path)]
        assert any(marked), f"{name}.txt has no marked sentence"
        assert not all(marked), f"{name}.txt has no negative"


def test_every_rule_is_hit_by_an_example_of_its_twin(layer: str) -> None:
    missed = []
    for idea, path in twins(layer).items():
        declared = set(getattr(import_module(f"annotate.heuristics.{layer}.{idea}"), "RULES", ()))
        hit: set[str] = set()
        for sentence in sentences(layer, path) if declared else ():
            found = run(layer, sentence.text).found
            hit.update(rule for span in found.spans for rule in span.rules)
            hit.update(rule for relation in found.relations for rule in relation.rules)
            hit.update(vote.rule for vote in found.votes)
        missed += sorted(declared - hit)
    assert not missed, f"no example of its twin hits {missed}"


def test_rules_are_named_after_layer_and_idea(layer: str) -> None:
    for idea in ideas(layer):
        for rule in getattr(import_module(f"annotate.heuristics.{layer}.{idea}"), "RULES", ()):
            assert rule == f"{layer}.{idea}" or rule.startswith(f"{layer}.{idea}_"), rule


def test_marks_nest_and_carry_names_settings_and_escapes() -> None:
    text, marks = parse(r'[The \[old\] mayor|SOURCE #s] [said|CUE act=report source=s] [it [costs|CUE] "5"|CONTENT].\n')
    assert text == 'The [old] mayor said it costs "5".\n'
    assert [(text[m.start : m.end], m.label, m.name, m.settings) for m in marks] == [
        ("The [old] mayor", "SOURCE", "s", {}),
        ("said", "CUE", "", {"act": "report", "source": "s"}),
        ('it costs "5"', "CONTENT", "", {}),
        ("costs", "CUE", "", {}),
    ]


def test_a_mark_that_does_not_close_is_named() -> None:
    with pytest.raises(ValueError, match=r"twin\.txt:3: a mark opens at character 4"):
        parse("The [mayor said.", "twin.txt:3")
