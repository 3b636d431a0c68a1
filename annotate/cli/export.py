"""Write a Hugging Face dataset from what was pulled: exports/NAME/, with a card, splits that stay, and every config."""

import argparse
import os
from pathlib import Path

from annotate import store
from annotate.checks.check import check
from annotate.cli import words
from annotate.dataset.card.about import About, read_about
from annotate.dataset.formats.catalogue import FORMATS, convert
from annotate.dataset.hub import TOKEN, push
from annotate.dataset.splits.held_out import WAYS
from annotate.dataset.splits.splits import LOCK
from annotate.dataset.standoff.modes import MODES
from annotate.dataset.streaming.portions import Portions
from annotate.errors import AnnotateError
from annotate.scheme import Scheme, load_scheme

EXAMPLE = """  annotate export demo                       # reads exports/demo.jsonl, writes exports/demo/
  annotate export demo --from corrected.jsonl
  annotate export demo --text standoff -o exports/demo-standoff
  annotate export demo --format brat         # exports/demo-brat/; also conll, docbin, polnear, w3c
  annotate export demo --split-by time -o exports/demo-time
  HF_TOKEN=... annotate export demo --push-to-hub me/demo"""


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add this verb's arguments."""
    sub.add_argument("name", metavar="NAME", help="name of the dataset, and of its folder in exports/")
    words.add_source(sub)
    sub.add_argument(
        "-o",
        "--out",
        metavar="DIR",
        help="folder to write (default: exports/NAME); the splits are those of exports/NAME, if it is there",
    )
    sub.add_argument(
        "--about",
        metavar="FILE",
        help="Markdown that tells what the corpus is, for the card; facts for the citation (title, version, authors, license, url, "
        "doi, contact, released) may stand above it in YAML between two lines ---",
    )
    sub.add_argument(
        "--text",
        choices=MODES,
        default="full",
        help="standoff: without the articles' words, for texts that are not yours to publish; whoever has the articles gets "
        "everything back with `annotate rehydrate` (default: %(default)s)",
    )
    sub.add_argument(
        "--split-by",
        choices=WAYS,
        help="time holds out the newest articles, outlet whole outlets (default: as the folder's splits were begun; hash)",
    )
    sub.add_argument(
        "--format",
        choices=FORMATS,
        help="another tool's format in place of the dataset, into exports/NAME-FORMAT, with a count of what it cannot hold",
    )
    sub.add_argument(
        "--push-to-hub",
        metavar="ACCOUNT/NAME",
        help="also upload it to the Hugging Face Hub, private, if `annotate check` finds nothing; the token is taken from HF_TOKEN",
    )
    sub.add_argument("--public", action="store_true", help="with --push-to-hub: for everybody to see")
    words.add_json(sub)


def run(asked: argparse.Namespace) -> int:
    """Write the dataset, or the gold in another format, and say what is in it; 1 if it must not be pushed."""
    token = hub_token(asked)
    if asked.format:
        return converted(asked)
    from annotate.dataset.export import export  # with the libraries that it writes with
    from annotate.dataset.streaming.crew import no_idle_threads

    no_idle_threads()
    scheme = load_scheme()
    out = Path(asked.out) if asked.out else words.EXPORTS / asked.name
    about = read_about(words.text_of(asked.about), asked.about) if asked.about else About()
    lock = words.EXPORTS / asked.name / LOCK  # one corpus has one set of splits, wherever it is written
    done = export(
        Portions(store.portions(words.source_of(asked), scheme), proven=True),
        out,
        scheme,
        name=asked.name,
        about=about,
        mode=MODES[asked.text],
        lock=lock,
        way=asked.split_by,
        processes=os.cpu_count() or 1,
        report=words.say,
    )
    rows = [(config, *counts) for config, counts in done.rows.items()]
    words.table(f"{out}", ("config", *done.splits), rows)
    if asked.json:
        words.summary({c: dict(zip(done.splits, n, strict=True)) for c, n in done.rows.items()}, as_json=True)
    return pushed(out, scheme, asked, token) if asked.push_to_hub else 0


def hub_token(asked: argparse.Namespace) -> str:
    """Return the token to push with, empty where nothing is to be pushed; AnnotateError before any work is done."""
    if not asked.push_to_hub:
        if asked.public:
            raise AnnotateError("--public goes with --push-to-hub ACCOUNT/NAME")
        return ""
    if asked.format:
        raise AnnotateError("--push-to-hub uploads the dataset, so it does not go with --format")
    token = os.environ.get(TOKEN, "").strip()
    if not token:
        raise AnnotateError(
            f"{TOKEN} is not set: make a token with write access at https://huggingface.co/settings/tokens and export it"
        )
    return token


def pushed(folder: Path, scheme: Scheme, asked: argparse.Namespace, token: str) -> int:
    """Upload a folder in which nothing is found, and say where it is; 1 and the findings if something is."""
    findings = check([folder], scheme)
    for finding in findings:
        words.say(str(finding))
    if findings:
        words.say(f"not pushed: {len(findings)} findings in {folder}")
        return 1
    where = push(folder, asked.push_to_hub, token=token, public=asked.public, report=words.say)
    words.say(f"{folder} is at {where}")
    return 0


def converted(asked: argparse.Namespace) -> int:
    """Write the gold in another tool's format and say what that could not hold."""
    if asked.text != "full":
        raise AnnotateError("--format writes the articles' words, so it does not go with --text standoff")
    out = Path(asked.out) if asked.out else words.EXPORTS / f"{asked.name}-{asked.format}"
    scheme = load_scheme()
    lock = words.EXPORTS / asked.name / LOCK
    losses = convert(store.load(words.source_of(asked), scheme), out, scheme, format_name=asked.format, lock=lock)
    words.say(f"{out}: everything but what {asked.format} cannot hold:")
    words.table("", ("what", "lost", "of"), losses.rows())
    if asked.json:
        words.summary({what: {"lost": lost, "of": of} for what, lost, of in losses.rows()}, as_json=True)
    return 0
