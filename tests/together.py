"""Runs a function in threads that start at the same moment, each with a connection of its own."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from django.db import connections


def run_together(function: Callable, arguments: Iterable) -> list:
    """Returns what `function(argument)` gave for each argument; an exception in a thread is raised here."""
    arguments = list(arguments)
    start = threading.Barrier(len(arguments))

    def run(argument):
        start.wait(timeout=30)
        try:
            return function(argument)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=len(arguments)) as pool:
        return list(pool.map(run, arguments))
