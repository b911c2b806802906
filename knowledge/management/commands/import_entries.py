"""`import_entries`: files, folders and archives become entries."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from knowledge import kinds
from knowledge.attributes import SLUG
from knowledge.importing.apply import apply_plan
from knowledge.importing.dialects import dialect_names
from knowledge.importing.plan import Options, Plan, make_plan
from knowledge.importing.planned import CREATE, SKIP, UPDATE
from knowledge.importing.report import report, totals
from knowledge.importing.runs.recording import record_import, standing, updated_by
from knowledge.importing.sources import collect
from knowledge.importing.turns import turn

SHOWN = 50


class Command(BaseCommand):
    help = (
        "Imports entries from files, folders and zip archives. Entries become drafts unless --publish is "
        "given. Each source file is imported wholly or not at all, and importing it again changes nothing. "
        "Exit status: 0 imported, 1 nothing usable was found, 2 the call was wrong."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder or a zip archive")
        parser.add_argument(
            "--kind",
            default="auto",
            choices=[*(kind.key for kind in kinds.all_kinds()), "auto"],
            help="import entries of this kind only (default: auto, every kind)",
        )
        parser.add_argument(
            "--technology",
            default="",
            metavar="SLUG",
            help="the technology of entries that name none, e.g. python-flask",
        )
        parser.add_argument(
            "--level",
            default="",
            choices=list(kinds.ALL_LEVELS),
            help="the level of entries that name none",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
        parser.add_argument(
            "--publish",
            action="store_true",
            help="publish what is complete; what is not stays a draft, and the report says why",
        )
        parser.add_argument(
            "--on-duplicate",
            default=SKIP,
            choices=[SKIP, UPDATE, CREATE],
            help="what to do with an entry the hub has, by code or else by kind and title (default: skip)",
        )
        parser.add_argument(
            "--dialect",
            default="",
            choices=["", *dialect_names()],
            help="read every file in this dialect (default: the one that explains most of a file)",
        )
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="NAME=FIELD",
            help="what a column of a table or a key of JSON holds, where the guess is wrong: title, answer, "
            "summary, code, level, difficulty, category, technology, tags, choices, correct, follow_ups",
        )
        parser.add_argument(
            "--report", metavar="FILE", help="write everything that was found as JSON; - for standard output"
        )

    def handle(self, *args, **options) -> None:
        paths = [Path(path) for path in options["paths"]]
        for path in paths:
            if not path.exists():
                raise CommandError(f"There is no {path}.", returncode=2)
        if options["technology"] and not SLUG.match(options["technology"]):
            raise CommandError("--technology takes a slug such as python-flask.", returncode=2)
        self._write_report([], options["report"], mode="a")  # a wrong name is told before anything happens
        chosen = Options(
            kind="" if options["kind"] == "auto" else options["kind"],
            technology=options["technology"],
            level=options["level"],
            publish=options["publish"],
            on_duplicate=options["on_duplicate"],
            dialect=options["dialect"],
            columns=self._columns(options["column"]),
        )
        with turn():
            plan = make_plan(collect(paths), chosen)
            if not options["dry_run"]:
                before = standing(updated_by(plan))
                apply_plan(plan, progress=self._progress if self.stderr.isatty() else None)
                record_import(plan, title=", ".join(options["paths"]), options=chosen, before=before)
        self._write_report(report(plan), options["report"])
        self._tell(plan, dry_run=options["dry_run"])
        if not plan.is_usable:
            sys.exit(1)

    def _columns(self, given: list[str]) -> dict[str, str]:
        pairs = [one.rpartition("=") for one in given]
        if any(not name or not field for name, _, field in pairs):
            raise CommandError("--column takes NAME=FIELD, e.g. Frage=title.", returncode=2)
        return {name: field for name, _, field in pairs}

    def _progress(self, done: int, total: int) -> None:
        self.stderr.write(f"\r{done} of {total}", ending="\n" if done == total else "")
        self.stderr.flush()

    def _write_report(self, texts: Iterable[str], target: str | None, mode: str = "w") -> None:
        if not target:
            return
        if target == "-":
            for text in texts:
                self.stdout.write(text, ending="")
            return
        try:
            with Path(target).open(mode, encoding="utf-8") as file:
                file.writelines(texts)
        except OSError as error:
            raise CommandError(f"The report cannot be written: {error}", returncode=2) from None

    def _tell(self, plan: Plan, *, dry_run: bool) -> None:
        """Says on standard error what needs somebody's attention, and the totals."""
        lines = [f"{source.path}: {problem}" for source in plan.sources for problem in source.problems]
        for source in plan.sources:
            lines += [f"{source.path}: {warning}" for warning in source.warnings]
            told = Counter(warning for one in source.entries for warning in one.warnings)
            lines += [
                f"{source.path}: {said}{f' ({times} times)' if times > 1 else ''}"
                for said, times in told.items()
            ]
            if not source.entries and not source.problems:
                lines += [f"{source.path}: {ignored.reason}" for ignored in source.ignored]
        for line in lines[:SHOWN]:
            self.stderr.write(line)
        if len(lines) > SHOWN:
            self.stderr.write(f"… and {len(lines) - SHOWN} more; --report lists them all.")
        verb, found = "Would be" if dry_run else "Were", totals(plan)
        self.stderr.write(
            f"{found['entries']} entries found. {verb} created: {found['created']}, "
            f"merged: {found['merged']}, updated: {found['updated']}, skipped: {found['skipped']}."
        )
