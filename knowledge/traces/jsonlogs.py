"""Texts inside structured logs: the message and stack fields of a JSON line, whole or cut off."""

from __future__ import annotations

import json
import re

FIELDS = (
    "message", "msg", "error", "err", "exception", "exc_info", "exc_text", "stack", "stack_trace", "stacktrace",
    "trace", "traceback", "log", "textPayload", "@message", "detail", "details", "title", "type", "name", "code",
    "reason", "cause", "errorMessage", "errorType", "stackTrace", "error_message", "body", "event",
)  # fmt: skip
NAMES = ("type", "name", "exception", "errorType", "class")  # of the error, beside its message
DEEPEST = 4
MOST_OTHERS = 12  # fields nobody listed, of which those with several words are read too
_ESCAPED_END = re.compile(r"\\r?\\n|\\n")
_STARTS = re.compile(r"\\n(?:\s|\\|$|at |File|Traceback|#\d|Caused|[A-Z])")
_CUT = re.compile(r'"(\w{2,16}|@message)"\s?:\s?"((?:[^"\\]|\\.){4,})')
_DRIVE = re.compile(r"[A-Za-z]:\\(?!n\b)[\w.]")


def texts_in_json(line: str) -> list[str]:
    """Returns the texts a line of JSON holds, or a line's parts where its line ends are escaped; else nothing."""
    stripped = line.strip()
    start = stripped.find("{")
    if 0 <= start < 120 and stripped.endswith("}") and '"' in stripped:
        try:
            found = list(_texts(json.loads(stripped[start:]), 0))
        except (ValueError, RecursionError):
            found = []
        if found:
            return [stripped[:start], *found] if start else found
    if 0 <= start < 120 and (
        found := [_unescaped(text) for key, text in _CUT.findall(stripped) if key in FIELDS]
    ):
        return found  # cut off somewhere
    if _STARTS.search(line) and (not _DRIVE.search(line) or line.count("\\n") > 2):
        return [_unescaped(line)]
    return []


def _texts(value, depth: int):
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for one in value[:20]:
            yield from _texts(one, depth + 1)
    elif isinstance(value, str):
        yield _unescaped(value) if _STARTS.search(value) else value
    elif isinstance(value, dict):
        name = next((one for key in NAMES if isinstance(one := value.get(key), str) and " " not in one), None)
        message = value.get("message") or value.get("msg") or value.get("errorMessage")
        joined = isinstance(name, str) and isinstance(message, str)
        if joined:
            yield f"{name}: {message}"
        for key in FIELDS:
            if key in value and not (joined and (value[key] is name or value[key] is message)):
                if key == "code" and isinstance(value[key], str | int):
                    yield f"code: '{value[key]}'"
                else:
                    yield from _texts(value[key], depth + 1)
        others = [
            one for key, one in value.items() if key not in FIELDS and isinstance(one, str | dict | list)
        ]
        for one in others[:MOST_OTHERS]:
            if not isinstance(one, str) or one.count(" ") > 1:
                yield from _texts(one, depth + 1)


def _unescaped(text: str) -> str:
    """Returns text with escaped line ends, tabs and quotes as themselves."""
    return _ESCAPED_END.sub("\n", text).replace("\\t", "\t").replace('\\"', '"').replace("\\'", "'")
