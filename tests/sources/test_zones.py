"""Zones: what is not the story, and stories that only look like it."""

import time

import pytest

from annotate.sources.zones import zones

ZONES = {
    "SEOUL: It rained.": [("dateline", "SEOUL:")],
    "SEOUL (Lake Wire) — It rained.": [("dateline", "SEOUL (Lake Wire) —")],
    "NEW DELHI, Oct 18 (Lake Wire) - It rained.": [("dateline", "NEW DELHI, Oct 18 (Lake Wire) -")],
    "NEW DELHI, India — It rained.": [("dateline", "NEW DELHI, India —")],
    "By Ana Ruiz and Ilse Brandt\nIt rained.": [("byline", "By Ana Ruiz and Ilse Brandt")],
    "It rained.\n(Reporting by Ana Ruiz; Editing by Ilse Brandt)": [
        ("byline", "(Reporting by Ana Ruiz; Editing by Ilse Brandt)")
    ],
    "New Delhi, Oct 21 (Lake Wire) It rained.": [("dateline", "New Delhi, Oct 21 (Lake Wire)")],
    "By ANA RUIZ\nThe Lake Press\nIt rained.": [("byline", "By ANA RUIZ\nThe Lake Press")],
    "BY ANA RUIZ - 07/22/25 6:00 AM ET\nIt rained.": [("byline", "BY ANA RUIZ - 07/22/25 6:00 AM ET")],
    "Updated 5:04 PM EDT, June 3, 2024\nIt rained.": [("furniture", "Updated 5:04 PM EDT, June 3, 2024")],
    "It rained.\nPhoto: Ana Ruiz/AFP": [("byline", "Photo: Ana Ruiz/AFP")],
    "It rained.\nWith inputs from agencies": [("byline", "With inputs from agencies")],
    "It rained.\nLake Wire is now on the WhatsApp channel. Click here": [
        ("furniture", "Lake Wire is now on the WhatsApp channel. Click here")
    ],
    "It rained.\nFollow us on Telegram\nIt stopped.": [("furniture", "Follow us on Telegram")],
    "It rained.\nSubscribe to our newsletter": [("furniture", "Subscribe to our newsletter")],
    "It rained.\nSign up for the Morning newsletter here.": [("furniture", "Sign up for the Morning newsletter here.")],
    "It rained.\nSupport our journalism": [("furniture", "Support our journalism")],
    "It rained.\nRead more: How floods form": [("furniture", "Read more: How floods form")],
    "It rained.\n© 2024 Lake Wire. All rights reserved.": [("furniture", "© 2024 Lake Wire. All rights reserved.")],
}


@pytest.mark.parametrize("text", ZONES)
def test_what_is_not_the_story(text: str):
    assert [(zone.kind, text[zone.start : zone.end]) for zone in zones(text)] == ZONES[text]


STORIES = [
    "It rained in SEOUL: the river rose.",
    "The minister urged members to support our allies in the east.",
    "He asked parliament to support us in this fight.",
    "Thousands sign up for the army each month, the ministry said.",
    "Few farmers subscribe to the view that prices will fall.",
    "They must follow our rules, she said.",
    "Related charges against two officers were dropped.",
    "Read more books, the minister told pupils.",
    "With the spy agency under fire, the president spoke.",
    "By the time rescuers came, the house was empty.",
    "Updated rules took effect on 5 May 2024 in the north.",
    "Published in 2021, the book sold well.",
    "Ana Ruiz joined our channel of talks with the union, he said.",
]


@pytest.mark.parametrize("text", STORIES)
def test_a_story_is_no_zone(text: str):
    assert zones(text) == ()


HEADED = {
    "headline and byline": (
        "A ferry sank\n\nBy Ann Ott\n\nOSLO/BERGEN (Lake Wire) - A ferry",
        "OSLO/BERGEN (Lake Wire) -",
    ),
    "headline alone": ("A ferry sank\nOSLO — A ferry", "OSLO —"),
    "a place before a colon": ("A ferry sank\nMUSCAT: A ferry", "MUSCAT:"),
    "speakers": ("A ferry sank\nOTT: It sank.\nRUIZ: It did not.", None),
    "a colon begins no body": ("A ferry sank\nWATCH: the ferry", None),
    "far down": ("A ferry sank\n" * 9 + "OSLO — A ferry", None),
}


@pytest.mark.parametrize("case", HEADED)
def test_a_dateline_may_stand_behind_what_heads_the_article(case: str):
    text, expected = HEADED[case]
    found = [text[zone.start : zone.end] for zone in zones(text) if zone.kind == "dateline"]
    assert found == ([] if expected is None else [expected])


LONG = {
    "one long word": "A" * 200_000,
    "many places": "SEOUL, " * 30_000,
    "many openings": "(" * 200_000,
    "furniture that never comes": "follow our " * 20_000,
    "many short lines": "By A\nWith a\n" * 20_000,
}


@pytest.mark.parametrize("case", LONG)
def test_no_text_takes_long(case: str):
    started = time.process_time()
    zones(LONG[case])
    assert time.process_time() - started < 1
