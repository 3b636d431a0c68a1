"""What became of suggestions, counted by layer and rule; what was made blind is not counted."""

from collections import Counter

import msgspec
import pytest

from annotate.align import Verdict
from annotate.quality.verdicts import acceptance, acceptance_interval, suggestions, verdicts
from tests.heard import heard
from tests.records import SCHEME

SUGGESTED = "[Ana|PERSON] of [Lima|STATE] said [10 men|QUANTITY] met [Bo|GROUP] in May"
LEFT = "[Ana|PERSON] of [Lima|ORG] said [10 men met|QUANTITY] Bo in [May|GROUP]"


def with_rules(article, **rules):
    machine = article.annotations[0]
    spans = tuple(msgspec.structs.replace(s, rules=(rules[s.label.lower()],)) for s in machine.spans)
    first = msgspec.structs.replace(machine, spans=spans)
    return msgspec.structs.replace(article, annotations=(first, *article.annotations[1:]))


RULES = {"person": "actors.names", "state": "actors.places", "quantity": "quantities.counts", "group": "actors.names"}


def test_verdicts_are_counted_by_layer_and_by_rule() -> None:
    found = verdicts([with_rules(heard("a", {"heuristics": SUGGESTED, "a01": LEFT}), **RULES)], SCHEME)
    assert dict(found.layers["actors"]) == {"accepted": 1, "relabelled": 1, "rejected": 1, "missed": 1}
    assert dict(found.layers["quantities"]) == {"moved": 1}
    assert dict(found.rules["actors", "actors.names"]) == {"accepted": 1, "rejected": 1}
    assert dict(found.rules["quantities", "quantities.counts"]) == {"moved": 1}
    assert (found.annotations, found.blind) == (1, 0)
    assert acceptance(found.layers["actors"]) == 1 / 3
    assert acceptance(found.layers["stance"]) is None


def test_only_covered_layers_are_judged() -> None:
    article = heard("a", {"heuristics": SUGGESTED, "a01": LEFT}, a01={"layers": ("quantities",)})
    assert not verdicts([article], SCHEME).layers["actors"]


def test_blind_work_judges_no_suggestion() -> None:
    article = heard("a", {"heuristics": SUGGESTED, "a01": LEFT}, a01={"shown": "none"})
    assert suggestions(article, article.annotations[1]) is None
    found = verdicts([article], SCHEME)
    assert (found.annotations, found.blind) == (0, 1)
    assert not any(found.layers.values())


def test_relations_have_verdicts_too() -> None:
    linked = "[Ana|PERSON #a] [said|CUE source=s target=a:negative] [she|SOURCE #s] left"
    article = heard("a", {"heuristics": linked, "a01": linked.replace("negative", "neutral").replace(" source=s", "")})
    found = verdicts([article], SCHEME).relations
    assert {name: dict(counts) for name, counts in found.items() if counts} == {
        "source": {"rejected": 1},
        "target": {"changed": 1},
    }


@pytest.mark.parametrize(
    ("accepted", "rejected", "between"),  # made with statsmodels' proportion_confint(method="wilson")
    [(0, 1, (0.0, 0.793451)), (3, 0, (0.438503, 1.0)), (8, 2, (0.490162, 0.943318)), (81, 19, (0.722212, 0.874852))],
)
def test_few_suggestions_leave_the_acceptance_open(accepted: int, rejected: int, between: tuple[float, float]) -> None:
    counts: Counter[Verdict] = Counter({"accepted": accepted, "rejected": rejected, "missed": 7})
    assert acceptance_interval(counts) == pytest.approx(between, abs=1e-6)
    assert acceptance_interval(Counter({"missed": 7})) is None
