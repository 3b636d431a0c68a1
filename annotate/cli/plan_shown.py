"""A push as it is told on the terminal: its plan, then how far it is and how fast."""

import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from annotate.cli import words
from annotate.labelstudio.pushing.plan import Plan
from annotate.labelstudio.pushing.push import Progress


def show(plans: Sequence[Plan], *, dry_run: bool) -> None:
    """Print a plan: how many articles fare how in each project, what changed, and what is there twice."""
    columns = list(dict.fromkeys(name for plan in plans for name in plan.counts))
    rows = [(plan.title, *(plan.counts.get(name, 0) for name in columns)) for plan in plans]
    words.table("would do, nothing is written" if dry_run else "to do", ("project", *columns), rows)
    for plan in plans:
        changes = Counter(str(change) for step in plan.of("changed") for change in step.changes)
        newer = Counter(str(change) for step in plan.of("touched") for change in step.changes)
        if plan.page == "outdated":
            words.say(f"{plan.title}: the labelling page becomes that of the scheme of today")
        for change, count in changes.items():
            words.say(f"{plan.title}: {count} changed: {change}")
        for change, count in newer.items():
            done = (
                "newer suggestions are added beside people's work"
                if plan.refresh
                else "left alone, people worked on it"
            )
            words.say(f"{plan.title}: {count} touched: {change}; {done}")
        for doubled in plan.doubled:
            words.say(f"{plan.title}: {doubled}")


@contextmanager
def progress() -> Iterator[Progress]:
    """Give what shows how far a push is and how fast: a bar on a terminal, a line a batch elsewhere."""
    started = time.monotonic()

    def rate(done: int) -> str:
        return f"{done / max(time.monotonic() - started, 0.001):.0f}/s"

    if not sys.stderr.isatty():
        yield lambda title, done, total: words.say(f"{title}: {done} of {total} articles written ({rate(done)})")
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"))
    with Bars(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def step(title: str, done: int, total: int) -> None:
            if title not in tasks:
                tasks[title] = bars.add_task(title, total=total, rate="")
            bars.update(tasks[title], completed=done, rate=rate(done))

        yield step
