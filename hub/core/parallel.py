"""Work on many rows by several processes, each with database connections of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

import django

Batch = TypeVar("Batch")
Result = TypeVar("Result")


def in_processes(
    function: Callable[[Batch], Result], batches: Iterable[Batch], *, processes: int
) -> Iterator[Result]:
    """Yields what a function gives for each batch, in their order.

    Arguments:
        function: of a module's top level; it and what it takes and gives are pickled.
        batches: read as a whole before the first result, unless there is one process only.
        processes: how many; with one the work is done here.
    Raises:
        What the function raised first; later batches may have been done by then.
    """
    if processes <= 1:
        yield from map(function, batches)
        return
    # Started afresh: a forked process would share its parent's connections.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=django.setup) as pool:
        yield from pool.map(function, batches)
