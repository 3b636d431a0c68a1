"""Work done here, or in several processes: the same results in the same order either way."""

import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TypeVar

from annotate.errors import DatasetError

T = TypeVar("T")
R = TypeVar("R")
_OBJECTS = 1_000_000  # made and not freed before cycles are looked for among them
_AHEAD = 2  # jobs waiting or done for each process, beside the one it works on: enough to keep all busy


class Crew:
    """Who does the work: a pool of processes, or nobody but the caller."""

    def __init__(self, pool: ProcessPoolExecutor | None, processes: int) -> None:
        """Keep the pool."""
        self._pool = pool
        self._ahead = processes * _AHEAD

    def each(self, work: Callable[[T], R], jobs: Iterable[T]) -> Iterator[R]:
        """Return what comes of each job, in the order of the jobs; a few are under way at a time, the first at once."""
        if self._pool is None:
            return map(work, jobs)
        left = iter(jobs)
        begun = [self._pool.submit(work, job) for job in islice(left, self._ahead)]
        return self._done(self._pool, work, deque(begun), left)

    def _done(
        self, pool: ProcessPoolExecutor, work: Callable[[T], R], waiting: deque[Future[R]], left: Iterator[T]
    ) -> Iterator[R]:
        try:
            while waiting:
                done = waiting.popleft().result()
                waiting.extend(pool.submit(work, job) for job in islice(left, 1))
                yield done
        except BrokenProcessPool as error:
            raise DatasetError(
                "a process of the export was ended from outside, for want of memory perhaps; export with one process"
            ) from error
        finally:
            for future in waiting:
                future.cancel()

    def dismiss(self) -> None:
        """End the processes: there are no more jobs, and others may have their memory."""
        if self._pool is not None:
            self._pool.shutdown()


@contextmanager
def crew(processes: int) -> Iterator[Crew]:
    """Yield a crew of so many processes; with one, the work is done by the caller.

    They are spawned, as on every system, so that whatever threads the caller runs cannot be in their way.
    """
    if processes <= 1:
        yield Crew(None, 1)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_settle) as pool:
        yield Crew(pool, processes)


def no_idle_threads() -> None:
    """Have numpy start no threads for linear algebra when it is imported: they spin for 0.1 s, and none is done here."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _settle() -> None:
    """Make a process fit for the work.

    Cycles are looked for seldom, since records have none and a search walks all of them; freed memory is given back at
    once. An interrupt is the caller's to answer, and a process whose caller was killed ends too.
    """
    no_idle_threads()
    import pyarrow as pa

    sys.meta_path.insert(0, _NoPandas())
    pa.array([None])  # now pyarrow has looked for pandas, once and for all
    del sys.meta_path[0]
    pa.set_memory_pool(pa.system_memory_pool())
    gc.freeze()
    gc.set_threshold(_OBJECTS, 10, 100)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_caller, daemon=True).start()


class _NoPandas(MetaPathFinder):
    """Says that there is no pandas: pyarrow imports it to see whether a list is a series, which takes 0.3 s and 30 MB."""

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:  # noqa: ARG002 - as is asked
        """Return no module, and let nobody else look for pandas."""
        if fullname == "pandas":
            raise ModuleNotFoundError("no list here is a series of pandas", name=fullname)


def _end_with_caller() -> None:
    caller = parent_process()
    if caller is not None:
        caller.join()
        os._exit(1)
