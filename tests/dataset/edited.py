"""Generated articles full of repeated words and sentences, and edits of them of which it is known what moved where."""

import random
from typing import NamedTuple

import msgspec

from annotate.annotations import Article, Meta
from tests.heard import heard

PLACES = "Oran Lima Bari Cork Riga Kobe Doha Bonn Lyon Graz Faro Ulsan".split()  # noqa: SIM905 - read as words
PEOPLE = ("Ana Mora", "Lev Sato", "Ines Roth", "Omar Diaz", "the mayor", "the union")
NOUNS = (("ship", "ships"), ("worker", "workers"), ("crane", "cranes"), ("container", "containers"))
DAYS = ("Monday", "Tuesday", "Thursday", "Sunday")
SENTENCES = (
    (
        "[{who}|PERSON entity={name}] [said|CUE act=report holder={name} content=x{i}] [that [{n} {many}|QUANTITY value={n} noun={one}"
        " kind=count] had left [{place}|STATE entity={place}]|CONTENT #x{i}]."
    ),
    (
        "[“No {one} [will leave|CUE act=refrain holder={name}] on {day},”|CONTENT #q{i}] [said|CUE act=claim source=s{i} content=q{i}]"
        " [{who}|SOURCE #s{i}]."
    ),
    (
        "It cost [{n} dollars|QUANTITY value={n} unit=USD kind=money part.number={n}], and nobody in [{place}|STATE entity={place}]"
        " [denied|CUE act=deny] it."
    ),
    "[The port board of {place}|ORG entity=Board-{place}] met on {day}.",
    "Rain fell in {place} all {day}, and the {many} stayed where they were.",
    "He [said|CUE act=report] [so|CONTENT].",
)
BYLINE = "By Nora Field and Per Lund, staff writers\n\n"


class Edited(NamedTuple):
    """A text with a byline put in front and `size` characters cut out of it.

    Where the cut repeats what is around it, cutting at any of several places gives the same text: `cuts` are all of them.
    """

    text: str
    cuts: range
    size: int

    def now(self, start: int, end: int) -> set[int]:
        """Return where a stretch of the old text may stand now; nowhere if every cut took some of it."""
        return {
            start + len(BYLINE) - (self.size if start >= cut + self.size else 0)
            for cut in self.cuts
            if start >= cut + self.size or end <= cut
        }


def generated(number: int) -> tuple[Article, Edited]:
    """Return an article of two annotators and the heuristics, and an edit of its text."""
    chance = random.Random(number)
    sentences = [_sentence(chance, i) for i in range(chance.randint(14, 40))]
    for i in range(2, len(sentences)):
        if chance.random() < 0.06:  # a sentence said twice, its marks only once
            sentences[i] = _plain(sentences[chance.randrange(i)])
    marked = "".join(s + chance.choice((" ", " ", " ", "\n\n")) for s in sentences).rstrip()
    article = heard(f"story-{number}", {"heuristics": marked, "a01": marked})
    meta = Meta(title="Ships", url=f"https://example.org/{number}", source="Harbour Post", language="en")
    return msgspec.structs.replace(article, meta=meta), _edit(article.text, [_plain(s) for s in sentences], chance)


def _sentence(chance: random.Random, i: int) -> str:
    one, many = chance.choice(NOUNS)
    who = chance.choice(PEOPLE)
    return chance.choice(SENTENCES).format(
        who=who,
        name=who.split()[-1].capitalize(),
        one=one,
        many=many,
        place=chance.choice(PLACES),
        day=chance.choice(DAYS),
        n=chance.choice((3, 12, 40, 1500)),
        i=i,
    )


def _plain(marked: str) -> str:
    return heard("x", {"a01": marked}).text


def _edit(text: str, sentences: list[str], chance: random.Random) -> Edited:
    number = chance.randrange(len(sentences))
    start = 0
    for sentence in sentences[:number]:
        start = text.index(sentence, start) + len(sentence)
    start = text.index(sentences[number], start)
    end = start + len(sentences[number])
    while end < len(text) and text[end].isspace():
        end += 1
    first = last = start
    while first and text[first - 1] == text[first - 1 + end - start]:
        first -= 1
    while last + end - start < len(text) and text[last] == text[last + end - start]:
        last += 1
    return Edited(BYLINE + text[:start] + text[end:], range(first, last + 1), end - start)
