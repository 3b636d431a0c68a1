"""What the rules make of the marked stance sentences: each marked cue beside the outermost cue found for it."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from annotate.annotations import Article, Span
from annotate.heuristics.found import Found
from annotate.heuristics.preannotate import suggest
from tests.heuristics.marked import Mark, Sentence, read_twin

SENTENCES = Path(__file__).parent / "stance_sentences.txt"
LABELS = ("CUE", "SOURCE", "TARGET")
NO_ONE = "no one"
NOWHERE = "no target there"


class Outcome(NamedTuple):
    """One marked cue: what is said of it by the person and by the rules; `cue` is None if no found cue touches it."""

    place: str
    text: str
    mark: Mark
    cue: str | None
    act: str | None
    holder: tuple[str, tuple[str, ...]]
    certainty: str | None
    negated: bool
    targets: tuple[tuple[str, str, str], ...]

    @property
    def odd(self) -> bool:
        """Whether the errors of this line may be read."""
        return int(self.place.rpartition(":")[2]) % 2 == 1

    @property
    def holder_right(self) -> bool:
        """Whether the holder is the actor that the source names, or nobody where nobody is named."""
        wanted, names = self.holder
        return not names if wanted == NO_ONE else any(wanted in name or name in wanted for name in names)

    @property
    def wrong(self) -> list[str]:
        """What is wrong with the act, the holder, the certainty, the negation and the targets, in words."""
        told = {
            name: self.mark.settings.get(name, default) for name, default in (("act", ""), ("certainty", "certain"))
        }
        got = {"act": self.act, "certainty": self.certainty}
        wrong = [f"{name} {got[name]}, not {told[name]}" for name in told if got[name] != told[name]]
        if not self.holder_right:
            wrong.append(f"holder {self.holder[1]}, not {self.holder[0]}")
        if self.negated != (self.mark.settings.get("negated") == "true"):
            wrong.append(f"negated {self.negated}")
        return wrong + [f"{words!r} {mine}, not {gold}" for words, gold, mine in self.targets if gold != mine]


class Outcomes(NamedTuple):
    """All marked cues in reading order, and the outermost cues found where none is marked, as (place, words, text)."""

    cues: tuple[Outcome, ...]
    unwanted: tuple[tuple[str, str, str], ...]

    def confusion(self, what: str) -> Counter[tuple[str, str]]:
        """Count (marked, found) over the matched cues: "act", or "polarity" of each marked target."""
        matched = [one for one in self.cues if one.cue is not None]
        if what == "act":
            return Counter((one.mark.settings["act"], one.act or "") for one in matched)
        return Counter((gold, mine) for one in matched for _, gold, mine in one.targets)


def outcomes(path: Path = SENTENCES) -> Outcomes:
    """Run the rules over the marked sentences, each an article of its own."""
    cues: list[Outcome] = []
    unwanted: list[tuple[str, str, str]] = []
    for sentence in read_twin(path, LABELS):
        found = suggest(Article(id="sentence", text=sentence.text))
        spans = {span.id: span for span in found.spans}
        free = outermost(found, spans)
        for mark in sentence.marks:
            if mark.label == "CUE":
                cue = next((cue for cue in free if cue.start < mark.end and mark.start < cue.end), None)
                free = [other for other in free if other is not cue]
                cues.append(outcome(sentence, mark, cue, found, spans))
        unwanted += [(sentence.place, cue.text, sentence.text) for cue in free]
    return Outcomes(tuple(cues), tuple(unwanted))


def outermost(found: Found, spans: dict[str, Span]) -> list[Span]:
    """Return the cues that lie in no content of another cue."""
    contents = [(relation.head, spans[relation.tail]) for relation in found.relations if relation.label == "content"]
    return [
        cue
        for cue in found.spans
        if cue.label == "CUE"
        and not any(head != cue.id and told.start <= cue.start and cue.end <= told.end for head, told in contents)
    ]


def outcome(sentence: Sentence, mark: Mark, cue: Span | None, found: Found, spans: dict[str, Span]) -> Outcome:
    """Compare one marked cue with the cue found for it."""
    attributes = {} if cue is None else cue.attributes
    holder = attributes.get("holder")
    names = [span.text for span in found.spans if holder is not None and span.attributes.get("entity") == holder]
    names += [entity.name for entity in found.entities if entity.id == holder]
    aims = [(spans[r.tail], r) for r in found.relations if cue is not None and r.head == cue.id and r.label == "target"]
    targets = []
    for target in targets_of(sentence, mark):
        there = [str(r.attributes.get("polarity")) for s, r in aims if s.start < target.end and target.start < s.end]
        gold = target.settings["polarity"]
        mine = gold if gold in there else next(iter(there), NOWHERE)
        targets.append((sentence.text[target.start : target.end], gold, mine))
    return Outcome(
        place=sentence.place,
        text=sentence.text,
        mark=mark,
        cue=None if cue is None else cue.text,
        act=_text(attributes.get("act")),
        holder=(who(sentence, mark), tuple(names)),
        certainty=_text(attributes.get("certainty")),
        negated=attributes.get("negated") is True,
        targets=tuple(targets),
    )


def who(sentence: Sentence, cue: Mark) -> str:
    """Return the words that name the holder of a marked cue."""
    if "holder" in cue.settings:
        return cue.settings["holder"]
    sources = [mark for mark in sentence.marks if mark.label == "SOURCE"]
    named = [mark for mark in sources if mark.name == cue.settings.get("source", mark.name)]
    return sentence.text[named[0].start : named[0].end] if named else NO_ONE


def targets_of(sentence: Sentence, cue: Mark) -> list[Mark]:
    """Return the marked targets of a cue: those behind it and before the next cue, for the first those before it too."""
    cues = [mark for mark in sentence.marks if mark.label == "CUE"]
    place = cues.index(cue)
    start = cue.start if place else 0
    end = cues[place + 1].start if cue is not cues[-1] else len(sentence.text)
    return [mark for mark in sentence.marks if mark.label == "TARGET" and start <= mark.start < end]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
