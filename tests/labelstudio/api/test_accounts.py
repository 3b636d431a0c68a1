"""Accounts of a small team on a real server: made once, listed with their work, taken away without losing any of it."""

from pathlib import Path
from uuid import uuid4

import pytest

from annotate.errors import LabelStudioError
from annotate.labelstudio.api.accounts import Addresses, Work, add, address, disable, members, work
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.api.projects import found
from annotate.labelstudio.api.signup import add_user
from annotate.labelstudio.memory.manifest import server_slug
from annotate.labelstudio.memory.roster import Roster
from tests.labelstudio.corpus_at_work import PASSWORD, AtWork, articles, hired
from tests.records import SCHEME


def a_name() -> str:
    return f"cy-{uuid4().hex[:8]}@paper.example"


def take_away(client: Client, email: str, folder: Path) -> None:
    disable(client, email, roster=Roster(folder), server=server_slug(folder, client.url))


def worked(corpus: AtWork, projects: list[int]) -> dict[str, Work]:
    """What `users list` counts; no project is exported whole for it."""
    roster, server = Roster(corpus.folder), server_slug(corpus.folder, corpus.client.url)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(corpus.client, "export", None)
        return work(corpus.client, projects, Addresses(corpus.client, roster, server, lambda: projects))


def test_a_name_gets_an_address_and_an_address_stays_as_it_is() -> None:
    assert (address("Ben"), address(" Ana@Paper.example ")) == ("ben@localhost.localdomain", "ana@paper.example")


def test_an_account_can_work_and_is_not_made_twice(client: Client) -> None:
    email = a_name()
    add(client, email, PASSWORD)

    assert email in {member.email for member in members(client) if member.active}
    with client.acting_as(add_user(client, email, PASSWORD)) as person:
        assert person.whoami().email == email
    with pytest.raises(LabelStudioError, match=r"has an account on .* already; nothing was changed"):
        add(client, email, PASSWORD)


def test_a_password_that_the_server_refuses_is_not_in_the_error(client: Client) -> None:
    with pytest.raises(LabelStudioError, match="did not take the account") as refused:
        add(client, a_name(), "sh0rt")
    assert "sh0rt" not in str(refused.value)


def test_who_has_no_access_any_more_opens_annotates_and_exports_nothing(client: Client, tmp_path: Path) -> None:
    corpus = AtWork(client, tmp_path / ".annotate", articles(), staff=hired(client))
    project = found(client, corpus.name, SCHEME)[0].info.id
    task = next(client.tasks(project)).id

    take_away(client, corpus.people[0], corpus.folder)

    with client.acting_as(corpus.tokens[0]) as ana:
        for refused in (
            lambda: ana.call("open a task", "GET", f"api/tasks/{task}/"),
            lambda: ana.create_annotation(task, []),
            lambda: ana.export(project),
        ):
            with pytest.raises(LabelStudioError, match=r"40[34]"):
                refused()


def test_work_and_pseudonym_of_who_has_no_access_any_more_stay(client: Client, tmp_path: Path) -> None:
    corpus = AtWork(client, tmp_path / ".annotate", articles(), staff=hired(client))
    before = corpus.pulled()
    ids = [project.info.id for project in found(client, corpus.name, SCHEME)]
    assert worked(corpus, ids)[corpus.people[0]] == Work(submitted=2, skipped=2, drafts=2)

    for email in corpus.people:
        take_away(client, email, corpus.folder)
    add(client, a_name(), PASSWORD)

    assert worked(corpus, ids)[corpus.people[0]] == Work(submitted=2, skipped=2, drafts=2)
    assert corpus.pulled() == before
    Path(corpus.folder / "pulled").rename(corpus.folder / "lost")  # pulled afresh, with numbers for names
    assert corpus.pulled() == before
    taken = {member.id for member in members(client) if not member.active}
    elsewhere = Addresses(client, Roster(tmp_path / "elsewhere"), "other", lambda: ids)  # nothing was noted there
    assert [elsewhere.known(user) for user in taken] == [""] * len(taken)
    assert {*corpus.people} <= {elsewhere.of(user) for user in taken}
    assert {*corpus.people} <= {elsewhere.known(user) for user in taken}


def test_the_own_account_cannot_be_taken_away(client: Client, tmp_path: Path) -> None:
    with pytest.raises(LabelStudioError, match="is the account of the key in use"):
        take_away(client, client.whoami().email, tmp_path)


def test_an_account_that_is_not_there_cannot_be_taken_away(client: Client, tmp_path: Path) -> None:
    with pytest.raises(LabelStudioError, match=r"no active account .nobody@paper\.example."):
        take_away(client, "nobody@paper.example", tmp_path)
