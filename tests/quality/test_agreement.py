"""Agreement between each two people who judged a layer."""

import pytest

from annotate.quality.agreement import agreement
from tests.heard import heard
from tests.records import SCHEME


def test_identical_annotations_agree_wholly() -> None:
    marked = "[Ana|PERSON #a] [said|CUE source=s target=a:neutral] [she|SOURCE #s] left"
    found = agreement([heard("a", {"a01": marked, "a02": marked})], SCHEME)
    assert found.layers["actors"].exact_f1 == found.layers["stance"].overlap_f1 == 1.0
    assert found.relations["source"].exact_f1 == found.relations["target"].exact_f1 == 1.0
    assert found.layers["quantities"].exact_f1 is None
    assert found.pairs == {"actors": 1, "quantities": 1, "stance": 1}


def test_boundaries_count_exactly_and_labels_always() -> None:
    found = agreement(
        [heard("a", {"a01": "[The mayor|PERSON] met [Bo|ORG]", "a02": "The [mayor|PERSON] met [Bo|GROUP]"})], SCHEME
    )
    assert (found.labels["PERSON"].exact_f1, found.labels["PERSON"].overlap_f1) == (0.0, 1.0)
    assert found.labels["ORG"].overlap_f1 == 0.0
    assert found.layers["actors"].overlap_f1 == 0.5


def test_three_annotators_are_three_pairs() -> None:
    said = {"a01": "[Ana|PERSON] left", "a02": "[Ana|PERSON] left", "a03": "Ana left"}
    found = agreement([heard("a", said)], SCHEME)
    assert found.pairs["actors"] == 3
    assert found.layers["actors"].exact_f1 == pytest.approx(2 / 4)


def test_people_are_compared_only_on_layers_that_both_judged() -> None:
    said = {"a01": "[Ana|PERSON] left", "a02": "Ana left"}
    found = agreement([heard("a", said, a02={"layers": ("stance",)})], SCHEME)
    assert (found.pairs["actors"], found.pairs["stance"]) == (0, 1)


def test_relations_to_actors_are_left_out_where_one_of_two_chose_from_a_list() -> None:
    marked = "[Ana|PERSON #a] was [blamed|CUE target=a:negative]"
    found = agreement([heard("a", {"a01": marked, "a02": marked}, a02={"layers": ("stance",)})], SCHEME)
    assert found.relations["target"].total == 0
