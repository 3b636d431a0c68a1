"""How long a pull takes, beside the SDK's export of the same project on the same server in the same run.

    .venv/bin/annotate up
    .venv/bin/python benchmarks/pull.py [TASKS] [--rounds N] [--memory]

Tasks of 40 spans and 30 relations, each with one person's work of as many. A pull is the first of its working folder: it
reads all tasks, keeps them in its mirror, proves every offset, tells who did what, and writes the records to a file. The
SDK's export (`projects.exports.as_json`, all tasks) is downloaded and decoded. With --memory: the peak of a process that
does nothing but pull, for a quarter of the tasks and for all.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path
from typing import Any

from beside import arguments, compared, seconds  # beside this file
from push import suggested

from annotate import store
from annotate.labelstudio.api.client import KEY, URL, Client, connect
from annotate.labelstudio.api.records import Imported
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
                store.write(Path(place) / "pulled.jsonl", brought.records())
                counts.update(brought.counts)

        took = seconds(work)
    assert counts["rejected"] == 0, counts
    return took


def exported(project: int, client: Client) -> float:
    """Return the time of the SDK's export of all tasks."""
    with client.asked("export") as sdk:
        return seconds(lambda: sdk.projects.exports.as_json(project))


def peak_mb(name: str, client: Client, pushed: Path) -> float:
    """Return the peak memory of `annotate pull` in a process of its own."""
    environ = os.environ | {URL: client.url, KEY: client._key}  # noqa: SLF001 - handed on in the environment only
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(pushed, Path(place) / ".annotate")
        words = [sys.executable, "-c", _MEASURED, "pull", name, "-o", "pulled.jsonl"]
        ended = subprocess.run(words, cwd=place, env=environ, capture_output=True, text=True, check=True)
    return int(re.findall(r"(\d+) KiB", ended.stderr)[-1]) / 1024


_MEASURED = """
import resource, sys
from annotate.cli import main
code = main(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, "KiB", file=sys.stderr)
sys.exit(code)
"""


def at_work(client: Client, scheme: Scheme, count: int, folder: Path) -> tuple[str, int]:
    """Return name and project of a corpus of so many articles, each with one person's work."""
    name = f"b{uuid.uuid4().hex[:10]}"
    articles = [suggested(number) for number in range(count)]
    with AtWork(client.url, client._key) as people:  # noqa: SLF001 - the key is shown nowhere else
        (made,) = push(articles, name, people, scheme, passes=[scheme.cut(("stance",))], folder=folder)
    return name, made.project.info.id


def main() -> None:
    """Print the comparison, or the memory."""
    given = arguments(__doc__, "--memory")
    scheme = load_scheme()
    with connect(given.folder, {}) as client:
        for count in (given.tasks // 4, given.tasks) if given.memory else (given.tasks,):
            print(f"{count} tasks: pull {told(client, scheme, count, given)}", flush=True)


def told(client: Client, scheme: Scheme, count: int, given: argparse.Namespace) -> str:
    """Return what is asked for, of a corpus of so many tasks, which is deleted afterwards."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / ".annotate"
        name, project = at_work(client, scheme, count, folder)
        if given.memory:
            said = f"{peak_mb(name, client, folder):.0f} MB at its peak"
        else:
            rounds = (lambda: pulled(name, client, scheme, folder)), (lambda: exported(project, client))
            said = compared(*rounds, given.rounds)
        client.delete_project(project)
        return said


if __name__ == "__main__":
    main()
