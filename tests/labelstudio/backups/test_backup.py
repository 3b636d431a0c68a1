"""Backup, wipe, restore, on a real server: what is pulled afterwards is what was pulled before."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from annotate.errors import AnnotateError, LabelStudioError
from annotate.labelstudio.api.client import KEY, URL, Client
from annotate.labelstudio.api.projects import found
from annotate.labelstudio.backups.archive import Archive
from annotate.labelstudio.backups.backup import backup
from annotate.labelstudio.backups.restore import restore
from annotate.labelstudio.memory.people import People
from annotate.labelstudio.own.whereabouts import read_server
from tests.labelstudio.corpus_at_work import AtWork, articles, one_task
from tests.labelstudio.deeds import delete_annotation
from tests.labelstudio.faulty_road import road
from tests.records import SCHEME
from tests.soak import SOAK, record


@pytest.fixture(scope="module")
def corpus(client: Client, tmp_path_factory: pytest.TempPathFactory) -> AtWork:
    """A corpus with work in it that no test changes."""
    return AtWork(client, tmp_path_factory.mktemp("corpus") / ".annotate", articles())


@pytest.fixture
def own(client: Client, tmp_path: Path) -> AtWork:
    """A corpus with work in it for one test alone."""
    return AtWork(client, tmp_path / ".annotate", articles())


def backed_up(corpus: AtWork) -> Path:
    out = corpus.folder.parent / f"backup-{uuid4().hex[:8]}"
    backup(corpus.name, corpus.client, SCHEME, folder=corpus.folder, out=out)
    return out


def restored(corpus: AtWork, out: Path, **where: Any) -> dict[str, int]:
    where.setdefault("folder", corpus.folder)
    return dict(restore(Archive.opened(out), corpus.client, **where))


def test_after_backup_wipe_and_restore_a_pull_gives_the_same_records_and_a_second_restore_writes_nothing(
    own: AtWork,
) -> None:
    before = own.pulled()
    out = backed_up(own)
    own.wipe()

    counts = restored(own, out)

    assert counts == {"projects": 2, "tasks": 6, "annotations": 6, "drafts": 4, "restored_before": 0}
    assert own.pulled() == before

    assert restored(own, out) == {"projects": 0, "tasks": 0, "annotations": 0, "drafts": 0, "restored_before": 2}
    assert own.pulled() == before


def test_a_backup_becomes_a_second_corpus_in_another_working_folder_with_stand_ins(
    corpus: AtWork, tmp_path: Path
) -> None:
    out = backed_up(corpus)
    other = tmp_path / "elsewhere" / ".annotate"

    restored(corpus, out, name=f"{corpus.name}c", folder=other)

    assert corpus.pulled(f"{corpus.name}c", other) == corpus.pulled()
    stand_ins = json.loads((other / "people.json").read_text("utf-8"))
    assert {who for email, who in stand_ins.items() if email.endswith("@restored.invalid")} == {"a01", "a02"}


def test_a_second_corpus_in_the_same_working_folder_takes_nothing_from_the_first(own: AtWork) -> None:
    before = own.pulled()
    out = backed_up(own)

    restored(own, out, name=f"{own.name}h")

    assert own.pulled() == before


def test_views_suggestions_and_parents_are_mapped_to_the_new_numbers(corpus: AtWork) -> None:
    out = backed_up(corpus)
    name = f"{corpus.name}d"
    restored(corpus, out, name=name, folder=corpus.folder)

    for project in found(corpus.client, name, SCHEME):
        tasks = corpus.client.export(project.info.id)
        views = {view.title: view.data for view in corpus.client.views(project.info.id)}
        assert views["Mine"]["filters"] == one_task(tasks[2]["id"])
        sent = {prediction["id"] for prediction in tasks[0]["predictions"]}
        assert [annotation["parent_prediction"] in sent for annotation in tasks[0]["annotations"]] == [True, True]
        settings = corpus.client.project_settings(project.info.id)
        assert (settings["model_version"], settings["maximum_annotations"]) == ("rules-1", 1)


def test_work_that_was_deleted_on_the_server_is_remembered_after_a_restore(own: AtWork, tmp_path: Path) -> None:
    own.pulled()
    task = own.client.export(found(own.client, own.name, SCHEME)[0].info.id)[0]
    delete_annotation(own.client, task["annotations"][1]["id"])
    before = own.pulled()
    assert "deleted" in {annotation.status for article in before for annotation in article.annotations}

    out, other = backed_up(own), tmp_path / "elsewhere" / ".annotate"
    restored(own, out, name=f"{own.name}e", folder=other)

    assert own.pulled(f"{own.name}e", other) == before


def test_tasks_that_the_server_kept_without_the_work_on_them_are_sent_again(own: AtWork) -> None:
    before, out = own.pulled(), backed_up(own)
    own.wipe()

    with road(own.client.url, "tasks alone") as bad, Client(bad.url, own.client._key) as through:
        own.client = through
        counts = restored(own, out)

        assert (counts["tasks"], counts["annotations"]) == (6, 6)
        assert own.pulled() == before


def test_a_corpus_that_holds_anything_else_is_left_alone(corpus: AtWork) -> None:
    out = backed_up(corpus)

    with pytest.raises(
        LabelStudioError, match=r"has 3 tasks that are not of this backup; nothing was written: restore"
    ):
        restored(corpus, out)


def test_pseudonyms_of_other_people_are_never_mixed_up(corpus: AtWork, tmp_path: Path) -> None:
    out = backed_up(corpus)
    other = tmp_path / "elsewhere" / ".annotate"
    People(other).pseudonym("zoe@another.example")

    with pytest.raises(AnnotateError, match=r"people\.json: a01 are people of another corpus here"):
        restored(corpus, out, name=f"{corpus.name}g", folder=other)
    assert corpus.client.projects(f"{corpus.name}g") == []


def test_a_backup_names_nobody(corpus: AtWork) -> None:
    out = backed_up(corpus)

    said = b"".join(path.read_bytes() for path in out.iterdir())
    assert [secret for secret in (*corpus.people, corpus.client.whoami().email) if secret.encode() in said] == []
    assert [user.pseudonym for user in Archive.opened(out).users] == ["a01", "a02"]


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_a_restore_that_is_killed_anywhere_is_completed_by_the_next(
    corpus: AtWork, tmp_path: Path, label_studio: Path
) -> None:
    out, before = backed_up(corpus), corpus.pulled()
    kills, amidst = max(2, SOAK // 4), 0
    for number in range(kills):
        name, other = f"{corpus.name}{number}", tmp_path / str(number) / ".annotate"
        words = ["restore", str(out), "--project", name, "--folder", str(other)]
        environ = os.environ | {URL: corpus.client.url, KEY: str(read_server(label_studio).token)}
        run = subprocess.Popen([sys.executable, "-m", "annotate.cli", *words], env=environ, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 60
        # Killed after a share of the work, which is seen on the server, not at a time of the clock.
        while run.poll() is None and time.monotonic() < until and not _reached(corpus, name, number / kills):
            time.sleep(0.02)
        run.kill()
        amidst += run.wait() == -signal.SIGKILL

        restored(corpus, out, name=name, folder=other)

        assert corpus.pulled(name, other) == before
        for project in corpus.client.projects(name):
            corpus.client.delete_project(project.id)
    record(
        "kill -9 of restore and a rerun",
        f"{kills} moments, {amidst} of them before its end: a pull gives the same records, 0 differences",
    )


def _reached(corpus: AtWork, name: str, share: float) -> bool:
    """Say whether a restore has come so far: a first project, its tasks, its drafts, a second project."""
    projects = corpus.client.projects(name)
    steps = [
        bool(projects),
        any(p.tasks for p in projects),
        len(projects) > 1,
        len(projects) > 1 and projects[1].tasks > 0,
    ]
    return sum(steps) > share * len(steps)
