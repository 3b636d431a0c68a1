"""A project's title, and when two label configs are the same."""

import pytest

from annotate.errors import LabelStudioError
from annotate.labelstudio.api.projects import fingerprint, title_of
from tests.labelstudio.desk import ACTORS, ALL, STANCE


def test_a_title_names_corpus_and_pass():
    assert [title_of("demo", shown) for shown in (ACTORS, STANCE)] == ["demo · actors", "demo · stance"]


@pytest.mark.parametrize("name", ["", "  ", "n" * 60])
def test_a_name_that_makes_no_title_is_refused_with_the_room_there_is(name: str):
    with pytest.raises(LabelStudioError, match="a name has 1 to 23 characters"):
        title_of(name, ALL)


SAME = [
    ("<View><A b='1' c='2'/></View>", '<View>\n  <A c="2" b="1"></A>\n</View>', True),
    ("<View><A b='1'/></View>", "<View><A b='2'/></View>", False),
    ("<View/>", "<View", False),
]


@pytest.mark.parametrize(("first", "second", "same"), SAME)
def test_configs_have_the_fingerprint_of_their_xml(first: str, second: str, same: bool):  # noqa: FBT001 - a column of the table
    assert (fingerprint(first) == fingerprint(second)) is same
