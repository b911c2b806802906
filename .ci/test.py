"""Runs every test on everything it should hold on, and sums up in one closing line.

Usage: test.py [PYTEST ARGUMENTS]    for example -k codes, or -x

SQLite first (all but what needs PostgreSQL or a browser), then PostgreSQL (all but the browser), then a
real Chromium. What is missing on the machine is installed where permitted; otherwise the run fails and
says what to install.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import needs

ROOT = Path(__file__).resolve().parent.parent
NOTHING_COLLECTED = 5  # pytest's exit code where no test matches


@dataclass(frozen=True)
class Leg:
    """One run of pytest: what it is called, what it selects, the database it uses."""

    name: str
    marks: str
    database_url: str
    options: tuple[str, ...] = ()


def main(arguments: list[str]) -> int:
    started = time.monotonic()
    counts: Counter[str] = Counter()
    failed = []
    try:
        os.environ["CHROMIUM_PATH"] = needs.program(needs.CHROMIUM, "Chromium")
        os.environ["NODE_BINARY"] = needs.program(needs.NODE, "Node.js")
        with needs.postgres() as server:
            for leg in _legs(server):
                code = _run(leg, server, arguments, counts)
                if code and not (code == NOTHING_COLLECTED and arguments):
                    failed.append(leg.name)
    except needs.MissingError as error:
        print(f"\n{error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return _close(counts, failed, time.monotonic() - started)


def _legs(server: str) -> list[Leg]:
    on_postgres = urlsplit(server)._replace(path="/knowledge_hub").geturl()
    sqlite = "sqlite:///:memory:"  # only says which engine; the tests make files of their own
    return [
        Leg("SQLite", "not postgres and not browser", sqlite),
        # What is said about the source, and not about a database, has been checked once.
        Leg("PostgreSQL", "not browser", on_postgres, ("--ignore=tests/architecture",)),
        Leg("browser", "browser", sqlite),
    ]


def _run(leg: Leg, server: str, arguments: list[str], counts: Counter[str]) -> int:
    print(f"\n───── {leg.name} ─────", flush=True)
    with tempfile.TemporaryDirectory(prefix="hub-test-") as directory:
        report = Path(directory) / "report.xml"
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-m",
            leg.marks,
            "-n",
            os.environ.get("TEST_PROCESSES", "auto"),
        ]
        command += ["-q", f"--junit-xml={report}", *leg.options, *arguments]
        environment = {
            **os.environ,
            "DATABASE_URL": leg.database_url,
            "DATABASE_URL_POSTGRES": server,
            "DJANGO_SETTINGS_MODULE": "hub.settings.test",
        }
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        if report.exists():
            suite = ET.parse(report).getroot().find("testsuite")
            if suite is not None:
                counts.update(
                    {key: int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")}
                )
    return code


def _close(counts: Counter[str], failed: list[str], seconds: float) -> int:
    """Prints the sum of all legs in the words of pytest and returns the exit code."""
    passed = counts["tests"] - counts["failures"] - counts["errors"] - counts["skipped"]
    if not counts["tests"] and not failed:
        print("\nNo test matches.")
        return NOTHING_COLLECTED
    parts = [(counts["failures"], "failed"), (passed, "passed"), (counts["skipped"], "skipped")]
    parts += [(counts["errors"], "errors")]
    said = ", ".join(f"{number} {word}" for number, word in parts if number or word == "passed")
    if failed:
        print(f"\nNot green: {', '.join(failed)}")
    print(f"\n===== {said} in {seconds:.2f}s =====")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
