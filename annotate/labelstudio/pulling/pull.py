"""What people did, brought home: every annotation of every annotator, passes merged by article, nothing dropped silently.

First the mirror is brought up to date (`refresh`), then everything is read from it: pulling what changed and pulling
everything end in the same bytes. What was deleted on the server is kept, with the status deleted.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec

from annotate import store
from annotate.annotations import Article, Entity
from annotate.labelstudio.api.accounts import Addresses
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.api.projects import SEPARATOR, existing, found
from annotate.labelstudio.memory.manifest import Manifest, server_slug
from annotate.labelstudio.memory.mirror import Held, Known, Mirror, mirror
from annotate.labelstudio.memory.restored import Restored
from annotate.labelstudio.memory.roster import Roster
from annotate.labelstudio.page.controls import page
from annotate.labelstudio.pulling.holding import Reader
from annotate.labelstudio.pulling.merge import merged
from annotate.labelstudio.pulling.reading import Reject, Trip
from annotate.labelstudio.pulling.refresh import Changes, refresh, vanish
from annotate.scheme import Scheme

Report = Callable[[str], None]
_NOTHING = msgspec.Raw(b"null")


class Pulled(NamedTuple):
    """Articles with suggestions and people's annotations, what was rejected, remarks worth a look, counts by status."""

    articles: list[Article]
    rejects: list[Reject]
    remarks: list[str]
    counts: dict[str, int]


class _Read(msgspec.Struct, frozen=True):
    """An article as it is written, nothing if it cannot be kept, and what was said of it."""

    record: msgspec.Raw
    rejects: list[Reject]
    remarks: list[str]
    counts: dict[str, int]


class Pulling:
    """What a pull brought, read article by article; `rejects`, `remarks` and `counts` are whole when all were read."""

    def __init__(self, held: Mirror, trips: Sequence[Trip], scheme: Scheme) -> None:
        """Read from a mirror that is up to date when all is read. The trips share their rejects and remarks."""
        self._mirror, self._trips, self._scheme = held, trips, scheme
        self._counted: Counter[str] = Counter()
        self.changes = Changes(0, 0, 0)
        self.rejects: list[Reject] = []
        self.remarks: list[str] = []
        self.counts = dict.fromkeys(("submitted", "draft", "skipped", "deleted", "untouched", "rejected"), 0)

    @property
    def projects(self) -> list[int]:
        """Return the numbers of the projects that were read."""
        return [trip.project.id for trip in self._trips]

    def articles(self) -> Iterator[Article]:
        """Yield the articles by id, each with what was suggested and what people made of it."""
        yield from map(store.loads, self.records())

    def records(self) -> Iterator[msgspec.Raw]:
        """Yield the same articles as they are written, each a line of JSON."""
        for key in self._mirror.articles(trip.project for trip in self._trips):
            aside = self._mirror.aside(key)
            read = self._read(key) if aside is None else _read.decode(aside)
            self.rejects += read.rejects
            self.remarks += read.remarks
            for status, number in read.counts.items():
                self.counts[status] += number
            if read.record != _NOTHING:
                yield read.record
        self.counts["rejected"] = len(self.rejects)

    def read_ahead(self, articles: Iterable[str]) -> None:
        """Read articles now, all of whose tasks have come; where more come later, read them again then."""
        self._mirror.set_aside((key, msgspec.json.encode(self._read(key))) for key in dict.fromkeys(articles))

    def _read(self, key: str) -> _Read:
        article = self._article(key)
        trip = self._trips[0]
        record = _NOTHING if article is None else msgspec.Raw(store.dumps(article))
        read = _Read(record, [*trip.rejects], [*trip.remarks], dict(self._counted))
        for gathered in (trip.rejects, trip.remarks, self._counted):
            gathered.clear()
        return read

    def _article(self, key: str) -> Article | None:
        tasks = [(trip, task) for trip in self._trips for task in self._mirror.of_article(trip.project, key)]
        here = {trip.cut.name for trip, task in tasks if not task.gone}
        known: Article | None = None
        # Those that are gone come last: what is on the server tells what was suggested.
        for trip, task in sorted(tasks, key=lambda one: one[1].gone):
            if task.gone and not task.pieces and trip.cut.name in here:
                continue  # one of two tasks of the same article, and nobody had worked on it
            known = self._with_task(known, trip, task) or known
        return known

    def _with_task(self, known: Article | None, trip: Trip, task: Held) -> Article | None:
        article = trip.article(task, known)
        if article is None:
            return None
        if task.gone:
            trip.remarks.append(
                f"{article.id}: task {task.id} of {trip.project.title} was deleted on the server; kept as it was pulled last"
            )
        made = list(trip.annotations(task, article, () if known is None else known.annotations))
        for annotation in made:
            self._counted[annotation.status] += 1
        self._counted["untouched"] += not made
        before = article if known is None else known
        return merged(before, [*article.annotations, *made], self._scheme)


@contextmanager
def pulling(
    names: Sequence[str],
    client: Client,
    scheme: Scheme,
    *,
    folder: Path,
    full: bool = False,
    report: Report = lambda _: None,
) -> Iterator[Pulling]:
    """Bring the mirror of one corpus or more up to date and lend what it holds; other pulls wait meanwhile.

    `full` reads every task again, else only what changed since the last pull.
    """
    rejects: list[Reject] = []
    remarks: list[str] = []
    with mirror(folder, client.url) as held:
        people = Roster(folder)

        def numbers() -> list[int]:
            return [project.info.id for name in names for project in existing(client, name, scheme)]

        emails = Addresses(client, people, server_slug(folder, client.url), numbers)
        projects = [one for name in names for one in _projects(name, client, scheme, held)]
        trips: list[Trip] = []
        brought = Pulling(held, trips, scheme)
        for project, there in projects:
            manifest = Manifest(folder, client.url, project.id)
            shown = page(scheme, scheme.cut(project.layers))
            times = Restored(folder, client.url, project.id)
            trips.append(Trip(client.url, project, shown, manifest, rejects, remarks, times))
            report(f"{project.title}: reading")
            reader = Reader(client, project, manifest, held, people, emails)
            # Articles are whole when their tasks in the last project come.
            came = brought.read_ahead if len(trips) == len(projects) else _left_for_later
            done = refresh(reader, full=full, report=report, came=came) if there else vanish(held, project)
            brought.changes = Changes(*(a + b for a, b in zip(brought.changes, done, strict=True)))
        yield brought


def _left_for_later(_: object) -> None:
    """Read nothing ahead."""


def _projects(name: str, client: Client, scheme: Scheme, held: Mirror) -> Iterator[tuple[Known, bool]]:
    """Yield the projects of a corpus in the scheme's order, then those that were pulled once and are gone."""
    there = []
    for project in found(client, name, scheme):
        made = str(client.project_settings(project.info.id)["created_at"])
        there.append(held.project(project.info.id, made, project.info.title, project.shown.layers))
    yield from ((project, True) for project in there)
    keys = {project.key for project in there}
    yield from ((project, False) for project in held.projects(f"{name}{SEPARATOR}") if project.key not in keys)


def pull(
    names: Sequence[str],
    client: Client,
    scheme: Scheme,
    *,
    folder: Path,
    full: bool = False,
    report: Report = lambda _: None,
) -> Pulled:
    """Return everything of one corpus or more: articles by id, each with what was suggested and what people made of it.

    Tasks that no person opened are there too. A text that is not the one that was pushed, an unknown label or an
    offset outside the text goes to the rejects with the raw result; the rest of that annotation is kept.
    """
    with pulling(names, client, scheme, folder=folder, full=full, report=report) as brought:
        articles = list(brought.articles())
        return Pulled(articles, brought.rejects, brought.remarks, brought.counts)


def confirmed_entities(name: str, client: Client, scheme: Scheme, *, folder: Path) -> dict[str, tuple[Entity, ...]]:
    """Return, by article id, the entities of the actors that people submitted: what the stance lists are made from."""
    if not existing(client, name, scheme):
        return {}
    confirmed: dict[str, tuple[Entity, ...]] = {}
    with pulling([name], client, scheme, folder=folder) as brought:
        for article in brought.articles():
            done = (a for a in article.annotations if a.role == "person" and a.status == "submitted")
            first = next((a for a in done if "actors" in a.layers), None)
            if first is not None:
                confirmed[article.id] = first.entities
    return confirmed


_read = msgspec.json.Decoder(_Read)
