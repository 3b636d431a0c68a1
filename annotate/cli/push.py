"""Send articles with suggestions to Label Studio: one project a pass, "NAME · actors" and "NAME · stance" by default.

The plan is shown before anything is written: each article is new, changed (rules, scheme, suggestions or lists), unchanged,
or touched by a person and then left alone. Doing it twice sends nothing twice; after a kill the same command completes it.
Lists of the stance pass are refreshed from actors that people confirmed, for tasks nobody has touched. The link opens
the articles with the least sure suggestions first. LABEL_STUDIO_URL and LABEL_STUDIO_API_KEY name a server of
yours; without them it is the one of `annotate up`.
"""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from annotate.annotations import HEURISTICS, Article
from annotate.cli import words
from annotate.cli.plan_shown import progress, show
from annotate.cli.preannotate import Suggested, suggested
from annotate.errors import AnnotateError, SchemeError
from annotate.labelstudio.api.client import Client, connect
from annotate.labelstudio.api.projects import title_of
from annotate.labelstudio.live.registration import read_address, register, serving_address, unregister
from annotate.labelstudio.memory.lock import alone
from annotate.labelstudio.pulling.pull import confirmed_entities
from annotate.labelstudio.pushing.adoption import adopt
from annotate.labelstudio.pushing.plan import planned
from annotate.labelstudio.pushing.push import Pushed, applied
from annotate.labelstudio.pushing.withdrawal import Withdrawal, withdraw, withdrawal
from annotate.scheme import Pass, Scheme, load_scheme
from annotate.sources.intake import gathered

EXAMPLE = """  annotate push suggested.jsonl --project demo
  annotate push suggested.jsonl --project demo --dry-run --json    # the whole plan, article by article
  annotate push suggested.jsonl --project demo --layers actors,quantities
  annotate push --project demo --withdraw                          # take back suggestions nobody has worked on
  annotate push articles.jsonl --project demo --adopt 7            # a project made by hand becomes ours"""


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add this verb's arguments."""
    help_ = "JSON Lines with suggestions (they are added where they lack), or -"
    sub.add_argument("records", metavar="ARTICLES", nargs="?", help=help_)
    words.add_project(sub)
    add_layers(sub)
    add_overlap(sub)
    sub.add_argument("--dry-run", action="store_true", help="say what would be done in each project, and do nothing")
    help_ = "add newer suggestions beside the work of people too; their work and what they were shown stay as they are"
    sub.add_argument("--refresh-touched", action="store_true", help=help_)
    other = sub.add_mutually_exclusive_group()
    help_ = "take the suggestions back from all tasks that nobody has touched; the tasks stay (takes no ARTICLES)"
    other.add_argument("--withdraw", action="store_true", help=help_)
    help_ = "make project ID, set up by hand with a labelling page that fits, one of this corpus before pushing"
    other.add_argument("--adopt", metavar="ID", type=words.positive, help=help_)
    help_ = "have `annotate serve`, which must be running, answer for articles that are imported there by hand"
    sub.add_argument("--live", action="store_true", help=help_)
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
    sub.add_argument("--overlap", metavar="N", type=words.positive, help=help_)


def run(asked: argparse.Namespace) -> int:
    """Push; 1 if some lines could not be read."""
    if bool(asked.records) == asked.withdraw:
        words.say("annotate push: ARTICLES are what to push; only --withdraw goes without them, and takes none")
        return 2
    scheme = load_scheme()
    refuse_bad_name(asked, scheme)
    if asked.withdraw:
        return take_back(asked, scheme)
    intake = gathered(words.records_in(asked.records))
    words.report_faults(intake.faults)
    if intake.repeated:
        words.say(f"{intake.repeated} articles are there twice; each is pushed once")
    ready, failed = with_suggestions(intake.articles)
    words.report_faults(failed)
    refuse_nothing(ready, asked.records)
    with connect(asked.folder, os.environ) as client:
        send(ready, client, scheme, asked)
    return 1 if intake.faults or failed else 0


def with_suggestions(articles: Sequence[Article]) -> Suggested:
    """Return the articles, suggestions added where there are none."""
    bare = [a for a in articles if all(x.author != HEURISTICS for x in a.annotations)]
    made, faults = suggested(bare)
    fresh, lost = {article.id: article for article in made}, {fault.file for fault in faults}
    return Suggested([fresh.get(article.id, article) for article in articles if article.id not in lost], faults)


def take_back(asked: argparse.Namespace, scheme: Scheme) -> int:
    """Show what a withdrawal would do, then do it."""
    with connect(asked.folder, os.environ) as client, alone(asked.folder, client.url, asked.project):
        plans = withdrawal(asked.project, client, scheme, passes=passes_of(asked.layers, scheme))
        title = "would take back, nothing is written" if asked.dry_run else "to take back"
        words.table(title, ("project", *plans[0].counts), [(plan.title, *plan.counts.values()) for plan in plans])
        if not asked.dry_run:
            silence(plans, client, asked.folder)
            withdraw(plans, client)
        if asked.json:
            words.summary({plan.title: plan.described() for plan in plans}, as_json=True)
    return 0


def silence(plans: Sequence[Withdrawal], client: Client, folder: Path) -> None:
    """Take `annotate serve` out of the projects: it would suggest anew what is taken back."""
    serving = read_address(folder)
    for plan in plans:
        if serving is not None and unregister(client, plan.project, serving):
            words.say(f"{plan.title}: `annotate serve` is asked no longer")


def refuse_nothing(articles: Sequence[Article], name: str) -> None:
    """Raise AnnotateError if nothing that was read can be pushed, before anything is started."""
    if not articles:
        raise AnnotateError(f"{name}: no article in it that can be pushed")


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
    """Push articles with suggestions as the command line asks; print the plan, then the links."""
    serving = serving_address(asked.folder) if asked.live and not asked.dry_run else None
    passes = passes_of(asked.layers, scheme)
    with alone(asked.folder, client.url, asked.project):
        if asked.adopt:
            said = adopt(asked.adopt, articles, asked.project, client, scheme, passes=passes, dry_run=asked.dry_run)
            words.say(str(said))
        plans = planned(
            articles,
            asked.project,
            client,
            scheme,
            passes=passes,
            folder=asked.folder,
            confirmed=confirmed_entities(asked.project, client, scheme, folder=asked.folder),
            refresh=asked.refresh_touched,
        )
        show(plans, dry_run=asked.dry_run)
        done: list[Pushed] = []
        if not asked.dry_run:
            with progress() as step:
                done = applied(
                    plans, asked.project, client, scheme, folder=asked.folder, overlap=asked.overlap, progress=step
                )
    if serving is not None:
        for pushed in done:
            register(client, pushed.project.info.id, serving)
            words.say(f"{pushed.project.info.title}: suggestions from {serving.url} for articles imported by hand")
    if asked.json:
        links = {pushed.project.info.title: {"link": pushed.project.link} for pushed in done}
        words.summary({plan.title: plan.described() | links.get(plan.title, {}) for plan in plans}, as_json=True)
    for pushed in done:
        for doubled in pushed.doubled:
            words.say(f"another push was under way: {doubled}")
        words.say(f"{pushed.project.shown.title}: {pushed.project.link}")
    return done
