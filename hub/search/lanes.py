"""Which lane a text takes: a code leads to its entry, an error is read as a trace, the rest are words."""

from __future__ import annotations

import re

from hub.core.search_query import MAX_LENGTH, parse
from knowledge.models import EntryPage, RetiredCode
from knowledge.traces.indexing import match
from knowledge.traces.parsing import parse as parse_trace

# Who asks about an error in a sentence wants words searched, not the sentence read as a trace.
QUESTION = re.compile(
    r"(?:how|why|what|when|where|which|who|can|could|do|does|is|are|should|explain|difference)\b|.*\?\Z",
    re.IGNORECASE,
)


# What people do not type: markup, a moment, fields of a log.
PRINTED = re.compile(
    r"</(?:b|strong|p|pre|code|span|div|font)>|<br ?/?>|\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\b\d\d:\d\d:\d\d\b"
    r"|\b(?:level|msg|lvl|severity|err|error)=\S",
    re.IGNORECASE,
)


def entry_of_code(text: str) -> EntryPage | None:
    """Returns the published entry whose code a text is, in any spelling of codes: `flsk-mid-4`."""
    query = parse(text)
    if not query.is_code:
        return None
    entries = EntryPage.objects.published().filter(code__in=query.codes).order_by().only("code", "url_path")
    found = {one.code: one for one in entries}
    return next((found[code] for code in query.codes if code in found), None)


def retired_code(text: str) -> str:
    """Returns the code of a withdrawn entry that a text is, or nothing."""
    query = parse(text)
    if not query.is_code:
        return ""
    return RetiredCode.objects.filter(code__in=query.codes).values_list("code", flat=True).first() or ""


def is_pasted(text: str) -> bool:
    """Says whether a text is something a program printed, which must not come into an address.

    Several lines, a long line, a stack frame, a line of a log, one in the form of an error, and one that an
    entry explains for certain are; a question about an error and the bare name of one are not.
    """
    line = text.strip()
    if "\n" in line or "\r" in line or len(line) > MAX_LENGTH:
        return True
    if not line or QUESTION.match(line):
        return False
    trace = parse_trace(line)
    if trace.frames or any(one.role != "line" and one.message for one in trace.candidates):
        return True
    return bool(PRINTED.search(line)) or (" " in line and match(line).confident)
