"""Finds the entry that explains an error."""

import json
import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from knowledge.traces import plaintext
from knowledge.traces.cleaning import LARGEST
from knowledge.traces.indexing import match
from knowledge.traces.matching import LIMIT
from knowledge.traces.presenting import shown_matches


class Command(BaseCommand):
    help = (
        "Finds the debug entry that explains an error message, a stack trace or a log. Reads FILE, or the "
        "standard input where it is - or missing. Exits with 0 when an entry really fits and with 1 when it "
        "can only offer near misses. What is read is neither stored nor logged."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "file", nargs="?", default="-", metavar="FILE", help="a text file, or - (default)"
        )
        parser.add_argument(
            "--json", action="store_true", dest="as_json", help="answer in JSON, for programs"
        )
        parser.add_argument(
            "--limit", type=int, default=LIMIT, metavar="N", help=f"at most N entries (default: {LIMIT})"
        )

    def handle(self, *args, file: str, as_json: bool, limit: int, **options) -> None:
        if limit < 1:
            raise CommandError("--limit takes a number from 1 on.", returncode=2)
        result = match(_read(file), limit=limit)
        shown = shown_matches(result, site_url=str(getattr(settings, "SITE_URL", "")).rstrip("/"))
        if as_json:
            self.stdout.write(json.dumps(plaintext.as_json(result, shown), ensure_ascii=False, indent=1))
        else:
            self.stdout.write(plaintext.as_text(result, shown, colour=self.stdout.isatty()), ending="")
        if not result.confident:
            sys.exit(1)


def _read(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read(LARGEST * 8)
    try:
        with Path(file).open("rb") as opened:
            return opened.read(LARGEST * 8)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.", returncode=2) from error
