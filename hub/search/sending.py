"""What is read of a posted text: at most 64 KB, from a form or bare, as programs send it."""

from __future__ import annotations

import re

from django.http import HttpRequest

from knowledge.traces.cleaning import LARGEST

# A form may write a byte as three characters; what is longer than that cannot hold an allowed text.
LARGEST_BODY = LARGEST * 3 + 4096
LIMIT_IN_WORDS = f"{LARGEST // 1024} KB"
URL_ENCODED = re.compile(rb"q=[\w.~%+*!()',-]*(?:&[\w.~%+*=-]*)?\Z", re.ASCII)


class RefusedError(Exception):
    """What was sent is not read; `status` says why in the words of HTTP."""

    status = 400


class TooLargeError(RefusedError):
    """More was sent than is read."""

    status = 413


class UnknownLengthError(RefusedError):
    """The body comes in pieces, without its length, and servers give such a body on as an empty one."""

    status = 411


def pasted_text(request: HttpRequest) -> str:
    """Returns the field `q` of a posted form, its line ends made LF.

    Raises:
        TooLargeError: for more than 64 KB of text, before anything of a much larger body is read.
    """
    _refuse_large_body(request)
    text = request.POST.get("q", "").replace("\r\n", "\n").replace("\r", "\n")
    if len(text.encode("utf-8", "replace")) > LARGEST:
        raise TooLargeError
    return text


def sent_text(request: HttpRequest) -> str | bytes:
    """Returns the text of a request that may be a form with `q` or nothing but the text itself.

    `curl --data-binary` calls a bare text a form, so only a body that is written like one is taken for one.

    Raises:
        TooLargeError: as `pasted_text`.
        UnknownLengthError: for a body sent in chunks.
    """
    if "chunked" in request.headers.get("Transfer-Encoding", "").lower():
        raise UnknownLengthError
    _refuse_large_body(request)
    if request.content_type == "multipart/form-data":
        sent = request.FILES.get("q")
        text: str | bytes = sent.read() if sent is not None else request.POST.get("q", "")
    elif request.content_type == "application/x-www-form-urlencoded" and URL_ENCODED.match(request.body):
        text = request.POST.get("q", "")
    else:
        text = request.body
    if len(text if isinstance(text, bytes) else text.encode("utf-8", "replace")) > LARGEST:
        raise TooLargeError
    return text


def _refuse_large_body(request: HttpRequest) -> None:
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    if length > LARGEST_BODY:
        raise TooLargeError
