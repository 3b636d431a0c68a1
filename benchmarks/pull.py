"""How long a pull takes, beside the SDK's export of the same project on the same server in the same run.

    .venv/bin/annotate up
    .venv/bin/python benchmarks/pull.py [TASKS] [--rounds N]

Tasks of 40 spans and 30 relations, each with one person's work of as many. A pull is the first of its working folder: it
reads all tasks, keeps them in its mirror, proves every offset, tells who did what, and writes the records to a file. The
SDK's export (`projects.exports.as_json`, all tasks) is downloaded and decoded.
"""

import argparse
import shutil
import tempfile
import uuid
from pathlib import Path
from typing import Any

from beside import compared, seconds  # beside this file
from push import article

from annotate import store
from annotate.labelstudio.api.client import Client, Imported, connect
from annotate.labelstudio.pulling.pull import pulling
from annotate.labelstudio.pushing.push import push
from annotate.scheme import Scheme, load_scheme


class AtWork(Client):
    """A client with whose tasks comes a person's work on them: the suggestion, submitted as it is."""

    def import_tasks(self, project: int, tasks: list[dict[str, Any]]) -> Imported:
        """Send tasks, each with an annotation."""
        worked = [
            {**task, "annotations": [{"result": task["predictions"][0]["result"], "lead_time": 60.0}]} for task in tasks
        ]
        return super().import_tasks(project, worked)


def pulled(name: str, client: Client, scheme: Scheme, pushed: Path) -> float:
    """Return the time of a first pull into a working folder that has pushed, and see that nothing was left out."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / ".annotate"
        shutil.copytree(pushed, folder)
        counts: dict[str, int] = {}

        def work() -> None:
            with pulling([name], client, scheme, folder=folder) as brought:
                store.write(Path(place) / "pulled.jsonl", brought.articles())
                counts.update(brought.counts)

        took = seconds(work)
    assert counts["rejected"] == 0, counts
    return took


def exported(project: int, client: Client) -> float:
    """Return the time of the SDK's export of all tasks."""
    with client.asked("export") as sdk:
        return seconds(lambda: sdk.projects.exports.as_json(project))


def main() -> None:
    """Print the comparison."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("tasks", type=int, nargs="?", default=1000)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--folder", type=Path, default=Path(".annotate"))
    given = asked.parse_args()
    scheme, name = load_scheme(), f"b{uuid.uuid4().hex[:10]}"
    articles = [article(number) for number in range(given.tasks)]
    with connect(given.folder, {}) as client, tempfile.TemporaryDirectory() as place:
        shown, folder = scheme.cut(("stance",)), Path(place) / ".annotate"
        with AtWork(client.url, client._key) as people:  # noqa: SLF001 - the key is shown nowhere else
            (made,) = push(articles, name, people, scheme, passes=[shown], folder=folder)
        project = made.project.info.id
        told = compared(lambda: pulled(name, client, scheme, folder), lambda: exported(project, client), given.rounds)
        client.delete_project(project)
    print(f"{given.tasks} tasks: pull {told}")


if __name__ == "__main__":
    main()
