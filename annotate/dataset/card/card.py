"""The README of a dataset: YAML that `load_dataset` reads, and a card whose every number is counted from the data."""

from collections.abc import Mapping
from importlib.metadata import version

from annotate.dataset.card import tables
from annotate.dataset.card.about import About
from annotate.dataset.card.citation import bibtex
from annotate.dataset.card.front_matter import as_yaml, front_matter
from annotate.dataset.card.own_words import SLOTS, block, further
from annotate.dataset.card.prose import FULL_WORDS, RULES, STANDOFF_WORDS, prose
from annotate.dataset.card.tally import Summary, Tally
from annotate.dataset.files.parquet import Size
from annotate.dataset.standoff.modes import Mode
from annotate.scheme import Scheme


def card(
    *,
    name: str,
    scheme: Scheme,
    sizes: Mapping[str, Mapping[str, Size]],
    tally: Tally,
    summary: Summary,
    about: About,
    own: Mapping[str, str],
    plots: Mapping[str, str],
    mode: Mode,
) -> bytes:
    """Return the README.md of an export: front matter, then the card.

    `about` is what its makers say, `own` what they wrote into the last card between markers, `plots` the title of each
    picture by its path.
    """
    head = front_matter(name=name, scheme=scheme, sizes=sizes, tally=tally, mode=mode)
    words = FULL_WORDS if mode.texts else STANDOFF_WORDS
    configs = {config: columns for config, columns in mode.configs(scheme).items() if config in sizes}
    body = prose(
        name=name,
        scheme=scheme,
        about=about.words,
        words=words,
        splits=tables.splits(tally),
        labels=tables.labels(scheme, tally),
        configs=tables.configs(tally, sizes),
        lengths=tables.lengths(tally),
        outlets=tables.outlets(tally),
        ids=tables.class_ids(configs),
        rule=RULES[summary.way],
        agreement=tables.agreement(scheme, summary),
        acceptance=tables.verdicts(summary),
        licences=tables.licences(tally, mode),
        gold=tables.gold(scheme, tally),
        leaks=tables.leaks(summary),
        hashes=tables.hashed(sizes),
        bibtex=bibtex(about, name=name),
        facts=_facts(tally, summary, about),
        plots={path: f"![{title}]({path})\n" for path, title in plots.items()},
        own={slot: block(slot, own.get(slot)) for slot in SLOTS},
    )
    parts = [f"---\n{as_yaml(head)}---\n", body.rstrip(), "", words.last]
    rest = further(own)
    return "\n".join(parts if not rest else [*parts, rest]).encode()


def _facts(tally: Tally, summary: Summary, about: About) -> dict[str, object]:
    """Return the values of the single words in the card's prose, by name."""
    return {
        "version": about.version,
        "license": about.license or "not stated",
        "reach": about.contact or "the makers have not said how to reach them",
        "tools": ", ".join(f"`{tool}`" for tool in sorted(tally.tools)) or "none are in this dataset",
        "writer": version("news-annotate"),
        "heard": ", ".join(sorted(tally.guidelines)) or "not stated",
        "annotators": ", ".join(sorted(tally.annotators)) or "none",
        "withheld": len(summary.withheld),
        "untouched": len(summary.untouched),
        "disputes": sum(summary.disputes.values()),
        "lost": tally.lost,
        "compared": summary.verdicts.annotations,
        "blind": summary.verdicts.blind,
        "measured": "of all pairs of articles"
        if summary.exact
        else "of the pairs that MinHash and rare phrases find alike",
    }
