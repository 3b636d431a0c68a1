"""Annotated articles into a dataset folder: the one function that conducts the others."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from annotate.annotations import Article
from annotate.dataset.batches.batches import token_batch
from annotate.dataset.card.about import About
from annotate.dataset.card.card import card
from annotate.dataset.card.charts import TITLES, charts
from annotate.dataset.card.citation import CITATION, abstract, citation
from annotate.dataset.card.croissant import CROISSANT, Made, croissant
from annotate.dataset.card.front_matter import licence
from annotate.dataset.card.own_words import own_words
from annotate.dataset.card.tally import Summary, Tally
from annotate.dataset.files.folder import README, replaced
from annotate.dataset.files.parquet import Size, opened
from annotate.dataset.rows.columns import TOKENS
from annotate.dataset.rows.subject import Subject
from annotate.dataset.splits.held_out import HASH, placed, way_of
from annotate.dataset.splits.leakage import leakage
from annotate.dataset.splits.splits import LOCK, SPLITS, WITHHELD, Compared, Place, compare, lock_bytes, read_lock
from annotate.dataset.standoff.disclosure import refuse_quotations, refuse_release
from annotate.dataset.standoff.modes import FULL, Mode
from annotate.errors import DatasetError, Fault, RecordError
from annotate.invariants import breaches
from annotate.quality.adjudication import Gold, gold
from annotate.quality.agreement import agreement
from annotate.quality.verdicts import verdicts
from annotate.scheme import Scheme

_ARTICLES = 200  # in a record batch


def export(
    articles: Iterable[Article],
    folder: Path,
    scheme: Scheme,
    *,
    name: str,
    about: About | str = "",
    mode: Mode = FULL,
    lock: Path | None = None,
    way: str | None = None,
    report: Callable[[str], None] = lambda _: None,
) -> Summary:
    """Write the dataset of these articles into a folder and return what it holds.

    The folder appears whole or stays as it was; its splits.lock is kept and added to. The same articles give the same
    bytes. `about` goes into the card and the citation, as do the words that people wrote into the last card between
    markers. `mode` says whether the texts are in it; `lock` is the splits.lock to
    go on from where the folder has none, unless `way` (hash, time, outlet) asks for splits that it was not begun with. `report` gets a sentence for everything that does not get in. RecordError carries every article that breaks
    a rule, DatasetError says why a folder cannot be written.
    """
    known = sorted(articles, key=lambda article: article.id)
    if not known:
        raise DatasetError(f"{folder}: there are no articles to export, and an empty dataset cannot be loaded")
    refuse_broken(known, scheme)
    told = About(words=about) if isinstance(about, str) else about
    own = own_words(folder / README)
    if mode.texts:
        refuse_release(folder)
    else:
        refuse_quotations(" \n".join([told.title, told.words, *own.values()]), known)
    golds = {article.id: gold(article, scheme) for article in known}
    touched = [article_id for article_id, found in golds.items() if found is not None]
    with replaced(folder) as building:
        compared = compare(known)
        locked = read_lock(folder / LOCK)
        if not locked and lock is not None:
            of_corpus = read_lock(lock)
            locked = of_corpus if way in {None, way_of(of_corpus)} else {}
        places = placed(known, locked, touched, compared=compared, way=way)
        parts = _Parts(known, golds, places, compared, told, own)
        summary = _write(parts, building, scheme, name=name, mode=mode)
        (building / LOCK).write_bytes(lock_bytes(places))
    for sentence in _left_out(summary):
        report(sentence)
    return summary


class _Parts(NamedTuple):
    """What a folder is made of: articles with their gold and places, how alike they are, and what people say of them."""

    articles: Sequence[Article]
    golds: Mapping[str, Gold | None]
    places: Mapping[str, Place]
    compared: Compared
    about: About
    own: Mapping[str, str]


def _write(parts: _Parts, building: Path, scheme: Scheme, *, name: str, mode: Mode) -> Summary:
    """Write tables, card, pictures, citation and Croissant into an empty folder."""
    articles, golds, places = parts.articles, parts.golds, parts.places
    inside = [article for article in articles if places[article.id].split != WITHHELD]
    tally, sizes = _write_tables(inside, parts, building, scheme, mode)
    splits = tuple(split for split in SPLITS if any(split in of for of in sizes.values()))
    summary = Summary(
        splits=splits,
        rows={config: tuple(of[s].rows if s in of else 0 for s in splits) for config, of in sizes.items()},
        withheld=tuple(a.id for a in articles if places[a.id].split == WITHHELD),
        untouched=tuple(a.id for a in inside if golds[a.id] is None),
        disputes=dict(tally.disputes),
        agreement=agreement(inside, scheme),
        verdicts=verdicts(inside, scheme),
        leaks=tuple(leakage(parts.compared, places)),
        exact=parts.compared.likeness.exact,
        way=way_of(places) or HASH,
    )
    for path, content in _papers(parts, sizes, tally, summary, scheme, name=name, mode=mode).items():
        (building / path).parent.mkdir(exist_ok=True)
        (building / path).write_bytes(content)
    return summary


def _write_tables(
    inside: Sequence[Article], parts: _Parts, building: Path, scheme: Scheme, mode: Mode
) -> tuple[Tally, dict[str, dict[str, Size]]]:
    """Write the Parquet files; return what is in them."""
    tally = Tally()
    with opened(building, mode.configs(scheme)) as tables:
        for split, subjects in _portions(inside, parts, scheme):
            for subject in subjects:
                tally.count(subject)
            for config, batch in mode.batches(subjects, scheme, split):
                tables.add(config, split, batch)
                if config == TOKENS:
                    tally.count_tokens(split, batch)
            if not mode.texts:
                tally.count_tokens(split, token_batch(subjects, scheme, split))  # counted, and not written
    return tally, tables.sizes()


def _portions(inside: Sequence[Article], parts: _Parts, scheme: Scheme) -> Iterator[tuple[str, list[Subject]]]:
    """Yield the articles of each split in order, as many at a time as make a batch."""
    waiting: dict[str, list[Subject]] = {}
    for article in inside:
        place = parts.places[article.id]
        portion = waiting.setdefault(place.split, [])
        portion.append(Subject(article, scheme, gold=parts.golds[article.id], split=place.split, cluster=place.cluster))
        if len(portion) == _ARTICLES:
            yield place.split, waiting.pop(place.split)
    yield from waiting.items()


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
    made = Made(
        abstract=abstract(scheme),
        protocol=f"Suggestions of rules corrected by people; scheme {scheme.version}, guidelines {scheme.guidelines}.",
        per_item=f"{len(tally.annotators)} annotators in all; by_annotator has each one's work",
        tools=", ".join(sorted(tally.tools)) or "none",
    )
    described = croissant(
        about, name=name, configs=mode.configs(scheme), sizes=sizes, license_=str(licence(tally)["license"]), made=made
    )
    cited = citation(about, name=name, scheme=scheme)
    return {README: words, CITATION: cited, CROISSANT: described, **pictures}


def refuse_broken(articles: Sequence[Article], scheme: Scheme) -> None:
    """Raise RecordError for every breach, and for ids that are there twice; DatasetError for an author with an address."""
    faults = [Fault(a.id, 0, str(breach)) for a in articles for breach in breaches(a, scheme)]
    counts = Counter(article.id for article in articles)
    faults += [Fault(x, 0, f"{n} articles have this id, ids are unique") for x, n in counts.items() if n > 1]
    if faults:
        raise RecordError(faults)
    for article in articles:
        for annotation in article.annotations:
            if "@" in annotation.author:
                raise DatasetError(
                    f"article {article.id}, annotation {annotation.id}: the author looks like an e-mail address, which "
                    "a dataset must not carry; write a pseudonym (a01) as pull does"
                )


def _left_out(summary: Summary) -> list[str]:
    said = []
    if summary.untouched:
        said.append(f"{len(summary.untouched)} articles no person has touched are in by_annotator only")
    if summary.withheld:
        names = ", ".join(summary.withheld)
        said.append(f"withheld, because near-duplicates stand in two splits: {names}")
    if summary.disputes:
        counts = ", ".join(f"{n} {kind}s" for kind, n in sorted(summary.disputes.items()))
        said.append(f"no majority agreed on {counts}; they are in span_votes and by_annotator, not in the gold")
    return said
