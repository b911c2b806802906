"""Reads a mail that came back: delivery reports (RFC 3464), complaints (RFC 5965), and the texts of servers that
send neither. What it says is believed only of the mail its signed address names, which is not looked at here.
"""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import dataclass
from email import message_from_string
from email.message import EmailMessage, Message

from hub.core.mail.returned import phrases
from hub.core.models import MailReport

Kind = MailReport.Kind
MOST_TEXT = 20_000  # characters that are looked at
MOST_SAID = 300
MOST_PARTS = 50

_SENDERS = re.compile(r"mailer-daemon|postmaster|mail-daemon|mailerdaemon|microsoftexchange", re.IGNORECASE)
_SUBJECTS = re.compile(
    r"undeliver|delivery (status|failure|has failed|report)|failure notice|returned mail|mail delivery failed"
    r"|delivery.{0,20}fail|could not be delivered|unzustellbar|non remis|no se puede entregar",
    re.IGNORECASE,
)
# From here on it is the mail itself that is quoted, whose words say nothing about why it came back.
_QUOTED = re.compile(
    r"^(-{2,}.{0,60}(copy of the message|original message|original headers|returned message|message follows)"
    r"|-{3,} ?Forwarded|Original message headers:|Received: from )",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True)
class Report:
    """What a mail says that came back.

    Arguments:
        kind: of `MailReport.Kind`.
        status: of RFC 3463, where it tells one.
        said: the server's own words.
    """

    kind: str
    status: str = ""
    said: str = ""


def read(message: EmailMessage) -> Report | None:
    """Returns what a mail says about one of ours, nothing where it is no report or tells of no failure."""
    parts: list[Message] = [part for part, _ in zip(message.walk(), range(MOST_PARTS), strict=False)]
    complaint = next((one for one in parts if one.get_content_type() == "message/feedback-report"), None)
    if complaint is not None:
        return _complaint(complaint)
    status = next((one for one in parts if one.get_content_type() == "message/delivery-status"), None)
    if status is not None:
        return _delivery_status(status, _text(parts))
    if _looks_returned(message):
        return _by_words(_text(parts), "")
    return None


def severity(status: str, text: str) -> tuple[str, str]:
    """Returns the kind of a failure and its status, by the most telling of code, reply and words.

    Arguments:
        status: of RFC 3463, may be empty or vague, as `5.0.0` is.
        text: what the server said.
    """
    found = [code for code in (status, *phrases.codes(text)) if code]
    telling = next((code for code in found if not phrases.VAGUE.fullmatch(code)), "")
    if telling.startswith("4"):
        return Kind.SOFT, telling
    if telling in phrases.NOBODY:
        # Some servers refuse what they take for spam with the code of an unknown address, and say so.
        full = phrases.says_not_now(text) and not phrases.says_nobody(text) and telling != status
        return (Kind.SOFT if full else Kind.HARD), telling
    if telling:
        return Kind.SOFT, telling
    code = found[0] if found else next(iter(phrases.replies(text)), "")
    if code.startswith("4"):
        return Kind.SOFT, code
    return (Kind.HARD if phrases.says_nobody(text) else Kind.SOFT), code


def without_addresses(text: str) -> str:
    """Returns the beginning of a text on one line: what is kept of a report names nobody."""
    return re.sub(r"\S+@\S+", "…", " ".join(text.split()))[:MOST_SAID]


def _complaint(part: Message) -> Report | None:
    fields = _fields(part)
    sort = fields.get("feedback-type", "abuse").lower()
    if sort in {"not-spam", "auth-failure"}:  # a correction of the reader's, or a report about forgeries
        return None
    return Report(Kind.COMPLAINT, "", f"{sort}, {fields.get('user-agent', '')}".strip(", ")[:MOST_SAID])


def _delivery_status(part: Message, text: str) -> Report | None:
    """Of several recipients, as where an address is forwarded, the first that failed tells."""
    for group in _groups(part):
        action = str(group.get("Action", "")).split(maxsplit=1)[0:1]
        status = next(iter(phrases.codes(str(group.get("Status", "")))), "")
        if action and action[0].lower() != "failed":
            continue  # delayed is tried again, relayed and delivered are none of our business
        if not action and not status:
            continue  # what the report tells of the mail as a whole
        if status.startswith("2"):
            continue
        diagnostic = " ".join(str(group.get("Diagnostic-Code", "")).split()).partition(";")
        said = diagnostic[2] or diagnostic[0]
        kind, code = severity(status, said or _before_quoted(text))
        return Report(kind, code, without_addresses(said or _before_quoted(text)))
    return None


def _groups(part: Message) -> list[Message]:
    """The parser gives a list; what some servers send encoded, against the rules, it leaves as it is."""
    inside = part.get_payload()
    groups = [one for one in inside if isinstance(one, Message)] if isinstance(inside, list) else []
    if any(one.keys() for one in groups):
        return groups
    text = "\n\n".join(str(one.get_payload()) for one in groups) or str(inside)
    if str(part.get("Content-Transfer-Encoding", "")).strip().lower() == "base64":
        text = b64decode("".join(text.split()) + "==").decode("latin-1")
    return [message_from_string(block) for block in re.split(r"\r?\n\s*\r?\n", text) if ":" in block]


def _fields(part: Message) -> dict[str, str]:
    inside = part.get_payload()
    text = (
        "\n".join(str(one) for one in inside) if isinstance(inside, list) else _decoded(part) or str(inside)
    )
    pairs = (line.partition(":") for line in text.splitlines() if ":" in line)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _looks_returned(message: EmailMessage) -> bool:
    if message.get("X-Failed-Recipients"):
        return True
    path = str(message.get("Return-Path", "")).strip()
    sender = str(message.get("From", ""))
    if _SENDERS.search(sender):
        return True
    return path == "<>" and bool(_SUBJECTS.search(str(message.get("Subject", ""))))


def _by_words(text: str, status: str) -> Report:
    words = _before_quoted(text)
    kind, code = severity(status, words)
    return Report(kind, code if "." in code else "", without_addresses(words))


def _text(parts: list[Message]) -> str:
    for kind in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == kind:
                text = _decoded(part)
                return (re.sub(r"<[^>]{1,500}>", " ", text) if kind == "text/html" else text)[:MOST_TEXT]
    return ""


def _decoded(part: Message) -> str:
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    try:
        return raw.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:  # a character set nobody knows
        return raw.decode("latin-1")


def _before_quoted(text: str) -> str:
    return _QUOTED.split(text[:MOST_TEXT], maxsplit=1)[0]
