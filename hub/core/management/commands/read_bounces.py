"""Takes mail that came back, from files or a pipe, or reads the mailbox once."""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from hub.core.mail.returned.handling import MOST_BYTES, Taken, take
from hub.core.mail.returned.mailbox import MailboxError, collect

TRY_AGAIN = 75  # EX_TEMPFAIL of sysexits.h: the mail server keeps the mail and pipes it again later


class Command(BaseCommand):
    help = (
        "Takes mail that could not be delivered, complaints, and mails that ask to leave. FILE holds one mail "
        "as it arrived; - reads one from standard input, as a mail server's pipe gives it. Without FILE the "
        "mailbox of MAIL_BOUNCE_MAILBOX is read once."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("files", nargs="*", metavar="FILE", help="a mail, or - for standard input")

    def handle(self, *args, **options) -> None:
        if not settings.MAIL_BOUNCE_ADDRESS:
            raise CommandError(
                "Set MAIL_BOUNCE_ADDRESS first: no mail that leaves now says where it came from."
            )
        taken: Counter[Taken] = Counter()
        try:
            if options["files"]:
                taken.update(take(raw) for raw in self._mails(options["files"]))
            elif settings.MAIL_BOUNCE_MAILBOX:
                taken = collect(settings.MAIL_BOUNCE_MAILBOX)
            else:
                raise CommandError("Name a file, or set MAIL_BOUNCE_MAILBOX.")
        except Error as error:
            raise CommandError(f"The database does not answer: {error}", returncode=TRY_AGAIN) from error
        except MailboxError as error:
            raise CommandError(str(error)) from error
        if options["verbosity"] and self.stdout.isatty():
            for what, number in sorted(taken.items()):
                self.stdout.write(f"{what}: {number}")

    def _mails(self, files: list[str]) -> Iterator[bytes]:
        for name in files:
            try:
                yield sys.stdin.buffer.read(MOST_BYTES) if name == "-" else Path(name).read_bytes()
            except OSError as error:
                raise CommandError(f"{name} cannot be read: {error.strerror}.") from error
