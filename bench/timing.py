"""Times one case: its median, its slow end, its queries and the size of what it gives."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True)
class Case:
    """Something to time; `run` gives a response, a text or nothing of interest."""

    name: str
    run: Callable[[], object]


def time_case(case: Case, rounds: int) -> dict:
    """Returns a row of the table. A page that does not answer 200 is named instead of timed."""
    with CaptureQueriesContext(connection) as queries:
        result = case.run()  # also warms what is made once a process
    row: dict[str, str | float | None] = {
        "name": case.name,
        "median_ms": None,
        "p95_ms": None,
        "queries": len(queries),
        "bytes": None,
        "problem": None,
    }
    if isinstance(result, HttpResponse):
        if result.status_code != 200:
            return {**row, "problem": f"answers {result.status_code}"}
        row["bytes"] = len(result.content)
    elif isinstance(result, str):
        row["bytes"] = len(result.encode())
    times = sorted(_milliseconds(case.run) for _ in range(rounds))
    row["median_ms"] = round(statistics.median(times), 2)
    row["p95_ms"] = round(times[min(len(times) - 1, int(len(times) * 0.95))], 2)
    return row


def _milliseconds(function: Callable[[], object]) -> float:
    started = time.perf_counter()
    function()
    return (time.perf_counter() - started) * 1000
