"""Suggestions taken back: deleted from every task that nobody has touched; the tasks stay, and so does all work of people.

What people were shown while they worked stays too: without it, nobody could say what they made of it.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from annotate.labelstudio.api.client import Client
from annotate.labelstudio.api.predictions import batches, clear, untouched
from annotate.labelstudio.api.projects import found
from annotate.labelstudio.pushing.doubled import is_touched
from annotate.labelstudio.results.tasks import DOC_ID
from annotate.scheme import Pass, Scheme


class Withdrawal(NamedTuple):
    """What a withdrawal does in one project, as article id and task: takes back, finds bare, leaves alone."""

    title: str
    project: int
    suggested: tuple[tuple[str, int], ...]
    bare: tuple[tuple[str, int], ...]
    touched: tuple[tuple[str, int], ...]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many tasks fare how."""
        return {"withdrawn": len(self.suggested), "bare": len(self.bare), "touched": len(self.touched)}

    def described(self) -> dict[str, Any]:
        """Return the whole plan as JSON."""
        fates = {"withdrawn": self.suggested, "bare": self.bare, "touched": self.touched}
        articles = [{"id": doc, "fate": fate, "task": task} for fate, some in fates.items() for doc, task in some]
        return {"project": self.project, "counts": self.counts, "articles": articles}


def withdrawal(name: str, client: Client, scheme: Scheme, *, passes: Sequence[Pass]) -> list[Withdrawal]:
    """Return what taking back the suggestions of a corpus would do in each of the passes that is there."""
    wanted = {shown.name for shown in passes}
    plans = []
    for project in found(client, name, scheme):
        if project.shown.name not in wanted:
            continue
        fates: dict[str, list[tuple[str, int]]] = {"suggested": [], "bare": [], "touched": []}
        for task in client.tasks(project.info.id):
            fate = "touched" if is_touched(task) else "suggested" if task.total_predictions else "bare"
            fates[fate].append((str(task.data.get(DOC_ID, "")), task.id))
        told = {fate: tuple(sorted(some)) for fate, some in fates.items()}
        plans.append(Withdrawal(project.info.title, project.info.id, **told))
    return plans


def withdraw(plans: Sequence[Withdrawal], client: Client) -> None:
    """Do what was planned, for tasks that nobody has touched to the moment of writing.

    Somebody who has such a task open must open it again before submitting: Label Studio refuses work on a suggestion
    that is gone. Pushing again suggests anew.
    """
    for plan in plans:
        for batch in batches(task for _, task in plan.suggested):
            free = sorted(untouched(client, plan.project, batch))
            if free:
                clear(client, plan.project, free)
