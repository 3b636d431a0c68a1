"""Texts that break offsets elsewhere, and suggestions at random places in them: article number N is the same for ever.

Everything that the scheme has is drawn from: all layers, labels, attributes, parts and relations, and actors whose
names are as hostile as the text.
"""

import random
from collections.abc import Callable, Iterator, Mapping

from annotate.annotations import (
    HEURISTICS,
    Annotation,
    Article,
    Entity,
    Extent,
    Meta,
    Relation,
    Span,
    Value,
    reading_order,
    relation_id,
    span_id,
)
from annotate.countries import ISO_3166
from annotate.scheme import Attribute, Layer
from annotate.text.canonical import canonical
from tests.records import SCHEME

CRLF = "OSLO: Ana Ruiz said\r\n\r\n1,500 boats 🚤 left\rthe port.\r\nShe denied\tit.\r\n"
TEXTS = {
    "emoji": "👩‍🚀 Ana Ruiz said 🇳🇴🇺🇦 sent 1,500 👨‍👩‍👧‍👦 families 👍🏽 home. “We 😀😀 agree,” she said 🏴󠁧󠁢󠁳󠁣󠁴󠁿.",
    "astral": "𝒜𝓃𝒶 ℛ𝓊𝒾𝓏 of 𐍈𐌰𐌽 said 𝟙𝟝𝟘𝟘 boats left 𠮷野家 and 𝔘𝔎𝔑 agreed.",
    "combining": "A\u0301na Rui\u0308z sa\u0323\u0307id Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘ sent e\u0301te\u0301 1\u0308500 boats. No\u0308el agreed.",
    "canonical": canonical(CRLF),
    "crlf": CRLF,
    "tabs": "\tAna Ruiz\tsaid\t\t1,500\tboats\n\t\tleft the port.\n\t- She  denied   it.\t",
    "blanks": "   \n\n   Ana Ruiz said   1,500 boats\n\n\n     left   the port.   \n   She denied it.   ",
    "rtl": "قالت آنا رويز (Ana Ruiz) إن 1500 قارب غادرت الميناء.\nאנה רואיז אמרה ש-1,500 סירות עזבו: “we agree”, she said مرحبا.",
    "directions": "\u202eAna Ruiz\u202c said \u2067مرحبا\u2069 to \u202b1,500\u202c boats \u061c\u200f.",
    "markup": "<b>Ana</b> &amp; {{x}} $text said </span><script>alert(1)</script> 5 &lt; 6 boats <!-- left --> `${y}` %s \\n.",
    "xml": '<?xml version="1.0"?> <![CDATA[ Ana ]]> &#10; &nbsp; <View><Text name="text" value="$text"/></View> &bogus;',
    "templates": "{% if x %} {{ Ana | safe }} {0} %(x)s ${{y}} #{z} \\u0041 C:\\new\\table 'it' \"is\" `so` $entity_options.",
    "invisible": "Ana\u00a0Ruiz\u200b said\u2060 1\u202f500\u00adboats\ufeff left\u2028the\u2029port\u200d. She\u200e denied\u200f it\u3000now.",
    "control": "Ana\x0bRuiz\x0csaid\x85 1,500\x1fboats\x01 left\x7f the port.",
    "data": 'null true 1e999 NaN [1, 2] {"a": 1} \'; DROP TABLE task; -- https://example.org/a.txt s3://bucket/a upload://x',
}
BLANKS = (" ", " ", " ", "  ", "\n", "\t", "\u00a0", "\r\n", "\r", "")
NAMES = (
    "Ana Ruiz",
    "ana ruiz",
    "Ana Ruiz (2)",
    "Ana Ruiz 👩‍🚀",
    "Ana\u00a0 Ruiz,  Acme",
    "Acme, Inc. <b>&amp;",
    "بيروت",
    "{{x}} $text",
    "\u200b",
    '"/>\\n',
    "e1",
)
SCORES = (None, 0.0, 1.0, 0.5, 0.123456789)
NUMBERS = (0.0, 1.5, -3.0, 1500.0, 0.1 + 0.2, 1e21, 1e-7, 123456789.125)

_LENGTHS = (1, 30, 150, 150, 300, 300, 600)
_LONG = 50  # one text in so many is
_LONG_LINE = 20_000
_MOST = 20  # extents of a layer


def hostile(number: int) -> Article:
    """Return article number N with its suggestion."""
    chance = random.Random(number)
    length = _LONG_LINE if number % _LONG == _LONG - 1 else chance.choice(_LENGTHS)
    return suggested(f"{number} {chance.choice(NAMES)}", written(chance, length), chance)


def written(chance: random.Random, length: int) -> str:
    """Return a text of this length from the words of a few of the others, their blanks, and characters of any kind.

    One that is much longer than the others has no line breaks.
    """
    words = [word for text in chance.sample(sorted(TEXTS.values()), k=3) for word in text.split(" ")]
    blanks = (" ", "\u00a0", "") if length == _LONG_LINE else BLANKS
    text = ""
    while len(text) < length:
        text += _any_character(chance) if chance.random() < 0.05 else chance.choice(words)
        text += chance.choice(blanks)
    text = text[:length]
    return text if text.strip() else "x" + text[1:]


def _any_character(chance: random.Random) -> str:
    """Return any code point that a file in UTF-8 and a database can hold."""
    place = chance.randrange(1, 0x10F800)
    return chr(place if place < 0xD800 else place + 0x800)


def suggested(name: str, text: str, chance: random.Random) -> Article:
    """Return the text as an article with spans of random extents in every layer, linked at random."""
    entities = tuple(_entities(chance))
    spans = [span for layer in SCHEME.layers for span in _spans(layer, text, entities, chance)]
    suggestion = Annotation(
        id=HEURISTICS,
        author=HEURISTICS,
        role="machine",
        version="rules-1",
        layers=tuple(layer.name for layer in SCHEME.layers),
        entities=entities,
        spans=reading_order(spans),
        relations=tuple(_relations(spans, chance)),
    )
    return Article(id=name, text=text, meta=Meta(title=chance.choice(NAMES)), annotations=(suggestion,))


def _entities(chance: random.Random) -> Iterator[Entity]:
    facts = {attribute.name: attribute for attribute in SCHEME.entity_attributes}
    for number, name in enumerate(chance.choices(NAMES, k=5), 1):
        country, role = (chance.choice([None, str(_value(facts[x], (), chance))]) for x in ("country", "role"))
        yield Entity(id=f"e{number}", name=name, country=country, role=role)


def _spans(layer: Layer, text: str, entities: tuple[Entity, ...], chance: random.Random) -> Iterator[Span]:
    most = min(_MOST, 3 + len(text) // 40)
    extents = sorted({_extent(text, chance) for _ in range(chance.randint(0, most))})
    taken: set[tuple[str, Extent]] = set()
    last = 0
    for start, end in extents:
        label = chance.choice(sorted(layer.label_names))
        if (layer.overlap or start >= last) and (label, (start, end)) not in taken:
            taken.add((label, (start, end)))
            last = end
            yield Span(
                id=span_id(label, start, end),
                start=start,
                end=end,
                label=label,
                text=text[start:end],
                attributes=_attributes(SCHEME.attributes[label], entities, chance),
                parts={part: _inside(start, end, chance) for part in sorted(layer.part_names) if chance.random() < 0.5},
                rules=tuple(chance.sample(("rule.one", "rule.two"), k=chance.randint(0, 2))),
                score=chance.choice(SCORES),
            )


def _extent(text: str, chance: random.Random) -> Extent:
    """Return a stretch of the text that neither starts nor ends with a blank, at any code points."""
    places = [place for place, character in enumerate(text) if not character.isspace()]
    first = chance.randrange(len(places))
    last = min(len(places) - 1, first + chance.choice((0, 1, 5, 30)))
    return places[first], places[last] + 1


def _inside(start: int, end: int, chance: random.Random) -> Extent:
    first = chance.randrange(start, end)
    return first, chance.randint(first + 1, end)


def _attributes(
    known: Mapping[str, Attribute], entities: tuple[Entity, ...], chance: random.Random
) -> dict[str, Value]:
    return {name: _value(attribute, entities, chance) for name, attribute in known.items() if chance.random() < 0.7}


def _value(attribute: Attribute, entities: tuple[Entity, ...], chance: random.Random) -> Value:
    drawn: dict[str, Callable[[], Value]] = {
        "choice": lambda: chance.choice(attribute.values),
        "boolean": lambda: chance.random() < 0.5,
        "number": lambda: chance.choice(NUMBERS),
        "text": lambda: chance.choice(NAMES),
        "entity": lambda: chance.choice(entities).id,
        "country": lambda: chance.choice(ISO_3166),
    }
    return drawn[attribute.type]()


def _relations(spans: list[Span], chance: random.Random) -> Iterator[Relation]:
    """Yield up to two relations of each kind from each span that may be its head.

    Of a link to an actor that is no entity nothing is said: no list has the actor, so the server alone could not tell.
    """
    for kind in SCHEME.relations.values():
        tails = [span for span in spans if span.label in kind.tail]
        known = {attribute.name: attribute for attribute in kind.attributes}
        for head in (span for span in spans if span.label in kind.head):
            for tail in chance.sample(tails, k=min(len(tails), chance.randint(0, 2))):
                listed = "entity" not in SCHEME.attributes[tail.label] or "entity" in tail.attributes
                yield Relation(
                    id=relation_id(kind.name, head.id, tail.id),
                    label=kind.name,
                    head=head.id,
                    tail=tail.id,
                    attributes=_attributes(known, (), chance) if listed else {},
                    rules=("rule.link",) * chance.randint(0, 1),
                    score=chance.choice(SCORES),
                )
