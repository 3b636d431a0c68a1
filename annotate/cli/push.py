"""Send articles with suggestions to Label Studio: one project a pass, "NAME · actors" and "NAME · stance" by default.

Doing it twice sends nothing twice; what a person has touched is left alone. Lists of the stance pass are refreshed from
actors that people confirmed, for tasks nobody has touched. LABEL_STUDIO_URL and LABEL_STUDIO_API_KEY name a server of
yours; without them it is the one of `annotate up`.
"""

import argparse
import os
from collections.abc import Sequence

from annotate.annotations import HEURISTICS, Article
from annotate.cli import words
from annotate.cli.preannotate import suggested
from annotate.errors import AnnotateError, SchemeError
from annotate.labelstudio.client import Client, connect
from annotate.labelstudio.plan import planned
from annotate.labelstudio.projects import title_of
from annotate.labelstudio.pull import confirmed_entities
from annotate.labelstudio.push import Pushed, applied
from annotate.scheme import Pass, Scheme, load_scheme
from annotate.sources.intake import gathered

EXAMPLE = "  annotate push suggested.jsonl --project demo\n  annotate push suggested.jsonl --project demo --layers actors,quantities"


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add this verb's arguments."""
    sub.add_argument(
        "records", metavar="ARTICLES", help="JSON Lines with suggestions (they are added where they lack), or -"
    )
    words.add_project(sub)
    add_layers(sub)
    add_overlap(sub)
    sub.add_argument("--dry-run", action="store_true", help="say what would be done in each project, and do nothing")
    words.add_folder(sub)
    words.add_json(sub)


def add_layers(sub: argparse.ArgumentParser) -> None:
    """Add --layers."""
    help_ = "one project that shows just these layers (may be repeated)"
    sub.add_argument("--layers", metavar="A,B", type=known_layers, action="append", help=help_)


def known_layers(text: str) -> str:
    """Return the names as they are written; argparse says which is not in the scheme, before anything is started."""
    try:
        passes_of([text], load_scheme())
    except SchemeError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return text


def add_overlap(sub: argparse.ArgumentParser) -> None:
    """Add --overlap."""
    help_ = "how many people annotate each article, none seeing the others' work in the labelling stream (default: as it is, one at first)"
    sub.add_argument("--overlap", metavar="N", type=positive, help=help_)


def positive(text: str) -> int:
    """Return the number that is written; argparse says what is wrong with another."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of people")
    return int(text)


def run(asked: argparse.Namespace) -> int:
    """Push; 1 if some lines could not be read."""
    scheme = load_scheme()
    intake = gathered(words.records_in(asked.records))
    words.report_faults(intake.faults)
    if intake.repeated:
        words.say(f"{intake.repeated} articles are there twice; each is pushed once")
    refuse_bad_name(asked, scheme)
    with connect(asked.folder, os.environ) as client:
        send(intake.articles, client, scheme, asked)
    return 1 if intake.faults else 0


def refuse_bad_name(asked: argparse.Namespace, scheme: Scheme) -> None:
    """Raise LabelStudioError if --project makes no title, before anything is started."""
    for shown in passes_of(asked.layers, scheme):
        title_of(asked.project, shown)


def passes_of(layers: Sequence[str] | None, scheme: Scheme) -> list[Pass]:
    """Return the passes that --layers asks for, by default the scheme's."""
    if not layers:
        return list(scheme.passes)
    wanted = [tuple(name.strip() for name in cut.split(",")) for cut in layers]
    order = [layer.name for layer in scheme.layers]
    return [scheme.cut(tuple(sorted((scheme.layer(x).name for x in cut), key=order.index))) for cut in wanted]


def send(articles: Sequence[Article], client: Client, scheme: Scheme, asked: argparse.Namespace) -> list[Pushed]:
    """Push articles as the command line asks, adding suggestions where there are none; print the plan, then the links."""
    if not articles:
        raise AnnotateError("no articles to push")
    bare = [a for a in articles if all(x.author != HEURISTICS for x in a.annotations)]
    fresh = {article.id: article for article in suggested(bare)}
    plans = planned(
        [fresh.get(article.id, article) for article in articles],
        asked.project,
        client,
        scheme,
        passes=passes_of(asked.layers, scheme),
        folder=asked.folder,
        confirmed=confirmed_entities(asked.project, client, scheme, folder=asked.folder),
    )
    rows = [(plan.title, *plan.counts.values()) for plan in plans]
    words.table("would do, nothing is written" if asked.dry_run else "to do", ("project", *plans[0].counts), rows)
    if asked.json:
        words.summary({plan.title: plan.counts for plan in plans}, as_json=True)
    if asked.dry_run:
        return []
    done = applied(plans, asked.project, client, scheme, folder=asked.folder, overlap=asked.overlap, report=words.say)
    for pushed in done:
        words.say(f"{pushed.project.shown.title}: {pushed.project.link}")
    return done
