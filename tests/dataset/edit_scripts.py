"""Generated corpora and edits of them of which every single operation is known: what a difference has to find.

A draft is an article of sentences, each with an actor, a quantity and a stance of known names; every operation locks the
sentence it works on, so that no two of them can be told as one. Half of the scripts keep ids, half mint all of them anew.
"""

import copy
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from annotate.annotations import Annotation, Article, Entity, Meta, Relation, Span, Value, relation_id, span_id
from annotate.dataset.diff.release import Release, of_records
from annotate.invariants import breaches
from tests.records import LAYERS, SCHEME

WORDS = "port ship crew dock rain bank vote deal tax road mill farm coal salt wind".split()  # noqa: SIM905 - as words
ACTORS = ("PERSON", "ORG", "STATE", "GROUP")
NAMES = ("Ana Mora", "Peru", "Port Board", "the crew")
Place = tuple[int, int]  # words of a sentence, half-open
Key = tuple[int, str]  # sentence and name: what stays the same whatever is edited
Wanted = tuple[str, str, str, object, tuple[tuple[str, Value, Value], ...]]  # what, kind, article, key, fields


@dataclass
class Mark:
    """A span of a draft by its words."""

    label: str
    place: Place
    attributes: dict[str, Value] = field(default_factory=dict)
    parts: dict[str, Place] = field(default_factory=dict)


@dataclass
class Draft:
    """An article that can be edited: sentences by number, in order; relations and entities by what they link and name."""

    name: str
    source: str
    title: str
    split: str
    order: list[int]
    words: dict[int, list[str]]
    marks: dict[Key, Mark] = field(default_factory=dict)
    links: dict[tuple[Key, str], tuple[str, Key, dict[str, Value]]] = field(default_factory=dict)
    entities: dict[str, tuple[str, str | None]] = field(default_factory=dict)


@dataclass
class Built:
    """A draft as a record, and what each of its ids stands for."""

    article: Article
    keys: dict[tuple[str, str], object]


def draft(number: int, chance: random.Random) -> Draft:
    """Return an article of eight sentences with marks, and two without."""
    words = {i: [*chance.choices(WORDS, k=12), "."] for i in range(10)}
    order = list(words)
    chance.shuffle(order)
    made = Draft(
        f"story-{number}", chance.choice(("Post", "Echo")), "News", chance.choice(("train", "test")), order, words
    )
    made.entities |= {f"e{i}": (name, None) for i, name in enumerate(NAMES)} | {"idle": ("Nobody", None)}
    for i in range(8):
        entity = f"e{i % 4}"
        made.marks[i, "actor"] = Mark(
            chance.choice(ACTORS), (1, 4), {"entity": entity, "use": "actor"}, {"name": (2, 4)}
        )
        if chance.random() < 0.7:
            made.marks[i, "quantity"] = Mark(
                "QUANTITY", (5, 7), {"value": 4.0, "modifier": "exact"}, {"number": (5, 6)}
            )
        made.marks[i, "cue"] = Mark("CUE", (7, 8), {"act": "report", "holder": entity, "certainty": "certain"})
        made.marks[i, "content"] = Mark("CONTENT", (8, 11))
        made.links[(i, "cue"), "content"] = ("content", (i, "content"), {})
        if chance.random() < 0.6:
            made.links[(i, "cue"), "target"] = ("target", (i, "actor"), {"polarity": "negative"})
    return made


def built(made: Draft, *, mint: str | None) -> Built:
    """Return the draft as an article that breaks no rule; with `mint` spans have the ids of their place, entities new ones."""
    starts: dict[int, list[int]] = {}
    text = ""
    for i in made.order:
        starts[i] = []
        for word in made.words[i]:
            text += " " if text else ""
            starts[i].append(len(text))
            text += word

    def extent(i: int, place: Place) -> Place:
        return starts[i][place[0]], starts[i][place[1] - 1] + len(made.words[i][place[1] - 1])

    ids = {key: f"{mint}{key}" if mint else key for key in made.entities}
    keys: dict[tuple[str, str], object] = {("entity", ids[key]): key for key in made.entities}
    names: dict[Key, str] = {}
    spans = []
    for (i, name), mark in made.marks.items():
        start, end = extent(i, mark.place)
        names[i, name] = span_id(mark.label, start, end) if mint else f"{name}-{i}"
        keys["span", names[i, name]] = (i, name)
        told = {k: ids[str(v)] if k in {"entity", "holder"} else v for k, v in mark.attributes.items()}
        parts = {k: extent(i, place) for k, place in mark.parts.items()}
        spans.append(
            Span(
                id=names[i, name],
                start=start,
                end=end,
                label=mark.label,
                text=text[start:end],
                attributes=told,
                parts=parts,
            )
        )
    relations = []
    for (head, slot), (label, tail, attributes) in made.links.items():
        named = relation_id(label, names[head], names[tail])
        keys["relation", named] = (head, slot)
        relations.append(Relation(id=named, label=label, head=names[head], tail=names[tail], attributes=attributes))
    entities = tuple(Entity(id=ids[k], name=name, country=land) for k, (name, land) in made.entities.items())
    annotation = Annotation(
        id="gold",
        author="gold",
        role="adjudicated",
        layers=LAYERS,
        entities=entities,
        spans=tuple(spans),
        relations=tuple(relations),
    )
    article = Article(
        id=made.name, text=text, meta=Meta(source=made.source, title=made.title), annotations=(annotation,)
    )
    assert breaches(article, SCHEME) == []
    return Built(article, keys)


class Script:
    """A corpus, an edit of it, and the operations that lie between them."""

    def __init__(self, number: int) -> None:
        self.chance = random.Random(number)
        self.minted = number % 2 == 1
        self.before = {made.name: made for made in (draft(n, self.chance) for n in range(self.chance.randint(2, 5)))}
        self.after = copy.deepcopy(self.before)
        self.wanted: list[Wanted] = []
        self._free = {name: list(range(8)) for name in self.before}
        self._once: set[tuple[str, str]] = set()
        for _ in range(self.chance.randint(0, 14)):
            self.chance.choice(OPERATIONS)(self, self.chance.choice(list(self._free)))
        for operation in (added_article, removed_article, moved_split):
            if self.chance.random() < 0.4:
                operation(self)

    def sides(self) -> tuple[list[Built], list[Built]]:
        """Return both sides as records."""
        old, new = ("o", "n") if self.minted else (None, None)
        before = [built(draft, mint=old) for draft in self.before.values()]
        return before, [built(draft, mint=new) for draft in self.after.values()]

    def releases(self) -> tuple[Release, Release]:
        """Return both sides as releases with splits."""
        made = [of_records("x", [b.article for b in side], SCHEME) for side in self.sides()]
        splits = [{name: d.split for name, d in side.items()} for side in (self.before, self.after)]
        return made[0]._replace(splits=splits[0]), made[1]._replace(splits=splits[1])

    def sentence(self, name: str) -> int | None:
        """Return a sentence that nothing was done to, and lock it."""
        free = self._free[name]
        return free.pop(self.chance.randrange(len(free))) if free else None

    def first(self, name: str, what: str) -> bool:
        """Say whether this is done to the article for the first time."""
        fresh = (name, what) not in self._once
        self._once.add((name, what))
        return fresh

    def note(self, what: str, kind: str, name: str, key: object = None, /, **fields: tuple[Value, Value]) -> None:
        told = tuple((k.replace("part_", "part "), *v) for k, v in fields.items())
        self.wanted.append((what, kind, name, key, told))

    def unlink(self, name: str, key: Key) -> None:
        """Take away the relations that end or start at a span, as they cannot stay."""
        links = self.after[name].links
        for at in [at for at, (_, tail, _) in links.items() if key in {at[0], tail}]:
            del links[at]
            self.note("relation", "removed", name, at)


def removed_span(script: Script, name: str) -> None:
    i = script.sentence(name)
    here = [] if i is None else [k for k in script.after[name].marks if k[0] == i]
    if here:
        key = script.chance.choice(here)
        del script.after[name].marks[key]
        script.note("span", "removed", name, key)
        script.unlink(name, key)


def added_span(script: Script, name: str) -> None:
    i = script.sentence(name)
    if i is None:
        return
    label, place = script.chance.choice(
        (("ORG", (9, 10)), ("TARGET", (2, 3)), ("QUANTITY", (10, 12)), ("SOURCE", (0, 4)))
    )
    script.after[name].marks[i, "new"] = Mark(label, place)
    script.note("span", "added", name, (i, "new"))


def moved_span(script: Script, name: str) -> None:
    i = script.sentence(name)
    if i is None:
        return
    thing, place = script.chance.choice(
        (("actor", (0, 4)), ("cue", (6, 8)), ("content", (8, 12)), ("content", (10, 12)))
    )
    script.after[name].marks[i, thing].place = place
    script.note("span", "moved", name, (i, thing))


def relabelled_span(script: Script, name: str) -> None:
    i = script.sentence(name)
    if i is None:
        return
    mark = script.after[name].marks[i, "actor"]
    mark.label = script.chance.choice([label for label in ACTORS if label != mark.label])
    script.note("span", "relabelled", name, (i, "actor"))
    if script.chance.random() < 0.5:
        mark.place = (1, 5)
        script.note("span", "moved", name, (i, "actor"))
    if script.chance.random() < 0.5:
        mark.attributes["use"] = "place"
        script.note("span", "changed", name, (i, "actor"), use=("actor", "place"))


def changed_attribute(script: Script, name: str) -> None:
    i = script.sentence(name)
    if i is None:
        return
    marks = script.after[name].marks
    match script.chance.randrange(5):
        case 0:
            marks[i, "cue"].attributes["act"] = "deny"
            script.note("span", "changed", name, (i, "cue"), act=("report", "deny"))
        case 1:
            del marks[i, "cue"].attributes["certainty"]
            script.note("span", "changed", name, (i, "cue"), certainty=("certain", None))
        case 2:
            marks[i, "actor"].parts["name"] = (3, 4)
            script.note(
                "span", "changed", name, (i, "actor"), part_name=(None, None)
            )  # where it stands is not compared
        case 3:
            marks[i, "cue"].attributes["negated"] = False
            script.note("span", "changed", name, (i, "cue"), negated=(None, False))
        case _:
            new = (i + 1) % 4
            marks[i, "actor"].attributes["entity"] = f"e{new}"
            old_name, new_name = (script.after[name].entities[f"e{x}"][0] for x in (i % 4, new))
            script.first(
                name, "renamed"
            )  # a mention that goes to another actor, and a new name: one could be the other
            if script.before[name].entities == script.after[name].entities:
                script.note("span", "changed", name, (i, "actor"), entity=(old_name, new_name))
            else:
                marks[i, "actor"].attributes["entity"] = f"e{i % 4}"


def changed_relation(script: Script, name: str) -> None:
    i = script.sentence(name)
    if i is None:
        return
    links, at = script.after[name].links, ((i, "cue"), "target")
    if at not in links:
        links[at] = ("target", (i, "actor"), {"polarity": "positive"})
        script.note("relation", "added", name, at)
        return
    match script.chance.randrange(4):
        case 0:
            del links[at]
            script.note("relation", "removed", name, at)
        case 1:
            links[at] = ("target", (i, "actor"), {"polarity": "neutral"})
            script.note("relation", "changed", name, at, polarity=("negative", "neutral"))
        case 2:
            links[at] = ("addressee", (i, "actor"), {})
            script.note("relation", "relabelled", name, at)
            script.note("relation", "changed", name, at, polarity=("negative", None))
        case _:
            other = script.sentence(name)
            if other is not None:
                links[at] = ("target", (other, "actor"), {"polarity": "negative"})
                script.note("relation", "moved", name, at)


def changed_entity(script: Script, name: str) -> None:
    entities = script.after[name].entities
    match script.chance.randrange(4):
        case 0 if script.first(name, "renamed"):
            entities["e1"] = ("Chad", entities["e1"][1])
            script.note("entity", "changed", name, "e1", name=("Peru", "Chad"))
        case 1 if script.first(name, "country"):
            entities["e2"] = (entities["e2"][0], "PE")
            script.note("entity", "changed", name, "e2", country=(None, "PE"))
        case 2 if script.first(name, "removed"):
            del entities["idle"]
            script.note("entity", "removed", name, "idle")
        case 3 if script.first(name, "added"):
            entities["fresh"] = ("Somebody", None)
            script.note("entity", "added", name, "fresh")
        case _:
            pass


def changed_text(script: Script, name: str) -> None:
    if not script.first(name, "text"):
        return
    made = script.after[name]
    if script.chance.random() < 0.5:
        made.order.remove(9)
    if script.chance.random() < 0.7:
        made.words[10] = [*script.chance.choices(WORDS, k=script.chance.randint(2, 30)), "."]
        made.order.insert(script.chance.randint(0, len(made.order)), 10)
    if made.order != script.before[name].order:
        script.note("text", "changed", name)


def changed_facts(script: Script, name: str) -> None:
    if script.first(name, "title"):
        script.after[name].title = "Old news"
        script.note("article", "changed", name, title=("News", "Old news"))


def added_article(script: Script) -> None:
    made = draft(100, script.chance)
    script.after[made.name] = made
    script.note("article", "added", made.name)


def removed_article(script: Script) -> None:
    name = next(iter(script.before))
    del script.after[name]
    script.wanted = [wanted for wanted in script.wanted if wanted[2] != name]
    script.note("article", "removed", name)


def moved_split(script: Script) -> None:
    name = [*script.before][-1]
    if name in script.after:
        script.after[name].split = "validation"
        script.note("split", "moved", name)


OPERATIONS: tuple[Callable[[Script, str], Any], ...] = (
    removed_span,
    added_span,
    moved_span,
    relabelled_span,
    changed_attribute,
    changed_relation,
    changed_entity,
    changed_text,
    changed_facts,
)
