"""Groups questions that ask the same in other words."""

from __future__ import annotations

import json
import sys
from argparse import RawDescriptionHelpFormatter

from django.core.management.base import BaseCommand, CommandParser

from knowledge.similarity import group

LONGEST_LINE = 4_000  # characters read of a title


class Command(BaseCommand):
    help = (
        "Reads titles of questions from standard input, one a line, and prints the groups that ask the same\n"
        "in other words. Look-alikes that ask something else stay apart.\n\n"
        "  manage.py find_duplicates < titles.txt\n"
        '  manage.py find_duplicates --json < titles.txt    {"groups": [["title", "title"], …]}'
    )
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs) -> CommandParser:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of text")

    def handle(self, *args, **options) -> None:
        text = sys.stdin.buffer.read().decode("utf-8-sig", errors="replace")
        titles = [
            line.strip()[:LONGEST_LINE] for line in text.replace("\r\n", "\n").split("\n") if line.strip()
        ]
        groups = group(titles)
        if options["json"]:
            self.stdout.write(json.dumps({"groups": groups}, ensure_ascii=False))
            return
        for members in groups:
            self.stdout.write("\n".join([members[0], *(f"  = {title}" for title in members[1:]), ""]))
        self.stdout.write(
            f"{len(titles)} titles, {len(groups)} group{'' if len(groups) == 1 else 's'} of the same question"
        )
