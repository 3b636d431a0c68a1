"""The whole loop on the sample articles, with two annotators played through the server's API: what `make demo` runs.

Starts Label Studio, pre-annotates seeds/, pushes, plays the corrections of seeds/corrected.jsonl as two users, pulls,
says what became of the suggestions, exports, checks, and loads the dataset. The first article is left for the visitor.
Running it again is harmless: what was played once is not played twice.
"""

import os
import secrets
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from annotate import store
from annotate.align import VERDICTS
from annotate.annotations import Article
from annotate.cli import main
from annotate.cli.up import say_login
from annotate.cli.words import EXPORTS, FOLDER, say, table
from annotate.errors import AnnotateError
from annotate.labelstudio.api.client import Client, connect
from annotate.labelstudio.api.projects import Found, found, link
from annotate.labelstudio.api.signup import add_user
from annotate.labelstudio.own.private import write_private
from annotate.labelstudio.page.controls import page
from annotate.labelstudio.page.options import ENTITY_IDS
from annotate.labelstudio.pushing.plan import suggestion_of
from annotate.labelstudio.results.replay import replayed
from annotate.labelstudio.results.tasks import DOC_ID
from annotate.quality.verdicts import verdicts
from annotate.scheme import Scheme, load_scheme

SEEDS = Path(__file__).parent.parent / "seeds"
NAME = "demo"
ANNOTATORS = {"a01": "first.annotator@localhost.localdomain", "a02": "second.annotator@localhost.localdomain"}
FOR_THE_VISITOR = "seoul-troops"


def demo() -> int:
    """Run the loop and return 0; AnnotateError names the step that failed."""
    scheme = load_scheme()
    suggested = str(EXPORTS / f"{NAME}.suggested.jsonl")
    annotate("up")
    annotate("preannotate", str(SEEDS / "articles.jsonl"), "-o", suggested)
    with connect(FOLDER, os.environ) as client:
        tokens = accounts(client)
        for turn in range(len(scheme.passes)):
            # The second time the stance pass's lists know the actors that were confirmed.
            annotate("push", suggested, "--project", NAME, "--overlap", str(len(ANNOTATORS)))
            play(found(client, NAME, scheme)[turn], client, tokens, scheme, Path(suggested))
        annotate("pull", NAME)
        say_verdicts(store.load(EXPORTS / f"{NAME}.jsonl", scheme), scheme)
        annotate("export", NAME)
        annotate("check", str(EXPORTS / f"{NAME}.jsonl"), str(EXPORTS / NAME))
        show_a_row()
        goodbye(client, found(client, NAME, scheme))
    return 0


def annotate(*arguments: str) -> None:
    """Run a verb as a user would type it; AnnotateError if it does not end well."""
    say(f"\n$ annotate {' '.join(arguments)}")
    if main(arguments) != 0:
        raise AnnotateError(f"`annotate {' '.join(arguments)}` failed")


def accounts(client: Client) -> dict[str, str]:
    """Return the two annotators' tokens; their passwords are kept beside the server's own."""
    kept = FOLDER / "annotators.json"
    passwords = msgspec.json.decode(kept.read_bytes(), type=dict[str, str]) if kept.exists() else {}
    if not passwords:
        passwords = {email: secrets.token_urlsafe(12) for email in ANNOTATORS.values()}
        write_private(kept, msgspec.json.encode(passwords))
    return {who: add_user(client, email, passwords[email]) for who, email in ANNOTATORS.items()}


def play(project: Found, client: Client, tokens: dict[str, str], scheme: Scheme, suggested: Path) -> None:
    """Submit both annotators' corrections of every article but the visitor's, as the page would have sent them."""
    suggestions = {article.id: suggestion_of(article) for article in store.load(suggested, scheme)}
    corrected = {article.id: article for article in store.load(SEEDS / "corrected.jsonl", scheme)}
    shown = page(scheme, project.shown)
    played = 0
    for task in client.export(project.info.id):
        article = corrected.get(str(task["data"][DOC_ID]))
        if article is None or article.id == FOR_THE_VISITOR:
            continue
        done = {annotation["completed_by"]["email"] for annotation in task["annotations"]}
        parent = max(int(prediction["id"]) for prediction in task["predictions"])
        for annotation in article.annotations:
            if ANNOTATORS[annotation.author] not in done:
                result = replayed(annotation, suggestions[article.id], shown, task["data"][ENTITY_IDS])
                seconds = (annotation.lead_time_s or 0.0) / len(scheme.passes)
                with client.acting_as(tokens[annotation.author]) as person:
                    person.create_annotation(int(task["id"]), result, lead_time=seconds, parent_prediction=parent)
                played += 1
    say(f"{project.info.title}: {played} corrections played as {len(tokens)} users")


def say_verdicts(articles: Sequence[Article], scheme: Scheme) -> None:
    """Print what the annotators made of the suggestions, a row a layer."""
    judged = verdicts(articles, scheme)
    rows = [(layer, *(counts[verdict] for verdict in VERDICTS)) for layer, counts in judged.layers.items()]
    table(f"\nsuggestions against {judged.annotations} corrections", ("layer", *VERDICTS), rows)


def show_a_row() -> None:
    """Load the dataset as its users do and print one row so that it can be read."""
    from datasets import disable_progress_bars, load_dataset

    disable_progress_bars()

    folder = str((EXPORTS / NAME).resolve())
    say(f"\n>>> load_dataset('exports/{NAME}', split='train')[0]")
    row = load_dataset(folder, split="train")[0]
    counts = ", ".join(f"{len(row[column])} {column}" for column in ("spans", "relations", "entities"))
    say(f"  {row['id']}: {row['text'][:160]} ...\n  {counts}")
    say(f">>> load_dataset('exports/{NAME}', 'stance', split='train')[0]")
    spans = load_dataset(folder, "stance", split="train")
    for line in readable(spans[0], spans.features):
        say(f"  {line}")


def readable(row: dict[str, Any], features: Any) -> Iterator[str]:
    """Yield the filled columns of a row, class ids as names."""
    from datasets import ClassLabel

    for name, value in row.items():
        feature = features[name]
        if value not in (None, [], ""):
            yield f"{name}: {feature.int2str(value) if isinstance(feature, ClassLabel) else value}"


def goodbye(client: Client, projects: Sequence[Found]) -> None:
    """Print where to go on."""
    say(f"\nNow you: the article {FOR_THE_VISITOR!r} has suggestions and no corrections yet.")
    for project in projects:
        say(f"  {project.shown.title}: {link(client, project.info.id)}")
    say_login(FOLDER, always=True)
    say("then: .venv/bin/annotate pull demo && .venv/bin/annotate export demo; stop the server with: make down")


if __name__ == "__main__":
    try:
        sys.exit(demo())
    except AnnotateError as error:
        sys.exit(f"demo: {error}")
