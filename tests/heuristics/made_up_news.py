"""Sentences that nobody wrote but that have the grammar of news, with quote marks and words thrown in anywhere.

Text at random hardly ever meets the rules that need a subject, a cue and a clause in their order; these do.
"""

import random
import re

from annotate.annotations import Article, Meta, Zone
from annotate.heuristics.stance.cue_lexicon import lexicon
from annotate.text.closed_classes import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    HELPERS,
    MODALS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECTS,
)

_LEXICON = lexicon()
_SLOTS: dict[str, tuple[str, ...]] = {
    "who": ("The ministry", "Ana Ruiz", "police", "he", "they", "officials", "Peru", "Mr. Bo", "the mayor", "some allies", "it", "No one"),
    "what": ("the deal", "40 trucks", "a ban on exports", "Kyiv", "rebels in Sudan", "12% of it", "$3bn", "an attack", "its plan", "them", "two"),
    "verb": tuple(sorted(_LEXICON.verbs)),
    "noun": tuple(sorted(_LEXICON.nouns)),
    "adjective": tuple(sorted(_LEXICON.adjectives)),
    "do": ("accept", "leave", "reevaluate", "open", "ban", "pay for", "go on", "destroy", "end", "free"),
    "link": ("that", "to", "not to", "for", "against", "of", "with", "on", "as", "by", "from", "over", ":", ",", "whether", "in", ""),
    "may": tuple(sorted(MODALS)),
    "aux": tuple(sorted(HELPERS)),
    "open": ('"', "“", "'", "‘", ""),
    "close": ('"', "”", "'", "’", '."', '," ', "..."),
    "stop": (".", "?", "!", "\n", "…", ""),
    "small": tuple(sorted({*ADVERBS, *CONJUNCTIONS, *DETERMINERS, *PREPOSITIONS, *RELATIVES, *SUBJECTS})),
}  # fmt: skip
_PLANS = tuple(
    plan.split()
    for plan in (
        "who verb link who may open do what close stop",
        "who verb link what stop",
        "open what aux do close , verb who , small what , stop",
        "open who may do what , close who verb . open what aux do close",
        "who , who verb link do what , verb link what aux do stop",
        "small noun link what who verb link do what stop",
        "the noun link who is link what aux do stop",
        "who aux verb link what link do what stop",
        "who aux adjective link what stop",
        "what aux verb by who , small aux verb link open do what close stop",
        "according to who , what aux do , open and close small who verb",
        "who aux no noun link do what but verb link who may open do close what",
        "what , which who verb link what aux do , verb who stop",
        "who verb who link do what without verb link what stop",
        "in the noun of who , what may do open what close small what stop",
        "what drew noun from who , who verb link what stop",
        "who : who verb link what stop small who verb link what stop",
    )
)
_THROWN_IN = ("small", "open", "close", "aux", "noun", "verb", "what")
_NOISE = 0.15
_PLAIN = 0.5  # the share of articles that are one text without zones


def made_up(number: int) -> str:
    """The text of one number: one to three sentences, words of the plans dropped, doubled or thrown in."""
    chance = random.Random(number)
    words: list[str] = []
    for _ in range(chance.randint(1, 3)):
        for slot in chance.choice(_PLANS):
            if chance.random() < _NOISE:
                words.append(chance.choice(_SLOTS[chance.choice(_THROWN_IN)]))
            if chance.random() > _NOISE / 2:
                words.append(chance.choice(_SLOTS[slot]) if slot in _SLOTS else slot)
    glued = " ".join(word for word in words if word)
    return glued.replace('" ', '"', chance.randint(0, 2)).replace(" ,", ",").replace(" .", ".")


def made_up_article(number: int) -> Article:
    """The article of one number: that text alone, or three of them as paragraphs with up to two zones anywhere."""
    chance = random.Random(-number)
    if chance.random() < _PLAIN:
        return Article(id="plain", text=made_up(number))
    text = "\n".join(made_up(3 * number + part) for part in range(3))
    starts = [match.start() for match in re.finditer(r"(?<=\s)\S", text)]
    ends = sorted(chance.sample(starts, min(len(starts), 4)))
    zones = [
        Zone(start=start, end=len(text[:end].rstrip()), kind="dateline")
        for start, end in zip(ends[::2], ends[1::2], strict=False)
    ]
    return Article(id="zoned", text=text, meta=Meta(zones=tuple(zones)))
