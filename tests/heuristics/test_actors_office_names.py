"""A leader's office is called by its full name where the article says what the leader leads."""

import pytest

from annotate.annotations import Article
from annotate.heuristics.preannotate import suggest


def names(text: str) -> list[str]:
    return [entity.name for entity in suggest(Article(id="x", text=text)).entities]


@pytest.mark.parametrize(
    ("text", "office"),
    [
        (
            "French President Emmanuel Macron rose. Macron's office said it was late.",
            "Office of the President of France",
        ),
        (
            "British Prime Minister Keir Starmer rose. Starmer's office said it was late.",
            "Office of the Prime Minister of the United Kingdom",
        ),
        ("German bank president Jane Ruiz rose. Ruiz's office said it was late.", "Ruiz's office"),
        ("Mayor Jane Ruiz rose. Ruiz's office said it was late.", "Ruiz's office"),
        ("Ruiz's office said it was late.", "Ruiz's office"),
    ],
)
def test_an_office_is_named_by_what_its_holder_leads(text: str, office: str) -> None:
    assert office in names(text)
