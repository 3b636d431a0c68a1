"""Annotated articles into a dataset folder: the one function that conducts the others."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from shutil import rmtree
from typing import NamedTuple

from annotate.annotations import Article
from annotate.dataset.card.about import About
from annotate.dataset.card.card import card
from annotate.dataset.card.charts import TITLES, charts
from annotate.dataset.card.citation import CITATION, abstract, citation
from annotate.dataset.card.croissant import CROISSANT, Making, croissant
from annotate.dataset.card.front_matter import licence
from annotate.dataset.card.own_words import own_words
from annotate.dataset.card.tally import Summary, Tally
from annotate.dataset.files.folder import README, replaced
from annotate.dataset.files.parquet import Size, opened
from annotate.dataset.splits.held_out import HASH, placed, way_of
from annotate.dataset.splits.leakage import leakage
from annotate.dataset.splits.splits import (
    LOCK,
    SPLITS,
    WITHHELD,
    Compared,
    Place,
    compare_sketches,
    lock_bytes,
    read_lock,
)
from annotate.dataset.standoff.disclosure import refuse_release, word_runs
from annotate.dataset.standoff.modes import FULL, Mode
from annotate.dataset.streaming.crew import Crew, crew
from annotate.dataset.streaming.intake import Errand, Head, Intake, Slot, repeated, take_in
from annotate.dataset.streaming.making import ARTICLES, Job, Made, make
from annotate.dataset.streaming.portions import Portion, Portions, listed
from annotate.errors import DatasetError, RecordError
from annotate.quality.agreement import agreement
from annotate.quality.verdicts import verdicts
from annotate.scheme import Scheme
from annotate.wording import counted

_FORGOTTEN = array("I")  # stands for shingles once articles are compared
_AT_LAST = 4  # files that are written at once when all is made, at most
_ARTICLES = 250  # in a portion of articles that come one by one


def export(
    articles: Iterable[Article] | Portions,
    folder: Path,
    scheme: Scheme,
    *,
    name: str,
    about: About | str = "",
    mode: Mode = FULL,
    lock: Path | None = None,
    way: str | None = None,
    processes: int = 1,
    report: Callable[[str], None] = lambda _: None,
) -> Summary:
    """Write the dataset of these articles into a folder and return what it holds.

    The folder appears whole or stays as it was; its splits.lock is kept and added to. The same articles give the same
    bytes, in however many processes: more than one serve for articles in portions, and the caller's main module must
    then be one that can be imported. `about` goes into the card and the citation, as do the words that people wrote into
    the last card between markers. `mode` says whether the texts are in it; `lock` is the splits.lock to go on from where
    the folder has none, unless `way` (hash, time, outlet) asks for splits that it was not begun with. `report` gets a
    sentence for everything that does not get in. RecordError carries every article that breaks a rule, DatasetError says
    why a folder cannot be written.
    """
    portions = articles if isinstance(articles, Portions) else Portions(_cut(articles))
    told = About(words=about) if isinstance(about, str) else about
    own = own_words(folder / README)
    if mode.texts:
        refuse_release(folder)
    said = word_runs("" if mode.texts else " \n".join([told.title, told.words, *own.values()]))
    hands = min(processes, len(portions.each)) if isinstance(portions.each, Sequence) else 1
    with replaced(folder) as building, _aside(building) as aside, crew(hands) as workers:
        each = enumerate(portions.each)
        errands = (Errand(portion, n, aside, scheme, said, portions.proven) for n, portion in each)
        taken = workers.each(take_in, errands)
        _import_ahead()
        heads = _sound(list(taken), folder)
        compared = compare_sketches((one.head, one.sketch) for one in heads)
        locked = _locked(folder / LOCK, lock, way)
        touched = [one.head.id for one in heads if one.touched]
        places = placed([one.head for one in heads], locked, touched, compared=compared, way=way)
        parts = _Parts([one._replace(sketch=_FORGOTTEN) for one in heads], places, compared, told, own)
        del heads
        summary = _write(
            parts,
            building,
            scheme,
            name=name,
            mode=mode,
            made=_made(parts, aside, scheme, mode, workers),
            hands=hands,
        )
        (building / LOCK).write_bytes(lock_bytes(places))
    for sentence in _left_out(summary):
        report(sentence)
    return summary


class _Parts(NamedTuple):
    """What a folder is made of: articles put aside, their places, how alike they are, and what people say of them."""

    heads: Sequence[Head]
    places: Mapping[str, Place]
    compared: Compared
    about: About
    own: Mapping[str, str]


def _import_ahead() -> None:
    """Import what is needed once all is taken in: now others are at work, then they would wait for it."""
    import numpy  # noqa: F401, ICN001 - for whoever imports it next
    import pyarrow.parquet  # noqa: F401 - so too
    import yaml  # noqa: F401 - and this


def _locked(own: Path, of_corpus: Path | None, way: str | None) -> dict[str, Place]:
    """Return the places decided so far: the folder's own, else the corpus's if its splits are made the way asked for."""
    locked = read_lock(own)
    if locked or of_corpus is None:
        return locked
    decided = read_lock(of_corpus)
    return decided if way in {None, way_of(decided)} else {}


def _cut(articles: Iterable[Article]) -> Iterator[Portion]:
    """Yield articles in portions."""
    left = iter(articles)
    while portion := tuple(islice(left, _ARTICLES)):
        yield listed(portion)


@contextmanager
def _aside(building: Path) -> Iterator[Path]:
    """Yield a folder for what is put aside; it is gone when the block ends well."""
    aside = building / ".aside"
    aside.mkdir()
    yield aside
    rmtree(aside)


def _sound(taken: Sequence[Intake], folder: Path) -> list[Head]:
    """Return the articles in order of their ids; an error if there are none, or if they must not be exported."""
    heads = sorted((one for intake in taken for one in intake.heads), key=lambda one: one.head.id)
    found = sorted((fault for intake in taken for fault in intake.faults), key=lambda fault: fault.file)
    found += repeated([one.head.id for one in heads])
    if found:
        raise RecordError(found)
    if not heads:
        raise DatasetError(f"{folder}: there are no articles to export, and an empty dataset cannot be loaded")
    refused = min((refusal for intake in taken for refusal in intake.refusals), default=None)
    if refused is not None:
        raise DatasetError(refused[1])
    return heads


def _made(parts: _Parts, aside: Path, scheme: Scheme, mode: Mode, workers: Crew) -> Iterator[Made]:
    """Yield the batches of the articles that are in a split."""
    portions = enumerate(_portions(parts))
    yield from workers.each(make, (Job(n, split, slots, aside, scheme, mode) for n, (split, slots) in portions))
    workers.dismiss()


def _portions(parts: _Parts) -> Iterator[tuple[str, list[tuple[Slot, str]]]]:
    """Yield the articles of each split in order, as many at a time as make a batch."""
    waiting: dict[str, list[tuple[Slot, str]]] = {}
    for one in parts.heads:
        place = parts.places[one.head.id]
        if place.split == WITHHELD:
            continue
        portion = waiting.setdefault(place.split, [])
        portion.append((one.slot, place.cluster))
        if len(portion) == ARTICLES:
            yield place.split, waiting.pop(place.split)
    yield from waiting.items()


def _write(
    parts: _Parts, building: Path, scheme: Scheme, *, name: str, mode: Mode, made: Iterable[Made], hands: int
) -> Summary:
    """Write tables, card, pictures, citation and Croissant into an empty folder and return what it holds."""
    places = parts.places
    tally, agreed, judged = Tally(), agreement((), scheme), verdicts((), scheme)
    with opened(building, mode.configs(scheme), threads=1 + hands // 4, at_last=min(hands, _AT_LAST)) as tables:
        for batch in made:
            tables.add(batch.split, batch.files)
            tally.add(batch.tally)
            agreed, judged = agreed.plus(batch.agreement), judged.plus(batch.verdicts)
    sizes = tables.sizes()
    splits = tuple(split for split in SPLITS if any(split in of for of in sizes.values()))
    summary = Summary(
        splits=splits,
        rows={config: tuple(of[s].rows if s in of else 0 for s in splits) for config, of in sizes.items()},
        withheld=tuple(one.head.id for one in parts.heads if places[one.head.id].split == WITHHELD),
        untouched=tuple(
            one.head.id for one in parts.heads if not one.touched and places[one.head.id].split != WITHHELD
        ),
        disputes=dict(tally.disputes),
        agreement=agreed,
        verdicts=judged,
        leaks=tuple(leakage(parts.compared, places)),
        exact=parts.compared.likeness.exact,
        way=way_of(places) or HASH,
    )
    for path, content in _papers(parts, sizes, tally, summary, scheme, name=name, mode=mode).items():
        (building / path).parent.mkdir(exist_ok=True)
        (building / path).write_bytes(content)
    return summary


def _papers(
    parts: _Parts,
    sizes: Mapping[str, Mapping[str, Size]],
    tally: Tally,
    summary: Summary,
    scheme: Scheme,
    *,
    name: str,
    mode: Mode,
) -> dict[str, bytes]:
    """Return what stands beside the tables, by path."""
    about = parts.about
    pictures = charts(scheme, tally, summary)
    words = card(
        name=name,
        scheme=scheme,
        sizes=sizes,
        tally=tally,
        summary=summary,
        about=about,
        own=parts.own,
        plots={path: TITLES[path] for path in pictures},
        mode=mode,
    )
    making = Making(
        abstract=abstract(scheme),
        protocol=f"Suggestions of rules corrected by people; scheme {scheme.version}, guidelines {scheme.guidelines}.",
        per_item=f"{len(tally.annotators)} annotators in all; by_annotator has each one's work",
        tools=", ".join(sorted(tally.tools)) or "none",
    )
    described = croissant(
        about,
        name=name,
        configs=mode.configs(scheme),
        sizes=sizes,
        license_=str(licence(tally)["license"]),
        making=making,
    )
    cited = citation(about, name=name, scheme=scheme)
    return {README: words, CITATION: cited, CROISSANT: described, **pictures}


def _left_out(summary: Summary) -> list[str]:
    said = []
    if summary.untouched:
        said.append(f"in by_annotator only, touched by no person: {counted(len(summary.untouched), 'article')}")
    if summary.withheld:
        names = ", ".join(summary.withheld)
        said.append(f"withheld, because near-duplicates stand in two splits: {names}")
    if summary.disputes:
        counts = ", ".join(f"{n} {kind}s" for kind, n in sorted(summary.disputes.items()))
        said.append(f"no majority agreed on {counts}; they are in span_votes and by_annotator, not in the gold")
    return said
