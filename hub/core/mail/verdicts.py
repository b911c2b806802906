"""What each way of failing to hand over a mail means for it: trying again, giving up, or not knowing.

After a mail server has taken the word DATA and says nothing more, nobody knows whether the mail is on its way
(RFC 5321, section 4.5.4.1, warns of sending it twice); so too when a provider breaks off in mid-answer. All else
is a clear yes, no or later.
"""

from __future__ import annotations

import re
import smtplib
from dataclasses import dataclass

import requests
from anymail.exceptions import (
    AnymailConfigurationError,
    AnymailError,
    AnymailRecipientsRefused,
    AnymailRequestsAPIError,
)
from urllib3.exceptions import NameResolutionError, NewConnectionError

_ENHANCED = re.compile(r"^\s*5\.(\d{1,3})\.(\d{1,3})\b")
_NOBODY_THERE = {("1", "1"), ("1", "2"), ("1", "3"), ("1", "6"), ("1", "10")}  # RFC 3463 and 7505
_MOST_OF_REPLY = 300
# Answers of a provider that took nothing: its key is wrong, or it is too much for now (RFC 9110, RFC 6585).
_LATER = {401, 402, 403, 408, 425, 429, 503}


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
        case AnymailError() | AnymailConfigurationError():
            return _of_provider(error)
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


def _of_provider(error: Exception) -> Verdict:
    if isinstance(error, AnymailConfigurationError):
        return Verdict(_short(error))
    if isinstance(error, AnymailRequestsAPIError):
        return _answered(error)
    if isinstance(error, AnymailRecipientsRefused):
        return Verdict("the provider refuses this recipient", final=True, hang_up=False)
    return Verdict(
        _short(error), final=True, hang_up=False
    )  # it cannot be written down as the provider wants it


def _answered(error: AnymailRequestsAPIError) -> Verdict:
    code = error.status_code
    if code is None:
        cause = error.__cause__
        return Verdict(_short(cause or error), unknown=not _never_connected(cause))
    if code in _LATER:
        return Verdict(f"{code} from the provider")
    final = 400 <= code <= 499
    return Verdict(_short(error), final=final, unknown=not final, hang_up=not final)


def _never_connected(cause: BaseException | None) -> bool:
    if isinstance(cause, requests.ConnectTimeout):
        return True
    reason = getattr(cause.args[0], "reason", None) if cause is not None and cause.args else None
    return isinstance(reason, (NewConnectionError, NameResolutionError))


def _short(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:_MOST_OF_REPLY]
