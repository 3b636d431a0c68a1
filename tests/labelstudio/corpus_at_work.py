"""A corpus on the run's server with everything in it that a backup has to keep: two people, two passes, skips, drafts."""

from functools import cache
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import msgspec

from annotate.annotations import Article, Origin
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.api.filters import joined, where
from annotate.labelstudio.api.projects import found
from annotate.labelstudio.api.signup import add_user
from annotate.labelstudio.page.controls import page
from annotate.labelstudio.pulling.pull import pull
from annotate.labelstudio.pushing.push import push
from annotate.labelstudio.results.regions import Result
from annotate.labelstudio.results.tasks import to_result
from tests.labelstudio.deeds import begin
from tests.labelstudio.on_server import seed
from tests.records import SCHEME

NAMES = ("seoul-troops", "duqm-port", "nairobi-floods")
PASSWORD = "a-password-of-the-test"


class Staff(NamedTuple):
    """Two people with accounts: their addresses and their keys."""

    people: list[str]
    tokens: list[str]


def hired(client: Client) -> Staff:
    """Return two people with new accounts: the server takes a second over each password."""
    people = [f"{who}-{uuid4().hex[:6]}@paper.example" for who in ("ana", "ben")]
    return Staff(people, [add_user(client, email, PASSWORD) for email in people])


regulars = cache(hired)  # those of the whole run


class AtWork:
    """Articles pushed under a fresh name; Ana has corrected, skipped and begun some, Ben has corrected one otherwise."""

    def __init__(self, client: Client, folder: Path, articles: list[Article], *, staff: Staff | None = None) -> None:
        self.client, self.folder, self.articles, self.name = client, folder, articles, f"t{uuid4().hex[:10]}"
        push(articles, self.name, client, SCHEME, passes=SCHEME.passes, folder=folder)
        self.people, self.tokens = staff or regulars(client)
        for turn in range(len(SCHEME.passes)):
            self.work(turn)

    def work(self, turn: int) -> None:
        """Do what people do in a pass: the first article twice, the second skipped, drafts of the third and of the first."""
        project = found(self.client, self.name, SCHEME)[turn].info.id
        tasks = self.client.export(project)
        results = [to_result(a.annotations[0], page(SCHEME, SCHEME.passes[turn])) for a in self.articles]
        parents = [task["predictions"][0]["id"] for task in tasks]
        first, second, third = (task["id"] for task in tasks[:3])
        with self.client.acting_as(self.tokens[0]) as ana, self.client.acting_as(self.tokens[1]) as ben:
            made = ana.create_annotation(first, results[0], lead_time=61.5, parent_prediction=parents[0])
            ben.create_annotation(first, without_the_first(results[0]), lead_time=20.25, parent_prediction=parents[0])
            ana.create_annotation(second, [], lead_time=3.0, skipped=True)
            begin(ben, third, without_the_first(results[2]), lead_time=7.5)
            body = {"result": without_the_first(results[0]), "lead_time": 9.0}
            ana.call("change an own annotation", "POST", f"api/tasks/{first}/annotations/{made}/drafts", json=body)
        self.client.create_view(project, "Mine", {"filters": one_task(third)})

    def pulled(self, name: str | None = None, folder: Path | None = None) -> list[Article]:
        """Return what a pull gives, but for the server's own numbers; nothing is rejected."""
        got = pull([name or self.name], self.client, SCHEME, folder=folder or self.folder)
        assert got.rejects == []
        return [without_numbers(article) for article in got.articles]

    def wipe(self) -> None:
        """Delete the corpus with everything in it."""
        for project in found(self.client, self.name, SCHEME):
            self.client.delete_project(project.info.id)


def without_the_first(result: Result) -> Result:
    """Return a result whose first region was deleted, with its fields and arrows."""
    gone = result[0]["id"]
    return [item for item in result if gone not in (item.get("id"), item.get("from_id"), item.get("to_id"))]


def one_task(task: int) -> dict[str, object]:
    """Return a tab's filter that shows one task."""
    return joined(where("id", "in_list", "List", [task]))


def without_numbers(article: Article) -> Article:
    """Return an article whose annotations say nothing of project, task and annotation ids."""

    def plain(origin: Origin) -> Origin:
        return msgspec.structs.replace(origin, server="", project=0, task=0, annotation=0)

    annotations = tuple(
        msgspec.structs.replace(one, source=tuple(map(plain, one.source))) for one in article.annotations
    )
    return msgspec.structs.replace(article, annotations=annotations)


def articles() -> list[Article]:
    """Return three seed articles with suggestions."""
    return [seed(name) for name in NAMES]
