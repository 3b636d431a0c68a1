"""Agreement on attributes: what is compared, how often it is equal, and alpha by hand."""

from collections import Counter

import pytest

from annotate.quality.agreement import agreement
from annotate.quality.attributes import Values, names
from tests.heard import heard
from tests.records import SCHEME


def test_attributes_are_compared_where_both_marked_the_same() -> None:
    said = {
        "a01": "[Ana|PERSON #a] [said|CUE act=report certainty=certain] that [Bo|PERSON] left",
        "a02": "[Ana|PERSON #a] [said|CUE act=claim certainty=certain] that [Bo left|PERSON]",
    }
    found = agreement([heard("a", said)], SCHEME).attributes
    assert found["act"].pairs == Counter({("claim", "report"): 1})
    assert (found["act"].equal, found["certainty"].equal) == (0.0, 1.0)
    assert found["kind"].equal is None


def test_what_both_left_empty_is_not_compared_and_what_one_did_is() -> None:
    said = {"a01": "[9 men|QUANTITY value=9 noun=man]", "a02": "[9 men|QUANTITY value=9]"}
    found = agreement([heard("a", said)], SCHEME).attributes
    assert (found["value"].equal, found["noun"].equal, found["unit"].total) == (1.0, 0.0, 0)


def test_entities_are_compared_by_name() -> None:
    said = {"a01": "[Ana|PERSON entity=Ana_Ruiz]", "a02": "[Ana|PERSON entity=ana_ruiz]"}
    assert agreement([heard("a", said)], SCHEME).attributes["entity"].equal == 1.0


def test_polarity_is_compared_on_links_between_the_same_ends() -> None:
    said = {
        "a01": "[Ana|PERSON #a] was [blamed|CUE target=a:negative]",
        "a02": "[Ana|PERSON #a] was [blamed|CUE target=a:neutral]",
    }
    assert agreement([heard("a", said)], SCHEME).attributes["polarity"].pairs == Counter({("negative", "neutral"): 1})


def test_alpha_is_the_one_worked_out_by_hand() -> None:
    """Ten units of two values: the first example of Krippendorff (2011), two observers and no missing data: alpha 0.095."""
    values = Values(Counter({("0", "0"): 5, ("0", "1"): 4, ("1", "1"): 1}))
    assert values.equal == pytest.approx(0.6)
    assert values.alpha == pytest.approx(0.095, abs=0.001)


def test_one_value_alone_has_no_alpha_and_sums_are_those_of_both() -> None:
    one = Values(Counter({("up", "up"): 3}))
    assert one.alpha is None
    assert one.plus(Values(Counter({("down", "up"): 1}))).equal == 0.75


def test_every_attribute_of_the_scheme_has_its_place() -> None:
    assert {"entity", "use", "value", "act", "holder", "polarity"} <= set(names(SCHEME))
