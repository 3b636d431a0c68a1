"""The commands in README.md do what it says, typed in its order by somebody who has just installed the program."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate import store
from annotate.labelstudio.api.client import connect
from annotate.labelstudio.api.projects import found
from annotate.labelstudio.own import server
from annotate.labelstudio.page.controls import page
from annotate.labelstudio.page.options import ENTITY_IDS
from annotate.labelstudio.pushing.plan import suggestion_of
from annotate.labelstudio.results.replay import replayed
from annotate.labelstudio.results.tasks import DOC_ID
from tests.places import ROOT, SEEDS
from tests.records import SCHEME

README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```bash\n(.*?)```", README, re.DOTALL)
COMMANDS = [line.partition("#")[0].strip() for block in BLOCKS for line in block.splitlines()]
DAILY = [command for command in COMMANDS if command.startswith("annotate ")]


@pytest.fixture(scope="module")
def working_folder(label_studio_environment: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the sample articles, where nothing has been done yet; its server is stopped at the end."""
    assert label_studio_environment.is_dir()
    folder = tmp_path_factory.mktemp("newcomer")
    shutil.copytree(SEEDS, folder / "seeds")
    yield folder
    server.down(folder / ".annotate")


def typed(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, "-m", "annotate.cli", *shlex.split(command)[1:]]
    return subprocess.run(arguments, cwd=folder, capture_output=True, text=True, check=False)


def correct_one_article(folder: Path) -> None:
    """Do what the reader does between `run` and `pull`: submit an article in both passes."""
    corrected = store.load(SEEDS / "corrected.jsonl", SCHEME)[0]
    with connect(folder / ".annotate", {}) as client:
        for project in found(client, "news", SCHEME):
            task = next(t for t in client.export(project.info.id) if t["data"][DOC_ID] == corrected.id)
            suggestion = suggestion_of(store.load(folder / "seeds" / "suggested.jsonl", SCHEME)[0])
            shown = page(SCHEME, project.shown)
            result = replayed(corrected.annotations[0], suggestion, shown, task["data"][ENTITY_IDS])
            parent = task["predictions"][0]["id"]
            client.create_annotation(task["id"], result, lead_time=60.0, parent_prediction=parent)


@pytest.mark.server
def test_the_daily_commands_work_in_their_order(working_folder: Path) -> None:
    typed("annotate preannotate seeds/articles.jsonl -o seeds/suggested.jsonl", working_folder)
    for command in DAILY:
        if command == "annotate pull news":
            correct_one_article(working_folder)
        ended = typed(command, working_folder)
        assert (command, ended.returncode) == (command, 0), ended.stderr
        assert "Traceback" not in ended.stderr
    assert (working_folder / "exports" / "news" / "README.md").exists()


def test_every_verb_but_the_help_is_in_the_readme() -> None:
    from annotate.cli import VERBS

    assert [verb for verb in VERBS if f"annotate {verb}" not in README] == []


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.startswith("make ")])
def test_the_make_targets_exist(command: str) -> None:
    ended = subprocess.run(["make", "-n", *command.split()[1:]], cwd=ROOT, capture_output=True, text=True, check=False)

    assert ended.returncode == 0, ended.stderr


def test_the_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(((?!https?://)[^)#]+)", README)

    assert [link for link in links if not (ROOT / link).exists()] == []
