"""Sends many forms at once, as attackers do, and counts what it costs: rows, queries, time and memory.

Usage: python -m bench.attack [--sendings N]

The database is an SQLite file of its own; there is no network and one process, so that the numbers are those
of the work each sending makes.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
WAYS = ("bare", "trapped", "hasty", "patient", "repeating")
URL = "/contribute/question/"


@dataclass
class Cost:
    """What the sendings of one way cost."""

    number: int = 0
    pages: int = 0
    queries: list[int] = field(default_factory=list)
    seconds: float = 0


def sendings(number: int, addresses: int) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yields the way, the address and the fields of each.

    The patient come with fields that they were given a minute ago and with a text of their own, as the
    cleverest do without working; the others lack something.
    """
    from contributions.gate.fields import TOKEN, TRAP, Note, new_note

    for count in range(number):
        way = WAYS[count % len(WAYS)]
        text = "Buy now" if way == "repeating" else f"Text number {count} of somebody who means no good"
        data = {
            "kind": "question",
            "action": "send",
            "title": f"{text}?",
            "summary": text,
            "by-agreed": "on",
        }
        if way != "bare":
            note = new_note()
            aged = note if way == "hasty" else Note(note.form, note.shown - 60)
            data |= {
                TOKEN: aged.signed("submission"),
                TRAP: "https://example.org" if way == "trapped" else "",
            }
        yield way, f"198.51.{count % addresses // 250}.{count % addresses % 250}", data


def attack(number: int, *, addresses: int = 200) -> dict[str, Cost]:
    """Sends as many as quickly as they can be answered, and returns what each way cost.

    Arguments:
        addresses: from how many it comes.
    """
    from django.db import connection
    from django.test import Client

    client, costs = Client(), defaultdict(Cost)
    for way, address, data in sendings(number, addresses):
        cost = costs[way]
        asked = 0

        def count(execute, *args):
            nonlocal asked
            asked += 1
            return execute(*args)

        begun = time.perf_counter()
        with connection.execute_wrapper(count):
            answer = client.post(URL, data, REMOTE_ADDR=address, headers={"User-Agent": BROWSER})
        cost.seconds += time.perf_counter() - begun
        cost.number += 1
        cost.pages += answer.status_code != 303
        cost.queries.append(asked)
    return costs


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.attack", description="Attacks the public forms.")
    parser.add_argument("--sendings", type=int, default=10_000, help="how many forms are sent")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as directory:
        os.environ["DATABASE_URL"] = f"sqlite:///{directory}/bench.sqlite3"
        os.environ["DJANGO_SETTINGS_MODULE"] = "hub.settings.test"
        _measure(options.sendings)


def _measure(number: int) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    with open(os.devnull, "w") as nowhere:
        call_command("migrate", verbosity=0, stdout=nowhere)
        call_command("load_starter_content", verbosity=0, stdout=nowhere, stderr=nowhere)
    from contributions.submissions.models import Submission

    attack(200)  # so that what is loaded once does not count
    before, memory, begun = Submission.objects.count(), _megabytes(), time.perf_counter()
    costs = attack(number)
    took = time.perf_counter() - begun
    print(f"{number} sendings in {took:.1f} s; memory {memory:.0f} MB before, {_megabytes():.0f} MB at most")
    print(f"rows in the queue: {Submission.objects.count() - before} more, {before} from warming up\n")
    print(f"{'':10}  sendings   pages  queries: mean    most  ms: mean")
    for way, cost in costs.items():
        mean = sum(cost.queries) / cost.number
        each = cost.seconds / cost.number * 1000
        print(f"{way:10}  {cost.number:8}  {cost.pages:6}  {mean:13.2f}  {max(cost.queries):6}  {each:8.2f}")


def _megabytes() -> float:
    """The most memory this process has had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
