"""How long a push takes, beside the SDK's plain import_tasks of the same tasks on the same server in the same run.

    .venv/bin/annotate up
    .venv/bin/python benchmarks/push.py [TASKS] [--rounds N] [--batches]

Tasks of 40 spans and 30 relations. A push plans, makes the project, its pages and tabs, writes its manifest and looks for
doubles; the plain import only sends, into a project made before. With --batches: seconds by tasks a request.
"""

import tempfile
import uuid
from pathlib import Path

from beside import arguments, compared, seconds  # beside this file

from annotate.annotations import HEURISTICS, Annotation, Article, Relation, Span, relation_id, span_id
from annotate.labelstudio.api.client import Client, connect
from annotate.labelstudio.page.config import label_config
from annotate.labelstudio.page.controls import page
from annotate.labelstudio.pushing import push as pushing
from annotate.labelstudio.pushing.plan import Sending
from annotate.scheme import Pass, Scheme, load_scheme

SENTENCE = "Ana Ruiz of shop {} said that the trams run late on market days because of the old bridge. "
PLACES = (("SOURCE", "Ana Ruiz"), ("CUE", "said"), ("CONTENT", "that the trams run late"), ("TARGET", "the old bridge"))


def suggested(number: int) -> Article:
    """Return an article of ten sentences with 40 spans and 30 relations."""
    text, spans, relations = "", [], []
    for cue in range(10):
        sentence, found = SENTENCE.format(number * 10 + cue), {}
        for label, words in PLACES:
            start = len(text) + sentence.index(words)
            end = start + len(words)
            found[label] = span_id(label, start, end)
            spans.append(
                Span(id=found[label], start=start, end=end, label=label, text=words, score=0.8, rules=("made.up",))
            )
        for label in ("SOURCE", "CONTENT", "TARGET"):
            name, head, tail = label.lower(), found["CUE"], found[label]
            relations.append(Relation(id=relation_id(name, head, tail), label=name, head=head, tail=tail))
        text += sentence
    made = Annotation(
        id=HEURISTICS, author=HEURISTICS, role="machine", layers=("stance",), version="v1", spans=tuple(spans), relations=tuple(relations)
    )  # fmt: skip
    return Article(id=f"made-{number}", text=text, annotations=(made,))


def pushed(articles: list[Article], client: Client, scheme: Scheme, shown: Pass) -> float:
    """Return the time of a push into a project that is not there yet, which is deleted afterwards."""
    name = f"b{uuid.uuid4().hex[:10]}"
    with tempfile.TemporaryDirectory() as folder:
        took = seconds(lambda: pushing.push(articles, name, client, scheme, passes=[shown], folder=Path(folder)))
    for project in client.projects(name):
        client.delete_project(project.id)
    return took


def imported(articles: list[Article], client: Client, scheme: Scheme, shown: Pass) -> float:
    """Return the time of the SDK's import of the same tasks in one request."""
    project = client.create_project(f"b{uuid.uuid4().hex[:10]}", label_config(scheme, shown), "")
    sending = Sending(page(scheme, shown), {one.id: one.annotations[0] for one in articles}, {})
    tasks = [sending.task(one) for one in articles]
    with client.asked("import tasks") as sdk:
        took = seconds(lambda: sdk.projects.import_tasks(id=project.id, request=tasks))
    client.delete_project(project.id)
    return took


def main() -> None:
    """Print the comparison, or the table of batches."""
    given = arguments(__doc__, "--batches")
    scheme = load_scheme()
    shown = scheme.cut(("stance",))
    articles = [suggested(number) for number in range(given.tasks)]
    with connect(given.folder, {}) as client:
        if given.batches:
            for size in (50, 100, 250, 500, 1000):
                pushing.BATCH = size
                took = min(pushed(articles, client, scheme, shown) for _ in range(2))
                print(f"{size:>5} tasks a request: {took:.2f} s", flush=True)
            return
        told = compared(
            lambda: pushed(articles, client, scheme, shown),
            lambda: imported(articles, client, scheme, shown),
            given.rounds,
        )
    print(f"{given.tasks} tasks: push {told}")


if __name__ == "__main__":
    main()
