"""Django's SMTP connection, and what each way of failing means for the mail at hand.

After the mail server has taken the word DATA and says nothing more, nobody knows whether the mail is on its
way (RFC 5321, section 4.5.4.1, warns of sending it twice). All else is a clear yes, no or later.
"""

from __future__ import annotations

import re
import smtplib
from dataclasses import dataclass

from django.core.mail.backends.smtp import EmailBackend as DjangoBackend

_ENHANCED = re.compile(r"^\s*5\.(\d{1,3})\.(\d{1,3})\b")
_NOBODY_THERE = {("1", "1"), ("1", "2"), ("1", "3"), ("1", "6"), ("1", "10")}  # RFC 3463 and 7505
_MOST_OF_REPLY = 300


class Unanswered(Exception):
    """The connection broke after the mail was handed over: perhaps it is delivered."""


class _Watched:
    """Tells silence after DATA from silence before."""

    def data(self, message):
        try:
            return super().data(message)  # type: ignore[misc]
        except smtplib.SMTPDataError:  # the word DATA itself was refused
            raise
        except OSError as error:  # SMTPServerDisconnected and time-outs are among them
            raise Unanswered(type(error).__name__) from error


class _Smtp(_Watched, smtplib.SMTP):
    pass


class _SmtpOverTls(_Watched, smtplib.SMTP_SSL):
    pass


class EmailBackend(DjangoBackend):
    """Django's, which reports silence after DATA as `Unanswered`."""

    @property
    def connection_class(self):
        return _SmtpOverTls if self.use_ssl else _Smtp


@dataclass(frozen=True)
class Verdict:
    """What a failure means.

    Arguments:
        final: trying again is useless.
        unknown: the mail may have been delivered.
        nobody_there: the address does not exist.
        hang_up: the connection is of no more use.
    """

    text: str
    final: bool = False
    unknown: bool = False
    nobody_there: bool = False
    hang_up: bool = True


def judge(error: Exception) -> Verdict:
    """Says what the failure to hand over one mail means for it."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            code, reply = next(iter(error.recipients.values()), (0, b""))
            return _refused(code, reply, to_recipient=True)
        case smtplib.SMTPResponseException():
            return _refused(error.smtp_code, error.smtp_error)
        case smtplib.SMTPNotSupportedError():
            return Verdict(_short(error), final=True)
        case smtplib.SMTPException():
            return Verdict(_short(error))
        case _:  # Unanswered, or whatever a connection of another kind raises: it may have got through
            return Verdict(_short(error), unknown=True)


def _refused(code: int, reply: bytes | str, *, to_recipient: bool = False) -> Verdict:
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else str(reply)
    final = 500 <= code <= 599
    enhanced = _ENHANCED.match(text)
    nobody = to_recipient and final and bool(enhanced and enhanced.groups() in _NOBODY_THERE)
    return Verdict(
        f"{code} {text}"[:_MOST_OF_REPLY], final=final, nobody_there=nobody, hang_up=code in {0, 421, -1}
    )


def _short(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:_MOST_OF_REPLY]
