"""Django's SMTP connection, which tells silence after a mail was handed over from silence before."""

from __future__ import annotations

import smtplib

from django.core.mail.backends.smtp import EmailBackend as DjangoBackend


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
