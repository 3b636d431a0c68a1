"""What may not be sent: each fault is refused with the article, the item, what is wrong and what would be right."""

import uuid
from pathlib import Path
from typing import Any

import msgspec
import pytest

from annotate.annotations import Annotation, Article
from annotate.errors import LabelStudioError
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.pushing.plan import planned
from annotate.labelstudio.results.sendable import refuse_unsendable
from tests.records import SCHEME, record

STORY = record("[Peru|STATE #peru entity=Peru] [said|CUE #said act=report content=what] [it would vote|CONTENT #what].")
GOOD = STORY.annotations[0]
STATE, CUE, CONTENT = (span.id for span in GOOD.spans)
LINK = GOOD.relations[0].id


def span(which: str, **changes: Any) -> Annotation:
    """The suggestion with one span changed."""
    changed = [msgspec.structs.replace(s, **changes) if s.id == which else s for s in GOOD.spans]
    return msgspec.structs.replace(GOOD, spans=tuple(changed))


def relation(**changes: Any) -> Annotation:
    """The suggestion with its relation changed."""
    return msgspec.structs.replace(GOOD, relations=(msgspec.structs.replace(GOOD.relations[0], **changes),))


def twice(**changes: Any) -> Annotation:
    """The suggestion with its first span there again."""
    return msgspec.structs.replace(GOOD, spans=(*GOOD.spans, msgspec.structs.replace(GOOD.spans[0], **changes)))


# The 13 that Label Studio's own check was tried with: it lets all but two of them pass.
BAD: dict[str, tuple[Annotation, str, str, str]] = {
    "an end beyond the text": (span(STATE, end=99), STATE, "is not inside a text", "pre-annotate the text again"),
    "words that are not there": (span(STATE, text="Perú"), STATE, "the span says 'Perú'", "pre-annotate the text again"),
    "an end before the start": (span(STATE, start=4, end=0), STATE, "[4, 0) is not inside", "offsets count characters"),
    "a negative start": (span(STATE, start=-2), STATE, "[-2, 4) is not inside", "offsets count characters"),
    "offsets with a fraction": (span(STATE, start=0.5), STATE, "[0.5, 4) are no whole numbers", "offsets count characters"),
    "an unknown label": (span(STATE, label="REGION"), STATE, "label 'REGION' is not in the scheme", "schemas/scheme.toml"),
    "an unknown relation": (relation(label="because"), LINK, "relation 'because' is not one of", "what the scheme lets it link"),
    "a relation of a span to itself": (relation(tail=CUE), LINK, "links a span to itself", "take the relation out"),
    "a relation to nothing": (relation(tail="nowhere"), LINK, "tail 'nowhere' is no span", "take it out"),
    "an id used twice": (twice(start=5, end=9, text="said", label="CUE", attributes={}), STATE, "is used 2 times", "a name of its own"),
    "a span that is there twice": (twice(id="another"), "another", "overlaps state-0-4", "keep one of them"),
    "blanks at the edges": (span(STATE, end=5, text="Peru "), STATE, "begins or ends with a blank", "shorten the span"),
    "a choice that belongs to no such span": (span(STATE, attributes={"act": "deny"}), STATE, "attribute 'act' is not one of", "schemas/scheme.toml"),
}  # fmt: skip


def with_annotation(annotation: Annotation) -> Article:
    return msgspec.structs.replace(STORY, annotations=(annotation,))


def test_the_story_itself_may_be_sent():
    refuse_unsendable([STORY], SCHEME)


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_suggestion_is_refused_by_name_with_a_remedy(fault: str):
    bad, item, what, remedy = BAD[fault]
    with pytest.raises(LabelStudioError) as caught:
        refuse_unsendable([with_annotation(bad)], SCHEME)
    lines = str(caught.value).splitlines()
    assert lines[0] == "nothing was sent, the records are not sound:"
    assert any(
        line.startswith("article story: ") and all(words in line for words in (item, what, remedy)) for line in lines
    ), lines


def test_a_score_beyond_one_and_an_actor_that_is_not_there_are_refused():
    bad = span(STATE, score=7.0, attributes={"entity": "e9"})
    with pytest.raises(LabelStudioError, match=r"(?s)entity 'e9' is no entity.*score 7.0 is not between 0 and 1"):
        refuse_unsendable([with_annotation(bad)], SCHEME)


def test_all_of_them_are_refused_together_before_anything_is_written(client: Client, tmp_path: Path):
    bad = [
        msgspec.structs.replace(with_annotation(annotation), id=f"story-{number}")
        for number, (annotation, *_) in enumerate(BAD.values())
    ]
    name = f"t{uuid.uuid4().hex[:12]}"

    with pytest.raises(LabelStudioError) as caught:
        planned([STORY, *bad], name, client, SCHEME, passes=SCHEME.passes, folder=tmp_path)

    named = {line.split(":")[0] for line in str(caught.value).splitlines()[1:]}
    assert named == {f"article {article.id}" for article in bad}
    assert client.projects(name) == []
