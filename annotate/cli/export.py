"""Write a Hugging Face dataset from what was pulled: exports/NAME/, with a card, splits that stay, and every config."""

import argparse
from pathlib import Path

from annotate import store
from annotate.cli import words
from annotate.dataset.formats.names import WRITTEN
from annotate.errors import AnnotateError
from annotate.scheme import load_scheme

EXAMPLE = "  annotate export demo                       # reads exports/demo.jsonl, writes exports/demo/\n  annotate export demo --from corrected.jsonl\n  annotate export demo --text standoff -o exports/demo-standoff\n  annotate export demo --format brat         # exports/demo-brat/; also conll, docbin, polnear, w3c"


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add this verb's arguments."""
    sub.add_argument("name", metavar="NAME", help="name of the dataset, and of its folder in exports/")
    sub.add_argument("--from", dest="source", metavar="FILE", help="annotated articles (default: exports/NAME.jsonl)")
    sub.add_argument(
        "-o",
        "--out",
        metavar="DIR",
        help="folder to write (default: exports/NAME); the splits are those of exports/NAME, if it is there",
    )
    sub.add_argument("--about", metavar="FILE", help="Markdown that tells what the corpus is; it goes into the card")
    sub.add_argument(
        "--text",
        choices=("full", "standoff"),
        default="full",
        help="standoff: without the articles' words, for texts that are not yours to publish; whoever has the articles gets "
        "everything back with `annotate rehydrate` (default: %(default)s)",
    )
    sub.add_argument(
        "--format",
        choices=WRITTEN,
        help="another tool's format in place of the dataset, into exports/NAME-FORMAT, with a count of what it cannot hold",
    )
    words.add_json(sub)


def run(asked: argparse.Namespace) -> int:
    """Write the dataset, or the gold in another format, and say what is in it."""
    if asked.format:
        return converted(asked)
    from annotate.dataset.export import export
    from annotate.dataset.modes import MODES
    from annotate.dataset.splits import LOCK

    scheme = load_scheme()
    source = Path(asked.source) if asked.source else words.EXPORTS / f"{asked.name}.jsonl"
    out = Path(asked.out) if asked.out else words.EXPORTS / asked.name
    about = words.text_of(asked.about) if asked.about else ""
    mode = MODES[asked.text]
    lock = words.EXPORTS / asked.name / LOCK  # one corpus has one set of splits, wherever it is written
    articles = store.load(source, scheme)
    done = export(articles, out, scheme, name=asked.name, about=about, mode=mode, lock=lock, report=words.say)
    rows = [(config, *counts) for config, counts in done.rows.items()]
    words.table(f"{out}", ("config", *done.splits), rows)
    if asked.json:
        words.summary({c: dict(zip(done.splits, n, strict=True)) for c, n in done.rows.items()}, as_json=True)
    return 0


def converted(asked: argparse.Namespace) -> int:
    """Write the gold in another tool's format and say what that could not hold."""
    from annotate.dataset.formats.catalogue import convert
    from annotate.dataset.splits import LOCK

    if asked.text != "full":
        raise AnnotateError("--format writes the articles' words, so it does not go with --text standoff")
    source = Path(asked.source) if asked.source else words.EXPORTS / f"{asked.name}.jsonl"
    out = Path(asked.out) if asked.out else words.EXPORTS / f"{asked.name}-{asked.format}"
    scheme = load_scheme()
    lock = words.EXPORTS / asked.name / LOCK
    losses = convert(store.load(source, scheme), out, scheme, format_name=asked.format, lock=lock)
    words.say(f"{out}: everything but what {asked.format} cannot hold:")
    words.table("", ("what", "lost", "of"), losses.rows())
    if asked.json:
        words.summary({what: {"lost": lost, "of": of} for what, lost, of in losses.rows()}, as_json=True)
    return 0
