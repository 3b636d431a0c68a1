"""A small corpus with everything in it: suggestions, two annotators, a disagreement, an untouched article, a copy."""

from typing import Any

import msgspec

from annotate.annotations import Article, Meta, Zone
from tests.heard import heard

TOWNS = "Oran Lima Bari Cork Riga Kobe Doha Bonn Lyon Graz Faro Ulsan".split()  # noqa: SIM905 - read as words

STORY = (
    '{town}: [{town}\'s mayor Ana Mora|PERSON #ana entity=Ana use=actor part.name="Ana Mora"] [said|CUE #said act=report'
    " certainty=certain negated=false holder=Ana source=who content=fact target=board:negative] on Monday [that [the port"
    ' board|ORG #board entity=Board] lost [$12.10 million|QUANTITY value=12.1 kind=money unit=USD part.number="12.10 million"]'
    "|CONTENT #fact].\n[“We [want|CUE #want act=demand holder=Ana content=more] [it back|CONTENT #more],”|CONTENT #quote]"
    " [she|SOURCE #who] [added|CUE act=claim holder=Ana source=who content=quote]. "
)


def filler(town: str, sentences: int = 6) -> str:
    """Return sentences that no two towns share."""
    return " ".join(
        f"{town} {word} harbour{town.lower()} {i}{word} quay{i}{town.lower()} crane{town.lower()}{i} today."
        for i, word in enumerate(("old", "new", "north", "south", "east", "west")[:sentences])
    )


def story(town: str, **each: Any) -> Article:
    """Return the article of a town, suggested to and corrected by two people who differ in one label."""
    first = STORY.format(town=town) + filler(town)
    return msgspec.structs.replace(
        heard(
            town.lower(),
            {
                "heuristics": first.replace("act=demand", "act=other"),
                "a01": first,
                "a02": first.replace("|ORG #board", "|GROUP #board"),
            },
            **each,
        ),
        meta=Meta(
            title=f"News from {town}",
            published="2026-03-01",
            language="en",
            license="CC-BY-4.0",
            zones=(Zone(start=0, end=len(town) + 1, kind="dateline"),),
        ),
    )


def corpus() -> list[Article]:
    """Return eleven stories, a copy of one that is cut from the bottom, a story without spans, and an untouched one."""
    stories = [story(town) for town in TOWNS[:11]]
    text = stories[0].text
    copy = heard("oran-brief", {"a01": text[: len(text) * 3 // 4]})
    plain = heard("plain", {"a01": filler("Ghent")}, a01={"layers": ("actors",)})
    untouched = heard("untouched", {"heuristics": filler("Malmo").replace("Malmo old", "[Malmo|STATE] old")})
    return [*stories, copy, plain, untouched]
