"""The scheme as it is read, what it may not say, and the guidelines that must speak of all of it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.errors import SchemeError
from annotate.scheme import load_scheme, read_scheme, schemas_folder

SCHEME = load_scheme()
TOML = (schemas_folder() / "scheme.toml").read_text("utf-8")
GUIDELINES = (schemas_folder() / "guidelines.md").read_text("utf-8")

WRONG = {
    "no TOML": ("version", "version version", "scheme.toml: "),
    "an unknown key": ('help = "one individual"', 'hepl = "one individual"', "unknown field `hepl`"),
    "an unknown type": ('type = "number"', 'type = "float"', "Invalid enum value 'float'"),
    "a label twice": ('name = "ORG"', 'name = "PERSON"', "label 'PERSON' is declared twice"),
    "a class id twice": ("id = 1", "id = 0", "label ids are [0, 0, 2, 3, 4, 5, 6, 7, 8], they should be 0 to 8"),
    "a layer twice": (
        '[[layer]]\nname = "quantities"',
        '[[layer]]\nname = "actors"',
        "layer 'actors' is declared twice",
    ),
    "a pass of an unknown layer": ('layers = ["stance"]', 'layers = ["mood"]', "shows layer 'mood'"),
    "an attribute of an unknown label": ('labels = ["CUE"]', 'labels = ["QUE"]', "names label 'QUE' of no layer"),
    "a relation from an unknown label": ('head = ["CUE"]', 'head = ["QUE"]', "relation 'source' names label 'QUE'"),
    "choices of a number": (
        'type = "number"\n',
        'type = "number"\nchoices = [{ value = "one" }]\n',
        "attribute 'value': choices belong to type choice",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_scheme_that_contradicts_itself_is_refused(case: str, tmp_path: Path):
    right, wrong, said = WRONG[case]
    assert right in TOML
    (tmp_path / "scheme.toml").write_text(TOML.replace(right, wrong, 1), "utf-8")
    with pytest.raises(SchemeError) as raised:
        read_scheme(tmp_path / "scheme.toml")
    assert said in str(raised.value)


def test_a_scheme_that_is_not_there_is_said_so(tmp_path: Path):
    with pytest.raises(SchemeError, match="belongs to the installation"):
        read_scheme(tmp_path / "scheme.toml")


def test_class_ids_stay_what_they_are():
    """Labels and choices become class ids of published datasets: names are appended, never moved."""
    assert SCHEME.labels == ("PERSON", "ORG", "STATE", "GROUP", "QUANTITY", "CUE", "SOURCE", "CONTENT", "TARGET")
    assert SCHEME.attributes["CUE"]["act"].values[:5] == ("report", "claim", "deny", "support", "oppose")
    assert tuple(SCHEME.relations) == ("source", "content", "target", "addressee")


def test_attributes_belong_to_the_labels_that_they_name():
    assert set(SCHEME.attributes["CUE"]) == {"act", "holder", "certainty", "negated", "doubtful"}
    assert SCHEME.attributes["SOURCE"] == {}


def test_an_unknown_layer_is_answered_with_those_there_are():
    with pytest.raises(SchemeError, match="no layer 'mood' in the scheme; it has actors, quantities, stance"):
        SCHEME.layer("mood")


def test_a_declared_cut_is_its_pass_and_any_other_is_made():
    assert SCHEME.cut(("stance",)) is SCHEME.passes[1]
    assert SCHEME.cut(("actors", "stance")).name == "actors+stance"


def names() -> Iterator[tuple[str, str]]:
    """Yield (kind, name) of everything that an annotator decides on."""
    for layer in SCHEME.layers:
        attributes = [*layer.attributes, *(a for relation in layer.relations for a in relation.attributes)]
        yield from (("label", label.name) for label in layer.labels)
        yield from (("attribute", attribute.name) for attribute in attributes)
        yield from (("choice", value) for attribute in attributes for value in attribute.values)
        yield from (("relation", relation.name) for relation in layer.relations)
    for fact in SCHEME.entity_attributes:
        yield "attribute", fact.name
        yield from (("choice", value) for value in fact.values)


@pytest.mark.parametrize(("kind", "name"), sorted(set(names())))
def test_the_guidelines_speak_of_every_name_of_the_scheme(kind: str, name: str):
    assert re.search(rf"(?<!\w){re.escape(name)}(?!\w)", GUIDELINES), f"{kind} {name} is not in guidelines.md"


def test_the_guidelines_are_those_of_the_scheme():
    assert GUIDELINES.startswith(f"# Guidelines {SCHEME.guidelines}\n")
