"""Spelling by rule: what English does with regular words, and with those that double a letter."""

import pytest

from annotate.text.spelling import doubles, inflected, lowered, plain, plural

TAGS = ("base", "s", "ing", "past", "part")


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("senator", "senators"),
        ("deputy", "deputies"),
        ("envoy", "envoys"),
        ("boss", "bosses"),
        ("wish", "wishes"),
        ("policeman", "policemen"),
        ("chief of staff", "chiefs of staff"),
        ("spokesperson", "spokespersons"),
    ],
)
def test_a_noun_has_its_plural(noun: str, expected: str) -> None:
    assert plural(noun) == expected


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("agree", ["agree", "agrees", "agreeing", "agreed", "agreed"]),
        ("deny", ["deny", "denies", "denying", "denied", "denied"]),
        ("plan", ["plan", "plans", "planning", "planned", "planned"]),
        ("visit", ["visit", "visits", "visiting", "visited", "visited"]),
        ("undergo", ["undergo", "undergoes", "undergoing", "undergoed", "undergoed"]),
        ("vote", ["vote", "votes", "voting", "voted", "voted"]),
    ],
)
def test_a_verb_has_its_five_forms(verb: str, forms: list[str]) -> None:
    assert inflected(verb, double=doubles(verb)) == list(zip(forms, TAGS, strict=True))


def test_an_irregular_verb_brings_its_past_and_participle() -> None:
    forms = inflected("foresee", past="foresaw", part="foreseen")

    assert forms == [
        ("foresee", "base"),
        ("foresees", "s"),
        ("foreseeing", "ing"),
        ("foresaw", "past"),
        ("foreseen", "part"),
    ]


def test_small_letters_keep_every_offset() -> None:
    assert lowered("İZMİR Port") == "İzmİr port"


def test_a_plain_word_has_no_accents() -> None:
    assert (plain("José"), plain("Jose")) == ("Jose", "Jose")
